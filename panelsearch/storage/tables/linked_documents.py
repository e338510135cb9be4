"""Of which documents are the derived tables, and what does linking ask of each? Its name, its body, its day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from panelsearch.storage.derived_tables import TableReader, TableWriter, marks, portions
from panelsearch.storage.packing import Row
from panelsearch.text.body_names import body_key

SCHEMA = (
    """CREATE TABLE linked_documents (
        document_id INTEGER PRIMARY KEY, name TEXT NOT NULL, body TEXT, body_key TEXT NOT NULL, day TEXT)""",
    "CREATE INDEX linked_documents_by_body ON linked_documents (body_key)",
)
TABLES = ("linked_documents",)
_SHEETS = "SELECT document_id, name, body, day FROM linked_documents"


@dataclass(frozen=True, slots=True)
class DocumentSheet:
    """A document as linking sees it. `name` is the least of its names in the library: ties are settled by it."""

    name: str
    body: str | None = None
    meeting_date: date | None = None

    @property
    def body_key(self) -> str:
        """Equal for the papers of one body; empty where it is not known."""
        return body_key(self.body) if self.body else ""


def sheets_of(tables: TableReader, documents: Collection[int]) -> dict[int, DocumentSheet]:
    """Some documents of the generation that the tables are of."""
    found: dict[int, DocumentSheet] = {}
    for some in portions(sorted(documents)):
        found |= _sheets(tables.rows(f"{_SHEETS} WHERE document_id IN ({marks(some)})", some))
    return found


def all_sheets(tables: TableWriter) -> dict[int, DocumentSheet]:
    """All documents of the generation that the tables are of."""
    return _sheets(tables.stream(_SHEETS))


def note(tables: TableWriter, added: Mapping[int, DocumentSheet], removed: Iterable[int]) -> None:
    """The tables are being brought to hold these documents, and no longer those."""
    tables.insert("DELETE FROM linked_documents WHERE document_id = ?", ((key,) for key in removed))
    tables.insert(
        "INSERT INTO linked_documents VALUES (?,?,?,?,?)",
        (
            (key, one.name, one.body, one.body_key, one.meeting_date.isoformat() if one.meeting_date else None)
            for key, one in added.items()
        ),
    )


def _sheets(rows: Iterable[Row]) -> dict[int, DocumentSheet]:
    return {key: DocumentSheet(name, body, date.fromisoformat(day) if day else None) for key, name, body, day in rows}
