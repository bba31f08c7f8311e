"""Copies what ships. usage: export.py RUN LIBRARY/encoder"""
from __future__ import annotations

import json
import os
import shutil
import sys


def main(run, target):
    os.makedirs(target, exist_ok=True)
    shutil.copy(os.path.join(run, "adapter.safetensors"), os.path.join(target, "stance-adapter.safetensors"))
    own = os.path.join(run, "scenario-head.safetensors")
    if os.path.exists(own):
        os.makedirs(os.path.join(target, "heads"), exist_ok=True)
        shutil.copy(own, os.path.join(target, "heads", "performance-management.safetensors"))
    companion = os.path.join(run, "companion")
    if os.path.exists(companion):
        os.makedirs(os.path.join(target, "companion-heads"), exist_ok=True)
        shutil.copy(os.path.join(companion, "adapter.safetensors"), os.path.join(target, "companion-adapter.safetensors"))
        shutil.copy(os.path.join(companion, "scenario-head.safetensors"),
                    os.path.join(target, "companion-heads", "performance-management.safetensors"))
    for name in ("match-adapter.safetensors", "match-head.safetensors"):
        if os.path.exists(os.path.join(run, name)):
            shutil.copy(os.path.join(run, name), os.path.join(target, name))
    # After stage 1 there is no more yet.
    if not os.path.exists(os.path.join(run, "calibration.json")):
        print("adapter and scenario head only: no calibration.json in", run)
        return
    calibration = json.load(open(os.path.join(run, "calibration.json")))
    with open(os.path.join(target, "stance-calibration.json"), "w") as f:
        json.dump(calibration, f, indent=2)
        f.write("\n")
    for name in sorted(os.listdir(target)):
        print(name, os.path.getsize(os.path.join(target, name)))


if __name__ == "__main__":
    main(*sys.argv[1:3])
