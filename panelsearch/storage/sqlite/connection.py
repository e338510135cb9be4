"""How is the library's SQLite file opened, asked and changed? Errors of SQLite become ours here and nowhere else."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import apsw

from panelsearch.errors import TO_REPAIR, LibraryDamagedError
from panelsearch.storage.packing import Row
from panelsearch.storage.sql.database import ODD, Change, Database, is_text
from panelsearch.storage.sqlite_errors import ours
from panelsearch.storage.sqlite_files import TornMemoryError, connected, is_memory_torn

STORE_NAME = "library.sqlite"
_BUSY_SECONDS = 10
_MOST_SECONDS = 120
"""No question takes so long of a library that we made."""
_Value = TypeVar("_Value")


class SqliteChange(Change):
    """A transaction on the file."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """The rows of a query."""
        return self._connection.execute(sql, parameters).fetchall()

    def run(self, sql: str, parameters: Sequence[object] = ()) -> None:
        """Do one statement."""
        self._connection.execute(sql, parameters)

    def insert(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Do one statement for each row of parameters."""
        self._connection.executemany(sql, rows)

    def stream(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one after another; the tables asked must not be changed meanwhile."""
        return iter(self._connection.execute(sql, parameters))

    def take_stock(self) -> None:
        """The statements are written so that SQLite plans them well whatever there is."""

    def drop(self, table: str) -> None:
        """Drop a table; readers keep theirs."""
        self._connection.execute(f'DROP TABLE IF EXISTS "{table}"')


class SqliteDatabase(Database):
    """One connection to the library's file; safe to use from several threads, one at a time."""

    def __init__(self, path: Path, mode: str) -> None:
        """Open the file; `mode` is SQLite's: "ro", "rwc", or "ro&immutable=1". LibraryError as `guarded` says."""
        self.path = path
        self._lock = threading.RLock()
        self._until = float("inf")
        self._is_asked = False
        with self.guarded():
            self._connection = connected(path, mode, _BUSY_SECONDS, lambda: time.monotonic() > self._until)

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            if self._is_torn():
                self._connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)  # which would look into it
            self._connection.close()

    def rows(self, sql: str, parameters: Sequence[object] = (), *, at_length: bool = False) -> list[Row]:
        """What a statement gives, however long that takes where it may. LibraryError as `guarded` says."""
        with self.guarded(), self._lock:
            self._until = float("inf") if at_length else time.monotonic() + _MOST_SECONDS
            try:
                found = self._connection.execute(sql, parameters).fetchall()
            finally:
                self._until = float("inf")
            self._is_asked = True
            return found

    def made(self, make: Callable[[list[Row]], _Value], rows: list[Row]) -> _Value:
        """What `make` makes of rows; LibraryDamagedError where that is nothing that was ever stored."""
        try:
            return make(rows)
        except ODD as error:
            raise LibraryDamagedError(
                f"The library file {self.path} holds what no library can ({error}).", TO_REPAIR
            ) from error

    def written_path(self, path: str) -> str | bytes:
        """As it is; one whose bytes are no UTF-8, which Python marks in its own way, as these bytes."""
        return path if is_text(path) else os.fsencode(path)

    def tidy(self) -> None:
        """Bring the log of changes into the file as far as nobody reads an older state; a reader is not waited for."""
        self.rows("PRAGMA busy_timeout=0")
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        self.rows(f"PRAGMA busy_timeout={_BUSY_SECONDS * 1000}")

    @contextmanager
    def transaction(self, *, durable: bool = False) -> Iterator[SqliteChange]:
        """A change that happens whole or not at all; `durable`: once it is done, no loss of power undoes it."""
        with self.guarded(), self._lock:
            if durable:
                self._connection.execute("PRAGMA synchronous=FULL")
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                self._is_asked = True
                try:
                    yield SqliteChange(self._connection)
                    self._connection.execute("COMMIT")
                except BaseException:
                    if self._connection.in_transaction:  # a full disk, and others, SQLite has rolled back itself
                        self._connection.execute("ROLLBACK")
                    raise
            finally:
                if durable:
                    self._connection.execute("PRAGMA synchronous=NORMAL")

    def _is_torn(self) -> bool:
        """See `is_memory_torn`; what was not asked yet shares none, and makes anew what is there."""
        return self._is_asked and is_memory_torn(self.path)

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn what SQLite raises into a LibraryError that says what to do; see `sqlite_errors.ours`."""
        try:
            if self._is_torn():
                raise TornMemoryError
            yield
        except (apsw.Error, UnicodeDecodeError) as error:
            raise ours(error, self.path, TO_REPAIR) from error
