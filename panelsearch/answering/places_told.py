"""Which words of a sentence tell a place? What a label, or "at" and its like, puts before a name or a building."""

from __future__ import annotations

import re
from collections.abc import Iterator

from panelsearch.gazetteers.loader import pattern
from panelsearch.model.spans import Span, trimmed
from panelsearch.text.date_words import MONTH

_NO_PLACE = rf"(?:{MONTH}|{pattern('places.not_place')})\b"
_PROPER = rf"(?!{_NO_PLACE})[A-Z][\w’'&-]*\.?(?<!\w\w\w\w\.)"
_NAME = (
    rf"(?:\d{{1,5}}[A-Za-z]?[ ])?{_PROPER}"
    rf"(?:\s(?:(?:of|the|and|&|upon|le|la|de)\s)?(?:{_PROPER}|\d{{1,4}}\b(?![:.]\d)))*"
)
_BUILDINGS = pattern("places.place")
_BUILDING = rf"(?:the|a|an|our|its|their)\s(?:[\w’'-]+\s){{0,3}}{_BUILDINGS}\b"
_PLACE = (
    rf"(?:(?:the\s)?{_NAME}(?:(?:\s[a-z-]+)?\s{_BUILDINGS}\b)?"
    rf"|{_BUILDING}(?:\s(?:of|in|at|on)\s(?:the\s)?{_NAME})?)"
)
_MORE = rf"(?:(?:,|\sin|\sat|\sor by|\sand)\s(?:the\s)?{_NAME}){{0,5}}"
_AT = re.compile(
    r"\b(?P<how>[Aa]t|AT|[Ii]n|IN|[Oo]n|[Oo]utside|[Ii]nside|[Nn]ear|[Oo]pposite|[Bb]ehind|[Bb]eside|[Uu]nder|[Ww]ithin"
    r"|to|into|onto|via|(?:suggest|propos|book|us)ed)"
    rf"\s(?P<place>{_PLACE}{_MORE}|(?:on-?line|zoom)\b)"
)
_LABELLED = re.compile(
    r"(?:^|(?<=[\n\t.;•-]))[ \t]*(?:(?:[\w-]+[ ]){0,3}?"
    r"(?:location|venue|place|address|held at|held in)(?:/\w+)?(?:\s*[:\t]|\s[–-]\s)"
    r"|(?:location|venue|place|where)[ ]*\n)\s*"
    r"(?P<place>[^\n\t]{3,90}(?:\n(?![^\n]{0,25}[:\t])[^\n\t:]*\d[^\n\t:]*$)?)",
    re.IGNORECASE,
)
_BESIDE = frozenset({"outside", "near", "opposite", "behind", "beside", "under", "within"})
_AIMS = frozenset({"to", "into", "onto", "via"})
_ENDS_AS_BUILDING = re.compile(rf"\b(?:{_BUILDINGS}|online|zoom|teams)\b", re.IGNORECASE)


def places_told(text: str, within: Span) -> Iterator[tuple[Span, float]]:
    """The places that a part of a text tells, with how surely they are places; labels are surest."""
    labelled: list[Span] = []
    for match in _LABELLED.finditer(text, within.start, within.end):
        span = trimmed(text, Span(*match.span("place")))
        labelled.append(span)
        yield span, 1.0
    for match in _AT.finditer(text, within.start, within.end):
        beside = match["how"].casefold() in _BESIDE  # that it is not there but beside it is part of the answer
        span = trimmed(text, Span(match.start() if beside else match.start("place"), match.end()))
        if any(span.overlaps(other) for other in labelled):
            continue
        surely = 1.0 if _ENDS_AS_BUILDING.search(span.of(text)) else 0.8
        yield span, surely * (0.7 if match["how"] in _AIMS else 1.0)
