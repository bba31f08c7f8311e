"""Pairs in which only the reach of a negation decides, for the matcher.

Who waters a tulip waters a flower; who waters no flower waters no tulip, and the other way round nothing follows. Similarity
can't see that. The words are this file's own: kinds of things, frames, and side remarks that a negation may hide in.
"""
from __future__ import annotations

import random

import data

# What is done, and things it is done to: the wider word first, then kinds of it.
KINDS = [
    (("waters", "water"), "a flower", ["a tulip", "a rose", "an orchid", "a daisy"]),
    (("plants", "plant"), "a tree", ["an oak", "a birch", "a cherry tree", "a willow"]),
    (("plays", "play"), "an instrument", ["a violin", "a trumpet", "a cello", "a flute"]),
    (("repairs", "repair"), "a vehicle", ["a tractor", "a van", "a motorbike", "a tram"]),
    (("bakes", "bake"), "a cake", ["a cheesecake", "a sponge cake", "a lemon cake"]),
    (("orders", "order"), "a drink", ["a lemonade", "an espresso", "a cider", "a cocoa"]),
    (("carries", "carry"), "a tool", ["a hammer", "a chisel", "a spanner", "a saw"]),
    (("wears", "wear"), "a garment", ["a scarf", "a raincoat", "a waistcoat"]),
    (("paints", "paint"), "a piece of furniture", ["a chair", "a wardrobe", "a bookshelf"]),
    (("peels", "peel"), "a vegetable", ["a carrot", "a turnip", "a beetroot"]),
    (("buys", "buy"), "a fruit", ["a plum", "a pear", "a mango"]),
    (("keeps", "keep"), "a bird", ["a parrot", "a finch", "a canary"]),
    (("catches", "catch"), "a fish", ["a trout", "a carp", "a herring"]),
    (("reviews", "review"), "a document", ["a contract", "an invoice", "a design note", "a runbook"]),
    (("attends", "attend"), "a meeting", ["a retrospective", "a planning meeting", "a status call", "a one-to-one"]),
    (("writes", "write"), "a program", ["a compiler", "a spreadsheet macro", "a web crawler"]),
    (("treats", "treat"), "an illness", ["a cold", "the flu", "pneumonia"]),
    (("measures", "measure"), "a physical quantity", ["the temperature", "the voltage", "the pressure"]),
    (("uses", "use"), "a programming language", ["Python", "Swift", "Fortran"]),
    (("tests", "test"), "a material", ["copper", "rubber", "glass", "an alloy"]),
    (("trains", "train"), "a colleague", ["an apprentice", "a junior engineer", "a new tester"]),
    (("fixes", "fix"), "a defect", ["a memory leak", "a race condition", "a broken link"]),
]
WHO = ["the gardener", "my neighbour", "the engineer", "our manager", "the nurse", "Mira", "the teacher", "this student", "the mechanic",
       "her uncle", "the new hire", "the director"]
TAILS = ["", "", " in the afternoon", " before lunch", " every week", " at the workshop"]
ASIDES = [", who doesn't like noise,", ", not a patient person,", ", who isn't from here,", " who never smokes", ", unlike the others,"]
AFTERS = [", but not on Fridays", ", and doesn't talk about it", ", though nobody asked", " and isn't tired of it", ", not for the money"]
BEFORES = ["Although it isn't raining, ", "Since nobody else is there, ", "Not without pride, ", "As there is no hurry, "]
NOT = ["{who} does not {verb} {what}", "{who} doesn't {verb} {what}", "{who} never {verbs} {what}", "it is not true that {who} {verbs} {what}",
       "it isn't the case that {who} {verbs} {what}", "there is no day on which {who} {verbs} {what}"]
TWICE = ["it is not true that {who} does not {verb} {what}", "it's false that {who} doesn't {verb} {what}",
         "nobody can say that {who} doesn't {verb} {what}", "that {who} does not {verb} {what} is a lie"]



def sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."


def examples(count: int, rng: random.Random) -> list[tuple[str, str, int]]:
    """(criterion, text, stance), as many of each form."""
    out = []
    for n in range(count):
        (verbs, verb), wide, kinds = rng.choice(KINDS)
        narrow = rng.choice(kinds)
        who = rng.choice(WHO) + (rng.choice(ASIDES) if rng.random() < 0.3 else "")
        tail = rng.choice(TAILS) + (rng.choice(AFTERS) if rng.random() < 0.3 else "")
        before = rng.choice(BEFORES) if rng.random() < 0.15 else ""
        form = ["{who} {verbs} {what}", rng.choice(NOT), rng.choice(TWICE)][n % 3]
        if n % 3 == 1 and rng.random() < 0.2:
            other = rng.choice([k[1] for k in KINDS if k[0][0] != verbs])
            form += f" and isn't interested in {other}"

        def say(form, what):
            return sentence(before + form.format(who=who, verbs=verbs, verb=verb, what=what) + tail)

        turned = n % 3 == 1
        if rng.random() < 0.5:
            said, asked = (wide, narrow) if turned else (narrow, wide)  # follows
            stance = data.COMMIT
        else:
            said, asked = (narrow, wide) if turned else (wide, narrow)
            stance = data.NONE
        out.append((say(form, asked), say(form, said), stance))
        if n % 6 == 0:  # who waters no flower denies watering a tulip, and the other way round
            no = rng.choice(NOT)
            out.append((say("{who} {verbs} {what}", narrow), say(no, wide), data.DENY))
            out.append((say(no, wide), say("{who} {verbs} {what}", narrow), data.DENY))
    return out
