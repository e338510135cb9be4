"""Which mentions are of one thing? Merges them into entities and cuts the list down by a query. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from panelsearch.errors import QueryError
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.register_rows import EntityRow
from panelsearch.query.parser import normalised
from panelsearch.text.person_names import folded, on_one_line


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
    label: MentionLabel,
    occurrences: Iterable[_Occurrence],
    sheets: Mapping[int, _Sheet],
    meant: Callable[[int, str], str] | None = None,
) -> tuple[EntityRow, ...]:
    """One row an entity, most frequent first: names of equal letters, and what a document has `meant` by them."""
    piles: dict[str, _Pile] = {}
    for occurrence in occurrences:
        name = occurrence.mention.canonical or occurrence.text
        if meant is not None:
            name = meant(occurrence.document_id, name)
        pile = piles.setdefault(folded(name), _Pile(name))
        pile.variants[on_one_line(occurrence.text)] += 1
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
    """The rows that hold all words of the query in their name or a variant; `body:` asks for the body.

    A title before a name is not asked for; " OR " parts names. QueryError for another field, and for signs alone.
    """
    query = _OWN.sub("", normalised(query))
    if query in ("", "*"):
        return tuple(rows)
    bodies = [folded(body).split() for body in _BODY.findall(query)]
    bare = _BODY.sub(lambda match: " " * len(match[0]), query)
    if other := _FIELD.search(bare):
        raise QueryError(
            f"There is no field {other[1]}: here (at character {other.start() + 1}).",
            "Give words of a name, and body: for the body.", other.start(), query,
        )  # fmt: skip
    names = [[word for word in folded(one).split() if word not in _TITLES] for one in bare.split(" OR ")]
    names = [words for words in names if words] or ([[]] if bodies else [])
    if not names:
        raise QueryError(f"There is no name in {query}.", "Give words of a name, or nothing for all.", 0, query)
    return tuple(
        row
        for row in rows
        if all(any(_holds(body, words) for body in row.bodies) for words in bodies)
        and any(_holds(name, words) for words in names for name in (row.name, *row.variants))
    )


_OWN = re.compile(r"\b(?:person|council):")
_BODY = re.compile(r'\bbody:("[^"]*"|\S+)')
_FIELD = re.compile(r"(?<!\S)([A-Za-z]+):(?=\S)")
_TITLES = frozenset("cllr councillor mr mrs ms miss dr".split())


def _holds(name: str, words: Sequence[str]) -> bool:
    return all(word in folded(name) for word in words)
