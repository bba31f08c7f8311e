"""Stage 1 on a GPU: a larger encoder learns the labels, and the small one that ships learns from both.

usage: distil.py teacher OUT --packs FOLDER --weights FOLDER/all-mpnet-base-v2 --epochs 1,2,12,13,14 --label 5,6,7
       distil.py student OUT --packs FOLDER --teachers OUT1,OUT2 --epochs 1,2,3,4,5,6,7 --hard-first 4
A teacher reads inputs with all weights but its embeddings trained and writes OUT/soft-N.pt: its probabilities for every passage of epoch N. A student
trains low-rank adapters on MiniLM and writes the tensors that `tune_encoder.py` writes. Both write OUT/held-dump.npz: stance logits of the passages and
windows in held.npz, as bytes. Epochs are `packs.py`'s, in this order; the first `--hard-first` of them go by labels alone, while a teacher that runs
beside is not ready; then a student waits for it. The rate falls to a hundredth with the steps, and by `--until` seconds at the latest, when training
stops. Without a GPU it runs, very slowly.
"""
from __future__ import annotations

import argparse
import json
import os
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from transformers import MPNetConfig, MPNetModel

import data
from model import add_adapters, load_encoder, model_dir
from tune_encoder import WEIGHTS, FacetHeads

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[UNK]": "[UNK]"}
SOFT = 0.7  # how much of a student's loss is the teacher's opinion
LEAST = 1e-4
BYTE = 9.3  # logits from -BYTE to BYTE are written as bytes


class Pack:
    """One file of packs.py on the device."""

    def __init__(self, path):
        z = np.load(path)
        self.lengths, self.question, self.count = (z[k].astype(np.int64) for k in ("lengths", "question", "count"))
        self.spans, self.ids = z["spans"].astype(np.int64), torch.from_numpy(z["ids"].astype(np.int64)).to(DEVICE)
        self.start, self.first = self.offsets(self.lengths), self.offsets(self.count)
        if "gold" in z:
            self.gold, self.weight = (torch.from_numpy(z[k]).to(DEVICE) for k in ("gold", "weight"))
            self.single, self.facet, self.stance = (z[k].astype(np.int64) for k in ("single", "facet", "stance"))

    @staticmethod
    def offsets(counts):
        return np.concatenate([[0], counts.cumsum()[:-1]])

    def batches(self, budget, rng=None):
        """Inputs of like length, at most `budget` tokens with padding; answers and single passages apart where it trains."""
        key = self.lengths + (rng.integers(0, 40, len(self.lengths)) if rng is not None else 0)
        order, out = np.argsort(key, kind="stable"), []
        for single in (0, 1) if rng is not None else (None,):
            batch, longest = [], 0
            for i in order if single is None else order[self.single[order] == single]:
                longest = max(longest, self.lengths[i])
                if batch and longest * (len(batch) + 1) > budget:
                    out.append((single, np.array(batch)))
                    batch, longest = [], self.lengths[i]
                batch.append(i)
            if batch:
                out.append((single, np.array(batch)))
        if rng is not None:
            rng.shuffle(out)
        return out

    def inputs(self, batch):
        """Ids, types and mask [inputs, tokens], lengths; of each passage the input it lies in, its span, its place in the file."""
        start, length, question = (torch.from_numpy(a[batch]).to(DEVICE) for a in (self.start, self.lengths, self.question))
        columns = torch.arange(int(self.lengths[batch].max()), device=DEVICE)[None]
        mask = columns < length[:, None]
        ids = self.ids[(start[:, None] + columns).clamp(max=len(self.ids) - 1)] * mask
        count = self.count[batch]
        place = np.repeat(self.first[batch] - self.offsets(count), count) + np.arange(count.sum())
        owner = np.repeat(np.arange(len(batch)), count)
        return (ids, ((columns >= question[:, None]) & mask).long(), mask, length,
                torch.from_numpy(owner).to(DEVICE), torch.from_numpy(self.spans[place]).to(DEVICE), place)


