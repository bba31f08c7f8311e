"""How a scenario fares that nothing was trained on: agreement on items whose labels were kept from the adapter.

usage: unseen.py RUN d4,f3,a3,o2 [--fit]        RUN by `distil.py student RUN --without d4,f3,a3,o2`
Reads the held-out interviews with RUN's adapter; all items are scored by their exemplars alone, and the verdicts follow by the shipped facet judge
and the content's rules. With --fit the constants of exemplar_head.py are fitted on the facets of these items, and each item is judged with constants
that were fitted on the others.
"""
from __future__ import annotations

import argparse
import json
import os

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

import data
import decide
import exemplar_head
from calibrate import numbers, positions
from examples import cut
from infer import Reader, corpus_transcript, gold_turns, passage_vectors
from model import load_tokenizer
from segment import passages

CALIBRATION = os.path.join(data.HERE, "..", "Library", "encoder", "stance-calibration.json")
WORLDS = 160


def chances(judge, p, k):
    logits = np.array(judge["weights"]) @ np.array(numbers(p, k)) + np.array(judge["bias"])
    powers = np.exp(logits - logits.max())
    return powers / powers.sum()


def verdicts(judge, p, ids, rules):
    random, out = np.random.default_rng(1), {}
    for code in rules.items:
        own = [k for k, f in enumerate(ids) if f.startswith(code + ".")]
        found = np.array([chances(judge, p, k) for k in own])
        drawn = (random.random((WORLDS, len(own)))[:, :, None] > found.cumsum(1)[None]).sum(2).clip(0, 3)
        levels = [decide.LEVELS.index(rules.verdict(code, {ids[k]: decide.STANCES[s] for k, s in zip(own, world) if s}))
                  for world in drawn]
        out[code] = decide.LEVELS[int(((np.bincount(levels, minlength=4) / WORLDS).cumsum() >= 0.5).argmax())]
    return out


def fit(head, read, labels, places):
    """Constants over the facets at `places`: (weights [4, 4], offsets [4]) with nothing for none."""
    x = np.concatenate([head.places(v, k) for v in read.values() for k in places])
    y = np.concatenate([[own.get(k, 0) for own in labels[name]] for name in read for k in places])
    model = LogisticRegression(C=1, max_iter=2000).fit(x, y)
    return model.coef_ - model.coef_[0], model.intercept_ - model.intercept_[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run")
    parser.add_argument("items")
    parser.add_argument("--fit", action="store_true")
    args = parser.parse_args()
    items, held = args.items.split(","), set(data.held_out())
    facets, tokenizer, rules = data.facets(), load_tokenizer(), decide.Rules()
    ids = [f.id for f in facets]
    reader = Reader(args.run, facets)
    head = exemplar_head.ExemplarHead.of(reader, tokenizer, facets)
    judge = json.load(open(CALIBRATION))["facets"]
    chosen = [x for x in data.interviews() if x.id in held][::3 if args.fit else 1]
    read, labels = {}, {}
    with torch.no_grad():
        for x in chosen:
            rows = [passage_vectors(reader, tokenizer, question, [text[a:b] for a, b in passages(text)])
                    for _, question, text in gold_turns(corpus_transcript(x)) if passages(text)]
            if rows:
                read[x.id] = exemplar_head.own_part(torch.cat(rows))
                labels[x.id] = [{ids.index(f): 0 if f in left else s for f, s in own.items() if f in ids}
                                for t in x.turns for _, own, _, left in cut(t.units)]
    chosen = [x for x in chosen if x.id in read]

    def of(codes):
        return [k for k, f in enumerate(ids) if "." in f and f.split(".")[0] in codes]

    lift = np.array([0, exemplar_head.LIFT, exemplar_head.LIFT, exemplar_head.LIFT])
    predicted = {x.id: {} for x in chosen}
    for code in items if args.fit else [None]:
        if args.fit:
            exemplar_head.WEIGHTS, offsets = fit(head, read, labels, of([c for c in items if c != code]))
            exemplar_head.OFFSETS = offsets + lift
        for x in chosen:
            found = verdicts(judge, head.probabilities(read[x.id]), ids, rules)
            predicted[x.id].update(found if code is None else {code: found[code]})
    groups = {"kept from it": items} | ({} if args.fit else {"the others": [c for c in rules.items if c not in items]})
    for name, codes in (groups | {c: [c] for c in items}).items():
        a = decide.agreement({x.id: {c: x.verdicts[c] for c in codes} for x in chosen},
                             {x.id: {c: predicted[x.id][c] for c in codes} for x in chosen})
        print(name, {k: round(float(v), 3) for k, v in a.items()}, flush=True)
    areas = []
    for k in of(items):
        gold = [positions(x).get(ids[k]) == data.COMMIT for x in chosen]
        best = [head.places(read[x.id], k)[:, 0].max() for x in chosen]
        areas.append(roc_auc_score(gold, best))
    print("mean area under the curve of whether a facet was committed to:", round(float(np.mean(areas)), 3))
    if args.fit:
        weights, offsets = fit(head, read, labels, of(items))
        print("WEIGHTS", weights.round(3).tolist(), "OFFSETS", offsets.round(3).tolist())


if __name__ == "__main__":
    main()
