"""Fits what decides over passages, on the held-out interviews of the corpus. usage: calibrate.py RUN

Reads RUN/held.json, adapter, head and scenario head. Writes RUN/calibration.json (the facet judge, the mistake judge,
thresholds for quoting, the confidence map) and RUN/held-rated/ (transcripts and ratings as `rehearse evaluate` reads
them). Prints cross-validated agreement, by interview, of what it fitted: as the interviews are, as speech recognition writes
them, and with talk in them that has nothing to do with the case.
"""
from __future__ import annotations

import argparse
import collections
import copy
import json
import os
import random

import numpy as np
import torch
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

import augment
import data
import decide
from infer import Runner, corpus_transcript, probabilities

MISTAKE_IDS = ["waits-too-long", "too-vague", "empathy-without-accountability", "punishes-before-diagnosis",
               "assumes-root-cause", "hr-as-last-resort", "avoids-hard-call", "breaks-confidentiality"]
QUOTING = {"commit": 0.3, "vague": 0.45, "deny": 0.35}
FOLDS = 5
WORLDS = 160
LEAST = 1e-4
WINDOW_SHARE = 0.65  # as in Sources/Assessment/FacetJudge.swift


def logit(p):
    p = np.clip(p, LEAST, 1 - LEAST)
    return np.log(p / (1 - p))


def numbers(p, k):
    """The twelve numbers of `Sources/Assessment/FacetJudge.swift` for criterion k of p [passages, criteria, 4]."""
    commit, vague, deny = p[:, k, 1], p[:, k, 2], p[:, k, 3]

    def best(values, place):
        values = np.sort(values)[::-1]
        return logit(values[place] if len(values) > place else 0)

    c, d = int(np.argmax(commit)), int(np.argmax(deny))
    return [best(commit, 0), best(commit, 1), best(commit, 2), best(vague, 0), best(deny, 0), best(deny, 1),
            float(np.sign(d - c)), logit(min(0.999, commit.sum())), logit(vague[c]), logit(deny[c]), logit(commit[d]),
            logit(1 - np.prod(1 - np.clip(deny, 0, 0.99)))]


def positions(interview):
    """The position on each criterion after all labels: the last explicit one, else vague."""
    said = collections.defaultdict(list)
    for turn in interview.turns:
        for unit in turn.units:
            for criterion, stance in unit.labels.items():
                said[criterion].append(stance)
    out = {}
    for criterion, stances in said.items():
        explicit = [s for s in stances if s in (data.COMMIT, data.DENY)]
        out[criterion] = explicit[-1] if explicit else data.VAGUE
    return out


def fit_facets(rows, lean=0.0):
    """The regression; `lean` is added to the offsets of commit and vague."""
    x, y = zip(*rows)
    model = LogisticRegression(C=0.3, max_iter=3000).fit(np.array(x), np.array(y))
    assert list(model.classes_) == [data.NONE, data.COMMIT, data.VAGUE, data.DENY], model.classes_
    model.intercept_ = model.intercept_ + np.array([0, lean, lean, 0])
    return model


def mixed(model, p, places):
    """Chances on the criteria at `places` by the sentences of an interview and by its windows, p = (sentences, windows)."""
    return sum(share * model.predict_proba(np.array([numbers(q, k) for k in places]))
               for share, q in zip((1 - WINDOW_SHARE, WINDOW_SHARE), p))


def verdicts(model, p, ids, rules, seed=1):
    """Item code to (verdict, share of the worlds with it); p as `mixed` reads it."""
    places = [i for i, f in enumerate(ids) if "." in f]
    random = np.random.default_rng(seed)
    chances = np.zeros((len(ids), 4))
    chances[:, 0] = 1
    if len(p[0]):
        chances[places] = mixed(model, p, places)
    out = {}
    for code in rules.items:
        own = [k for k in places if ids[k].startswith(code + ".")]
        drawn = (random.random((WORLDS, len(own)))[:, :, None] > chances[own].cumsum(1)[None]).sum(2).clip(0, 3)
        found = [decide.LEVELS.index(rules.verdict(code, {ids[k]: decide.STANCES[s] for k, s in zip(own, world) if s}))
                 for world in drawn]
        share = np.bincount(found, minlength=4) / WORLDS
        level = int((share.cumsum() >= 0.5).argmax())
        out[code] = (decide.LEVELS[level], float(share[level]))
    return out


