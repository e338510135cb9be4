"""What does a segment know of each passage? Words in their places, lists of terms, and a few numbers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from panelsearch.indexing import bm25f
from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.query.fields import COUNTED_FIELDS, NAMED_FIELDS
from panelsearch.text.analyzer import analyze, words_of

NO_DAY = 0
MOST_SUM = 10**18
"""Hundredths; larger sums, and lower ones than its opposite, are indexed as this much."""

PLACED = ("body", "exact")
"""The text's words, stemmed and as they are: what has places, so that phrases are found."""


@dataclass(frozen=True, slots=True)
class ListedField:
    """Terms without places: a passage's `values`, and the `terms` of one value, which are always the same."""

    values: Callable[[IndexedPassage], Iterable[Hashable]]
    terms: Callable[[Any], Iterable[str]]


def names_in(field: str) -> str:
    """The list of the names that a field of the query language looks for words in: a name is a term."""
    return f"{field}-names"


def counted_in(field: str) -> str:
    """The list of the values that matches are counted by."""
    return f"{field}-counts"


def sum_term(pence: int, currency: str = "GBP") -> str:
    """A sum as a term: the terms of a currency sort as its sums do."""
    return f"{currency}{min(max(pence, -MOST_SUM), MOST_SUM) + MOST_SUM:020d}"


def _stems(text: str) -> Iterable[str]:
    return [token.term for token in analyze(text)]


def _sum(value: tuple[str, int]) -> Iterable[str]:
    currency, pence = value
    return (sum_term(pence, currency),)


def _name(name: str) -> Iterable[str]:
    words = words_of(name)
    return (" ".join(words),) if words else ()


def _value(value: str) -> Iterable[str]:
    words = value.split()
    return (" ".join(words),) if words else ()


LISTED: Mapping[str, ListedField] = {
    "heading": ListedField(lambda p: (p.heading,), _stems),
    "title": ListedField(lambda p: (p.title,), _stems),
    "sum": ListedField(lambda p: dict.fromkeys(p.sums), _sum),
    **{names_in(name): ListedField(names, _name) for name, names in NAMED_FIELDS.items()},
    **{counted_in(name): ListedField(counting.values, _value) for name, counting in COUNTED_FIELDS.items()},
}
"""By the list's name in a segment."""

NUMBERS: Mapping[str, Callable[[IndexedPassage], int]] = {
    "key": lambda p: p.passage_id,
    "document": lambda p: p.document_id,
    "day": lambda p: p.meeting_date.toordinal() if p.meeting_date else NO_DAY,
    "page": lambda p: p.page,
    "announced": lambda p: int(p.kind == bm25f.ANNOUNCING),
}
LENGTH = "length"
"""Beside those numbers: how many words the text has, which comes of placing them."""
