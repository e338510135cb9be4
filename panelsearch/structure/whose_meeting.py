"""Whose next meeting does a paper tell of? Minutes tell of those of groups and other bodies too."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import pairwise

from panelsearch.gazetteers.loader import words

_BODIES = words("body_words.whole") | words("body_words.part")
_ITSELF = words("body_words.itself")
_KINDS = words("body_words.regular_meeting")
_SUBJECTS = words("body_words.subject")
"""A board "of education" is no other than the board."""
_JOINS = frozenset("the of and for & our this".split())
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|&")
_OF = re.compile(
    r"\s{1,4}(?:of|for)\s{1,4}(?P<whose>(?:(?!(?:will|would|is|was|to|on|at|in|has|be|are|held|due|scheduled|which|it"
    r"|next|meetings?|dates?|venue|time|place|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may"
    r"|june|july|august|september|october|november|december)\b)[^\W\d_][\w'’&-]{0,30}\s{1,4}){0,8}"
    r"(?:(?!(?:will|is|was|to|on|at|be|are|next|meetings?|dates?)\b)[^\W\d_][\w'’&-]{0,30})?)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\W{0,9}(?:(?:item\s)?\(?\d[\d./]{0,8}|[a-z]|[ivx]{1,5})[.):]?\s", re.IGNORECASE)
_BEFORE = re.compile(r"(?P<name>.*?)\s*(?:[:/|,(–—-]\s*)?(?:(?:dates?|day|time)\s+of\s+)?(?:the\s+)?$", re.IGNORECASE)
_CAME = re.compile(r"\b(?:present|apologies|(?:in\s+)?attend\w*)\b", re.IGNORECASE)
_COUNCILLOR = re.compile(r"\b\w{1,30}\s{1,4}(?:councillors?|cllrs?)\b", re.IGNORECASE)
_LINE, _HEAD = 120, 600


def words_of_head(text: str) -> frozenset[str]:
    """What the head of a paper says, down to who came, and the initials of that, but for whose its councillors are."""
    came = _CAME.search(text, 0, _HEAD)
    said = re.findall(r"\w+", _COUNCILLOR.sub("", text[: came.start() if came else _HEAD]).casefold())
    initials = ("".join(word[0] for word in said[first : first + n]) for n in (3, 4, 5) for first in range(len(said)))
    return frozenset(said).union(initials)


def is_anothers(text: str, cue: re.Match[str], own: frozenset[str]) -> bool:
    """Whether words of "next meeting", what it is of, or what stands before or over it name another body.

    `own` are the words that the paper begins with: they name the body whose paper it is.
    """
    kinds = _WORD.findall(cue["whose"] or "")
    if any(word.casefold() not in _KINDS for word in kinds) and _is_another(kinds, own, _KINDS):
        return True
    if (of := _OF.match(text, cue.end())) and _is_another(_WORD.findall(of["whose"]), own):
        return True
    start = text.rfind("\n", max(0, cue.start() - _LINE), cue.start()) + 1
    line = text[max(start, cue.start() - _LINE) : cue.start()]
    if _is_a_bodys(_name_before(line), own):
        return True
    if line.strip(" \t•*–-"):
        return _is_nothing_but_a_bodys(line, own)
    return _is_nothing_but_a_bodys(text[max(0, start - _LINE) : max(0, start - 1)].rpartition("\n")[2], own)


def _is_nothing_but_a_bodys(line: str, own: frozenset[str]) -> bool:
    """Whether a line is the name of another body, numbered perhaps."""
    bare = _NUMBERED.sub("", line).strip(" \t.:•*–-")
    name = _WORD.findall(bare)
    return " ".join(name) == " ".join(bare.split()) and all(map(_is_capital, name)) and _is_a_bodys(name, own)


def _name_before(line: str) -> list[str]:
    """The name that a line ends with, before what it tells of it."""
    told = _BEFORE.match(re.split(r"[.;!?]\s", line)[-1])
    said = _WORD.findall(told["name"]) if told and re.search(r"[^\W\d_]['’]?$", told["name"]) else []
    name: list[str] = []
    for word in reversed(said[-8:]):
        if name and not _is_capital(word):
            break
        name.insert(0, word)
    return name


def _is_a_bodys(name: list[str], own: frozenset[str]) -> bool:
    return bool(name) and _plain(name[-1]) in _BODIES and _is_another(name, own)


def _is_another(name: Iterable[str], own: frozenset[str], more: Collection[str] = ()) -> bool:
    """Whether a name has words that are neither the body's own nor what any body calls itself."""
    said = ["", *map(_plain, name)]
    return any(
        not (word in _JOINS or word in _ITSELF or word in more or own.issuperset(re.findall(r"\w+", word)))
        and not (before == "of" and word in _SUBJECTS)
        for before, word in pairwise(said)
    )


def _plain(word: str) -> str:
    return re.sub(r"['’]s?$", "", word.casefold())


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word in _JOINS
