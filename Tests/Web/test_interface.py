"""The interface for programs: every call, every answer, held against openapi.json."""

import json
import re
import time

from openapi_spec_validator import validate

from contract import Contract, Interface
from server import JSON, ROOT, Site

# One answer for each part, as candidates give them.
ANSWERS = [
    "Before I judge I'd lay the promised dates next to the real ones, and read the write-ups of the last outages one by one."
    " I'd ask two of the peers for one thing they saw themselves."
    " Then I'd ask whether the expectations were ever written down, because nobody can meet what was never said.",
    "I'd talk with the engineer this week, in private, and name two dates that were missed and what that cost."
    " I'd ask what got in the way and listen before we agree on what has to change, by when, and how I'd help.",
    "I write down what we agreed the same day and share it. If nothing moves after four weeks I bring in HR and my own"
    " manager, and until then a second reviewer looks at every change that goes to production.",
    "If the dates hold for eight weeks I close the plan and say so. If only some do I'd change the scope of the role,"
    " and if none do we part ways fairly, with the notes on the table and no surprise for anybody.",
]


def calls(session):
    return f"/api/v1/sessions/{session}"


def answered(api, state, text):
    """The state after an answer to what stands."""
    turn = state["entriesFrom"] + len(state["entries"])
    return api.post(calls(state["id"]) + "/answer", {"text": text, "turn": turn})


def test_description_is_valid():
    contract = Contract()
    validate(contract.document)
    assert contract.document["openapi"].startswith("3.1")


def test_description_examples_fit_their_schemas():
    contract = Contract()
    bodies = [("request", o["requestBody"]["content"]) for _, _, o in contract.operations() if "requestBody" in o]
    for _, _, operation in contract.operations():
        for status, response in operation["responses"].items():
            bodies.append((operation["operationId"] + status, contract.resolved(response).get("content", {})))
    count = 0
    for where, content in bodies:
        for kind, media in content.items():
            if "example" not in media:
                continue
            count += 1
            contract.check_value(media["schema"], media["example"], where)
            if kind == "text/event-stream":
                for event, data in re.findall(r"event: (\w+)\ndata: (.*)\n", media["example"]):
                    check_event(contract, event, json.loads(data))
    assert count > 40, count


def check_event(contract, name, data):
    names = {"state": "SessionState", "notice": "Notice", "tracker": "Tracker"}
    if name == "bye":
        assert data == {}, data
    else:
        contract.check_component(names[name], data)


def test_description_names_every_route_of_the_server():
    """Read from the Swift text: a route nobody described would be found by no other test."""
    text = (ROOT / "Sources/WebServer/APIRoutes.swift").read_text()
    text += (ROOT / "Sources/WebServer/StreamRoute.swift").read_text()
    text = text.replace(r"\(path)", "/api/v1/sessions/:id")
    found = set(re.findall(r'routes\.add\(\.(\w+), "(/api[^"]*)"', text))
    found = {(verb, path) for verb, path in found if "\\(" not in path}
    found |= {("post", f"/api/v1/sessions/:id/{action}") for action in re.findall(r'act\(routes, "([\w-]+)"\)', text)}
    described = {(method.lower(), path.replace("{id}", ":id")) for path, method, _ in Contract().operations()}
    assert found == described, f"only in the server {found - described}, only described {described - found}"


def test_description_is_what_the_server_hands_out():
    with Site() as site:
        reply = Interface(site, contract := Contract()).get("/api/openapi.json")
        assert reply == contract.document, "the program was built with another openapi.json"


