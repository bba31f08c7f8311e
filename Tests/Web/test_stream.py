"""The event stream: what comes, in which order, what is sent again, and how it ends."""

import socket
import threading
import time

from contract import Contract, Interface
from server import Site
from test_interface import ANSWERS, answered, calls, check_event


def checked(stream):
    """The stream's events, each held against the description."""
    contract = Contract()
    for event in stream.events:
        check_event(contract, event.name, event.data)
        assert (event.id is not None) == (event.name == "state"), event
        if event.name == "state":
            assert event.id == event.data["revision"], event
    return stream.events


def merged(events, known=None):
    """The entries a client has that follows the states."""
    entries = list(known or [])
    for event in events:
        if event.name == "state":
            start = event.data["entriesFrom"]
            assert start <= len(entries), f"entries from {start}, but only {len(entries)} are known"
            assert [e["turn"] for e in event.data["entries"]] == list(range(start, start + len(event.data["entries"])))
            entries[start:] = event.data["entries"]
    return entries


def test_stream_starts_with_the_state_and_sends_what_is_new():
    with Site() as site:
        api = Interface(site, Contract())
        state = site.start(tracker=True)
        path = calls(state["id"])
        with site.stream(state["id"]) as stream, site.stream(state["id"]) as other:
            first = stream.wait("state")
            headers = stream.response.headers
            assert headers["Content-Type"] == "text/event-stream" and headers["Cache-Control"] == "no-store"
            assert stream.events[0] is first and first.data["entries"] == state["entries"]
            after = answered(api, state, ANSWERS[0])
            event = stream.wait("state", lambda s: s["revision"] == after["revision"])
            assert event.data["entriesFrom"] == 0, "the question may have got a command, so it comes again"
            after = answered(api, after, ANSWERS[1])
            event = stream.wait("state", lambda s: s["revision"] == after["revision"])
            assert event.data["entriesFrom"] == 2 and len(event.data["entries"]) == 3, event.data
            tracker = stream.wait("tracker").data["items"]
            assert any(i.get("verdict") == "met" for i in tracker) and not any(i["isNew"] for i in tracker)
            api.post(path + "/command", {"command": "repeat"})
            stream.wait("state", lambda s: any(e.get("command") == "repeat" for e in s["entries"]))
            api.post(path + "/draft", {"text": "halfway"})
            stream.wait("state", lambda s: s["draft"] == "halfway")
            api.post(path + "/pause", {})
            stream.wait("state", lambda s: s["status"] == "paused" and not s["clock"]["running"] and not s["away"])
            api.post(path + "/end", {})
            stream.wait("state", lambda s: s["status"] == "ended")
            api.post(path + "/undo-end", {})
            stream.wait("state", lambda s: s["status"] == "paused" and s["entriesFrom"] == 0 and not s["mayUndoEnd"])
            now = api.get(path)
            other.wait("state", lambda s: s["revision"] == now["revision"])
            for one in (stream, other):
                assert merged(checked(one)) == now["entries"], "a client that follows must have what the server has"
            revisions = [e.id for e in stream.events if e.name == "state"]
            assert revisions == sorted(revisions)
            assert site.ask("DELETE", path).status == 204
            stream.wait("bye")
            stream.wait_until(lambda: stream.is_over, 5)


def test_no_tracker_unless_wished():
    with Site() as site:
        api = Interface(site, Contract())
        state = site.start()
        with site.stream(state["id"]) as stream:
            stream.wait("state")
            after = answered(api, state, ANSWERS[0])
            stream.wait("state", lambda s: s["revision"] == after["revision"])
            assert not [e for e in stream.events if e.name == "tracker"]


def test_resuming_brings_what_was_missed():
    with Site() as site:
        api = Interface(site, Contract())
        state = site.start()
        path = calls(state["id"])
        known = [state]
        for text in ANSWERS[:3]:
            known.append(answered(api, known[-1], text))
        now = known[-1]
        resumptions = [("", {}, None), ("?after=x", {}, None), ("", {"Last-Event-ID": "x"}, None),
                       ("?after=99999999999999999999", {}, None), ("?after=-5", {}, None)]
        for old in known:
            resumptions += [(f"?after={old['revision']}", {}, old), ("", {"Last-Event-ID": str(old["revision"])}, old)]
        for query, headers, old in resumptions:
            with site.stream(state["id"], query, headers) as stream:
                first = stream.wait("state")
                assert stream.events[0] is first and first.id == now["revision"]
                assert merged(checked(stream), old["entries"] if old else []) == now["entries"], (query, headers)
                due = max(0, len(old["entries"]) - 1) if old else 0
                assert first.data["entriesFrom"] == due, (query, headers, first.data["entriesFrom"], due)
        before = api.post(path + "/end", {})
        api.post(path + "/undo-end", {})
        with site.stream(state["id"], f"?after={before['revision']}") as stream:
            assert stream.wait("state").data["entriesFrom"] == 0, "entries may have been replaced meanwhile"


def test_resuming_after_a_restart():
    with Site() as site:
        state = site.start()
        with site.stream(state["id"]) as stream:
            known = merged([stream.wait("state")])
        after = answered(Interface(site, Contract()), state, ANSWERS[0])
        site.terminate()
        with Site(data=site.data) as again:
            with again.stream(state["id"], f"?after={state['revision']}") as stream:
                first = stream.wait("state")
                assert merged(checked(stream), known) == after["entries"]
                assert first.data["status"] == "running" and first.data["revision"] > after["revision"]


