"""The corpus as Python values: interviews, pairs, facets of the scenario. See corpus/GUIDE.md for what labels mean."""
from __future__ import annotations

import glob
import os
import re
from dataclasses import dataclass, field

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
SCENARIO = os.path.join(HERE, "..", "Library", "scenarios", "performance-management")

NONE, COMMIT, VAGUE, DENY = range(4)
MARKS = {"+": COMMIT, "~": VAGUE, "-": DENY, "n": NONE}
STANCES = {"commit": COMMIT, "vague": VAGUE, "deny": DENY, "neither": NONE}

# Facet codes of the guide that differ from the ids in the content.
RENAMED = {
    "d1.collab": "d1.collaboration", "d1.before": "d1.before-concluding", "d3.responses": "d3.different-responses",
    "a2.headsup": "a2.heads-up", "a3.adjust": "a3.adjustment", "o1.improve": "o1.improvement",
    "o1.partial": "o1.partial-improvement", "o1.formal": "o1.formal-plan", "o1.exit": "o1.role-change-or-exit",
    "o3.hardcall": "o3.hard-call",
}
# Codes that stand for the vague form of another facet.
VAGUE_CODES = {"a2.vague": "a2.trigger", "o2.implied": "o2.sustained", "o3.hedged": "o3.hard-call"}
MISTAKES = [f"m{i}" for i in range(1, 9)]


def facet_id(code: str, mark: str) -> tuple[str, int]:
    """The content's facet for a guide code, and the stance class."""
    stance = MARKS[mark]
    if code in VAGUE_CODES:
        return VAGUE_CODES[code], (VAGUE if stance in (COMMIT, VAGUE) else stance)
    return RENAMED.get(code, code), stance


@dataclass
class Unit:
    text: str
    labels: dict[str, int] = field(default_factory=dict)
    hard: set[str] = field(default_factory=set)  # touched without commitment: a labelled "neither"


@dataclass
class Turn:
    phase: str
    minute: float
    question: str
    units: list[Unit]


@dataclass
class Interview:
    id: str
    voice: str
    level: str
    turns: list[Turn]
    verdicts: dict[str, str]
    mistakes: set[str]
    scores: list[float]


LABEL = re.compile(r"^([a-z]\d(?:\.[a-z]+)?)([+~\-n])$")


def parse_interview(path: str) -> Interview:
    head, turns, verdicts, mistakes, scores = {}, [], {}, set(), []
    for number, raw in enumerate(open(path, encoding="utf-8"), 1):
        line = raw.rstrip("\n").strip()
        if not line:
            continue
        where = f"{path}:{number}"
        if line.startswith("Q "):
            left, _, text = line[2:].partition("|")
            parts = left.split()
            turns.append(Turn(parts[0], float(parts[1]) if len(parts) > 1 else 0.0, text.strip(), []))
        elif line.startswith("A ") or line == "A":
            text, labels, hard = line[2:].strip(), {}, set()
            found = re.search(r"\[([^\]]*)\]\s*$", text)
            if found:
                text = text[: found.start()].strip()
                for token in found.group(1).replace(",", " ").split():
                    match = LABEL.match(token)
                    if not match:
                        raise ValueError(f"{where}: label '{token}'")
                    facet, stance = facet_id(match.group(1), match.group(2))
                    if stance == NONE:
                        hard.add(facet)
                    else:
                        labels[facet] = stance
            if not turns:
                raise ValueError(f"{where}: answer before a question")
            if text:
                turns[-1].units.append(Unit(text, labels, hard))
        elif line.startswith("VERDICTS"):
            verdicts = dict(part.split("=") for part in line.split()[1:])
        elif line.startswith("MISTAKES"):
            mistakes = set(line.split()[1:]) - {"none", "-"}
        elif line.startswith("SCORES"):
            scores = [float(x) for x in line.split()[1:5]]
        elif ":" in line:
            key, _, value = line.partition(":")
            head[key.strip()] = value.strip()
    if len(verdicts) != 16 or len(scores) != 4:
        raise ValueError(f"{path}: verdicts or scores are missing")
    return Interview(head.get("id", os.path.basename(path)), head.get("voice", ""), head.get("level", ""),
                     [t for t in turns if t.units], verdicts, mistakes, scores)


def interviews(pattern: str = "*.txt") -> list[Interview]:
    return [parse_interview(p) for p in sorted(glob.glob(os.path.join(HERE, "corpus", "interviews", pattern)))]


