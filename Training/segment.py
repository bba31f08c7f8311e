"""Splits an answer into passages, the same way the product does (Sources/Assessment/Segmenter.swift)."""
from __future__ import annotations

from disfluency import kept

ABBREVIATIONS = {"e.g", "i.e", "mr", "mrs", "ms", "dr", "vs", "etc", "no", "st", "approx"}
CONNECTORS = {"and", "but", "so", "then", "because", "cause", "or", "which", "while", "if", "when", "um", "uh", "well",
              "also", "plus", "i'd", "i'll", "i", "we'd", "okay", "anyway", "now"}
LONGEST = 30  # words a passage may have before it is split at connectors
SHORTEST = 8
WINDOW, STEP = 16, 8  # words of a window, and how far the next begins after it


def sentences(text: str) -> list[tuple[int, int]]:
    out, start, i, n = [], 0, 0, len(text)
    while i < n:
        c = text[i]
        if c == "\n":
            out.append((start, i))
            start = i + 1
        elif c in ".!?…":
            j = i + 1
            while j < n and text[j] in ".!?…":
                j += 1
            while j < n and text[j] in "\"'”’)]":
                j += 1
            ends = j >= n or text[j].isspace()
            if ends and c == "." and j == i + 1:
                k = i
                while k > start and not text[k - 1].isspace():
                    k -= 1
                word = text[k:i].strip("\"'“‘(").lower()
                if word in ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i"):
                    ends = False
            if ends:
                out.append((start, j))
                start = j
            i = j - 1
        i += 1
    out.append((start, n))
    trimmed = []
    for a, b in out:
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if b > a:
            trimmed.append((a, b))
    return trimmed


def words(text: str, a: int, b: int) -> list[tuple[int, int]]:
    out, i = [], a
    while i < b:
        while i < b and text[i].isspace():
            i += 1
        j = i
        while j < b and not text[j].isspace():
            j += 1
        if j > i:
            out.append((i, j))
        i = j
    return out


def passages(text: str) -> list[tuple[int, int]]:
    """Offsets of the passages, in order, in code points. Fillers don't count, and stay with the words before them."""
    out = []
    for a, b in sentences(text):
        every = words(text, a, b)
        w = [x for x, k in zip(every, kept([text[x:y] for x, y in every])) if k]
        while len(w) > LONGEST:
            cut = None
            for i in range(SHORTEST, min(len(w) - SHORTEST, 24) + 1):
                bare = text[w[i][0]:w[i][1]].lower().strip(",;:")
                comma = text[w[i - 1][1] - 1] in ",;:—"
                if bare in CONNECTORS or comma:
                    rank = (2 if comma and bare in CONNECTORS else 1 if comma else 0, -abs(i - 16))
                    if cut is None or rank > cut[0]:
                        cut = (rank, i)
            w = w[cut[1] if cut else 16:]
            end = w[0][0]
            while text[end - 1].isspace():
                end -= 1
            out.append((a, end))
            a = w[0][0]
        out.append((a, b))
    return out


def window_spans(count: int) -> list[tuple[int, int]]:
    """Overlapping runs of words that cover `count` of them, as in Sources/Assessment/WordWindows.swift."""
    if count <= WINDOW:
        return [(0, count)] if count else []
    return [(a, a + WINDOW) for a in range(0, count - WINDOW, STEP)] + [(count - WINDOW, count)]