def test_whole_interview():
    """Every call in the order of an interview, each answer to the letter."""
    with Site() as site:
        contract = Contract()
        api = Interface(site, contract)
        choices = api.get("/api/v1/scenarios")["scenarios"]
        chosen = choices[0]
        assert api.get("/api/v1/sessions") == {"sessions": []}
        assert api.get("/api/v1/progress") == {"attempts": []}
        assert api.get("/api/v1/export")["sessions"] == []
        state = api.post("/api/v1/sessions", {}, status=201)
        assert state["clock"]["deadline"] == chosen["minutes"] * 60_000
        api.delete(calls(state["id"]))
        api.get(calls(state["id"]), status=404)

        state = api.post(
            "/api/v1/sessions", {
                "scenario": chosen["id"], "minutes": 0, "persona": chosen["personas"][-1]["id"], "seed": 7,
                "difficulty": chosen["difficulties"][0]["id"], "tracker": True}, status=201)
        path = calls(state["id"])
        assert state["interviewer"] == chosen["personas"][-1]["title"]
        assert "deadline" not in state["clock"] and state["clock"]["phases"] == [] and state["showsTracker"]
        assert api.get(path)["entries"] == state["entries"]
        drafted = api.post(path + "/draft", {"text": "I'd first", "turn": 1})
        assert drafted["revision"] == state["revision"] + 1
        assert api.post(path + "/draft", {"text": "I'd first"}) == drafted, "an unchanged draft needs no event"
        assert api.get(path)["draft"] == "I'd first"
        items = api.post(path + "/coverage", {"text": ANSWERS[0]})["items"]
        assert [i["id"] for i in items] == [i["id"] for i in chosen["items"]]
        assert any(i.get("verdict") in ("met", "partial") for i in items), items
        assert api.get(path)["revision"] == drafted["revision"], "coverage stores nothing"

        state = api.post(path + "/command", {"command": "repeat", "turn": 1})
        assert state["entries"][0]["command"] == "repeat", state["entries"]
        api.post(path + "/pause", {})
        assert api.post(path + "/pause", {})["status"] == "paused"
        refused = api.post(path + "/answer", {"text": "while paused"}, status=409)
        assert refused["error"]["code"] == "not-running" and "state" not in refused
        api.post(path + "/command", {"command": "skip"}, status=409)
        assert api.post(path + "/resume", {})["status"] == "running"
        assert api.post(path + "/resume", {})["status"] == "running"
        state = answered(api, state, ANSWERS[0])
        assert state["draft"] == "" and state["entries"][-2]["text"] == ANSWERS[0]
        state = api.post(path + "/command", {"command": "dont-know"})
        state = api.post(path + "/command", {"command": "skip"})
        assert {e.get("command") for e in state["entries"]} == {None, "repeat", "dont-know", "skip"}
        api.post(path + "/undo-end", {}, status=409)
        ended = api.post(path + "/end", {})
        assert (ended["status"], ended["endReason"], ended["mayUndoEnd"]) == ("ended", "by-candidate", True)
        assert api.post(path + "/end", {})["revision"] == ended["revision"]
        api.post(path + "/resume", {}, status=409)
        back = api.post(path + "/undo-end", {})
        assert back["status"] == "running" and back["entries"] == state["entries"]
        state = whole(api, back)
        assert state["endReason"] == "completed" and not state["mayUndoEnd"], state
        assert api.post(path + "/answer", {"text": "too late"}, status=409)["error"]["code"] == "not-running"
        afterwards(api, state)
        missed = {(p, m) for p, m, _ in contract.operations()} - {(p, m) for p, m, s in contract.seen if s < 300}
        missed -= {("/api/v1/sessions/{id}/events", "GET"), ("/api/openapi.json", "GET")}  # in tests of their own
        assert not missed, f"never called: {missed}"


def whole(api, state):
    """Answers until the interview is over."""
    phases = set()
    for number in range(80):
        if state["status"] == "ended":
            break
        phases.add(state["phase"])
        text = ANSWERS[len(phases) - 1] if number % 3 else "I'd ask the team lead and note it down."
        state = answered(api, state, text)
    assert state["status"] == "ended" and len(phases) == 4, (state["status"], phases)
    return state


