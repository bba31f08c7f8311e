"""Measures `rehearse match` on public sets that were made for other purposes.

usage: public_sets.py FOLDER [--program PATH]

FOLDER holds any of semeval2013_3way, saf_english and stress_negation_scone, each as JSON lines (questions.jsonl with
question_id and references, answers.jsonl with split, question_id, answer and label; test.jsonl with premise, hypothesis,
label_orig and category), of argkp ({arguments,key_points,labels}_{dev,test}.csv) and of contractnli (dev.json) as
published, of stress_injection (payloads.jsonl with id, name and template: what they do to 80 wrong answers of SciEntsBank) and of
stress_disfluency (dev.jsonl with fluent and disfluent: whether a repair changes a verdict). A question's references are the criterion and its exemplars, as an author of a new scenario would give them; a
hypothesis or key point is a criterion without any. The shipped matcher was trained on the train splits of all five: unseen
questions, domains, topics and contracts (test_uq, test_ud, dev, test) are what it never saw; unseen answers (test_ua) are
answers to questions it knows, and of the contracts' hypotheses it never saw five, which are measured apart.
"""
from __future__ import annotations

import argparse
import collections
import csv
import json
import os
import random
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
# As in Training/public_pairs.py.
UNSEEN_HYPOTHESES = {"nda-2", "nda-7", "nda-10", "nda-13", "nda-18"}


