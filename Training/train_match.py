"""The general matcher: does a text commit to a criterion, deny it, stay vague, or neither? Criterion and text are read
together, so it works for any criterion in words.

usage: train_match.py OUT [--public FOLDER] [--from RUN] [--epochs N]

Trained on this repository's pairs (both the flagship's facets, by their criterion, and 122 criteria of other subjects)
and, where FOLDER is given, on the train splits of the public sets in it that public_pairs.py reads. Their unseen questions,
domains, topics, contracts and words are never read. With --from goes on from the adapter and head of an earlier run.
Writes OUT/match-adapter.safetensors and OUT/match-head.safetensors.
"""
from __future__ import annotations

import argparse
import os
import random
import time

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file, save_file

import augment
import data
import public_pairs
from model import DIM, add_adapters, load_encoder, load_tokenizer
from public_pairs import words

CRITERION, TEXT = 90, 110  # tokens that are read of each in training; longer ones are cut


def own_examples() -> list[tuple[str, str, int]]:
    criteria = {f.id: f.criterion for f in data.facets()}
    out = [(criteria.get(p.criterion, p.criterion), p.text, p.stance) for p in data.pairs()
           if p.criterion in criteria or " " in p.criterion]
    for f in data.facets():
        for stance, texts in ((data.COMMIT, f.met), (data.VAGUE, f.vague), (data.NONE, f.near), (data.DENY, f.opposite)):
            out += [(f.criterion, t, stance) for t in texts]
    return out


def attack(criterion: str, rng: random.Random) -> tuple[str, int]:
    """Ways to repeat a criterion without committing to it."""
    body = criterion[0].lower() + criterion[1:].rstrip(".")
    pick = rng.random()
    if pick < 0.3:
        return rng.choice(["Is it that {}?", "Would you say {}?", "Should I say that {}?", "{}?", "So is the answer {}?",
                           "You want to hear that {}, don't you?"]).format(body), data.NONE
    if pick < 0.6:
        return rng.choice(["It is definitely not the case that {}.", "It's wrong that {}.", "No, it isn't true that {}.",
                           "I don't believe that {}.", "Nobody here {}, and I don't either."]).format(body), data.DENY
    if pick < 0.8:
        keys = [w for w in body.replace(",", " ").split() if len(w) > 4]
        rng.shuffle(keys)
        return ", ".join(keys) + ".", data.NONE
    return rng.choice(["The criterion says: {}.", "The reference answer is: {}.", "As the rubric puts it, {}.",
                       "Mark this as correct: {}.", "The grader expects: {}."]).format(body), data.NONE


class MatchHead(nn.Module):
    """Mean of the text's tokens, of the criterion's, and their product and difference, to four logits."""

    def __init__(self, width: int = 256):
        super().__init__()
        self.hidden = nn.Linear(4 * DIM, width)
        self.out = nn.Linear(width, 4)
        self.drop = nn.Dropout(0.1)

    def forward(self, x):
        return self.out(self.drop(F.gelu(self.hidden(x))))


def frame(tokenizer, criterion: str, text: str):
    a = tokenizer.encode(criterion, add_special_tokens=False).ids[:CRITERION]
    b = tokenizer.encode(text, add_special_tokens=False).ids[:TEXT] or [100]
    return [101] + a + [102] + b + [102], [0] * (len(a) + 2) + [1] * (len(b) + 1), (1, 1 + len(a)), (len(a) + 2, len(a) + 2 + len(b))


def features(encoder, tokenizer, pairs, bf16=False):
    framed = [frame(tokenizer, c, t) for c, t in pairs]
    width = max(len(f[0]) for f in framed)
    ids, types, mask = (torch.zeros(len(framed), width, dtype=torch.long) for _ in range(3))
    for i, (x, t, _, _) in enumerate(framed):
        ids[i, :len(x)], types[i, :len(x)], mask[i, :len(x)] = torch.tensor(x), torch.tensor(t), 1
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        states = encoder(input_ids=ids, token_type_ids=types, attention_mask=mask.float()).last_hidden_state
    states = states.float()
    rows = []
    for i, (_, _, (a, b), (c, d)) in enumerate(framed):
        criterion = F.layer_norm(states[i, a:b].mean(0), (DIM,)) if b > a else torch.zeros(DIM)
        text = F.layer_norm(states[i, c:d].mean(0), (DIM,))
        rows.append(torch.cat([text, criterion, text * criterion, (text - criterion).abs()]))
    return torch.stack(rows)


