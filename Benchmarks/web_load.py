"""Load on the server: many interviews at once, then many idle live pages. Standard library only.

    python3 Benchmarks/web_load.py                          # builds nothing: .build/release/rehearse must be there
    python3 Benchmarks/web_load.py --interviews 10 --seconds 10 --idle 50
    python3 Benchmarks/web_load.py --server http://127.0.0.1:8080 --pid 4711

Each simulated candidate keeps an event stream open, reads the question for a few seconds, posts a draft every second
and asks for coverage every three while typing, and answers after about twenty seconds with 80 to 150 words nobody has
said before. All of it is one process that shares the machine with the server; the share of the CPU it took stands in
the table. What was asked for within the measured time counts, however late the answer came.
"""

import argparse
import asyncio
import collections
import json
import os
import pathlib
import platform
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import urllib.parse
import zlib

from web_client import Connection, Stream, words_of_an_answer

ROOT = pathlib.Path(__file__).resolve().parents[1]


class Load:
    def __init__(self, arguments, target, pid):
        self.arguments, self.target, self.pid = arguments, target, pid
        self.samples = collections.defaultdict(list)
        self.counts = collections.Counter()
        self.errors = collections.Counter()
        self.window = (float("inf"), 0.0)
        self.chance = random.Random(arguments.seed)

    def note(self, name, began, milliseconds=None):
        """Keeps what something asked for at `began` took: until now, if not given."""
        if self.window[0] <= began < self.window[1]:
            passed = (time.perf_counter() - began) * 1000
            self.samples[name].append(passed if milliseconds is None else milliseconds)

    async def timed(self, name, connection, path, value):
        began = time.perf_counter()
        status, _, body = await connection.ask("POST", path, value)
        self.note(name, began)
        if status >= 300:
            self.errors[f"{name} {status}"] += 1
        return status, body

    async def start(self, connection, wishes):
        status, _, body = await connection.ask("POST", "/api/v1/sessions", wishes)
        assert status == 201, (status, body)
        return json.loads(body)

    # Candidates

    async def candidate(self, number, until):
        chance = random.Random(f"{self.arguments.seed}-{number}")
        writes, listens = Connection(self.target), Connection(self.target)
        try:
            await asyncio.sleep(chance.random() * self.arguments.ramp)
            while time.perf_counter() < until:
                state = await self.start(writes, {"tracker": True, "seed": number, "minutes": 30})
                stream = Stream(self.target, state["id"], self.counts)
                await stream.open()
                self.counts["interviews"] += 1
                try:
                    await self.sit(chance, f"/api/v1/sessions/{state['id']}", stream, writes, listens, until)
                finally:
                    if stream.dropped:
                        self.errors["stream dropped"] += 1
                    stream.close()
        except (OSError, asyncio.IncompleteReadError, AssertionError, TimeoutError) as error:
            self.errors[f"candidate: {type(error).__name__} {error}"[:120]] += 1
        finally:
            writes.close()
            listens.close()

    async def sit(self, chance, path, stream, writes, listens, until):
        await stream.entries_after(0, 30)
        # The first answer comes at any point of the cycle, so that the candidates don't move in step.
        cycle = chance.uniform(3, 20)
        while time.perf_counter() < until and stream.status == "running":
            words, turn = words_of_an_answer(chance), stream.known
            await asyncio.sleep(min(chance.uniform(2, 4), cycle / 2))
            typing, began, asking = cycle - 3, time.perf_counter(), None
            step = 0
            while (passed := time.perf_counter() - began) < typing and time.perf_counter() < until:
                text = " ".join(words[:max(1, int(len(words) * passed / typing))])
                await self.timed("draft", writes, path + "/draft", {"text": text, "turn": turn})
                if step % 3 == 2 and (asking is None or asking.done()):
                    asking = asyncio.create_task(self.timed("coverage", listens, path + "/coverage", {"text": text}))
                step += 1
                await asyncio.sleep(max(0, began + step - time.perf_counter()))
            if asking:
                await asking
            if time.perf_counter() >= until:
                return
            sent = time.perf_counter()
            status, _ = await self.timed("answer", writes, path + "/answer", {"text": " ".join(words), "turn": turn})
            if status == 200:
                came = await stream.entries_after(turn + 1, 60)
                if not stream.dropped:
                    self.note("reaction", sent, (came - sent) * 1000)
            cycle = chance.uniform(17, 23)

    # Pages

    async def keep_sessions(self, connection):
        """Finished and scored interviews, as somebody has who practises a lot. Returns their ids."""
        kept = []
        for number in range(self.arguments.kept):
            state = await self.start(connection, {"seed": number, "minutes": 0})
            path = f"/api/v1/sessions/{state['id']}"
            for _ in range(3):
                text = " ".join(words_of_an_answer(self.chance))
                status, _, _ = await connection.ask("POST", path + "/answer", {"text": text})
                assert status == 200, status
            await connection.ask("POST", path + "/end", {})
            status, _, _ = await connection.ask("GET", path + "/report")
            assert status == 200, status
            kept.append(state["id"])
        return kept

    async def visitor(self, kept, live, until):
        """Loads pages, one after the other, four in a second."""
        connection = Connection(self.target)
        number = 0
        while time.perf_counter() < until:
            pages = {"home": "/", "live": f"/interviews/{live}", "history": "/history",
                     "report": f"/interviews/{self.chance.choice(kept)}/report?guess=no"}
            name = list(pages)[number % len(pages)]
            number += 1
            try:
                began = time.perf_counter()
                status, headers, _ = await connection.ask("GET", pages[name])
                self.note(f"{name} seen", began)
                self.note(name, began, float(re.search(r"app;dur=([\d.]+)", headers["server-timing"])[1]))
                if status != 200:
                    self.errors[f"{name} {status}"] += 1
            except (OSError, asyncio.IncompleteReadError) as error:
                self.errors[f"{name}: {type(error).__name__}"] += 1
                connection.close()
            await asyncio.sleep(0.25)
        connection.close()

    async def first_load(self, session):
        """Bytes of the live page with everything it loads, as they are sent."""
        connection = Connection(self.target)
        path = f"/interviews/{session}"
        sizes, waiting = {}, [path]
        while waiting:
            address = waiting.pop()
            if address in sizes:
                continue
            status, headers, body = await connection.ask("GET", address)
            assert status == 200, (address, status)
            sizes[address] = len(body)
            if headers.get("content-encoding") == "gzip":
                body = zlib.decompress(body, 31)
            text = body.decode()
            found = re.findall(r'(?:href|src)="(/assets/[^"]+)"', text) if address == path else []
            found += re.findall(r'(?:from|import)\s*\(?["\'](\.{0,2}/[^"\']+)["\']', text) if ".js" in address else []
            waiting += [urllib.parse.urljoin(address, one) for one in found]
        connection.close()
        return {("page" if a == path else a.rpartition("/")[2]): size for a, size in sizes.items()}

    # Idle pages

    async def idle(self):
        """Live pages that are open and wait: each with an interview and a stream of its own."""
        count, held = self.arguments.idle, self.arguments.idle_seconds
        before = memory(self.pid)
        connections = [Connection(self.target) for _ in range(8)]
        sessions = []

        async def begin(connection):
            while len(sessions) < count:
                sessions.append((await self.start(connection, {"minutes": 0}))["id"])

        await asyncio.gather(*(begin(c) for c in connections))
        streams = [Stream(self.target, session, self.counts) for session in sessions[:count]]
        for start in range(0, count, 50):
            await asyncio.gather(*(s.open() for s in streams[start:start + 50]))
        cpu, own, began = cpu_seconds(self.pid), time.process_time(), time.perf_counter()
        await asyncio.sleep(held)
        seconds = time.perf_counter() - began
        due = int(held // 10)
        result = {
            "pages": len(streams), "seconds": held, "dropped": sum(s.dropped for s in streams),
            "silent": sum(s.comments < due - 1 for s in streams), "memory before MiB": before.get("VmRSS"),
            "memory MiB": memory(self.pid).get("VmRSS"),
            "server CPU share": share(cpu_seconds(self.pid), cpu, seconds),
            "own CPU share": share(time.process_time(), own, seconds),
        }
        for one in [*streams, *connections]:
            one.close()
        return result


def memory(pid):
    """VmRSS and VmHWM in MiB; empty where there is no /proc or no process id."""
    try:
        text = pathlib.Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return {}
    return {n: round(int(v) / 1024, 1) for n, v in re.findall(r"^(VmRSS|VmHWM):\s+(\d+)", text, re.MULTILINE)}


def cpu_seconds(pid):
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def share(after, before, seconds):
    """Of all the CPU time there was, in percent."""
    if after is None or before is None:
        return None
    return round((after - before) / seconds / os.cpu_count() * 100, 1)


def quantiles(samples):
    ordered = sorted(samples)
    pick = lambda share_: round(ordered[min(len(ordered) - 1, int(len(ordered) * share_))], 1)  # noqa: E731
    return {"n": len(ordered), "p50": pick(0.5), "p95": pick(0.95), "p99": pick(0.99), "worst": round(ordered[-1], 1)}


async def measure(load):
    options = load.arguments
    connection = Connection(load.target)
    say(f"keeping {options.kept} finished interviews ...")
    kept = await load.keep_sessions(connection)
    live = (await load.start(connection, {"minutes": 0, "tracker": True}))["id"]
    result = {"first load": await load.first_load(live)}
    result["memory before"] = memory(load.pid)
    say(f"{options.interviews} interviews begin within {options.ramp} s, then {options.seconds} s are measured ...")
    begin = time.perf_counter() + options.ramp + 2
    until = begin + options.seconds
    tasks = [asyncio.create_task(load.candidate(n, until)) for n in range(options.interviews)]
    await asyncio.sleep(begin - time.perf_counter())
    load.window = (time.perf_counter(), until)
    counted = load.counts["events"]
    cpu, own = cpu_seconds(load.pid), time.process_time()
    visitor = asyncio.create_task(load.visitor(kept, live, until))
    resident = []
    while time.perf_counter() < until:
        resident.append(memory(load.pid).get("VmRSS"))
        await asyncio.sleep(min(1, max(0.01, until - time.perf_counter())))
    seconds = time.perf_counter() - begin
    spent, spent_own = cpu_seconds(load.pid), time.process_time()
    await asyncio.gather(*tasks, visitor)
    result["latency ms"] = {name: quantiles(values) for name, values in load.samples.items()}
    result["server"] = {
        "CPU seconds": None if spent is None else round(spent - cpu, 1), "CPU share": share(spent, cpu, seconds),
        "memory MiB": resident[-1], "most in the window MiB": max((r for r in resident if r), default=None)}
    result["load"] = {"CPU seconds": round(spent_own - own, 1), "CPU share": share(spent_own, own, seconds)}
    result["events per second"] = round((load.counts["events"] - counted) / seconds, 1)
    result["interviews"] = load.counts["interviews"]
    connection.close()
    if options.idle:
        say(f"{options.idle} idle live pages for {options.idle_seconds} s ...")
        result["idle"] = await load.idle()
    result["memory at the end"] = memory(load.pid)
    result["errors"] = dict(load.errors)
    return result


def table(result, options):
    rows = [("", "n", "p50", "p95", "p99", "worst")]
    names = {"reaction": "answer to interviewer's words", "answer": "answer confirmed", "coverage": "coverage",
             "draft": "draft kept"}
    pages = ("home", "live", "report", "history")
    names |= {p: f"{p} page, in the server" for p in pages} | {f"{p} seen": f"{p} page, as seen" for p in pages}
    for name, title in names.items():
        found = result["latency ms"].get(name)
        rows.append((title, *found.values()) if found else (title, 0, "-", "-", "-", "-"))
    print(f"\n{options.interviews} interviews, {options.kept} kept, {options.seconds} s; milliseconds")
    for row in rows:
        print(f"  {row[0]:32}" + "".join(f"{value!s:>9}" for value in row[1:]))
    server, own, idle = result["server"], result["load"], result.get("idle")
    print(f"\n  errors                          {result['errors'] or 'none'}")
    before, most = result["memory before"].get("VmRSS"), result["memory at the end"].get("VmHWM")
    print(f"  server: memory                  {server['memory MiB']} MiB resident, {before} before, {most} at most")
    print(f"  server: CPU                     {server['CPU seconds']} s, {server['CPU share']} % of"
          f" {os.cpu_count()} cores")
    print(f"  this load generator: CPU        {own['CPU seconds']} s, {own['CPU share']} % of {os.cpu_count()} cores")
    print(f"  events received                 {result['events per second']} a second")
    loaded = result["first load"]
    print(f"  first load of the live page     {sum(loaded.values())} bytes: "
          + ", ".join(f"{name} {size}" for name, size in sorted(loaded.items())))
    if idle:
        print(f"  {idle['pages']} idle pages for {idle['seconds']:g} s".ljust(34)
              + f"{idle['dropped']} dropped, {idle['silent']} without heartbeats; {idle['memory MiB']} MiB"
              f" ({idle['memory before MiB']} before); CPU server {idle['server CPU share']} %,"
              f" load {idle['own CPU share']} %")


def say(text):
    print(text, file=sys.stderr, flush=True)


def start_server(program, folder):
    environment = {**os.environ}
    environment.setdefault("REHEARSE_LIBRARY", str(ROOT / "Library"))
    process = subprocess.Popen(
        [program, "serve", "--port", "0", "--data", folder], stdout=subprocess.PIPE, env=environment, text=True)
    for line in process.stdout:
        if found := re.search(r"Rehearse is at http://([\d.]+):(\d+)/", line):
            return process, (found[1], int(found[2]))
    raise SystemExit(f"{program} did not start")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default=str(ROOT / ".build/release/rehearse"), help="the built program")
    parser.add_argument("--server", help="address of a server that runs already, instead of starting one")
    parser.add_argument("--pid", type=int, help="its process id, for memory and CPU")
    parser.add_argument("--interviews", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60, help="how long is measured")
    parser.add_argument("--ramp", type=float, default=20, help="seconds in which the interviews begin")
    parser.add_argument("--kept", type=int, default=40, help="finished interviews in the history")
    parser.add_argument("--idle", type=int, default=1000, help="idle live pages; 0 leaves them out")
    parser.add_argument("--idle-seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", metavar="FILE", help="also write all figures there")
    options = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory(prefix="rehearse-load-") as folder:
        process = None
        if options.server:
            address = urllib.parse.urlsplit(options.server)
            target, pid = (address.hostname, address.port), options.pid
        else:
            process, target = start_server(options.program, folder)
            pid = process.pid
        try:
            result = asyncio.run(measure(Load(options, target, pid)))
        finally:
            if process:
                process.terminate()
                process.wait()
    result["machine"] = {"system": platform.platform(), "cores": os.cpu_count(), "python": platform.python_version()}
    shown = ("interviews", "seconds", "ramp", "kept", "idle", "idle_seconds", "seed")
    result["options"] = {name: getattr(options, name) for name in shown}
    table(result, options)
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
