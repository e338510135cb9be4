"""By what can matches be counted? What a passage counts under in each field, the same for every index."""

from __future__ import annotations

from collections.abc import Mapping

from panelsearch.indexing.base import FacetCount
from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.query.fields import COUNTED_FIELDS


def facet_values(passage: IndexedPassage, facet: str) -> tuple[str, ...]:
    """The distinct values, in order; none where nothing is known."""
    found = COUNTED_FIELDS[facet].values(passage)
    return tuple(dict.fromkeys(value for words in found if (value := " ".join(words.split()))))


def narrowing(facet: str, value: str) -> str:
    """The field that restricts a query to a value, as it is typed."""
    return f"{facet}:{value}" if value.replace("/", "").isalnum() else f'{facet}:"{value}"'


def in_order(counts: Mapping[str, int]) -> tuple[FacetCount, ...]:
    """The values that count anything, most passages first, then by value."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(FacetCount(value, passages) for value, passages in ordered if passages)
