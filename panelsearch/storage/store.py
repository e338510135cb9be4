"""What do we know, durably? One SQLite file: the truth that every quotation is checked against.

A document's rows are written once, in one transaction, and keyed by the file's hash and the pipeline's fingerprint,
so that nothing is extracted twice, whatever interrupts the run. A generation lists which documents, under which
names, make up the library; the newest generation row *is* the pointer: it is committed last, so that a reader sees
the old library or the new one, never half of each. Readers hold a snapshot.
"""

from __future__ import annotations

import json
import sqlite3
import struct
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from panelsearch.errors import LibraryDamagedError, LibraryMissingError, LibraryOutdatedError
from panelsearch.model.document_views import ItemView
from panelsearch.model.documents import DocumentRecord
from panelsearch.model.ingest_reports import FileOutcome
from panelsearch.model.meetings import (
    Action,
    ActionKind,
    Attendance,
    Attendee,
    Decision,
    DecisionOutcome,
    Detail,
    DetailKind,
    DocumentKind,
    Part,
    PartKind,
    Reference,
    ReferenceKind,
)
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.pages import Line, Page, PageProblem, Rect, TextSource, WordBox
from panelsearch.model.spans import PageSpan, Span
from panelsearch.text.analyzer import stems_of, words_of
from panelsearch.text.near_duplicates import SKETCH_SHARED, likeness, pattern, sketch

SCHEMA_VERSION = 10
_BOILERPLATE_DOCUMENTS = 12
_CANDIDATES = 100
STORE_NAME = "library.sqlite"
_RETRIED = "to be read again "
LOCKED = "asks for a password"
"""How the reason begins for which a file is not read that opens with a password only."""

_SCHEMA = """
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT, sha256 TEXT NOT NULL, fingerprint TEXT NOT NULL,
    kind TEXT NOT NULL, title TEXT NOT NULL, body TEXT, meeting_date TEXT, draft INTEGER NOT NULL,
    inferred TEXT NOT NULL, page_count INTEGER NOT NULL, without_text TEXT NOT NULL, reason TEXT NOT NULL,
    locked INTEGER NOT NULL,
    stamp TEXT NOT NULL, UNIQUE (sha256, fingerprint, stamp));
CREATE TABLE failures (
    sha256 TEXT NOT NULL, fingerprint TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (sha256, fingerprint));
CREATE TABLE pages (
    document_id INTEGER NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL, label TEXT, width_pt REAL NOT NULL,
    height_pt REAL NOT NULL, source TEXT NOT NULL, problem TEXT, lines BLOB NOT NULL, boxes BLOB NOT NULL,
    furniture TEXT NOT NULL, confidence REAL, PRIMARY KEY (document_id, number)) WITHOUT ROWID;
CREATE TABLE items (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, number TEXT, heading TEXT NOT NULL, page INTEGER NOT NULL,
    start INTEGER NOT NULL, finish INTEGER NOT NULL, end_page INTEGER NOT NULL, end_at INTEGER NOT NULL,
    PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE TABLE parts (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
    first_page INTEGER NOT NULL, last_page INTEGER NOT NULL, meeting_date TEXT, item_number TEXT,
    inferred INTEGER NOT NULL, PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE TABLE decisions (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, page INTEGER NOT NULL, start INTEGER NOT NULL,
    finish INTEGER NOT NULL, outcome TEXT NOT NULL, item INTEGER, proposer TEXT, seconder TEXT, votes_for INTEGER,
    votes_against INTEGER, abstained INTEGER, PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE TABLE actions (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, kind TEXT NOT NULL, page INTEGER NOT NULL,
    start INTEGER NOT NULL, finish INTEGER NOT NULL, item INTEGER, owner TEXT NOT NULL, people TEXT NOT NULL,
    PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE TABLE refs (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, kind TEXT NOT NULL, page INTEGER NOT NULL,
    start INTEGER NOT NULL, finish INTEGER NOT NULL, number TEXT NOT NULL, day TEXT,
    PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE TABLE details (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, what TEXT NOT NULL, page INTEGER NOT NULL,
    start INTEGER NOT NULL, finish INTEGER NOT NULL, PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE TABLE acronyms (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, letters TEXT NOT NULL, page INTEGER NOT NULL,
    start INTEGER NOT NULL, finish INTEGER NOT NULL, words TEXT NOT NULL, stems TEXT NOT NULL,
    PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE INDEX acronyms_by_letters ON acronyms (letters);
CREATE INDEX acronyms_by_stems ON acronyms (stems);
CREATE TABLE attendees (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, list TEXT NOT NULL, name TEXT NOT NULL, page INTEGER NOT NULL,
    start INTEGER NOT NULL, finish INTEGER NOT NULL, role TEXT NOT NULL, initials TEXT NOT NULL,
    PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document_id INTEGER NOT NULL, page INTEGER NOT NULL, start INTEGER NOT NULL,
    finish INTEGER NOT NULL, item INTEGER, likeness INTEGER, pattern INTEGER);
CREATE INDEX passages_by_document ON passages (document_id);
CREATE INDEX passages_by_likeness ON passages (likeness) WHERE likeness IS NOT NULL;
CREATE TABLE sketches (
    hash INTEGER NOT NULL, passage_id INTEGER NOT NULL, PRIMARY KEY (hash, passage_id)) WITHOUT ROWID;
CREATE INDEX sketches_by_passage ON sketches (passage_id);
CREATE TABLE mentions (
    document_id INTEGER NOT NULL, idx INTEGER NOT NULL, label TEXT NOT NULL, page INTEGER NOT NULL,
    start INTEGER NOT NULL, finish INTEGER NOT NULL, text TEXT NOT NULL, canonical TEXT, value_pence INTEGER,
    currency TEXT, iso TEXT, unit TEXT, PRIMARY KEY (document_id, idx)) WITHOUT ROWID;
CREATE INDEX mentions_by_label ON mentions (label);
CREATE TABLE generations (
    id INTEGER PRIMARY KEY AUTOINCREMENT, built TEXT NOT NULL, index_name TEXT NOT NULL,
    pipeline_fingerprint TEXT NOT NULL, index_fingerprint TEXT NOT NULL, roots TEXT NOT NULL);
CREATE TABLE members (
    generation INTEGER NOT NULL, name TEXT NOT NULL, root TEXT NOT NULL, path TEXT NOT NULL,
    size_bytes INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL, document_id INTEGER,
    outcome TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (generation, name)) WITHOUT ROWID;
CREATE INDEX members_by_document ON members (document_id);
"""


