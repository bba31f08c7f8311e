"""Which words of a sentence say something, the same way the product decides it (Sources/Assessment/Disfluencies.swift)."""
from __future__ import annotations

ALWAYS = set("um umm uhm uh uhh er erm ehm hmm mm mhm ah eh basically literally".split())
MARKS = ".,;:!?…\"'“”‘’()[]—-"
PAIRS = {  # two words that are a filler, but before or after these
    ("you", "know"): (set(), set("what how why when where who that the a if whether about it this them him her your".split())),
    ("i", "mean"): (set(), set("it that this business well".split())),
    ("sort", "of"): (set("a the this that what which some any one same every another each these those different certain "
                         "right wrong other no first".split()), set()),
}
PAIRS["kind", "of"] = PAIRS["sort", "of"]
SINGLES = {  # a word that is a filler, but after or before these
    "like": (set("would i'd we'd you'd they'd he'd she'd look looks looked looking feel feels felt sound sounds sounded something "
                 "anything things stuff nothing someone somebody people person is it's that's was were what's are seems seem "
                 "more just much not don't didn't doesn't do did they i we you she he who exactly act work also".split()),
             set()),
    "well": (set("as very pretty so how going goes go went do doing done does did works work really quite too not is are "
                 "perform performs performing known might may could just him her them it get took read reads handled".split()),
             set("done defined known liked before after in enough being meaning into over below above".split())),
    "right": (set("the that's a all is it get gets got getting not be was who's you're he's she's they're are it's if done do "
                  "doing went goes go turn no made make makes has had have set their my his her and or".split()),
              set("now away after person thing things way time place one kind call to there at before in then direction side "
                  "people level move next fit question questions behind".split())),
}
LONGEST_RUN = 8  # nobody says more fillers in a row; then they are words like others
REPEATABLE = set("that had no very really many long again never".split())


def bare(word: str) -> str:
    return word.lower().replace("’", "'").strip(MARKS)


def kept(words: list[str]) -> list[bool]:
    """For each word of a sentence whether it is more than a filler, a word cut off, or a word said again. All of a
    sentence of fillers is kept, and of a row of more than LONGEST_RUN."""
    plain = [bare(w) for w in words]
    keep = [True] * len(words)

    def at(i):
        return plain[i] if 0 <= i < len(plain) else ""

    for i, word in enumerate(plain):
        if not keep[i]:
            continue
        pair = PAIRS.get((word, at(i + 1)))
        single = SINGLES.get(word)
        if word in ALWAYS or (len(words[i]) > 1 and words[i].endswith("-") and word and i + 1 < len(words)):
            keep[i] = False
        elif pair and at(i - 1) not in pair[0] and at(i + 2) not in pair[1]:
            keep[i] = keep[i + 1] = False
        elif single and at(i - 1) not in single[0] and at(i + 1) not in single[1]:
            keep[i] = False
        elif word in ("okay", "ok") and at(i + 1) == "so":
            keep[i] = False
    left = [i for i, k in enumerate(keep) if k]
    for n, i in enumerate(left):
        following = [plain[j] for j in left[n + 1:n + 4]]
        if not plain[i]:
            continue
        if following[:1] == [plain[i]] and plain[i] not in REPEATABLE:
            keep[i] = False
        elif len(following) == 3 and [plain[i], following[0]] == following[1:]:
            keep[i] = keep[left[n + 1]] = False
    run = []
    for i, k in enumerate([*keep, True]):
        if not k:
            run.append(i)
            continue
        if len(run) > LONGEST_RUN:
            for j in run:
                keep[j] = True
        run = []
    return keep if any(keep) else [True] * len(words)


def heard(text: str) -> str:
    """A passage as the encoder reads it: without disfluencies and marks, so that it reads the same written and spoken."""
    words = text.split()
    said = " ".join(w for w, k in zip(words, kept(words)) if k)
    return " ".join("".join(c if c.isalnum() or c in "'’" else " " for c in said).split()) or text
