"""Where does a sentence end? Spans of the sentences of a text; minutes are full of initials, lists and half lines."""

from __future__ import annotations

import re

from panelsearch.model.spans import Span, trimmed

_END = re.compile(
    r"""(?<=[.!?])(?P<closing>["'”’)]*)\s+(?=["'“‘(]*[A-Z£$•\d])   # a full stop and a capital
      | \n\s*\n                                      # a blank line
      | \n(?=\s*(?:[•▪●–—*-]|\(?[a-z0-9]{1,3}[.)])\s)  # the next point of a list
    """,
    re.VERBOSE,
)
TITLES = "Mr|Mrs|Ms|Messrs|Dr|Cllrs?|Crs?|Cyng|Ald|Coun|Revd?|Prof|Hon|Capt|Col|Lt|Gen|Sgt|Supt"
"""Titles cut short, before names: a stop behind one ends no sentence."""
_NO_END = re.compile(
    rf"(?:\b(?:Ch|Chq|Tel|Ext|Reg|Dept|Rd|Ave|{TITLES}|St|No|Nos|para|paras|ref|p|pp|cf|approx|inc|Ltd|Co|vs|v|etc|e\.g"
    r"|i\.e)|\b[A-Z]|^\s*\(?\d{1,3}|^\s*\(?[a-z])\.$"
)
_TITLE_ENDS = re.compile(rf"\b(?:{TITLES})\.$")
"""A line that ends with a title goes on with the name."""


_SIGHT = 40
"""So far before a stop stands what keeps it from ending a sentence."""


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences in order, trimmed, together holding every word of the text."""
    spans, start = [], 0
    for match in _END.finditer(text):
        sight = max(start, match.start() - _SIGHT)
        line = max(sight, text.rfind("\n", sight, match.start()) + 1)
        kept = _NO_END if "\n" not in match.group() else _TITLE_ENDS
        if match["closing"] is not None and match.group().count("\n") < 2 and kept.search(text[line : match.start()]):
            continue
        spans.append(Span(start, match.end("closing") if match["closing"] else match.start()))
        start = match.end()
    spans.append(Span(start, len(text)))
    return tuple(span for span in (trimmed(text, s) for s in spans) if len(span))
