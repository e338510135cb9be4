"""By which words is a decision or an action found? Each as a passage of its register's own index.

The registers' indexes lie beside that of the passages and are made by the same engine, so that a query means there
what it means everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from panelsearch.model.document_views import ItemView
from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.model.spans import PageSpan
from panelsearch.storage.base import DocumentReader
from panelsearch.storage.tables.register_tables import row_id

FINGERPRINT = "rows 1"
"""Changes whenever the same documents would give other rows."""


def indexed_decisions(documents: DocumentReader, document_id: int) -> Iterator[IndexedPassage]:
    """A document's decisions: found by their words, their outcome, the heading of their item, and the movers."""
    rows = _Rows(documents, document_id)
    for at, decision in enumerate(documents.decisions(document_id)):
        movers = tuple(name for name in (decision.proposer, decision.seconder) if name)
        yield rows.row(at, decision.at, decision.item, movers, decision.outcome.value)


def indexed_actions(documents: DocumentReader, document_id: int) -> Iterator[IndexedPassage]:
    """A document's actions: found by their words, the heading of their item, and who is to do it."""
    rows = _Rows(documents, document_id)
    for at, action in enumerate(documents.actions(document_id)):
        yield rows.row(at, action.at, action.item, (action.owner, *action.people))


class _Rows:
    """What the rows of one document share."""

    def __init__(self, documents: DocumentReader, document_id: int) -> None:
        self._documents, self._id = documents, document_id
        self._sheet = documents.document(document_id)
        self._parts = documents.parts(document_id)
        self._items: tuple[ItemView, ...] | None = None
        self._texts: dict[int, str] = {}

    def row(
        self, at: int, place: PageSpan, item_at: int | None, people: tuple[str, ...], outcome: str = ""
    ) -> IndexedPassage:  # fmt: skip
        """One row; a phrase in its item's heading is about it too."""
        text = f"{self._words(place)} {outcome}" if outcome else self._words(place)
        item = self._item(item_at)
        part = next((part for part in self._parts if part.first_page <= place.page <= part.last_page), None)
        return IndexedPassage(
            row_id(self._id, at), self._id, f"{item.heading}\n{text}" if item else text, item.heading if item else "",
            self._sheet.title, self._sheet.body or "", self._sheet.kind.value,
            (part.meeting_date if part else None) or self._sheet.meeting_date, place.page,
            (item.number or "") if item else "", people, outcomes=(outcome,) if outcome else (),
        )  # fmt: skip

    def _words(self, place: PageSpan) -> str:
        if place.page not in self._texts:
            self._texts[place.page] = self._documents.page_text(self._id, place.page) or ""
        return place.span.of(self._texts[place.page])

    def _item(self, at: int | None) -> ItemView | None:
        if at is None:
            return None
        if self._items is None:
            self._items = self._documents.items(self._id)
        return self._items[at]
