"""How is a page cut into what search finds? Spans of a few paragraphs that cross no heading and cover every word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from panelsearch.model.meetings import Item, Passage
from panelsearch.model.pages import Page
from panelsearch.model.spans import PageSpan, Span, trimmed
from panelsearch.structure.paragraphs import paragraphs
from panelsearch.text.rule_engine import OPEN, Fence, rule

WORDS_WANTED = 90
WORDS_AT_MOST = 170


def find_passages(pages: Sequence[Page], items: Sequence[Item], fence: Fence = OPEN) -> tuple[Passage, ...]:
    """The passages in order, every word of every page in exactly one of them; a page that cannot be cut is one."""
    return tuple(
        passage
        for page in pages
        for passage in fence.at(page.number).ask(_page_passages, whole_page(page), page, items)
    )


def whole_page(page: Page) -> tuple[Passage, ...]:
    """All words of a page as one passage; none where it has no words."""
    span = trimmed(page.text, Span(0, len(page.text)))
    return (Passage(PageSpan(page.number, span.start, span.end)),) if span else ()


@rule("passages.cut")
def _page_passages(page: Page, items: Sequence[Item]) -> tuple[Passage, ...]:
    """A page cut at its items and paragraphs."""
    return tuple(_cut_page(page, items))


def _cut_page(page: Page, items: Sequence[Item]) -> Iterator[Passage]:
    if not page.text.strip():
        return
    starts = {item.at.start: number for number, item in enumerate(items) if item.at.page == page.number}
    current = _carried(page, items)
    cuts = sorted({0, *starts, len(page.text)})
    whole = paragraphs(page)
    for start, end in pairwise(cuts):
        current = starts.get(start, current)
        for span in _packed(page, whole, Span(start, end)):
            inside = current if current is not None and _holds(items[current], page.number, span) else None
            yield Passage(PageSpan(page.number, span.start, span.end), inside)


def _carried(page: Page, items: Sequence[Item]) -> int | None:
    """The item that runs on from an earlier page."""
    for number in range(len(items) - 1, -1, -1):
        item = items[number]
        if item.at.page < page.number <= item.end_page:
            return number
    return None


def _holds(item: Item, page: int, span: Span) -> bool:
    return (page, span.start) < (item.end_page, item.end) or (page == item.end_page and span.end <= item.end)


def _packed(page: Page, whole: Sequence[Span], stretch: Span) -> Iterator[Span]:
    """Paragraphs put together up to the size wanted; one that is too long is cut between its lines."""
    held: Span | None = None
    held_words = 0
    for paragraph in _paragraphs(page, whole, stretch):
        words = len(paragraph.of(page.text).split())
        if held is not None and held_words + words > WORDS_WANTED and held_words >= WORDS_WANTED // 3:
            yield held
            held, held_words = None, 0
        held = paragraph if held is None else Span(held.start, paragraph.end)
        held_words += words
        if held_words >= WORDS_WANTED:
            yield held
            held, held_words = None, 0
    if held is not None:
        yield held


def _paragraphs(page: Page, whole: Sequence[Span], stretch: Span) -> Iterator[Span]:
    for paragraph in whole:
        if not paragraph.overlaps(stretch):
            continue
        inside = Span(max(paragraph.start, stretch.start), min(paragraph.end, stretch.end))
        span = trimmed(page.text, inside)
        if not len(span):
            continue
        if len(span.of(page.text).split()) <= WORDS_AT_MOST:
            yield span
        else:
            yield from _cut(page.text, span)


def _cut(text: str, span: Span) -> Iterator[Span]:
    """A very long paragraph in pieces that end with a sentence where there is one, with a word otherwise."""
    start = span.start
    words = 0
    at = start
    for piece in span.of(text).split(" "):
        at += len(piece) + 1
        words += len(piece.split())
        ends = piece.endswith((".", ";", ":")) or "\n" in piece
        if (words >= WORDS_WANTED and ends) or words >= WORDS_AT_MOST:
            found = trimmed(text, Span(start, min(at, span.end)))
            if len(found):
                yield found
            start, words = min(at, span.end), 0
    rest = trimmed(text, Span(start, span.end))
    if len(rest):
        yield rest
