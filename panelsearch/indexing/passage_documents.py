"""What does an index hold of the store? A document's passages as it sees them, and all those of a generation."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from panelsearch.indexing.base import IndexWriter, Standing
from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.spans import PageSpan
from panelsearch.storage.base import Store

OnIndexed = Callable[[int, int], None]
"""Told how many of how many new documents are indexed."""
_TOLD_EVERY = 10


def write_generation(
    writer: IndexWriter, store: Store, documents: Sequence[int], held: Collection[int] = (),
    told: OnIndexed = lambda done, total: None,
) -> None:  # fmt: skip
    """Make of an index that holds the documents `held` one of these `documents`, given in their canonical order.

    What is new is read from the store, and how passages stand together is said anew of all of them: the index is then
    the one that would have been built of these documents at once. `told` may raise to stop it.
    """
    before, wanted = set(held), set(documents)
    new = [document for document in documents if document not in before]

    def passages() -> Iterator[IndexedPassage]:
        for done, document in enumerate(new):
            if done % _TOLD_EVERY == 0:
                told(done, len(new))
            yield from indexed_passages(store, document)

    writer.remove(before - wanted)
    writer.arrange(Standing(documents, {key: count - 1 for key, count in store.queries.repeats(documents).items()}))
    writer.add(passages())
    told(len(new), len(new))


def indexed_passages(store: Store, document_id: int) -> Iterator[IndexedPassage]:
    """A stored document's passages as an index sees them."""
    sheet = store.documents.document(document_id)
    items = store.documents.items(document_id)
    mentions = _by_page(store.documents.mentions(document_id))
    decisions = _by_page(store.documents.decisions(document_id))
    actions = _by_page(store.documents.actions(document_id))
    # minutes inside a pack are searched by the day of their own meeting
    parts = store.documents.parts(document_id)
    held = {page: part.meeting_date for part in parts for page in range(part.first_page, part.last_page + 1)}
    texts: dict[int, str] = {}
    for passage in store.documents.passages(document_id):
        page = passage.at.page
        if page not in texts:
            texts[page] = store.documents.page_text(document_id, page) or ""
        text = texts[page]
        item = items[passage.item] if passage.item is not None else None
        inside = [m for m in mentions.get(page, ()) if passage.at.start <= m.at.start and m.at.end <= passage.at.end]
        names: dict[MentionLabel, list[str]] = {}
        decided = (d for d in decisions.get(page, ()) if d.at.span.overlaps(passage.at.span))
        asked = (a for a in actions.get(page, ()) if a.at.span.overlaps(passage.at.span))
        for mention in inside:
            words = mention.at.span.of(text)
            names.setdefault(mention.label, []).append(
                mention.canonical if mention.canonical and words in mention.canonical else
                f"{mention.canonical} {words}" if mention.canonical else words
            )  # fmt: skip
        yield IndexedPassage(
            passage_id=passage.id,
            document_id=document_id,
            text=passage.at.span.of(text),
            heading=item.heading if item else "",
            title=sheet.title,
            body=sheet.body or "",
            kind=sheet.kind.value,
            meeting_date=held.get(page) or sheet.meeting_date,
            page=page,
            item_number=(item.number or "") if item else "",
            people=tuple(dict.fromkeys(names.get(MentionLabel.PERSON, ()))),
            councils=tuple(dict.fromkeys(names.get(MentionLabel.COUNCIL, ()))),
            orgs=tuple(dict.fromkeys(names.get(MentionLabel.ORG, ()))),
            sums=tuple(sorted({(m.currency or "GBP", m.value_pence) for m in inside if m.value_pence is not None})),
            named_people=_canonical(inside, MentionLabel.PERSON),
            named_councils=_canonical(inside, MentionLabel.COUNCIL),
            outcomes=tuple(dict.fromkeys(decision.outcome.value for decision in decided)),
            actions=tuple(dict.fromkeys(action.kind.value for action in asked)),
        )


class _Placed(Protocol):
    @property
    def at(self) -> PageSpan: ...


_P = TypeVar("_P", bound=_Placed)


def _by_page(placed: Iterable[_P]) -> dict[int, list[_P]]:
    pages: dict[int, list[_P]] = {}
    for one in placed:
        pages.setdefault(one.at.page, []).append(one)
    return pages


def _canonical(mentions: Iterable[Mention], label: MentionLabel) -> tuple[str, ...]:
    """The names settled on, once each."""
    return tuple(dict.fromkeys(m.canonical for m in mentions if m.label is label and m.canonical))
