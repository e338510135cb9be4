"""How does another module keep rows that are made of the whole library? By declaring a published table.

A published table is a view of the store, as the index is: its rows are written in the transaction that switches the
generation, so that a reader sees rows and library of one moment, and they go when the store is swept. To add one, write
a class with the three members of `PublishedTable` beside the module that asks it, add an instance to
`ingestion/published_tables.py`'s list, and read it through `snapshot.tables.rows(sql, parameters)`:

    class DecisionsTable:
        spec = TableSpec(
            "decision_register", "1", Scope.DOCUMENT,
            (Column("idx", "INTEGER"), Column("body", "TEXT"), Column("day", "TEXT")),
            key=("document_id", "idx"), indexes=(("body", "day"),),
        )

        def rows(self, publication, document_id): ...  # yields (document_id, idx, body, day)

A table of `Scope.DOCUMENT` has a first column `document_id`; its rows are asked for once a document, when that first
comes in, and kept while a generation holds it. One of `Scope.GENERATION` has a first column `generation` and is written
whole with every generation (`document_id` is then None): for what depends on other papers, such as who is who. A
table is emptied and written anew where its version changes, so that it needs no migration. A table's name must not be
one of the store's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, Protocol

from panelsearch.storage.packing import Row

if TYPE_CHECKING:
    from panelsearch.storage.base import DocumentReader, LibraryQueries
    from panelsearch.storage.records import Generation, Member


class Scope(StrEnum):
    """What a row of a published table belongs to; the name of its first column."""

    DOCUMENT = "document_id"
    GENERATION = "generation"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and what it holds. All but the keys may be empty (None)."""

    name: str
    type: Literal["INTEGER", "REAL", "TEXT", "BLOB"]


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A published table's name, version, scope, columns (without that of the scope), primary key and indexes.

    `version` changes whenever the same library would give other rows. `key` and `indexes` name columns; the scope's
    is put before those of an index of a generation's table that lacks it.
    """

    name: str
    version: str
    scope: Scope
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    indexes: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        names = {self.scope.value, *(column.name for column in self.columns)}
        if not all(name.isidentifier() for name in (self.name, *names)):
            raise ValueError(f"not a table of plain names: {self.name}")
        if not names.issuperset(name for some in (self.key, *self.indexes) for name in some):
            raise ValueError(f"keys of {self.name} name columns that it has not")


@dataclass(frozen=True, slots=True)
class Publication:
    """What a published table is made of: the new generation, its members, and the store as it will be with it."""

    generation: Generation
    members: Sequence[Member]
    documents: DocumentReader
    queries: LibraryQueries


class PublishedTable(Protocol):
    """Rows made of the library when it is published."""

    spec: TableSpec

    def rows(self, publication: Publication, document_id: int | None) -> Iterable[Row]:
        """The rows of a document (None: of the whole generation), the scope's own value first in each."""
        ...


class TableReader(Protocol):
    """Reading published tables, and any other query that no method of the store has."""

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """The rows of a query with `?` for its parameters; LibraryDamagedError where the store cannot be read."""
        ...

    def has(self, name: str, version: str) -> bool:
        """Whether the table, or the derived tables, of that name were written in that version."""
        ...
