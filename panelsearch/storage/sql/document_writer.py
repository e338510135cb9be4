"""How is what a worker read written, in SQL?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from panelsearch.storage.packing import COLUMNS, DOCUMENT_COLUMNS, PackedDocument
from panelsearch.storage.sql.database import Database
from panelsearch.storage.sql.schema import NUMBERED


class SqlDocumentWriter:
    """See `base.DocumentWriter`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, sha256: str, fingerprint: str, packed: PackedDocument, stamp: str = "") -> int:
        """Write a document in one transaction."""
        with self._database.transaction() as change:
            ((key,),) = change.rows(
                f"{_insert('documents', ('sha256', 'fingerprint', 'stamp', *DOCUMENT_COLUMNS))} RETURNING id",
                (sha256, fingerprint, stamp if packed.has_pictures else "", *packed.document),
            )
            for table, columns in COLUMNS.items():
                rows = packed.rows.get(table, ())
                if table in NUMBERED:
                    change.insert(
                        _insert(table, ("document_id", "idx", *columns)),
                        ((key, number, *row) for number, row in enumerate(rows)),
                    )
                else:
                    change.insert(_insert(table, ("document_id", *columns)), ((key, *row) for row in rows))
            ids = change.rows("SELECT id FROM passages WHERE document_id = ? ORDER BY id", (key,))
            change.insert(
                "INSERT INTO sketches (hash, passage_id) VALUES (?,?)",
                ((value, id_) for (id_,), some in zip(ids, packed.sketches, strict=True) for value in some),
            )
        return int(key)

    def save_failure(self, sha256: str, fingerprint: str, reason: str, *, locked: bool = False) -> None:
        """Remember that these bytes cannot be read."""
        with self._database.transaction() as change:
            change.run(
                "INSERT INTO failures (sha256, fingerprint, reason, locked) VALUES (?,?,?,?)"
                " ON CONFLICT (sha256, fingerprint) DO UPDATE SET reason = excluded.reason, locked = excluded.locked",
                (sha256, fingerprint, reason, locked),
            )

    def replace_failures(self, failures: Iterable[tuple[str, str, str, bool]]) -> None:
        """These are all that could not be read."""
        with self._database.transaction() as change:
            change.run("DELETE FROM failures")
            change.insert("INSERT INTO failures (sha256, fingerprint, reason, locked) VALUES (?,?,?,?)", failures)

    def forget_failures(self) -> None:
        """Let files that could not be read be tried again, and those with pages that could not."""
        with self._database.transaction() as change:
            change.run("DELETE FROM failures")
            # readers may still hold them: they are only no longer known
            change.run("UPDATE documents SET to_retry = TRUE WHERE without_text <> '[]'")

    def read_again(self, hashes: Sequence[str]) -> None:
        """Have files of these hashes read again by the next run, whatever is known of them."""
        with self._database.transaction() as change:
            change.insert("UPDATE documents SET to_retry = TRUE WHERE sha256 = ?", ((one,) for one in hashes))

    def forget_locked(self) -> None:
        """Let files that asked for a password be tried with others."""
        with self._database.transaction() as change:
            change.run("DELETE FROM failures WHERE locked")

    def adopt(self, former: str, fingerprint: str) -> None:
        """Take what a pipeline made that was called `former` for the work of the one called `fingerprint`."""
        with self._database.transaction() as change:
            for table, or_free, same in (  # what is there under the new name as well is left alone
                ("documents", "x.to_retry OR", "AND y.stamp = x.stamp AND NOT y.to_retry"), ("failures", "", ""),
            ):  # fmt: skip
                change.run(
                    f"UPDATE {table} AS x SET fingerprint = ?1 WHERE x.fingerprint = ?2 AND ({or_free} NOT EXISTS"  # noqa: S608
                    f" (SELECT 1 FROM {table} y WHERE y.sha256 = x.sha256 AND y.fingerprint = ?1 {same}))",
                    (fingerprint, former),
                )
            change.run(
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
