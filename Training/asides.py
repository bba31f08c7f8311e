"""Which passages of an answer are talk beside the point, the same way the product finds them
(Sources/Assessment/AsideFinder.swift)."""
from __future__ import annotations

CHANGE = 2.0  # what a change between the point and something else costs, in logits
SHORTEST_RUN = 20  # words a run has at least to be left out


def asides(logits: list[float], words: list[int]) -> set[int]:
    """Places of the passages, by Viterbi's algorithm over two states."""
    on, off, steps = 0.0, 0.0, []
    for logit in logits:
        steps.append((on >= off - CHANGE, off >= on - CHANGE))
        on, off = max(on, off - CHANGE), max(off, on - CHANGE) + logit
    state, path = off > on, []
    for stays, goes_on in reversed(steps):
        path.append(state)
        state = goes_on if state else not stays
    out, run = set(), []
    for i, is_aside in enumerate([*reversed(path), False]):
        if is_aside:
            run.append(i)
            continue
        if sum(words[j] for j in run) >= SHORTEST_RUN:
            out.update(run)
        run = []
    return out
