"""Runs a trained model over transcripts and keeps the probability of each stance for each passage and facet."""
from __future__ import annotations

import os

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file

import data
from asides import asides
from features import descriptor
from model import StanceHead, add_adapters, load_encoder, load_tokenizer
from segment import passages
from train_common import build_input, spoken_words, stretches
from tune_encoder import features


class Reader:
    """One adapter and the head of the scenario's own criteria that was trained with it."""

    def __init__(self, directory: str, facets):
        tensors = load_file(os.path.join(directory, "adapter.safetensors"))
        rank = next(v.shape[0] for k, v in tensors.items() if k.endswith(".A"))
        first = min(int(k.split(".")[1]) for k in tensors)
        self.encoder = load_encoder()
        for name, lora in add_adapters(self.encoder, rank=rank, alpha=rank, first=first).items():
            lora.a.data = tensors[f"{name}.A"].float()
            lora.b.data = tensors[f"{name}.B"].float()
        self.encoder.eval()
        path = os.path.join(directory, "scenario-head.safetensors")
        own = {k: v.float() for k, v in load_file(path).items()} if os.path.exists(path) else {}
        self.known = bool(own) and all(f"out.{f.id}.weight" in own for f in facets)
        if self.known:
            self.hidden = own["hidden.weight"], own["hidden.bias"]
            self.weight = torch.stack([own[f"out.{f.id}.weight"] for f in facets])
            self.bias = torch.stack([own[f"out.{f.id}.bias"] for f in facets])

        self.aside = (own["aside.weight"], own["aside.bias"]) if "aside.weight" in own else None

    def hidden_states(self, v):
        return F.gelu(v @ self.hidden[0].T + self.hidden[1])

    def aside_logits(self, v) -> list[float]:
        """Of each passage being beside the point; very low where that was not learned."""
        if self.aside is None:
            return [-9.0] * len(v)
        return (self.hidden_states(v) @ self.aside[0].T + self.aside[1])[:, 0].tolist()

    def probabilities(self, v):
        inner = self.hidden_states(v)
        return (torch.einsum("nh,fkh->nfk", inner, self.weight) + self.bias).softmax(-1)


def passage_vectors(reader: Reader, tokenizer, question: str, texts: list[str]) -> torch.Tensor:
    """Features of the passages of one answer, read in stretches."""
    out = []
    for i, chunk in enumerate(stretches(texts, spoken_words)):
        v = features(reader.encoder, tokenizer, [(question, chunk)])
        out.append(v if i == 0 else v[1:])
    return torch.cat(out)


class Runner:
    """RUN, and RUN/companion where there is one, as Sources/Assessment/PassageScorer.swift mixes them: the mean of the
    scenario's own heads, or the two-tower head when there are none."""

    def __init__(self, directory: str, facets=None):
        self.tokenizer = load_tokenizer()
        self.facets = facets or data.facets()
        companion = os.path.join(directory, "companion")
        self.readers = [Reader(d, self.facets) for d in (directory, companion) if os.path.exists(d)]
        if not all(r.known for r in self.readers):
            frozen = load_encoder().eval()
            self.descriptors = torch.stack([descriptor(frozen, self.tokenizer, f) for f in self.facets])
            self.head = StanceHead()
            self.head.load_state_dict(load_file(os.path.join(directory, "head.safetensors")))
            self.head.eval()

    @torch.no_grad()
    def turn(self, question: str, text: str):
        """Passages (start, end) of the answer and their probabilities [passages, facets, 4]."""
        spans = passages(text)
        if not spans:
            return [], torch.zeros(0, len(self.facets), 4)
        texts = [text[a:b] for a, b in spans]
        vectors = passage_vectors(self.readers[0], self.tokenizer, question, texts)
        left_out = asides(self.readers[0].aside_logits(vectors), [spoken_words(t) for t in texts])
        kept = [i for i in range(len(texts)) if i not in left_out]
        out = torch.zeros(len(texts), len(self.facets), 4)
        out[:, :, 0] = 1
        if kept:
            said = [texts[i] for i in kept]
            every = [passage_vectors(self.readers[0], self.tokenizer, question, said) if left_out else vectors]
            every += [passage_vectors(r, self.tokenizer, question, said) for r in self.readers[1:]]
            if all(r.known for r in self.readers):
                out[kept] = torch.stack([r.probabilities(v) for r, v in zip(self.readers, every)]).mean(0)
            else:
                out[kept] = self.head(every[0], self.descriptors).softmax(-1)
        return spans, out


def gold_turns(transcript: dict):
    """(turn index, question, text) of each candidate turn."""
    question = ""
    for n, turn in enumerate(transcript["turns"]):
        if turn["speaker"] == "interviewer":
            question = turn["text"]
        else:
            yield n, question, turn["text"]


def corpus_transcript(interview: data.Interview) -> dict:
    turns = []
    for t in interview.turns:
        turns.append({"phase": t.phase, "minute": t.minute, "speaker": "interviewer", "text": t.question})
        turns.append({"phase": t.phase, "minute": t.minute, "speaker": "candidate", "text": " ".join(u.text for u in t.units)})
    return {"id": interview.id, "scenario": "performance-management", "turns": turns}


def probabilities(runner: Runner, transcript: dict):
    """[passages, criteria, 4] over all answers, and (turn, words) of each passage."""
    rows, texts = [], []
    for n, question, text in gold_turns(transcript):
        spans, p = runner.turn(question, text)
        for (a, b), row in zip(spans, p.numpy()):
            rows.append(row)
            texts.append((n, text[a:b]))
    return np.array(rows), texts
