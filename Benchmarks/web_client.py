"""What the load measurement speaks HTTP with: connections, event streams, and words to answer with."""

import asyncio
import json
import time

JSON = "application/json"

# Put together anew for every answer, so that nothing that was read before helps.
PARTS = [
    ["First", "Before anything else", "In the first week", "After {n} days", "Then", "Once that is clear", "By {day}"],
    ["I'd", "I would", "I'll", "I'd probably", "we'd", "I always"],
    ["look at", "go through", "write down", "compare", "ask two peers about", "talk with the engineer about",
     "agree on", "check every {day}", "bring HR in on", "tell my manager about", "follow up on", "take back",
     "put in the document"],
    ["the last {n} tickets", "the {n} dates that slipped", "the incident of last {day}",
     "what was promised in {month}",
     "the review comments of {n} weeks", "the expectations for this level", "a plan of {n} weeks with checkpoints",
     "who covers the {day} on-call shift", "the {n} changes that were rolled back", "pairing for {n} hours a week",
     "what got in the way since {month}", "how the team is doing with {n} of them asking"],
    ["because nobody has said it before", "so that it isn't about opinions", "and I share the notes the same day",
     "even if it takes {n} weeks", "and ask how they see it", "unless the code says otherwise", "before I judge",
     "with a date for each", "and if that doesn't hold we change the scope of the role", "in private, without drama",
     "so the others in the team don't carry it", "and a second pair of eyes on every deploy until {month}"],
]
DAYS = "Monday Tuesday Wednesday Thursday Friday".split()
MONTHS = "January February March April May June July August September October November".split()


def words_of_an_answer(chance):
    words, due = [], chance.randint(80, 150)
    while len(words) < due:
        text = " ".join(chance.choice(part) for part in PARTS) + "."
        words += text.format(n=chance.randint(2, 40), day=chance.choice(DAYS), month=chance.choice(MONTHS)).split()
    return words


class Connection:
    """One kept-alive connection."""

    def __init__(self, target):
        self.target = target
        self.reader = self.writer = None

    async def ask(self, method, path, value=None):
        """Returns status, headers and body."""
        if self.writer is None or self.writer.is_closing() or self.reader.at_eof():
            self.reader, self.writer = await asyncio.open_connection(*self.target, limit=1 << 24)
        body = b"" if value is None else json.dumps(value).encode()
        head = f"{method} {path} HTTP/1.1\r\nHost: {self.target[0]}:{self.target[1]}\r\nAccept-Encoding: gzip\r\n"
        if value is not None:
            head += f"Content-Type: {JSON}\r\nContent-Length: {len(body)}\r\n"
        self.writer.write(head.encode() + b"\r\n" + body)
        status, headers = await read_head(self.reader)
        return status, headers, await self.reader.readexactly(int(headers.get("content-length", 0)))

    def close(self):
        if self.writer:
            self.writer.close()


async def read_head(reader):
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    return int(lines[0].split()[1]), {k.lower(): v.strip() for k, _, v in (x.partition(":") for x in lines[1:])}


class Stream:
    """A live page's event stream: the newest entry and the moment it came."""

    def __init__(self, target, session, counts):
        self.target, self.session, self.counts = target, session, counts
        self.known = 0
        self.comments = 0
        self.dropped = False
        self.changed = asyncio.Event()
        self.status = "running"
        self.came_at = 0.0

    async def open(self):
        self.reader, self.writer = await asyncio.open_connection(*self.target, limit=1 << 24)
        path = f"/api/v1/sessions/{self.session}/events"
        self.writer.write(f"GET {path} HTTP/1.1\r\nHost: {self.target[0]}:{self.target[1]}\r\n\r\n".encode())
        status, _ = await read_head(self.reader)
        assert status == 200, status
        self.task = asyncio.create_task(self.follow())

    async def follow(self):
        rest = b""
        try:
            while size := int(await self.reader.readuntil(b"\r\n"), 16):
                now = time.perf_counter()
                rest += (await self.reader.readexactly(size + 2))[:-2]
                *events, rest = rest.split(b"\n\n")
                for event in events:
                    self.take(event, now)
        except (asyncio.IncompleteReadError, OSError, ValueError):
            pass
        self.dropped = True
        self.changed.set()

    def take(self, event, now):
        if event.startswith(b":"):
            self.comments += 1
        elif b"event: state" in event:
            state = json.loads(event.partition(b"data: ")[2])
            self.status = state["status"]
            known = state["entriesFrom"] + len(state["entries"])
            if known > self.known:
                self.known, self.came_at = known, now
                self.changed.set()
        self.counts["events"] += 1

    async def entries_after(self, known, timeout):
        """When an entry past `known` came."""
        async with asyncio.timeout(timeout):
            while self.known <= known and not self.dropped:
                self.changed.clear()
                await self.changed.wait()
        return self.came_at

    def close(self):
        self.task.cancel()
        self.writer.close()