class Net(nn.Module):
    """An encoder and the scenario's own heads."""

    def __init__(self, facets, rank=64, weights=None):
        super().__init__()
        self.teacher = weights is not None
        self.dim = 768 if self.teacher else 384
        self.adapters = {}
        if self.teacher:
            self.encoder, self.own_ids = self.mpnet(weights)
            for p in self.encoder.embeddings.parameters():
                p.requires_grad_(False)
        else:
            self.encoder = load_encoder()
            self.adapters = add_adapters(self.encoder, rank=rank)
        self.heads = FacetHeads(len(facets), dim=self.dim)

    @staticmethod
    def mpnet(folder):
        """The encoder, and its ids for those of the BERT vocabulary that packs are written in."""
        encoder = MPNetModel(MPNetConfig(vocab_size=30527, max_position_embeddings=514), add_pooling_layer=False)
        state = load_file(os.path.join(folder, "model.safetensors"))
        missing, _ = encoder.load_state_dict({k.removeprefix("mpnet."): v for k, v in state.items()}, strict=False)
        assert not [m for m in missing if "position_ids" not in m], missing
        read = lambda path: [line for line in open(path, encoding="utf-8").read().split("\n") if line]
        own = {word: i for i, word in enumerate(read(os.path.join(folder, "vocab.txt")))}
        ids = [own.get(SPECIAL.get(w, w), own["[UNK]"]) for w in read(os.path.join(model_dir(), "vocab.txt"))]
        return encoder, torch.tensor(ids, device=DEVICE)

    def forward(self, batch):
        ids, types, mask, length, owner, spans, _ = batch
        with torch.autocast(DEVICE, dtype=torch.bfloat16):
            if self.teacher:
                places = torch.where(mask, torch.arange(ids.shape[1], device=DEVICE)[None] + 2, 1)
                states = self.encoder(input_ids=self.own_ids[ids], attention_mask=mask.long(), position_ids=places).last_hidden_state
            else:
                states = self.encoder(input_ids=ids, token_type_ids=types, attention_mask=mask.long()).last_hidden_state
        sums = F.pad((states.float() * mask[:, :, None]).cumsum(1), (0, 0, 1, 0))
        passage = (sums[owner, spans[:, 1]] - sums[owner, spans[:, 0]]) / (spans[:, 1] - spans[:, 0]).float()[:, None]
        whole = (sums[:, -1] / length[:, None])[owner]
        x = torch.cat([F.layer_norm(passage, (self.dim,)), F.layer_norm(whole, (self.dim,))], 1)
        inner = self.heads.inner(x)
        return self.heads.out(inner).view(-1, self.heads.count, 4), self.heads.stance(inner)


def loss_of(net, pack, single, batch, soft, seen):
    """Labels weigh as in tune_encoder.py; `soft` [passages of the file, facets, 4] where a teacher has an opinion; `seen` is 0 on facets that are
    kept from the model."""
    inputs = pack.inputs(batch)
    logits, stance = net(inputs)
    place = inputs[-1]
    if single:
        facet, gold = (torch.from_numpy(a[place]).to(DEVICE) for a in (pack.facet, pack.stance))
        shown = seen[facet.clamp(min=0)] > 0
        told = shown | (facet < 0)
        loss = 0.3 * F.cross_entropy(stance[told], gold[told])
        known = shown & (facet >= 0)
        if known.any():
            loss = loss + F.cross_entropy(logits[known, facet[known]], gold[known],
                                          weight=torch.tensor([1.0, 1.0, 1.2, 1.2], device=DEVICE))
        return loss
    gold, weight = pack.gold[place].long(), pack.weight[place].float() * seen
    hard = F.cross_entropy(logits.reshape(-1, 4), gold.reshape(-1), weight=WEIGHTS.to(DEVICE), reduction="none")
    loss = (hard * weight.reshape(-1)).sum() / len(place) / 3
    if soft is None:
        return loss
    apart = F.kl_div(logits.log_softmax(-1), soft[place].float(), reduction="none").sum(-1)
    own = (apart * seen).sum() / len(place)
    return (1 - SOFT) * loss + SOFT * own


def wait_for(path):
    while not os.path.exists(path):
        time.sleep(0.5)
    return path


def train(net, args, facets):
    rng, started = np.random.default_rng(args.seed), time.time()
    seen = torch.tensor([float(f.split(".")[0] not in args.without.split(",")) for f in facets], device=DEVICE)
    body = [p for p in net.encoder.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": body, "base": args.rate}, {"params": net.heads.parameters(), "base": 1e-3}],
                                  weight_decay=0.02)
    teachers = [t for t in args.teachers.split(",") if t]
    net.train()
    step, total = 0, None
    for n, epoch in enumerate(args.epochs.split(",")):
        pack, soft = Pack(wait_for(os.path.join(args.packs, f"epoch-{epoch}.npz"))), None
        if teachers and n >= args.hard_first:
            soft = sum(torch.load(wait_for(os.path.join(t, f"soft-{epoch}.pt"))).to(DEVICE).float() for t in teachers) / len(teachers)
        if soft is not None and len(soft) != len(pack.spans):
            raise SystemExit(f"soft-{epoch}.pt is about another epoch-{epoch}.npz: let the teacher label today's packs")
        batches = pack.batches(args.budget, rng)
        total = total or len(batches) * (args.epochs.count(",") + 1)
        for single, batch in batches:
            passed = (time.time() - started) / args.until
            done = max(step / total, passed)
            if passed >= 1 or args.steps and step >= args.steps:
                print("stopped", flush=True)
                return
            for group in optimiser.param_groups:
                group["lr"] = group["base"] * min(1, (step + 1) / 100) * max(0.01, 1 - done)
            loss = loss_of(net, pack, single, batch, soft, seen)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(body, 1.0)
            optimiser.step()
            step += 1
            if step % 100 == 0:
                print(f"epoch {n} step {step}/{total} loss {loss.item():.3f} {time.time() - started:.0f}s", flush=True)


