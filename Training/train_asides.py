"""Stage 1b: what talk beside the point looks like to the adapted encoder. usage: train_asides.py RUN

Pads answers of the interviews that are not held out with runs of corpus/asides, reads them with RUN's adapter, and fits a
logistic regression on the hidden layer of RUN's scenario head. Adds aside.weight and aside.bias to the head, and prints
how well runs are found in held-out interviews padded with asides that were kept back.
"""
from __future__ import annotations

import argparse
import os
import random

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from sklearn.linear_model import LogisticRegression

import data
from asides import asides
from examples import spoken_form
from infer import Reader, passage_vectors
from model import load_tokenizer
from segment import passages
from train_common import spoken_words


def answers(interviews, runs, rng, share):
    """(question, passages, whether each is an aside) of some answers, half of them with a run before, in or after."""
    for interview in interviews:
        for turn in interview.turns:
            if rng.random() > share:
                continue
            units = [(u.text, False) for u in turn.units]
            if rng.random() < 0.6:
                run = rng.choice(runs)
                length = rng.randint(2, len(run))
                start = rng.randrange(len(run) - length + 1)
                more = [(text, True) for text in run[start:start + length]]
                place = len(units) if rng.random() < 0.6 else 0 if rng.random() < 0.6 else rng.randrange(len(units) + 1)
                units = units[:place] + more + units[place:]
            for change in spoken_form(rng):
                units = [(change(t) or t, a) for t, a in units]
            texts, marks = [], []
            i = 0
            while i < len(units):  # passages never reach from one kind into the other here
                j = i
                while j < len(units) and units[j][1] == units[i][1]:
                    j += 1
                text = " ".join(t for t, _ in units[i:j])
                found = [text[a:b] for a, b in passages(text)]
                texts += found
                marks += [units[i][1]] * len(found)
                i = j
            yield turn.question, texts, marks


@torch.no_grad()
def read(reader, tokenizer, question, texts):
    return reader.hidden_states(passage_vectors(reader, tokenizer, question, texts))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run")
    parser.add_argument("--share", type=float, default=0.3, help="of all answers that is read")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    reader, tokenizer = Reader(args.run, data.facets()), load_tokenizer()
    held = set(data.held_out())
    interviews = data.interviews()
    rng = random.Random(21)
    # Talkers digress without a mark.
    known = [x for x in interviews if x.id not in held and not x.id.startswith("cal-")]
    rows, gold = [], []
    for question, texts, marks in answers(known, data.asides(), rng, args.share):
        rows.append(read(reader, tokenizer, question, texts).numpy())
        gold += marks
    x, y = np.concatenate(rows), np.array(gold)
    print(len(x), "passages,", int(y.sum()), "beside the point", flush=True)
    model = LogisticRegression(C=0.02, max_iter=1000, class_weight="balanced").fit(x, y)
    path = os.path.join(args.run, "scenario-head.safetensors")
    tensors = load_file(path)
    tensors["aside.weight"] = torch.tensor(model.coef_, dtype=torch.float16)
    tensors["aside.bias"] = torch.tensor(model.intercept_, dtype=torch.float16)
    save_file(tensors, path)
    counts = np.zeros((2, 2), dtype=int)
    for question, texts, marks in answers([x for x in interviews if x.id in held], data.asides(held=True), rng, 1.0):
        h = read(reader, tokenizer, question, texts).numpy()
        found = asides((h @ model.coef_[0] + model.intercept_[0]).tolist(), [spoken_words(t) for t in texts])
        for i, mark in enumerate(marks):
            counts[int(mark), int(i in found)] += 1
    print(f"held out: of {counts[1].sum()} passages beside the point {counts[1, 1] / counts[1].sum():.1%} left out, "
          f"of {counts[0].sum()} others {counts[0, 1] / counts[0].sum():.1%}")


if __name__ == "__main__":
    main()
