"""What has changed since the derived tables were last brought up to date? Compares documents, not generations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from panelsearch.storage.derived_tables import Publication, TableWriter
from panelsearch.storage.tables.linked_documents import DocumentSheet, all_sheets, note


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
    before = all_sheets(tables)
    removed = {key: sheet for key, sheet in before.items() if sheets.get(key) != sheet}
    added = tuple(key for key, sheet in sheets.items() if before.get(key) != sheet)
    note(tables, {key: sheets[key] for key in added}, removed)
    return Changes(sheets, added, removed)
