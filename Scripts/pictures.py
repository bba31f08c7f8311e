"""Makes the pictures in the README: a real interview in a real terminal, and the report's page.

usage: python3 Scripts/pictures.py        needs tmux, chromium and `pip install rich`; writes Docs/images/
"""
from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time

from rich.console import Console
from rich.text import Text

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAM = os.path.join(ROOT, ".build", "release", "rehearse")
IMAGES = os.path.join(ROOT, "Docs", "images")
WIDTH, HEIGHT = 92, 34
SESSION = "rehearse-pictures"

ANSWERS = [
    "Before I call it anything I'd pull the last two quarters and put promised dates next to real ones, and read the "
    "write-ups of the outages. I'd also ask two of the people who hand work over what went wrong for them.",
    "I'd check how they were brought in and whether anybody ever told them what's expected at this level. The scope may "
    "simply be too big for eight months in.",
    "If they don't know the payment code, somebody sits with them. If they know it and let things slide, that's another "
    "talk and a tighter rhythm. If they go quiet when stuck, we practise raising it early.",
]


def tmux(*arguments: str) -> str:
    return subprocess.run(["tmux", *arguments], check=True, capture_output=True, text=True).stdout


def screen() -> str:
    return tmux("capture-pane", "-e", "-p", "-t", SESSION)


def wait(text: str, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if text in tmux("capture-pane", "-p", "-t", SESSION):
            return
        time.sleep(0.2)
    sys.exit(f"'{text}' never appeared:\n" + screen())


def picture(ansi: str, name: str, title: str) -> None:
    console = Console(record=True, width=WIDTH, file=open(os.devnull, "w"))
    console.print(Text.from_ansi(ansi.rstrip("\n")))
    svg = console.export_svg(title=title)
    # The picture must not ask another host for its font.
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL).replace("Fira Code, monospace", "monospace")
    svg = re.sub(r"<!--.*?-->", "", svg)
    with open(os.path.join(IMAGES, name), "w", encoding="utf-8") as file:
        file.write(svg)
    print(os.path.join("Docs", "images", name))


def main() -> None:
    os.makedirs(IMAGES, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        environment = f"REHEARSE_LIBRARY={ROOT}/Library"
        tmux("new-session", "-d", "-s", SESSION, "-x", str(WIDTH), "-y", str(HEIGHT))
        try:
            tmux("send-keys", "-t", SESSION,
                 f"clear; {environment} {PROGRAM} interview --seed 8 --persona neutral --tracker --data {data}", "Enter")
            wait("/30:00")
            for answer in ANSWERS:
                time.sleep(1.5)
                tmux("send-keys", "-t", SESSION, "-l", answer)
                tmux("send-keys", "-t", SESSION, "Enter", "Enter")
                time.sleep(2.5)
            picture(screen(), "interview.svg", "rehearse interview --tracker")
            tmux("send-keys", "-t", SESSION, "-l", "/end")
            tmux("send-keys", "-t", SESSION, "Enter", "Enter")
            time.sleep(2)
            tmux("send-keys", "-t", SESSION, "y", "Enter")
            time.sleep(2)
            tmux("send-keys", "-t", SESSION, "Enter")
            time.sleep(2)
        finally:
            subprocess.run(["tmux", "kill-session", "-t", SESSION], check=False)
        page = os.path.join(data, "report.html")
        subprocess.run([PROGRAM, "report", "--data", data, "--format", "html", "--out", page], check=True,
                       env={**os.environ, "REHEARSE_LIBRARY": os.path.join(ROOT, "Library")})
        subprocess.run(["chromium", "--headless=new", "--no-sandbox", "--hide-scrollbars", "--window-size=900,1200",
                        f"--screenshot={IMAGES}/report.png", f"file://{page}"], check=True, stderr=subprocess.DEVNULL)
        print("Docs/images/report.png")


if __name__ == "__main__":
    main()
