"""Which sums and dates do the papers name, how often, and on which pages? The values as published."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from panelsearch.linking.value_records import bounds, value_record
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import ValueOrder
from panelsearch.storage.derived_tables import TableReader
from panelsearch.storage.tables.linked_documents import sheets_of
from panelsearch.storage.tables.value_tables import (
    SORT_KEYS,
    Printing,
    ValueKey,
    ValueReader,
    ValueRecord,
    ValuesWanted,
)


@dataclass(frozen=True, slots=True)
class Value:
    """A sum or date, and the pages (document, page) that name it; perhaps only the first of them."""

    record: ValueRecord
    places: tuple[tuple[int, int], ...]


class Values:
    """The sums or dates of a library's papers."""

    def __init__(self, tables: TableReader, label: MentionLabel) -> None:
        self._tables, self._label, self._values = tables, label, ValueReader(tables, label)

    def page(
        self, wanted: ValuesWanted, order: ValueOrder, first: int, limit: int | None, places: int | None = None
    ) -> tuple[Value, ...]:
        """Values that are wanted, in order, each with so many of its pages at most (None: with all)."""
        records = self._values.page(wanted, order, limit, first)
        return tuple(Value(one, tuple(self._values.places(one.key, places))) for one in records)

    def total(self, wanted: ValuesWanted) -> int:
        """How many values are wanted."""
        return self._values.total(wanted)

    def page_within(
        self,
        passages: Sequence[int],
        wanted: ValuesWanted,
        order: ValueOrder,
        first: int,
        limit: int | None,
        places: int | None = None,
    ) -> tuple[tuple[Value, ...], int]:
        """The same of mentions that stand in the passages alone, counted there; and how many values they are."""
        found: dict[ValueKey, list[Printing]] = defaultdict(list)
        admitted = cache(partial(_is_wanted, wanted))
        for key, printing in self._values.within(passages, wanted):
            if admitted(key):
                found[key].append(printing)
        end = None if limit is None else first + limit
        likely = _likely_first(found, order, end)
        sheets = sheets_of(self._tables, {one.document_id for some in likely.values() for one in some})
        records = [value_record(key, printings, sheets) for key, printings in likely.items()]
        records.sort(key=SORT_KEYS[order])
        rows = []
        for one in records[first:end]:
            at = {(printing.document_id, printing.page) for printing in found[one.key]}
            named = sorted(at, key=lambda place: (sheets[place[0]].name, place[1]))
            rows.append(Value(one, tuple(named[:places])))
        return tuple(rows), len(found)

    def count_by_year(self, passages: Sequence[int], wanted: ValuesWanted) -> dict[int, int]:
        """How many of the values in the passages are of each year, from the first on.

        A sum is of the years of the meetings that name it, a date of those that it falls in.
        """
        if self._label is MentionLabel.MONEY:
            said = self._values.years_within(passages, wanted)
        else:
            keys = {key for key, _ in self._values.within(passages, wanted)}
            said = ((key, year) for key in keys for year in _years_of(key))
        admitted = cache(partial(_is_wanted, wanted))
        return dict(sorted(Counter(year for key, year in said if admitted(key)).items()))


_FIRST_BY: Mapping[ValueOrder, Callable[[ValueKey, Sequence[Printing]], int]] = {
    ValueOrder.COUNT: lambda key, printings: -len(printings),
    ValueOrder.VALUE: lambda key, printings: bounds(key)[0] or 0,
    ValueOrder.VALUE_DOWN: lambda key, printings: -(bounds(key)[0] or 0),
}
"""What `SORT_KEYS` look at first, where that is known before a value's record is made."""


def _likely_first(
    found: Mapping[ValueKey, Sequence[Printing]], order: ValueOrder, end: int | None
) -> Mapping[ValueKey, Sequence[Printing]]:
    """Those values that may be among the first `end` in an order, and perhaps more."""
    by = _FIRST_BY.get(order)
    if by is None or end is None or not 0 < end < len(found):
        return found
    ranks = {key: by(key, printings) for key, printings in found.items()}
    last = sorted(ranks.values())[end - 1]
    return {key: printings for key, printings in found.items() if ranks[key] <= last}


def _years_of(key: ValueKey) -> Iterable[int]:
    first, last = bounds(key)
    if first is None or last is None:
        return ()
    return range(date.fromordinal(first).year, date.fromordinal(last).year + 1)


def _is_wanted(wanted: ValuesWanted, key: ValueKey) -> bool:
    return wanted.admits(*bounds(key), key.currency)
