"""Stage 2: the general head on the adapted encoder.

usage: train_head.py RUN [--epochs N] [--hold-items d2,f3] [--library FOLDER] [--seed S]
Needs `rehearse prepare-encoder` run with RUN/adapter.safetensors as Library/encoder/stance-adapter.safetensors. Has the
product compute passage features once (several spoken variants of each), and
trains the two-tower head of model.py: it knows a criterion by its text and exemplars alone, so that a new scenario
needs content only. Writes RUN/head.safetensors.
"""
from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import time

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import save_file

import augment
import data
from disfluency import heard
from examples import row_examples, turn_examples
from features import descriptor, drop_slots
from model import StanceHead, load_encoder, load_tokenizer
from tune_encoder import targets_of


def passage_features(examples, run, name, program, library):
    """[n, 2*DIM] from the encoder that ships (int8), so that the head learns on the numbers it will see."""
    source, target = os.path.join(run, f"{name}.jsonl"), os.path.join(run, f"{name}.f32")
    with open(source, "w") as f:
        for question, texts in examples:
            f.write(json.dumps({"question": question, "units": [heard(t) for t in texts]}) + "\n")
    subprocess.run([program, "features", "--input", source, "--out", target, "--library", library], check=True)
    return torch.from_numpy(np.fromfile(target, dtype=np.float32).reshape(-1, 768))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("run")
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--variants", type=int, default=2)
    parser.add_argument("--hold-items", default="")
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--program", default=os.path.join(data.HERE, "..", ".build", "debug", "rehearse"))
    parser.add_argument("--library", default=os.path.join(data.HERE, "..", "Library"), help="with RUN's adapter as encoder/stance-adapter.safetensors")
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    generator = torch.Generator().manual_seed(args.seed)
    tokenizer = load_tokenizer()
    facets = data.facets()
    held_items = set(args.hold_items.split(",")) - {""}
    known = [f for f in facets if f.id.split(".")[0] not in held_items]
    index = {f.id: i for i, f in enumerate(known)}
    pairs = data.pairs()
    general = [data.Facet(c, c, [], [], [], []) for c in sorted({p.criterion for p in pairs}) if " " in c]
    everything = known + general
    where = index | {f.id: len(known) + i for i, f in enumerate(general)}
    interviews = data.interviews()
    held = set(json.load(open(os.path.join(args.run, "held.json"))))
    kept = [x for x in interviews if x.id not in held]

    cache = os.path.join(args.run, f"features-{args.variants}.pt")
    singles = [(p.context, p.text, p.criterion, p.stance) for p in pairs]
    for f in facets:
        for stance, texts in ((1, f.met), (2, f.vague), (0, f.near), (3, f.opposite)):
            singles += [("", t, f.id, stance) for t in texts]
    started = time.time()
    if os.path.exists(cache):
        store = torch.load(cache, weights_only=False)
    else:
        store = {"x": [], "examples": []}
        for variant in range(args.variants):
            examples = turn_examples(kept, random.Random(100 + variant), data.asides() if variant else None)
            examples += row_examples(random.Random(200 + variant), [f.id for f in facets])
            store["x"].append(passage_features([(e.question, e.texts) for e in examples], args.run, f"turns-{variant}", args.program,
                                             args.library))
            store["examples"].append(examples)
            print(f"variant {variant}: {len(store['x'][-1])} passages, {time.time() - started:.0f}s", flush=True)
        store["single"] = passage_features([(c, [t]) for c, t, _, _ in singles], args.run, "singles", args.program, args.library)
        store["spoken"] = passage_features([("", [augment.spoken(t) or t]) for _, t, _, _ in singles], args.run, "spoken",
                                           args.program, args.library)
        torch.save(store, cache)
    x = torch.cat(store["x"])
    gold, weight = targets_of([e for v in store["examples"] for e in v], index)
    frozen = load_encoder().eval()
    descriptors = torch.stack([descriptor(frozen, tokenizer, f) for f in everything])
    del frozen
    usable = [i for i, s in enumerate(singles) if s[2] in where]
    sf = torch.tensor([where[singles[i][2]] for i in usable])
    ss = torch.tensor([singles[i][3] for i in usable])
    sx = torch.stack([store["single"][usable], store["spoken"][usable]])
    family = [e.id.split(".")[0] for e in everything]
    print(f"{len(x)} passages, {len(usable)} singles, {len(known)} facets, {len(general)} general, {time.time() - started:.0f}s", flush=True)

    head = StanceHead()
    optimiser = torch.optim.AdamW(head.parameters(), lr=args.rate, weight_decay=0.08)
    class_weight = torch.tensor([1.0, 2.0, 2.0, 2.5])
    steps = args.epochs * (len(x) // 384 + 1)
    step = 0
    dropout = torch.nn.Dropout(0.3)
    for epoch in range(args.epochs):
        order = torch.randperm(len(x), generator=generator)
        total = [0.0, 0.0]
        for i in range(0, len(x), 384):
            for group in optimiser.param_groups:
                group["lr"] = args.rate * min(1, (step + 1) / 100) * max(0.01, 1 - step / steps)
            d = drop_slots(descriptors, 0.12, generator)
            b = order[i:i + 384]
            logits = head(dropout(x[b]), d[: len(known)])
            loss = F.cross_entropy(logits.reshape(-1, 4), gold[b].reshape(-1), weight=class_weight, reduction="none")
            loss = (loss * weight[b].reshape(-1)).sum() / len(b) / 3.0
            j = torch.randint(0, len(usable), (192,), generator=generator)
            v = torch.randint(0, 2, (192,), generator=generator)
            f, s = sf[j], ss[j]
            z = dropout(sx[v, j])
            own = head(z, d[f])
            rows = torch.arange(len(j))
            extra = F.cross_entropy(own[rows, rows], s, weight=torch.tensor([1.0, 1.0, 1.2, 1.2]))
            other = torch.randint(0, len(j), (len(j),), generator=generator)
            differs = torch.tensor([family[a] != family[c] for a, c in zip(f.tolist(), f[other].tolist())])
            extra = extra + 0.5 * F.cross_entropy(own[rows, other][differs], torch.zeros(int(differs.sum()), dtype=torch.long))
            optimiser.zero_grad()
            (loss + extra).backward()
            torch.nn.utils.clip_grad_norm_(head.parameters(), 2.0)
            optimiser.step()
            total[0] += loss.item()
            total[1] += extra.item()
            step += 1
        if epoch % 5 == 4 or epoch == 0:
            n = len(x) // 384 + 1
            print(f"epoch {epoch} turn {total[0] / n:.3f} single {total[1] / n:.3f} {time.time() - started:.0f}s", flush=True)
    name = "head.safetensors" if not held_items else "head-without-" + "-".join(sorted(held_items)) + ".safetensors"
    save_file({k: v.detach().contiguous() for k, v in head.state_dict().items()}, os.path.join(args.run, name))


if __name__ == "__main__":
    main()
