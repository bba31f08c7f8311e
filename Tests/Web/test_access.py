"""Who may ask: names of the server, other sites, the token; and what is never written to the log."""

import html
import re

from contract import Contract, check_headers, is_sentence
from server import Site
from test_interface import ANSWERS, calls

TOKEN = "correct-horse-battery-7"


def words(reply):
    """What a refusal says, whatever form it has."""
    if reply.headers["Content-Type"].startswith("application/json"):
        return reply.json["error"]["message"]
    found = re.search(r"<main[^>]*>.*?<p>(.*?)</p>", reply.text, re.DOTALL)
    assert found, reply.text
    return html.unescape(found[1])


def refused(reply, status, where):
    check_headers(reply)
    assert reply.status == status, (where, reply)
    assert is_sentence(words(reply)), f"{where}: {words(reply)!r} helps nobody"


def posts(state):
    """Every address that changes something, with a form's body or JSON."""
    page = f"/interviews/{state['id']}"
    forms = ["/interviews", "/history/delete", "/sign-in"]
    forms += [f"{page}/{action}" for action in (
        "answer", "pause", "resume", "skip", "dont-know", "repeat", "end", "undo-end", "self-rating", "dispute",
        "retake", "delete")]
    described = [
        (m, p.replace("{id}", state["id"]), b'{"text": "x", "turn": 1, "command": "skip", "points": 1, "item": "d1"}')
        for p, m, _ in Contract().operations() if m != "GET"]
    return [("POST", path, b"text=x&sure=yes&points=50&turn=0&item=d1") for path in forms] + described


def types(method, path):
    if method == "DELETE":
        return {}
    return {"Content-Type": "application/json" if path.startswith("/api/") else "application/x-www-form-urlencoded"}


