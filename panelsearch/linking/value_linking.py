"""How do the sums and dates in new papers become values? Counts again those that changed papers name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from panelsearch.linking.changes import Changes
from panelsearch.linking.value_records import value_record
from panelsearch.model.mentions import MentionLabel
from panelsearch.storage.derived_tables import TableWriter
from panelsearch.storage.tables.value_tables import Printing, ValueKey, ValueRecord, ValueWriter

VALUES = (MentionLabel.MONEY, MentionLabel.DATE)


def link_values(tables: TableWriter, changes: Changes) -> None:
    """Bring the values up to date with the changes."""
    for label in VALUES:
        values = ValueWriter(tables, label)
        if changes.is_afresh:
            values.clear()
            values.keep(_records(_grouped(values), changes))
        else:
            keys = values.named_in((*changes.added, *changes.removed))
            values.forget(keys)
            values.keep(_records(((key, values.printings(key)) for key in keys), changes))


def _grouped(values: ValueWriter) -> Iterator[tuple[ValueKey, Iterable[Printing]]]:
    for key, pairs in groupby(values.all_printings(), key=lambda pair: pair[0]):
        yield key, (printing for _, printing in pairs)


def _records(grouped: Iterable[tuple[ValueKey, Iterable[Printing]]], changes: Changes) -> Iterator[ValueRecord]:
    for key, some in grouped:
        printings = list(some)
        if printings:
            yield value_record(key, printings, changes.sheets)
