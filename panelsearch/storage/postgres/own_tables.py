"""What is a library's own and of none of its states? Its users' files, and when its papers came in, as two tables.

They are there before the first run, and stay where a damaged store is set aside. A process keeps one connection for
them, to ask what stands there now.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from psycopg import errors as states

from panelsearch.errors import LibraryDamagedError, LibraryError
from panelsearch.storage.acquisitions import moments_by_hash
from panelsearch.storage.library_files import PATIENCE_SECONDS
from panelsearch.storage.packing import Row
from panelsearch.storage.postgres.connection import Connection, connected, fetched, guarded, lock_key
from panelsearch.storage.postgres.target import Target

_Value = TypeVar("_Value")
TABLES = ("own_files", "arrivals")
STATEMENTS = (
    'CREATE TABLE IF NOT EXISTS own_files (name TEXT COLLATE "C" PRIMARY KEY, content BYTEA NOT NULL,'
    " changed TIMESTAMPTZ NOT NULL DEFAULT now())",
    'CREATE TABLE IF NOT EXISTS arrivals (sha256 TEXT COLLATE "C" PRIMARY KEY, built TEXT NOT NULL)',
)
_lines: dict[tuple[int, Target], Connection] = {}
"""By process, for a connection is no other's."""
_one_at_a_time = threading.RLock()


@dataclass(frozen=True, slots=True)
class PostgresFiles:
    """See `library_files.LibraryFiles`: a row is a file."""

    target: Target

    def where(self, name: str) -> str:
        """Its name, and whose it is."""
        return f"{name} of {self.target.shown}"

    def read(self, name: str, most_bytes: int) -> bytes | None:
        """So many bytes of a file at most; None where there is none."""
        found = _asked(self.target, "SELECT substr(content, 1, $2) FROM own_files WHERE name = $1", (name, most_bytes))
        return bytes(found[0][0]) if found else None

    def write(self, name: str, text: str) -> None:
        """Put a text in the place of a file."""
        _changed(
            self.target,
            "INSERT INTO own_files (name, content) VALUES ($1, $2)"
            " ON CONFLICT (name) DO UPDATE SET content = excluded.content, changed = now()",
            [(name, text.encode())],
        )

    def remove(self, name: str) -> None:
        """Delete a file, if it is there."""
        if self.read(name, 1) is not None:
            _changed(self.target, "DELETE FROM own_files WHERE name = $1", [(name,)])

    @contextmanager
    def changing(self, name: str) -> Iterator[None]:
        """Hold the file's lock, on a connection of its own."""
        with closing(connected(self.target)) as connection:
            key = lock_key(self.target, f"file {name}")
            with guarded(connection, self.target):
                connection.execute(f"SET lock_timeout = {int(PATIENCE_SECONDS * 1000)}")
                try:
                    connection.execute("SELECT pg_catalog.pg_advisory_lock($1)", (key,))
                except states.LockNotAvailable as error:
                    raise TimeoutError(f"{self.where(name)} is being changed by somebody else") from error
            yield


@dataclass(frozen=True, slots=True)
class PostgresArrivals:
    """See `acquisitions.Arrivals`."""

    target: Target

    def note(self, contents: Iterable[str], built: str) -> None:
        """Files of these hashes are in the library built then; those that came in before keep their day."""
        _changed(
            self.target, "INSERT INTO arrivals (sha256, built) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            [(sha256, built) for sha256 in contents],
        )  # fmt: skip

    def known(self) -> dict[str, datetime]:
        """By hash, when the library was built that first held the file."""
        rows = _asked(self.target, "SELECT sha256, built FROM arrivals", ())
        return moments_by_hash(rows, f"The table arrivals of {self.target.shown}")

    def restore(self, moments: Mapping[str, datetime]) -> None:
        """These are all."""
        rows = [(sha256, built.isoformat()) for sha256, built in moments.items()]
        _changed(
            self.target, "INSERT INTO arrivals (sha256, built) VALUES ($1, $2)", rows, first="DELETE FROM arrivals"
        )  # fmt: skip

    def mend(self) -> str:
        """Rename a damaged table."""
        try:
            self.known()
        except LibraryDamagedError:
            aside = f"arrivals_damaged_{datetime.now(UTC):%Y%m%d%H%M%S}"
            _changed(self.target, first=f"ALTER TABLE arrivals RENAME TO {aside}")
            return f"The table arrivals was damaged; it is kept as {aside}."
        return ""


def _asked(target: Target, sql: str, parameters: Sequence[object]) -> list[Row]:
    """What a query gives; nothing where these tables are not there yet."""

    def ask(connection: Connection) -> list[Row]:
        try:
            with connection.pipeline(), connection.transaction():
                connection.execute("SET TRANSACTION READ ONLY")
                return fetched(connection, sql, parameters)
        except (states.UndefinedTable, states.InvalidSchemaName):
            return []

    return _done(target, ask)


def _changed(target: Target, sql: str = "", rows: Sequence[Sequence[object]] = (), *, first: str = "") -> None:
    """Do a statement for all rows or none, after another, in tables that are made where there are none."""

    def change(connection: Connection) -> None:
        there = [f'"{target.schema}".{table}' for table in TABLES]
        with connection.transaction(), connection.cursor() as cursor:
            if fetched(connection, "SELECT 1 FROM unnest($1::text[]) AS t WHERE to_regclass(t) IS NULL", (there,)):
                cursor.execute(f'CREATE SCHEMA IF NOT EXISTS "{target.schema}"')
                for statement in STATEMENTS:
                    cursor.execute(statement)
            if first:
                cursor.execute(first)
            if rows:
                cursor.executemany(sql, rows)

    _done(target, change)


def _done(target: Target, act: Callable[[Connection], _Value]) -> _Value:
    """What is done on the connection that is kept, or on another where that was lost since it was last used."""
    key = os.getpid(), target
    with _one_at_a_time:
        kept = _lines.get(key)
        if kept is not None and not kept.closed:
            try:
                with guarded(kept, target):
                    return act(kept)
            except LibraryError:
                if not kept.closed:
                    raise
        connection = _lines[key] = connected(target, may_write=True)
        with guarded(connection, target):
            return act(connection)
