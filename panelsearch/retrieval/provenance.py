"""Where does something of the library stand? A document's page as it is cited: with its part and its item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from panelsearch.model.meetings import Part
from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan
from panelsearch.storage.base import StoreSnapshot
from panelsearch.storage.records import StoredDocument, StoredPassage
from panelsearch.storage.tables.cited_places import CitedPassage, CitedPlaces, Place

_KEPT = 4_096
"""How many documents' front sheets, names and parts are kept at hand."""


class Places:
    """The places of one generation's documents. Who has many asks for all at once: that is one query."""

    def __init__(self, store: StoreSnapshot, generation: int) -> None:
        self.generation = generation
        self._cited = CitedPlaces(store.tables, generation)
        self._document = lru_cache(_KEPT)(store.documents.document)
        self._parts = lru_cache(_KEPT)(store.documents.parts)
        self._names = lru_cache(_KEPT)(lambda document_id: store.generations.names(generation, document_id))

    def document(self, document_id: int) -> StoredDocument:
        """A document's front sheet; KeyError where there is none."""
        return self._document(document_id)

    def parts(self, document_id: int) -> tuple[Part, ...]:
        """The papers inside a document."""
        return self._parts(document_id)

    def names(self, document_id: int) -> tuple[str, ...]:
        """Every name of a document, the one it is cited by first: the same bytes may lie in two places."""
        return self._names(document_id)

    def texts(self, passages: Iterable[StoredPassage]) -> list[str]:
        """The words of passages, in their order."""
        return self.quoted([(passage.document_id, passage.at) for passage in passages])

    def quoted(self, spans: Sequence[tuple[int, PageSpan]]) -> list[str]:
        """The words at spans of documents, in their order."""
        return self._cited.texts(spans)

    def sources(self, passages: Iterable[StoredPassage]) -> list[Source]:
        """Where passages stand, in their order, each under its document's first name."""
        return self.at([Place(passage.document_id, passage.at.page, passage.item) for passage in passages])

    def at(self, places: Sequence[Place]) -> list[Source]:
        """Places as they are cited, in their order, each under its document's first name."""
        return self._cited.sources(places)

    def passages(self, ids: Sequence[int]) -> list[CitedPassage]:
        """Passages with their words and places, in the order of their ids."""
        return self._cited.passages(ids)

    def in_order(self, ids: Sequence[int]) -> list[int]:
        """The passages of these ids in the order of their papers' names, pages and places."""
        return self._cited.in_order(ids)

    def called(self, source: Source, name: str) -> Source:
        """The same place under another of its document's names."""
        return source if source.document == name else replace(source, document=name)
