"""Where does something of the library stand? A document's page as it is cited: with its part and its item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from panelsearch.model.meetings import Part
from panelsearch.model.sources import ItemRef, Source
from panelsearch.storage.base import StoreSnapshot
from panelsearch.storage.records import StoredDocument, StoredPassage


class Catalogue(Protocol):
    """The documents of one generation, by their ids."""

    @property
    def documents(self) -> Mapping[int, StoredDocument]:
        """Their front sheets."""
        ...

    @property
    def names(self) -> Mapping[int, Sequence[str]]:
        """Their names, the first of them cited."""
        ...


class Places:
    """The places of one generation's documents."""

    def __init__(self, store: StoreSnapshot, catalogue: Catalogue) -> None:
        self._store, self.catalogue = store, catalogue
        self._parts_read: dict[int, tuple[Part, ...]] = {}

    def words(self, passage: StoredPassage) -> str:
        """The passage's text."""
        return passage.at.span.of(self._store.documents.page_text(passage.document_id, passage.at.page) or "")

    def source(self, passage: StoredPassage, name: str = "") -> Source:
        """Where a passage stands, under the document's first name unless another is given."""
        item = None
        if passage.item is not None:
            view = self._store.documents.items(passage.document_id)[passage.item]
            item = ItemRef(view.number, view.heading)
        return self.at(passage.document_id, name, passage.at.page, item)

    def at(self, document_id: int, name: str, page: int, item: ItemRef | None = None) -> Source:
        """A page of a document; its first name where `name` is empty."""
        document = self.catalogue.documents[document_id]
        label, text_source, confidence = self._store.documents.page_facts(document_id, page)
        part = next((p for p in self.parts(document_id) if p.first_page <= page <= p.last_page), None)
        inferred = (*document.inferred, "part") if part is not None and part.inferred else document.inferred
        return Source(
            name or self.catalogue.names[document_id][0], document.title, document.kind, document.body,
            document.meeting_date,
            page, label, item, text_source, document.draft, part, inferred, confidence,
        )  # fmt: skip

    def parts(self, document_id: int) -> tuple[Part, ...]:
        """The papers inside a document."""
        if document_id not in self._parts_read:
            self._parts_read[document_id] = self._store.documents.parts(document_id)
        return self._parts_read[document_id]
