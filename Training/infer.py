"""Runs a trained model over transcripts and keeps the probability of each stance for each passage and facet."""
from __future__ import annotations

import json
import os

import torch
from safetensors.torch import load_file

import data
from features import descriptor
from model import StanceHead, add_adapters, load_encoder, load_tokenizer
from segment import passages
from train_common import build_input, stretches
from tune_encoder import features


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
