"""Which mentions are of one thing? Merges them into entities and cuts the list down by a query. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from panelsearch.documents import Mention, MentionLabel
from panelsearch.names import folded
from panelsearch.results import EntityRow
from panelsearch.tagging.facts import council_named


class _Sheet(Protocol):
    @property
    def body(self) -> str | None: ...
    @property
    def meeting_date(self) -> date | None: ...


class _Occurrence(Protocol):
    @property
    def document_id(self) -> int: ...
    @property
    def mention(self) -> Mention: ...
    @property
    def text(self) -> str: ...


@dataclass(slots=True)
class _Pile:
    name: str
    variants: Counter[str] = field(default_factory=Counter)
    documents: set[int] = field(default_factory=set)


def merged(
    label: MentionLabel, occurrences: Iterable[_Occurrence], sheets: Mapping[int, _Sheet]
) -> tuple[EntityRow, ...]:
    """One row an entity, most frequent first: names of equal letters."""
    piles: dict[str, _Pile] = {}
    for occurrence in occurrences:
        name = occurrence.mention.canonical or occurrence.text
        if label is MentionLabel.COUNCIL and (council := council_named(name)):
            name = council.name
        pile = piles.setdefault(folded(name), _Pile(name))
        pile.variants[" ".join(occurrence.text.split())] += 1
        pile.documents.add(occurrence.document_id)
    rows = []
    for pile in piles.values():
        seen = [sheets[document] for document in pile.documents if document in sheets]
        dates = sorted(sheet.meeting_date for sheet in seen if sheet.meeting_date)
        rows.append(
            EntityRow(
                label, pile.name, pile.variants.total(), len(pile.documents),
                tuple(text for text, _ in pile.variants.most_common()),
                tuple(sorted({sheet.body for sheet in seen if sheet.body})),
                dates[0] if dates else None, dates[-1] if dates else None,
            )
        )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (-row.count, row.name)))


def matching(rows: Sequence[EntityRow], query: str) -> tuple[EntityRow, ...]:
    """The rows that hold all words of the query in their name or a variant."""
    query = query.strip()
    if not query:
        return tuple(rows)
    words = folded(query).split()
    return tuple(
        row for row in rows if any(all(w in folded(name) for w in words) for name in (row.name, *row.variants))
    )