@dataclass(frozen=True, slots=True)
class NameCount:
    """How often a document prints a name as `text` where it means `canonical`."""

    document_id: int
    canonical: str
    text: str
    count: int


Row = tuple[Any, ...]  # as SQLite gives them; typed where they become values


@dataclass(frozen=True, slots=True)
class PackedDocument:
    """A document as rows, ready to be written; made in the worker so that little has to cross to the writer.

    `has_pictures`: what it holds depends on how pages without usable text are recognised.
    """

    document: Row
    pages: tuple[Row, ...]
    items: tuple[Row, ...]
    decisions: tuple[Row, ...]
    attendees: tuple[Row, ...]
    passages: tuple[Row, ...]
    mentions: tuple[Row, ...]
    has_pictures: bool = False
    sketches: tuple[tuple[int, ...], ...] = ()  # one a passage
    parts: tuple[Row, ...] = ()
    actions: tuple[Row, ...] = ()
    references: tuple[Row, ...] = ()
    details: tuple[Row, ...] = ()
    acronyms: tuple[Row, ...] = ()

    @property
    def page_count(self) -> int:
        """How many pages it has."""
        return len(self.pages)


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the library in one generation; `document_id` is None where it could not be read."""

    name: str
    root: str
    path: str
    size_bytes: int
    mtime_ns: int
    sha256: str
    document_id: int | None
    outcome: FileOutcome = FileOutcome.INDEXED
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Generation:
    """A state of the library: its number, when built, the index directory's name and what made it."""

    number: int
    built: str
    index_name: str
    pipeline_fingerprint: str
    index_fingerprint: str
    roots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document's front sheet. `without_text` lists pages (from 1) that have no text to search.

    `locked`: the file opens with a password only.
    """

    id: int
    kind: DocumentKind
    title: str
    body: str | None
    meeting_date: date | None
    draft: bool
    inferred: tuple[str, ...]
    page_count: int
    without_text: tuple[int, ...]
    reason: str
    locked: bool = False


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its id; `likeness` is equal for passages of equal words (None for short ones)."""

    id: int
    document_id: int
    at: PageSpan
    item: int | None
    likeness: int | None


@dataclass(frozen=True, slots=True)
class StoredMention:
    """A mention with its document and its words."""

    document_id: int
    mention: Mention
    text: str


# -- packing ----------------------------------------------------------------------------------------------------------


def _pack_lines(lines: Sequence[Line]) -> bytes:
    parts = [struct.pack("<I", len(lines))]
    for line in lines:
        flags = (1 if line.bold else 0) | (2 if line.side else 0)
        rect = line.rect
        parts.append(
            struct.pack(
                "<II5fBH", line.span.start, line.span.end, rect.x0_pt, rect.y0_pt, rect.x1_pt, rect.y1_pt,
                line.size_pt, flags, len(line.cells),
            )
        )  # fmt: skip
        parts.extend(struct.pack("<II", cell.start, cell.end) for cell in line.cells)
    return zlib.compress(b"".join(parts), 3)


def _unpack_lines(blob: bytes) -> tuple[Line, ...]:
    raw = zlib.decompress(blob)
    (count,) = struct.unpack_from("<I", raw)
    at, lines = 4, []
    for _ in range(count):
        start, end, x0, y0, x1, y1, size, flags, n_cells = struct.unpack_from("<II5fBH", raw, at)
        at += struct.calcsize("<II5fBH")
        cells = tuple(Span(*struct.unpack_from("<II", raw, at + 8 * i)) for i in range(n_cells))
        at += 8 * n_cells
        lines.append(Line(Span(start, end), Rect(x0, y0, x1, y1), size, bool(flags & 1), bool(flags & 2), cells))
    return tuple(lines)


