"""Where is it? Spans of text and their algebra. Pure: knows no document and no library.

A place in the papers is (document, page, start, end): code points into that page's text, `end` exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one text, in code points, `0 <= start <= end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words themselves; ValueError where the text is shorter than the span."""
        if self.end > len(text):
            raise ValueError(f"span {self.start}..{self.end} lies outside a text of {len(text)} characters")
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """The same stretch counted from another origin."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True, order=True)
class PageSpan:
    """A span of one page's text; pages count from 1."""

    page: int
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.page < 1:
            raise ValueError(f"pages count from 1, not {self.page}")
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    @property
    def span(self) -> Span:
        """The same place without its page."""
        return Span(self.start, self.end)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order with overlapping and touching ones joined; covers exactly the same code points."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends (empty, at its start, where there is nothing else)."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else Span(span.start, span.start)
