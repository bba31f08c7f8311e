"""Interviews as a person at a terminal has them."""

import os
import re
import stat
import time

from program import LIBRARY, PROGRAM, Place
from terminal import Terminal

STATUS = r"\d+:\d\d/\d+:\d\d"
OVER = r"how many of 100 points"


def ask(terminal, text):
    """Sends an answer and waits until the interviewer has reacted to it."""
    before = len(terminal.screen.history)
    terminal.send(text + "\r\r")
    terminal.wait_for(re.escape(text.split()[0]))
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        terminal.read(0.1)
        if "..." not in terminal.screen.lines()[-1][:9]:
            return before
    raise AssertionError("the interviewer never reacted:\n" + terminal.screen.everything())


def finish(terminal, rating=""):
    terminal.wait_for(OVER)
    terminal.send(rating + "\r")
    status = terminal.wait()
    assert status == 0, status
    return terminal.screen.everything()


def test_whole_interview_with_a_fast_clock():
    place = Place()
    terminal = place.start("--seed", "1", "--tracker", environment={"REHEARSE_CLOCK_SCALE": "60"})
    terminal.wait_for(STATUS)
    for number in range(60):
        if re.search(OVER, terminal.screen.everything()):
            break
        ask(terminal, f"answer{number} I would look at the delivery record and ask peers.")
    shown = finish(terminal, "55")
    assert "POINT BY POINT" in shown
    assert "Your own guess was 55" in shown
    assert "d1 " in shown
    kinds = [next(iter(e["kind"])) for e in place.events()]
    assert kinds[0] == "started" and "ended" in kinds and kinds[-1] == "selfRated", kinds


def test_time_runs_out_while_nobody_answers():
    place = Place()
    terminal = place.start("--minutes", "30", "--seed", "1", environment={"REHEARSE_CLOCK_SCALE": "600"})
    terminal.wait_for(STATUS)
    terminal.wait_for(r"\[clock\]", 20)
    terminal.wait_for("Time is up", 20)
    terminal.wait_for(OVER, 20)
    finish(terminal)
    assert place.events()[-1]["kind"] == {"ended": {"_0": "time-up"}}


def test_one_minute_with_the_real_clock():
    place = Place()
    started = time.monotonic()
    terminal = place.start("--minutes", "1", "--seed", "1")
    terminal.wait_for(r"0:0\d/1:00")
    ask(terminal, "first answer in time")
    terminal.wait_for("Time is up", 80)
    assert 55 < time.monotonic() - started < 75, time.monotonic() - started
    terminal.send("this was being said when time ran out")
    terminal.read(4)
    assert not re.search(OVER, terminal.screen.everything()), "an answer in progress was cut off"
    terminal.send("\r\r")
    finish(terminal)
    assert place.answers()[-1] == "this was being said when time ran out"
    assert place.events()[-1]["kind"] == {"ended": {"_0": "time-up"}}


def test_status_line_at_forty_columns_and_after_a_resize():
    place = Place()
    terminal = place.start("--seed", "1", columns=40, rows=20)
    terminal.wait_for(STATUS)
    assert re.search(STATUS + r".* left", terminal.screen.lines()[-1]), terminal.screen.lines()[-1]
    terminal.resize(30, 80)
    terminal.wait_for("empty line sends")
    assert "empty line sends" in terminal.screen.lines()[-1]
    terminal.kill()
    terminal.wait()


def test_status_line_moves_by_itself():
    place = Place()
    terminal = place.start("--seed", "1")
    terminal.wait_for(r" 0:0[01]/")
    terminal.wait_for(r" 0:0[345]/", 8)
    terminal.kill()
    terminal.wait()


def test_a_paste_is_one_block_and_no_command():
    place = Place()
    terminal = place.start("--seed", "1")
    terminal.wait_for(STATUS)
    terminal.send("\x1b[200~first\r\n\r\n/end yes\rlast\x1b[201~")
    terminal.wait_for("last")
    terminal.send("\r\r")
    terminal.wait_for("> last")
    terminal.read(1)
    terminal.kill()
    terminal.wait()
    assert place.answers() == ["first\n\n/end yes\nlast"], place.answers()


