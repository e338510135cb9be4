"""How is what a worker read written to SQLite?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from panelsearch.storage.packing import COLUMNS, DOCUMENT_COLUMNS, PackedDocument
from panelsearch.storage.sqlite.connection import Database
from panelsearch.storage.sqlite.schema import NUMBERED


class SqliteDocumentWriter:
    """See `base.DocumentWriter`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, sha256: str, fingerprint: str, packed: PackedDocument, stamp: str = "") -> int:
        """Write a document in one transaction."""
        with self._database.transaction() as db:
            db.execute(
                _insert("documents", ("sha256", "fingerprint", "stamp", *DOCUMENT_COLUMNS)),
                (sha256, fingerprint, stamp if packed.has_pictures else "", *packed.document),
            )
            key = db.last_insert_rowid()
            for table, columns in COLUMNS.items():
                rows = packed.rows.get(table, ())
                if table in NUMBERED:
                    db.executemany(
                        _insert(table, ("document_id", "idx", *columns)),
                        ((key, number, *row) for number, row in enumerate(rows)),
                    )
                else:
                    db.executemany(_insert(table, ("document_id", *columns)), ((key, *row) for row in rows))
            ids = db.execute("SELECT id FROM passages WHERE document_id = ? ORDER BY id", (key,)).fetchall()
            db.executemany(
                "INSERT INTO sketches (hash, passage_id) VALUES (?,?)",
                ((value, id_) for (id_,), some in zip(ids, packed.sketches, strict=True) for value in some),
            )
        return key

    def save_failure(self, sha256: str, fingerprint: str, reason: str, *, locked: bool = False) -> None:
        """Remember that these bytes cannot be read."""
        with self._database.transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO failures (sha256, fingerprint, reason, locked) VALUES (?,?,?,?)",
                (sha256, fingerprint, reason, int(locked)),
            )

    def forget_failures(self) -> None:
        """Let files that could not be read be tried again, and those with pages that could not."""
        with self._database.transaction() as db:
            db.execute("DELETE FROM failures")
            # readers may still hold them: they are only no longer known
            db.execute("UPDATE documents SET to_retry = 1 WHERE without_text <> '[]'")

    def read_again(self, hashes: Sequence[str]) -> None:
        """Have files of these hashes read again by the next run, whatever is known of them."""
        with self._database.transaction() as db:
            db.executemany("UPDATE documents SET to_retry = 1 WHERE sha256 = ?", ((one,) for one in hashes))

    def forget_locked(self) -> None:
        """Let files that asked for a password be tried with others."""
        with self._database.transaction() as db:
            db.execute("DELETE FROM failures WHERE locked")

    def adopt(self, former: str, fingerprint: str) -> None:
        """Take what a pipeline made that was called `former` for the work of the one called `fingerprint`."""
        with self._database.transaction() as db:
            for table in ("documents", "failures"):  # what is there under the new name as well is left alone
                db.execute(f"UPDATE OR IGNORE {table} SET fingerprint = ? WHERE fingerprint = ?", (fingerprint, former))  # noqa: S608
            db.execute(
                "UPDATE generations SET pipeline_fingerprint = ?1 || substr(pipeline_fingerprint, length(?2) + 1)"
                " WHERE pipeline_fingerprint = ?2 OR substr(pipeline_fingerprint, 1, length(?2) + 1) = ?2 || ' '",
                (fingerprint, former),
            )

    def known_documents(self, fingerprint: str, accepts: Callable[[str], bool] = lambda stamp: True) -> dict[str, int]:
        """Document ids by file hash, of those made by this pipeline with a recognition stamp that is accepted."""
        rows = self._database.rows(
            "SELECT sha256, id, stamp FROM documents WHERE fingerprint = ? AND NOT to_retry ORDER BY id", (fingerprint,)
        )
        return {sha256: key for sha256, key, stamp in rows if accepts(stamp)}

    def known_failures(self, fingerprint: str) -> dict[str, str]:
        """Reasons by file hash, of those that this pipeline could not read."""
        return dict(self._database.rows("SELECT sha256, reason FROM failures WHERE fingerprint = ?", (fingerprint,)))


def _insert(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({','.join(columns)}) VALUES ({','.join('?' * len(columns))})"  # noqa: S608
