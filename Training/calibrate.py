"""Thresholds from the held-out interviews of the corpus. usage: calibrate.py RUN

Writes RUN/calibration.json and RUN/held-rated/ (transcripts and ratings in the form that `rehearse evaluate` reads).
With `--confidence REPORT.json`, the output of `rehearse evaluate RUN/held-rated --json`, it fits the map from raw to
calibrated confidence to that report's bins instead.
"""
from __future__ import annotations

import argparse
import json
import os

import numpy as np
import torch

import data
import decide
from evaluate import CODES, probabilities
from infer import Runner, corpus_transcript

MISTAKE_IDS = ["waits-too-long", "too-vague", "empathy-without-accountability", "punishes-before-diagnosis",
               "assumes-root-cause", "hr-as-last-resort", "avoids-hard-call", "breaks-confidentiality"]
IDENTITY = [{"upTo": b / 10, "accuracy": b / 10} for b in range(0, 11)]


def write_rated(interviews, folder):
    ids = {code: r["id"] for code, r in data.item_rules().items()}
    for name in ("transcripts", "consensus"):
        os.makedirs(os.path.join(folder, name), exist_ok=True)
    for x in interviews:
        t = corpus_transcript(x)
        json.dump(t, open(os.path.join(folder, "transcripts", f"{x.id}.json"), "w"))
        scores = dict(zip(("objectives", "level", "technical", "communication"), x.scores))
        json.dump({
            "id": x.id, "items": {ids[c]: {"verdict": v} for c, v in x.verdicts.items()},
            "mistakes": {m: {"present": f"m{i + 1}" in x.mistakes} for i, m in enumerate(MISTAKE_IDS)},
            "scores": scores}, open(os.path.join(folder, "consensus", f"{x.id}.json"), "w"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("run")
    parser.add_argument("--confidence")
    args = parser.parse_args()
    torch.set_num_threads(1)
    path = os.path.join(args.run, "calibration.json")
    if args.confidence:
        calibration = json.load(open(path))
        bins = json.load(open(args.confidence))["calibration"]
        steps, floor = [], 0.0
        for b in bins:
            if b["count"] >= 8:
                floor = max(floor, b["accuracy"])
                steps.append({"upTo": round(b["confidence"], 4), "accuracy": round(floor, 4)})
        calibration["confidence"] = steps
        json.dump(calibration, open(path, "w"), indent=1)
        print(steps)
        return
    held = set(json.load(open(os.path.join(args.run, "held.json"))))
    chosen = [x for x in data.interviews() if x.id in held]
    write_rated(chosen, os.path.join(args.run, "held-rated"))
    runner = Runner(args.run)
    ids = [f.id for f in runner.facets]
    rules = decide.Rules()
    found = {x.id: probabilities(runner, corpus_transcript(x))[0] for x in chosen}
    gold = {x.id: x.verdicts for x in chosen}
    rows = []
    for c in np.arange(.3, .75, .05):
        for v in (.35, .45, .55, .65):
            for d in np.arange(.35, .8, .05):
                t = {"commit": c, "vague": v, "deny": d}
                pred = {i: {code: rules.verdict(code, decide.stances(p, ids, t)) for code in CODES} for i, p in found.items()}
                a = decide.agreement(gold, pred)
                rows.append((a["qwk"] + a["credit"] + a["acc"], c, v, d, a))
    rows.sort(key=lambda r: -r[0])
    # The middle of the ten best is less of an accident than the best.
    c, v, d = (float(np.mean([r[k] for r in rows[:10]])) for k in (1, 2, 3))
    print("best", {k: round(float(x), 3) for k, x in rows[0][4].items()}, "thresholds", round(c, 3), round(v, 3), round(d, 3))
    best = None
    for m in np.arange(.2, .9, .05):
        gold_m, pred_m = [], []
        for x in chosen:
            for code in data.MISTAKES:
                if code == "m2":
                    continue
                p = found[x.id]
                gold_m.append(code in x.mistakes)
                pred_m.append(bool(len(p) and p[:, ids.index(code), 1].max() >= m))
        g, p = np.array(gold_m), np.array(pred_m)
        f = 2 * (g & p).sum() / max(1, 2 * (g & p).sum() + (g ^ p).sum())
        if best is None or f > best[0]:
            best = (f, float(m))
    print("mistakes F1", round(best[0], 3), "threshold", best[1])
    json.dump({"commit": round(c, 3), "vague": round(v, 3), "deny": round(d, 3), "mistake": round(best[1], 3), "sharpness": 1.0,
               "confidence": IDENTITY}, open(path, "w"), indent=1)


if __name__ == "__main__":
    main()
