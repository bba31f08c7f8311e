"""Criterion descriptors: the frozen base encoder's view of a criterion and its exemplars."""
from __future__ import annotations

import torch
import torch.nn.functional as F

from data import Facet
from model import DIM, SLOTS


@torch.no_grad()
def embed(encoder, tokenizer, texts: list[str]) -> torch.Tensor:
    """Unit sentence vectors of the base encoder, as sentence-transformers computes them."""
    out = []
    for i in range(0, len(texts), 64):
        ids = [tokenizer.encode(t).ids[:256] for t in texts[i:i + 64]]
        width = max(map(len, ids))
        batch = torch.zeros(len(ids), width, dtype=torch.long)
        mask = torch.zeros(len(ids), width)
        for j, x in enumerate(ids):
            batch[j, : len(x)] = torch.tensor(x)
            mask[j, : len(x)] = 1
        h = encoder(input_ids=batch, attention_mask=mask).last_hidden_state
        out.append(F.normalize((h * mask[..., None]).sum(1) / mask.sum(1, keepdim=True), dim=-1))
    return torch.cat(out) if out else torch.zeros(0, DIM)


def descriptor(encoder, tokenizer, facet: Facet) -> torch.Tensor:
    """[SLOTS*DIM + SLOTS]: criterion, then the mean of met, vague, near, opposite exemplars, then which are there."""
    parts, present = [], []
    for texts in ([facet.criterion], facet.met, facet.vague, facet.near, facet.opposite):
        present.append(1.0 if texts else 0.0)
        parts.append(embed(encoder, tokenizer, texts).mean(0) if texts else torch.zeros(DIM))
    return torch.cat(parts + [torch.tensor(present)])


def drop_slots(descriptors: torch.Tensor, probability: float, generator: torch.Generator) -> torch.Tensor:
    """Hides exemplar slots at random, so that the model learns to work from the criterion alone too."""
    d = descriptors.clone()
    keep = (torch.rand(d.shape[0], SLOTS, generator=generator) > probability).float()
    keep[:, 0] = 1
    keep *= d[:, SLOTS * DIM:]
    d[:, : SLOTS * DIM] *= keep.repeat_interleave(DIM, dim=1)
    d[:, SLOTS * DIM:] = keep
    return d