def test_keys_edit_the_line():
    place = Place()
    terminal = place.start("--seed", "1")
    terminal.wait_for(STATUS)
    terminal.send("wrld 👩‍👩‍👧‍👦x\x7f\x7f")  # The family is one character.
    terminal.send("\x01hello \x1b[C\x1b[Do\x05!\x17\x17again\x15")
    terminal.send("kept שלום e\u0301é\x04")
    terminal.wait_for("> kept")
    terminal.read(1)
    terminal.kill()
    terminal.wait()
    assert place.answers() == ["kept שלום e\u0301é"], place.answers()


def test_commands():
    place = Place()
    terminal = place.start("--seed", "1")
    terminal.wait_for(STATUS)
    terminal.send("/help\r")
    terminal.wait_for("write in your own editor")
    terminal.send("/pause\r")
    terminal.wait_for("PAUSED")
    terminal.send("/resume\r")
    terminal.wait_for("On we go")
    terminal.send("/nonsense\r")
    terminal.wait_for("There is no command /nonsense")
    terminal.send("\x15/repeat\r")
    terminal.read(2)
    terminal.send("/skip\r")
    terminal.read(2)
    terminal.send("/dontknow\r")
    terminal.read(2)
    terminal.send("//etc/hosts is a file\r\r")
    terminal.wait_for("> /etc/hosts is a file")
    terminal.read(2)
    terminal.send("/time\r")
    terminal.wait_for(r"0:\d\d of 30:00, in")
    terminal.send("/end\r")
    terminal.wait_for("Type yes")
    terminal.send("no\r")
    terminal.wait_for("Going on")
    terminal.send("/end yes\r")
    terminal.wait_for("/undo takes the ending back")
    terminal.send("/undo\r")
    terminal.wait_for("The ending is taken back")
    terminal.send("/end yes\r")
    terminal.read(1)
    terminal.send("\r")
    assert terminal.wait() == 0
    acts = [e["kind"]["acted"]["_0"] for e in place.events() if "acted" in e["kind"]]
    assert acts == ["repeat", "skip", "dont-know"], acts
    assert place.answers() == ["/etc/hosts is a file"]


def test_the_own_editor():
    place = Place()
    script = os.path.join(place.path, "editor.sh")
    with open(script, "w") as file:
        file.write('#!/bin/sh\ncat "$1" > "$1.new"; printf "and more\\nfrom the editor\\n" >> "$1.new"; mv "$1.new" "$1"\n')
    os.chmod(script, stat.S_IRWXU)
    terminal = place.start("--seed", "1", environment={"EDITOR": script, "VISUAL": ""})
    terminal.wait_for(STATUS)
    terminal.send("begun here \r/edit\r")
    terminal.wait_for("from the editor")
    terminal.send("\r\r")
    terminal.wait_for("> from the editor")
    terminal.read(1)
    terminal.kill()
    terminal.wait()
    assert place.answers() == ["begun here and more\nfrom the editor"], place.answers()


def test_leaving_twice_and_coming_back_with_the_draft():
    place = Place()
    terminal = place.start("--seed", "1")
    terminal.wait_for(STATUS)
    terminal.send("half a thought")
    terminal.send("\x03")
    terminal.wait_for("Ctrl-C once more")
    terminal.send("\x03")
    assert terminal.wait() == 0
    words = re.search(r"--resume\s+([0-9a-z-]+)", terminal.screen.everything().replace("\n", ""))
    assert words, terminal.screen.everything()
    terminal = place.start("--resume")
    terminal.wait_for("half a thought")
    terminal.send(" goes on\r\r")
    terminal.wait_for("> half a thought goes on")
    terminal.read(1)
    terminal.kill()
    terminal.wait()
    assert place.answers() == ["half a thought goes on"]


def test_the_tracker_knows_a_resumed_interview():
    place = Place()
    place.command("interview", "--untimed", "--seed", "1", text="I would ask his peers what they saw, then talk to him alone.\n")
    done = place.command("interview", "--resume", text="/tracker\n")
    assert done.returncode == 0, done.stderr
    assert re.search(r"\bd2 ", done.stdout) and "Nothing has been assessed" not in done.stdout, done.stdout


