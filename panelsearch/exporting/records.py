"""What does an export say? A row: a passage with all that is needed to check it, or counts that quote nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any

import msgspec

from panelsearch.model.search_results import Hit
from panelsearch.model.sources import ItemRef, Source
from panelsearch.model.spans import PageSpan, Span
from panelsearch.retrieval.citations import PageCited, written

Value = str | int | float | bool | None
"""What a column holds."""

COLUMNS = (
    "document", "page", "page_label", "start", "end", "quote", "citation", "title", "kind", "body", "meeting_date",
    "item_number", "item_heading", "text_source", "draft", "rank", "score", "document_sha256",
)  # fmt: skip
"""The columns of every passage, whatever it was found by."""

PICKED = tuple(name for name in COLUMNS if name != "score")
"""Those of passages that no query ranked: of an answer, or put aside."""
QUOTED = tuple(name for name in PICKED if name != "rank")
"""Those of a register's."""

LISTED = tuple(name for name in QUOTED if not name.startswith("item_"))
"""Those of names on a list of people, which is of no item."""

MOST_FIGURES = 18
"""A number of more figures is none of a page, a place or a row."""

CONTEXT = ("before", "after")
"""Those with the sentences around it, where they are asked for."""


class ExportRecord(msgspec.Struct, frozen=True, gc=False):
    """A passage: `quote` is page `page`'s text from `start` to `end`, in the PDF whose bytes have that SHA-256.

    `meeting_date` is the day of the meeting that the words are of: in minutes inside a pack, theirs and not the pack's.
    `highlights` are the places in the quote that match and `entities` the names in it; no column of a table holds
    them. `link` opens the PDF at the page. `more` are the columns of a register, beside those of all passages.
    """

    document: str
    page: int
    page_label: str
    start: int
    end: int
    quote: str
    citation: str
    title: str
    kind: str
    body: str
    meeting_date: str
    item_number: str
    item_heading: str
    text_source: str
    draft: bool
    rank: int
    score: float
    document_sha256: str = ""
    before: str = ""
    after: str = ""
    link: str = ""
    highlights: tuple[Span, ...] = ()
    entities: tuple[tuple[str, str, Span], ...] = ()
    more: Mapping[str, Value] = msgspec.field(default_factory=dict)

    @property
    def titled(self) -> str:
        """The title, or the document where it has none."""
        return self.title or self.document

    @property
    def locator(self) -> str:
        """The page as it is cited: the number printed on it, or the PDF's."""
        return self.page_label or str(self.page)

    @property
    def meeting_day(self) -> str:
        """The day of the meeting, written out; "" where none is known."""
        return written(date.fromisoformat(self.meeting_date)) if self.meeting_date else ""

    @property
    def place(self) -> str:
        """The page as a source of its own is called."""
        return f"{self.document} p. {self.page}"

    def told(self, columns: tuple[str, ...]) -> dict[str, Value]:
        """The values of these columns by name; None of one that it has not."""
        if not self.more:
            return dict(zip(columns, _taken(columns)(self), strict=False))
        return {name: self.more[name] if name in self.more else getattr(self, name, None) for name in columns}


class CountedRow(msgspec.Struct, frozen=True, gc=False):
    """A row of counts: it says how often, and quotes nothing."""

    values: dict[str, Value]

    def told(self, columns: tuple[str, ...]) -> dict[str, Value]:
        """The values of these columns by name; None of one that it has not."""
        return {name: self.values.get(name) for name in columns}


Row = ExportRecord | CountedRow


@lru_cache(64)
def _taken(columns: tuple[str, ...]) -> Callable[[ExportRecord], tuple[Value, ...]]:
    """What takes the values of several columns of a passage at once."""
    return attrgetter(*columns)


class PageRecords:
    """Makes the records of passages of one page: what all of them say is put together once."""

    def __init__(self, page: Source, *, sha256: str = "", link: str = "") -> None:
        self._cited = PageCited(page)
        self._document, self._label, self._draft = page.document, page.page_label or "", page.draft
        when = page.held.isoformat() if page.held else ""
        self._of_paper = page.title, page.kind.value, page.body or "", when
        self._text_source, self._sha256, self._link = page.text_source.value, sha256, link

    def record(
        self, at: PageSpan, quote: str, item: ItemRef | None, *, rank: int = 0, score: float = 0.0,
        highlights: tuple[Span, ...] = (),
    ) -> ExportRecord:  # fmt: skip
        """The record of words at a place of the page, in an item."""
        number, heading = (item.number or "", item.heading) if item else ("", "")
        return ExportRecord(
            self._document, at.page, self._label, at.start, at.end, quote, self._cited.at(item, at), *self._of_paper,
            number, heading, self._text_source, self._draft, rank, round(score, 4), self._sha256, "", "", self._link,
            highlights,
        )  # fmt: skip


def record_of(source: Source, at: PageSpan, quote: str) -> ExportRecord:
    """The record of words at a place."""
    return PageRecords(source).record(at, quote, source.item)


def record_of_hit(hit: Hit) -> ExportRecord:
    """The record of a hit."""
    made = PageRecords(hit.source).record
    return made(hit.at, hit.text, hit.source.item, rank=hit.rank, score=hit.score, highlights=hit.highlights)


def text_of(value: Value) -> str:
    """A value as text, the same whichever format it went through: a spreadsheet reads 10.0 back as 10."""
    return _AS_TEXT.get(value.__class__, str)(value)


def texts_of(values: Iterable[Value]) -> list[str]:
    """Values as texts."""
    return [value if value.__class__ is str else text_of(value) for value in values]


def whole_number(text: str) -> int | None:
    """The number that figures say; None for any other text, and for more figures than a place of ours has."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_FIGURES else None


_AS_TEXT: Mapping[type, Callable[[Any], str]] = {
    type(None): lambda _: "",
    float: lambda value: str(int(value) if value.is_integer() else value),
}
"""How a value is put that is not as `str` puts it."""
