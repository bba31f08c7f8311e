"""What somebody who means harm, or a broken client, could send. Never a crash, never a 500, always something that helps."""

import html.parser
import json
import re
import socket
import threading
import time
import urllib.parse

from contract import Contract, is_sentence
from server import FORM, JSON, ROOT, Site
from test_access import refused, words
from test_interface import calls

# Each would leave an element or an attribute behind if it were ever taken as markup.
PAYLOADS = [
    '<xqtag onxq=1>', '"><xqtag onxq=1>', "'><xqtag onxq=1>", '" onxq="1', "' onxq='1", "</textarea><xqtag>",
    "</title></head><xqtag>", "</script><xqtag>", "<!--<xqtag", "--><xqtag>", "]]><xqtag>", "&lt;xqtag&gt;<xqtag>",
    "<img src=x onerror=xq()>", "<svg/onload=xq()>", "javascript:xq()", "${xq()}{{xq()}}", "\u2028<xqtag>", "<\x00xqtag>",
    "<xqtag\u202e>", "＜xqtag＞<xqtag>", "<a href=javascript:xq()>xq</a>", "%3Cxqtag%3E<xqtag>", "\\\"><xqtag>",
]


class Page(html.parser.HTMLParser):
    """A page as a browser would take it apart, with everything noted that could run."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.bad = []
        self.in_script = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.in_script = tag in ("script", "style")
        if "xq" in tag or tag in ("iframe", "object", "embed", "base", "style"):
            self.bad.append(f"<{tag}>")
        for name, value in attributes:
            if name.startswith("on") or "xq" in name or name in ("style", "srcdoc", "formtarget"):
                self.bad.append(f"{tag} {name}={value}")
            if name in ("href", "src", "action", "formaction", "data-api", "data-report") and not re.match(
                    r"[/#?](?!/)", value or ""):
                self.bad.append(f"{tag} {name}={value}")
            if tag in ("img", "script") and name == "src" and not (value or "").startswith("/assets/"):
                self.bad.append(f"{tag} src={value}")

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        self.in_script = False

    def handle_data(self, data):
        if self.in_script and data.strip():
            self.bad.append(f"inline script or style: {data[:80]}")

    def handle_comment(self, data):
        self.bad.append(f"comment: {data[:80]}")


def check_page(reply, where):
    assert reply.status != 500, (where, reply)
    kind = reply.headers.get("Content-Type", "")
    if not kind.startswith("text/html"):
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert re.match(r"application/json|text/markdown|text/css|text/javascript|image/svg", kind) or not reply.body, (
            where, kind)
        return
    bad = Page(reply.text).bad
    assert not bad, f"{where}: {bad}"
    assert "\x00" not in reply.text and "\u202e" not in reply.text, where


def test_stored_text_is_only_ever_text():
    with Site() as site:
        state = site.start(tracker=True)
        path, page = calls(state["id"]), f"/interviews/{state['id']}"
        turn = 1
        for payload in PAYLOADS:
            site.post_json(path + "/draft", {"text": payload})
            check_page(site.get(page), ("draft", payload))
            reply = site.post_json(path + "/answer", {"text": f"I'd {payload} look", "turn": turn})
            assert reply.status == 200, (payload, reply)
            site.post_form(page + "/repeat", {"text": payload})
            site.post_json(path + "/coverage", {"text": payload})
            now = site.get(path).json
            turn = len(now["entries"])
            if now["status"] == "ended":
                break
        assert turn > 20
        text = site.get(page).text
        assert text.count("&lt;xqtag onxq=1&gt;") >= 3, "the words are there, as words"
        site.post_json(path + "/end", {})
        report = site.get(path + "/report").json
        for item, payload in zip(report["items"] * 2, PAYLOADS):
            site.post_form(page + "/dispute", {"item": item["code"], "comment": payload})
            for form in ("?guess=no", "", "?form=share", "?form=markdown", "?form=json"):
                check_page(site.get(page + "/report" + form), ("dispute", payload, form))
        again = site.post_json(path + "/retake", {"turn": 3}).json
        for target in ("/", "/history", "/history?state=ended", f"/interviews/{again['id']}", page):
            check_page(site.get(target), target)
        assert "xqtag onxq" in site.get(page + "/report?guess=no").text
        share = site.get(page + "/report?form=share").text
        assert "look" not in share or "xqtag" not in share, "a share copy holds nobody's words"


def test_markdown_holds_no_markup():
    """A Markdown file is often shown as HTML by other programs."""
    with Site() as site:
        state = site.start()
        path = calls(state["id"])
        text = "I'd look at the board <img src=x onerror=xq()> and [a link](javascript:xq()) and the incident reports first."
        site.post_json(path + "/answer", {"text": text, "turn": 1})
        site.post_json(path + "/disputes", {"item": "d1", "comment": "<xqtag> ![x](http://evil.example/a.png)"})
        site.post_json(path + "/end", {})
        shown = site.get(f"/interviews/{state['id']}/report?form=markdown")
        assert shown.headers["Content-Disposition"].startswith("attachment")
        assert not re.search(r"(?<!\\)<(img|xqtag)", shown.text), re.findall(r".{20}<(?:img|xqtag).{20}", shown.text)
        assert not re.search(r"(?<!\\)\]\((javascript|http)", shown.text)


def test_reflected_text_is_only_ever_text():
    with Site() as site:
        state = site.start()
        page = f"/interviews/{state['id']}"
        for payload in PAYLOADS:
            part = urllib.parse.quote(payload, safe="")
            half = payload.translate({ord(c): None for c in "\x00\r\n \u2028\u202e＜＞"})  # as a careless client sends it
            targets = [
                f"/{part}", f"/interviews/{part}", f"/interviews/{part}/report", f"/api/v1/sessions/{part}",
                f"/assets/{part}/{part}", f"/new?scenario={part}", f"/walkthrough?scenario={part}",
                f"/blueprint?scenario={part}", f"/history?scenario={part}&state={part}", f"{page}/report?form={part}",
                f"{page}/report?guess={part}", f"/?{part}={part}", f"/sign-in?{part}", f"{page}?{part}", f"/new?{half}",
                f"/interviews/{half}", f"/{half}",
            ]
            for target in targets:
                got, _ = site.raw(f"GET {target} HTTP/1.1\r\nHost: {site.host}\r\nConnection: close\r\n\r\n".encode(), 10)
                head, _, body = got.partition(b"\r\n\r\n")
                assert b" 500 " not in head[:20] and head, (target, got[:300])
                if b"text/html" in head:
                    assert not (bad := Page(body.decode()).bad), (target, bad)
            forms = {
                "/interviews": ["scenario", "minutes", "persona", "difficulty", "variant", "focus", "seed", "tracker"],
                f"{page}/self-rating": ["points"], f"{page}/dispute": ["item"], f"{page}/retake": ["turn"],
                f"{page}/answer": ["turn"], "/sign-in": ["token"], "/history/delete": ["sure"], f"{page}/delete": ["sure"],
                f"/interviews/{part}/delete": ["sure"], f"/interviews/{part}/answer": ["text"],
            }
            for target, names in forms.items():
                for name in names:
                    reply = site.post_form(target, {name: payload, **({"from": "setup"} if "views" in target else {})})
                    check_page(reply, (target, name, payload))
                    assert "\n" not in reply.headers.get("Location", "") and "xqtag>" not in reply.headers.get("Location", "")
            check_page(site.get("/", {"Host": payload.encode("ascii", "ignore").decode().replace("\x00", "")}), "Host")
        assert site.get(calls(state["id"])).status == 200


def test_scripts_set_text_and_never_markup():
    for file in (ROOT / "Sources/WebServer/Assets").glob("*.js"):
        found = re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc", file.read_text())
        assert not found, (file.name, found)


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
        head = f"POST /interviews HTTP/1.1\r\nHost: {site.host}\r\nContent-Type: {FORM}\r\nTransfer-Encoding: chunked\r\n\r\n"
        assert send_for_ever(site, head, 4).startswith(b"HTTP/1.1 413"), "a body without an end"
        assert (site.memory() or 0) - (before or 0) < 64 << 20, "what is too large must not be kept"
        assert site.get(calls(state["id"])).json["revision"] == state["revision"]
        text = "word " * 200_000
        reply = site.post_json(calls(state["id"]) + "/answer", {"text": text, "turn": 1})
        assert reply.status == 200 and reply.json["entries"][1]["text"] == text.strip(), "1 MB is a long answer, but one"


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
            head = f"POST /api/v1/sessions HTTP/1.1\r\nHost: {site.host}\r\nContent-Type: {JSON}\r\nContent-Length: {length}\r\n"
            for more in ("", "Expect: 100-continue\r\n", "Connection: close\r\n"):
                got, _ = site.raw((head + more + "\r\n{").encode(), 2)
                assert got.startswith(b"HTTP/1.1 413"), (length, more, got[:100])


def test_a_refused_body_does_not_block_its_sender():
    """A client that sends all before it reads gets its answer also when it asked for the connection to be closed."""
    with Site() as site:
        began = time.monotonic()
        reply = site.ask("POST", "/api/v1/sessions", b" " * (24 << 20), {"Content-Type": JSON, "Connection": "close"}, 15)
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
        assert worst < 1, f"others waited {worst:.2f} s"


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
    b"{", b"}", b"[]", b"[1]", b"null", b"true", b"3", b'"x"', b"\x00", b"\xef\xbb\xbf", b"{'text': 'a'}", b'{"text": a}',
    b'{"text": "a"}x', b'{"text"', b'{"text": "a\x00b"}', b'{"text": "a\nb"}', b'{"text": "\\ud800"}',
    b'{"text": "\\udc00\\ud800"}', b'{"text": "\\uZZZZ"}', b'{"text": "\\x41"}', b'{"text": NaN}', b'{"text": Infinity}',
    b'{"text": 1}', b'{"text": null}', b'{"text": ["a"]}', b'{"text": {"a": "b"}}', b'{"turn": 1}', b"{}",
    b'{"text": "a", "turn": "1"}', b'{"text": "a", "turn": 1.5}', b'{"text": "a", "turn": 1e400}',
    b'{"text": "a", "turn": 99999999999999999999}', b'{"text": "a", "turn": ' + b"9" * 100_000 + b"}",
    b'{"text": "a", "turn": -' + b"9" * 30 + b"}", b'{"text": "a", "turn": true}', b"[" * 100_000, b"[" * 100_000 + b"]" * 100_000,
    b'{"a":' * 100_000 + b"1" + b"}" * 100_000, b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", b'"' * 100_000,
    '{"text": "a"}'.encode("utf-16"), '{"text": "a"}'.encode("utf-32"),
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
                for body in (b"[]", b"3", b"[" * 100_000, b"{", b"\xff"):
                    reply = site.post_json(target, body)
                    assert reply.status == 400, (target, body[:20], reply)
                    contract.check(method, target, reply)
        assert site.get(path).json["revision"] == state["revision"]


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
        for body in (b"", b"&&&&", b"=", b"%", b"%%%", b"=&=&==", b"text", b"a" * 200_000, b"\xff\xfe", b"&" * 1_000_000,
                     b"a=b&" * 100_000, b"%00=%00", JSON.encode(), b"<xml/>"):
            for action in ("pause", "resume", "self-rating", "dispute", "retake", "delete"):
                reply = site.post_form(f"{page}/{action}", body)
                assert reply.status < 500, (action, body[:40], reply)
            assert site.post_form("/interviews", body).status in (303, 400, 422)
        for field, values in {"points": ["", "-1", "101", "1e2", "9" * 40, "٥٠", " 5"], "turn": ["", "-1", "9" * 40, "1.0"]}.items():
            for value in values:
                reply = site.post_form(f"{page}/{'retake' if field == 'turn' else 'self-rating'}", {field: value})
                refused(reply, reply.status, (field, value))
                assert reply.status in (400, 422), (field, value, reply)
        for minutes in ("nan", "inf", "-inf", "1e400", "-1", "0.5", "241", "x"):
            reply = site.post_form("/interviews", {"minutes": minutes, "from": "setup"})
            assert reply.status in (400, 422) and 'role="alert"' in reply.text, (minutes, reply)
            refused(site.post_form("/interviews", {"minutes": minutes}), reply.status, minutes)


def test_words_of_the_terminal_stay_there():
    """What a page or the interface says must not send people to options of commands they don't use."""
    with Site() as site:
        state = site.start()
        messages = [
            site.post_json("/api/v1/sessions", {"minutes": 0.5}).json["error"]["message"],
            site.post_json(calls(state["id"]) + "/retake", {"turn": 99}).json["error"]["message"],
            site.post_json(calls(state["id"]) + "/disputes", {"item": "x"}).json["error"]["message"],
        ]
        bad = [m for m in messages if "--" in m or "'rehearse " in m]
        assert not bad, bad


