"""What does one paper say? Its pages, what was read out of it, how its places are cited, and what it refers to."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from panelsearch.answering.base import Sheet
from panelsearch.errors import DocumentNotFoundError
from panelsearch.extraction.layout.span_geometry import rectangles
from panelsearch.model.document_views import DocumentView
from panelsearch.model.meetings import Attendance, Reference
from panelsearch.model.pages import Page, Rect, TextSource
from panelsearch.model.register_rows import ReferenceRow
from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan
from panelsearch.registers.decision_register import decision_rows
from panelsearch.retrieval.provenance import Places
from panelsearch.services.snapshot import Snapshot

if TYPE_CHECKING:
    from panelsearch.registers.reference_resolution import Target


class DocumentService:
    """Shows the papers of one snapshot; a document is named by its path in the library."""

    def __init__(self, snapshot: Snapshot, places: Places) -> None:
        self._snapshot, self._places, self._store = snapshot, places, snapshot.store

    def show(self, document: str) -> DocumentView:
        """Everything read out of one document. DocumentNotFoundError."""
        key, stored = self._snapshot.member(document)
        return DocumentView(
            document, stored.title, stored.kind, stored.body, stored.meeting_date, stored.draft,
            self._store.documents.pages(key), self._store.documents.attendance(key), self._store.documents.items(key),
            tuple(decision_rows(self._store, self._places, key, document)), self._store.documents.mentions(key),
            stored.inferred, self._places.parts(key), self._references_from(key), self._references_to(key),
            self._store.documents.details(key),
        )  # fmt: skip

    def sheet(self, document: str, page: int) -> Sheet:
        """One page with its mentions and decisions; what answers are looked for in. DocumentNotFoundError."""
        key, _ = self._snapshot.member(document)
        return Sheet(
            self._store.documents.page_text(key, page) or "",
            self._store.documents.mentions(key, page),
            tuple(decision for decision in self._store.documents.decisions(key) if decision.at.page == page),
        )

    def attended(self, document: str) -> Attendance:
        """Who came to a document's meeting. DocumentNotFoundError."""
        return self._store.documents.attendance(self._snapshot.member(document)[0])

    def page(self, document: str, number: int) -> Page:
        """One page, counted from 1. DocumentNotFoundError where there is no such document or page."""
        key, stored = self._snapshot.member(document)
        page = self._store.documents.page(key, number)
        if page is None:
            raise DocumentNotFoundError(
                f"{document} has no page {number}.", f"Its pages count from 1 to {stored.page_count}."
            )
        return page

    def page_text(self, document: str, number: int) -> str:
        """The text of a page alone, counted from 1. DocumentNotFoundError where there is no such document or page."""
        key, _ = self._snapshot.member(document)
        text = self._store.documents.page_text(key, number)
        return text if text is not None else self.page(document, number).text

    def source(self, document: str, page: int, offset: int = 0) -> Source:
        """How a place is cited: with its part and the item that runs there. DocumentNotFoundError."""
        key, _ = self._snapshot.member(document)
        self.page(document, page)
        for passage in self._store.documents.passages(key):
            if passage.at.page == page and offset < passage.at.end:
                return self._places.source(passage, document)
        return self._places.at(key, document, page)

    def rectangles(self, document: str, at: PageSpan) -> tuple[Rect, ...]:
        """Where a span stands on its page: a rectangle in points for each line. DocumentNotFoundError."""
        return rectangles(self.page(document, at.page), at.span)

    def page_count(self, document: str) -> int:
        """How many pages a document has. DocumentNotFoundError."""
        return self._snapshot.member(document)[1].page_count

    def needs_password(self, document: str) -> bool:
        """Whether the PDF opens with a password only."""
        member = self._snapshot.by_name.get(document)
        return (
            member is not None
            and member.document_id is not None
            and self._snapshot.documents[member.document_id].locked
        )

    def recognised_throughout(self, document: str) -> bool:
        """Whether all pages of the document with text were recognised, as `index --ocr force` does."""
        pages = self._store.documents.pages(self._snapshot.member(document)[0])
        return {page.source for page in pages} - {TextSource.NONE} == {TextSource.OCR}

    def pdf_path(self, document: str) -> Path | None:
        """Where the PDF lies, if it is still there."""
        member = self._snapshot.by_name.get(document)
        path = Path(member.path) if member else None
        return path if path and path.is_file() else None

    def sources(self) -> tuple[Source, ...]:
        """Every document's front sheet."""
        return self._front_sheets

    @cached_property
    def _front_sheets(self) -> tuple[Source, ...]:
        return tuple(
            Source(names[0], d.title, d.kind, d.body, d.meeting_date, 1, None, draft=d.draft, inferred=d.inferred)
            for key, names in self._snapshot.names.items()
            for d in [self._snapshot.documents[key]]
        )

    # references

    def references(self, document: str, page: int) -> tuple[tuple[ReferenceRow, ...], tuple[ReferenceRow, ...]]:
        """What a page refers to, and what refers to it. DocumentNotFoundError."""
        key, _ = self._snapshot.member(document)
        return (
            tuple(row for row in self._references_from(key) if row.source.page == page),
            tuple(row for row in self._references_to(key) if row.target and row.target.page == page),
        )

    @cached_property
    def _resolved(self) -> tuple[tuple[int, Reference, Target | None], ...]:
        """Every reference in the library with the page it means."""
        from panelsearch.registers.reference_resolution import Shelf, Shelved

        papers = [
            Shelved(key, d.kind, d.body, d.meeting_date, d.draft, self._places.parts(key))
            for key, d in self._snapshot.documents.items()
        ]
        shelf = Shelf(papers, cache(self._store.documents.items), cache(self._store.documents.labels))
        return tuple(
            (key, reference, shelf.resolve(reference, key))
            for key, reference in self._store.queries.references(self._snapshot.number)
            if not shelf.is_own_heading(reference, key)
        )

    def _references_from(self, document_id: int) -> tuple[ReferenceRow, ...]:
        return tuple(self._reference(*one) for one in self._resolved if one[0] == document_id)

    def _references_to(self, document_id: int) -> tuple[ReferenceRow, ...]:
        """What other papers, and other pages of this one, say of it."""
        return tuple(self._reference(*one) for one in self._resolved if one[2] and one[2].document_id == document_id)

    def _reference(self, document_id: int, reference: Reference, target: Target | None) -> ReferenceRow:
        source = self._places.at(document_id, "", reference.at.page)
        text = reference.at.span.of(self._store.documents.page_text(document_id, reference.at.page) or "")
        if target is None:
            return ReferenceRow(source, reference, text)
        return ReferenceRow(
            source, reference, text, self._places.at(target.document_id, "", target.page), target.inferred
        )  # fmt: skip