def _pack_boxes(boxes: Sequence[WordBox]) -> bytes:
    numbers: list[float] = []
    for box in boxes:
        rect = box.rect
        numbers += (box.span.start, box.span.end, rect.x0_pt, rect.y0_pt, rect.x1_pt, rect.y1_pt)
    return zlib.compress(struct.pack("<" + "II4f" * len(boxes), *numbers), 3)


def _unpack_boxes(blob: bytes) -> tuple[WordBox, ...]:
    raw = zlib.decompress(blob)
    return tuple(
        WordBox(Span(start, end), Rect(x0, y0, x1, y1))
        for start, end, x0, y0, x1, y1 in struct.iter_unpack("<II4f", raw)
    )


def pack(record: DocumentRecord) -> PackedDocument:
    """The record as rows. ValueError where a span does not lie on its page: such a record is never stored."""
    pages, reading = record.extracted.pages, record.reading
    texts = {page.number: page.text for page in pages}

    def words(at: PageSpan) -> str:
        return at.span.of(texts[at.page])

    without = [page.number for page in pages if not page.text.strip() and page.problem is not PageProblem.BLANK]
    document: Row = (
        reading.kind.value, reading.title, reading.body,
        reading.meeting_date.isoformat() if reading.meeting_date else None, int(reading.draft),
        json.dumps(reading.inferred), len(pages), json.dumps(without),
        _why_without_text(pages, dict(record.extracted.failed)), int(record.extracted.locked),
    )  # fmt: skip
    lists = (
        ("present", reading.attendance.present),
        ("in_attendance", reading.attendance.in_attendance),
        ("apologies", reading.attendance.apologies),
    )
    attendees = [(which, a) for which, people in lists for a in people]
    for at in (
        *(d.at for d in reading.decisions),
        *(a.at for a in reading.actions),
        *(r.at for r in reading.references),
        *(d.at for d in reading.details),
    ):
        words(at)
    return PackedDocument(
        document=document,
        pages=tuple(
            (
                p.number, p.text, p.label, p.width_pt, p.height_pt, p.source.value,
                p.problem.value if p.problem else None, _pack_lines(p.lines), _pack_boxes(p.boxes),
                json.dumps(p.furniture, ensure_ascii=False), p.confidence,
            )
            for p in pages
        ),
        items=tuple(
            (i, it.number, it.heading, it.at.page, it.at.start, it.at.end, it.end_page, it.end)
            for i, it in enumerate(reading.items)
        ),
        decisions=tuple(
            (
                i, d.at.page, d.at.start, d.at.end, d.outcome.value, d.item, d.proposer, d.seconder, d.votes_for,
                d.votes_against, d.abstained,
            )
            for i, d in enumerate(reading.decisions)
        ),
        attendees=tuple(
            (i, which, a.name, a.at.page, a.at.start, a.at.end, a.role, a.initials)
            for i, (which, a) in enumerate(attendees)
        ),
        passages=tuple(
            (p.at.page, p.at.start, p.at.end, p.item, likeness(w), pattern(w))
            for p in reading.passages
            for w in [words(p.at)]
        ),
        mentions=tuple(
            (
                i, m.label.value, m.at.page, m.at.start, m.at.end, words(m.at), m.canonical, m.value_pence,
                m.currency, m.iso, m.unit,
            )
            for i, m in enumerate(record.mentions)
        ),
        has_pictures=bool(record.extracted.pictures),
        sketches=tuple(sketch(words(p.at)) for p in reading.passages),
        parts=tuple(
            (
                i, p.kind.value, p.title, p.first_page, p.last_page,
                p.meeting_date.isoformat() if p.meeting_date else None, p.item_number, int(p.inferred),
            )
            for i, p in enumerate(reading.parts)
        ),
        actions=tuple(
            (
                i, a.kind.value, a.at.page, a.at.start, a.at.end, a.item, a.owner,
                json.dumps(a.people, ensure_ascii=False),
            )
            for i, a in enumerate(reading.actions)
        ),
        references=tuple(
            (i, r.kind.value, r.at.page, r.at.start, r.at.end, r.number, r.day.isoformat() if r.day else None)
            for i, r in enumerate(reading.references)
        ),
        details=tuple((i, d.what.value, d.at.page, d.at.start, d.at.end) for i, d in enumerate(reading.details)),
        acronyms=tuple(
            (i, a.letters.casefold(), a.at.page, a.at.start, a.at.end, *map(" ".join, (words_of(w), stems_of(w))))
            for i, a in enumerate(reading.acronyms)
            for w in [words(a.at)]
        ),
    )  # fmt: skip


_PROBLEM_WORDS = {
    PageProblem.PICTURE: "only a picture",
    PageProblem.GARBLED: "unreadable font",
    PageProblem.FAILED: "damaged",
}


