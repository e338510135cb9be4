"""How do readers see one moment of a library, whichever thread asks? Through connections that share a snapshot."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TypeVar

import psycopg

from panelsearch.errors import TO_REPAIR, LibraryBusyError, LibraryDamagedError, LibraryError
from panelsearch.storage.packing import Row
from panelsearch.storage.postgres import errors
from panelsearch.storage.postgres.connection import (
    MOST_SECONDS,
    Connection,
    closed,
    connected,
    fetched,
    guarded,
    in_form,
)
from panelsearch.storage.postgres.dialect import spoken
from panelsearch.storage.postgres.schema import version
from panelsearch.storage.postgres.target import Target
from panelsearch.storage.sql.database import ODD, Reading

_MOST_CONNECTIONS = 8
_BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_Value = TypeVar("_Value")


class PostgresReading(Reading):
    """What is asked of a library, and what is made of the answers, on whatever connection."""

    def __init__(self, target: Target) -> None:
        self.target = target

    def made(self, make: Callable[[list[Row]], _Value], rows: list[Row]) -> _Value:
        """What `make` makes of rows; LibraryDamagedError where that is nothing that was ever stored."""
        try:
            return make(rows)
        except ODD as error:
            raise LibraryDamagedError(
                f"The library in {self.target.shown} holds what no library can ({error}).", TO_REPAIR
            ) from error


class Asking(PostgresReading):
    """A library as it is at each question."""

    def __init__(self, connection: Connection, target: Target) -> None:
        super().__init__(target)
        self._connection = connection

    def rows(self, sql: str, parameters: Sequence[object] = (), *, at_length: bool = False) -> list[Row]:
        """What a query gives, in the time that any has."""
        with guarded(self._connection, self.target):
            return fetched(self._connection, spoken(sql), parameters)


class Snapshot(PostgresReading):
    """A library as it was when this was made.

    The first connection keeps the snapshot; those that other threads need meanwhile take it over. Once one of them is
    lost the snapshot is given up: LibraryMovedOnError, whoever asks.
    """

    def __init__(self, target: Target) -> None:
        super().__init__(target)
        self._change = threading.Condition()
        self._is_closed = self._is_lost = False
        first = self._opened()
        try:
            with guarded(first, target, is_snapshot=True):
                first.execute(_BEGIN)
                self._shared = str(fetched(first, "SELECT pg_export_snapshot()", ())[0][0])
                first.execute("SAVEPOINT asked")
        except BaseException:
            closed(first)
            raise
        self._idle, self._all = [first], [first]

    def rows(self, sql: str, parameters: Sequence[object] = (), *, at_length: bool = False) -> list[Row]:
        """What a query gives, however long that takes where it may."""
        with self._borrowed() as connection, guarded(connection, self.target, is_snapshot=True):
            try:
                if at_length:
                    connection.execute("SET LOCAL statement_timeout = 0")
                found = fetched(connection, spoken(sql), parameters)
                if at_length:
                    connection.execute(f"SET LOCAL statement_timeout = {MOST_SECONDS * 1000}")
                return found
            except psycopg.Error:
                if connection.closed:
                    self._give_up()
                else:  # the snapshot outlives a question that cannot be asked
                    connection.execute("ROLLBACK TO SAVEPOINT asked")
                raise

    def version(self) -> str | None:
        """The version of the library; None where there is none."""
        with self._borrowed() as connection:
            return version(connection, self.target)

    def close(self) -> None:
        """Let go of every connection."""
        with self._change:
            self._is_closed = True
            self._change.notify_all()
            for connection in self._all:
                closed(connection)
            self._all, self._idle = [], []

    @contextmanager
    def _borrowed(self) -> Iterator[Connection]:
        connection = self._taken()
        try:
            yield connection
        finally:
            with self._change:
                if not connection.closed:
                    self._idle.append(connection)
                self._change.notify()

    def _taken(self) -> Connection:
        with self._change:
            while True:
                if self._is_closed:
                    raise LibraryError("The library was closed.", "Open it again.")
                if self._is_lost:
                    raise errors.lost(self.target, is_snapshot=True)
                if self._idle:
                    return self._idle.pop()
                if len(self._all) < _MOST_CONNECTIONS:
                    with suppress(LibraryBusyError):  # the database has no other free; one of these will be
                        self._all.append(self._joined())
                        return self._all[-1]
                self._change.wait()

    def _joined(self) -> Connection:
        another = self._opened()
        try:
            with guarded(another, self.target, is_snapshot=True):
                another.execute(_BEGIN)
                another.execute(f"SET TRANSACTION SNAPSHOT '{self._shared}'")
                another.execute("SAVEPOINT asked")
        except BaseException:
            closed(another)
            raise
        return another

    def _opened(self) -> Connection:
        connection = connected(self.target)
        try:
            in_form(connection, self.target)
        except BaseException:
            closed(connection)
            raise
        return connection

    def _give_up(self) -> None:
        with self._change:
            self._is_lost = True
            self._change.notify_all()