def afterwards(api, state):
    """What can be done with an interview that is over, and a second try."""
    path = calls(state["id"])
    answers = [e for e in state["entries"] if e["speaker"] == "candidate"]
    api.post(path + "/self-rating", {"points": 55})
    for points in (-1, 101, 1 << 62):
        api.post(path + "/self-rating", {"points": points}, status=422)
    report = api.get(path + "/report")
    assert report["score"]["selfRating"] == 55 and report["header"]["answers"] == len(answers)
    assert 0 < report["score"]["points"] <= report["score"]["outOf"] and "comparison" not in report
    entries = state["entries"]
    for quote in [q for item in report["items"] for q in item["quotes"]]:
        assert entries[quote["turn"]]["text"][quote["start"]:quote["end"]] == quote["text"], quote
    item = next(i for i in report["items"] if "verdict" in i)
    api.post(path + "/disputes", {"item": item["code"], "comment": "I said it"})
    api.post(path + "/disputes", {"item": "none-such"}, status=422)
    assert [i["dispute"] for i in api.get(path + "/report")["items"] if "dispute" in i] == ["I said it"]
    first = next(e["turn"] for e in entries if e["speaker"] == "candidate")
    again = api.post(path + "/retake", {"turn": first}, status=201)
    assert again["status"] == "paused" and len(again["entries"]) == first and again["id"] != state["id"]
    for turn in (-1, len(entries), len(entries) - 1, 1 << 62, -(1 << 62)):
        api.post(path + "/retake", {"turn": turn}, status=422)
    assert api.get(path)["revision"] > state["revision"] and len(api.get(path)["entries"]) == len(entries)
    second = api.post(calls(again["id"]) + "/resume", {})
    second = answered(api, second, ANSWERS[1])
    api.post(calls(again["id"]) + "/end", {})
    compared = api.get(calls(again["id"]) + "/report")
    assert compared["header"]["retakeOf"] == {"session": state["id"], "turns": first}
    assert compared["comparison"]["session"] == state["id"]
    sessions = api.get("/api/v1/sessions")["sessions"]
    assert [s["id"] for s in sessions] == [again["id"], state["id"]], sessions
    assert sessions[1]["score"]["points"] == report["score"]["points"]
    assert [a["id"] for a in api.get("/api/v1/progress")["attempts"]] == [state["id"], again["id"]]
    one, every = api.get(path + "/export"), api.get("/api/v1/export")
    assert one["sessions"][0] in every["sessions"] and len(every["sessions"]) == 2
    kinds = [next(iter(e["kind"])) for e in one["sessions"][0]["events"]]
    assert {"started", "phaseEntered", "said", "drafted", "answered", "acted", "paused", "resumed", "ended", "rewound",
            "selfRated", "disputed"} == set(kinds), set(kinds)


def test_one_phase_on_the_clock():
    """A timed interview of one phase ends by itself."""
    with Site(scale=30) as site:
        api = Interface(site, Contract())
        phase = api.get("/api/v1/scenarios")["scenarios"][0]["phases"][1]
        state = api.post("/api/v1/sessions", {"focus": phase["id"], "minutes": 2}, status=201)
        assert state["focus"] == state["phase"] == phase["id"] and len(state["clock"]["phases"]) == 1
        path = calls(state["id"])
        with site.stream(state["id"]) as stream:
            answered(api, state, ANSWERS[1])
            stream.wait("state", lambda s: s["status"] == "ended", timeout=20)
        state = api.get(path)
        assert state["endReason"] == "time-up" and state["timeUp"], state
        assert api.get(path + "/report")["header"]["focus"] == phase["id"]
        line = api.get("/api/v1/sessions")["sessions"][0]
        assert line["focus"] == phase["id"] and line["status"] == "ended", line


def test_wishes_that_cannot_be():
    with Site() as site:
        api = Interface(site, Contract())
        for wish in ({"minutes": 0.5}, {"minutes": -1}, {"minutes": 241}, {"minutes": 1e300}, {"persona": "x"},
                     {"difficulty": ""}, {"variant": "x"}, {"focus": "x"}):
            api.post("/api/v1/sessions", wish, status=422)
        api.post("/api/v1/sessions", {"scenario": "x"}, status=404)
        for wish in ({"seed": -1}, {"seed": 1 << 64}, {"seed": 0.5}, {"minutes": "5"}, {"tracker": 1}, {"focus": 3}):
            api.post("/api/v1/sessions", wish, status=400)
        state = api.post("/api/v1/sessions", {"seed": (1 << 64) - 1, "minutes": 240}, status=201)
        assert api.get(calls(state["id"]) + "/report")["header"]["seed"] == (1 << 64) - 1
        assert api.get("/api/v1/sessions")["sessions"][0]["id"] == state["id"]


def test_answer_twice_is_stored_once():
    with Site() as site:
        api = Interface(site, Contract())
        state = api.post("/api/v1/sessions", {"minutes": 0, "seed": 1}, status=201)
        path = calls(state["id"])
        text = "  " + ANSWERS[0] + "\r\nand more\u202e\n"
        first = api.post(path + "/answer", {"text": text, "turn": 1})
        again = api.post(path + "/answer", {"text": text, "turn": 1})
        assert again["entries"] == first["entries"] and again["revision"] == first["revision"]
        assert first["entries"][1]["text"] == ANSWERS[0] + "\nand more", first["entries"][1]
        refused = api.post(path + "/answer", {"text": "another", "turn": 1}, status=409)
        assert refused["error"]["code"] == "moved-on" and refused["state"]["entries"] == first["entries"]
        for call, more in (("answer", {"text": "x"}), ("draft", {"text": "x"}), ("command", {"command": "skip"})):
            for turn in (0, 1, 2, 4, -1, (1 << 63) - 1, -(1 << 63)):
                refused = api.post(f"{path}/{call}", {**more, "turn": turn}, status=409)
                assert refused["state"]["revision"] == first["revision"], (call, turn)
        answers = [e for e in api.get(path + "/export")["sessions"][0]["events"] if "answered" in e["kind"]]
        assert len(answers) == 1
        api.post(path + "/answer", {"text": text, "turn": 1})
        api.post(path + "/end", {})
        assert len(api.post(path + "/answer", {"text": text, "turn": 1})["entries"]) == 3, "also when it has ended"


