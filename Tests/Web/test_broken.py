"""Requests that are broken, too large or too slow: each is refused with words that help, and nobody else notices."""

import re
import socket
import threading
import time

from contract import Contract, is_sentence
from server import FORM, JSON, Site
from test_access import refused, words
from test_interface import calls


def test_a_body_too_large_is_refused_at_once():
    with Site() as site:
        state = site.start()
        for path, kind in ((calls(state["id"]) + "/answer", JSON), (f"/interviews/{state['id']}/answer", FORM)):
            large = [b'{"text": "', b"x" * (1 << 20)] + [b"x" * (1 << 20)] * 9 + [b'"}']
            for body in (b"".join(large), iter(large)):
                began = time.monotonic()
                reply = site.ask("POST", path, body, {"Content-Type": kind})
                assert reply.status == 413 and time.monotonic() - began < 3, (path, reply, time.monotonic() - began)
                assert is_sentence(words(reply))
        before = site.memory()
        head = f"POST /interviews HTTP/1.1\r\nHost: {site.host}\r\nContent-Type: {FORM}\r\n"
        got = send_for_ever(site, head + "Transfer-Encoding: chunked\r\n\r\n", 4)
        assert got.startswith(b"HTTP/1.1 413"), f"a body without an end was answered with {got[:60]}"
        assert (site.memory() or 0) - (before or 0) < 64 << 20, "what is too large must not be kept"
        assert site.get(calls(state["id"])).json["revision"] == state["revision"]
        text = "word " * 200_000
        reply = site.post_json(calls(state["id"]) + "/answer", {"text": text, "turn": 1})
        assert reply.status == 200 and reply.json["entries"][1]["text"] == text.strip(), "a long answer, but one"


def send_for_ever(site, head, seconds):
    """Sends chunks until the time is over or the server has closed; returns what came back."""
    got = b""
    with socket.create_connection(("127.0.0.1", site.port), timeout=1) as sock:
        sock.sendall(head.encode())
        deadline = time.monotonic() + seconds
        try:
            while time.monotonic() < deadline:
                sock.sendall(b"10000\r\n" + b"z" * 65536 + b"\r\n")
        except OSError:
            pass
        try:
            got = sock.recv(65536)
        except OSError:
            pass
    return got


def test_a_body_declared_too_large_is_refused_unread():
    """The length says it all: nothing needs to come before the refusal."""
    with Site() as site:
        for length in (3 * (1 << 20) + 1, 1 << 40):
            head = f"POST /api/v1/sessions HTTP/1.1\r\nHost: {site.host}\r\nContent-Type: {JSON}\r\n"
            head += f"Content-Length: {length}\r\n"
            for more in ("", "Expect: 100-continue\r\n", "Connection: close\r\n"):
                got, _ = site.raw((head + more + "\r\n{").encode(), 2)
                assert got.startswith(b"HTTP/1.1 413"), (length, more, got[:100])


def test_a_refused_body_does_not_block_its_sender():
    """A client that sends all before it reads gets its answer also when it asked for the connection to be closed."""
    with Site() as site:
        began = time.monotonic()
        headers = {"Content-Type": JSON, "Connection": "close"}
        reply = site.ask("POST", "/api/v1/sessions", b" " * (24 << 20), headers, 15)
        assert reply.status == 413 and time.monotonic() - began < 3, (reply, time.monotonic() - began)


def test_slow_clients_hold_nobody_up():
    with Site() as site:
        state = site.start()
        head = f"Host: {site.host}\r\nContent-Type: {JSON}\r\n"
        starts = [b"", b"GET / HT", f"GET / HTTP/1.1\r\n{head}X-A".encode(),
                  f"POST {calls(state['id'])}/draft HTTP/1.1\r\n{head}Content-Length: 1000\r\n\r\n{{".encode(),
                  f"POST /interviews HTTP/1.1\r\n{head}Transfer-Encoding: chunked\r\n\r\n5\r\na".encode()]
        socks = []
        for number in range(250):
            sock = socket.create_connection(("127.0.0.1", site.port), timeout=5)
            sock.sendall(starts[number % len(starts)])
            socks.append(sock)
        worst = 0
        for round_ in range(12):
            for sock in socks:
                try:
                    sock.send(b"a")
                except OSError:
                    pass
            began = time.monotonic()
            assert site.get("/").status == 200
            assert site.post_json(calls(state["id"]) + "/draft", {"text": f"{round_}"}).status == 200
            worst = max(worst, time.monotonic() - began)
        for sock in socks:
            sock.close()
        assert worst < 5, f"others waited {worst:.2f} s"


