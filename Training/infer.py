"""Runs a trained model over transcripts and keeps the probability of each stance for each passage and facet."""
from __future__ import annotations

import os

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file

import data
from asides import asides
from model import add_adapters, load_encoder, load_tokenizer, passage_features
from segment import passages
from train_common import build_input, spoken_words, stretches, window_tokens


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


def answer_vectors(reader: Reader, tokenizer, question: str, texts: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
    """Features of the passages of one answer, and of windows of its words, read in stretches."""
    passages, windows = [], []
    for i, chunk in enumerate(stretches(texts, spoken_words)):
        x, types, spans = build_input(tokenizer, question, chunk)
        states = reader.encoder(input_ids=torch.tensor([x]), token_type_ids=torch.tensor([types])).last_hidden_state[0]
        runs = window_tokens(tokenizer, chunk, spans[0][0])
        last = len(x) - 1
        own = [(min(a, last), max(min(a, last) + 1, min(b, last + 1))) for a, b in spans + runs]
        v = passage_features(states.float(), own)
        passages.append(v[:len(spans)] if i == 0 else v[1:len(spans)])
        windows.append(v[len(spans):])
    return torch.cat(passages), torch.cat(windows)


def passage_vectors(reader: Reader, tokenizer, question: str, texts: list[str]) -> torch.Tensor:
    """Features of the passages alone."""
    return answer_vectors(reader, tokenizer, question, texts)[0]


class Runner:
    """RUN, and RUN/companion where there is one, as Sources/Assessment/PassageScorer.swift mixes them: the mean of the
    scenario's own heads."""

    def __init__(self, directory: str, facets=None):
        self.tokenizer = load_tokenizer()
        self.facets = facets or data.facets()
        companion = os.path.join(directory, "companion")
        self.readers = [Reader(d, self.facets) for d in (directory, companion) if os.path.exists(d)]

    @torch.no_grad()
    def turn(self, question: str, text: str):
        """Passages (start, end) of the answer, their probabilities [passages, facets, 4], and those of its windows."""
        spans = passages(text)
        if not spans:
            return [], torch.zeros(0, len(self.facets), 4), torch.zeros(0, len(self.facets), 4)
        texts = [text[a:b] for a, b in spans]
        vectors = answer_vectors(self.readers[0], self.tokenizer, question, texts)
        left_out = asides(self.readers[0].aside_logits(vectors[0]), [spoken_words(t) for t in texts])
        kept = [i for i in range(len(texts)) if i not in left_out]
        out = torch.zeros(len(texts), len(self.facets), 4)
        out[:, :, 0] = 1
        if not kept:
            return spans, out, torch.zeros(0, len(self.facets), 4)
        said = [texts[i] for i in kept]
        every = [answer_vectors(self.readers[0], self.tokenizer, question, said) if left_out else vectors]
        every += [answer_vectors(r, self.tokenizer, question, said) for r in self.readers[1:]]
        found = [torch.stack([r.probabilities(v[k]) for r, v in zip(self.readers, every)]).mean(0) for k in (0, 1)]
        out[kept] = found[0]
        return spans, out, found[1]


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
    """[passages, criteria, 4] over all answers, and [windows, criteria, 4]."""
    rows, windows = [], []
    for _, question, text in gold_turns(transcript):
        _, p, w = runner.turn(question, text)
        rows += list(p.numpy())
        windows += list(w.numpy())
    return np.array(rows), np.array(windows)