IDS = ["unknown", "1122-mabu-tiko", "..", "...", "%2e%2e", "..%2f..%2fetc%2fpasswd", "%00", "a%00b", "%", "%zz", "%ff%fe", "a" * 4000,
       "%F0%9F%98%80", "%E2%80%AE", "*", "'", "%22", "%27%20or%201=1--", "%3Cscript%3E", ":id", "{id}", "-1", "0", "null", "%20",
       "a%0d%0aX-A:%20b", "a%2fb", "a;b", "a+b", "report", "events", "%5c..%5cwindows", "con", "~root", "$HOME", "`id`"]


def test_ids_that_are_none():
    with Site() as site:
        contract = Contract()
        state = site.start()
        for name in IDS + [state["id"].upper(), state["id"] + "%00", state["id"] + "%20", state["id"] + "x", state["id"][:-1]]:
            for path, method, operation in contract.operations():
                if "{id}" not in path:
                    continue
                target = path.replace("{id}", name)
                body = b"{}"
                if "requestBody" in operation:
                    body = json.dumps(operation["requestBody"]["content"][JSON]["example"]).encode()
                reply = site.ask(method, target, body if method == "POST" else None, {"Content-Type": JSON})
                assert reply.status == 404, (method, target, reply)
                assert is_sentence(reply.json["error"]["message"]) and "root:" not in reply.text
                assert "X-A" not in reply.headers
            for target in (f"/interviews/{name}", f"/interviews/{name}/report", f"/interviews/{name}/export"):
                refused(site.get(target), 404, target)
            for action in ("answer", "pause", "retake", "self-rating"):
                reply = site.post_form(f"/interviews/{name}/{action}", {"text": "x", "turn": "1", "points": "1"})
                refused(reply, 404, (name, action))
        for target in ("/../../etc/passwd", "/assets/../../../etc/passwd", "/assets/x/..%2f..%2fetc%2fpasswd",
                       "/interviews/../../etc/passwd", "/assets/x/%2e%2e/live.js", "/api/v1/sessions/a/b/c/d", "//etc/passwd"):
            got, _ = site.raw(f"GET {target} HTTP/1.1\r\nHost: {site.host}\r\nConnection: close\r\n\r\n".encode())
            assert b" 404 " in got[:16] and b"root:" not in got, (target, got[:100])
        assert site.get("/api/v1/sessions").json["sessions"][0]["id"] == state["id"]


