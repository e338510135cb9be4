"""An export of counts over time (csv): how many passages and papers of each body, in each year or month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

from panelsearch.exporting.base import ExportFormat, Order, Setting
from panelsearch.exporting.characters import as_utf_8_holds
from panelsearch.exporting.records import CountedRow, ExportRecord, Row
from panelsearch.exporting.tabular import write_table

_COLUMNS = ("period", "body", "passages", "documents")
_DIGITS = {"year": 4, "month": 7}


def _counts(rows: Iterable[Row], setting: Setting) -> Iterator[Row]:
    """Counts by period and body, the oldest first; passages without a date stand under no period, first of all."""
    passages: Counter[tuple[str, str]] = Counter()
    documents: Counter[tuple[str, str]] = Counter()
    last = ""
    seen: set[tuple[str, str]] = set()
    for row in rows:  # in the order of the documents
        assert isinstance(row, ExportRecord)
        if row.document != last:
            last, seen = row.document, set()
        key = (row.meeting_date[: _DIGITS[setting.by]], row.body)
        passages[key] += 1
        documents[key] += key not in seen
        seen.add(key)
    for period, body in sorted(passages):
        key = period, body
        yield CountedRow(dict(zip(_COLUMNS, (period, body, passages[key], documents[key]), strict=True)))


FORMAT = ExportFormat(
    "counts", partial(write_table, delimiter=","), held=as_utf_8_holds, shows=_COLUMNS, made_of=_counts,
    order=Order.BY_PLACE, may_end=("csv",),
)  # fmt: skip
