"""What somebody who means harm could send: text that would run in a page, and addresses of what isn't theirs."""

import html.parser
import json
import re
import urllib.parse

from contract import Contract, is_sentence
from server import JSON, ROOT, Site
from test_access import refused
from test_interface import calls

# Each would leave an element or an attribute behind if it were ever taken as markup.
PAYLOADS = [
    '<xqtag onxq=1>', '"><xqtag onxq=1>', "'><xqtag onxq=1>", '" onxq="1', "' onxq='1", "</textarea><xqtag>",
    "</title></head><xqtag>", "</script><xqtag>", "<!--<xqtag", "--><xqtag>", "]]><xqtag>", "&lt;xqtag&gt;<xqtag>",
    "<img src=x onerror=xq()>", "<svg/onload=xq()>", "javascript:xq()", "${xq()}{{xq()}}", "\u2028<xqtag>",
    "<\x00xqtag>",
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
        known = r"application/json|text/markdown|text/css|text/javascript|image/svg"
        assert re.match(known, kind) or not reply.body, (where, kind)
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
        text = "I'd look at the board <img src=x onerror=xq()> and [a link](javascript:xq()) and the incident reports."
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
            half = "".join(c for c in payload if "!" <= c <= "~")  # as a careless client sends it
            targets = [
                f"/{part}", f"/interviews/{part}", f"/interviews/{part}/report", f"/api/v1/sessions/{part}",
                f"/assets/{part}/{part}", f"/new?scenario={part}", f"/walkthrough?scenario={part}",
                f"/blueprint?scenario={part}", f"/history?scenario={part}&state={part}", f"{page}/report?form={part}",
                f"{page}/report?guess={part}", f"/?{part}={part}", f"/sign-in?{part}", f"{page}?{part}",
                f"/new?{half}", f"/interviews/{half}", f"/{half}",
            ]
            for target in targets:
                head, body = site.plain("GET", target)
                assert head and b" 500 " not in head[:20], (target, head, body[:300])
                if b"text/html" in head:
                    assert not (bad := Page(body.decode()).bad), (target, bad)
            forms = {
                "/interviews": ["scenario", "minutes", "persona", "difficulty", "variant", "focus", "seed", "tracker"],
                f"{page}/self-rating": ["points"], f"{page}/dispute": ["item"], f"{page}/retake": ["turn"],
                f"{page}/answer": ["turn"], "/sign-in": ["token"], "/history/delete": ["sure"],
                f"{page}/delete": ["sure"], f"/interviews/{part}/delete": ["sure"],
                f"/interviews/{part}/answer": ["text"],
            }
            for target, names in forms.items():
                for name in names:
                    reply = site.post_form(target, {name: payload, **({"from": "setup"} if "views" in target else {})})
                    check_page(reply, (target, name, payload))
                    assert not re.search(r"\n|xqtag>", reply.headers.get("Location", "")), (target, name, payload)
            check_page(site.get("/", {"Host": payload.encode("ascii", "ignore").decode().replace("\x00", "")}), "Host")
        assert site.get(calls(state["id"])).status == 200


def test_scripts_set_text_and_never_markup():
    ways = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc"
    for file in (ROOT / "Sources/WebServer/Assets").glob("*.js"):
        found = re.findall(ways, file.read_text())
        assert not found, (file.name, found)


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


IDS = [
    "unknown", "1122-mabu-tiko", "..", "...", "%2e%2e", "..%2f..%2fetc%2fpasswd", "%00", "a%00b", "%", "%zz", "%ff%fe",
    "a" * 4000, "%F0%9F%98%80", "%E2%80%AE", "*", "'", "%22", "%27%20or%201=1--", "%3Cscript%3E", ":id", "{id}", "-1",
    "0", "null", "%20", "a%0d%0aX-A:%20b", "a%2fb", "a;b", "a+b", "report", "events", "%5c..%5cwindows", "con",
    "~root", "$HOME", "`id`",
]


def test_ids_that_are_none():
    with Site() as site:
        contract = Contract()
        state = site.start()
        own = state["id"]
        for name in IDS + [own.upper(), own + "%00", own + "%20", own + "x", own[:-1]]:
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
                       "/interviews/../../etc/passwd", "/assets/x/%2e%2e/live.js", "/api/v1/sessions/a/b/c/d",
                       "//etc/passwd"):
            head, body = site.plain("GET", target)
            assert b" 404 " in head[:16] and b"root:" not in body, (target, head)
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
