"""Epochs of training examples as arrays, made ahead on all cores, so that a GPU doesn't wait for Python.

usage: packs.py FOLDER [--epochs 14] [--processes N]
Writes FOLDER/epoch-1.npz and so on (the number is the seed), and FOLDER/held.npz with the held-out interviews. Interviews that were
written freely and labelled afterwards come twice in an epoch, the others once.
"""
from __future__ import annotations

import argparse
import os
import random
from multiprocessing import Pool

import numpy as np

import augment
import data
from examples import row_examples, turn_examples
from infer import corpus_transcript, gold_turns
from model import load_tokenizer
from segment import passages
from train_common import build_input, spoken_words, stretches, window_tokens
from tune_encoder import single_passages, targets_of

FREE = set("""ana ben cai emi gwen hugo gus ida kit nora dag finn ivy jude koa lil max nell anke bram cleo dirk fred gita ines joss
karl lola marc nina rene sara timo ulla aldo bibi caro dina egon frida gino hedy""".split())
TIMES = 2  # an epoch takes what FREE wrote
SINGLES = 0.4  # share of pairs and exemplars in an epoch


class Inputs:
    """Token ids of many inputs end to end, and the token spans of their passages."""

    def __init__(self):
        self.ids, self.lengths, self.question, self.spans, self.count = [], [], [], [], []

    def add(self, ids, types, spans):
        last = len(ids) - 1
        self.ids.extend(ids)
        self.lengths.append(len(ids))
        self.question.append(types.index(1))
        self.spans.extend((min(a, last), max(min(a, last) + 1, min(b, last + 1))) for a, b in spans)
        self.count.append(len(spans))

    def arrays(self):
        return {"ids": np.array(self.ids, np.uint16), "lengths": np.array(self.lengths, np.int16),
                "question": np.array(self.question, np.int16), "spans": np.array(self.spans, np.int16),
                "count": np.array(self.count, np.int16)}


def epoch(seed: int):
    """Inputs of one epoch; `gold` and `weight` [passages, facets] of the answers, `facet` and `stance` of the single passages."""
    rng = random.Random(seed)
    tokenizer, facets, held = load_tokenizer(), data.facets(), set(data.held_out())
    index = {f.id: i for i, f in enumerate(facets)}
    kept = [x for x in data.interviews() if x.id not in held]
    chosen = [x for x in kept for _ in range(TIMES if x.id.split("-")[0] in FREE else 1)]
    examples = turn_examples(chosen, rng, data.asides()) + row_examples(rng, list(index))
    inputs = Inputs()
    for example in examples:
        inputs.add(*build_input(tokenizer, example.question, example.texts))
    gold, weight = (t.numpy().astype(np.uint8) for t in targets_of(examples, index))
    single, facet, stances = [0] * len(examples), [-1] * len(gold), [0] * len(gold)
    singles = single_passages(facets, index)
    for context, text, f, s in rng.sample(singles, int(len(singles) * SINGLES)):
        if rng.random() < 0.25:
            text = augment.spoken(text)
        if rng.random() < 0.08:
            text = augment.slipped(augment.filled(text, rng), rng)
        inputs.add(*build_input(tokenizer, context if rng.random() > 0.2 else "", [text]))
        single.append(1)
        facet.append(f)
        stances.append(s)
    nothing = np.zeros((len(facet) - len(gold), len(facets)), np.uint8)
    return {**inputs.arrays(), "gold": np.concatenate([gold, nothing]), "weight": np.concatenate([weight, nothing]), "single": np.array(single, np.uint8),
            "facet": np.array(facet, np.int16), "stance": np.array(stances, np.uint8)}


def held_out():
    """The held-out interviews as they are. `kind` of each span: a passage, a window of words, or a passage that the stretch before
    ended with; `owner`: the interview's place in `names`."""
    tokenizer, held = load_tokenizer(), set(data.held_out())
    inputs, kind, owner, names = Inputs(), [], [], []
    for interview in data.interviews():
        if interview.id not in held:
            continue
        names.append(interview.id)
        for _, question, text in gold_turns(corpus_transcript(interview)):
            texts = [text[a:b] for a, b in passages(text)]
            for i, chunk in enumerate(stretches(texts, spoken_words) if texts else []):
                ids, types, spans = build_input(tokenizer, question, chunk)
                runs = window_tokens(tokenizer, chunk, spans[0][0])
                inputs.add(ids, types, spans + runs)
                kind += [2 if i else 0] + [0] * (len(spans) - 1) + [1] * len(runs)
                owner += [len(names) - 1] * (len(spans) + len(runs))
    return {**inputs.arrays(), "kind": np.array(kind, np.uint8), "owner": np.array(owner, np.int16), "names": np.array(names)}


def write(job):
    folder, seed = job
    name, values = (f"epoch-{seed}", epoch(seed)) if seed else ("held", held_out())
    np.savez(os.path.join(folder, f".{name}.npz"), **values)
    os.rename(os.path.join(folder, f".{name}.npz"), os.path.join(folder, f"{name}.npz"))
    print(name, len(values["lengths"]), "inputs,", len(values["ids"]), "tokens,", len(values["spans"]), "passages", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    args = parser.parse_args()
    os.makedirs(args.folder, exist_ok=True)
    with Pool(args.processes) as pool:
        list(pool.imap_unordered(write, [(args.folder, n) for n in range(args.epochs + 1)]))


if __name__ == "__main__":
    main()
