"""How does a store of SQL switch from one state of the library to the next? The newest generation's row is the pointer.

It is committed last and together with its members and derived tables, so that a reader sees the old library or the
new one, never half of each.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import datetime

from panelsearch.model.ingest_reports import FileOutcome
from panelsearch.storage.derived_tables import DerivedTables, Publication, marks, portions
from panelsearch.storage.packing import COLUMNS, Row
from panelsearch.storage.records import Generation, Member
from panelsearch.storage.sql.database import Database, Reading, is_text
from panelsearch.storage.sql.derived_tables import update_tables
from panelsearch.storage.sql.document_reader import SqlDocumentReader
from panelsearch.storage.sql.library_queries import SqlLibraryQueries

_MEMBER = "name, root, path, size_bytes, mtime_ns, sha256, document_id, outcome, reason"


def _generation(row: Row) -> Generation:
    number, built, name, pipeline, index, roots = row
    if not isinstance(name, str) or not isinstance(index, str) or not isinstance(pipeline, str):
        raise TypeError("a name that is no text")
    datetime.fromisoformat(built)
    return Generation(number, built, name, pipeline, index, tuple(json.loads(roots)))


def _member(row: Row) -> Member:
    name, root, path, *others, outcome, reason = row
    return Member(name, _read_path(root), _read_path(path), *others, FileOutcome(outcome), reason)  # type: ignore[call-arg]


def _read_path(kept: str | bytes) -> str:
    return os.fsdecode(kept)


class SqlGenerationReader:
    """See `base.GenerationReader`."""

    def __init__(self, database: Reading) -> None:
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
        if not is_text(name):
            return None
        sql = f"SELECT {_MEMBER} FROM members WHERE generation = ? AND name = ?"  # noqa: S608
        found = self._database.values(_member, sql, (generation, name))
        return found[0] if found else None

    def names(self, generation: int, document_id: int) -> tuple[str, ...]:
        """What a document's files are called in a generation, in order."""
        sql = "SELECT name FROM members WHERE document_id = ? AND generation = ? ORDER BY name"
        return tuple(name for (name,) in self._database.rows(sql, (document_id, generation)))


class SqlGenerationLog(SqlGenerationReader):
    """See `base.GenerationLog`."""

    def __init__(self, database: Database, documents: SqlDocumentReader, queries: SqlLibraryQueries) -> None:
        super().__init__(database)
        self._changed, self._documents, self._queries = database, documents, queries

    def next_number(self) -> int:
        """A number that no generation has had."""
        return int(self._database.rows("SELECT coalesce(max(id), 0) + 1 FROM generations")[0][0])  # the newest stays

    def publish(self, generation: Generation, members: Sequence[Member], derived: Sequence[DerivedTables] = ()) -> None:
        """Switch to a new generation, its derived tables with it: one durable transaction."""
        written = self._changed.written_path
        with self._changed.transaction(durable=True) as change:
            change.run(
                "INSERT INTO generations (id, built, index_name, pipeline_fingerprint, index_fingerprint, roots)"
                " VALUES (?,?,?,?,?,?)",
                (
                    generation.number, generation.built, generation.index_name, generation.pipeline_fingerprint,
                    generation.index_fingerprint, json.dumps(generation.roots),
                ),
            )  # fmt: skip
            change.insert(
                f"INSERT INTO members (generation, {_MEMBER}) VALUES (?,?,?,?,?,?,?,?,?,?)",  # noqa: S608
                (
                    (
                        generation.number, m.name, written(m.root), written(m.path), m.size_bytes,
                        m.mtime_ns, m.sha256, m.document_id, m.outcome.value, m.reason,
                    )
                    for m in members
                ),
            )  # fmt: skip
            change.take_stock()
            update_tables(change, derived, Publication(generation, members, self._documents, self._queries))
            change.take_stock()

    def sweep(self, keep: int = 2) -> None:
        """Drop all but the newest generations, and the documents that none of them holds."""
        with self._changed.transaction() as change:
            kept = "SELECT id FROM generations ORDER BY id DESC LIMIT ?"
            change.run(f"DELETE FROM members WHERE generation NOT IN ({kept})", (keep,))  # noqa: S608
            change.run(f"DELETE FROM generations WHERE id NOT IN ({kept})", (keep,))  # noqa: S608
            unused = "NOT EXISTS (SELECT 1 FROM members m WHERE m.document_id = d.id)"
            gone = [key for (key,) in change.rows(f"SELECT d.id FROM documents d WHERE {unused}")]  # noqa: S608
            for some in portions(gone):
                theirs = f"document_id IN ({marks(some)})"
                change.run(f"DELETE FROM sketches WHERE passage_id IN (SELECT id FROM passages WHERE {theirs})", some)  # noqa: S608
                for table in COLUMNS:
                    change.run(f"DELETE FROM {table} WHERE {theirs}", some)  # noqa: S608
                change.run(f"DELETE FROM documents WHERE id IN ({marks(some)})", some)  # noqa: S608
            left = "SELECT sha256 FROM failures EXCEPT SELECT sha256 FROM members"
            change.run(f"DELETE FROM failures WHERE sha256 IN ({left})")  # noqa: S608
        self._changed.tidy()
