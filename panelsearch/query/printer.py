"""How is a query written canonically? So that parsing what is printed gives the same tree."""

from __future__ import annotations

import re
from datetime import date

from panelsearch.query.ast import (
    Alike,
    And,
    Boost,
    DateIn,
    DocumentIn,
    Everything,
    Fuzzy,
    MoneyIn,
    NameIs,
    Near,
    Not,
    Or,
    PageIn,
    Phrase,
    Query,
    Wildcard,
    Word,
)

NEAR_DISTANCE = 8
"""How many words apart `a NEAR b` may be."""
_SIGNS = {"GBP": "", "EUR": "€"}
_PLAIN = re.compile(r"\w[\w/-]*")


def print_query(query: Query) -> str:
    """The canonical text of a tree."""
    return _printed(query, outer=True)


def _printed(query: Query, *, outer: bool = False) -> str:
    match query:
        case Word(text, exact):
            return f'"{text}"' if exact else text
        case Alike(words):
            return f"({' OR '.join(words)})"
        case Phrase(words):
            return f'"{" ".join(words)}"'
        case Near(words, distance, exact=True):
            return f'"{" ".join(words)}"~{distance}'
        case Near(words, distance):
            told = (" NEAR " if distance == NEAR_DISTANCE else f" NEAR/{distance} ").join(words)
            return told if outer else f"({told})"
        case Wildcard(pattern):
            return pattern
        case Fuzzy(text, edits):
            return f"{text}~{edits if edits != 1 else ''}"
        case And(children):
            told = " ".join(_printed(child) for child in children)
            return told if outer else f"({told})"
        case Or(children):
            told = " OR ".join(_printed(child) for child in children)
            return told if outer else f"({told})"
        case Not(child):
            return f"-{_printed(child)}"
        case Boost(child, factor):
            return f"{_printed(child)}^{factor:g}"
        case NameIs(field, value):
            return f"{field}:{value}" if _PLAIN.fullmatch(value) else f'{field}:"{value}"'
        case DateIn(first, last):
            return f"date:{_range(_day(first), _day(last))}"
        case MoneyIn(low, high, currency):
            sign = _SIGNS.get(currency, currency)
            return f"money:{_range(_sum(low, sign), _sum(high, sign))}"
        case PageIn(first_page, last_page):
            return f"page:{_range(str(first_page or 1), '' if last_page is None else str(last_page))}"
        case DocumentIn() | Everything():
            return ""


def _range(low: str, high: str) -> str:
    return low if low == high else f"{low}..{high}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _sum(hundredths: int | None, sign: str) -> str:
    if hundredths is None:
        return ""
    whole, rest = divmod(abs(hundredths), 100)
    return ("-" if hundredths < 0 else "") + sign + (f"{whole}.{rest:02}" if rest else str(whole))