def test_other_sites_change_nothing():
    with Site() as site:
        state = site.start()
        wrong = [
            {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": ""},
            {"Origin": f"http://{site.host}.evil.example"},
            {"Origin": f"http://evil.example/{site.host}"}, {"Origin": "http://127.0.0.1:1"}, {"Origin": "file://"},
            {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
            {"Origin": f"http://{site.host}", "Sec-Fetch-Site": "cross-site"},
        ]
        for method, path, body in posts(state):
            for headers in wrong if path.endswith(("/answer", "/interviews", "/sessions")) else wrong[:2] + wrong[7:8]:
                sent = None if method == "DELETE" else body
                reply = site.ask(method, path, sent, {**types(method, path), **headers})
                refused(reply, 403, (method, path, headers))
        lines = site.get("/api/v1/sessions").json["sessions"]
        assert [s["id"] for s in lines] == [state["id"]], lines
        assert site.get(calls(state["id"])).json["revision"] == state["revision"], "something was changed"


def test_own_pages_and_programs_may():
    with Site() as site:
        own = {"Origin": f"http://{site.host}"}
        right = [{}, own, {**own, "Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}]
        for headers in right:
            assert site.post_json("/api/v1/sessions", {"minutes": 0}, headers).status == 201, headers
            assert site.post_form("/interviews", {"minutes": "0"}, headers).status == 303, headers
        name = f"localhost:{site.port}"
        reply = site.post_json("/api/v1/sessions", {}, {"Host": name, "Origin": f"http://{name}"})
        assert reply.status == 201, reply
        assert site.get("/", {"Sec-Fetch-Site": "cross-site"}).status == 200, "links from other sites may be followed"


def test_other_names_are_refused():
    """A name of another site that resolves to this machine must not get at the interviews."""
    with Site() as site:
        session = site.start()["id"]
        for name in ("evil.example", f"evil.example:{site.port}", "127.0.0.1.evil.example", "localhost.evil.example",
                     "evil.example.", "127.0.0.2", "192.168.0.1", "[::2]", "localhost@evil.example", "evil-localhost",
                     "0.0.0.0", "2130706433", "<script>", "evil.example#localhost", "x" * 5000):
            for path in ("/", "/history", calls(session), "/api/v1/export", "/assets/0/live.js",
                         calls(session) + "/events"):
                reply = site.get(path, {"Host": name})
                refused(reply, 421, (name, path))
                assert session not in reply.text
                if reply.headers["Content-Type"].startswith("text/html"):
                    assert "<script>" not in reply.text, path
            reply = site.post_json("/api/v1/sessions", {}, {"Host": name, "Origin": f"http://{name}"})
            refused(reply, 421, name)
        for name in (f"localhost:{site.port}", "localhost", "LOCALHOST", "127.0.0.1", f"[::1]:{site.port}"):
            assert site.get("/", {"Host": name}).status == 200, name


def test_another_name_can_be_allowed():
    with Site("--public-name", "practice.example.org", token=TOKEN) as site:
        bearer = {"Authorization": "Bearer " + TOKEN}
        assert site.get("/", {"Host": "practice.example.org", **bearer}).status == 200
        assert site.get("/", {"Host": "practice.example.org:8443", **bearer}).status == 200
        refused(site.get("/", {"Host": "other.example.org", **bearer}), 421, "another name")
        reply = site.post_json("/api/v1/sessions", {}, {
            "Host": "practice.example.org", "Origin": "https://practice.example.org", **bearer})
        assert reply.status == 201, reply


def test_a_request_without_a_name_is_refused():
    with Site() as site:
        for head in (b"GET / HTTP/1.0\r\n\r\n", b"GET /api/v1/export HTTP/1.0\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost:\r\n\r\n"):
            got, _ = site.raw(head, 1)
            assert int(got.split()[1]) in (400, 421), (head, got[:200])
            assert b"not called &#39;&#39;" not in got and b"not called ''" not in got, (
                f"{head}: a name was missing, and the answer speaks of the name ''")


def test_token():
    with Site("--host", "0.0.0.0", token=TOKEN) as site:
        contract = Contract()
        bearer = {"Authorization": "Bearer " + TOKEN}
        state = site.post_json("/api/v1/sessions", {"minutes": 0}, bearer).json
        wrong = [
            {}, {"Authorization": "Bearer wrong-token-1"}, {"Authorization": TOKEN},
            {"Authorization": f"Basic {TOKEN}"}, {"Authorization": "Bearer "},
            {"Authorization": f"Bearer {TOKEN[:-1]}"}, {"Authorization": f"Bearer {TOKEN}x"},
            {"Authorization": "bearer" + TOKEN}, {"Cookie": "rehearse-token=wrong"}, {"Cookie": "rehearse-token="},
            {"Cookie": f"other={TOKEN}"}, {"Cookie": f"xrehearse-token={TOKEN}"},
            {"Authorization": f"Bearer {TOKEN.upper()}"},
        ]
        for path, method, operation in contract.operations():
            target = path.replace("{id}", state["id"])
            for headers in wrong if path == "/api/v1/sessions" else wrong[:2]:
                reply = site.ask(method, target, b"{}" if "requestBody" in operation else None, {
                    "Content-Type": "application/json", **headers})
                assert reply.status == 401, (method, target, headers, reply)
                contract.check(method, target, reply)
        for page in ("/", "/history", "/new", "/history/export", f"/interviews/{state['id']}", "/none-such"):
            reply = site.get(page)
            refused(reply, 401, page)
            assert 'action="/sign-in"' in reply.text and state["id"] not in reply.text
        for method, path, body in posts(state):
            if path != "/sign-in":
                headers = types(method, path)
                refused(site.ask(method, path, None if method == "DELETE" else body, headers), 401, path)
        cookies = [f"rehearse-token={TOKEN}", f"a=b; rehearse-token={TOKEN}", f"a=b;rehearse-token={TOKEN};c=d"]
        for headers in [bearer, *({"Cookie": c} for c in cookies)]:
            assert site.get(calls(state["id"]), headers).status == 200, headers
            assert site.get("/history", headers).status == 200, headers
        for name in ("evil.example", "evil.example:80", "1.2.3.4.evil.example"):
            refused(site.get("/", {"Host": name, **bearer}), 421, name)
        assert site.get(calls(state["id"]) + f"?token={TOKEN}").status == 401, "addresses are kept and shared"
        assert TOKEN not in site.log(), "the token is in the log"


def test_sign_in():
    with Site("--host", "0.0.0.0", token=TOKEN) as site:
        assert site.get("/sign-in").status == 200
        assert re.search(r'href="(/assets/[^"]*\.css)"', site.get("/sign-in").text), "the page has its style"
        assert site.get(re.search(r'href="(/assets/[^"]*\.css)"', site.get("/sign-in").text)[1]).status == 200
        for given in ("", "wrong", TOKEN + "x", TOKEN[:-1], "\x00", "é" * 100):
            reply = site.post_form("/sign-in", {"token": given})
            refused(reply, 401, given)
            assert "Set-Cookie" not in reply.headers
        reply = site.post_form("/sign-in", {"token": TOKEN})
        assert reply.status == 303 and reply.headers["Location"] == "/", reply
        cookie = reply.headers["Set-Cookie"]
        assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Path=/" in cookie, cookie
        assert site.get("/", {"Cookie": cookie.partition(";")[0]}).status == 200
        assert any(TOKEN in line for line in site.lines), "the token must be shown where the server was started"


def test_a_server_for_others_makes_itself_a_token():
    with Site("--host", "0.0.0.0") as site:
        refused(site.get("/history"), 401, "no token")
        token = next(re.search(r"Token for other machines: (\S+)", line)[1] for line in site.lines if "Token" in line)
        assert len(token) >= 20
        assert site.get("/history", {"Authorization": f"Bearer {token}"}).status == 200


def test_wrong_methods_say_what_is_taken():
    with Site() as site:
        state = site.start()
        page = f"/interviews/{state['id']}"
        read = "GET, HEAD"
        addresses = {
            "/": read, "/history": read, "/interviews": "POST", "/history/delete": read + ", POST",
            "/sign-in": read + ", POST", page: read, page + "/answer": "POST", page + "/report": read,
            "/assets/0/live.js": read, "/api/v1/progress": read}
        for path, allowed in addresses.items():
            for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
                if method not in allowed:
                    reply = site.ask(method, path)
                    refused(reply, 405, (method, path))
                    told = reply.headers["Allow"].split(", ")
                    assert sorted(told) == sorted(allowed.split(", ")), (path, told)
        for method in ("PROPFIND", "REPORT", "LINK", "CONNECT"):
            got, _ = site.raw(f"{method} /history HTTP/1.1\r\nHost: {site.host}\r\n\r\n".encode(), 1)
            assert got.split()[1] in (b"400", b"404", b"405", b"501"), got[:100]


def test_security_headers_are_on_everything():
    with Site() as site:
        state = site.start()
        page = f"/interviews/{state['id']}"
        pages = ["/", "/new", "/history", "/history?state=open", "/history/delete", "/history/export", "/walkthrough",
                 "/blueprint", "/sign-in", page, page + "/report", page + "/report?form=json",
                 page + "/report?form=markdown", page + "/report?form=share", page + "/export", "/none-such",
                 "/interviews/none-such", "/assets/0/none.js", "/api/v1/none", "/api", "/assets/../../etc/passwd"]
        pages += re.findall(r'(?:href|src)="(/assets/[^"]*)"', site.get(page).text)
        for path in pages:
            reply = site.get(path)
            check_headers(reply)
            kept = reply.headers["Cache-Control"]
            right = ["no-store"]
            if "/assets/" in path:
                right += ["no-cache", "public, max-age=31536000, immutable"]
            assert kept in right, (path, kept)
        check_headers(site.post_form("/interviews", {"minutes": "0"}))
        with site.stream(state["id"]) as stream:
            check_headers(stream.response)


def test_log_holds_nobodys_words():
    """Markers go in wherever text can; none may come out in the log or in what the program prints."""
    markers = []

    def mark():
        markers.append(f"zqmark{len(markers):04d}qz")
        return markers[-1]

    with Site(token=TOKEN) as site:
        bearer = {"Authorization": "Bearer " + TOKEN}
        state = site.post_json("/api/v1/sessions", {"minutes": 0, "tracker": True}, bearer).json
        path, page = calls(state["id"]), f"/interviews/{state['id']}"
        for call in ("answer", "draft", "coverage"):
            assert site.post_json(f"{path}/{call}", {"text": f"{ANSWERS[0]} {mark()}"}, bearer).status == 200
        site.post_json(path + "/disputes", {"item": "d1", "comment": mark()}, bearer)
        for call in ("answer", "command", "disputes", "retake", "self-rating", "pause"):
            site.post_json(f"{path}/{call}", {"text": mark(), "command": mark(), "item": mark(), "turn": 99}, bearer)
            site.post_json(f"{path}/{call}", b'{"text": "' + mark().encode(), bearer)
        for key in ("scenario", "persona", "difficulty", "variant", "focus", "seed", "minutes"):
            site.post_json("/api/v1/sessions", {key: mark()}, bearer)
            site.post_form("/interviews", {key: mark(), "from": "setup"}, bearer)
        for action in ("answer", "pause", "dispute", "retake", "self-rating", "delete"):
            fields = {"text": mark(), "item": mark(), "comment": mark(), "turn": mark(), "points": mark()}
            site.post_form(f"{page}/{action}", fields, bearer)
        site.post_form("/sign-in", {"token": mark()})
        for target in (f"/{mark()}", f"/interviews/{mark()}", f"/api/v1/sessions/{mark()}/report",
                       f"/assets/{mark()}/{mark()}", f"/history?scenario={mark()}&state={mark()}",
                       f"{page}/report?form={mark()}", f"/new?{mark()}={mark()}",
                       f"/api/v1/sessions/{mark()}%00{mark()}", f"/{mark()}/../{mark()}"):
            site.get(target, bearer)
            site.ask("DELETE", target, None, bearer)
        for name in ("User-Agent", "Referer", "Cookie", "Authorization", "Origin", "Host", "X-Any", "Last-Event-ID",
                     "Content-Type", "Accept", "X-Forwarded-For", "Sec-Fetch-Site"):
            site.post_json(path + "/draft", {"text": mark()}, {**bearer, name: mark()})
        with site.stream(state["id"], f"?after={mark()}", {**bearer, "Last-Event-ID": mark()}) as stream:
            stream.wait("state")
        for broken in ("{0} / HTTP/1.1\r\n\r\n", "GET /{0} HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\n{0}\r\n\r\n",
                       "GET /{0} HTTP/1.1\r\nHost: a\r\nContent-Length: {0}\r\n\r\n", "\x16\x03{0}\r\n\r\n"):
            site.raw(broken.format(mark()).encode(), 1)
        head = f"POST {path}/draft HTTP/1.1\r\nHost: {site.host}\r\nAuthorization: Bearer {TOKEN}\r\n"
        for rest in (f"Content-Type: application/json\r\nContent-Length: 900\r\n\r\n{{\"text\": \"{mark()}",
                     f"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{mark()}\r\n"):
            site.raw((head + rest).encode(), 0.5)
        site.ask("DELETE", path, None, bearer)
        site.get(page, bearer)
        _, status = site.terminate()
        log, printed = site.log(), "".join(site.lines)
    found = [m for m in markers if m in log or m in printed]
    assert not found, [line for line in log.splitlines() if any(m in line for m in found)][:5]
    for text in (TOKEN, ANSWERS[0][:30], state["entries"][0]["text"][:30], "Bearer"):
        assert text not in log, f"{text!r} is in the log"
    assert len(markers) > 100 and log.count("[WebServer] request") > 60, (len(markers), log[-500:])
    assert status == 0, status


def test_log_names_no_fault_when_clients_err():
    """What clients do wrong, and clients that go away, are no faults of the program."""
    with Site() as site:
        state = site.start()
        head = f"POST {calls(state['id'])}/draft HTTP/1.1\r\nHost: {site.host}\r\nContent-Type: application/json\r\n"
        site.raw((head + "Content-Length: 900\r\n\r\n{").encode(), 0.5)
        site.raw((head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n").encode(), 0.5)
        site.stream(state["id"]).close()
        site.post_json(calls(state["id"]) + "/draft", b"{")
        site.get("/none-such")
        site.terminate()
        bad = [line for line in site.log().splitlines() if " error " in line or "status=500" in line]
        assert not bad, bad
