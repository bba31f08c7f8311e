"""Inputs that both stages share."""
from __future__ import annotations

import torch

from disfluency import heard, kept
from segment import window_spans

QUESTION_WORDS = 40
STRETCH = 150  # words an input holds besides the question


def build_input(tokenizer, question: str, units: list[str]):
    """Token ids, types and the token span of each unit: [CLS] question [SEP] answer [SEP]."""
    q = tokenizer.encode(" ".join(question.split()[-QUESTION_WORDS:]), add_special_tokens=False).ids
    ids = [101] + q + [102]
    types = [0] * len(ids)
    spans = []
    for text in units:
        u = tokenizer.encode(heard(text), add_special_tokens=False).ids or [100]
        spans.append((len(ids), len(ids) + len(u)))
        ids += u
        types += [1] * len(u)
    ids.append(102)
    types.append(1)
    return ids[:512], types[:512], [(min(a, 510), min(b, 511)) for a, b in spans]


def window_tokens(tokenizer, units: list[str], first: int) -> list[tuple[int, int]]:
    """Token spans of the windows over units whose tokens begin at `first`."""
    place, words = first, []
    for word in (w for text in units for w in (heard(text) or "[UNK]").split()):
        size = max(1, len(tokenizer.encode(word, add_special_tokens=False).ids))
        words.append((place, place + size))
        place += size
    return [(words[a][0], words[b - 1][1]) for a, b in window_spans(len(words))]


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


def spoken_words(text: str) -> int:
    """Words of a text that are more than disfluencies."""
    return sum(kept(text.split()))


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
