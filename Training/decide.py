"""Verdicts by the content's rules, and agreement with ratings; mirrors Sources/InterviewCore."""
from __future__ import annotations

import re

import numpy as np

import data

STANCES = ["", "commit", "vague", "deny"]
LEVELS = ["contradicted", "absent", "partial", "met"]


def compile_rule(text: str, item: str):
    s = text.replace("\n", " ")
    s = re.sub(r"(\d) of \(", r"atleast(\1, ", s)
    tokens = re.findall(r"atleast\(\d, |[a-z][a-z\-\.0-9]*|[(),]|>=|\d+\.?\d*", s)
    out = []
    for i, t in enumerate(tokens):
        nxt = tokens[i + 1] if i + 1 < len(tokens) else ""
        if t in ("and", "or", "not"):
            out.append(f" {t} ")
        elif t.startswith("atleast("):
            out.append(t)
        elif t in ("committed", "vague", "denied", "met", "credited", "absent", "contradicted") and nxt == "(":
            out.append(t)
        elif t in ("evidence", "vagueness"):
            out.append(t)
        elif re.match(r"[a-z]", t):
            name = t if "." in t else f"{item}.{t}"
            inside = len(out) >= 2 and out[-1] == "(" and out[-2] in ("committed", "vague", "denied", "met", "credited", "absent", "contradicted")
            out.append(f"'{name}'" if inside else f"committed('{name}')")
        else:
            out.append(t)
    return compile("".join(out), text, "eval")


class Rules:
    def __init__(self):
        self.items = {}
        for code, r in data.item_rules().items():
            self.items[code] = {"id": r["id"], "phase": r["phase"], **{
                k: compile_rule(r[k], code) if r.get(k) else None for k in ("met", "partial", "contradicted")}}

    def verdict(self, code, stance) -> str:
        env = {
            "committed": lambda f: stance.get(f) == "commit", "vague": lambda f: stance.get(f) in ("commit", "vague"),
            "denied": lambda f: stance.get(f) == "deny", "atleast": lambda n, *xs: sum(map(bool, xs)) >= n,
        }
        rules = self.items[code]
        for name in ("contradicted", "met", "partial"):
            if rules[name] is not None and eval(rules[name], env):
                return name
        return "absent"


def agreement(gold, pred):
    """gold, pred: dicts id -> {code: verdict}."""
    g = [LEVELS.index(gold[i][c]) for i in gold for c in gold[i]]
    p = [LEVELS.index(pred[i][c]) for i in gold for c in gold[i]]
    g, p = np.array(g), np.array(p)

    def f1(a, b):
        tp = (a & b).sum(); fp = (~a & b).sum(); fn = (a & ~b).sum()
        return 2 * tp / max(1, 2 * tp + fp + fn)

    def macro(a, b):
        return (f1(a, b) + f1(~a, ~b)) / 2

    o = ((g - p) ** 2).mean()
    e = sum((g == a).mean() * (p == b).mean() * (a - b) ** 2 for a in range(4) for b in range(4))
    return {"credit": macro(g >= 2, p >= 2), "met": macro(g == 3, p == 3), "qwk": 1 - o / e, "acc": (g == p).mean(),
            "contra_f1": f1(g == 0, p == 0), "bias": (p - g).mean()}
