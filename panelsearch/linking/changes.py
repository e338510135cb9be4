"""What has changed since the derived tables were last brought up to date? Compares documents, not generations."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from panelsearch.linking.document_sheets import DocumentSheet
from panelsearch.storage.derived_tables import Publication, TableReader, TableWriter, marks, portions

SCHEMA = (
    """CREATE TABLE linked_documents (
        document_id INTEGER PRIMARY KEY, name TEXT NOT NULL, body TEXT, body_key TEXT NOT NULL, day TEXT)""",
    "CREATE INDEX linked_documents_by_body ON linked_documents (body_key)",
)


@dataclass(frozen=True)
class Changes:
    """The documents as they will be, and those that come and go; one that is called otherwise goes and comes.

    `rank` orders documents by name, so that nothing depends on the order in which they were read.
    """

    sheets: Mapping[int, DocumentSheet]
    added: tuple[int, ...]
    removed: Mapping[int, DocumentSheet]

    @cached_property
    def rank(self) -> Mapping[int, int]:
        """Each document's place among all by name."""
        return {key: at for at, key in enumerate(sorted(self.sheets, key=lambda key: self.sheets[key].name))}

    @property
    def is_afresh(self) -> bool:
        """Whether so much has changed that everything is better made anew."""
        return len(self.added) + len(self.removed) > len(self.sheets) // 2


def noted_changes(tables: TableWriter, publication: Publication) -> Changes:
    """What changes with the generation being published, which is noted as done."""
    stored = publication.queries.documents(publication.generation.number)
    names: dict[int, str] = {}
    for member in publication.members:
        if member.document_id is not None:
            names[member.document_id] = min(member.name, names.get(member.document_id, member.name))
    sheets = {key: DocumentSheet(names[key], one.body, one.meeting_date) for key, one in stored.items()}
    before = linked_sheets(tables)
    removed = {key: sheet for key, sheet in before.items() if sheets.get(key) != sheet}
    added = tuple(key for key, sheet in sheets.items() if before.get(key) != sheet)
    tables.insert("DELETE FROM linked_documents WHERE document_id = ?", ((key,) for key in removed))
    tables.insert(
        "INSERT INTO linked_documents VALUES (?,?,?,?,?)",
        (
            (key, one.name, one.body, one.body_key, one.meeting_date.isoformat() if one.meeting_date else None)
            for key in added
            for one in [sheets[key]]
        ),
    )
    return Changes(sheets, added, removed)


def sheets_of(tables: TableReader, documents: Collection[int]) -> dict[int, DocumentSheet]:
    """Some documents of the generation that the tables are of."""
    return {
        key: DocumentSheet(name, body, date.fromisoformat(day) if day else None)
        for some in portions(sorted(documents))
        for key, name, body, day in tables.rows(
            f"SELECT document_id, name, body, day FROM linked_documents WHERE document_id IN ({marks(some)})",  # noqa: S608
            some,
        )
    }


def linked_sheets(tables: TableWriter) -> dict[int, DocumentSheet]:
    """All documents of the generation that the tables are of."""
    return {
        key: DocumentSheet(name, body, date.fromisoformat(day) if day else None)
        for key, name, body, day in tables.stream("SELECT document_id, name, body, day FROM linked_documents")
    }
