"""What does one paper say? Its pages, what was read out of it, how its places are cited, and what it refers to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from panelsearch.answering.base import Sheet
from panelsearch.errors import DocumentNotFoundError, UnreadableDocumentError
from panelsearch.extraction.layout.span_geometry import rectangles
from panelsearch.model.document_views import DocumentView, ItemView
from panelsearch.model.meetings import Attendance, Part
from panelsearch.model.pages import Page, Rect, TextSource
from panelsearch.model.register_rows import ReferenceRow
from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan
from panelsearch.registers.rows import decision_rows
from panelsearch.retrieval.provenance import Places
from panelsearch.services.snapshot import Snapshot
from panelsearch.storage.remote_papers import to_show
from panelsearch.storage.tables.cited_places import Place
from panelsearch.storage.tables.register_queries import RegisterQueries, StoredReference


class DocumentService:
    """Shows the papers of one snapshot; a document is named by its path in the library."""

    def __init__(self, snapshot: Snapshot, places: Places, rows: RegisterQueries) -> None:
        self._snapshot, self._places, self._rows = snapshot, places, rows
        self._documents = snapshot.store.documents

    def show(self, document: str) -> DocumentView:
        """Everything read out of one document. DocumentNotFoundError."""
        key, stored = self._snapshot.member(document)
        held = self._documents
        decisions = [(key, decision) for decision in held.decisions(key)]
        return DocumentView(
            document, stored.title, stored.kind, stored.body, stored.meeting_date, stored.draft, held.pages(key),
            held.attendance(key), held.items(key),
            tuple(
                replace(row, source=self._places.called(row.source, document))
                for row in decision_rows(self._places, decisions)
            ),
            held.mentions(key), stored.inferred, self._places.parts(key),
            self._reference_rows(self._rows.references_from(key)),
            self._reference_rows(self._rows.references_to(key)), held.details(key),
        )  # fmt: skip

    def sheet(self, document: str, page: int) -> Sheet:
        """One page with its mentions and decisions; what answers are looked for in. DocumentNotFoundError."""
        key, _ = self._snapshot.member(document)
        return Sheet(
            self._documents.page_text(key, page) or "",
            self._documents.mentions(key, page),
            self._documents.decisions(key, page),
        )

    def attended(self, document: str) -> Attendance:
        """Who came to a document's meeting. DocumentNotFoundError."""
        return self._documents.attendance(self._snapshot.member(document)[0])

    def page(self, document: str, number: int) -> Page:
        """One page, counted from 1. DocumentNotFoundError where there is no such document or page."""
        key, stored = self._snapshot.member(document)
        page = self._documents.page(key, number)
        if page is None:
            raise _no_page(document, number, stored.page_count)
        return page

    def page_text(self, document: str, number: int) -> str:
        """What a page says, without where its lines and words stand. DocumentNotFoundError as of `page`."""
        key, stored = self._snapshot.member(document)
        text = self._documents.page_text(key, number)
        if text is None:
            raise _no_page(document, number, stored.page_count)
        return text

    def source(self, document: str, page: int, offset: int = 0) -> Source:
        """How a place is cited: with its part and the item that runs there. DocumentNotFoundError."""
        key, stored = self._snapshot.member(document)
        if not 1 <= page <= stored.page_count:
            raise _no_page(document, page, stored.page_count)
        here = (one for one in self._documents.passages(key) if one.at.page == page and offset < one.at.end)
        passage = next(here, None)
        (source,) = self._places.at([Place(key, page, passage.item if passage else None)])
        return self._places.called(source, document)

    def rectangles(self, document: str, at: PageSpan) -> tuple[Rect, ...]:
        """Where a span stands on its page: a rectangle in points for each line. DocumentNotFoundError."""
        return rectangles(self.page(document, at.page), at.span)

    def page_count(self, document: str) -> int:
        """How many pages a document has. DocumentNotFoundError."""
        return self._snapshot.member(document)[1].page_count

    def labels(self, document: str) -> tuple[str | None, ...]:
        """The number printed on each page, in order; None or "" where there is none. DocumentNotFoundError."""
        return tuple(label for _, label in self._documents.labels(self._snapshot.member(document)[0]))

    def outline(self, document: str) -> tuple[tuple[Part, ...], tuple[ItemView, ...]]:
        """The papers inside a document, and its items, each in order. DocumentNotFoundError."""
        key, _ = self._snapshot.member(document)
        return self._places.parts(key), self._documents.items(key)

    def needs_password(self, document: str) -> bool:
        """Whether the PDF opens with a password only."""
        member = self._snapshot.find(document)
        return bool(member and member.document_id is not None and self._places.document(member.document_id).locked)

    def recognised_throughout(self, document: str) -> bool:
        """Whether all pages of the document with text were recognised, as `index --ocr force` does."""
        pages = self._documents.pages(self._snapshot.member(document)[0])
        return {page.source for page in pages} - {TextSource.NONE} == {TextSource.OCR}

    def pdf_path(self, document: str) -> Path | None:
        """Where the PDF lies on this machine, if it is still there; one that lies elsewhere is fetched.

        UnreadableDocumentError where it cannot be.
        """
        member = self._snapshot.find(document)
        if member is None:
            return None
        try:
            path = to_show(Path(member.path), member.sha256)
        except OSError as error:
            raise UnreadableDocumentError(f"{member.path}: {error.strerror}.") from error
        return path if path.is_file() else None

    def sources(self) -> tuple[Source, ...]:
        """Every document's front sheet, by name: a large library has very many."""
        return self._snapshot.catalogue.sources()

    def references(self, document: str, page: int) -> tuple[tuple[ReferenceRow, ...], tuple[ReferenceRow, ...]]:
        """What a page refers to, and what refers to it. DocumentNotFoundError."""
        key, _ = self._snapshot.member(document)
        return (
            self._reference_rows(self._rows.references_from(key, page)),
            self._reference_rows(self._rows.references_to(key, page)),
        )

    def _reference_rows(self, references: Sequence[StoredReference]) -> tuple[ReferenceRow, ...]:
        sources = self._places.at([Place(one.document_id, one.reference.at.page) for one in references])
        texts = self._places.quoted([(one.document_id, one.reference.at) for one in references])
        targets = iter(self._places.at([Place(*one.target) for one in references if one.target]))
        return tuple(
            ReferenceRow(source, one.reference, text, next(targets) if one.target else None, one.inferred)
            for one, source, text in zip(references, sources, texts, strict=True)
        )


def _no_page(document: str, number: int, count: int) -> DocumentNotFoundError:
    return DocumentNotFoundError(f"{document} has no page {number}.", f"Its pages count from 1 to {count}.")
