"""What is a sum paid for, over and over? "per hour", "a week", "per Band D property", "each": the unit behind it.

Only units on the list below are known: "as per the minutes" and "£5 a laptop" name none. Two in a row are kept in
their order ("£25 per head per annum"). The sum itself and where it stands are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from panelsearch.gazetteers.loader import either, pattern, sets

_COUNTED, _BY_STROKE_TOO, _BY_EACH_ONLY = (
    sets(f"measures.{one}") for one in ("counted_by", "counted_by_stroke", "counted_by_each")
)
_MEANT = {word: unit[0] for unit in (*_COUNTED, *_BY_STROKE_TOO, *_BY_EACH_ONLY) for word in unit}
_SHORT = {"pa": "year", "pcm": "month", "pw": "week", "ph": "hour", "pp": "person"}


def _any_of(words: Iterable[str]) -> str:
    return either(sorted(words, key=len, reverse=True))


_WORDS = _any_of(_MEANT)
_BY_A = _any_of(chain(*_COUNTED))
_BY_STROKE = _any_of(chain(*_COUNTED, *_BY_STROKE_TOO))
_VAT = r"(?:plus|\+|excluding|excl?\.?|including|incl?\.?) ?vat"
_ASIDE = re.compile(rf"(?: \(?(?:{_VAT}|net|gross)\)?)?", re.IGNORECASE)
_OFTEN = {word: unit for unit, *words in sets("measures.paid_how_often") for word in words}
_UNIT = re.compile(
    rf" {{0,2}}[,(]? ?(?:"
    rf"(?:per|each|every|an?) (?:average |equivalent )?band (?P<band>[A-I])(?: {pattern('measures.of_a_band')})?"
    rf"|(?:per|(?:for )?(?:each|every)) (?P<per>{_WORDS})"
    rf"|/ ?(?P<stroke>{_BY_STROKE})"
    rf"|an? (?P<counted>{_BY_A})(?! (?:ago|before|earlier|later|after|early|late|long|old|off|out|centre|care|trip)\b)"
    r"|(?-i:(?P<short>pa|p\. ?a|pcm|p\.c\.m|pw|p\. ?w|ph|p\. ?h|pp|p\.p)\.?(?! ?(?:\d|system)))"
    rf"|(?-i:(?P<often>{either(_OFTEN)}))"
    r"|(?-i:(?P<each>each|apiece)(?! (?:time|way|side|[A-Z][a-z]+day)\b))"
    r")(?![\w/'-])",
    re.IGNORECASE,
)
_MOST_UNITS = 3


def unit_behind(text: str, end: int) -> str | None:
    """The unit of the sum that ends there, as "per year", "each" or "per person per day"; None where none is named."""
    units: list[str] = []
    aside = _ASIDE.match(text, end)
    at = aside.end() if aside else end
    while len(units) < _MOST_UNITS and (match := _UNIT.match(text, at)):
        unit = _named(match)
        if unit in units:
            break
        units.append(unit)
        at = match.end()
    return " ".join(units) or None


def _named(match: re.Match[str]) -> str:
    if match["each"]:
        return "each"
    if match["band"]:
        return f"per Band {match['band'].upper()} property"
    if match["short"]:
        return f"per {_SHORT[re.sub('[^a-z]', '', match['short'].lower())]}"
    if match["often"]:
        return f"per {_OFTEN[match['often']]}"
    word = match["per"] or match["stroke"] or match["counted"]
    return f"per {_MEANT[word.lower()]}"
