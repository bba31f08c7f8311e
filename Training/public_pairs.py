"""Pairs of a criterion and a text from the train splits of public sets, for the general matcher.

Folders that are read where they exist, as their authors publish them unless said otherwise:
semeval2013_3way, saf_english   graded answers as JSON lines (Benchmarks/public_sets.py says how); CC BY-SA 3.0, MIT
argkp          {arguments,key_points,labels}_train.csv of ArgKP: which key point an argument makes; CDLA-Sharing 1.0
scone          the *.csv of ScoNe-NLI's folder train: what a sentence with negations entails; CC0 1.0
contractnli    train.json of ContractNLI: what a contract entails, contradicts or leaves open, with its spans; CC BY 4.0

Of ContractNLI five of the seventeen hypotheses are kept from training, to be measured as unseen criteria.
"""
from __future__ import annotations

import csv
import glob
import json
import os
import random

import data

Pair = tuple[str, str, int]
GRADED = {"met": data.COMMIT, "contradicted": data.DENY, "absent": data.NONE, "partial": data.VAGUE}
CONTRACT = {"Entailment": data.COMMIT, "Contradiction": data.DENY}
UNSEEN_HYPOTHESES = {"nda-2", "nda-7", "nda-10", "nda-13", "nda-18"}
WINDOW = 80  # words around a contract's span


def words(text: str) -> set[str]:
    return {w for w in "".join(c if c.isalnum() else " " for c in text.lower()).split() if len(w) > 3}


def graded_answers(root: str) -> list[Pair]:
    out = []
    questions = {q["question_id"]: q for q in map(json.loads, open(os.path.join(root, "questions.jsonl"), encoding="utf-8"))}
    for answer in map(json.loads, open(os.path.join(root, "answers.jsonl"), encoding="utf-8")):
        if answer["split"] != "train":
            continue
        references = [r["text"] if isinstance(r, dict) else r for r in questions[answer["question_id"]]["references"]]
        # A right answer says what one of the references says, not what each of them does.
        said = words(answer["answer"])
        best = max(references, key=lambda r: len(said & words(r)) / (1 + len(words(r))))
        out.append((best, answer["answer"], GRADED[answer["label"]]))
    return out


def key_points(root: str) -> list[Pair]:
    def rows(name):
        with open(os.path.join(root, f"{name}_train.csv"), encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    arguments = {r["arg_id"]: r["argument"] for r in rows("arguments")}
    points = {r["key_point_id"]: r["key_point"] for r in rows("key_points")}
    return [(points[r["key_point_id"]], arguments[r["arg_id"]], data.COMMIT if r["label"] == "1" else data.NONE)
            for r in rows("labels")]


def negations(root: str) -> list[Pair]:
    out = []
    for path in published(root, "*.csv"):
        for row in csv.DictReader(open(path, encoding="utf-8", newline="")):
            premise, hypothesis = (row.get(f"{n}_edited") or row[n] for n in ("sentence1", "sentence2"))
            label = row.get("gold_label_edited") or row["gold_label"]
            out.append((hypothesis, premise, data.COMMIT if label == "entailment" else data.NONE))
    return out


def contracts(root: str, rng: random.Random) -> list[Pair]:
    """Each span that proves or contradicts a hypothesis, alone and with what stands around it; and other places of the
    contract, which say nothing of it."""
    out = []
    for path in published(root, "train*.json"):
        content = json.load(open(path, encoding="utf-8"))
        for document in content["documents"]:
            spans = [document["text"][a:b] for a, b in document["spans"]]
            for name, annotation in document["annotation_sets"][0]["annotations"].items():
                if name in UNSEEN_HYPOTHESES:
                    continue
                hypothesis, proof = content["labels"][name]["hypothesis"], set(annotation["spans"])
                if annotation["choice"] in CONTRACT:
                    stance = CONTRACT[annotation["choice"]]
                    for place in rng.sample(sorted(proof), min(2, len(proof))):
                        out.append((hypothesis, spans[place], stance))
                        out.append((hypothesis, around(spans, place, rng), stance))
                for place in rng.sample(range(len(spans)), min(4, len(spans))):
                    text = around(spans, place, rng)
                    if not any(spans[p] in text for p in proof) and len(text.split()) > 4:
                        out.append((hypothesis, text, data.NONE))
    return out


def published(root: str, names: str) -> list[str]:
    found = sorted(glob.glob(os.path.join(root, names)))
    if not found:
        raise SystemExit(f"{root} has no {names}: put the published files there, or leave the folder out")
    return found


def around(spans: list[str], place: int, rng: random.Random) -> str:
    """The span at `place` with spans before and after it, about WINDOW words."""
    first = last = place
    while len(" ".join(spans[first:last + 1]).split()) < WINDOW and (first > 0 or last + 1 < len(spans)):
        if last + 1 == len(spans) or (first > 0 and rng.random() < 0.5):
            first -= 1
        else:
            last += 1
    return " ".join(spans[first:last + 1])


def read(folder: str, rng: random.Random) -> dict[str, list[Pair]]:
    """The pairs of every set that FOLDER holds."""
    readers = {"semeval2013_3way": graded_answers, "saf_english": graded_answers, "argkp": key_points, "scone": negations,
               "contractnli": lambda root: contracts(root, rng)}
    return {name: reader(os.path.join(folder, name)) for name, reader in readers.items()
            if os.path.exists(os.path.join(folder, name))}


def drawn(name: str, pairs: list[Pair], share: float, rng: random.Random) -> list[Pair]:
    """What an epoch reads of a set: `share` of the graded answers; of ArgKP all matches and three others for every two."""
    if name in ("semeval2013_3way", "saf_english"):
        return rng.sample(pairs, round(share * len(pairs)))
    if name == "argkp":
        matches = [p for p in pairs if p[2] == data.COMMIT]
        others = [p for p in pairs if p[2] == data.NONE]
        return matches + rng.sample(others, min(len(others), 3 * len(matches) // 2))
    return pairs
