"""The mean of two runs of one shape: what both learned. usage: mean.py RUN OTHER SHARE OUT

A run that was trained on from another forgets some of what that one knew. Adapter and scenario head of OUT are SHARE of RUN
and the rest of OTHER (Wortsman and others 2022, "Model soups", arXiv 2203.05482); both must lie on one path of training.
"""
from __future__ import annotations

import os
import sys

from safetensors.torch import load_file, save_file


def main(run, other, share, out):
    os.makedirs(out, exist_ok=True)
    for name in ("adapter.safetensors", "scenario-head.safetensors"):
        first, second = (load_file(os.path.join(folder, name)) for folder in (run, other))
        save_file({key: (share * first[key].float() + (1 - share) * second[key].float()).half().contiguous()
                   for key in first.keys() & second.keys()}, os.path.join(out, name))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4])
