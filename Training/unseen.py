"""How a scenario fares that nothing was trained on: agreement on items kept from adapter and head.

usage: unseen.py RUN [HEAD]        HEAD is head-without-d4-f3.safetensors in RUN, made by `train_head.py --hold-items d4,f3`; its adapter by
                                   `distil.py student --without d4,f3`
Reads the held-out interviews with RUN's adapter and the two-tower head, which knows these items by their text and exemplars alone. The facet judge
is fitted on the facets of all other items, in other interviews; the verdicts on these items follow by the content's rules.
"""
from __future__ import annotations

import os
import shutil
import sys
import tempfile

import data
import decide
from calibrate import FOLDS, fit_facets, numbers, positions, verdicts
from infer import Runner, corpus_transcript, probabilities


def main():
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    run = sys.argv[1]
    heads = sys.argv[2:] or [n for n in os.listdir(run) if n.startswith("head-without-")]
    for head in heads:
        items = head.removeprefix("head-without-").removesuffix(".safetensors").split("-")
        # Without scenario-head.safetensors beside them the reader takes the two-tower head.
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(os.path.join(run, "adapter.safetensors"), folder)
            shutil.copy(os.path.join(run, head), os.path.join(folder, "head.safetensors"))
            runner = Runner(folder)
        held = set(data.held_out())
        chosen = [x for x in data.interviews() if x.id in held]
        found = {x.id: probabilities(runner, corpus_transcript(x)) for x in chosen}
        chosen = [x for x in chosen if all(map(len, found[x.id]))]
        ids = [f.id for f in runner.facets]
        known = [k for k, f in enumerate(ids) if "." in f and f.split(".")[0] not in items]
        rows = {x.id: [(numbers(q, k), positions(x).get(ids[k], 0)) for q in found[x.id] for k in known] for x in chosen}
        rules, predicted = decide.Rules(), {}
        for fold in range(FOLDS):
            judge = fit_facets([r for n, x in enumerate(chosen) if n % FOLDS != fold for r in rows[x.id]])
            for n, x in enumerate(chosen):
                if n % FOLDS == fold:
                    predicted[x.id] = {c: v for c, (v, _) in verdicts(judge, found[x.id], ids, rules).items()}
        for name, codes in {"kept from it": items, "the others": [c for c in rules.items if c not in items]}.items():
            a = decide.agreement({x.id: {c: x.verdicts[c] for c in codes} for x in chosen},
                                 {x.id: {c: predicted[x.id][c] for c in codes} for x in chosen})
            print(f"{name:14} {','.join(codes)}", {k: round(float(v), 3) for k, v in a.items()}, flush=True)
        for code in items:
            a = decide.agreement({x.id: {code: x.verdicts[code]} for x in chosen}, {x.id: {code: predicted[x.id][code]} for x in chosen})
            print(f"  {code}", {k: round(float(v), 3) for k, v in a.items()}, flush=True)


if __name__ == "__main__":
    main()
