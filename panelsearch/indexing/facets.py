"""By what can matches be counted? What a passage counts under in each facet, the same for every index."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from panelsearch.indexing.base import Facet, FacetCount, IndexedPassage

COUNTED = {facet: f"{facet}-facet" for facet in Facet}
"""The index's fields whose terms are the values of a facet."""
_APRIL = 4


def facet_values(passage: IndexedPassage, facet: Facet) -> tuple[str, ...]:
    """The distinct values, in order; none where nothing is known."""
    when = passage.meeting_date
    match facet:
        case Facet.BODY:
            found: tuple[str, ...] = (passage.body,)
        case Facet.KIND:
            found = (passage.kind,)
        case Facet.YEAR:
            found = (str(when.year),) if when else ()
        case Facet.FINANCIAL_YEAR:
            found = (financial_year(when),) if when else ()
        case Facet.PERSON:
            found = passage.named_people
        case Facet.COUNCIL:
            found = passage.named_councils
        case Facet.OUTCOME:
            found = passage.outcomes
    return tuple(dict.fromkeys(value for words in found if (value := " ".join(words.split()))))


def narrowing(facet: Facet, value: str) -> str:
    """The field that restricts a query to a value, as it is typed."""
    return f"{facet}:{value}" if value.replace("/", "").isalnum() else f'{facet}:"{value}"'


def financial_year(when: date) -> str:
    """The year from April to March in which a day lies, as it is asked for: 2022/23."""
    first = when.year if when.month >= _APRIL else when.year - 1
    return f"{first}/{(first + 1) % 100:02}"


def in_order(counts: Mapping[str, int]) -> tuple[FacetCount, ...]:
    """The values that count anything, most passages first, then by value."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(FacetCount(value, passages) for value, passages in ordered if passages)
