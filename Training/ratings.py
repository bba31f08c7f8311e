"""How far labels agree with blind raters, and interviews of the corpus as rated transcripts. usage: ratings.py [FOLDER]

corpus/ratings.jsonl has what raters, who knew the rating guide and the words alone, made of 278 interviews: verdicts, mistakes
and scores. Prints their agreement with the verdicts that follow from the labels, for interviews written towards labels and
for those written freely. With FOLDER writes the held-out ones among them as `rehearse evaluate` reads them:
FOLDER/towards-labels and FOLDER/freely. The facet judge was fitted on the labels of these interviews.
"""
from __future__ import annotations

import copy
import json
import os
import sys

import data
import decide
from calibrate import write_rated

FREE = {"esme", "gus", "hank", "ida", "jon", "kit", "lev", "meg", "nora", "oren", "otto", "paco"}


def rated() -> dict[str, dict]:
    path = os.path.join(data.HERE, "corpus", "ratings.jsonl")
    return {row["id"]: row for row in map(json.loads, open(path, encoding="utf-8"))}


def main(folder=None):
    ratings, held = rated(), set(data.held_out())
    parts = {"towards-labels": [], "freely": []}
    for interview in data.interviews():
        if interview.id in ratings:
            parts["freely" if interview.id.split("-")[0] in FREE else "towards-labels"].append(interview)
    for name, interviews in parts.items():
        found = decide.agreement({x.id: x.verdicts for x in interviews}, {x.id: ratings[x.id]["items"] for x in interviews})
        print(name, len(interviews), "interviews:", {k: round(float(v), 3) for k, v in found.items()})
        if folder:
            out = []
            for interview in interviews:
                if interview.id in held:
                    row, copied = ratings[interview.id], copy.copy(interview)
                    copied.verdicts, copied.mistakes, copied.scores = row["items"], set(row["mistakes"]), row["scores"]
                    out.append(copied)
            write_rated(out, os.path.join(folder, name))


if __name__ == "__main__":
    main(*sys.argv[1:2])
