"""Do two stores hold the same? For each table, how many rows, and a checksum that knows nothing of either's numbers.

Numbers that a store gives (of documents, passages, people) differ from store to store: a document stands for its place
in the order of the library's names, and what else is numbered is left out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from panelsearch.storage.base import Store
from panelsearch.storage.derived_tables import DerivedTables, TableReader
from panelsearch.storage.packing import Row
from panelsearch.storage.records import Member
from panelsearch.storage.tables.whole_documents import SavedDocument, WholeDocuments

_BYTES = 16
_AT_ONCE = 5_000
_DOCUMENTS = frozenset(("document_id", "target", "one", "other"))
"""Columns of derived tables that name a document."""
_NUMBERS = frozenset(("id", "entity"))
"""Columns that hold a number which means nothing outside of its store."""
_KEYS = ("document_id", "id", "entity", "one")
"""By the first of these that a derived table has, it is read a portion at a time."""
_TABLE = re.compile(r"CREATE TABLE (\w+)")
_COLUMN = re.compile(r"(\w+) (?:INTEGER|TEXT|REAL|BLOB)\b")


@dataclass(frozen=True, slots=True)
class TableDigest:
    """How many rows a table has, and their checksum, in hexadecimal."""

    rows: int
    checksum: str


@dataclass
class Digests:
    """What was seen of each table so far, row by row, in whatever order."""

    _counts: dict[str, int] = field(default_factory=dict)
    _sums: dict[str, int] = field(default_factory=dict)

    def add(self, table: str, rows: Iterable[Row]) -> None:
        """Some rows; a row that is there twice counts twice."""
        count, total = 0, 0
        for row in rows:
            hashed = hashlib.blake2b(repr(row).encode("utf-8", "surrogatepass"), digest_size=_BYTES)
            total += int.from_bytes(hashed.digest(), "big")
            count += 1
        self._counts[table] = self._counts.get(table, 0) + count
        self._sums[table] = (self._sums.get(table, 0) + total) % 256**_BYTES

    def add_document(self, place: int, saved: SavedDocument) -> None:
        """A document of the library, by its place among them."""
        self.add("documents", [(place, *saved.key, saved.to_retry, *saved.packed.document)])
        for table, rows in saved.packed.rows.items():
            self.add(table, ((place, number, *row) for number, row in enumerate(rows)))
        self.add("sketches", ((place, number, sketch) for number, sketch in enumerate(saved.packed.sketches)))

    def told(self) -> dict[str, TableDigest]:
        """By table."""
        return {name: TableDigest(self._counts[name], f"{self._sums[name]:0{2 * _BYTES}x}") for name in self._counts}


def places_of(members: Iterable[Member]) -> dict[int, int]:
    """By id, the place of each document: the order in which the first of its names comes."""
    keys = dict.fromkeys(member.document_id for member in members if member.document_id is not None)
    return {key: place for place, key in enumerate(keys)}


def beside_documents(store: Store, members: Sequence[Member]) -> dict[str, TableDigest]:
    """The digests of what belongs to no document: files, failures, arrivals."""
    places, digests = places_of(members), Digests()
    digests.add(
        "members",
        (
            (
                one.name, one.root, one.path, one.size_bytes, one.mtime_ns, one.sha256,
                None if one.document_id is None else places[one.document_id], one.outcome.value, one.reason,
            )
            for one in members
        ),
    )  # fmt: skip
    held = {one.sha256 for one in members}
    digests.add("failures", (row for row in WholeDocuments(store.tables).failures() if row[0] in held))
    digests.add("arrivals", ((sha256, at.isoformat()) for sha256, at in store.arrivals.known().items()))
    return digests.told()


def derived_digests(
    tables: TableReader, derived: Sequence[DerivedTables], places: Mapping[int, int]
) -> dict[str, TableDigest]:
    """The digests of the tables that are made of the whole library, their documents by place."""
    digests = Digests()
    for statement in (one for some in derived for one in some.schema):
        if found := _TABLE.match(statement):
            name, columns = found[1], _COLUMN.findall(statement)
            digests.add(name, (_plain(columns, row, places) for row in _rows(tables, name, columns)))
    return digests.told()


def _plain(columns: Sequence[str], row: Row, places: Mapping[int, int]) -> Row:
    named = dict(zip(columns, row, strict=True))
    told = [int(v) if v.__class__ is bool else v for name, v in named.items() if name not in _DOCUMENTS | _NUMBERS]
    # of a pair of documents, which is the one and which the other is by number
    papers = sorted(places.get(v, -1) for name, v in named.items() if name in _DOCUMENTS and v is not None)
    return (*told, *papers)


def _rows(tables: TableReader, table: str, columns: Sequence[str]) -> Iterator[Row]:
    """All rows of a derived table, some at a time where it has a number to go by."""
    select = f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608
    key = next((one for one in _KEYS if one in columns), None)
    if key is None:
        yield from tables.rows(select)
        return
    ((first, last),) = tables.rows(f"SELECT min({key}), max({key}) FROM {table}")  # noqa: S608
    if first is not None:
        for start in range(first, last + 1, _AT_ONCE):
            yield from tables.rows(f"{select} WHERE {key} >= ? AND {key} < ?", (start, start + _AT_ONCE))
