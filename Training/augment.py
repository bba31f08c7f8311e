"""Variants of what was said that must not change what it means: speech-recognition form, fillers and repairs, slips."""
from __future__ import annotations

import random
import re

FILLERS = ["um", "uh", "you know", "I mean", "like", "sort of", "kind of", "so", "well", "right", "er", "okay so", "basically"]
NEGATIONS = {"not", "no", "never", "none", "nobody", "nothing", "without", "don't", "won't", "wouldn't", "can't", "didn't",
             "isn't", "wasn't", "doesn't", "shouldn't", "couldn't", "haven't", "n't", "nor", "neither"}


def spoken(text: str) -> str:
    """No case, no punctuation, as speech recognition writes."""
    text = re.sub(r"[^\w\s'’]", " ", text.lower())
    return re.sub(r"\s+", " ", text).strip()


def filled(text: str, rng: random.Random, rate: float = 0.1) -> str:
    """Fillers, words begun and begun again, a few words said twice."""
    words, out = text.split(), []
    for i, word in enumerate(words):
        chance = rng.random()
        if chance < rate:
            out.append(rng.choice(FILLERS))
        elif chance < rate * 1.2 and len(word) > 2:
            out.append(word[: max(1, len(word) // 2)] + rng.choice(["-", ""]))
        elif chance < rate * 1.4:
            out.append(word)
        elif chance < rate * 1.5 and i > 1:
            out += words[i - 2:i] if rng.random() < 0.6 else ["sorry"]
        out.append(word)
    return " ".join(out)


def slipped(text: str, rng: random.Random, rate: float = 0.06) -> str:
    """Misrecognised words: letters changed, swapped or dropped, a short word lost, a word heard for another."""
    words, out = text.split(), []
    for word in words:
        if word.lower().strip(".,;:!?") in NEGATIONS or rng.random() >= rate:
            out.append(word)
            continue
        kind = rng.random()
        if kind < 0.3:
            out.append(rng.choice(words))
        elif len(word) > 3:
            i = rng.randrange(1, len(word) - 1)
            if kind < 0.5:
                word = word[:i] + word[i + 1:]
            elif kind < 0.7:
                word = word[:i - 1] + word[i] + word[i - 1] + word[i + 1:]
            else:
                word = word[:i] + rng.choice("aeioubdlmnrst") + word[i + 1:]
            out.append(word)
        elif kind < 0.65:
            out.append(word)
    return " ".join(out)
