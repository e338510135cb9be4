"""What was recognised before? A small SQLite file beside the index that outlives every rebuild.

Words are kept by the picture of their page and the engine that read it: a scan that comes back in another file, or
under another name, is not recognised twice. Which picture a file's page has is kept too, so that a page need not be
painted to be found. The run writes here, and its workers look here.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import apsw

from panelsearch.errors import LibraryError
from panelsearch.model.pages import Rect
from panelsearch.ocr.base import LookedAt, RecognisedPage, RecognisedWord, RecognitionError
from panelsearch.storage.sqlite_files import connected, seal_older

CACHE_NAME = "recognised.sqlite"

_LARGEST = 16 * 1024 * 1024
_VERSION = 2
_SCHEMA = """
CREATE TABLE IF NOT EXISTS pictures (
    picture TEXT NOT NULL, engine TEXT NOT NULL, words BLOB NOT NULL, PRIMARY KEY (picture, engine));
CREATE TABLE IF NOT EXISTS pages (
    sha256 TEXT NOT NULL, number INTEGER NOT NULL, engine TEXT NOT NULL, picture TEXT, failed TEXT NOT NULL,
    passing INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (sha256, number, engine));
"""
_FROM_1 = """
ALTER TABLE pages ADD COLUMN passing INTEGER NOT NULL DEFAULT 0;
UPDATE pages SET passing = 1 WHERE failed LIKE 'recognising %';
"""


class RecognitionCache:
    """The cache in one index directory. Every method opens the file anew, so it may cross to a worker process."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / CACHE_NAME

    def page(self, sha256: str, number: int, engine: str = "") -> RecognisedPage | None:
        """Page `number` of the file of that hash as that engine (any, where none is named) read it; None if never."""
        if not self._path.is_file():
            return None
        with self._open() as db:
            row = db.execute(
                "SELECT p.failed, w.words FROM pages p LEFT JOIN pictures w USING (picture, engine)"
                " WHERE p.sha256 = ? AND p.number = ? AND (p.engine = ? OR ? = '')"
                " ORDER BY p.failed, p.rowid DESC LIMIT 1",
                (sha256, number, engine, engine),
            ).fetchone()
        if row is None:
            return None
        failed, packed = row
        if failed:
            return RecognisedPage((), failed=failed)
        return _unpacked(packed) if packed is not None else None

    def knows(self, picture: str, engine: str) -> bool:
        """Whether that engine has read that picture."""
        with self._open() as db:
            found = db.execute(
                "SELECT words FROM pictures WHERE picture = ? AND engine = ?", (picture, engine)
            ).fetchone()
        return found is not None and _unpacked(found[0]) is not None

    def pages(self, sha256: str, engine: str = "") -> dict[int, RecognisedPage]:
        """All pages of the file of that hash that `page` would find, by number."""
        if not self._path.is_file():
            return {}
        with self._open() as db:
            rows = db.execute("SELECT DISTINCT number FROM pages WHERE sha256 = ?", (sha256,)).fetchall()
        found = {int(str(number)): self.page(sha256, int(str(number)), engine) for (number,) in rows}
        return {number: page for number, page in found.items() if page is not None}

    def save(self, sha256: str, number: int, engine: str, looked_at: LookedAt) -> None:
        """Remember what came of looking at a file's page."""
        if looked_at.picture is not None and looked_at.page is not None:
            self.save_picture(looked_at.picture, engine, looked_at.page)
        self.save_page(sha256, number, engine, looked_at.picture, looked_at.failed, passing=looked_at.passing)

    def save_picture(self, picture: str, engine: str, page: RecognisedPage) -> None:
        """Remember what an engine read in a picture."""
        with self._open() as db:
            db.execute("INSERT OR REPLACE INTO pictures VALUES (?,?,?)", (picture, engine, _packed(page)))

    def save_page(
        self, sha256: str, number: int, engine: str, picture: str | None, failed: str = "", *, passing: bool = False
    ) -> None:
        """Remember which picture a file's page has, or why the page could not be recognised this time or ever."""
        with self._open() as db:
            db.execute(
                "INSERT OR REPLACE INTO pages (sha256, number, engine, picture, failed, passing) VALUES (?,?,?,?,?,?)",
                (sha256, number, engine, picture, failed, int(passing)),
            )

    def check(self) -> None:
        """Read all of it; RecognitionError where it is damaged."""
        if self._path.is_file():
            with self._open() as db:
                if db.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
                    raise RecognitionError(f"{self._path} is damaged")

    def passing_failures(self) -> list[str]:
        """The hashes of files with pages that could not be recognised for a reason that may have passed."""
        if not self._path.is_file():
            return []
        with self._open() as db:
            rows = db.execute("SELECT DISTINCT sha256 FROM pages WHERE passing ORDER BY sha256").fetchall()
        return [str(sha256) for (sha256,) in rows]

    def forget_failures(self, *, passing: bool = False) -> None:
        """Let pages that could not be recognised be tried again; `passing`: those alone that may be by now."""
        if self._path.is_file():
            with self._open() as db:
                db.execute("DELETE FROM pages WHERE failed <> '' AND passing >= ?", (int(passing),))

    def make(self) -> None:
        """Make the file where there is none, before several workers want to."""
        with self._guarded():
            seal_older(self._path)
        with self._open():
            pass

    def take_over(self, directory: Path) -> None:
        """Know what the cache in another directory knows as well, if there is one; failures are not taken over."""
        other = RecognitionCache(directory)
        if not other._path.is_file():
            return
        self.make()
        with other._open() as theirs, self._open() as ours, ours:
            ours.executemany("INSERT OR IGNORE INTO pictures VALUES (?,?,?)", theirs.execute("SELECT * FROM pictures"))
            ours.executemany(
                "INSERT OR IGNORE INTO pages VALUES (?,?,?,?,?,?)",
                theirs.execute("SELECT * FROM pages WHERE failed = ''"),
            )

    @contextmanager
    def _open(self) -> Iterator[apsw.Connection]:
        """A connection of its own; RecognitionError where the file cannot be used."""
        with self._guarded(), closing(connected(self._path, "rwc", 30)) as db:
            if _version(db) != _VERSION:
                db.execute("PRAGMA journal_mode=WAL").fetchall()
                db.execute("BEGIN IMMEDIATE")
                if (version := _version(db)) != _VERSION:  # another process may have been quicker
                    db.execute(f"{_FROM_1 if version == 1 else _SCHEMA}PRAGMA user_version={_VERSION}")
                db.execute("COMMIT")
            yield db

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except (LibraryError, apsw.BusyError, apsw.CantOpenError, apsw.FullError, apsw.ReadOnlyError) as error:
            raise RecognitionError(f"{self._path} cannot be written ({error})") from error
        except (apsw.Error, UnicodeDecodeError) as error:
            raise RecognitionError(f"{self._path} cannot be used: delete it, and pages are recognised anew") from error


def _version(db: apsw.Connection) -> int:
    ((version,),) = db.execute("PRAGMA user_version").fetchall()
    return int(str(version))


def _packed(page: RecognisedPage) -> bytes:
    rows = [
        [w.text, *(round(v, 2) for v in (w.rect.x0_pt, w.rect.y0_pt, w.rect.x1_pt, w.rect.y1_pt)), w.confidence, w.line]
        for w in page.words
    ]
    return zlib.compress(json.dumps([page.skew_degrees, rows], ensure_ascii=False).encode())


def _unpacked(blob: bytes) -> RecognisedPage | None:
    """The words; None for an entry that is damaged or none of ours, so that they are recognised anew."""
    try:
        inflate = zlib.decompressobj()
        told = inflate.decompress(blob, _LARGEST)
        if not inflate.eof:
            return None  # more than a page can hold
        skew, rows = json.loads(told)
        words = (RecognisedWord(text, Rect(x0, y0, x1, y1), sure, line) for text, x0, y0, x1, y1, sure, line in rows)
        return RecognisedPage(tuple(words), skew)
    except (zlib.error, ValueError, TypeError):
        return None
