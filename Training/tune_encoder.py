"""Stage 1 without a GPU: adapts the encoder, so that a passage in its context shows what the speaker commits to.

usage: tune_encoder.py OUT [--epochs N]
What ships is the adapter and the head of the scenario's own criteria that is trained along with it. The interviews named in corpus/held-out.txt are never trained on.
"""
from __future__ import annotations

import argparse
import json
import os
import random
import time

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file, save_file

import augment
import data
from examples import row_examples, turn_examples
from model import DIM, add_adapters, load_encoder, load_tokenizer, passage_features
from train_common import build_input, collate

WEIGHTS = torch.tensor([1.0, 2.0, 2.0, 2.5])


def features(encoder, tokenizer, items, bf16=False):
    """Passage features [n, 2*DIM] of a batch of (question, texts): mean of the passage, mean of the input, each
    standardised."""
    inputs = [build_input(tokenizer, q, texts) for q, texts in items]
    ids, types, mask = collate(inputs)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        states = encoder(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state
    states = states.float()
    out = []
    for i, (x, _, spans) in enumerate(inputs):
        n = min(len(x), ids.shape[1])
        spans = [(min(a, n - 1), max(min(a, n - 1) + 1, min(b, n))) for a, b in spans]
        out.append(passage_features(states[i, :n], spans))
    return torch.cat(out)


def targets_of(examples, index):
    gold, weight = [], []
    for example in examples:
        for labels, hard, left in zip(example.labels, example.hard, example.open):
            g = torch.zeros(len(index), dtype=torch.long)
            w = torch.ones(len(index))
            for f, s in labels.items():
                if f in index:
                    g[index[f]] = s
            for f in hard:
                if f in index:
                    w[index[f]] = 3.0
            for f in left:
                if f in index:
                    w[index[f]] = 0.0
            gold.append(g)
            weight.append(w)
    return torch.stack(gold), torch.stack(weight)


def single_passages(facets, index):
    """(context, text, facet or -1, stance) of the pairs and of the facets' exemplars."""
    singles = [(p.context, p.text, index.get(p.criterion, -1), p.stance) for p in data.pairs()]
    for f in facets:
        for stance, texts in ((1, f.met), (2, f.vague), (0, f.near), (3, f.opposite)):
            singles += [("", t, index[f.id], stance) for t in texts]
    return singles


class FacetHeads(nn.Module):
    """One hidden layer that all criteria share, then four logits each. Ships as the scenario's own head."""

    def __init__(self, count, width=512, dropout=0.2, dim=DIM):
        super().__init__()
        self.hidden = nn.Linear(2 * dim, width)
        self.out = nn.Linear(width, count * 4)
        self.drop = nn.Dropout(dropout)
        nn.init.normal_(self.out.weight, std=0.01)
        with torch.no_grad():
            self.out.bias.copy_(torch.tensor([3.0, -1.0, -2.5, -2.0]).repeat(count))
        self.stance = nn.Linear(width, 4)
        self.count = count

    def inner(self, x):
        return self.drop(F.gelu(self.hidden(x)))

    def forward(self, x):
        return self.out(self.inner(x)).view(-1, self.count, 4)

    def tensors(self, ids):
        """As `Sources/Assessment/ScenarioHead.swift` reads them."""
        out = {"hidden.weight": self.hidden.weight, "hidden.bias": self.hidden.bias}
        weight, bias = self.out.weight.view(self.count, 4, -1), self.out.bias.view(self.count, 4)
        for i, name in enumerate(ids):
            out[f"out.{name}.weight"], out[f"out.{name}.bias"] = weight[i], bias[i]
        return {k: v.detach().half().contiguous() for k, v in out.items()}


def load_run(run, adapters, heads, ids):
    """Puts what RUN learned into fresh adapters and heads."""
    tensors = load_file(os.path.join(run, "adapter.safetensors"))
    name, lora = next(iter(adapters.items()))
    if tensors[f"{name}.A"].shape != lora.a.shape:
        raise SystemExit(f"{run} has rank {tensors[f'{name}.A'].shape[0]}: give --rank {tensors[f'{name}.A'].shape[0]}")
    own = load_file(os.path.join(run, "scenario-head.safetensors"))
    with torch.no_grad():
        for name, lora in adapters.items():
            lora.a.copy_(tensors[f"{name}.A"])
            lora.b.copy_(tensors[f"{name}.B"] / lora.scale)
        heads.hidden.weight.copy_(own["hidden.weight"])
        heads.hidden.bias.copy_(own["hidden.bias"])
        for i, name in enumerate(ids):
            if f"out.{name}.weight" in own:
                heads.out.weight[4 * i: 4 * i + 4] = own[f"out.{name}.weight"].float()
                heads.out.bias[4 * i: 4 * i + 4] = own[f"out.{name}.bias"].float()


def turn_loss(logits, gold, weight):
    loss = F.cross_entropy(logits.reshape(-1, 4), gold.reshape(-1), weight=WEIGHTS, reduction="none")
    return (loss * weight.reshape(-1)).sum() / max(1, len(gold)) / 3.0


def epoch_of(interviews, args, rng):
    """The interviews of one epoch, as --often, --times and --part say."""
    often = set(filter(None, args.often.split(",")))
    favoured = [x for x in interviews if x.id.split("-")[0] in often]
    others = [x for x in interviews if x.id.split("-")[0] not in often]
    return args.times * favoured + (others if args.part >= 1 else rng.sample(others, int(len(others) * args.part)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rank", type=int, default=64)
    parser.add_argument("--freeze", type=int, default=0, help="lower layers without an adapter")
    parser.add_argument("--bf16", action="store_true", help="the encoder's arithmetic in bfloat16: faster on new processors")
    parser.add_argument("--share", type=float, default=0.5)
    parser.add_argument("--rate", type=float, default=6e-4)
    parser.add_argument("--start", help="a RUN to go on from")
    parser.add_argument("--often", default="", help="writers whose interviews an epoch takes several times, as 'gus,ida'")
    parser.add_argument("--times", type=int, default=3, help="how many times")
    parser.add_argument("--part", type=float, default=1.0, help="of the other interviews, what share an epoch takes")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    os.makedirs(args.out, exist_ok=True)
    tokenizer = load_tokenizer()
    facets = data.facets()
    index = {f.id: i for i, f in enumerate(facets)}
    interviews = data.interviews()
    held = data.held_out()
    kept = [x for x in interviews if x.id not in set(held)]
    json.dump(held, open(os.path.join(args.out, "held.json"), "w"))
    json.dump([x.id for x in kept], open(os.path.join(args.out, "seen.json"), "w"))
    asides = data.asides()
    singles = single_passages(facets, index)
    encoder = load_encoder()
    adapters = add_adapters(encoder, rank=args.rank, first=args.freeze)
    heads = FacetHeads(len(facets))
    if args.start:
        load_run(args.start, adapters, heads, [f.id for f in facets])
    print(f"{len(kept)} of {len(interviews)} interviews, {len(singles)} single passages, {len(facets)} facets", flush=True)

    started = time.time()
    lora = [p for p in encoder.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": lora, "base": args.rate}, {"params": heads.parameters(), "base": 1e-3}],
                                  weight_decay=0.02)
    step, total, log = 0, None, []
    for epoch in range(args.epochs):
        turns = turn_examples(epoch_of(kept, args, rng), rng, asides) + row_examples(rng, list(index))
        turns.sort(key=lambda t: sum(map(len, t.texts)) + rng.randrange(120))
        batches, batch, size = [], [], 0
        for t in turns:
            n = sum(map(len, t.texts)) // 4 + 25
            if batch and size + n > 1100:
                batches.append(("turn", batch))
                batch, size = [], 0
            batch.append(t)
            size += n
        batches.append(("turn", batch))
        order = rng.sample(range(len(singles)), int(len(singles) * args.share))
        order.sort(key=lambda j: len(singles[j][0]) + len(singles[j][1]) + rng.randrange(30))
        batches += [("single", order[i:i + 32]) for i in range(0, len(order), 32)]
        rng.shuffle(batches)
        total = total or len(batches) * args.epochs
        encoder.train()
        heads.train()
        sums = {"turn": [0.0, 0], "single": [0.0, 0]}
        for kind, batch in batches:
            factor = min(1.0, (step + 1) / 60) * max(0.02, 1 - step / total)
            for group in optimiser.param_groups:
                group["lr"] = group["base"] * factor
            if kind == "turn":
                x = features(encoder, tokenizer, [(e.question, e.texts) for e in batch], args.bf16)
                gold, weight = targets_of(batch, index)
                loss = turn_loss(heads(x), gold, weight)
            else:
                items, f, s = [], [], []
                for j in batch:
                    context, text, facet, stance = singles[j]
                    if rng.random() < 0.25:
                        text = augment.spoken(text)
                    if rng.random() < 0.08:
                        text = augment.slipped(augment.filled(text, rng), rng)
                    items.append((context if rng.random() > 0.2 else "", [text]))
                    f.append(facet)
                    s.append(stance)
                x = features(encoder, tokenizer, items, args.bf16)
                f, s = torch.tensor(f), torch.tensor(s)
                loss = 0.3 * F.cross_entropy(heads.stance(heads.inner(x)), s)
                known = f >= 0
                if known.any():
                    logits = heads(x[known])[torch.arange(int(known.sum())), f[known]]
                    loss = loss + F.cross_entropy(logits, s[known], weight=torch.tensor([1.0, 1.0, 1.2, 1.2]))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(lora, 1.0)
            optimiser.step()
            sums[kind][0] += loss.item()
            sums[kind][1] += 1
            step += 1
            if step % 40 == 0:
                print(f"epoch {epoch} step {step}/{total}", {k: round(a / max(1, b), 3) for k, (a, b) in sums.items()},
                      f"{time.time() - started:.0f}s", flush=True)
        log.append({k: a / max(1, b) for k, (a, b) in sums.items()} | {"epoch": epoch, "seconds": time.time() - started})
        tensors = {}
        for name, lora_layer in adapters.items():
            tensors[f"{name}.A"] = lora_layer.a.detach().half().contiguous()
            tensors[f"{name}.B"] = (lora_layer.b.detach() * lora_layer.scale).half().contiguous()
        save_file(tensors, os.path.join(args.out, "adapter.safetensors"))
        save_file(heads.tensors([f.id for f in facets]), os.path.join(args.out, "scenario-head.safetensors"))
        json.dump(log, open(os.path.join(args.out, "log.json"), "w"), indent=1)
        print(log[-1], flush=True)


if __name__ == "__main__":
    main()
