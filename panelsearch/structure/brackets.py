"""What stands in brackets, though one is never closed?"""

from __future__ import annotations

import re

from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.model.spans import Span

_LONGEST = 160
_NICKNAME = re.compile(r"(?<=[a-z] )[(\"“](?P<called>[A-Z][a-z]+)[)\"”](?= [A-Z][a-z])")
"""What somebody is called, within the name: "Elizabeth (Betty) Warner"."""
_ENDS_AN_OPEN_ONE = re.compile(r"[,;\n]|\Z")


def bracketed(text: str, within: Span) -> tuple[Span, ...]:
    """Each bracket of a stretch, its marks included. One that another opens in, or none closes, ends at a comma.

    "(LRM, Cllr Birch (BB)" is two: the first was never closed.
    """
    found: list[Span] = []
    at = within.start
    while (opening := _opening(text, at, within.end)) >= 0:
        if nickname := _nickname(text, opening):
            at = nickname.end()
            continue
        end = _closing(text, opening, within.end)
        found.append(Span(opening, end))
        at = max(end, opening + 1)
    return tuple(found)


def _nickname(text: str, opening: int) -> re.Match[str] | None:
    found = _NICKNAME.match(text, opening)
    return found if found and found["called"].casefold() in GIVEN_NAMES else None


def closes_a_nickname(text: str, at: int) -> bool:
    """Whether the mark before an offset ends what somebody is called, within the name."""
    begin = max(text.rfind("(", 0, at), text.rfind('"', 0, at - 1), text.rfind("“", 0, at))
    found = _nickname(text, begin) if begin >= 0 else None
    return found is not None and found.end() == at


def _opening(text: str, start: int, end: int) -> int:
    return min((at for mark in "([" if (at := text.find(mark, start, end)) >= 0), default=-1)


def _closing(text: str, opening: int, end: int) -> int:
    upto = min(end, opening + _LONGEST)
    closing = min((at for mark in ")]" if (at := text.find(mark, opening, upto)) >= 0), default=-1)
    inner = _opening(text, opening + 1, upto)
    if closing >= 0 and not 0 <= inner < closing:
        return closing + 1
    if closing >= 0:  # "(Chair (acting))" closes twice, and nothing is listed in it
        second = min((at for mark in ")]" if (at := text.find(mark, closing + 1, upto)) >= 0), default=-1)
        if second >= 0 and not re.search(r"[,;\n]", text[opening:closing]) and not text[closing + 1 : second].strip():
            return second + 1
    ends = _ENDS_AN_OPEN_ONE.search(text, opening, upto)
    return ends.start() if ends else upto
