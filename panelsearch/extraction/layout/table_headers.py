"""What stands over a cell of a table? The head of its column, on the same page or on the one the table began on.

Worked out from the lines and boxes that a page keeps, when it is asked for: nothing more is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from panelsearch.extraction.layout.span_geometry import rectangles
from panelsearch.model.pages import Line, Page, Rect
from panelsearch.model.spans import Span

_CELLS_AT_LEAST = 2
_PAGES_BACK = 8
_OF_TOP = 4
"""A table that goes on from the page before begins within so many lines."""


def column_head(pages: Sequence[Page], number: int, span: Span) -> str | None:
    """The words over the column in which a span of page `number` (from 1) stands; None outside a table with a head."""
    page = pages[number - 1]
    at = next((n for n, line in enumerate(page.lines) if line.span.overlaps(span)), None)
    place = rectangles(page, span)
    if at is None or not place or not _in_table(page, at):
        return None
    cell = place[0]
    head, first = _above(page, at, cell)
    back = number - 2
    while head is None and first < _OF_TOP and back >= 0 and number - back <= _PAGES_BACK:
        earlier = pages[back]
        last = next((n for n in range(len(earlier.lines) - 1, -1, -1) if earlier.lines[n].cells), None)
        if last is None:
            return None
        head, first = _above(earlier, last + 1, cell)
        back -= 1
    return head


def _in_table(page: Page, at: int) -> bool:
    """Whether a line is a row of cells, or one of the lines of a cell among such rows."""
    return any(line.cells for line in page.lines[max(0, at - 3) : at + 4])


def _above(page: Page, at: int, cell: Rect) -> tuple[str | None, int]:
    """The head over a cell of the line `at` or of one below it, and the first line of the table on the page."""
    first = at
    for number in range(at - 1, -1, -1):
        line = page.lines[number]
        if _is_head(page, line):
            return _cell_over(page, line, cell), number
        if _leaves_table(page, number, at):
            break
        first = number
    return None, first


def _leaves_table(page: Page, number: int, at: int) -> bool:
    """Whether a line stands above the table: whole lines of prose, with no row of cells between them and above them."""
    above = page.lines[max(0, number - 3) : number + 1]
    return not any(line.cells for line in above) and len(page.lines[number].span) > 0 and at - number > 1


def _is_head(page: Page, line: Line) -> bool:
    """Whether a row of cells is the head of a table: words, years or units of money, not sums or amounts."""
    if len(line.cells) < _CELLS_AT_LEAST:
        return False
    words = [cell.of(page.text).strip() for cell in line.cells]
    if len(words) >= 3 and words[0] and not any(c.isalpha() for c in "".join(words)):
        return all("£" in word or "$" in word or "%" in word for word in words if not word.isdigit())
    return sum(_heads(word) for word in words) == len(words)


def _heads(word: str) -> bool:
    """Whether a cell's words may stand over a column: letters or a year, and no amount."""
    plain = word.replace(",", "").replace("£", "").replace("$", "").strip("()%+- ")
    if plain.replace(".", "").isdigit():
        return len(plain) == 4 and plain.startswith(("19", "20"))
    return any(c.isalpha() for c in word) or "/" in word or not plain


def _cell_over(page: Page, line: Line, cell: Rect) -> str | None:
    """The cell of a head that stands over a rectangle: the one that overlaps it most, or the nearest to it."""
    places = [(rect, span) for span in line.cells if (rect := _around(page, span)) is not None]
    if not places:
        return None
    edges = [-1e9, *((a.x1_pt + b.x0_pt) / 2 for (a, _), (b, _) in pairwise(places)), 1e9]

    def shared(n: int) -> float:
        rect = places[n][0]
        overlap = min(rect.x1_pt, cell.x1_pt) - max(rect.x0_pt, cell.x0_pt)
        between = min(edges[n + 1], cell.x1_pt) - max(edges[n], cell.x0_pt)
        return 2 * max(overlap, 0.0) + max(between, 0.0)

    best = max(range(len(places)), key=shared)
    return " ".join(places[best][1].of(page.text).split())


def _around(page: Page, span: Span) -> Rect | None:
    found = rectangles(page, span)
    return found[0] if found else None
