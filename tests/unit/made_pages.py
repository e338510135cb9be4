"""Pages set from plain lines, for the tests of reading: "*" before a line sets it bold, "|" parts margin and body."""

from collections.abc import Sequence

from panelsearch.model.pages import Line, Page, Rect
from panelsearch.model.spans import Span

_LEFT, _BODY, _LETTER, _LEADING = 72.0, 200.0, 5.2, 14.0


def set_page(number: int, *rows: str) -> Page:
    """A page of the rows from the top down; an empty row leaves a gap between paragraphs."""
    text, lines = "", []
    for row, words in enumerate(rows):
        side = words.startswith("|")
        bold = side or words.startswith("*")
        words = words.lstrip("|*")
        if words.strip():
            left = _LEFT + 3 * _LETTER * (len(words) - len(words.lstrip()))
            words = words.strip()
            top = 800 - _LEADING * row
            place = Rect(left, top - 11, left + _LETTER * len(words), top)
            lines.append(Line(Span(len(text), len(text) + len(words)), place, 11.0, bold, side))
        text += words + "\n"
    return Page(number, text.rstrip("\n"), width_pt=595, height_pt=842, lines=tuple(lines))


def set_pages(*pages: Sequence[str]) -> tuple[Page, ...]:
    """A document of such pages."""
    return tuple(set_page(number, *rows) for number, rows in enumerate(pages, 1))
