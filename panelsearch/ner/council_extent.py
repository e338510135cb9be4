"""Where does a council's name begin and end among the words round it?"""

from __future__ import annotations

import re

from panelsearch.gazetteers.loader import alternatives, words
from panelsearch.gazetteers.non_names import NEVER
from panelsearch.ner import public_bodies
from panelsearch.ner.council_names import JOINS, KnownCouncils, folded_name

NOT_PLACE = words("council_words.not_place")
"""Capitalised words before a council's name that are no part of it."""
KIND_NAMES = frozenset(re.findall(r"[\w ]+", "|".join(alternatives("council_words.kind")).lower()))
"""What kinds of council are called, in small letters."""
_PLACE_WORD = re.compile(r"[A-Z][^\W\d]*(?:'[^\W\d]+)?(?:[.-][^\W\d][^\W\d']*)*\.?|&")
_OF_SOMEWHERE = words("council_words.of_somewhere")


def name_start(text: str, stop: int) -> int:
    """Where the place's name begins that ends just before `stop`, white space between; `stop` where there is none."""
    start, at = stop, stop
    capitals = text[stop : stop + 20].split(" ")[0].isupper()
    joins: list[str] = []
    for _ in range(9):
        match = re.search(r"([^\s(\[,;:/\"]+) {1,2}$", text[max(0, at - 40) : at])
        if match is None:
            break
        word = match[1]
        begin = at - len(match[0])
        if word.lower() in JOINS and (word.islower() or word == "&" or capitals):
            # A name never ends in a joining word, and "of" joins only what is a place of somewhere.
            if start == stop:
                break
            left = re.search(r"(\S+) {1,2}$", text[max(0, begin - 40) : begin])
            if word.lower() == "of" and not (left and left[1].lstrip("([").lower() in _OF_SOMEWHERE):
                break
            if joins:
                break
            joins.append(word.lower())
            at = begin
            continue
        if not _PLACE_WORD.fullmatch(word) or word.lower().rstrip(".") in NOT_PLACE or word.endswith("."):
            break
        # "NALC and Dunmere Parish Council", "CALC Parish Council": no abbreviation is part of a name in mixed case.
        if len(word) > 2 - bool(joins) and word.isupper() and not capitals:
            break
        if word.lower() in KIND_NAMES and joins[:1] != ["of"] and start != stop:
            break
        start = at = begin
        joins = []
    return start


def with_new(level: str, start: int, end: int, known: KnownCouncils) -> int:
    """Where "New Forest District Council" begins: "New" at a line's start is a heading's, unless such a council is."""
    if not level.endswith("New ", 0, start):
        return start
    name = level[start - 4 : end]
    known_so = public_bodies.council_named(name) or (known.body or "").lower().startswith(name.lower())
    return start - 4 if known_so or re.search(r"[a-z,] New $", level[max(0, start - 6) : start]) else start


def without_neighbours(level: str, start: int, end: int, known: KnownCouncils) -> int:
    """Where the name begins without words of others before it: "July Oldmere Parish Council" in a paper of Oldmere's.

    "Upper Oldmere Parish Council" is another place's, and what is itself a council's name is left whole.
    """
    name = level[start:end]
    own = known.body
    if own and (longer := re.search(re.escape(own).replace(r"\ ", r"\s+") + "$", level[:end][-120:], re.IGNORECASE)):
        return end - len(longer[0])
    if public_bodies.council_named(" ".join(name.split())) or folded_name(name) in known.full:
        return start
    words = list(re.finditer(r"\S+", name))
    for n, word in enumerate(words[1:-1], 1):
        rest = " ".join(name[word.start() :].split())
        before = words[n - 1][0].lower()
        sure = public_bodies.council_named(rest)
        if (
            sure
            and folded_name(sure.name) == folded_name(rest)
            and before not in _IN_NAMES
            and before not in ("of", "&")
        ):
            return start + word.start()
    return start


# What follows "Township of X" and belongs to a body, building or paper of that township instead.
_NOT_IN_NAME = words("council_words.not_in_name")
_IN_NAMES = words("council_words.in_name")
_NEVER_IN_NAMES = NEVER - JOINS - _IN_NAMES - {"council", "township"}


def goes_on(word: str) -> bool:
    """Whether a word after "Township of X" begins something else: "Council" alone belongs to the name."""
    return word.lower() in _NOT_IN_NAME or word.lower() in _NEVER_IN_NAMES
