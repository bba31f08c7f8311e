"""Agreement of a trained model with rated transcripts or with held-out interviews of the corpus.

usage: evaluate.py MODEL (--gold DIR | --held) [--show ID] [--thresholds c,v,d]
For experiments; the figures that count come from `rehearse evaluate`, which runs what ships.
"""
from __future__ import annotations

import argparse
import glob
import json
import os

import numpy as np
import torch

import data
import decide
from infer import Runner, corpus_transcript, gold_turns

CODES = ["d1", "d2", "d3", "d4", "f1", "f2", "f3", "f4", "f5", "a1", "a2", "a3", "a4", "o1", "o2", "o3"]


def load_gold(directory):
    rules = data.item_rules()
    code_of = {r["id"]: c for c, r in rules.items()}
    out = {}
    for path in sorted(glob.glob(os.path.join(directory, "consensus", "*.json"))):
        c = json.load(open(path))
        t = json.load(open(os.path.join(directory, "transcripts", c["id"] + ".json")))
        out[c["id"]] = (t, {code_of[k]: v["verdict"] for k, v in c["items"].items()},
                        [bool(v["present"]) for v in c["mistakes"].values()])
    return out


def probabilities(runner, transcript):
    rows, texts = [], []
    for n, question, text in gold_turns(transcript):
        spans, p = runner.turn(question, text)
        for (a, b), row in zip(spans, p.numpy()):
            rows.append(row)
            texts.append((n, text[a:b]))
    return np.array(rows), texts


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("--gold")
    parser.add_argument("--held", action="store_true", help="the interviews of the corpus that MODEL never saw")
    parser.add_argument("--show")
    parser.add_argument("--thresholds", default="")
    parser.add_argument("--cache", default="")
    args = parser.parse_args()
    torch.set_num_threads(1)
    if args.gold:
        sets = load_gold(args.gold)
    else:
        held = set(json.load(open(os.path.join(args.model, "held.json"))))
        chosen = [x for x in data.interviews() if x.id in held]
        sets = {x.id: (corpus_transcript(x), x.verdicts, [m in x.mistakes for m in data.MISTAKES]) for x in chosen}
    runner = Runner(args.model)
    ids = [f.id for f in runner.facets]
    rules = decide.Rules()
    found = {i: probabilities(runner, t) for i, (t, _, _) in sets.items()}
    gold = {i: v for i, (_, v, _) in sets.items()}
    grid = [tuple(map(float, args.thresholds.split(",")))] if args.thresholds else [
        (c, v, d) for c in (.3, .4, .5, .6, .7) for v in (.3, .5) for d in (.4, .5, .6, .7, .8)]
    best = None
    for c, v, d in grid:
        pred = {i: {code: rules.verdict(code, decide.stances(p, ids, {"commit": c, "vague": v, "deny": d})) for code in CODES}
                for i, (p, _) in found.items()}
        a = decide.agreement(gold, pred)
        if best is None or a["qwk"] > best[0]["qwk"]:
            best = (a, (c, v, d), pred)
        if len(grid) < 5 or (v == .5 and c in (.4, .5, .6) and d in (.5, .7)):
            print((c, v, d), {k: round(float(x), 3) for k, x in a.items()})
    print("best", best[1], {k: round(float(x), 3) for k, x in best[0].items()})
    for code in CODES:
        pairs = [(gold[i][code], best[2][i][code]) for i in gold]
        wrong = [f"{i}:{g[0]}>{p[0]}" for i, (g, p) in zip(gold, pairs) if g != p]
        print(code, f"acc {sum(g == p for g, p in pairs) / len(pairs):.2f}", " ".join(wrong))
    for m, code in enumerate(data.MISTAKES):
        if code in ids:
            k = ids.index(code)
            s = [(max((p[:, k, 1]).tolist() or [0]), sets[i][2][m]) for i, (p, _) in found.items()]
            order = sorted(s, reverse=True)
            print(code, " ".join(f"{x:.2f}{'*' if y else ''}" for x, y in order[:12]), "| missed:",
                  " ".join(f"{x:.2f}" for x, y in order[12:] if y))
    if args.show:
        p, texts = found[args.show]
        for (n, text), row in zip(texts, p):
            marks = [f"{ids[f]}{'?+~-'[k]}{row[f, k]:.2f}" for f in range(len(ids)) for k in (1, 2, 3) if row[f, k] > .3]
            print(n, text, "|", " ".join(marks))


if __name__ == "__main__":
    main()
