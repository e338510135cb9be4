"""How is the library's SQLite file opened, asked and changed? Errors of SQLite become ours here and nowhere else."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from panelsearch.storage.packing import Row
from panelsearch.storage.sqlite_errors import ours

STORE_NAME = "library.sqlite"
_BUSY_SECONDS = 10


class Database:
    """One connection to the library's file; safe to use from several threads, one at a time."""

    def __init__(self, path: Path, mode: str) -> None:
        """Open the file; `mode` is SQLite's: "ro", "rwc", or "ro&immutable=1". LibraryError as `guarded` says."""
        self.path = path
        self._lock = threading.RLock()
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        with self.guarded():
            self._connection = sqlite3.connect(
                uri, uri=True, isolation_level=None, check_same_thread=False, timeout=_BUSY_SECONDS
            )
            self._connection.execute("PRAGMA trusted_schema=OFF")  # an index from somebody else must not run code

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._connection.close()

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """What a statement gives. LibraryError as `guarded` says."""
        with self.guarded(), self._lock:
            return self._connection.execute(sql, parameters).fetchall()

    def fold_log(self) -> None:
        """Bring the log of changes into the file as far as nobody reads an older state; a reader is not waited for."""
        self.rows("PRAGMA busy_timeout=0")
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        self.rows(f"PRAGMA busy_timeout={_BUSY_SECONDS * 1000}")

    @contextmanager
    def transaction(self, *, durable: bool = False) -> Iterator[sqlite3.Connection]:
        """A change that happens whole or not at all; `durable`: once it is done, no loss of power undoes it."""
        with self.guarded(), self._lock:
            if durable:
                self._connection.execute("PRAGMA synchronous=FULL")
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                    self._connection.execute("COMMIT")
                except BaseException:
                    if self._connection.in_transaction:  # a full disk, and others, SQLite has rolled back itself
                        self._connection.execute("ROLLBACK")
                    raise
            finally:
                if durable:
                    self._connection.execute("PRAGMA synchronous=NORMAL")

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn what SQLite raises into a LibraryError that says what to do; see `sqlite_errors.ours`."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            remedy = f"Delete the folder {self.path.parent} and rebuild it with: panelsearch index FOLDER_OF_PDFS"
            raise ours(error, self.path, remedy) from error
