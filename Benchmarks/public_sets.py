"""Measures `rehearse match` on public sets that were made for other purposes.

usage: public_sets.py FOLDER [--program PATH]

FOLDER holds any of semeval2013_3way, saf_english and stress_negation_scone, each as JSON lines (questions.jsonl with
question_id and references, answers.jsonl with split, question_id, answer and label; test.jsonl with premise, hypothesis,
label_orig and category). A question's references are the criterion and its exemplars, as an author of a new scenario
would give them. The shipped matcher was trained on the train splits of semeval2013_3way and saf_english: their unseen
questions and domains (test_uq, test_ud) and the negation set are what it never saw; unseen answers (test_ua) are answers to
questions it knows.
"""
from __future__ import annotations

import argparse
import collections
import json
import os
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)


def lines(path: str) -> list[dict]:
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def match(program: str, criteria: list[dict], texts: list[dict]) -> dict[str, dict]:
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("criteria.jsonl", "texts.jsonl")]
        for path, rows in zip(paths, (criteria, texts)):
            with open(path, "w", encoding="utf-8") as file:
                file.writelines(json.dumps(row) + "\n" for row in rows)
        environment = {**os.environ, "REHEARSE_LIBRARY": os.path.join(ROOT, "Library")}
        printed = subprocess.run([program, "match", "--criteria", paths[0], "--texts", paths[1]], check=True, env=environment,
                                 stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    return {row["text"]: row for row in map(json.loads, printed.splitlines())}


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
        found = match(program, criteria,
                      [{"id": a["id"], "text": a["answer"], "criteria": [a["question_id"]]} for a in answers])
        gold = [a["label"] for a in answers]
        said = [merge.get(found[a["id"]]["verdict"], found[a["id"]]["verdict"]) for a in answers]
        parts = {label: f1(gold, said, label) for label in labels}
        print(f"{name:24} {len(answers):5} macro-F1 {sum(parts.values()) / len(parts):.3f}  "
              + "  ".join(f"{k} {v:.3f}" for k, v in parts.items()), flush=True)


def scone(program: str, path: str) -> None:
    rows = lines(path)
    criteria = [{"id": str(n), "text": r["hypothesis"], "exemplars": [], "opposites": []} for n, r in enumerate(rows)]
    found = match(program, criteria, [{"id": r["id"], "text": r["premise"], "criteria": [str(n)]} for n, r in enumerate(rows)])
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


if __name__ == "__main__":
    main()