def test_notices_come_once_and_heartbeats_go_on():
    with Site(scale=20) as site:
        state = site.start(minutes=8)
        with site.stream(state["id"]) as stream:
            stream.wait("notice", lambda n: n["kind"] == "phase-ending", timeout=15)
            stream.wait_until(lambda: stream.comments > 0, 12)
            stream.wait("notice", lambda n: n["kind"] == "last-question", timeout=30)
            stream.wait("notice", lambda n: n["kind"] == "time-up", timeout=10)
            stream.wait("state", lambda s: s["status"] == "ended" and s["endReason"] == "time-up", timeout=10)
            kinds = [e.data["kind"] for e in checked(stream) if e.name == "notice"]
            assert sorted(set(kinds)) == sorted(kinds), f"each once: {kinds}"
            assert kinds[-2:] == ["last-question", "time-up"], kinds
            assert all(e.data["text"] for e in stream.events if e.name == "notice")


def test_interview_nobody_watches_is_paused_and_goes_on_with_an_answer():
    with Site(patience=1) as site:
        api = Interface(site, Contract())
        state = site.start(minutes=30)
        path = calls(state["id"])
        with site.stream(state["id"]) as stream:
            stream.wait("state")
            time.sleep(2.5)
            assert api.get(path)["status"] == "running", "somebody watches"
        deadline = time.monotonic() + 10
        while api.get(path)["status"] != "paused":
            assert time.monotonic() < deadline, "it was never paused"
            time.sleep(0.2)
        left = api.get(path)
        assert left["away"] and not left["clock"]["running"]
        with site.stream(state["id"]) as stream:
            assert stream.wait("state").data["away"]
            time.sleep(1)
            after = api.post(path + "/answer", {"text": ANSWERS[0], "turn": 1})
            assert after["status"] == "running" and not after["away"] and len(after["entries"]) == 3
            assert after["clock"]["elapsed"] < left["clock"]["elapsed"] + 900, "the time away doesn't count"


def test_two_tabs_answer_at_once():
    """Of two answers to one question one is stored; the other tab is told how it stands."""
    with Site() as site:
        state = site.start()
        path = calls(state["id"]) + "/answer"
        replies = []

        def send(text):
            replies.append(site.post_json(path, {"text": text, "turn": 1}))

        threads = [threading.Thread(target=send, args=(f"I'd ask the team, number {n}",)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(r.status for r in replies) == [200] + [409] * 7, [r.status for r in replies]
        entries = site.get(calls(state["id"])).json["entries"]
        assert len(entries) == 3 and all(r.json["state"]["entries"] == entries for r in replies if r.status == 409)


def test_sigterm_says_bye_and_ends_in_time():
    with Site() as site:
        sessions = [site.start()["id"] for _ in range(10)]
        site.post_json(calls(sessions[0]) + "/draft", {"text": "kept over the end"})
        streams = [site.stream(s) for s in sessions * 2]
        for stream in streams:
            stream.wait("state")
        seconds, status = site.terminate()
        for stream in streams:
            stream.wait("bye", timeout=2)
            assert [e.name for e in checked(stream)].count("bye") == 1, stream.events
        log = site.log()
        assert seconds < 3, f"it took {seconds:.1f} s"
        assert status == 0, f"exit status {status}:\n{log[-1500:]}"
        with Site(data=site.data) as again:
            assert again.get(calls(sessions[0])).json["draft"] == "kept over the end"


def half_open(site, state):
    """Connections in every state a client can leave one in."""
    head = f"Host: {site.host}\r\nContent-Type: application/json\r\n"
    return {
        "nothing sent": b"",
        "half a request line": b"GET / HTT",
        "half a head": f"POST /api/v1/sessions HTTP/1.1\r\n{head}Content-Le".encode(),
        "half a body": f"POST /api/v1/sessions HTTP/1.1\r\n{head}Content-Length: 100\r\n\r\n{{".encode(),
        "half a chunk": f"POST /interviews HTTP/1.1\r\n{head}Transfer-Encoding: chunked\r\n\r\n64\r\nx".encode(),
        "idle after a request": f"GET / HTTP/1.1\r\nHost: {site.host}\r\n\r\n".encode(),
        "a stream not read": f"GET {calls(state['id'])}/events HTTP/1.1\r\nHost: {site.host}\r\n\r\n".encode(),
    }


def test_sigterm_with_connections_that_hang():
    """Whatever clients left half-way doesn't hold the end up."""
    slow = {}

    def one(name):
        with Site() as site:
            with socket.create_connection(("127.0.0.1", site.port)) as sock:
                sock.sendall(half_open(site, site.start())[name])
                time.sleep(0.5)
                try:
                    seconds, status = site.terminate(patience=10)
                except AssertionError:
                    seconds, status = 10, None
                if seconds >= 3 or status != 0:
                    slow[name] = (round(seconds, 1), status)

    names = ["nothing sent", "half a request line", "half a head", "half a body", "half a chunk",
             "idle after a request", "a stream not read"]
    threads = [threading.Thread(target=one, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not slow, f"seconds and status of the end, where it took too long: {slow}"


def test_sigterm_with_a_stream_that_is_stuck():
    """A client that went to sleep takes nothing any more: its stream is full, and the server ends all the same."""
    with Site() as site:
        state = site.start()
        with socket.socket() as sock:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            sock.connect(("127.0.0.1", site.port))
            sock.sendall(f"GET {calls(state['id'])}/events HTTP/1.1\r\nHost: {site.host}\r\n\r\n".encode())
            time.sleep(0.3)
            before = site.memory()
            for number in range(16):
                text = chr(ord("a") + number) * (1 << 20)
                assert site.post_json(calls(state["id"]) + "/draft", {"text": text}).status == 200
            grown = (site.memory() or 0) - (before or 0)
            assert grown < 64 << 20, f"{grown >> 20} MiB pile up behind one slow client"
            seconds, _ = site.terminate(patience=10)
            assert seconds < 3, f"it took {seconds:.1f} s"
