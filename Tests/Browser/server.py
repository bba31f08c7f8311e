"""The server under test: one of its own for each test, with its own data, and its interface for programs."""

import json
import os
import pathlib
import re
import select
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("REHEARSE_PROGRAM", str(ROOT / ".build/debug/rehearse"))
LIBRARY = os.environ.get("REHEARSE_LIBRARY", str(ROOT / "Library"))


class Site:
    """A running server. Started again it has the same port and the same data."""

    def __init__(self, *arguments, environment=None, token=None):
        self.keeper = tempfile.TemporaryDirectory(prefix="rehearse-")
        self.data = os.path.join(self.keeper.name, "data")
        self.log = os.path.join(self.keeper.name, "log")
        self.arguments = arguments
        self.environment = {**os.environ, "REHEARSE_LIBRARY": LIBRARY, **(environment or {})}
        self.token = token
        if token:
            self.environment["REHEARSE_TOKEN"] = token
        self.port = 0
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, kind, *_):
        self.close(checks=kind is None)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/"

    # Starting and stopping

    def start(self):
        """Starts the server and returns once it says where it is."""
        assert self.process is None, "the server runs already"
        command = [PROGRAM, "serve", "--port", str(self.port), "--data", self.data, *self.arguments]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                command, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log)
        self.port = int(re.search(r":(\d+)/", self._first_line()).group(1))
        return self

    def _first_line(self):
        said = b""
        deadline = time.monotonic() + 60
        while b"\n" not in said:
            ready, _, _ = select.select([self.process.stdout], [], [], max(0, deadline - time.monotonic()))
            piece = os.read(self.process.stdout.fileno(), 4096) if ready else b""
            if not piece:
                raise AssertionError(f"the server never said where it is: {said!r}\n{self.logged()}")
            said += piece
        return said.decode()

    def kill(self):
        """Ends the server as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self):
        """Asks the server to stop; returns how many seconds that took."""
        began = time.monotonic()
        status = self._end(signal.SIGTERM)
        assert status == 0, f"the server stopped with status {status}:\n{self.logged()}"
        return time.monotonic() - began

    def _end(self, sign):
        process, self.process = self.process, None
        process.send_signal(sign)
        try:
            return process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise AssertionError("the server didn't stop within 20 seconds")
        finally:
            process.stdout.close()

    def close(self, checks=True):
        """Stops the server and forgets its data. - Parameter checks: whether its log may hold no fault."""
        try:
            if self.process is not None:
                if checks:
                    self.stop()
                else:
                    self.kill()
            faults = [line for line in self.logged().splitlines() if re.search(r"\b(error|critical)\b", line)]
            assert not checks or not faults, "the server logged faults:\n" + "\n".join(faults)
        finally:
            self.keeper.cleanup()

    def logged(self):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return log.read()

    # The interface for programs

    def request(self, method, path, body=None):
        """Status and JSON of a call; `path` follows `/api/v1/`."""
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}api/v1/{path}", data=data, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                status, content = response.status, response.read()
        except urllib.error.HTTPError as error:
            status, content = error.code, error.read()
        return status, json.loads(content) if content else None

    def get(self, path):
        status, content = self.request("GET", path)
        assert status == 200, (path, status, content)
        return content

    def post(self, path, body=None):
        status, content = self.request("POST", path, body or {})
        assert status in (200, 201), (path, status, content)
        return content

    def state(self, id):
        return self.get(f"sessions/{id}")

    def said(self, id):
        """Speaker and text of each turn."""
        return [(entry["speaker"], entry["text"]) for entry in self.state(id)["entries"]]

    def begin(self, **wishes):
        """Starts an interview of ten minutes that always goes the same way; returns its id."""
        return self.post("sessions", {"minutes": 10, "seed": 7, **wishes})["id"]

    def answer(self, id, *texts):
        """Answers one question after the other until all is said or the interview is over."""
        for text in texts:
            state = self.state(id)
            if state["status"] == "ended":
                break
            self.post(f"sessions/{id}/answer", {"text": text, "turn": len(state["entries"])})

    def sit(self, texts, rating=None, **wishes):
        """A whole interview that is over; returns its id."""
        id = self.begin(**wishes)
        self.answer(id, *texts)
        self.post(f"sessions/{id}/end")
        if rating is not None:
            self.post(f"sessions/{id}/self-rating", {"points": rating})
        return id


def eventually(what, condition, seconds=40.0):
    """Waits until `condition` holds and returns what it gave; for what no page shows."""
    deadline = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        assert time.monotonic() < deadline, f"{what} never came about; last: {found!r}"
        time.sleep(0.1)
