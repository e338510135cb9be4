"""How does a document travel from the worker that read it to the store that keeps it? As rows, checked on the way.

Rows are tuples of numbers, words and bytes in the order of `COLUMNS`, whatever engine keeps them; so little has to
cross from the worker to the writer, and what takes time (hashes of passages, compressed lines) is done side by side.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from panelsearch.model.documents import DocumentRecord
from panelsearch.model.meetings import Attendance, Reading
from panelsearch.model.mentions import Mention
from panelsearch.model.pages import Page, PageProblem
from panelsearch.model.spans import PageSpan
from panelsearch.storage.page_codec import pack_boxes, pack_lines
from panelsearch.text.analyzer import stems_of, words_of
from panelsearch.text.near_duplicates import signature

Row = tuple[Any, ...]
"""Values as a database gives and takes them; typed where they become values of ours."""

_AT = ("page", "start", "finish")
_FOUND = ("rule", "score")

DOCUMENT_COLUMNS = (
    "kind", "title", "body", "meeting_date", "draft", "inferred", "page_count", "without_text", "reason", "locked",
)  # fmt: skip
"""The columns of a document's own row."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "pages": (
        "number", "text", "label", "width_pt", "height_pt", "source", "problem", "lines", "boxes", "furniture",
        "confidence", "markings",
    ),
    "items": ("number", "heading", *_AT, "end_page", "end_at", *_FOUND),
    "parts": ("kind", "title", "first_page", "last_page", "meeting_date", "item_number", "inferred"),
    "decisions": (
        *_AT, "outcome", "item", "proposer", "seconder", "votes_for", "votes_against", "abstained", *_FOUND,
    ),
    "actions": ("kind", *_AT, "item", "owner", "people", *_FOUND),
    "refs": ("kind", *_AT, "number", "day"),
    "details": ("what", *_AT),
    "acronyms": ("letters", *_AT, "words", "stems"),
    "attendees": ("list", "name", *_AT, "role", "initials", *_FOUND),
    "passages": (*_AT, "item", "likeness", "pattern"),
    "mentions": (
        "label", *_AT, "text", "canonical", "value_pence", "currency", "iso", "unit", *_FOUND,
    ),
    "missing": ("layer", "page", "reason"),
}  # fmt: skip
"""The columns of what belongs to a document, by table; rows stand in the order of the record."""


@dataclass(frozen=True, slots=True)
class PackedDocument:
    """A document as rows, ready to be written: its own row, and by table (see `COLUMNS`) what belongs to it.

    `sketches` are the near-duplicate sketches, one a passage. `has_pictures`: what it holds depends on how pages
    without usable text are recognised.
    """

    document: Row
    rows: Mapping[str, tuple[Row, ...]]
    sketches: tuple[tuple[int, ...], ...]
    has_pictures: bool = False

    @property
    def page_count(self) -> int:
        """How many pages it has."""
        return len(self.rows["pages"])


class _Words:
    """The words of a record's spans; ValueError where a span does not lie on its page."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._texts = {page.number: page.text for page in pages}

    def at(self, place: PageSpan) -> str:
        if place.page not in self._texts:
            raise ValueError(f"there is no page {place.page}")
        return place.span.of(self._texts[place.page])


def pack(record: DocumentRecord, reason: str = "") -> PackedDocument:
    """The record as rows; `reason` says in words why pages of it have no text.

    ValueError where a span does not lie on its page: such a record is never stored.
    """
    pages, reading, words = record.extracted.pages, record.reading, _Words(record.extracted.pages)
    for at in _unquoted(reading):
        words.at(at)
    without = [page.number for page in pages if not page.text.strip() and page.problem is not PageProblem.BLANK]
    document = (
        reading.kind.value, reading.title, reading.body, _day(reading.meeting_date), int(reading.draft),
        _json(reading.inferred), len(pages), _json(without), reason, record.extracted.locked,
    )  # fmt: skip
    passages, sketches = _passages(reading, words)
    rows = {
        "pages": map(_page, pages),
        **_structure(reading),
        "acronyms": _acronyms(reading, words),
        "passages": passages,
        "mentions": (_mention(mention, words.at(mention.at)) for mention in record.mentions),
        "missing": ((missing.layer, missing.page, missing.reason) for missing in record.missing),
    }
    return PackedDocument(
        document,
        {table: tuple(some) for table, some in rows.items()},
        sketches,
        bool(record.extracted.pictures),
    )


def _unquoted(reading: Reading) -> Iterator[PageSpan]:
    """The places of what is stored without its words."""
    for found in (reading.decisions, reading.actions, reading.references, reading.details):
        for one in found:
            yield one.at


def _page(page: Page) -> Row:
    return (
        page.number, page.text, page.label, page.width_pt, page.height_pt, page.source.value,
        page.problem.value if page.problem else None, pack_lines(page.lines), pack_boxes(page.boxes),
        _json(page.furniture), page.confidence,
        _json((m.span.start, m.span.end, m.kind.value) for m in page.markings),
    )  # fmt: skip


def _structure(reading: Reading) -> dict[str, Iterable[Row]]:
    return {
        "items": (
            (i.number, i.heading, *_place(i.at), i.end_page, i.end, i.rule, i.score) for i in reading.items
        ),
        "parts": (
            (
                p.kind.value, p.title, p.first_page, p.last_page, _day(p.meeting_date), p.item_number, int(p.inferred),
            )
            for p in reading.parts
        ),
        "decisions": (
            (
                *_place(d.at), d.outcome.value, d.item, d.proposer, d.seconder, d.votes_for, d.votes_against,
                d.abstained, d.rule, d.score,
            )
            for d in reading.decisions
        ),
        "actions": (
            (a.kind.value, *_place(a.at), a.item, a.owner, _json(a.people), a.rule, a.score) for a in reading.actions
        ),
        "refs": ((r.kind.value, *_place(r.at), r.number, _day(r.day)) for r in reading.references),
        "details": ((d.what.value, *_place(d.at)) for d in reading.details),
        "attendees": _attendees(reading.attendance),
    }  # fmt: skip


def _attendees(attendance: Attendance) -> Iterator[Row]:
    for which in ("present", "in_attendance", "apologies"):
        for a in getattr(attendance, which):
            yield which, a.name, *_place(a.at), a.role, a.initials, a.rule, a.score


def _acronyms(reading: Reading, words: _Words) -> Iterator[Row]:
    for acronym in reading.acronyms:
        text = words.at(acronym.at)
        yield acronym.letters.casefold(), *_place(acronym.at), " ".join(words_of(text)), " ".join(stems_of(text))


def _passages(reading: Reading, words: _Words) -> tuple[list[Row], tuple[tuple[int, ...], ...]]:
    rows, sketches = [], []
    for passage in reading.passages:
        likeness, pattern, sketch = signature(words.at(passage.at))
        rows.append((*_place(passage.at), passage.item, likeness, pattern))
        sketches.append(sketch)
    return rows, tuple(sketches)


def _mention(m: Mention, text: str) -> Row:
    return (
        m.label.value, *_place(m.at), text, m.canonical, m.value_pence, m.currency, m.iso, m.unit, m.rule, m.score,
    )  # fmt: skip


def _place(at: PageSpan) -> tuple[int, int, int]:
    return at.page, at.start, at.end


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _json(values: Iterable[object]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
