"""How are many places of the library told at once? Their documents, pages, items and parts in one query."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from panelsearch.model.meetings import DocumentKind
from panelsearch.model.pages import TextSource
from panelsearch.model.sources import ItemRef, Source
from panelsearch.model.spans import PageSpan
from panelsearch.storage import unpacking
from panelsearch.storage.derived_tables import TableReader

_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a document, and the number of the item that the place belongs to, where it belongs to one."""

    document_id: int
    page: int
    item: int | None = None


class CitedPassage(NamedTuple):
    """A passage with its words, its item, and how its page is cited: the same value for all passages of the page."""

    id: int
    document_id: int
    at: PageSpan
    text: str
    item: ItemRef | None
    page: Source


class CitedPlaces:
    """Tells the places of one generation, each under its document's first name."""

    def __init__(self, tables: TableReader, generation: int) -> None:
        self._tables, self._generation = tables, generation

    def sources(self, places: Sequence[Place]) -> list[Source]:
        """Each place as it is cited, in their order; KeyError where one is not in the library."""
        found: dict[Place, Source] = {}
        wanted = list(dict.fromkeys(places))
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            asked = json.dumps([(one.document_id, one.page, one.item) for one in some])
            rows = self._tables.rows(_SOURCES, (self._generation, asked))
            found.update(
                (some[at], _source(row, ItemRef(number, heading) if item is not None else None))
                for at, item, number, heading, *row in rows
            )
        return [found[place] for place in places]

    def texts(self, spans: Sequence[tuple[int, PageSpan]]) -> list[str]:
        """The words at each span of a document, in their order; KeyError where there is no such page."""
        found: dict[tuple[int, PageSpan], str] = {}
        wanted = list(dict.fromkeys(spans))
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            asked = json.dumps([(key, at.page, at.start, at.end - at.start) for key, at in some])
            found.update((some[at], text) for at, text in self._tables.rows(_TEXTS, (asked,)))
        return [found[span] for span in spans]

    def passages(self, ids: Sequence[int]) -> list[CitedPassage]:
        """Passages with their words and places, in the order of their ids here; KeyError where there is none."""
        found: dict[int, CitedPassage] = {}
        wanted = sorted(set(ids))  # in the order of the file, where those of a paper lie together
        for start in range(0, len(wanted), _AT_ONCE):
            asked = json.dumps(wanted[start : start + _AT_ONCE])
            pages = {
                (document_id, row[_PAGE]): (text, _source(row))
                for document_id, text, *row in self._tables.rows(_PAGES, (self._generation, asked))
            }
            for key, document_id, number, begin, end, index, *said in self._tables.rows(_PASSAGES, (asked,)):
                text, page = pages[document_id, number]
                item = ItemRef(*said) if index is not None else None
                found[key] = CitedPassage(key, document_id, PageSpan(number, begin, end), text[begin:end], item, page)
        return [found[key] for key in ids]

    def in_order(self, ids: Sequence[int]) -> list[int]:
        """The passages of these ids, in the order of their papers' names, pages and places."""
        return [key for (key,) in self._tables.rows(_IN_ORDER, (self._generation, json.dumps(list(ids))))]


_ID = "CAST(w.value AS INTEGER)"
_WANTED = tuple(f"CAST(json_extract(w.value, '$[{n}]') AS INTEGER)" for n in range(4))
"""What a list of numbers, or of lists of them, is made of."""
_NAMED = "(SELECT min(m.name) FROM members m WHERE m.document_id = d.id AND m.generation = ?1)"
_PAGE = 7
"""Which of what `_CITED` selects is the number of the page."""
_CITED = f"""
    {_NAMED}, d.title, d.kind, d.body, d.meeting_date, d.draft, d.inferred,
    p.number, p.label, p.source, p.confidence, p.markings,
    t.kind, t.title, t.first_page, t.last_page, t.meeting_date, t.item_number, t.inferred
"""
"""What `_source` takes."""
_PART = """
    LEFT JOIN parts t ON t.document_id = d.id AND t.idx = (
        SELECT min(idx) FROM parts WHERE document_id = d.id AND first_page <= p.number AND p.number <= last_page)
"""
_SOURCES = f"""
    SELECT w.key, i.idx, i.number, i.heading, {_CITED}
    FROM json_each(?2) w
    JOIN documents d ON d.id = {_WANTED[0]}
    JOIN pages p ON p.document_id = d.id AND p.number = {_WANTED[1]}
    LEFT JOIN items i ON i.document_id = d.id AND i.idx = {_WANTED[2]}
    {_PART}
"""  # noqa: S608 - only of the pieces above
_PAGES = f"""
    SELECT d.id, p.text, {_CITED}
    FROM (SELECT DISTINCT s.document_id, s.page FROM json_each(?2) w JOIN passages s ON s.id = {_ID}) here
    JOIN documents d ON d.id = here.document_id
    JOIN pages p ON p.document_id = d.id AND p.number = here.page
    {_PART}
"""  # noqa: S608
_PASSAGES = f"""
    SELECT s.id, s.document_id, s.page, s.start, s.finish, i.idx, i.number, i.heading
    FROM json_each(?) w
    JOIN passages s ON s.id = {_ID}
    LEFT JOIN items i ON i.document_id = s.document_id AND i.idx = s.item
"""  # noqa: S608
_IN_ORDER = f"""
    SELECT s.id FROM json_each(?2) w JOIN passages s ON s.id = {_ID} JOIN documents d ON d.id = s.document_id
    ORDER BY {_NAMED}, s.page, s.start, s.finish
"""  # noqa: S608
_TEXTS = f"""
    SELECT w.key, substr(p.text, {_WANTED[2]} + 1, {_WANTED[3]})
    FROM json_each(?) w
    JOIN pages p ON p.document_id = {_WANTED[0]} AND p.number = {_WANTED[1]}
"""  # noqa: S608


@lru_cache(256)
def _told(inferred: str) -> tuple[str, ...]:
    return tuple(json.loads(inferred))


def _source(row: Sequence[Any], item: ItemRef | None = None) -> Source:
    name, title, kind, body, when, draft, inferred, page, label, text_source, confidence, marked, *within = row
    part = unpacking.part(tuple(within)) if within[0] is not None else None
    told = _told(inferred)
    if part is not None and part.inferred:
        told = (*told, "part")
    return Source(
        name, title, DocumentKind(kind), body, date.fromisoformat(when) if when else None, page, label, item,
        TextSource(text_source), bool(draft), part, told, confidence, unpacking.markings(marked),
    )  # fmt: skip