def test_errors_of_every_call():
    """Each call refuses what is wrong in each way described, and does so as described."""
    with Site() as site:
        contract = Contract()
        state = site.start()
        for path, method, operation in contract.operations():
            target = path.replace("{id}", state["id"])
            mistakes(site, contract, target, method, operation)
            if "{id}" in path:
                body = json.dumps(operation["requestBody"]["content"][JSON]["example"]).encode() if (
                    "requestBody" in operation) else None
                none = path.replace("{id}", "1122-none-such")
                reply = site.ask(method, none, body, {"Content-Type": JSON} if body else {})
                assert reply.status == 404, (method, path, reply)
                contract.check(method, none, reply)
            for other in ("PUT", "PATCH", "OPTIONS", "TRACE", "DELETE", "POST", "GET"):
                if other.lower() not in contract.document["paths"][path]:
                    reply = site.ask(other, target)
                    contract.check(other, target, reply)
                    allowed = [m.upper() for m in contract.document["paths"][path] if m != "parameters"]
                    allowed += ["HEAD"] if "GET" in allowed else []
                    assert sorted(reply.headers["Allow"].split(", ")) == sorted(allowed), (path, other, reply)
        assert site.get(calls(state["id"])).json["revision"] == state["revision"], "a refused call changes nothing"
        due = {(p, m, int(s)) for p, m, o in contract.operations() for s in o["responses"]}
        never = {(p, m, s) for p, m, s in due - contract.seen if s in (400, 403, 404, 413, 415, 421)}
        never -= {("/api/v1/sessions", "POST", 404)}  # test_wishes_that_cannot_be
        assert not never, f"described, but never answered: {never}"


def mistakes(site, contract, target, method, operation):
    """Everything that is wrong with any call but for its id."""
    refusals = [(421, None, {"Host": "evil.example"})]
    if method != "GET":
        refusals.append((403, None, {"Origin": "http://evil.example"}))
    if "requestBody" in operation:
        refusals += [
            (415, b"{}", {"Content-Type": "text/plain"}), (415, b"{}", {}), (400, b"{", {"Content-Type": JSON}),
            (413, b" " * (4 << 20), {"Content-Type": JSON}),
        ]
    for status, body, headers in refusals:
        reply = site.ask(method, target, body, headers)
        contract.check(method, target, reply)
        assert reply.status == status, (method, target, status, reply)


def test_head_of_everything_readable():
    """HEAD answers as GET does, without a body: also in errors, or the next answer would be read wrongly."""
    with Site() as site:
        contract = Contract()
        state = site.start()
        targets = [p.replace("{id}", state["id"]) for p, m, _ in contract.operations() if m == "GET"]
        targets += ["/", "/new", "/history", "/blueprint", "/walkthrough", "/sign-in", f"/interviews/{state['id']}"]
        bad = []
        for target in targets + ["/api/v1/sessions/none-such", "/none-such", "/interviews/none-such/report"]:
            whole_ = None if target.endswith("/events") else site.get(target)
            head, body = site.plain("HEAD", target)
            if body:
                bad.append(target)
            if whole_:
                assert int(head.split()[1]) == whole_.status, (target, head)
                length = re.search(rb"(?i)content-length: (\d+)", head)
                assert length, (target, head)
                assert "/sessions" in target or int(length[1]) == len(whole_.body), (target, head)
        assert not bad, f"HEAD was answered with a body: {bad}"


def test_server_timing_is_on_every_answer():
    with Site() as site:
        for target in ("/", "/api/v1/sessions", "/none-such", "/api/v1/sessions/none-such"):
            began = time.monotonic()
            value = site.get(target).headers["Server-Timing"]
            duration = float(re.fullmatch(r"app;dur=(\d+(\.\d+)?)", value)[1])
            assert duration <= (time.monotonic() - began) * 1000, (value, target)
