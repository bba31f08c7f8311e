"""Whatever was acknowledged survives `kill -9` at any moment."""

import contextlib
import os
import pathlib
import random
import re
import sqlite3

from program import Place

STATUS = r"\d+:\d\d/\d+:\d\d"
ENDED = "This interview has ended; its report:"


def test_kill_at_random_moments_loses_nothing():
    """One interview, killed again and again: while typing, after lines, while the interviewer thinks.

    Acknowledged is: an answer to which the interviewer has reacted, and a line of a draft that stood on the screen
    when a later moment was seen.
    """
    kills = int(os.environ.get("REHEARSE_KILLS", "30"))
    seed = int(os.environ.get("REHEARSE_SEED", random.randrange(1 << 30)))
    chance = random.Random(seed)
    print(f"        {kills} kills, seed {seed}", flush=True)
    place = Place()
    acknowledged = []
    number = 0
    resuming = False
    for round_ in range(kills):
        terminal = place.start(*(["--resume"] if resuming else ["--untimed", "--seed", "1"]))
        terminal.wait_for(rf"\d+:\d\d  |{ENDED}")
        if ENDED in terminal.screen.everything():
            # The kill came after the last answer was kept and before the interviewer's farewell.
            check_closed(terminal, place, acknowledged, f"round {round_}, seed {seed}")
            place = Place()
            acknowledged = []
            resuming = False
            continue
        resuming = True
        draft_line = None
        for _ in range(chance.randrange(3)):
            number += 1
            word = f"word{number}x"
            terminal.send(word + " and more\r")
            terminal.read(chance.random() * 0.3)
            if chance.random() < 0.7:
                terminal.send("\r")
                if chance.random() < 0.6:
                    wait_for_reaction(terminal, word)
                    if reacted(terminal, word):
                        acknowledged.append(word)
                else:
                    break
            else:
                terminal.read(0.4)
                draft_line = word
                break
            if re.search("how many of 100 points", terminal.screen.everything()):
                break
        terminal.read(chance.random() * 0.4)
        terminal.kill()
        terminal.wait()
        check(place, acknowledged, draft_line, f"round {round_}, seed {seed}")
        if any("ended" in e["kind"] for e in place.events()):
            place = Place()
            acknowledged = []
            resuming = False


def test_a_kill_before_the_farewell_loses_neither_it_nor_the_report():
    """Stopped after the last answer was kept and before the interviewer said goodbye: the next start says it."""
    place = Place()
    lines = "".join(f"answer{number} I would ask my peers.\n" for number in range(100))
    done = place.command("interview", "--untimed", "--seed", "1", text=lines)
    assert done.returncode == 0, done.stderr
    kinds = [e["kind"] for e in place.events()]
    assert "ended" in kinds[-1], kinds[-1]
    last = max(i for i, kind in enumerate(kinds) if "answered" in kind)
    assert last < len(kinds) - 2, "the interviewer said nothing at the end"
    with contextlib.closing(sqlite3.connect(pathlib.Path(place.path) / "rehearse.sqlite")) as database, database:
        database.execute("DELETE FROM event WHERE sequence > ?", (last,))
        database.execute("DELETE FROM assessment")
    words = [answer.split()[0] for answer in place.answers()]
    terminal = place.start("--resume")
    terminal.wait_for(ENDED)
    check_closed(terminal, place, words, "resumed")
    assert "POINT BY POINT" in terminal.screen.everything()


def check_closed(terminal, place, acknowledged, where):
    """Taking the interview up made the move that was due, which was the last: it is said, and the report follows."""
    assert terminal.wait() == 0, where
    check(place, acknowledged, None, where)
    kinds = [e["kind"] for e in place.events()]
    recovered = max(i for i, kind in enumerate(kinds) if "recovered" in kind)
    assert "answered" in kinds[recovered - 1] or "acted" in kinds[recovered - 1], f"{where}: {kinds[recovered - 1]}"
    assert "ended" in kinds[-1], f"{where}: {kinds[-1]}"
    shown = " ".join(terminal.screen.everything().split())
    for kind in kinds[recovered + 1 : -1]:
        farewell = " ".join(kind["said"]["_0"]["text"].split())
        assert farewell in shown, f"{where}: {farewell!r} isn't on the screen: {shown[:500]}"
    assert shown.index(farewell) < shown.index(ENDED), where


def wait_for_reaction(terminal, word):
    for _ in range(100):
        terminal.read(0.05)
        if reacted(terminal, word):
            return


def reacted(terminal, word):
    """Whether the interviewer has said something after the answer that begins with `word`."""
    return re.search(r"> " + word + r"[^\n]*\n(?:[^\n]*\n)*?[A-Z][^\n>]*: ", terminal.screen.everything()) is not None


def check(place, acknowledged, draft_line, where):
    answers = "\n".join(place.answers())
    for word in acknowledged:
        assert word in answers, f"{where}: the answer {word} was lost; kept: {answers}"
    if draft_line:
        kept = place.draft() + "\n" + answers
        assert draft_line in kept, f"{where}: the draft line {draft_line} was lost; kept: {kept}"
    events = place.events()
    assert [e["sequence"] for e in events] == list(range(len(events))), where
    times = [e["at"] for e in events]
    assert times == sorted(times), where