def test_after_a_minute_the_silent_are_gone_and_the_draft_counts():
    """Connections that say nothing are closed; streams stay; an answer in progress at the end of the time counts."""
    with Site(scale=30) as site:
        state = site.start(minutes=2)
        silent = [socket.create_connection(("127.0.0.1", site.port), timeout=75) for _ in range(3)]
        silent[1].sendall(b"GET / HTTP/1.1\r\nHost: a")
        silent[2].sendall(f"POST /interviews HTTP/1.1\r\nHost: {site.host}\r\nContent-Length: 9\r\n\r\na".encode())
        with site.stream(state["id"]) as stream:
            site.post_json(calls(state["id"]) + "/draft", {"text": "I'd say it in private", "turn": 1})
            stream.wait("state", lambda s: s["timeUp"] and s["status"] == "ended", timeout=100)
            entries = site.get(calls(state["id"])).json["entries"]
            assert [e["text"] for e in entries if e["speaker"] == "candidate"] == ["I'd say it in private"]
            began = time.monotonic()
            for number, sock in enumerate(silent):
                try:
                    while sock.recv(65536):
                        pass
                except TimeoutError:
                    raise AssertionError(f"silent connection {number} was never closed") from None
                except ConnectionResetError:
                    pass
                sock.close()
            assert time.monotonic() - began < 15
            assert not stream.is_over and stream.comments > 4, "a stream is watched, not silent"


BROKEN = [
    b"{", b"}", b"[]", b"[1]", b"null", b"true", b"3", b'"x"', b"\x00", b"\xef\xbb\xbf", b"{'text': 'a'}",
    b'{"text": a}', b'{"text": "a"}x', b'{"text"', b'{"text": "a\x00b"}', b'{"text": "a\nb"}', b'{"text": "\\ud800"}',
    b'{"text": "\\udc00\\ud800"}', b'{"text": "\\uZZZZ"}', b'{"text": "\\x41"}', b'{"text": NaN}',
    b'{"text": Infinity}',
    b'{"text": 1}', b'{"text": null}', b'{"text": ["a"]}', b'{"text": {"a": "b"}}', b'{"turn": 1}', b"{}",
    b'{"text": "a", "turn": "1"}', b'{"text": "a", "turn": 1.5}', b'{"text": "a", "turn": 1e400}',
    b'{"text": "a", "turn": 99999999999999999999}', b'{"text": "a", "turn": ' + b"9" * 100_000 + b"}",
    b'{"text": "a", "turn": -' + b"9" * 30 + b"}", b'{"text": "a", "turn": true}', b"[" * 100_000,
    b"[" * 100_000 + b"]" * 100_000, b'{"a":' * 100_000 + b"1" + b"}" * 100_000, b'"' * 100_000,
    b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", '{"text": "a"}'.encode("utf-16"),
    '{"text": "a"}'.encode("utf-32"),
]


def test_broken_json_is_refused():
    with Site() as site:
        contract = Contract()
        state = site.start()
        path = calls(state["id"])
        for call in ("answer", "draft"):
            for body in BROKEN:
                reply = site.post_json(f"{path}/{call}", body)
                assert reply.status == 400, (call, body[:60], reply)
                contract.check("POST", f"{path}/{call}", reply)
        for path_, method, operation in contract.operations():
            if "requestBody" in operation:
                target = path_.replace("{id}", state["id"])
                for body in (b"[" * 100_000, b"{", b"\xff", b"{} {}"):
                    reply = site.post_json(target, body)
                    assert reply.status == 400, (target, body[:20], reply)
                    contract.check(method, target, reply)
        assert site.get(path).json["revision"] == state["revision"]


def test_json_of_another_type_is_refused():
    with Site() as site:
        contract = Contract()
        state = site.start()
        taken = []
        for path, method, operation in contract.operations():
            if "requestBody" in operation:
                target = path.replace("{id}", state["id"])
                for body in (b"[]", b"3", b'"x"', b"null", b"true"):
                    reply = site.post_json(target, body)
                    contract.check(method, target, reply)
                    if reply.status < 400:
                        taken.append((target.rpartition("/")[2], body, reply.status))
        assert not taken, f"an object was due, and this was taken: {taken}"


def test_refusals_of_json_say_what_is_wrong():
    with Site() as site:
        path = calls(site.start()["id"]) + "/draft"
        for body in (b"[]", b"3", b"null"):
            assert "''" not in site.post_json(path, body).text, (body, site.post_json(path, body).text)
        for body in (b'{"text": "a", "turn": 1.5}', b'{"text": "a", "turn": 99999999999999999999}'):
            message = site.post_json(path, body).json["error"]["message"]
            assert "turn" in message and "not valid JSON" not in message, f"{body} is valid JSON: {message}"


