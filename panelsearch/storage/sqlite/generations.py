"""How does SQLite switch from one state of the library to the next? The newest generation's row is the pointer.

It is committed last and together with its members and derived tables, so that a reader sees the old library or the
new one, never half of each.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import datetime

from panelsearch.model.ingest_reports import FileOutcome
from panelsearch.storage.derived_tables import DerivedTables, Publication
from panelsearch.storage.packing import COLUMNS, Row
from panelsearch.storage.records import Generation, Member
from panelsearch.storage.sqlite.connection import Database
from panelsearch.storage.sqlite.derived_tables import update_tables
from panelsearch.storage.sqlite.document_reader import SqliteDocumentReader
from panelsearch.storage.sqlite.library_queries import SqliteLibraryQueries

_MEMBER = "name, root, path, size_bytes, mtime_ns, sha256, document_id, outcome, reason"


def _is_text(name: str) -> bool:
    """Whether UTF-8 can write it: an argument that comes in another encoding cannot be the name of anything here."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _generation(row: Row) -> Generation:
    number, built, name, pipeline, index, roots = row
    if not isinstance(name, str) or not isinstance(index, str) or not isinstance(pipeline, str):
        raise TypeError("a name that is no text")
    datetime.fromisoformat(built)
    return Generation(number, built, name, pipeline, index, tuple(json.loads(roots)))


def _member(row: Row) -> Member:
    name, root, path, *others, outcome, reason = row
    return Member(name, _read_path(root), _read_path(path), *others, FileOutcome(outcome), reason)  # type: ignore[call-arg]


def _written_path(path: str) -> str | bytes:
    """A path as SQLite can keep it: one whose bytes are no UTF-8, which Python marks in its own way, as these bytes."""
    return path if _is_text(path) else os.fsencode(path)


def _read_path(kept: str | bytes) -> str:
    return os.fsdecode(kept)


class SqliteGenerationReader:
    """See `base.GenerationReader`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def newest(self) -> Generation | None:
        """The newest generation, which is the library; None before the first."""
        found = self._database.values(
            _generation,
            "SELECT id, built, index_name, pipeline_fingerprint, index_fingerprint, roots FROM generations"
            " ORDER BY id DESC LIMIT 1",
        )
        return found[0] if found else None

    def members(self, generation: int) -> tuple[Member, ...]:
        """The files of a generation, by name."""
        sql = f"SELECT {_MEMBER} FROM members WHERE generation = ? ORDER BY name"  # noqa: S608
        return tuple(self._database.values(_member, sql, (generation,)))

    def member(self, generation: int, name: str) -> Member | None:
        """One file of a generation; None where none is called so, or none can be."""
        if not _is_text(name):
            return None
        sql = f"SELECT {_MEMBER} FROM members WHERE generation = ? AND name = ?"  # noqa: S608
        found = self._database.values(_member, sql, (generation, name))
        return found[0] if found else None

    def names(self, generation: int, document_id: int) -> tuple[str, ...]:
        """What a document's files are called in a generation, in order."""
        sql = "SELECT name FROM members WHERE document_id = ? AND generation = ? ORDER BY name"
        return tuple(name for (name,) in self._database.rows(sql, (document_id, generation)))


class SqliteGenerationLog(SqliteGenerationReader):
    """See `base.GenerationLog`."""

    def __init__(self, database: Database, documents: SqliteDocumentReader, queries: SqliteLibraryQueries) -> None:
        super().__init__(database)
        self._documents, self._queries = documents, queries

    def next_number(self) -> int:
        """A number that no generation has had."""
        rows = self._database.rows("SELECT seq FROM sqlite_sequence WHERE name = 'generations'")
        return rows[0][0] + 1 if rows else 1

    def publish(self, generation: Generation, members: Sequence[Member], derived: Sequence[DerivedTables] = ()) -> None:
        """Switch to a new generation, its derived tables with it: one durable transaction."""
        with self._database.transaction(durable=True) as db:
            db.execute(
                "INSERT INTO generations (id, built, index_name, pipeline_fingerprint, index_fingerprint, roots)"
                " VALUES (?,?,?,?,?,?)",
                (
                    generation.number, generation.built, generation.index_name, generation.pipeline_fingerprint,
                    generation.index_fingerprint, json.dumps(generation.roots),
                ),
            )  # fmt: skip
            db.executemany(
                f"INSERT INTO members (generation, {_MEMBER}) VALUES (?,?,?,?,?,?,?,?,?,?)",  # noqa: S608
                (
                    (
                        generation.number, m.name, _written_path(m.root), _written_path(m.path), m.size_bytes,
                        m.mtime_ns, m.sha256, m.document_id, m.outcome.value, m.reason,
                    )
                    for m in members
                ),
            )  # fmt: skip
            update_tables(db, derived, Publication(generation, members, self._documents, self._queries))

    def sweep(self, keep: int = 2) -> None:
        """Drop all but the newest generations, and the documents that none of them holds."""
        with self._database.transaction() as db:
            kept = "SELECT id FROM generations ORDER BY id DESC LIMIT ?"
            db.execute(f"DELETE FROM members WHERE generation NOT IN ({kept})", (keep,))  # noqa: S608
            db.execute(f"DELETE FROM generations WHERE id NOT IN ({kept})", (keep,))  # noqa: S608
            used = "(SELECT document_id FROM members WHERE document_id NOT NULL)"
            gone = f"(SELECT id FROM documents WHERE id NOT IN {used})"  # noqa: S608
            db.execute(
                "DELETE FROM sketches WHERE passage_id IN"  # noqa: S608
                f" (SELECT id FROM passages WHERE document_id IN {gone})"
            )
            for table in COLUMNS:
                db.execute(f"DELETE FROM {table} WHERE document_id IN {gone}")  # noqa: S608
            db.execute(f"DELETE FROM documents WHERE id IN {gone}")  # noqa: S608
            db.execute("DELETE FROM failures WHERE sha256 NOT IN (SELECT sha256 FROM members)")
        self._database.fold_log()