def spoken(interview):
    """The same as speech recognition writes it."""
    out = copy.deepcopy(interview)
    for turn in out.turns:
        for unit in turn.units:
            unit.text = augment.spoken(unit.text) or unit.text
    return out


def padded(interview, runs, rng):
    """The same with four to ten sentences before or after every answer that say nothing on the case."""
    out = copy.deepcopy(interview)
    for turn in out.turns:
        run = rng.choice(runs)
        start = rng.randrange(max(1, len(run) - 10))
        more = [data.Unit(text) for text in run[start:start + rng.randint(4, 10)]]
        turn.units = turn.units + more if rng.random() < 0.7 else more + turn.units
    return out


def write_rated(interviews, folder):
    ids = {code: r["id"] for code, r in data.item_rules().items()}
    for name in ("transcripts", "consensus"):
        os.makedirs(os.path.join(folder, name), exist_ok=True)
    for x in interviews:
        json.dump(corpus_transcript(x), open(os.path.join(folder, "transcripts", f"{x.id}.json"), "w"))
        scores = dict(zip(("objectives", "level", "technical", "communication"), x.scores))
        json.dump({
            "id": x.id, "items": {ids[c]: {"verdict": v} for c, v in x.verdicts.items()},
            "mistakes": {m: {"present": f"m{i + 1}" in x.mistakes} for i, m in enumerate(MISTAKE_IDS)},
            "scores": scores}, open(os.path.join(folder, "consensus", f"{x.id}.json"), "w"))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--lean", type=float, help="towards commitment; what the held-out interviews choose without it")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    held = set(json.load(open(os.path.join(args.run, "held.json"))))
    seen = os.path.join(args.run, "companion", "seen.json")
    if os.path.exists(seen):
        held -= set(json.load(open(seen)))
    chosen = [x for x in data.interviews() if x.id in held]
    write_rated(chosen, os.path.join(args.run, "held-rated"))
    runner = Runner(args.run)
    ids = [f.id for f in runner.facets]
    rules = decide.Rules()
    rng, runs = random.Random(11), data.asides(held=True)
    forms = {"as it is": lambda x: x, "spoken": spoken, "padded": lambda x: padded(x, runs, rng)}
    # The other forms are for the figures alone: a third of the interviews tells.
    read = {name: {x.id: probabilities(runner, corpus_transcript(form(x))) for x in chosen[::1 if name == "as it is" else 3]}
            for name, form in forms.items()}
    found = read["as it is"]
    facets = [k for k, f in enumerate(ids) if "." in f]
    mistakes = [ids.index(m) for m in data.MISTAKES]
    chosen = [x for x in chosen if all(min(map(len, r[x.id])) for r in read.values() if x.id in r)]
    rows = {x.id: [(numbers(q, k), positions(x).get(ids[k], 0)) for q in found[x.id] for k in facets] for x in chosen}
    # What the program asks is whether a sentence shows the mistake; its rule then weighs the verdicts too.
    shown = {x.id: [(numbers(q, k), positions(x).get(ids[k]) == data.COMMIT) for q in found[x.id] for k in mistakes]
             for x in chosen}

    # Rules that ask for two of something make items stricter than their facets: a lean that the interviews choose.
    def agreement(lean):
        predicted = {}
        for fold in range(FOLDS):
            judge = fit_facets([r for n, x in enumerate(chosen) if n % FOLDS != fold for r in rows[x.id]], lean)
            for n, x in enumerate(chosen):
                if n % FOLDS == fold:
                    predicted[x.id] = {c: v for c, (v, _) in verdicts(judge, found[x.id], ids, rules).items()}
        a = decide.agreement({x.id: x.verdicts for x in chosen}, predicted)
        print("lean", lean, {k: round(float(v), 3) for k, v in a.items()}, flush=True)
        return a["credit"] + a["qwk"], abs(a["bias"])

    lean = args.lean
    if lean is None:
        leans = {lean: agreement(lean) for lean in (0.0, 0.1, 0.2, 0.3, 0.4)}
        best = max(a for a, _ in leans.values())
        # Among those as good as the best, the one that is neither strict nor lenient.
        lean = min((l for l, (a, _) in leans.items() if a > best - 0.005), key=lambda l: leans[l][1])

    # Agreement and confidence are measured on interviews that the judge was not fitted on.
    predicted, sure, right, chance, present = {}, [], [], [], []
    for fold in range(FOLDS):
        out = [x for n, x in enumerate(chosen) if n % FOLDS == fold]
        rest = [x for n, x in enumerate(chosen) if n % FOLDS != fold]
        judge = fit_facets([r for x in rest for r in rows[x.id]], lean)
        noticed = LogisticRegression(C=0.1, max_iter=3000).fit(*map(np.array, zip(*[r for x in rest for r in shown[x.id]])))
        for x in out:
            both = verdicts(judge, found[x.id], ids, rules)
            predicted[x.id] = {code: v for code, (v, _) in both.items()}
            for code, (verdict, share) in both.items():
                sure.append(share)
                right.append(verdict == x.verdicts[code])
            chance += mixed(noticed, found[x.id], mistakes)[:, 1].tolist()
            present += [p for _, p in shown[x.id][:len(mistakes)]]
    gold = {x.id: x.verdicts for x in chosen}
    for name, r in read.items():
        same, again = [], {}
        for fold in range(FOLDS):
            judge = fit_facets([row for n, x in enumerate(chosen) if n % FOLDS != fold for row in rows[x.id]], lean)
            for n, x in enumerate(chosen):
                if n % FOLDS == fold and x.id in r:
                    again[x.id] = {c: v for c, (v, _) in verdicts(judge, r[x.id], ids, rules).items()}
                    same += [v == predicted[x.id][c] for c, v in again[x.id].items()]
        print(name, {k: round(float(v), 3) for k, v in decide.agreement({i: gold[i] for i in again}, again).items()},
              "unchanged", round(float(np.mean(same)), 3))
    print(len(chosen), "held-out interviews", {k: round(float(v), 3) for k, v in decide.agreement(gold, predicted).items()})
    chance, present = np.array(chance), np.array(present)

    def f1(bound):
        p = chance >= bound
        return 2 * (p & present).sum() / max(1, 2 * (p & present).sum() + (p ^ present).sum())

    bounds = np.arange(0.2, 0.7, 0.05)
    threshold = float(np.mean(sorted(bounds, key=f1)[-3:]))
    print("mistakes: F1", round(float(f1(threshold)), 3), "from a chance of", round(threshold, 2))
    curve = IsotonicRegression(y_min=0.05, y_max=0.99, out_of_bounds="clip").fit(sure, np.array(right, float))
    steps = np.linspace(0.3, 1, 15)
    smooth = np.convolve(np.pad(curve.predict(steps), 1, mode="edge"), np.ones(3) / 3, "valid")
    judge = fit_facets([r for x in chosen for r in rows[x.id]], lean)
    noticed = LogisticRegression(C=0.1, max_iter=3000).fit(*map(np.array, zip(*[r for x in chosen for r in shown[x.id]])))
    none = [0.0] * 12
    tidy = lambda values: [round(float(v), 4) for v in values]
    json.dump({
        **QUOTING, "mistake": round(threshold, 3),
        "facets": {"weights": [tidy(row) for row in judge.coef_], "bias": tidy(judge.intercept_)},
        "mistakes": {"weights": [none, tidy(noticed.coef_[0]), none, none], "bias": [0, *tidy(noticed.intercept_), -50, -50]},
        "confidence": [{"upTo": round(float(x), 3), "accuracy": round(float(y), 4)} for x, y in zip(steps, smooth)],
    }, open(os.path.join(args.run, "calibration.json"), "w"), indent=1)


if __name__ == "__main__":
    main()
