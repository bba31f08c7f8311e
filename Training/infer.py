"""Runs a trained model over transcripts and keeps the probability of each stance for each passage and facet."""
from __future__ import annotations

import os

import numpy as np
import torch
from safetensors.torch import load_file

import data
from features import descriptor
from model import StanceHead, add_adapters, load_encoder, load_tokenizer
from segment import passages
from train_common import build_input, stretches
from tune_encoder import features


SHARE = 0.6  # of the scenario's own head


class Runner:
    def __init__(self, directory: str, facets=None):
        self.tokenizer = load_tokenizer()
        frozen = load_encoder().eval()
        self.facets = facets or data.facets()
        self.descriptors = torch.stack([descriptor(frozen, self.tokenizer, f) for f in self.facets])
        self.encoder = load_encoder()
        tensors = load_file(os.path.join(directory, "adapter.safetensors"))
        rank = next(v.shape[0] for k, v in tensors.items() if k.endswith(".A"))
        first = min(int(k.split(".")[1]) for k in tensors)
        adapters = add_adapters(self.encoder, rank=rank, alpha=rank, first=first)
        for name, lora in adapters.items():
            lora.a.data = tensors[f"{name}.A"].float()
            lora.b.data = tensors[f"{name}.B"].float()
        self.head = StanceHead()
        self.head.load_state_dict(load_file(os.path.join(directory, "head.safetensors")))
        self.encoder.eval()
        self.head.eval()
        # The scenario's own head, where there is one, as Sources/Assessment/ScenarioHead.swift mixes it in.
        path = os.path.join(directory, "scenario-head.safetensors")
        self.own = {k: v.float() for k, v in load_file(path).items()} if os.path.exists(path) else {}

    @torch.no_grad()
    def turn(self, question: str, text: str):
        """Passages (start, end) of the answer and their probabilities [passages, facets, 4]."""
        spans = passages(text)
        if not spans:
            return [], torch.zeros(0, len(self.facets), 4)
        out = []
        for i, chunk in enumerate(stretches(spans, lambda s: len(text[s[0]:s[1]].split()))):
            v = features(self.encoder, self.tokenizer, [(question, [text[a:b] for a, b in chunk])])
            p = self.head(v, self.descriptors).softmax(-1)
            if self.own:
                inner = torch.nn.functional.gelu(v @ self.own["hidden.weight"].T + self.own["hidden.bias"])
                for k, facet in enumerate(self.facets):
                    if f"out.{facet.id}.weight" in self.own:
                        logits = inner @ self.own[f"out.{facet.id}.weight"].T + self.own[f"out.{facet.id}.bias"]
                        p[:, k] = SHARE * logits.softmax(-1) + (1 - SHARE) * p[:, k]
            out.append(p if i == 0 else p[1:])
        return spans, torch.cat(out)


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