def _why_without_text(pages: Sequence[Page], failed: Mapping[int, str]) -> str:
    """Such as "no text on pages 3 to 9 (only a picture)"; empty where every page that is not blank has text.

    `failed` says of pages why they could not be recognised.
    """
    groups: dict[str, list[int]] = {}
    for page in pages:
        if not page.text.strip() and page.problem is not PageProblem.BLANK:
            problem = _PROBLEM_WORDS.get(page.problem, "") if page.problem else ""
            why = "; ".join(filter(None, (problem, failed.get(page.number, ""))))
            groups.setdefault(why, []).append(page.number)
    if not pages:
        return "no pages"
    return "; ".join(
        f"no text on {numbers_in_words(numbers)}" + (f" ({why})" if why else "") for why, numbers in groups.items()
    )


def numbers_in_words(numbers: Sequence[int]) -> str:
    """Page numbers as a person writes them: "page 3", "pages 1, 3 to 9"."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    words = ", ".join(f"{a}" if a == b else f"{a} to {b}" for a, b in ranges)
    return ("page " if len(numbers) == 1 else "pages ") + words


# -- reading and writing ----------------------------------------------------------------------------------------------


class Store:
    """One connection to the library's SQLite file; safe to use from several threads, one at a time."""

    def __init__(self, connection: sqlite3.Connection, directory: Path) -> None:
        self._connection = connection
        self._lock = threading.RLock()
        self.directory = directory

    @classmethod
    def open_to_write(cls, directory: Path) -> Store:
        """The store, made where there is none; an older format is set aside and begun anew."""
        path = directory / STORE_NAME
        connection = _connect(f"{path.absolute().as_uri()}?mode=rwc", path)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, SCHEMA_VERSION):
                connection.close()
                for suffix in ("", "-wal", "-shm"):
                    path.with_name(STORE_NAME + suffix).unlink(missing_ok=True)
                connection = _connect(f"{path.absolute().as_uri()}?mode=rwc", path)
                version = 0
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            if version == 0:
                with connection:
                    connection.executescript(f"BEGIN;{_SCHEMA}PRAGMA user_version={SCHEMA_VERSION};COMMIT;")
        except sqlite3.DatabaseError as error:
            connection.close()
            raise _damaged(path, error) from error
        return cls(connection, directory)

    @classmethod
    def open_to_read(cls, directory: Path) -> Store:
        """A snapshot of the store. LibraryMissingError, LibraryOutdatedError or LibraryDamagedError."""
        path = directory / STORE_NAME
        if not path.is_file():
            raise LibraryMissingError(
                f"There is no index in {directory}.", "Make one with: panelsearch index FOLDER_OF_PDFS"
            )
        connection = _connect(f"{path.absolute().as_uri()}?mode=ro", path)
        try:
            try:
                version = connection.execute("PRAGMA user_version").fetchone()[0]
            except sqlite3.OperationalError:  # a folder that cannot be written to has no place for the shared memory
                connection.close()
                connection = _connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", path)
                version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version != SCHEMA_VERSION:
                raise LibraryOutdatedError(
                    f"The index in {directory} was made by another version of panelsearch.",
                    "Rebuild it with: panelsearch index FOLDER_OF_PDFS",
                )
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM generations").fetchone()  # takes the snapshot
        except sqlite3.DatabaseError as error:
            connection.close()
            raise _damaged(path, error) from error
        except LibraryOutdatedError:
            connection.close()
            raise
        return cls(connection, directory)

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._connection.close()

    def _rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        try:
            with self._lock:
                return self._connection.execute(sql, parameters).fetchall()
        except sqlite3.DatabaseError as error:
            raise _damaged(self.directory / STORE_NAME, error) from error

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._lock:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                except BaseException:
                    self._connection.execute("ROLLBACK")
                    raise
                self._connection.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            raise _damaged(self.directory / STORE_NAME, error) from error

    # documents: written once

    def save(self, sha256: str, fingerprint: str, packed: PackedDocument, stamp: str = "") -> int:
        """Write a document's rows in one transaction; its id.

        `stamp` says how its pictures were recognised; it is kept only for a document that has any.
        """
        with self._transaction() as db:
            cursor = db.execute(
                "INSERT INTO documents (sha256, fingerprint, kind, title, body, meeting_date, draft, inferred,"
                " page_count, without_text, reason, locked, stamp) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
                (sha256, fingerprint, *packed.document, stamp if packed.has_pictures else ""),
            )
            key = cursor.lastrowid
            assert key is not None
            for table, width, rows in (
                ("pages", 11, packed.pages), ("items", 8, packed.items), ("decisions", 11, packed.decisions),
                ("attendees", 8, packed.attendees), ("mentions", 11, packed.mentions), ("parts", 8, packed.parts),
                ("actions", 8, packed.actions), ("refs", 7, packed.references), ("details", 5, packed.details),
                ("acronyms", 7, packed.acronyms),
            ):  # fmt: skip
                marks = ",".join("?" * (width + 1))
                db.executemany(f"INSERT INTO {table} VALUES ({marks})", ((key, *row) for row in rows))  # noqa: S608
            db.executemany(
                "INSERT INTO passages (document_id, page, start, finish, item, likeness, pattern)"
                " VALUES (?,?,?,?,?,?,?)",
                ((key, *row) for row in packed.passages),
            )
            ids = db.execute("SELECT id FROM passages WHERE document_id = ? ORDER BY id", (key,)).fetchall()
            db.executemany(
                "INSERT INTO sketches VALUES (?,?)",
                ((value, id_) for (id_,), some in zip(ids, packed.sketches, strict=True) for value in some),
            )
        return key

    def save_failure(self, sha256: str, fingerprint: str, reason: str) -> None:
        """Remember that these bytes cannot be read, so that they are not tried again."""
        with self._transaction() as db:
            db.execute("INSERT OR REPLACE INTO failures VALUES (?,?,?)", (sha256, fingerprint, reason))

    def forget_failures(self) -> None:
        """Let files that could not be read be tried again, and those with pages that could not."""
        with self._transaction() as db:
            db.execute("DELETE FROM failures")
            # readers may still hold them: they are only no longer known
            db.execute("UPDATE documents SET stamp = ? || id WHERE without_text <> '[]'", (_RETRIED,))

    def forget_locked(self) -> None:
        """Let files that asked for a password be tried with others."""
        with self._transaction() as db:
            db.execute("DELETE FROM failures WHERE reason LIKE ?", (f"{LOCKED}%",))

    def known_documents(self, fingerprint: str, accepts: Callable[[str], bool] = lambda stamp: True) -> dict[str, int]:
        """Document ids by file hash, of those made by this pipeline with a recognition stamp that is accepted.

        Of several the one read last is given.
        """
        rows = self._rows("SELECT sha256, id, stamp FROM documents WHERE fingerprint = ? ORDER BY id", (fingerprint,))
        rows = [row for row in rows if not row[2].startswith(_RETRIED)]
        return {sha256: key for sha256, key, stamp in rows if accepts(stamp)}

    def known_failures(self, fingerprint: str) -> dict[str, str]:
        """Reasons by file hash, of those that this pipeline could not read."""
        rows = self._rows("SELECT sha256, reason FROM failures WHERE fingerprint = ?", (fingerprint,))
        return dict(rows)

    # generations

    def generation(self) -> Generation | None:
        """The newest generation, which is the library; None before the first."""
        rows = self._rows(
            "SELECT id, built, index_name, pipeline_fingerprint, index_fingerprint, roots FROM generations"
            " ORDER BY id DESC LIMIT 1"
        )
        for number, built, name, pipeline, index, roots in rows:
            return Generation(
                number,
                built,
                name,
                pipeline,
                index,
                tuple(json.loads(roots)),
            )
        return None

    def members(self, generation: int) -> tuple[Member, ...]:
        """The files of a generation, by name."""
        rows = self._rows(
            "SELECT name, root, path, size_bytes, mtime_ns, sha256, document_id, outcome, reason FROM members"
            " WHERE generation = ? ORDER BY name",
            (generation,),
        )
        return tuple(Member(*row[:7], FileOutcome(row[7]), row[8]) for row in rows)  # type: ignore[call-arg]

    def publish(self, generation: Generation, members: Iterable[Member]) -> None:
        """Switch to a new generation: one durable transaction, after which readers that open see it."""
        with self._lock:
            self._connection.execute("PRAGMA synchronous=FULL")
        with self._transaction() as db:
            db.execute(
                "INSERT INTO generations VALUES (?,?,?,?,?,?)",
                (
                    generation.number, generation.built, generation.index_name, generation.pipeline_fingerprint,
                    generation.index_fingerprint, json.dumps(generation.roots),
                ),
            )  # fmt: skip
            db.executemany(
                "INSERT INTO members VALUES (?,?,?,?,?,?,?,?,?,?)",
                (
                    (
                        generation.number, m.name, m.root, m.path, m.size_bytes, m.mtime_ns, m.sha256, m.document_id,
                        m.outcome.value, m.reason,
                    )
                    for m in members
                ),
            )  # fmt: skip
        with self._lock:
            self._connection.execute("PRAGMA synchronous=NORMAL")

    def next_generation_number(self) -> int:
        """A number that no generation has had."""
        row = self._rows("SELECT seq FROM sqlite_sequence WHERE name = 'generations'")
        return row[0][0] + 1 if row else 1

    def sweep(self, keep: int = 2) -> None:
        """Drop all but the newest generations, and the documents that none of them holds."""
        with self._transaction() as db:
            kept = "SELECT id FROM generations ORDER BY id DESC LIMIT ?"
            db.execute(f"DELETE FROM members WHERE generation NOT IN ({kept})", (keep,))  # noqa: S608
            db.execute(f"DELETE FROM generations WHERE id NOT IN ({kept})", (keep,))  # noqa: S608
            used = "(SELECT document_id FROM members WHERE document_id NOT NULL)"
            gone = f"(SELECT id FROM documents WHERE id NOT IN {used})"  # noqa: S608
            db.execute(
                "DELETE FROM sketches WHERE passage_id IN"  # noqa: S608
                f" (SELECT id FROM passages WHERE document_id IN {gone})"
            )
            for table in (
                "pages",
                "items",
                "parts",
                "decisions",
                "actions",
                "refs",
                "details",
                "acronyms",
                "attendees",
                "passages",
                "mentions",
            ):
                db.execute(f"DELETE FROM {table} WHERE document_id IN {gone}")  # noqa: S608
            db.execute(f"DELETE FROM documents WHERE id IN {gone}")  # noqa: S608
            db.execute("DELETE FROM failures WHERE sha256 NOT IN (SELECT sha256 FROM members)")
        with self._lock:
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    # what is known of documents

    def documents(self, generation: int) -> dict[int, StoredDocument]:
        """The front sheets of a generation's documents, by id."""
        found = self._documents("id IN (SELECT document_id FROM members WHERE generation = ?)", generation)
        return {document.id: document for document in found}

    def document(self, document_id: int) -> StoredDocument:
        """One front sheet, whichever generation it is of; KeyError where there is none."""
        for document in self._documents("id = ?", document_id):
            return document
        raise KeyError(document_id)

    def _documents(self, where: str, *parameters: int) -> Iterator[StoredDocument]:
        rows = self._rows(
            "SELECT id, kind, title, body, meeting_date, draft, inferred, page_count, without_text, reason, locked"  # noqa: S608
            f" FROM documents WHERE {where}",
            parameters,
        )
        for key, kind, title, body, when, draft, inferred, count, without, reason, locked in rows:
            yield StoredDocument(
                key, DocumentKind(kind), title, body, date.fromisoformat(when) if when else None, bool(draft),
                tuple(json.loads(inferred)), count, tuple(json.loads(without)), reason, bool(locked),
            )  # fmt: skip

    def page_text(self, document_id: int, number: int) -> str | None:
        """A page's text; None where the document has no such page."""
        rows = self._rows("SELECT text FROM pages WHERE document_id = ? AND number = ?", (document_id, number))
        return rows[0][0] if rows else None

    def page_facts(self, document_id: int, number: int) -> tuple[str | None, TextSource, float | None]:
        """A page's printed label, where its text came from, and how sure of it the OCR engine was."""
        rows = self._rows(
            "SELECT label, source, confidence FROM pages WHERE document_id = ? AND number = ?", (document_id, number)
        )
        label, source, confidence = rows[0]
        return label, TextSource(source), confidence

    def page(self, document_id: int, number: int) -> Page | None:
        """A whole page with its lines and boxes; None where there is none."""
        for page in self._pages("AND number = ?", document_id, number):
            return page
        return None

    def pages(self, document_id: int) -> tuple[Page, ...]:
        """All pages in order."""
        return tuple(self._pages("", document_id))

    def _pages(self, where: str, *parameters: int) -> Iterator[Page]:
        rows = self._rows(
            "SELECT number, text, label, width_pt, height_pt, source, problem, lines, boxes, furniture,"  # noqa: S608
            f" confidence FROM pages WHERE document_id = ? {where} ORDER BY number",
            parameters,
        )
        for number, text, label, width, height, source, problem, lines, boxes, furniture, sure in rows:
            yield Page(
                number, text, label, width,
                height, TextSource(source), PageProblem(problem) if problem else None,
                _unpack_lines(lines), _unpack_boxes(boxes), tuple(json.loads(furniture)), sure,
            )  # fmt: skip

    def items(self, document_id: int) -> tuple[ItemView, ...]:
        """The document's items in order; a passage's `item` indexes them."""
        rows = self._rows("SELECT number, heading, page FROM items WHERE document_id = ? ORDER BY idx", (document_id,))
        return tuple(ItemView(n, h, p) for n, h, p in rows)

    def parts(self, document_id: int) -> tuple[Part, ...]:
        """The papers inside a document, in order; none where it is a single one."""
        rows = self._rows(
            "SELECT kind, title, first_page, last_page, meeting_date, item_number, inferred FROM parts"
            " WHERE document_id = ? ORDER BY idx",
            (document_id,),
        )
        return tuple(
            Part(PartKind(kind), title, first, last, date.fromisoformat(day) if day else None, item, bool(inferred))
            for kind, title, first, last, day, item, inferred in rows
        )

    def decisions(self, document_id: int) -> tuple[Decision, ...]:
        """The document's decisions in order of place."""
        rows = self._rows(
            "SELECT page, start, finish, outcome, item, proposer, seconder, votes_for, votes_against, abstained"
            " FROM decisions WHERE document_id = ? ORDER BY idx",
            (document_id,),
        )
        return tuple(Decision(PageSpan(*row[:3]), DecisionOutcome(row[3]), *row[4:]) for row in rows)

    def actions(self, document_id: int) -> tuple[Action, ...]:
        """The document's actions and recommendations in order of place."""
        rows = self._rows(
            "SELECT page, start, finish, kind, item, owner, people FROM actions WHERE document_id = ? ORDER BY idx",
            (document_id,),
        )
        return tuple(
            Action(PageSpan(*row[:3]), ActionKind(row[3]), row[4], row[5], tuple(json.loads(row[6]))) for row in rows
        )

    def details(self, document_id: int) -> tuple[Detail, ...]:
        """What else the document's front sheet prints, in order."""
        rows = self._rows(
            "SELECT what, page, start, finish FROM details WHERE document_id = ? ORDER BY idx", (document_id,)
        )
        return tuple(Detail(DetailKind(what), PageSpan(*at)) for what, *at in rows)

    def written_out(self, generation: int, letters: str) -> dict[str, int]:
        """What an acronym (its letters folded) stands for, and in how many documents of a generation."""
        return self._defined("SELECT min(words)", "letters = ? GROUP BY stems", letters, generation)

    def acronyms_of(self, generation: int, stems: str) -> dict[str, int]:
        """The acronyms that words (by their stems) are given, and in how many documents of a generation."""
        return self._defined("SELECT letters", "stems = ? GROUP BY letters", stems, generation)

    def _defined(self, wanted: str, known: str, value: str, generation: int) -> dict[str, int]:
        rows = self._rows(
            f"{wanted}, count(DISTINCT document_id) FROM acronyms"  # noqa: S608
            f" WHERE document_id IN (SELECT document_id FROM members WHERE generation = ?) AND {known}",
            (generation, value),
        )
        return {str(text): int(count) for text, count in rows}

    def references(self, generation: int) -> Iterator[tuple[int, Reference]]:
        """Every reference of a generation with its document, in order of place."""
        rows = self._rows(
            "SELECT document_id, kind, page, start, finish, number, day FROM refs"
            " WHERE document_id IN (SELECT document_id FROM members WHERE generation = ?) ORDER BY document_id, idx",
            (generation,),
        )
        for document_id, kind, page, start, end, number, day in rows:
            when = date.fromisoformat(day) if day else None
            yield document_id, Reference(PageSpan(page, start, end), ReferenceKind(kind), number, when)

    def labels(self, document_id: int) -> tuple[tuple[int, str | None], ...]:
        """Each page with the number printed on it."""
        return tuple(
            self._rows("SELECT number, label FROM pages WHERE document_id = ? ORDER BY number", (document_id,))
        )

    def attendance(self, document_id: int) -> Attendance:
        """Who came and who sent apologies."""
        rows = self._rows(
            "SELECT list, name, page, start, finish, role, initials FROM attendees WHERE document_id = ? ORDER BY idx",
            (document_id,),
        )
        lists: dict[str, list[Attendee]] = {"present": [], "in_attendance": [], "apologies": []}
        for which, name, page, start, end, role, initials in rows:
            at = PageSpan(page, start, end)
            lists[which].append(Attendee(name, at, role, initials))
        return Attendance(tuple(lists["present"]), tuple(lists["in_attendance"]), tuple(lists["apologies"]))

    def mentions(self, document_id: int, page: int | None = None) -> tuple[Mention, ...]:
        """The mentions of a document, or of one of its pages, in order of place."""
        rows = self._rows(
            "SELECT label, page, start, finish, canonical, value_pence, currency, iso, unit FROM mentions"
            " WHERE document_id = ?1 AND (?2 IS NULL OR page = ?2) ORDER BY idx",
            (document_id, page),
        )
        return tuple(_mention(row) for row in rows)

    def labelled_mentions(self, generation: int, label: MentionLabel) -> Iterator[StoredMention]:
        """Every mention of one sort in a generation."""
        rows = self._rows(
            "SELECT label, page, start, finish, canonical, value_pence, currency, iso, unit, document_id,"
            " text FROM mentions"
            " WHERE label = ? AND document_id IN (SELECT document_id FROM members WHERE generation = ?)"
            " ORDER BY document_id, idx",
            (label.value, generation),
        )
        for row in rows:
            yield StoredMention(row[9], _mention(row[:9]), row[10])

    def names(self, generation: int, label: MentionLabel) -> tuple[NameCount, ...]:
        """Every printing of a name of one sort in a generation, counted by document."""
        rows = self._rows(
            "SELECT document_id, canonical, text, COUNT(*) FROM mentions WHERE label = ? AND canonical IS NOT NULL"
            " AND document_id IN (SELECT document_id FROM members WHERE generation = ?)"
            " GROUP BY document_id, canonical, text ORDER BY document_id, canonical, text",
            (label.value, generation),
        )
        return tuple(NameCount(*row) for row in rows)

    def passages(self, document_id: int) -> tuple[StoredPassage, ...]:
        """The document's passages in order."""
        return self._passages("document_id = ?", (document_id,))

    def passages_by_id(self, ids: Sequence[int]) -> dict[int, StoredPassage]:
        """Passages by their ids."""
        found: dict[int, StoredPassage] = {}
        for start in range(0, len(ids), 500):
            some = ids[start : start + 500]
            marks = ",".join("?" * len(some))
            found.update((p.id, p) for p in self._passages(f"id IN ({marks})", some))
        return found

    def _passages(self, where: str, parameters: Sequence[object]) -> tuple[StoredPassage, ...]:
        rows = self._rows(
            f"SELECT id, document_id, page, start, finish, item, likeness FROM passages WHERE {where} ORDER BY id",  # noqa: S608
            parameters,
        )
        return tuple(
            StoredPassage(key, document, PageSpan(page, start, end), item, like)
            for key, document, page, start, end, item, like in rows
        )

    def alike(self, passage_id: int, at_most: int | None = None) -> tuple[StoredPassage, ...]:
        """Passages that may be of nearly the same words, the likeliest first, to be compared; all generations'."""
        rows = self._rows(
            "SELECT b.passage_id FROM sketches a JOIN sketches b ON b.hash = a.hash AND b.passage_id <> a.passage_id"
            " WHERE a.passage_id = ? GROUP BY b.passage_id HAVING count(*) >= ?"
            " ORDER BY count(*) DESC, b.passage_id LIMIT ?",
            (passage_id, SKETCH_SHARED, min(at_most or _CANDIDATES, _CANDIDATES)),
        )
        return tuple(self.passages_by_id([row[0] for row in rows]).values())

    def reprints(self, generation: int, share: float, *, at_least: int = 4) -> tuple[tuple[int, int], ...]:
        """Pairs of documents of which the shorter shares that part of its passages, word for word, with the other.

        Passages that stand in very many documents are boilerplate and prove nothing.
        """
        ours = "document_id IN (SELECT document_id FROM members WHERE generation = ?)"
        told = f"SELECT likeness FROM passages WHERE likeness NOT NULL AND {ours} GROUP BY likeness"  # noqa: S608
        telling = f"{told} HAVING count(DISTINCT document_id) <= {_BOILERPLATE_DOCUMENTS}"
        rows = self._rows(
            "WITH p AS (SELECT DISTINCT document_id, likeness FROM passages"  # noqa: S608
            f" WHERE {ours} AND likeness IN ({telling})),"
            " n AS (SELECT document_id, count(*) AS count FROM p GROUP BY document_id)"
            " SELECT a.document_id, b.document_id FROM p a JOIN p b"
            " ON b.likeness = a.likeness AND a.document_id < b.document_id"
            " JOIN n na ON na.document_id = a.document_id JOIN n nb ON nb.document_id = b.document_id"
            " GROUP BY 1, 2 HAVING count(*) >= max(?, ? * min(na.count, nb.count)) ORDER BY 1, 2",
            (generation, generation, at_least, share),
        )
        return tuple((one, other) for one, other in rows)

    def repeats(self, documents: Iterable[int]) -> dict[int, int]:
        """By passage of these documents, in how many of them one of its pattern stands, where in more than one."""
        rows = self._rows(
            "WITH ours AS (SELECT id, pattern, document_id FROM passages WHERE pattern NOT NULL"
            " AND document_id IN (SELECT value FROM json_each(?)))"
            " SELECT id, n FROM ours JOIN (SELECT pattern, count(DISTINCT document_id) AS n FROM ours"
            " GROUP BY pattern HAVING n > 1) USING (pattern)",
            (json.dumps(list(documents)),),
        )
        return dict(rows)

    def recognised_pages(self, generation: int) -> int:
        """How many pages of a generation were recognised rather than read."""
        rows = self._rows(
            "SELECT count(*) FROM pages WHERE source = ? AND document_id IN"
            " (SELECT document_id FROM members WHERE generation = ?)",
            (TextSource.OCR.value, generation),
        )
        return int(rows[0][0])

    def totals(self, generation: int) -> tuple[int, int, int]:
        """How many pages, passages and mentions a generation holds."""
        pages, passages, mentions = (self._count(table, generation) for table in ("pages", "passages", "mentions"))
        return pages, passages, mentions

    def passage_count(self, generation: int) -> int:
        """How many passages a generation holds."""
        return self._count("passages", generation)

    def _count(self, table: str, generation: int) -> int:
        within = "document_id IN (SELECT document_id FROM members WHERE generation = ?)"
        (count,) = self._rows(f"SELECT count(*) FROM {table} WHERE {within}", (generation,))[0]  # noqa: S608
        return int(count)


def _mention(row: Row) -> Mention:
    label, page, start, end, canonical, pence, currency, iso, unit = row
    return Mention(
        MentionLabel(label), PageSpan(page, start, end),
        canonical, pence, currency, iso, unit,
    )  # fmt: skip


def _connect(uri: str, path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=10)
    except sqlite3.DatabaseError as error:
        raise _damaged(path, error) from error
    connection.execute("PRAGMA trusted_schema=OFF")  # an index from somebody else must not run code
    return connection


def _damaged(path: Path, error: sqlite3.DatabaseError) -> LibraryDamagedError:
    full = "full" in str(error)
    return LibraryDamagedError(
        f"The library file {path} cannot be used: {error}.",
        "Make room on the disk and run panelsearch index again."
        if full
        else f"Delete the folder {path.parent} and rebuild it with: panelsearch index FOLDER_OF_PDFS",
    )
