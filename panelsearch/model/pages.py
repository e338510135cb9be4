"""What is a page? Its text, where it came from, its lines and boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from panelsearch.model.spans import Span


class TextSource(StrEnum):
    """Where a page's text came from."""

    TEXT_LAYER = "text"
    OCR = "ocr"
    NONE = "none"


class PageProblem(StrEnum):
    """Why a page has no text that can be searched."""

    BLANK = "blank"
    PICTURE = "picture"
    GARBLED = "garbled"
    FAILED = "failed"


class Marked(StrEnum):
    """What words are that were not simply printed, or may no longer be read as printed."""

    FORM = "form value"
    NOTE = "note"
    COVERED = "covered"
    STRUCK = "struck out"

    @property
    def withdrawn(self) -> bool:
        """Whether whoever made the paper meant the words to be read no more."""
        return self in (Marked.COVERED, Marked.STRUCK)


@dataclass(frozen=True, slots=True, order=True)
class Marking:
    """A span of a page's text and what its words are: typed into a form, noted on the page, covered or struck out."""

    span: Span
    kind: Marked


class Rect(NamedTuple):
    """A rectangle on a page in points, origin bottom left."""

    x0_pt: float
    y0_pt: float
    x1_pt: float
    y1_pt: float


class WordBox(NamedTuple):
    """The span of one word (or part of one) in the page's text and the rectangle it covers."""

    span: Span
    rect: Rect


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line of the page's text with what a reader sees at a glance: place, size, weight.

    `side` marks a side heading printed in the left margin beside the text that follows it.
    `cells` are the spans of its table cells, where the line is a row of at least two cells. `lead` is how many code
    points at its beginning are set in bold before it goes on plain; known while the paper is read, and not kept.
    """

    span: Span
    rect: Rect
    size_pt: float
    bold: bool = False
    side: bool = False
    cells: tuple[Span, ...] = ()
    lead: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read: its text is final, everything downstream points into it.

    `label` is the number printed on the page ("14", "iv"), "" where the page prints none, None where unknown.
    `furniture` holds running headers and footers that were kept out of the text. `confidence` is the OCR engine's mean
    confidence in the page's words, 0 to 1; None where the text was not recognised. `markings`, in order, are of words
    that were not simply printed.
    """

    number: int
    text: str
    label: str | None = None
    width_pt: float = 0.0
    height_pt: float = 0.0
    source: TextSource = TextSource.TEXT_LAYER
    problem: PageProblem | None = None
    lines: tuple[Line, ...] = ()
    boxes: Sequence[WordBox] = ()
    furniture: tuple[str, ...] = ()
    confidence: float | None = None
    markings: tuple[Marking, ...] = ()

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError(f"pages count from 1, not {self.number}")
        if (self.confidence is not None) != (self.source is TextSource.OCR):
            raise ValueError("a confidence goes with recognised text, and only with it")

    @property
    def legible(self) -> str:
        """The text with words that were covered or struck out blotted: of the same length, nothing to be read there."""
        text = self.text
        for marking in self.markings:
            if marking.kind.withdrawn:
                at, end = marking.span.start, marking.span.end
                text = text[:at] + _BLOT * (end - at) + text[end:]
        return text


_BLOT = "\N{FULL BLOCK}"
