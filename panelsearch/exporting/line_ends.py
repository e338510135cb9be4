"""Where does a line end only because the print was at its margin? There a reader of flowing text wants a blank.

Told from the lines alone, with care for lists and tables. Whatever is taken for one, no word is lost: formats that flow
write such a line's end as a blank, and read it back.
"""

from __future__ import annotations

import re
from itertools import pairwise

_SHORTEST = 40
"""A line of fewer characters may be one of a list or a table."""
_GOES_ON = re.compile(r"[^\W\d_]$|[,;:\-\u2013\u2014/)]$")
_BEGINS = re.compile(r"[\w(\u2018\u201c'\"\u00a3$]")
_LABEL = re.compile(r"\(?(?:[a-zA-Z]{1,4}|\d{1,3})[.)]\s")


def wraps(text: str) -> frozenset[int]:
    """The offsets of the line breaks at which a sentence goes on."""
    lines = text.split("\n")
    longest = max(map(len, lines))
    found: list[int] = []
    at = 0
    for line, following in pairwise(lines):
        at += len(line)
        if len(line) >= _SHORTEST and _goes_on(line, following, longest):
            found.append(at)
        at += 1
    return frozenset(found)


def _goes_on(line: str, following: str, longest: int) -> bool:
    """Whether a sentence goes on in small letters, or the next word would not have fitted and is none of a new row."""
    if _LABEL.match(following):
        return False
    if following[:1].islower():
        return True
    full = len(line) + 1 + len(following.split(" ", 1)[0]) > longest
    return full and bool(_GOES_ON.search(line) and _BEGINS.match(following))
