"""What was decided? A document's decisions as rows of the register."""

from __future__ import annotations

from collections.abc import Iterator

from panelsearch.model.register_rows import DecisionRow
from panelsearch.model.sources import ItemRef
from panelsearch.retrieval.provenance import Places
from panelsearch.storage.base import StoreSnapshot


def decision_rows(store: StoreSnapshot, places: Places, document_id: int, name: str) -> Iterator[DecisionRow]:
    """The decisions of one document in order of place, cited under `name`."""
    items = store.documents.items(document_id)
    texts: dict[int, str] = {}
    for decision in store.documents.decisions(document_id):
        page = decision.at.page
        if page not in texts:
            texts[page] = store.documents.page_text(document_id, page) or ""
        view = items[decision.item] if decision.item is not None else None
        item = ItemRef(view.number, view.heading) if view else None
        yield DecisionRow(places.at(document_id, name, page, item), decision, decision.at.span.of(texts[page]))
