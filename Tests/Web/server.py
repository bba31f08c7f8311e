"""The server under test: starting and stopping it, and ways to talk to it."""

import http.client
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("REHEARSE_PROGRAM", str(ROOT / ".build/debug/rehearse"))
LIBRARY = os.environ.get("REHEARSE_LIBRARY", str(ROOT / "Library"))
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


class Reply:
    """What came back: status, headers and the whole body."""

    def __init__(self, response, body):
        self.status = response.status
        self.headers = response.headers
        self.body = body

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"<{self.status} {self.headers.get('Content-Type')} {self.body[:200]!r}>"


class Site:
    """A server with a data directory of its own. Left by `with`, it must still be alive unless it was stopped."""

    def __init__(self, *arguments, scale=None, patience=None, token=None, data=None):
        self.keeper = None if data else tempfile.TemporaryDirectory(prefix="rehearse-web-")
        self.data = data or self.keeper.name
        environment = {k: v for k, v in os.environ.items() if not k.startswith("REHEARSE_")}
        environment["REHEARSE_LIBRARY"] = LIBRARY
        for name, value in (("CLOCK_SCALE", scale), ("PATIENCE", patience), ("TOKEN", token)):
            if value is not None:
                environment["REHEARSE_" + name] = str(value)
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--port", "0", "--data", self.data, "--verbose", *arguments],
            stdout=subprocess.PIPE, stderr=self.errors, stdin=subprocess.DEVNULL, env=environment)
        self.lines = []
        self.ready = threading.Event()
        threading.Thread(target=self._read, daemon=True).start()
        if not self.ready.wait(90) or not self.lines:
            self.kill()
            raise AssertionError("the server did not start:\n" + self.log())
        self.port = int(re.search(r"Rehearse is at http://[^/]*:(\d+)/", self.lines[0])[1])
        self.host = f"127.0.0.1:{self.port}"

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line.decode())
            if "Rehearse is at" in self.lines[-1]:
                self.lines[:] = self.lines[-1:]
                self.ready.set()
        self.ready.set()

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        died = self.process.poll() is not None and not getattr(self, "stopped", False)
        log = self.log()
        self.kill()
        if self.keeper:
            self.keeper.cleanup()
        assert kind or not died, f"the server died with {self.process.returncode}:\n{log[-2000:]}"

    # Asking

    def connection(self, timeout=30):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def ask(self, method, path, body=None, headers=None, timeout=30):
        """One request on a connection of its own. `body` is bytes, or an iterable of bytes to be sent in chunks."""
        connection = self.connection(timeout)
        try:
            connection.putrequest(method, path, skip_host="Host" in (headers or {}), skip_accept_encoding=True)
            given = dict(headers or {})
            chunked = body is not None and not isinstance(body, bytes)
            if chunked:
                given["Transfer-Encoding"] = "chunked"
            elif body is not None or method in ("POST", "PUT", "PATCH"):
                given.setdefault("Content-Length", str(len(body or b"")))
            for name, value in given.items():
                connection.putheader(name, value)
            connection.endheaders(body, encode_chunked=chunked)
            response = connection.getresponse()
            return Reply(response, response.read())
        finally:
            connection.close()

    def get(self, path, headers=None, timeout=30):
        return self.ask("GET", path, None, headers, timeout)

    def post_json(self, path, value, headers=None, timeout=30):
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        return self.ask("POST", path, body, {"Content-Type": JSON, **(headers or {})}, timeout)

    def post_form(self, path, fields=None, headers=None, timeout=30):
        body = fields if isinstance(fields, bytes) else urllib.parse.urlencode(fields or {}).encode()
        return self.ask("POST", path, body, {"Content-Type": FORM, **(headers or {})}, timeout)

    def raw(self, data, seconds=3):
        """Sends bytes as they are; returns what came until the server closed, or nothing came for so long."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as sock:
            got = b""
            try:
                sock.sendall(data)
                while part := sock.recv(65536):
                    got += part
                return got, True
            except TimeoutError:
                return got, False
            except OSError:
                return got, True

    def plain(self, method, target):
        """A request whose address is sent letter by letter; returns head and body."""
        data = f"{method} {target} HTTP/1.1\r\nHost: {self.host}\r\nConnection: close\r\n\r\n"
        head, _, body = self.raw(data.encode(), 10)[0].partition(b"\r\n\r\n")
        return head, body

    def start(self, **wishes):
        """Starts an interview; returns its state."""
        reply = self.post_json("/api/v1/sessions", {"seed": 1, "minutes": 0, **wishes})
        assert reply.status == 201, reply
        return reply.json

    def stream(self, session, query="", headers=None):
        return Stream(self, f"/api/v1/sessions/{session}/events{query}", headers)

    # Looking

    def log(self):
        """All that was written to the standard error so far."""
        self.errors.flush()
        return os.pread(self.errors.fileno(), 1 << 26, 0).decode("utf-8", "replace")

    def is_alive(self):
        return self.process.poll() is None

    def memory(self):
        """Resident bytes; None where the system has no /proc."""
        try:
            status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        except OSError:
            return None
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) * 1024

    # Ending

    def terminate(self, patience=20):
        """SIGTERM; returns the seconds until the program was gone and its exit status."""
        self.stopped = True
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"the server did not end within {patience} s of SIGTERM") from None
        return time.monotonic() - began, status

    def kill(self):
        self.stopped = True
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


class Event:
    def __init__(self, name, number, data):
        self.name = name
        self.id = number
        self.data = data
        self.at = time.monotonic()

    def __repr__(self):
        return f"<{self.name} {self.id} {str(self.data)[:120]}>"


class Stream:
    """An open stream of server-sent events, read by a thread."""

    def __init__(self, site, path, headers=None):
        self.connection = site.connection(60)
        self.connection.request("GET", path, headers=headers or {})
        self.response = self.connection.getresponse()
        assert self.response.status == 200, (self.response.status, self.response.read())
        self.events = []
        self.comments = 0
        self.is_over = False
        self.change = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        fields = {}
        try:
            while line := self.response.readline():
                text = line.decode("utf-8").rstrip("\n")
                with self.change:
                    if text.startswith(":"):
                        self.comments += 1
                    elif text:
                        name, _, value = text.partition(": ")
                        assert name not in fields, f"two {name} lines in one event"
                        fields[name] = value
                    elif fields:
                        number = int(fields["id"]) if "id" in fields else None
                        self.events.append(Event(fields["event"], number, json.loads(fields["data"])))
                        fields = {}
                    self.change.notify_all()
        except (OSError, ValueError, AttributeError, http.client.HTTPException):
            pass
        with self.change:
            self.is_over = True
            self.change.notify_all()

    def wait(self, name, where=lambda data: True, timeout=15):
        """The first event of this name whose data fits."""
        found = []

        def look():
            found[:] = [e for e in self.events if e.name == name and where(e.data)][:1]
            return found or self.is_over

        with self.change:
            self.change.wait_for(look, timeout)
        assert found, f"no such '{name}' came; there were {self.events}"
        return found[0]

    def wait_until(self, condition, timeout):
        with self.change:
            assert self.change.wait_for(condition, timeout), f"waited {timeout} s in vain; there were {self.events}"

    def close(self):
        sock = self.connection.sock
        if sock:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        self.connection.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
