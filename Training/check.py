"""Checks interviews of the corpus: the format, and that the verdicts and mistakes written follow from the labels.

usage: check.py [PATTERN]        PATTERN as a file name, such as 'ada-*.txt'; every interview without it
Prints FILE: what differs. Exit status 1 if anything does. A later explicit position wins over an earlier one, so the
last commitment or denial of a facet counts; a vague label counts where nothing explicit was said.
"""
from __future__ import annotations

import glob
import os
import sys

import data
import decide

FOLDER = os.path.join(data.HERE, "corpus", "interviews")


def positions(interview: data.Interview) -> dict[str, str]:
    """Facet to its final position: the last explicit one, else vague."""
    out: dict[str, str] = {}
    for turn in interview.turns:
        for unit in turn.units:
            for facet, stance in unit.labels.items():
                if stance in (data.COMMIT, data.DENY):
                    out[facet] = decide.STANCES[stance]
                elif stance == data.VAGUE:
                    out.setdefault(facet, "vague")
    return out


def complaints(path: str, rules: decide.Rules) -> list[str]:
    try:
        interview = data.parse_interview(path)
    except (ValueError, KeyError, IndexError) as problem:
        return [str(problem)]
    out = []
    last = positions(interview)
    known = {f.id for f in data.facets()}
    out += [f"unknown facet {f}" for f in last if f not in known]
    for code in rules.items:
        follows = rules.verdict(code, last)
        if interview.verdicts.get(code) != follows:
            out.append(f"{code}={interview.verdicts.get(code)} written, {follows} follows from the labels "
                       f"({ {k: v for k, v in last.items() if k.startswith(code + '.')} })")
    for turn in interview.turns:
        for unit in turn.units:
            if "[" in unit.text or "]" in unit.text:
                out.append(f"bracket inside the text: {unit.text[:60]}")
    shown = {k for k, v in last.items() if k in data.MISTAKES and v == "commit"}
    if interview.mistakes - shown:
        out.append(f"MISTAKES {sorted(interview.mistakes - shown)} without a label")
    if not 8 <= len(interview.turns) <= 22:
        out.append(f"{len(interview.turns)} questions")
    return out


def main() -> int:
    pattern = sys.argv[1] if len(sys.argv) > 1 else "*.txt"
    paths = sorted(glob.glob(os.path.join(FOLDER, pattern)))
    if not paths:
        print(f"no file in {FOLDER} is called {pattern}", file=sys.stderr)
        return 1
    rules, bad = decide.Rules(), 0
    for path in paths:
        for line in complaints(path, rules):
            bad += 1
            print(f"{os.path.basename(path)}: {line}")
    print(f"{len(paths)} interviews read, {bad} complaints", file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
