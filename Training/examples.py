"""What is trained on: stretches of answers as the product would cut them, in the many forms that people speak."""
from __future__ import annotations

import copy
import random
from dataclasses import dataclass

import augment
import data
from segment import WINDOW, passages, words
from train_common import spoken_words, stretches

MAJOR = 0.6  # share of a labelled sentence that a passage must hold to carry its label
PADDED = 0.4  # share of answers with talk about something else in them
GIVEN = 0.25  # share of answers cut where the sentences end, whether one sees it or not
WINDOWS = 0.35  # share of answers cut into windows of words, as the product reads them a second time
MINOR = 0.25  # below it the passage is told nothing of the label


@dataclass
class Example:
    """A stretch of an answer: its passages, the stance of each on each facet, what is a hard negative, and what is left
    open since a passage holds half of the sentence that says it."""
    question: str
    texts: list[str]
    labels: list[dict[str, int]]
    hard: list[set[str]]
    open: list[set[str]]


def spoken_form(rng: random.Random) -> list:
    """The changes that make one of the forms speech takes; a whole interview has one form, four in ten as written."""
    kind = rng.random()
    changes = []
    if 0.4 <= kind < 0.65 or kind >= 0.9:
        changes.append(lambda text: augment.spoken(text))
    if 0.65 <= kind < 0.8 or kind >= 0.94:
        changes.append(lambda text: augment.filled(text, rng))
    if 0.76 <= kind < 0.94 or kind >= 0.97:
        changes.append(lambda text: augment.slipped(text, rng))
    return changes


def padded(units, asides, rng):
    """With a run of sentences about something else, mostly after the answer."""
    run = rng.choice(asides)
    length = rng.randint(1, min(12, len(run)))
    start = rng.randrange(len(run) - length + 1)
    more = [data.Unit(text) for text in run[start:start + length]]
    kind = rng.random()
    place = len(units) if kind < 0.65 else 0 if kind < 0.85 else rng.randrange(len(units) + 1)
    return units[:place] + more + units[place:]


def windows(text: str, first: int) -> list[tuple[int, int]]:
    """Runs of WINDOW words one after the other; the first has `first` words."""
    spans = words(text, 0, len(text))
    borders = [0, *range(first, len(spans), WINDOW)]
    return [(spans[a][0], spans[b - 1][1]) for a, b in zip(borders, borders[1:] + [len(spans)]) if b > a]


def cut(units, borders=passages) -> list[tuple[str, dict, set, set]]:
    """The passages of the product's segmentation, or other `borders`, with the labels of the sentences that lie in them."""
    text, spans = "", []
    for unit in units:
        text += " " if text else ""
        spans.append((len(text), len(text) + len(unit.text)))
        text += unit.text
    found = borders(text)
    out = [(text[a:b], {}, set(), set()) for a, b in found]
    torn: list[set[str]] = [set() for _ in found]  # said and denied in one breath
    for unit, (a, b) in zip(units, spans):
        if not unit.labels and not unit.hard:
            continue
        shares = [max(0, min(b, y) - max(a, x)) / (b - a) for x, y in found]
        best = max(range(len(shares)), key=shares.__getitem__)
        for i, share in enumerate(shares):
            _, labels, hard, left = out[i]
            if i == best or share >= MAJOR:
                for facet, stance in unit.labels.items():
                    other = labels.get(facet, stance)
                    if {other, stance} == {data.COMMIT, data.DENY}:
                        torn[i].add(facet)
                    labels[facet] = stance if other == data.VAGUE else other
                hard.update(unit.hard)
            elif share >= MINOR:
                left.update(unit.labels)
    return [(t, labels, hard, (left - labels.keys()) | both) for (t, labels, hard, left), both in zip(out, torn)]


def turn_examples(interviews, rng: random.Random, asides=None):
    """One example a stretch of a turn. With `asides` (runs of sentences that say nothing on the case) in the forms of
    speech and padded; without, as written."""
    out = []
    for interview in interviews:
        changes = spoken_form(rng) if asides else []
        for turn in interview.turns:
            units = copy.deepcopy(turn.units)
            if asides and rng.random() < PADDED:
                units = padded(units, asides, rng)
            for unit in units:
                for change in changes:
                    unit.text = change(unit.text) or unit.text
            kind = rng.random() if asides else 1
            if kind < GIVEN:
                pieces = [(u.text, u.labels, u.hard, set()) for u in units]
            elif kind < GIVEN + WINDOWS:
                first = rng.randint(WINDOW // 2, WINDOW)
                pieces = cut(units, lambda text: windows(text, first))
            else:
                pieces = cut(units)
            question = turn.question if not asides or rng.random() > 0.08 else ""
            for run in stretches(pieces, lambda piece: spoken_words(piece[0])):
                out.append(Example(question, *(list(column) for column in zip(*run))))
    return out


def row_examples(rng: random.Random, facets: list[str]) -> list[Example]:
    """Answers that only name things: a hard negative on each facet of the item that was asked about."""
    out = []
    for item, question, answer in data.rows():
        for change in spoken_form(rng):
            answer = change(answer) or answer
        texts = [answer[a:b] for a, b in passages(answer)]
        own = {f for f in facets if f.startswith(item + ".")}
        out.append(Example(question, texts, [{} for _ in texts], [set(own) for _ in texts], [set() for _ in texts]))
    return out
