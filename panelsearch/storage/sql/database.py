"""What does an engine of SQL give to those who ask and change a store? Rows, and changes that happen whole.

The statements are written once, in what SQLite and PostgreSQL both understand or an engine puts in its own words: `?`
and `?2` stand for parameters, the types are SQLite's, `json_each`, `json_extract`, `instr`, `casefold`, and `min` and
`max` of two values, are functions of every engine. What is text is in the order of its code points.
"""

from __future__ import annotations

import struct
import zlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, TypeVar

from panelsearch.storage.packing import Row

Value = TypeVar("Value")
ODD = (
    ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip
"""What values raise that were never stored as they are."""
_HAS = "SELECT 1 FROM published_tables WHERE name = ? AND version = ?"


class Asked(ABC):
    """What answers questions; see `derived_tables.TableReader`."""

    @abstractmethod
    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """The rows of a query."""

    def has(self, name: str, version: str) -> bool:
        """Whether tables of that name were written in that version."""
        return bool(self.rows(_HAS, (name, version)))


class Change(Asked):
    """A transaction that is under way; see `derived_tables.TableWriter`."""

    @abstractmethod
    def run(self, sql: str, parameters: Sequence[object] = ()) -> None:
        """Do one statement."""

    @abstractmethod
    def insert(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Do one statement for each row of parameters; making the rows may ask the store."""

    @abstractmethod
    def stream(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one after another."""

    @abstractmethod
    def take_stock(self) -> None:
        """Have questions be planned by what the tables hold now, where much has changed."""

    @abstractmethod
    def drop(self, table: str) -> None:
        """Drop a table that is to be made anew, where it is there; nobody reads it meanwhile. LibraryBusyError."""


class Reading(Asked):
    """A store that is open; any thread may ask it. LibraryError for whatever its engine raises."""

    @abstractmethod
    def rows(self, sql: str, parameters: Sequence[object] = (), *, at_length: bool = False) -> list[Row]:
        """What a statement gives, however long that takes where it may."""

    @abstractmethod
    def made(self, make: Callable[[list[Row]], Value], rows: list[Row]) -> Value:
        """What `make` makes of rows; LibraryDamagedError where that is nothing that was ever stored."""

    def values(self, make: Callable[[Row], Value], sql: str, parameters: Sequence[object] = ()) -> list[Value]:
        """What `make` makes of each row; see `made`."""
        return self.made(lambda rows: [make(row) for row in rows], self.rows(sql, parameters))


class Database(Reading):
    """A store that is open to be changed."""

    @abstractmethod
    def transaction(self, *, durable: bool = False) -> AbstractContextManager[Change]:
        """A change that happens whole or not at all; `durable`: once it is done, no loss of power undoes it."""

    @abstractmethod
    def written_path(self, path: str) -> str | bytes:
        """A path of the system as this engine can keep it; `os.fsdecode` reads it."""

    @abstractmethod
    def tidy(self) -> None:
        """Do what is to be done once much was deleted."""


def is_text(name: str) -> bool:
    """Whether UTF-8 can write it: an argument that comes in another encoding cannot be the name of anything here."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
