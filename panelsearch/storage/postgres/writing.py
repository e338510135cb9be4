"""How is a library changed? On the connection that holds its lock, so that nobody writes who has lost that."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from itertools import count, islice
from typing import Any

import psycopg

from panelsearch.storage.packing import Row
from panelsearch.storage.postgres.connection import Connection, changing_form, fetched, guarded
from panelsearch.storage.postgres.dialect import plain_insert, spoken
from panelsearch.storage.postgres.reading import PostgresReading
from panelsearch.storage.postgres.target import Target
from panelsearch.storage.sql.database import Change, Database

_AT_ONCE = 10_000
"""How many rows are made before they are sent: making them may ask the same connection."""
_TYPES = (
    "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute"
    " WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
)
_KINDS: Mapping[str, Callable[[Any], object]] = {"boolean": bool, "double precision": float}
"""What numbers have to be made for a column of that type; SQLite takes any."""
_CHANGED = (
    "SELECT c.relname FROM pg_class c LEFT JOIN pg_stat_user_tables s ON s.relid = c.oid"
    " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND (c.reltuples < 0"
    " OR s.n_mod_since_analyze > 0.1 * c.reltuples OR c.relname = 'members')"
)
_DURABLE = (
    "SELECT pg_catalog.set_config('synchronous_commit', 'on', true)"
    " WHERE pg_catalog.current_setting('synchronous_commit') = 'off'"
)
"""Every other setting waits for this server's disk, or for more."""


class PostgresChange(Change):
    """A transaction on a connection."""

    def __init__(self, connection: Connection, target: Target, types: dict[str, dict[str, str]]) -> None:
        self._connection, self._target, self._types = connection, target, types
        self._numbers = count()

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """The rows of a query."""
        return fetched(self._connection, spoken(sql), parameters)

    def run(self, sql: str, parameters: Sequence[object] = ()) -> None:
        """Do one statement."""
        self._connection.execute(spoken(sql), parameters or None)

    def insert(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Do one statement for each row of parameters; a plain insert takes many of them at once."""
        waiting, plain = iter(rows), plain_insert(sql)
        while some := list(islice(waiting, _AT_ONCE)):
            if plain is None:
                with self._connection.cursor() as cursor:
                    cursor.executemany(spoken(sql), some)
                continue
            table, columns = plain
            types = self._types_of(table)
            columns = columns or tuple(types)
            wanted = [types[column] for column in columns]
            arrays = ",".join(f"${n}::{kind}[]" for n, kind in enumerate(wanted, 1))
            self._connection.execute(
                f"INSERT INTO {table} ({','.join(columns)}) SELECT * FROM unnest({arrays})",  # noqa: S608
                [_array(kind, values) for kind, values in zip(wanted, zip(*some, strict=True), strict=True)],
            )

    def _types_of(self, table: str) -> dict[str, str]:
        """The columns of a table with their types, in order."""
        if table not in self._types:
            self._types[table] = dict(fetched(self._connection, _TYPES, (table,)))
        return self._types[table]

    def stream(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one after another, as they were when it was asked."""
        name = f"stream_{next(self._numbers)}"
        cursor = psycopg.RawServerCursor(self._connection, name)
        cursor.itersize = _AT_ONCE
        with cursor:
            cursor.execute(spoken(sql), parameters or None, binary=True)
            yield from cursor

    def take_stock(self) -> None:
        """Have tables sampled that never were or have changed by a tenth, and the members, who are all new."""
        for (table,) in fetched(self._connection, _CHANGED, ()):
            self._connection.execute(f'ANALYZE "{table}"')

    def drop(self, table: str) -> None:
        """Drop a table that is to be made anew; readers would find it empty: LibraryBusyError while there are any."""
        if self.rows("SELECT to_regclass($1)::oid", (f'"{self._target.schema}"."{table}"',)) == [(None,)]:
            return
        changing_form(self._connection, self._target)
        self._connection.execute(f'DROP TABLE "{table}"')


class Writing(PostgresReading, Database):
    """A library that is open to be changed, on a connection that somebody else closes."""

    def __init__(self, connection: Connection, target: Target) -> None:
        super().__init__(target)
        self._connection = connection
        self._lock = threading.RLock()
        self._types: dict[str, dict[str, str]] = {}

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
            try:
                with nullcontext() if durable else connection.pipeline():  # a small one goes without many an answer
                    connection.execute("BEGIN")
                    connection.execute("SET LOCAL statement_timeout = 0")
                    connection.execute(_DURABLE if durable else "SET LOCAL synchronous_commit = off")
                    yield PostgresChange(connection, self.target, self._types)
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


def _array(kind: str, values: Sequence[object]) -> list[object]:
    make = _KINDS.get(kind)
    if make is None:
        return list(values)
    return [None if value is None else make(value) for value in values]