def held_out() -> list[str]:
    """Ids of the interviews that nothing is trained on: stage 2 and the figures are made with them."""
    return open(os.path.join(HERE, "corpus", "held-out.txt"), encoding="utf-8").read().split()


def asides(held: bool = False) -> list[list[str]]:
    """Runs of twenty sentences that say nothing on the case, from corpus/asides; a fifth of them is kept for stage 2."""
    runs = []
    for path in sorted(glob.glob(os.path.join(HERE, "corpus", "asides", "*.txt"))):
        lines = [line for line in open(path, encoding="utf-8").read().split("\n") if line]
        own = [lines[i:i + 20] for i in range(0, len(lines), 20)]
        runs += own[-(len(own) // 5):] if held else own[:-(len(own) // 5)]
    return runs


def rows() -> list[tuple[str, str, str]]:
    """Item code, question, and an answer that names the item's points and says nothing on any."""
    out = []
    for raw in open(os.path.join(HERE, "corpus", "rows.tsv"), encoding="utf-8"):
        item, question, answer = raw.rstrip("\n").split("\t")
        out.append((item, question, answer))
    return out


@dataclass
class Pair:
    criterion: str  # facet id, or words
    text: str
    stance: int
    context: str
    source: str


def pairs() -> list[Pair]:
    out = []
    for path in sorted(glob.glob(os.path.join(HERE, "corpus", "pairs", "*.tsv"))):
        for number, raw in enumerate(open(path, encoding="utf-8"), 1):
            cells = raw.rstrip("\n").split("\t")
            if len(cells) < 3 or cells[0] in ("", "criterion"):
                continue
            criterion, text, stance = cells[0].strip(), cells[1].strip(), cells[2].strip()
            if stance not in STANCES:
                raise ValueError(f"{path}:{number}: stance '{stance}'")
            value = STANCES[stance]
            if re.fullmatch(r"[a-z]\d(\.[a-z]+)?", criterion):
                if criterion in VAGUE_CODES:
                    criterion, value = VAGUE_CODES[criterion], (VAGUE if value == COMMIT else value)
                else:
                    criterion = RENAMED.get(criterion, criterion)
            out.append(Pair(criterion, text, value, cells[3].strip() if len(cells) > 3 else "", os.path.basename(path)))
    return out


@dataclass
class Facet:
    id: str  # code.facet, or a mistake's code
    criterion: str
    met: list[str]
    vague: list[str]
    near: list[str]
    opposite: list[str]


def facets() -> list[Facet]:
    out = []
    for path in sorted(glob.glob(os.path.join(SCENARIO, "items", "*.yaml"))):
        item = yaml.safe_load(open(path, encoding="utf-8"))
        for facet in item["facets"]:
            e = facet["exemplars"]
            out.append(Facet(f"{item['code']}.{facet['id']}", facet["criterion"], e.get("met") or [],
                             e.get("vague") or [], e.get("near") or [], e.get("opposite") or []))
    path = os.path.join(SCENARIO, "mistakes.yaml")
    if os.path.exists(path):
        for m in yaml.safe_load(open(path, encoding="utf-8"))["mistakes"]:
            e = m.get("exemplars") or {}
            out.append(Facet(m["code"], m.get("criterion", m["title"]), e.get("met") or [], e.get("vague") or [],
                             e.get("near") or [], e.get("opposite") or []))
    return out


def item_rules() -> dict[str, dict]:
    """Item code to its rules and facets, as the content has them."""
    out = {}
    for path in sorted(glob.glob(os.path.join(SCENARIO, "items", "*.yaml"))):
        item = yaml.safe_load(open(path, encoding="utf-8"))
        out[item["code"]] = {"id": item["id"], "phase": item["phase"], "met": item["met"], "partial": item["partial"],
                             "contradicted": item.get("contradicted"), "facets": [f["id"] for f in item["facets"]]}
    return out


if __name__ == "__main__":
    import collections
    everything = interviews()
    count = collections.Counter()
    for i in everything:
        for t in i.turns:
            for u in t.units:
                count["units"] += 1
                count["labelled"] += bool(u.labels)
                for f, s in u.labels.items():
                    count[f"{f}{'?+~-'[s]}"] += 1
    print(len(everything), "interviews;", sum(len(t.units) and 1 for i in everything for t in i.turns), "turns;",
          count["units"], "units,", count["labelled"], "labelled;", len(pairs()), "pairs;", len(facets()), "facets")
    known = {f.id for f in facets()}
    print("labels without a facet:", sorted({k[:-1] for k in count if k[-1] in "+~-"} - known))
    for k, v in sorted(count.items()):
        print(k, v, end="; ")
