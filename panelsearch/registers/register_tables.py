"""What do the registers know before anybody asks? Their rows, brought up to date with every generation.

Only what changed is looked at: decisions and actions of new papers, standing text among the words of those, and
references and missing meetings of the bodies that gained or lost a paper, since no other body's papers can bear on
them. Whatever the history, the rows are those that a library made at once would have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from panelsearch.model.meetings import DocumentKind
from panelsearch.registers.action_register import STANDING_COPIES, standing_key
from panelsearch.registers.coverage_gaps import Paper, meeting_gaps
from panelsearch.registers.reference_resolution import Shelf, Shelved
from panelsearch.storage.base import DocumentReader
from panelsearch.storage.derived_tables import Publication, TableWriter
from panelsearch.storage.tables.register_tables import SCHEMA, TABLES, Changed, NewDocument, RegisterWriter
from panelsearch.storage.tables.versions import REGISTERS
from panelsearch.text.body_names import body_key

_REPRINTED = 0.7
"""The share of the shorter paper's passages that stand in the other, for one to be a reprint."""


class RegisterTables:
    """See `storage.derived_tables.DerivedTables`."""

    name, version = REGISTERS
    tables: tuple[str, ...] = TABLES
    schema: tuple[str, ...] = SCHEMA

    def update(self, tables: TableWriter, publication: Publication) -> None:
        """Bring the registers' rows to the generation being published."""
        writer = RegisterWriter(tables)
        before = writer.known()
        now = {
            key: NewDocument(key, name, copies, kind, body, body_key(body or ""), day)
            for key, name, copies, kind, body, day in writer.members(publication.generation.number)
        }
        added = [one for key, one in now.items() if before.get(key) != (one.name, one.copies, one.body_key)]
        removed = [
            key for key, known in before.items()
            if (one := now.get(key)) is None or known != (one.name, one.copies, one.body_key)
        ]  # fmt: skip
        bodies = {one.body_key for one in added} | {before[key][2] for key in removed}
        if not added and not removed:
            return
        changed = Changed(tuple(one.document_id for one in added), tuple(removed), frozenset(bodies))
        said = writer.action_keys(changed.removed)
        writer.forget(changed.removed)
        writer.add(added)
        writer.add_decisions(changed.added)
        writer.add_actions([(key, idx, standing_key(text)) for key, idx, text in writer.action_texts(changed.added)])
        writer.mark_standing(said | writer.action_keys(changed.added), STANDING_COPIES)
        for body in sorted(changed.body_keys - {""}):
            _tell_body(body, writer.papers_of(body), writer, publication.documents)
        for one in added:
            if not one.body_key:  # refers to nothing but itself
                _tell_references(_papers([one.document_id], publication.documents), writer, publication.documents)
        writer.replace_reprints(publication.queries.reprints(publication.generation.number, _REPRINTED))


def _tell_body(body: str, named: Sequence[tuple[int, str]], writer: RegisterWriter, documents: DocumentReader) -> None:
    names = dict(named)
    papers = _papers(list(names), documents)
    _tell_references(papers, writer, documents)
    known = (
        Paper(
            (names[paper.id],), paper.kind, paper.body, paper.day,
            tuple(part.meeting_date for part in paper.parts if part.meeting_date),
        )
        for paper in papers
    )  # fmt: skip
    writer.replace_gaps(
        body,
        (
            (gap.kind.value, gap.statement, gap.documents, gap.body or "", (gap.day or date.min).isoformat())
            for gap in meeting_gaps(known)
        ),
    )


def _papers(ids: Sequence[int], documents: DocumentReader) -> list[Shelved]:
    return [
        Shelved(key, DocumentKind(d.kind), d.body, d.meeting_date, d.draft, documents.parts(key))
        for key in ids
        for d in [documents.document(key)]
    ]


def _tell_references(papers: Sequence[Shelved], writer: RegisterWriter, documents: DocumentReader) -> None:
    shelf = Shelf(papers, cache(documents.items), cache(documents.labels))

    def resolved() -> Iterator[tuple[int, int, int | None, int | None, bool]]:
        for paper in papers:
            for idx, reference in enumerate(documents.references(paper.id)):
                if not shelf.is_own_heading(reference, paper.id):
                    target = shelf.resolve(reference, paper.id)
                    yield (
                        (paper.id, idx, target.document_id, target.page, target.inferred)
                        if target
                        else (paper.id, idx, None, None, False)
                    )

    writer.replace_references([paper.id for paper in papers], list(resolved()))
