"""How is a place of the library told, so that it can be cited and opened?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from panelsearch.model.meetings import DocumentKind, Part
from panelsearch.model.pages import Marking, TextSource
from panelsearch.model.spans import PageSpan, Span


@dataclass(frozen=True, slots=True)
class ItemRef:
    """The item a place belongs to."""

    number: str | None
    heading: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where something stands: enough to cite it and to open it. `page_label` is the printed page number.

    `part` is the paper inside the document; `inferred` names what of this is not printed but concluded.
    `ocr_confidence` is the engine's mean confidence, 0 to 1, in the words of a page that was recognised; `markings` are
    the spans of the page whose words are no plain print.
    """

    document: str
    title: str
    kind: DocumentKind
    body: str | None
    meeting_date: date | None
    page: int
    page_label: str | None
    item: ItemRef | None = None
    text_source: TextSource = TextSource.TEXT_LAYER
    draft: bool = False
    part: Part | None = None
    inferred: tuple[str, ...] = ()
    ocr_confidence: float | None = None
    markings: tuple[Marking, ...] = ()

    def marked(self, at: PageSpan) -> tuple[Marking, ...]:
        """The markings of a span of the page, as far as they lie in it."""
        return tuple(
            Marking(Span(max(one.span.start, at.start), min(one.span.end, at.end)), one.kind)
            for one in self.markings
            if one.span.overlaps(at.span)
        )

    @property
    def held(self) -> date | None:
        """The day of the meeting that the words are of: in minutes inside a pack, not the pack's own."""
        return (self.part.meeting_date if self.part else None) or self.meeting_date


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quotation and its place: `quote` is the page's text at `at`."""

    source: Source
    at: PageSpan
    quote: str