def test_the_terminal_is_as_it_was_after_every_way_out():
    import signal

    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGSEGV, signal.SIGABRT):
        place = Place()
        # A shell of its own keeps the terminal open after the program has gone.
        command = f'"{PROGRAM}" interview --data "{place.path}" --library "{LIBRARY}" --seed 1; stty -a; echo END'
        terminal = Terminal(["/bin/sh", "-c", command], {"SWIFT_BACKTRACE": "enable=no"})
        terminal.wait_for(STATUS)
        terminal.send("draft words\r")
        terminal.read(0.5)
        os.system(f"pkill -{int(number)} -P {terminal.process}")
        terminal.wait_for("END")
        assert re.search(r"(?<!-)\becho\b", terminal.raw), terminal.raw[-800:]
        assert "\x1b[?2004l" in terminal.raw
        terminal.wait()
        assert place.draft().startswith("draft words"), (number, place.draft())


def test_no_colour():
    place = Place()
    terminal = place.start("--seed", "1", environment={"NO_COLOR": "1"})
    terminal.wait_for(STATUS)
    terminal.send("an answer\r\r")
    terminal.wait_for("> an answer")
    assert not re.search(r"\x1b\[3\dm", terminal.raw)
    terminal.kill()
    terminal.wait()


def test_a_dumb_terminal_gets_plain_lines():
    place = Place()
    terminal = place.start("--seed", "1", environment={"TERM": "dumb"})
    terminal.wait_for("an empty line sends it")
    terminal.send("first line\nsecond line\n\n")
    terminal.wait_for(r"second line")
    terminal.read(2)
    terminal.send("\x04")
    assert terminal.wait() == 0
    assert "\x1b" not in terminal.raw
    assert place.answers() == ["first line\nsecond line"], place.answers()


def test_a_second_interview_is_told_who_has_the_first():
    place = Place()
    terminal = place.start("--seed", "1")
    terminal.wait_for(STATUS)
    second = place.command("interview", text="x\n")
    assert second.returncode != 0
    assert "are being written by another program (process" in second.stderr, second.stderr
    assert place.command("sessions").returncode == 0
    terminal.kill()
    terminal.wait()


def test_a_megabyte_is_pasted_and_answered_in_reasonable_time():
    place = Place()
    terminal = place.start("--seed", "1")
    terminal.wait_for(STATUS)
    started = time.monotonic()
    terminal.send("\x1b[200~" + "word " * 200_000 + "\x1b[201~")
    terminal.send("THE END")
    terminal.wait_for("THE END", 30)
    terminal.send("\x04")
    terminal.wait_for(r"word \.\.\.", 30)
    terminal.read(1)
    for _ in range(300):
        if "..." not in terminal.screen.lines()[-1][:9]:
            break
        terminal.read(0.1)
    assert time.monotonic() - started < 60
    terminal.kill()
    terminal.wait()
    assert place.answers()[0].endswith("THE END")


def test_a_full_disk_costs_no_word():
    place = Place()
    # The shell's limit on the size of files stands in for a full disk.
    limit = 'trap "" XFSZ; ulimit -f 200; exec "$0" "$@"'
    command = [PROGRAM, "interview", "--data", place.path, "--library", LIBRARY, "--seed", "1"]
    terminal = Terminal(["/bin/bash", "-c", limit, *command])
    terminal.wait_for(STATUS)
    for number in range(40):
        terminal.send(f"line {number} " + "of many words " * 20 + "\r")
        terminal.read(0.05)
        if re.search("can't be saved now|is full", terminal.screen.everything()):
            break
    terminal.wait_for("is full|can't be used")
    terminal.send("\x03")
    terminal.read(0.3)
    terminal.send("\x03")
    terminal.wait()
    assert "could not be saved; copy it" in terminal.raw, terminal.raw[-1500:]
    assert "line 0 of many words" in terminal.raw
    assert place.command("doctor").returncode == 0, place.command("doctor").stdout
