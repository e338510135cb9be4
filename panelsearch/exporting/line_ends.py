"""Where does a line end only because the print was at its margin? There a reader of flowing text wants a blank.

Told from the lines alone, with care for lists and tables. Whatever is taken for one, no word is lost: formats that flow
write such a line's end as a blank, and read it back.
"""

from __future__ import annotations

import re
from itertools import pairwise

from panelsearch.gazetteers.loader import words

_SHORTEST = 40
"""A line of fewer characters may be one of a list or a table."""
_NEARLY_FULL = 0.93
"""Of the longest line: letters are of different width, so that a full one may have fewer."""
_LEADING_ON = words("common_words.lead_on")
"""Words behind which no sentence ends, and no row of a list."""
_GOES_ON = re.compile(r"[^\W\d_]$|[,\-\u2013\u2014/)]$")
_BEGINS = re.compile(r"[\w(\u2018\u201c'\"\u00a3$]")
_LABEL = re.compile(r"\(?(?:[a-zA-Z]{1,4}|\d{1,3})(?:[.)]\s|\t)")


def wraps(text: str) -> frozenset[int]:
    """The offsets of the line breaks at which a sentence goes on."""
    lines = text.split("\n")
    longest = max(map(len, lines))
    found: list[int] = []
    at = 0
    for line, following in pairwise(lines):
        at += len(line)
        if _leads_on(line, following) or (len(line) >= _SHORTEST and _goes_on(line, following, longest)):
            found.append(at)
        at += 1
    return frozenset(found)


def _leads_on(line: str, following: str) -> bool:
    """Whether a line ends with a word that wants another, in text that is no table."""
    last = line[line.rfind(" ") + 1 :].lower()
    return last in _LEADING_ON and following[:1].isalnum() and "\t" not in line and not _LABEL.match(following)


def _goes_on(line: str, following: str, longest: int) -> bool:
    """Whether a sentence goes on in small letters, or the next word would not have fitted and is none of a new row."""
    if _LABEL.match(following):
        return False
    if following[:1].islower():
        return True
    share = 1 if "\t" in line + following else _NEARLY_FULL
    full = len(line) + 1 + len(following.split(" ", 1)[0]) > longest * share
    return full and bool(_GOES_ON.search(line) and _BEGINS.match(following))
