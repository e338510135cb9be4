"""How does another module keep tables that change only where the library did? By declaring derived tables.

A published table is written whole with every generation, or once a document. What joins the papers of a whole library
(who is who, which sums there are) is too much for the one and cannot be told of a document alone: derived tables are
of the newest generation only, and are brought up to date in the transaction that switches to it, so that a reader sees
tables and library of one moment. Whatever the history, they must come out as if made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

from panelsearch.storage.published_tables import Publication, TableReader

Value = TypeVar("Value")
_PORTION = 500
"""How many values one statement names at most."""


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


def portions(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """The values, so many at a time as one statement may name."""
    for start in range(0, len(values), _PORTION):
        yield values[start : start + _PORTION]
