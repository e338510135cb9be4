"""What does a page say around a passage found? Sentences with their words, mentions and decisions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from panelsearch.answering.base import Evidence, Sheet
from panelsearch.model.meetings import Decision
from panelsearch.model.mentions import Mention
from panelsearch.model.search_results import Hit
from panelsearch.model.sources import Source
from panelsearch.model.spans import Span, trimmed
from panelsearch.text.analyzer import Token, analyze
from panelsearch.text.sentences import sentences

_NOT_IN_WORDS = re.compile(r"[\W\d_]+")
_ROW = re.compile(r"[^\n]*\t[^\n]*\t[^\n]*|[^\n]*\t[£$€(]?\d[\d,.]*[)%]?[ ]*$")
"""A line of three cells, or one whose last cell is a figure, is a row of a table."""
_POINT = re.compile(r"\s*[○■◦□➢✓]\s")
"""A point of a list within a list."""
_ITEM = re.compile(r"\d{1,3}[.)]\s+[A-Z]")
_BESIDE = 260
"""How many characters before and after a passage may still speak of its matter."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a page: its place, its tokens (offsets count from the page's start) and its stems."""

    at: Span
    tokens: tuple[Token, ...]
    stems: frozenset[str]


@dataclass(frozen=True)
class Window:
    """A passage and its neighbourhood on the page; `own` are the sentences of the passage itself.

    `heading` are the stems of the item's heading and the paper's title, `filed` those of the names of its folders and
    file: papers are filed by who wrote them, and need not say so on each page.
    """

    source: Source
    passage: Span
    text: str
    score: float
    sentences: tuple[Sentence, ...]
    own: range
    heading: frozenset[str]
    filed: frozenset[str]
    mentions: tuple[Mention, ...]
    decisions: tuple[Decision, ...]

    def beside(self, number: int, before: int = 1) -> range:
        """A sentence and its neighbours: so many before it and one after, as far as no other item begins between."""
        first = last = number
        while first > max(0, number - before) and not self._begins_an_item(first):
            first -= 1
        if number + 1 < len(self.sentences) and not self._begins_an_item(number + 1):
            last = number + 1
        return range(first, last + 1)

    def within(self, span: Span) -> range:
        """The sentences that lie within a span."""
        first = bisect_left(self._starts, span.start)
        last = first
        while last < len(self.sentences) and self.sentences[last].at.end <= span.end:
            last += 1
        return range(first, last)

    def before(self, sentence: Sentence) -> int:
        """Where the sentence before one begins; its own start where it is the first."""
        number = next(n for n, one in enumerate(self.sentences) if one is sentence)
        return self.sentences[max(0, number - 1)].at.start

    def _begins_an_item(self, number: int) -> bool:
        at = self.sentences[number].at
        return _ITEM.match(self.text, at.start, at.end) is not None

    def inside(self, sentence: Sentence) -> tuple[Mention, ...]:
        """The mentions within a sentence."""
        if sentence.at not in self._inside:
            start, end = sentence.at.start, sentence.at.end
            self._inside[sentence.at] = tuple([m for m in self.mentions if start <= m.at.start and m.at.end <= end])
        return self._inside[sentence.at]

    @cached_property
    def _inside(self) -> dict[Span, tuple[Mention, ...]]:
        return {}

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.at.start for sentence in self.sentences]


def windows(hits: Sequence[Hit], evidence: Evidence) -> list[Window]:
    """One window a hit, in the order of the hits; each page is fetched once."""
    sheets: dict[tuple[str, int], Sheet] = {}
    top = max((hit.score for hit in hits), default=0.0) or 1.0
    found = []
    for hit in hits:
        place = (hit.source.document, hit.at.page)
        if place not in sheets:
            sheets[place] = evidence.sheet(*place)
        found.append(_window(hit, sheets[place], hit.score / top))
    return found


def _window(hit: Hit, sheet: Sheet, score: float) -> Window:
    text = sheet.text
    start = _line_start(text, max(0, hit.at.start - _BESIDE), hit.at.start)
    end = _line_end(text, hit.at.end, min(len(text), hit.at.end + _BESIDE))
    around = (Span(start, hit.at.start), hit.at.span, Span(hit.at.end, end))
    parts = [said for part in around for said in _said_in(text, part)]
    analyzed = tuple(_sentence(text, span) for span in parts)
    own = [n for n, sentence in enumerate(analyzed) if hit.at.span.contains(sentence.at)]
    item = hit.source.item
    heading = frozenset(token.term for token in analyze(f"{item.heading if item else ''} {hit.source.title}"))
    return Window(
        hit.source,
        hit.at.span,
        text,
        score,
        analyzed,
        range(own[0], own[-1] + 1) if own else range(0),
        heading,
        frozenset(token.term for token in analyze(_NOT_IN_WORDS.sub(" ", hit.source.document))),
        sheet.mentions,
        sheet.decisions,
    )


def _said_in(text: str, within: Span) -> Iterator[Span]:
    """The sentences of a part of a text, and the rows of its tables: each says something of its own."""
    for span in sentences(within.of(text)):
        sentence = span.shift(within.start)
        start = at = sentence.start
        after_row = False
        for line in sentence.of(text).splitlines(keepends=True):
            row = bool(_ROW.fullmatch(line.rstrip("\n")))
            if row or after_row or _POINT.match(line):
                yield from _trimmed(text, start, at)
                start = at
            after_row = row
            at += len(line)
        yield from _trimmed(text, start, sentence.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    span = trimmed(text, Span(start, end))
    if len(span):
        yield span


def _sentence(text: str, span: Span) -> Sentence:
    tokens = analyze(span.of(text))
    return Sentence(span, tokens, frozenset(token.term for token in tokens))


def _line_start(text: str, least: int, most: int) -> int:
    """The start of the first line that begins between two places, or the first of them."""
    return (text.find("\n", least, most) + 1 or least) if least else 0


def _line_end(text: str, least: int, most: int) -> int:
    """The end of the last line that ends between two places, or the last of them."""
    end = text.rfind("\n", least, most) if most < len(text) else -1
    return most if end < 0 else end
