"""Which rows keep the sums and dates of a library, and how are they asked for a page at a time?

A value is what mentions of equal value are joined to: a sum with its currency and unit, or a day or span of days as
ISO writes it. `low` and `high` are what it is compared by: hundredths, or the ordinals of its first and last day.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import ValueOrder
from panelsearch.storage.derived_tables import TableReader, TableWriter, as_many_as, int64, marks, portions
from panelsearch.storage.packing import Row
from panelsearch.storage.tables.register_tables import HELD

SCHEMA = (
    """CREATE TABLE value_rows (
        label TEXT NOT NULL, value_pence INTEGER, currency TEXT, unit TEXT, iso TEXT, name TEXT NOT NULL,
        count INTEGER NOT NULL, documents INTEGER NOT NULL, pages INTEGER NOT NULL, first TEXT, last TEXT,
        low INTEGER, high INTEGER, variants TEXT NOT NULL, bodies TEXT NOT NULL)""",  # what is long comes last
    "CREATE INDEX value_rows_by_value ON value_rows (label, value_pence, iso, currency, unit)",
    "CREATE INDEX value_rows_by_count ON value_rows (label, count DESC, name, currency, low DESC, unit)",
    "CREATE INDEX IF NOT EXISTS mentions_of_sums ON mentions (value_pence, currency, unit, document_id, page)"
    " WHERE label = 'MONEY'",
    "CREATE INDEX IF NOT EXISTS mentions_of_dates ON mentions (iso, document_id, page) WHERE label = 'DATE'",
    # all that is asked of the mentions in a passage, so that their rows need not be read
    "CREATE INDEX IF NOT EXISTS sums_of_pages ON mentions"
    " (document_id, page, start, finish, value_pence, currency, unit, iso, text) WHERE label = 'MONEY'",
    "CREATE INDEX IF NOT EXISTS dates_of_pages ON mentions"
    " (document_id, page, start, finish, value_pence, currency, unit, iso, text) WHERE label = 'DATE'",
)
TABLES = ("value_rows",)
_VALUE = "value_pence, currency, unit, iso"
_RECORD = f"{_VALUE}, name, count, documents, pages, variants, bodies, first, last, low, high"
_AT_ONCE = 2_000
_OF_PAGES = {MentionLabel.MONEY.value: "sums_of_pages", MentionLabel.DATE.value: "dates_of_pages"}
_OURS = "document_id IN (SELECT document_id FROM linked_documents)"


@dataclass(frozen=True, slots=True)
class ValueKey:
    """What mentions of one value share."""

    value_pence: int | None = None
    currency: str | None = None
    unit: str | None = None
    iso: str | None = None


@dataclass(frozen=True, slots=True)
class Printing:
    """A mention of a value: where it stands, and how it is printed."""

    document_id: int
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class ValueRecord:
    """A value as its row is kept: counted over the library."""

    key: ValueKey
    name: str
    count: int
    documents: int
    pages: int
    variants: tuple[str, ...]
    bodies: tuple[str, ...]
    first: str | None
    last: str | None
    low: int | None
    high: int | None

    @property
    def first_day(self) -> date | None:
        """When it was first named, by the meetings of its papers."""
        return date.fromisoformat(self.first) if self.first else None

    @property
    def last_day(self) -> date | None:
        """When it was last named."""
        return date.fromisoformat(self.last) if self.last else None


@dataclass(frozen=True, slots=True)
class ValuesWanted:
    """Which values: those that reach into `low` to `high`, and of these currencies; None restricts nothing."""

    low: int | None = None
    high: int | None = None
    currencies: frozenset[str] | None = None

    @property
    def is_all(self) -> bool:
        """Whether every value is wanted, those that cannot be compared too."""
        return self.low is None and self.high is None and self.currencies is None

    def admits(self, low: int | None, high: int | None, currency: str | None) -> bool:
        """Whether a value is wanted."""
        if self.is_all:
            return True
        return (
            low is not None
            and high is not None
            and (self.low is None or self.low <= high)
            and (self.high is None or low <= self.high)
            and (self.currencies is None or currency in self.currencies)
        )


_TIE = "count DESC, name, currency NULLS FIRST, low DESC NULLS LAST, unit NULLS FIRST"
_ORDERS = {
    ValueOrder.COUNT: _TIE,
    ValueOrder.VALUE: f"coalesce(low, 0), {_TIE}",
    ValueOrder.VALUE_DOWN: f"coalesce(low, 0) DESC, {_TIE}",
    ValueOrder.DATE: f"first NULLS LAST, {_TIE}",
    ValueOrder.DATE_DOWN: f"last DESC NULLS LAST, {_TIE}",
}


def _tie(one: ValueRecord) -> tuple[object, ...]:
    return -one.count, one.name, one.key.currency or "", -(one.low or 0), one.key.unit or ""


SORT_KEYS: dict[ValueOrder, Callable[[ValueRecord], tuple[object, ...]]] = {
    ValueOrder.COUNT: _tie,
    ValueOrder.VALUE: lambda one: (one.low or 0, *_tie(one)),
    ValueOrder.VALUE_DOWN: lambda one: (-(one.low or 0), *_tie(one)),
    ValueOrder.DATE: lambda one: (one.first is None, one.first or "", *_tie(one)),
    ValueOrder.DATE_DOWN: lambda one: (-(date.fromisoformat(one.last).toordinal() if one.last else 0), *_tie(one)),
}
"""The orders that the tables give, for rows that are not in them."""


class ValueWriter:
    """Writes the values of one label while a generation is published."""

    def __init__(self, tables: TableWriter, label: MentionLabel) -> None:
        self._tables, self._label = tables, label.value

    def clear(self) -> None:
        """Forget every value."""
        self._tables.run("DELETE FROM value_rows WHERE label = ?", (self._label,))

    def named_in(self, documents: Sequence[int]) -> set[ValueKey]:
        """The values that documents name."""
        return {
            ValueKey(*row)
            for some in portions(documents)
            for row in self._tables.rows(
                f"SELECT DISTINCT {_VALUE} FROM mentions WHERE label = ? AND document_id IN ({marks(some)})",  # noqa: S608
                (self._label, *some),
            )
        }

    def forget(self, keys: Iterable[ValueKey]) -> None:
        """Drop the rows of values."""
        alike: dict[str, list[tuple[object, ...]]] = {}
        for key in keys:
            where, parameters = _equal(value_pence=key.value_pence, iso=key.iso, currency=key.currency, unit=key.unit)
            alike.setdefault(where, []).append((self._label, *parameters))
        for where, rows in alike.items():
            self._tables.insert(f"DELETE FROM value_rows WHERE label = ? AND {where}", rows)  # noqa: S608

    def printings(self, key: ValueKey) -> list[Printing]:
        """Every mention of a value in the library."""
        # the plus keeps SQLite from asking the index document by document
        where, parameters = _of(self._label, key)
        rows = self._tables.rows(
            f"SELECT document_id, page, text FROM mentions WHERE {where} AND +{_OURS}",  # noqa: S608
            parameters,
        )
        return [Printing(*row) for row in rows]

    def all_printings(self) -> Iterator[tuple[ValueKey, Printing]]:
        """Every mention of the label in the library, those of one value together."""
        sql = (
            f"SELECT {_VALUE}, document_id, page, text FROM mentions INDEXED BY mentions_by_label"  # noqa: S608
            f" WHERE label = ? AND {_OURS} ORDER BY {_VALUE}"
        )
        for *key, document_id, page, text in self._tables.stream(sql, (self._label,)):
            yield ValueKey(*key), Printing(document_id, page, text)

    def keep(self, records: Iterable[ValueRecord]) -> None:
        """Write the rows of values; making a record may ask the same tables."""
        waiting = iter(records)
        while some := list(islice(waiting, _AT_ONCE)):
            self._tables.insert(
                f"INSERT INTO value_rows (label, {_RECORD}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",  # noqa: S608
                (self._row(one) for one in some),
            )

    def _row(self, one: ValueRecord) -> tuple[object, ...]:
        return (
            self._label, one.key.value_pence, one.key.currency, one.key.unit, one.key.iso, one.name, one.count,
            one.documents, one.pages, json.dumps(one.variants, ensure_ascii=False),
            json.dumps(one.bodies, ensure_ascii=False), one.first, one.last, one.low, one.high,
        )  # fmt: skip


class ValueReader:
    """Asks for the values of one label."""

    def __init__(self, tables: TableReader, label: MentionLabel) -> None:
        self._tables, self._label = tables, label.value

    def page(self, wanted: ValuesWanted, order: ValueOrder, limit: int | None, offset: int) -> list[ValueRecord]:
        """Values that are wanted, in order."""
        where, parameters = self._where(wanted)
        rows = self._tables.rows(
            f"SELECT {_RECORD} FROM value_rows WHERE rowid IN (SELECT rowid FROM value_rows WHERE {where}"  # noqa: S608
            f" ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?) ORDER BY {_ORDERS[order]}",
            (*parameters, as_many_as(limit), int64(offset)),
        )
        return [
            ValueRecord(
                ValueKey(pence, currency, unit, iso), name, count, documents, pages, tuple(json.loads(variants)),
                tuple(json.loads(bodies)), first, last, low, high,
            )
            for (
                pence, currency, unit, iso, name, count, documents, pages, variants, bodies, first, last, low, high,
            ) in rows
        ]  # fmt: skip

    def total(self, wanted: ValuesWanted) -> int:
        """How many are wanted."""
        where, parameters = self._where(wanted)
        return int(self._tables.rows(f"SELECT count(*) FROM value_rows WHERE {where}", parameters)[0][0])  # noqa: S608

    def _where(self, wanted: ValuesWanted) -> tuple[str, list[object]]:
        where, parameters = ["label = ?"], list[object]((self._label,))
        if not wanted.is_all:
            where.append("low IS NOT NULL AND high IS NOT NULL")
        for column, sign, bound in (("high", ">=", wanted.low), ("low", "<=", wanted.high)):
            if bound is not None:
                where.append(f"{column} {sign} ?")
                parameters.append(int64(bound))
        if wanted.currencies is not None:
            where.append(f"currency IN ({marks(sorted(wanted.currencies))})")
            parameters += sorted(wanted.currencies)
        return " AND ".join(where), parameters

    def places(self, key: ValueKey, at_most: int | None) -> list[tuple[int, int]]:
        """The pages (document, page) that name a value, each once, in order of document name and page."""
        where, parameters = _of(self._label, key)
        return self._tables.rows(
            "SELECT document_id, page FROM (SELECT DISTINCT document_id, page FROM mentions"  # noqa: S608
            f" WHERE {where}) AS named JOIN linked_documents USING (document_id) ORDER BY name, page LIMIT ?",
            (*parameters, as_many_as(at_most)),
        )

    def within(self, passages: Sequence[int], wanted: ValuesWanted) -> Iterator[tuple[ValueKey, Printing]]:
        """The mentions that stand in passages, each once; of sums those that are wanted, of dates all of them."""
        for *key, document_id, page, text, _ in self._within("m.document_id, m.page, m.text, m.idx", passages, wanted):
            yield ValueKey(*key), Printing(document_id, page, text)

    def years_within(self, passages: Sequence[int], wanted: ValuesWanted) -> Iterator[tuple[ValueKey, int]]:
        """What stands in passages of dated meetings, each value once for each of their years; see `within`."""
        year = f"substr({HELD.replace('x.', 'p.')}, 1, 4)"
        papers = " CROSS JOIN register_documents r ON r.document_id = p.document_id"
        for *key, held in self._within(year, passages, wanted, papers):
            if held:
                yield ValueKey(*key), int(held)

    def _within(self, columns: str, passages: Sequence[int], wanted: ValuesWanted, joined: str = "") -> list[Row]:
        where, parameters = [f"m.label = '{self._label}'"], list[object]((json.dumps(list(passages)),))
        for sign, bound in ((">=", wanted.low), ("<=", wanted.high)):
            if bound is not None and self._label == MentionLabel.MONEY.value:
                where.append(f"m.value_pence {sign} ?")
                parameters.append(int64(bound))
        return self._tables.rows(
            f"SELECT DISTINCT m.value_pence, m.currency, m.unit, m.iso, {columns} FROM json_each(?) AS wanted"  # noqa: S608
            " JOIN passages p ON p.id = CAST(wanted.value AS INTEGER)"
            f" CROSS JOIN mentions m INDEXED BY {_OF_PAGES[self._label]} ON m.document_id = p.document_id"
            f" AND m.page = p.page AND m.start >= p.start AND m.finish <= p.finish{joined} WHERE {' AND '.join(where)}",
            parameters,
        )


def _of(label: str, key: ValueKey) -> tuple[str, tuple[object, ...]]:
    """The mentions of a value; the label is spelt out, as the index of its mentions has it."""
    if label == MentionLabel.DATE.value:
        where, parameters = _equal(iso=key.iso)
    else:
        where, parameters = _equal(value_pence=key.value_pence, currency=key.currency, unit=key.unit)
    return f"label = '{label}' AND {where}", parameters


def _equal(**columns: object) -> tuple[str, tuple[object, ...]]:
    """Rows that have these values, None too. Where `IS` is asked not every engine lets an index tell."""
    where = " AND ".join(f"{name} IS NULL" if value is None else f"{name} = ?" for name, value in columns.items())
    return where, tuple(value for value in columns.values() if value is not None)
