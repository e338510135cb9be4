"""When did each paper come in? A small file beside the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import apsw

from panelsearch.errors import LibraryDamagedError
from panelsearch.storage.acquisitions import TO_MEND_ARRIVALS, moments_by_hash
from panelsearch.storage.own_files import set_aside
from panelsearch.storage.sqlite_errors import ours
from panelsearch.storage.sqlite_files import connected, seal_older

ARRIVALS_NAME = "arrivals.sqlite"
_SCHEMA = "CREATE TABLE IF NOT EXISTS arrivals (sha256 TEXT PRIMARY KEY, built TEXT NOT NULL) WITHOUT ROWID"


class SqliteArrivals:
    """See `acquisitions.Arrivals`: the file in one directory; it is opened anew each time."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / ARRIVALS_NAME

    def note(self, contents: Iterable[str], built: str) -> None:
        """Files of these hashes are in the library built then; those that came in before keep their day."""
        with self._to_write() as db:
            db.executemany("INSERT OR IGNORE INTO arrivals VALUES (?,?)", ((sha256, built) for sha256 in contents))

    def known(self) -> dict[str, datetime]:
        """By hash, when the library was built that first held the file."""
        if not self._path.is_file():
            return {}
        with self._open("ro") as db:
            rows = db.execute("SELECT sha256, built FROM arrivals").fetchall()
        return moments_by_hash(rows, str(self._path))

    def restore(self, moments: Mapping[str, datetime]) -> None:
        """These are all."""
        with self._to_write() as db:
            db.execute("DELETE FROM arrivals")
            db.executemany(
                "INSERT INTO arrivals VALUES (?,?)", ((sha256, built.isoformat()) for sha256, built in moments.items())
            )

    def mend(self) -> str:
        """Rename a damaged file."""
        try:
            self.known()
        except LibraryDamagedError:
            return f"{ARRIVALS_NAME} was damaged; it is kept as {set_aside(self._path, 'damaged')}."
        return ""

    @contextmanager
    def _to_write(self) -> Iterator[apsw.Connection]:
        """A connection in a transaction, to the file, which is made where there is none."""
        with self._guarded():
            seal_older(self._path)
        with self._open("rwc") as db, db:
            db.execute(_SCHEMA)
            yield db

    @contextmanager
    def _open(self, mode: str) -> Iterator[apsw.Connection]:
        with self._guarded(), closing(connected(self._path, mode, 10)) as db:
            yield db

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except (apsw.Error, UnicodeDecodeError) as error:
            raise ours(error, self._path, TO_MEND_ARRIVALS) from error
