"""Scores passages against criteria by their exemplars alone, as Sources/Assessment/ExemplarHead.swift does."""
from __future__ import annotations

import numpy as np
import torch

from infer import passage_vectors
from model import DIM

# Rows none, commit, vague, deny; columns met, vague, opposite, met against near. Fitted by `unseen.py RUN ITEMS --fit`.
WEIGHTS = np.array([[0, 0, 0, 0], [1.446, 0.282, 0.43, 0.115], [0.645, 0.945, 0.345, -0.321], [0.615, 0.202, 1.352, 0.065]])
LIFT = 1.0
OFFSETS = np.array([0, -7.012 + LIFT, -7.159 + LIFT, -8.487 + LIFT])
SHRINKAGE = 3.0
FEWEST_OTHERS = 10


def own_part(features):
    """Of passage features [n, 2 * DIM] the part that is the passage's own, without the whole input's."""
    return features[:, :DIM].numpy().astype(np.float64)


class ExemplarHead:
    def __init__(self, groups):
        """groups: for each facet the vectors [n, dimension] of its exemplars: met, vague, opposite, near."""
        rows = np.concatenate([g for own in groups for g in own if len(g)])
        centres = [[g.mean(0) if len(g) else None for g in own] for own in groups]
        off = np.concatenate([g - c for own, cs in zip(groups, centres) for g, c in zip(own, cs) if len(g)])
        spread = off.T @ off / len(rows)
        size = len(spread)
        spread += max(1e-3, SHRINKAGE * np.trace(spread) / size) * np.eye(size)
        inverse = np.linalg.inv(spread)
        self.directions = []
        first = 0
        for own, (met, vague, opposite, near) in zip(groups, centres):
            last = first + sum(map(len, own))
            others = np.concatenate([rows[:first], rows[last:]])
            if len(others) < FEWEST_OTHERS:
                others = rows
            first = last
            rest, found = others.mean(0), []
            for one, other in ((met, rest), (vague, rest), (opposite, rest), (met, near)):
                if one is None or other is None:
                    found.append((np.zeros(size), 0.0))
                    continue
                direction = inverse @ (one - other)
                places = others @ direction
                found.append((direction / places.std(), places.mean() / places.std()))
            self.directions.append(found)

    @classmethod
    def of(cls, reader, tokenizer, facets):
        """Of a scenario's facets, as an adapter reads their exemplars."""
        def vector(text):
            return own_part(passage_vectors(reader, tokenizer, "", [text]))[0]

        kinds = [[f.met or [f.criterion], f.vague, f.opposite, f.near] for f in facets]
        with torch.no_grad():
            return cls([[np.array([vector(t) for t in texts]) for texts in own] for own in kinds])

    def places(self, v, k):
        """Where passages v [n, dimension] lie on the four directions of facet k: [n, 4]."""
        return np.stack([v @ direction - offset for direction, offset in self.directions[k]], 1)

    def probabilities(self, v):
        """[n, facets, 4] of passages v [n, dimension]."""
        logits = np.stack([self.places(v, k) @ WEIGHTS.T + OFFSETS for k in range(len(self.directions))], 1)
        powers = np.exp(logits - logits.max(-1, keepdims=True))
        return powers / powers.sum(-1, keepdims=True)
