"""How does another module keep rows that are made of the whole library? By declaring derived tables.

They are a view of the store, as the index is: of the newest generation only, and brought up to date in the transaction
that switches to it, so that a reader sees tables and library of one moment. Whatever the history, they must come out as
if made anew; where their version changes they are, so that they need no migration. To add some, write a class with the
members of `DerivedTables`, add an instance to `ingestion/published_tables.py`, and read them through a snapshot's
`tables.rows(sql, parameters)`. A table's name must not be one of the store's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from panelsearch.storage.packing import Row

if TYPE_CHECKING:
    from panelsearch.storage.base import DocumentReader, LibraryQueries
    from panelsearch.storage.records import Generation, Member

Value = TypeVar("Value")
_PORTION = 500
"""How many values one statement names at most."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What derived tables are made of: the new generation, its members, and the store as it will be with it."""

    generation: Generation
    members: Sequence[Member]
    documents: DocumentReader
    queries: LibraryQueries


class TableReader(Protocol):
    """Reading derived tables, and any other query that no method of the store has."""

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """The rows of a query with `?` for its parameters; LibraryDamagedError where the store cannot be read."""
        ...

    def has(self, name: str, version: str) -> bool:
        """Whether the derived tables of that name were written in that version."""
        ...


class TableWriter(TableReader, Protocol):
    """Reading and changing tables while a generation is published."""

    def run(self, sql: str, parameters: Sequence[object] = ()) -> None:
        """Do one statement."""
        ...

    def insert(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Do one statement for each row of parameters."""
        ...

    def stream(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one after another; the tables asked must not be changed meanwhile."""
        ...


class DerivedTables(Protocol):
    """Tables made of the whole library and kept up to date.

    `tables` are the names of all of them, `schema` the statements that make them and their indexes. They are dropped
    and made anew where `version` changes, which it must whenever the same library would give other rows.
    """

    name: str
    version: str
    tables: tuple[str, ...]
    schema: tuple[str, ...]

    def update(self, tables: TableWriter, publication: Publication) -> None:
        """Bring the tables from whatever generation they are of to the one being published."""
        ...


def marks(values: Sequence[object]) -> str:
    """So many question marks."""
    return ",".join("?" * len(values))


def int64(number: int) -> int:
    """The number, or the nearest to it that a store can take: what is asked for may be of any size, no row is."""
    return max(-(2**63), min(number, 2**63 - 1))


def as_many_as(limit: int | None) -> int:
    """What LIMIT takes for at most so many rows, None for all."""
    return int64(2**63 if limit is None else limit)


def joined(word: str, terms: Sequence[str]) -> str:
    """The terms with AND or OR between them, nested by halves: of a chain SQLite refuses one of a thousand."""
    if len(terms) == 1:
        return terms[0]
    half = len(terms) // 2
    return f"({joined(word, terms[:half])} {word} {joined(word, terms[half:])})"


def portions(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """The values, so many at a time as one statement may name."""
    for start in range(0, len(values), _PORTION):
        yield values[start : start + _PORTION]