@torch.no_grad()
def opinions(net, pack, budget):
    """Batches of (places, probabilities)."""
    net.eval()
    for _, batch in pack.batches(budget):
        inputs = pack.inputs(batch)
        yield inputs[-1], net(inputs)[0].softmax(-1)


def save(net, out, packs, labelled, facets):
    if net.adapters:
        tensors = {}
        for name, lora in net.adapters.items():
            tensors[f"{name}.A"] = lora.a.detach().half().contiguous().cpu()
            tensors[f"{name}.B"] = (lora.b.detach() * lora.scale).half().contiguous().cpu()
        save_file(tensors, os.path.join(out, "adapter.safetensors"))
        save_file({k: v.cpu() for k, v in net.heads.tensors(facets).items()}, os.path.join(out, "scenario-head.safetensors"))
    held = Pack(os.path.join(packs, "held.npz"))
    dump = np.zeros((len(held.spans), len(facets), 3), np.uint8)
    for place, p in opinions(net, held, 30000):
        q = p[..., 1:].clamp(LEAST, 1 - LEAST)
        dump[place] = ((q.log() - (1 - q).log() + BYTE) / (2 * BYTE) * 255).round().clamp(0, 255).byte().cpu().numpy()
    np.savez_compressed(os.path.join(out, "held-dump.npz"), q=dump)
    for epoch in filter(None, labelled.split(",")):
        pack = Pack(os.path.join(packs, f"epoch-{epoch}.npz"))
        soft = torch.zeros(len(pack.spans), len(facets), 4, dtype=torch.float16)
        for place, p in opinions(net, pack, 40000):
            soft[place] = p.half().cpu()
        torch.save(soft, os.path.join(out, ".soft.pt"))
        os.rename(os.path.join(out, ".soft.pt"), os.path.join(out, f"soft-{epoch}.pt"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["teacher", "student"])
    parser.add_argument("out")
    parser.add_argument("--packs", required=True)
    parser.add_argument("--weights", help="of the teacher's encoder, as fetch_teacher.py leaves them")
    parser.add_argument("--epochs", default="1")
    parser.add_argument("--hard-first", type=int, default=0)
    parser.add_argument("--teachers", default="")
    parser.add_argument("--label", default="", help="epochs that a teacher writes its opinion on")
    parser.add_argument("--without", default="", help="items whose labels are kept from the model, as 'd4,f3' (see unseen.py)")
    parser.add_argument("--rate", type=float, help="3e-5 for a teacher, 8e-4 for a student")
    parser.add_argument("--budget", type=int, help="tokens of a batch, 8000 for a teacher, 6000 for a student")
    parser.add_argument("--until", type=float, default=1e9)
    parser.add_argument("--steps", type=int, default=0, help="stop after so many, for a trial")
    parser.add_argument("--rank", type=int, default=64)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    teacher = args.what == "teacher"
    if teacher and not args.weights:
        parser.error("a teacher needs --weights: see fetch_teacher.py")
    args.rate = args.rate or (3e-5 if teacher else 8e-4)
    args.budget = args.budget or (8000 if teacher else 6000)
    torch.manual_seed(args.seed)
    os.makedirs(args.out, exist_ok=True)
    facets, held = [f.id for f in data.facets()], data.held_out()
    strangers = set(filter(None, args.without.split(","))) - {f.split(".")[0] for f in facets}
    if strangers:
        parser.error(f"--without: no item {', '.join(sorted(strangers))}")
    wait_for(os.path.join(args.packs, "held.npz"))
    net = Net(facets, args.rank, args.weights if teacher else None).to(DEVICE)
    train(net, args, facets)
    json.dump(held, open(os.path.join(args.out, "held.json"), "w"))
    json.dump([x.id for x in data.interviews() if x.id not in set(held)], open(os.path.join(args.out, "seen.json"), "w"))
    save(net, args.out, args.packs, args.label, facets)


if __name__ == "__main__":
    main()
