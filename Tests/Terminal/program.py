"""The program under test and small ways to look at what it has kept."""

import json
import os
import pathlib
import subprocess
import tempfile

from terminal import Terminal

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("REHEARSE_PROGRAM", str(ROOT / ".build/debug/rehearse"))
LIBRARY = os.environ.get("REHEARSE_LIBRARY", str(ROOT / "Library"))


class Place:
    """A directory of its own for one test's interviews."""

    def __init__(self):
        self.keeper = tempfile.TemporaryDirectory(prefix="rehearse-")
        self.path = self.keeper.name

    def start(self, *arguments, environment=None, rows=24, columns=80):
        command = [PROGRAM, "interview", "--data", self.path, "--library", LIBRARY, *arguments]
        return Terminal(command, environment, rows, columns)

    def command(self, *arguments, text=None):
        return subprocess.run(
            [PROGRAM, *arguments, "--data", self.path], input=text, text=True, capture_output=True, check=False,
            env={**os.environ, "REHEARSE_LIBRARY": LIBRARY})

    def sessions(self):
        """Session id to its events' kinds, newest session first."""
        done = self.command("export")
        assert done.returncode == 0, done.stderr
        return {s["id"]: s["events"] for s in json.loads(done.stdout)["sessions"]}

    def events(self):
        sessions = self.sessions()
        assert len(sessions) == 1, list(sessions)
        return next(iter(sessions.values()))

    def answers(self):
        return [e["kind"]["answered"]["_0"] for e in self.events() if "answered" in e["kind"]]

    def draft(self):
        """What a resumed session starts with as its draft."""
        draft = ""
        for event in self.events():
            kind = event["kind"]
            if "drafted" in kind:
                draft = kind["drafted"]["_0"]
            elif "answered" in kind or "acted" in kind:
                draft = ""
        return draft
