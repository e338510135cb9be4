"""How is a stored document read back as it was saved, for another store? As the rows that came from its worker."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from panelsearch.storage.derived_tables import TableReader
from panelsearch.storage.packing import COLUMNS, DOCUMENT_COLUMNS, PackedDocument, Row

_IN_ORDER = {"pages": "number", "passages": "id"}
_OWN = ("sha256", "fingerprint", "stamp", "to_retry")

Key = tuple[str, str, str]
"""The hash of a document's file, what read it, and how its pictures were recognised."""


@dataclass(frozen=True, slots=True)
class SavedDocument:
    """A document with what `DocumentWriter.save` was told of it; `to_retry`: it is to be read again."""

    sha256: str
    fingerprint: str
    stamp: str
    to_retry: bool
    packed: PackedDocument

    @property
    def key(self) -> Key:
        """What tells it from any other."""
        return self.sha256, self.fingerprint, self.stamp


class WholeDocuments:
    """The documents of a store, each with all that belongs to it."""

    def __init__(self, tables: TableReader) -> None:
        self._tables = tables

    def document(self, document_id: int) -> SavedDocument:
        """A document, all of it."""
        columns = ", ".join((*_OWN, *DOCUMENT_COLUMNS))
        ((sha256, fingerprint, stamp, to_retry, *own, locked),) = self._rows(
            f"SELECT {columns} FROM documents WHERE id = ?",  # noqa: S608
            document_id,
        )
        rows = {
            table: tuple(
                self._rows(
                    f"SELECT {', '.join(columns)} FROM {table} WHERE document_id = ?"  # noqa: S608
                    f" ORDER BY {_IN_ORDER.get(table, 'idx')}",
                    document_id,
                )
            )
            for table, columns in COLUMNS.items()
        }
        packed = PackedDocument((*own, bool(locked)), rows, self._sketches(document_id), has_pictures=bool(stamp))
        return SavedDocument(sha256, fingerprint, stamp, bool(to_retry), packed)

    def known(self) -> dict[Key, int]:
        """By what tells them apart, the ids of the documents that are not to be read again."""
        rows = self._tables.rows("SELECT sha256, fingerprint, stamp, id FROM documents WHERE NOT to_retry ORDER BY id")
        return {(sha256, fingerprint, stamp): key for sha256, fingerprint, stamp, key in rows}

    def are_to_retry(self, documents: Collection[int], again: Collection[int]) -> bool:
        """Whether of these documents (ids) those, and no others, are to be read again."""
        return set(documents).difference(self.known().values()) == set(again)

    def failures(self) -> list[tuple[str, str, str, bool]]:
        """Hash, fingerprint and reason of what could not be read, and whether for want of a password; in order."""
        rows = self._rows("SELECT sha256, fingerprint, reason, locked FROM failures")
        return sorted((sha256, made_by, reason, bool(locked)) for sha256, made_by, reason, locked in rows)

    def _sketches(self, document_id: int) -> tuple[tuple[int, ...], ...]:
        found: dict[int, list[int]] = {
            key: [] for (key,) in self._rows("SELECT id FROM passages WHERE document_id = ? ORDER BY id", document_id)
        }
        for key, value in self._rows(
            "SELECT passage_id, hash FROM sketches WHERE passage_id IN"
            " (SELECT id FROM passages WHERE document_id = ?) ORDER BY passage_id, hash",
            document_id,
        ):
            found[key].append(value)
        return tuple(map(tuple, found.values()))

    def _rows(self, sql: str, *parameters: object) -> list[Row]:
        return self._tables.rows(sql, parameters)