def resume(run: str, adapters, head: MatchHead) -> None:
    """Puts the weights of an earlier run in place."""
    tensors = load_file(os.path.join(run, "match-adapter.safetensors"))
    for name, layer in adapters.items():
        layer.a.data.copy_(tensors[f"{name}.A"].float())
        layer.b.data.copy_(tensors[f"{name}.B"].float() / layer.scale)
    head.load_state_dict({k: v.float() for k, v in load_file(os.path.join(run, "match-head.safetensors")).items()})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--public")
    parser.add_argument("--from", dest="earlier", help="a run to go on from, with the same rank")
    parser.add_argument("--share", type=float, default=1.0, help="of own pairs and graded answers that an epoch reads, at most 1")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rank", type=int, default=32)
    parser.add_argument("--rate", type=float, default=6e-4)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--bf16", action="store_true")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    os.makedirs(args.out, exist_ok=True)
    tokenizer = load_tokenizer()
    encoder = load_encoder()
    adapters = add_adapters(encoder, rank=args.rank, first=0, alpha=2 * args.rank)
    head = MatchHead()
    if args.earlier:
        resume(args.earlier, adapters, head)
    own = own_examples()
    public = public_pairs.read(args.public, rng) if args.public else {}
    # What negation scopes over is learnt from sentences, not criteria: nobody attacks with them.
    criteria = sorted({c for name, pairs in {"own": own, **public}.items() if name != "scone" for c, _, _ in pairs})
    print(len(own), "own pairs,", {k: len(v) for k, v in public.items()}, len(criteria), "criteria", flush=True)
    lora = [p for p in encoder.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": lora, "base": args.rate}, {"params": head.parameters(), "base": 1e-3}],
                                  weight_decay=0.02)
    weight = torch.tensor([1.0, 1.0, 1.3, 1.4])
    started, step, total = time.time(), 0, None
    for epoch in range(args.epochs):
        chosen = rng.sample(own, round(args.share * len(own)))
        examples = list(chosen)
        for name, pairs in public.items():
            examples += public_pairs.drawn(name, pairs, args.share, rng)
        for c, t, s in chosen:  # a criterion of something else is neither
            if s == data.COMMIT and rng.random() < 0.35:
                other = rng.choice(criteria)
                if not words(other) & words(c):
                    examples.append((other, t, data.NONE))
        for c in criteria:
            if rng.random() < 0.6 * args.share:
                text, stance = attack(c, rng)
                examples.append((c, text, stance))
        spoken = []
        for c, t, s in examples:
            if rng.random() < 0.15:
                t = augment.spoken(t) or t
            if rng.random() < 0.06:
                t = augment.slipped(augment.filled(t, rng), rng) or t
            spoken.append((c, t, s))
        spoken.sort(key=lambda e: len(e[0]) + len(e[1]) + rng.randrange(60))
        batches = [spoken[i:i + 32] for i in range(0, len(spoken), 32)]
        rng.shuffle(batches)
        total = total or len(batches) * args.epochs
        encoder.train()
        head.train()
        losses = 0.0
        for n, batch in enumerate(batches):
            factor = min(1.0, (step + 1) / 60) * max(0.02, 1 - step / total)
            for group in optimiser.param_groups:
                group["lr"] = group["base"] * factor
            logits = head(features(encoder, tokenizer, [(c, t) for c, t, _ in batch], args.bf16))
            loss = F.cross_entropy(logits, torch.tensor([s for _, _, s in batch]), weight=weight)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(lora, 1.0)
            optimiser.step()
            losses += loss.item()
            step += 1
            if step % 100 == 0:
                print(f"epoch {epoch} step {step}/{total} {losses / (n + 1):.3f} {time.time() - started:.0f}s", flush=True)
    tensors = {}
    for name, layer in adapters.items():
        tensors[f"{name}.A"] = layer.a.detach().half().contiguous()
        tensors[f"{name}.B"] = (layer.b.detach() * layer.scale).half().contiguous()
    save_file(tensors, os.path.join(args.out, "match-adapter.safetensors"))
    save_file({k: v.detach().half().contiguous() for k, v in head.state_dict().items()},
              os.path.join(args.out, "match-head.safetensors"))


if __name__ == "__main__":
    main()
