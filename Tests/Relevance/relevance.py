"""Blind ratings of follow-ups: makes the sheet, scores the ratings. See README.md."""
from __future__ import annotations

import collections
import json
import random
import sys

RATINGS = ["good", "acceptable", "wrong"]


def sheet(replay: str, target: str, key: str) -> None:
    rng = random.Random(11)
    places, rows = {}, []
    earlier: dict[str, list[str]] = collections.defaultdict(list)
    for line in open(replay, encoding="utf-8"):
        row = json.loads(line)
        step, transcript = row["step"], row["transcript"]
        said = earlier[transcript]
        said += ["Q: " + step["question"], "A: " + step["answer"]]
        if not step.get("theirs"):
            continue
        number = len(rows) + 1
        ours_first = rng.random() < 0.5
        both = [step["ours"], step["theirs"]] if ours_first else [step["theirs"], step["ours"]]
        places[number] = {"ours": "X" if ours_first else "Y", "transcript": transcript, "turn": step["turn"],
                          "kind": step["kind"], "reason": step["reason"]}
        rows.append({"number": number, "transcript": transcript, "phase": step["phase"], "minute": step["minute"],
                     "before": said[:-2], "question": step["question"], "answer": step["answer"], "X": both[0], "Y": both[1]})
    with open(target, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    json.dump(places, open(key, "w"), indent=0)
    print(len(rows), "answers to rate")


def score(key: str, files: list[str]) -> None:
    places = json.load(open(key))
    ours, theirs = collections.Counter(), collections.Counter()
    kinds: dict[str, collections.Counter] = collections.defaultdict(collections.Counter)
    wrong, both = [], collections.defaultdict(list)
    for name in files:
        for line in open(name, encoding="utf-8"):
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 3 or not cells[0].isdigit():
                continue
            place = places[cells[0]]
            x, y = (c.strip().lower() for c in cells[1:3])
            if x not in RATINGS or y not in RATINGS:
                sys.exit(f"{name}: line {line!r} has a rating that is none of {RATINGS}")
            own, other = (x, y) if place["ours"] == "X" else (y, x)
            ours[own] += 1
            theirs[other] += 1
            kinds[place["kind"]][own] += 1
            both[cells[0]].append(own)
            if own == "wrong":
                wrong.append((place["transcript"], place["turn"], place["kind"], cells[3] if len(cells) > 3 else ""))

    def share(counter):
        total = sum(counter.values())
        return "  ".join(f"{r} {counter[r] / total:.1%}" for r in RATINGS) + f"  ({total} ratings)"

    print("ours    ", share(ours))
    print("theirs  ", share(theirs))
    for kind, counter in sorted(kinds.items(), key=lambda k: -sum(k[1].values())):
        print(f"  {kind:16}", share(counter))
    pairs = [r for r in both.values() if len(r) == 2]
    if pairs:
        fine = [[x != "wrong" for x in r] for r in pairs]
        print(f"two raters agree on wrong or not: {sum(a == b for a, b in fine) / len(fine):.1%}")
    for row in wrong:
        print("wrong:", *row)


if __name__ == "__main__":
    if len(sys.argv) > 4 and sys.argv[1] == "sheet":
        sheet(*sys.argv[2:5])
    elif len(sys.argv) > 3 and sys.argv[1] == "score":
        score(sys.argv[2], sys.argv[3:])
    else:
        sys.exit(__doc__)