def test_text_that_is_no_utf8_is_refused():
    with Site() as site:
        state = site.start()
        path = calls(state["id"])
        for bad in (b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", b"a\x80"):
            reply = site.post_json(path + "/draft", b'{"text": "' + bad + b'"}')
            assert 400 <= reply.status < 500, f"{bad} was taken, and kept as {site.get(path).json['draft']!r}"


def test_control_characters_are_not_kept():
    with Site() as site:
        state = site.start()
        path = calls(state["id"])
        reply = site.post_json(path + "/draft", {"text": "a\x00b\x1b[31mc\u202ed\ufeff"})
        assert reply.status == 200 and site.get(path).json["draft"] == "ab[31mcd", site.get(path).json["draft"]
        reply = site.post_json(path + "/answer", {"text": "a\x00b\x1b[31mc\u202ed\ufeff\u0000", "turn": 1})
        assert reply.json["entries"][1]["text"] == "ab[31mcd", reply.json["entries"][1]
        reply = site.post_form(f"/interviews/{state['id']}/answer", b"text=a%00b%1b%ff%zz%")
        assert reply.status == 303, reply
        assert not re.search("[\x00\x1b]", site.get(path).json["entries"][3]["text"])
        page = site.get(f"/interviews/{state['id']}")
        assert page.status == 200 and not re.search("[\x00\x1b]", page.text)


def test_forms_that_make_no_sense():
    with Site() as site:
        state = site.start()
        page = f"/interviews/{state['id']}"
        for body in (b"", b"&&&&", b"=", b"%", b"%%%", b"=&=&==", b"text", b"a" * 200_000, b"\xff\xfe",
                     b"&" * 1_000_000, b"a=b&" * 100_000, b"%00=%00", JSON.encode(), b"<xml/>"):
            for action in ("pause", "resume", "self-rating", "dispute", "retake", "delete"):
                reply = site.post_form(f"{page}/{action}", body)
                assert reply.status < 500, (action, body[:40], reply)
            assert site.post_form("/interviews", body).status in (303, 400, 422)
        numbers = ["", "-1", "101", "1e2", "9" * 40, "\u0665\u0660", " 5", "1.0", "0x1", "NaN"]
        for field, action in (("points", "self-rating"), ("turn", "retake")):
            for value in numbers:
                reply = site.post_form(f"{page}/{action}", {field: value})
                refused(reply, reply.status, (field, value))
                assert reply.status in (400, 422), (field, value, reply)
        for minutes in ("nan", "inf", "-inf", "1e400", "-1", "0.5", "241", "x"):
            reply = site.post_form("/interviews", {"minutes": minutes, "from": "setup"})
            assert reply.status in (400, 422) and 'role="alert"' in reply.text, (minutes, reply)
            refused(site.post_form("/interviews", {"minutes": minutes}), reply.status, minutes)


def test_smuggled_requests():
    """Two lengths, a length and chunks, and other heads that two servers could read differently."""
    with Site() as site:
        state = site.start()
        line = f"POST {calls(state['id'])}/end HTTP/1.1\r\nHost: {site.host}\r\nContent-Type: {JSON}\r\n"
        hidden = f"DELETE {calls(state['id'])} HTTP/1.1\r\nHost: {site.host}\r\n\r\n"
        heads = [
            f"Content-Length: 2\r\nContent-Length: {2 + len(hidden)}\r\n\r\n{{}}", "Content-Length: 2, 3\r\n\r\n{}",
            "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "Content-Length: +2\r\n\r\n{}",
            "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", "Content-Length: -2\r\n\r\n{}",
            "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", "Content-Length: 0x2\r\n\r\n{}",
            "Content-Length: 2 2\r\n\r\n{}", "X-A: b\r\n Content-Length: 2\r\n\r\n{}",
            "Content-Length\x00: 2\r\n\r\n{}",
            "Transfer-Encoding: chunked\r\n\r\nzz\r\n", "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
            "Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n",
            "Content-Length: 99999999999999999999999\r\n\r\n{}", ": a\r\n\r\n", "X\r\nContent-Length: 2\r\n\r\n{}",
        ]
        bad = []
        for head in heads:
            got, closed = site.raw((line + head + hidden).encode(), 2)
            answers = [int(status) for status in re.findall(rb"HTTP/1.1 (\d+) ", got)]
            if not closed or answers not in ([], [400]):
                bad.append((head, closed, answers))
            now = site.get(calls(state["id"]))
            assert now.status == 200 and now.json["revision"] == state["revision"], (head, now)
        assert not bad, bad


def test_a_storm_of_nonsense():
    """Random bytes, many at once; whoever asks properly is answered."""
    with Site() as site:
        state = site.start()

        def storm(seed):
            for number in range(40):
                head = f"POST /interviews HTTP/1.1\r\nHost: {site.host}\r\n".encode() if number % 2 else b""
                noise = bytes((seed * 7919 + number * 104729 + i * i * 31) % 256 for i in range(number * 40))
                site.raw(head + noise, 0.2)

        threads = [threading.Thread(target=storm, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for number in range(20):
            assert site.post_json(calls(state["id"]) + "/draft", {"text": str(number)}).status == 200
        for thread in threads:
            thread.join()
        assert site.is_alive() and site.get("/").status == 200
        assert "status=500" not in site.log()