def test_one_session_is_no_key_to_another():
    with Site() as site:
        one, other = site.start(), site.start(focus="outcomes")
        reply = site.post_json(calls(one["id"]) + "/answer", {"text": "mine alone", "turn": 1})
        revision = site.get(calls(other["id"])).json["revision"]
        for turn in (1, 2, 3, -1, 1 << 40):
            reply = site.post_json(calls(other["id"]) + "/retake", {"turn": turn})
            assert reply.status == 422, (turn, reply)
        reply = site.post_json(calls(other["id"]) + "/disputes", {"item": other["id"]})
        assert reply.status == 422, reply
        assert site.get(calls(other["id"])).json["revision"] == revision
        for target in (calls(other["id"]), calls(other["id"]) + "/export", calls(other["id"]) + "/report"):
            assert "mine alone" not in site.get(target).text


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
            "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", "Content-Length: 0x2\r\n\r\n{}", "Content-Length: 2 2\r\n\r\n{}",
            "X-A: b\r\n Content-Length: 2\r\n\r\n{}", "Content-Length\x00: 2\r\n\r\n{}", "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
            "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n", "Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n",
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
                noise = bytes((seed * 7919 + number * 104729 + i * i * 31) % 256 for i in range(number * 40))
                site.raw(noise if number % 2 else f"POST /interviews HTTP/1.1\r\nHost: {site.host}\r\n".encode() + noise, 0.2)

        threads = [threading.Thread(target=storm, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for number in range(20):
            assert site.post_json(calls(state["id"]) + "/draft", {"text": str(number)}).status == 200
        for thread in threads:
            thread.join()
        assert site.is_alive() and site.get("/").status == 200
        assert "status=500" not in site.log()
