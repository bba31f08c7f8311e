"""Inputs that both stages share."""
from __future__ import annotations

import torch

import augment

QUESTION_WORDS = 40
STRETCH = 150  # words an input holds besides the question


def build_input(tokenizer, question: str, units: list[str]):
    """Token ids, types and the token span of each unit: [CLS] question [SEP] answer [SEP]."""
    q = tokenizer.encode(" ".join(question.split()[-QUESTION_WORDS:]), add_special_tokens=False).ids
    ids = [101] + q + [102]
    types = [0] * len(ids)
    spans = []
    for text in units:
        u = tokenizer.encode(text, add_special_tokens=False).ids or [100]
        spans.append((len(ids), len(ids) + len(u)))
        ids += u
        types += [1] * len(u)
    ids.append(102)
    types.append(1)
    return ids[:512], types[:512], [(min(a, 510), min(b, 511)) for a, b in spans]


def collate(inputs):
    width = max(len(x[0]) for x in inputs)
    ids = torch.zeros(len(inputs), width, dtype=torch.long)
    types = torch.zeros(len(inputs), width, dtype=torch.long)
    mask = torch.zeros(len(inputs), width)
    for i, (x, t, _) in enumerate(inputs):
        ids[i, : len(x)] = torch.tensor(x)
        types[i, : len(t)] = torch.tensor(t)
        mask[i, : len(x)] = 1
    return ids, types, mask


def stretches(units, words):
    """Runs of units of at most STRETCH words, each but the first beginning with the last unit of the one before."""
    out, run, size = [], [], 0
    for unit in units:
        n = words(unit)
        if run and size + n > STRETCH:
            out.append(run)
            run = run[-1:]
            size = words(run[0])
        run.append(unit)
        size += n
    if run:
        out.append(run)
    return out


def turn_examples(interviews, rng, augmented: bool):
    """One example a stretch of a turn: (question, texts, labels, hard)."""
    out = []
    for interview in interviews:
        mode = rng.random() if augmented else 1.0
        for turn in interview.turns:
            for units in stretches(turn.units, lambda u: len(u.text.split())):
                texts = [u.text for u in units]
                labels = [dict(u.labels) for u in units]
                hard = [set(u.hard) for u in units]
                if augmented:
                    if mode < 0.3:
                        texts = [augment.spoken(t) or t for t in texts]
                    if mode < 0.15 or 0.3 <= mode < 0.4:
                        texts = [augment.filled(t, rng) for t in texts]
                    if mode < 0.08 or 0.4 <= mode < 0.48:
                        texts = [augment.slipped(t, rng) or t for t in texts]
                    # Borders are not given at run time: join neighbours at times, so that they don't matter.
                    i = 0
                    while i + 1 < len(texts):
                        if rng.random() < (0.25 if mode < 0.3 else 0.08):
                            texts[i] += " " + texts.pop(i + 1)
                            for f, s in labels.pop(i + 1).items():
                                if labels[i].get(f, s) == s:
                                    labels[i][f] = s
                            hard[i] |= hard.pop(i + 1)
                        i += 1
                question = turn.question if not augmented or rng.random() > 0.08 else ""
                out.append((question, texts, labels, hard))
    return out
