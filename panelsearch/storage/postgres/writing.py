"""How is a library changed? On the connection that holds its lock, so that nobody writes who has lost that."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count, islice
from typing import Any

import psycopg

from panelsearch.storage.packing import Row
from panelsearch.storage.postgres.connection import Connection, fetched, form_key, guarded
from panelsearch.storage.postgres.dialect import copied, spoken
from panelsearch.storage.postgres.reading import PostgresReading
from panelsearch.storage.postgres.target import Target
from panelsearch.storage.sql.database import Change, Database

_AT_ONCE = 10_000
"""How many rows are made before they are sent: making them may ask the same connection."""


class PostgresChange(Change):
    """A transaction on a connection."""

    def __init__(self, connection: Connection, target: Target) -> None:
        self._connection, self._target = connection, target
        self._numbers = count()

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """The rows of a query."""
        return fetched(self._connection, spoken(sql), parameters)

    def run(self, sql: str, parameters: Sequence[object] = ()) -> None:
        """Do one statement."""
        self._connection.execute(spoken(sql), parameters or None)

    def insert(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Do one statement for each row of parameters; plain inserts go in a stream of their own."""
        waiting, copy = iter(rows), copied(sql)
        with self._connection.cursor() as cursor:
            while some := list(islice(waiting, _AT_ONCE)):
                if copy is None:
                    cursor.executemany(spoken(sql), some)
                    continue
                with cursor.copy(copy) as into:
                    for row in some:
                        into.write_row(row)

    def stream(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one after another, as they were when it was asked."""
        name = f"stream_{next(self._numbers)}"
        cursor = psycopg.RawServerCursor(self._connection, name)
        cursor.itersize = _AT_ONCE
        with cursor:
            cursor.execute(spoken(sql), parameters or None, binary=True)
            yield from cursor

    def drop(self, table: str) -> None:
        """Drop a table that is to be made anew; readers would find it empty: LibraryBusyError while there are any."""
        if self.rows("SELECT to_regclass($1)::oid", (f'"{self._target.schema}"."{table}"',)) == [(None,)]:
            return
        self.run("SELECT pg_advisory_xact_lock($1)", (form_key(self._target),))
        self._connection.execute(f'DROP TABLE "{table}"')


class Writing(PostgresReading, Database):
    """A library that is open to be changed, on a connection that somebody else closes."""

    def __init__(self, connection: Connection, target: Target) -> None:
        super().__init__(target)
        self._connection = connection
        self._lock = threading.RLock()

    def rows(self, sql: str, parameters: Sequence[object] = (), *, at_length: bool = False) -> list[Row]:
        """What a statement gives, however long that takes where it may."""
        if at_length:
            with self.transaction() as change:
                return change.rows(sql, parameters)
        with self._lock, guarded(self._connection, self.target):
            return fetched(self._connection, spoken(sql), parameters)

    @contextmanager
    def transaction(self, *, durable: bool = False) -> Iterator[PostgresChange]:
        """A change that happens whole or not at all; `durable`: once it is done, no loss of power undoes it."""
        connection = self._connection
        with self._lock, guarded(connection, self.target):
            connection.execute("BEGIN")
            try:
                connection.execute("SET LOCAL statement_timeout = 0")
                if not durable:
                    connection.execute("SET LOCAL synchronous_commit = off")
                yield PostgresChange(connection, self.target)
                connection.execute("COMMIT")
            except BaseException:
                with suppress(psycopg.Error):  # the connection may be gone, and the change with it
                    connection.execute("ROLLBACK")
                raise

    def written_path(self, path: str) -> str | bytes:
        """Its bytes: it need be no text."""
        return os.fsencode(path)

    def tidy(self) -> None:
        """PostgreSQL gives back what was deleted when it finds time."""