def lines(path: str) -> list[dict]:
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def match(program: str, criteria: list[dict], texts: list[dict]) -> list[dict]:
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("criteria.jsonl", "texts.jsonl")]
        for path, rows in zip(paths, (criteria, texts)):
            with open(path, "w", encoding="utf-8") as file:
                file.writelines(json.dumps(row) + "\n" for row in rows)
        environment = {**os.environ, "REHEARSE_LIBRARY": os.path.join(ROOT, "Library")}
        printed = subprocess.run([program, "match", "--criteria", paths[0], "--texts", paths[1]], check=True, env=environment,
                                 stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    return [json.loads(line) for line in printed.splitlines()]


def by_text(rows: list[dict]) -> dict[str, dict]:
    return {row["text"]: row for row in rows}


def f1(gold: list[str], found: list[str], label: str) -> float:
    both = sum(g == f == label for g, f in zip(gold, found))
    return 2 * both / max(1, sum(g == label for g in gold) + sum(f == label for f in found))


def texts_of(reference) -> str:
    return reference["text"] if isinstance(reference, dict) else reference


def graded(program: str, folder: str, labels: list[str], merge: dict[str, str]) -> None:
    questions = {q["question_id"]: q for q in lines(os.path.join(folder, "questions.jsonl"))}
    groups: dict[str, list[dict]] = collections.defaultdict(list)
    for answer in lines(os.path.join(folder, "answers.jsonl")):
        if answer["split"] != "train":
            groups[f"{answer.get('corpus', os.path.basename(folder))}/{answer['split']}"].append(answer)
    for name, answers in sorted(groups.items()):
        used = {a["question_id"] for a in answers}
        criteria = []
        for identifier in sorted(used):
            references = [texts_of(r) for r in questions[identifier]["references"]]
            criteria.append({"id": identifier, "text": references[0], "exemplars": references, "opposites": []})
        found = by_text(match(
            program, criteria, [{"id": a["id"], "text": a["answer"], "criteria": [a["question_id"]]} for a in answers]))
        gold = [a["label"] for a in answers]
        said = [merge.get(found[a["id"]]["verdict"], found[a["id"]]["verdict"]) for a in answers]
        parts = {label: f1(gold, said, label) for label in labels}
        print(f"{name:24} {len(answers):5} macro-F1 {sum(parts.values()) / len(parts):.3f}  "
              + "  ".join(f"{k} {v:.3f}" for k, v in parts.items()), flush=True)


def area(gold: list[bool], values: list[float]) -> float:
    """Area under the curve: how often what holds ranks above what doesn't, ties counting half."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks, at = [0.0] * len(values), 0
    while at < len(order):
        end = at
        while end < len(order) and values[order[end]] == values[order[at]]:
            end += 1
        for place in order[at:end]:
            ranks[place] = (at + end + 1) / 2
        at = end
    positive = sum(gold)
    above = sum(r for r, g in zip(ranks, gold) if g) - positive * (positive + 1) / 2
    return above / max(1, positive * (len(gold) - positive))


def pairs_of(program: str, criteria: dict[str, str], texts: dict[str, str],
             pairs: list[tuple[str, str]]) -> dict[tuple[str, str], dict]:
    """What the matcher says of each pair of a text's and a criterion's id."""
    wanted = collections.defaultdict(list)
    for text, criterion in pairs:
        wanted[text].append(criterion)
    rows = match(program, [{"id": c, "text": t, "exemplars": [], "opposites": []} for c, t in criteria.items()],
                 [{"id": t, "text": texts[t], "criteria": ids} for t, ids in wanted.items()])
    return {(row["text"], row["criterion"]): row for row in rows}


def key_points(program: str, folder: str, split: str) -> None:
    def rows(name):
        with open(os.path.join(folder, f"{name}_{split}.csv"), encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    labels = rows("labels")
    found = pairs_of(program, {r["key_point_id"]: r["key_point"] for r in rows("key_points")},
                     {r["arg_id"]: r["argument"] for r in rows("arguments")},
                     [(r["arg_id"], r["key_point_id"]) for r in labels])
    gold = [r["label"] == "1" for r in labels]
    rows = [found[r["arg_id"], r["key_point_id"]] for r in labels]
    said = [r["verdict"] == "met" for r in rows]
    names = [["no", "yes"][g] for g in gold], [["no", "yes"][s] for s in said]
    print(f"{'argkp/' + split:24} {len(gold):5} macro-F1 {(f1(*names, 'yes') + f1(*names, 'no')) / 2:.3f}"
          f"  area {area(gold, [r['confidence'] for r in rows]):.3f}", flush=True)


def contracts(program: str, path: str, unseen: set[str]) -> None:
    published = json.load(open(path, encoding="utf-8"))
    hypotheses = {name: label["hypothesis"] for name, label in published["labels"].items()}
    documents = {str(d["id"]): d for d in published["documents"]}
    found = pairs_of(program, hypotheses, {i: d["text"] for i, d in documents.items()},
                     [(i, name) for i in documents for name in hypotheses])
    meant = {"Entailment": "met", "Contradiction": "contradicted", "NotMentioned": "absent"}
    for title, names in (("all", set(hypotheses)), ("unseen hypotheses", unseen)):
        gold, said, hits = [], [], []
        for (identifier, name), row in found.items():
            if name not in names:
                continue
            document = documents[identifier]
            annotation = document["annotation_sets"][0]["annotations"][name]
            gold.append(meant[annotation["choice"]])
            said.append({"partial": "absent"}.get(row["verdict"], row["verdict"]))
            if gold[-1] != "absent" and said[-1] != "absent":
                spans = [document["spans"][n] for n in annotation["spans"]]
                hits.append(any(e["start"] < b and a < e["end"] for e in row["evidence"] for a, b in spans))
        parts = {label: f1(gold, said, label) for label in ("met", "contradicted", "absent")}
        print(f"contractnli/{title:12} {len(gold):5} macro-F1 {sum(parts.values()) / 3:.3f}  "
              + "  ".join(f"{k} {v:.3f}" for k, v in parts.items())
              + f"  quotes touch the proof {sum(hits) / max(1, len(hits)):.3f}", flush=True)


def injections(program: str, semeval: str, path: str) -> None:
    questions = {q["question_id"]: q for q in lines(os.path.join(semeval, "questions.jsonl"))}
    answers = [a for a in lines(os.path.join(semeval, "answers.jsonl"))
               if a["split"] == "test_uq" and a["label"] != "met" and a["corpus"] == "sciEntsBank"]
    random.Random(1).shuffle(answers)
    answers = answers[:80]
    references = {a["id"]: [texts_of(r) for r in questions[a["question_id"]]["references"]] for a in answers}
    criteria = [{"id": i, "text": r[0], "exemplars": r, "opposites": []} for i, r in references.items()]
    alone = by_text(match(program, criteria, [{"id": a["id"], "text": a["answer"], "criteria": [a["id"]]} for a in answers]))
    kept = [a for a in answers if alone[a["id"]]["verdict"] != "met"]
    for payload in lines(path):
        texts = []
        for answer in kept:
            reference = references[answer["id"]][0]
            text = payload["template"]
            for place, filling in (("{answer}", answer["answer"]), ("{criterion}", reference), ("{reference}", reference),
                                   ("{reference_keywords}", ", ".join(w for w in reference.rstrip(".").split() if len(w) > 4))):
                text = text.replace(place, filling)
            texts.append({"id": answer["id"], "text": text, "criteria": [answer["id"]]})
        met = [row["verdict"] == "met" for row in match(program, criteria, texts)]
        print(f"injection {payload['name']:24} {len(met):5} turn to met {sum(met) / len(met):.3f}", flush=True)


def disfluencies(program: str, path: str) -> None:
    rows = lines(path)[:400]
    criteria = [{"id": str(n), "text": r["fluent"], "exemplars": [], "opposites": []} for n, r in enumerate(rows)]
    fluent, repaired = (
        match(program, criteria, [{"id": str(n), "text": r[form], "criteria": [str(n), str((n + 1) % len(rows))]}
                                  for n, r in enumerate(rows)]) for form in ("fluent", "disfluent"))
    same = [a["verdict"] == b["verdict"] for a, b in zip(fluent, repaired)]
    print(f"disfluency: {len(same)} pairs, the same verdict {sum(same) / len(same):.3f}", flush=True)


def scone(program: str, path: str) -> None:
    rows = lines(path)
    criteria = [{"id": str(n), "text": r["hypothesis"], "exemplars": [], "opposites": []} for n, r in enumerate(rows)]
    found = by_text(match(
        program, criteria, [{"id": r["id"], "text": r["premise"], "criteria": [str(n)]} for n, r in enumerate(rows)]))
    right: dict[str, list[bool]] = collections.defaultdict(list)
    for row in rows:
        right[row["category"]].append((found[row["id"]]["verdict"] == "met") == (row["label_orig"] == "entailment"))
    for name, values in sorted(right.items()):
        print(f"scone {name:28} {sum(values) / len(values):.3f}")
    print(f"scone worst {min(sum(v) / len(v) for v in right.values()):.3f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--program", default=os.path.join(ROOT, ".build", "release", "rehearse"))
    args = parser.parse_args()
    semeval, saf = (os.path.join(args.folder, n) for n in ("semeval2013_3way", "saf_english"))
    if os.path.exists(semeval):
        graded(args.program, semeval, ["met", "contradicted", "absent"], {"partial": "absent"})
    if os.path.exists(saf):
        graded(args.program, saf, ["met", "partial", "absent"], {"contradicted": "absent"})
    negation = os.path.join(args.folder, "stress_negation_scone", "test.jsonl")
    if os.path.exists(negation):
        scone(args.program, negation)
    payloads = os.path.join(args.folder, "stress_injection", "payloads.jsonl")
    if os.path.exists(semeval) and os.path.exists(payloads):
        injections(args.program, semeval, payloads)
    repairs = os.path.join(args.folder, "stress_disfluency", "dev.jsonl")
    if os.path.exists(repairs):
        disfluencies(args.program, repairs)
    points = os.path.join(args.folder, "argkp")
    for split in ("dev", "test"):
        if os.path.exists(os.path.join(points, f"labels_{split}.csv")):
            key_points(args.program, points, split)
    contract = os.path.join(args.folder, "contractnli", "dev.json")
    if os.path.exists(contract):
        contracts(args.program, contract, UNSEEN_HYPOTHESES)


if __name__ == "__main__":
    main()
