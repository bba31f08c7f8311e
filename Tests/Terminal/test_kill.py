"""Whatever was acknowledged survives `kill -9` at any moment."""

import os
import random
import re

from program import Place

STATUS = r"\d+:\d\d/\d+:\d\d"


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
        terminal.wait_for(r"\d+:\d\d  ")
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
