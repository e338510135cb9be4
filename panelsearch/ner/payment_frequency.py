"""What is a sum paid for, over and over? "per hour", "a week", "per Band D property", "each": the unit behind it.

Only units on the list below are known: "as per the minutes" and "£5 a laptop" name none. Two in a row are kept in
their order ("£25 per head per annum"). The sum itself and where it stands are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# Each unit as it is given, and the words for it: behind "per", "a", "an", "each", "every" or a stroke.
_TIMES = {
    "hour": "hour|hr",
    "day": "day",
    "night": "night",
    "week": "week|wk",
    "fortnight": "fortnight",
    "month": "month|calendar month|mth",
    "quarter": "quarter",
    "year": "year|annum|yr|financial year|municipal year",
    "session": "session",
    "meeting": "meeting",
    "visit": "visit",
}
_THINGS = {
    "person": "person|head|capita",
    "household": "household",
    "property": "property",
    "dwelling": "dwelling|home|house",
    "elector": "elector",
    "resident": "resident",
    "councillor": "councillor|cllr",
    "member": "member",
    "officer": "officer",
    "employee": "employee",
    "child": "child",
    "pupil": "pupil",
    "adult": "adult",
    "family": "family",
    "player": "player",
    "team": "team",
    "ticket": "ticket",
    "item": "item|unit",
    "copy": "copy",
    "page": "page|sheet",
    "plot": "plot",
    "grave": "grave",
    "vehicle": "vehicle|car",
    "bin": "bin",
    "bag": "bag",
    "cut": "cut",
    "mile": "mile",
    "kilometre": "kilometre|kilometer|km",
    "metre": "metre|meter",
    "square metre": "square metre|square meter|sq m|sqm|m2|m²",
    "square foot": "square foot|sq ft",
    "hectare": "hectare|ha",
    "acre": "acre",
    "tonne": "tonne|metric ton",
    "ton": "ton",
    "kilogram": "kilogram|kilo|kg",
    "litre": "litre|liter",
    "kilowatt hour": "kilowatt hour|kwh",
}
_MEANT = {word: meant for named in (_TIMES, _THINGS) for meant, words in named.items() for word in words.split("|")}
_SHORT = {"pa": "year", "pcm": "month", "pw": "week", "ph": "hour", "pp": "person"}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _words_for(*units: str) -> str:
    return _any_of(word for word, meant in _MEANT.items() if meant in units)


_WORDS = _any_of(_MEANT)
# Behind "a" or a stroke only what people count by: "£5 a head", yet not "£5 a member" or "Fete £500/Bin £20".
_COUNTED = ("hour", "day", "night", "week", "fortnight", "month", "quarter", "year", "person", "mile", "tonne", "ton")
_BY_A = _words_for(*_COUNTED)
_BY_STROKE = _words_for(
    *_COUNTED, "kilometre", "metre", "square metre", "hectare", "kilogram", "litre", "kilowatt hour"
)
_HOMES = "property|dwelling|household|home|house|equivalent|taxpayer"
_VAT = r"(?:plus|\+|excluding|excl?\.?|including|incl?\.?) ?vat"
_ASIDE = re.compile(rf"(?: \(?(?:{_VAT}|net|gross)\)?)?", re.IGNORECASE)
_UNIT = re.compile(
    rf" {{0,2}}[,(]? ?(?:"
    rf"(?:per|each|every|an?) (?:average |equivalent )?band (?P<band>[A-I])(?: (?:{_HOMES}))?"
    rf"|(?:per|(?:for )?(?:each|every)) (?P<per>{_WORDS})"
    rf"|/ ?(?P<stroke>{_BY_STROKE})"
    rf"|an? (?P<counted>{_BY_A})(?! (?:ago|before|earlier|later|after|early|late|long|old|off|out|centre|care|trip)\b)"
    r"|(?-i:(?P<short>pa|p\. ?a|pcm|p\.c\.m|pw|p\. ?w|ph|p\. ?h|pp|p\.p)\.?(?! ?(?:\d|system)))"
    r"|(?-i:(?P<often>annually|yearly|quarterly|monthly|weekly|daily|hourly))"
    r"|(?-i:(?P<each>each|apiece)(?! (?:time|way|side|[A-Z][a-z]+day)\b))"
    r")(?![\w/'-])",
    re.IGNORECASE,
)
_OFTEN = {
    "annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour",
    "quarterly": "quarter",
}  # fmt: skip
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
