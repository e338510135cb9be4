"""Where on the page does a span of its text stand? Rectangles, one a printed line, to be drawn on its picture."""

from __future__ import annotations

from collections.abc import Iterable

from panelsearch.model.pages import Page, Rect, WordBox
from panelsearch.model.spans import Span


def rectangles(page: Page, span: Span) -> tuple[Rect, ...]:
    """The rectangles that a span of the page's text covers, in reading order, one for each line that it runs over.

    Points, origin bottom left of the page as it is shown. Of a word that the span cuts, its share is covered.
    """
    found = []
    for line in page.lines:
        if line.span.overlaps(span):
            parts = [
                _covered(box, span) for box in page.boxes if line.span.contains(box.span) and box.span.overlaps(span)
            ]
            if parts:
                found.append(_around(parts))
    return tuple(found)


def _covered(box: WordBox, span: Span) -> Rect:
    """The part of a word's rectangle that the span covers; text that runs up the page is cut by its height."""
    length = len(box.span)
    before = max(0, span.start - box.span.start) / length
    after = max(0, box.span.end - span.end) / length
    rect = box.rect
    width, height = rect.x1_pt - rect.x0_pt, rect.y1_pt - rect.y0_pt
    if height > 1.5 * width and length > 2:
        return Rect(rect.x0_pt, rect.y0_pt + before * height, rect.x1_pt, rect.y1_pt - after * height)
    return Rect(rect.x0_pt + before * width, rect.y0_pt, rect.x1_pt - after * width, rect.y1_pt)


def _around(rects: Iterable[Rect]) -> Rect:
    rects = tuple(rects)
    return Rect(
        min(rect.x0_pt for rect in rects),
        min(rect.y0_pt for rect in rects),
        max(rect.x1_pt for rect in rects),
        max(rect.y1_pt for rect in rects),
    )
