"""Variants of what was said that must not change what it means: speech-recognition form, fillers, slips."""
from __future__ import annotations

import random
import re

FILLERS = ["um", "uh", "you know", "I mean", "like", "sort of", "so", "well", "right", "er", "okay so"]


def spoken(text: str) -> str:
    """No case, no punctuation, as speech recognition writes."""
    text = re.sub(r"[^\w\s'’]", " ", text.lower())
    return re.sub(r"\s+", " ", text).strip()


def filled(text: str, rng: random.Random, rate: float = 0.08) -> str:
    out = []
    for word in text.split():
        if rng.random() < rate:
            out.append(rng.choice(FILLERS))
        out.append(word)
        if rng.random() < rate / 3 and len(word) > 1:
            out.append(word)
    return " ".join(out)


def slipped(text: str, rng: random.Random, rate: float = 0.05) -> str:
    """Misrecognised words: letters swapped or dropped, a short word lost."""
    out = []
    for word in text.split():
        if rng.random() < rate:
            if len(word) > 3:
                i = rng.randrange(1, len(word) - 1)
                word = word[:i] + word[i + 1:] if rng.random() < 0.5 else word[:i - 1] + word[i] + word[i - 1] + word[i + 1:]
            elif rng.random() < 0.5 and word.lower() not in {"not", "no", "don't", "never", "n't"}:
                continue
        out.append(word)
    return " ".join(out)
