"""Where did the writer end a line, and where did only the margin end it?

A line that could have taken the next line's first word was ended on purpose: a list entry, a heading, the last
line of a paragraph. The readers of attendance and of decisions both stand on that difference.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from panelsearch.model.pages import Line, Page
from panelsearch.model.spans import Span, trimmed
from panelsearch.text.document_cache import once_a_page
from panelsearch.text.sentences import TITLES

_BULLET = re.compile(
    r"(?:[•▪◦‣●○■□*\uf0a7\uf0b7–—-]\s"
    r"|\(?(?:[ivx]{1,5}|[a-zA-Z]|\d{1,3})[.)]\s"
    r"|\d{1,4}(?:[./]\d{1,3}){1,3}[.:)]?\s+[A-Z]"
    r"|(?:[A-Z]{1,5}/)?[A-Z]?\d{2,4}[-/]\d{1,6}(?:[-/][A-Z\d]{1,5})*[.:]?\s(?![a-z]))"
)
_FORMAL = re.compile(r"(?:RESOLVED|AGREED|RECOMMENDED|DECIDED)\b")
_RESOLUTION = re.compile(
    r"\W*(?:resolved|agreed|recommended|decided|decision)\b.*[^.:;!?]\s*\Z", re.IGNORECASE | re.DOTALL
)
"""A resolution set in bold whose sentence does not end with its line runs on, be the next line bold or not."""
_SURNAME_FIRST = re.compile(r"\s*[^\W\d_a-z][\w’'-]+,\s")
_BROKEN = re.compile(rf"(?:[^\W\d_]-|\b(?:{TITLES}|Miss|Councillor)\b\.?(?:\s+[A-Z]\.?)?|\b[Ss]econd(?:ed\s+by)?)\Z")
"""A word or a name that goes on in the next line: "Law-" over "Birch", "Mr." over "Ash"."""
_WAVER_PT, _NEAR_EDGE, _LONG_LINE, _LINES_OF_A_COLUMN = 3.0, 0.12, 40, 3
_SLACK = 1.15
"""How much wider than an average word the room must be before a short line counts as ended on purpose."""


@once_a_page
def paragraphs(page: Page) -> tuple[Span, ...]:
    """The page's paragraphs in order: list entries, headings and rows of a table stand alone."""
    found: list[Span] = []
    start = 0
    for end in (*sorted(ended_lines(page)), len(page.text)):
        span = trimmed(page.text, Span(start, max(start, end)))
        if span:
            found.append(span)
        start = max(start, end)
    return tuple(found)


@once_a_page
def ended_lines(page: Page) -> frozenset[int]:
    """The offsets in the page's text where a line ends because its writer ended it."""
    margins = _margins(page.lines)
    ends = {m.start() for m in re.finditer(r"\n[ \t]*\n", page.text)}
    for line, following, margin in zip(page.lines, page.lines[1:], margins, strict=False):
        if _ended(page.text, line, following, margin):
            ends.add(line.span.end)
    if not page.lines:
        ends.update(m.start() for m in re.finditer(r"(?<=[.:;])\n", page.text))
    return frozenset(ends)


def _margins(lines: Sequence[Line]) -> list[float]:
    """The right margin of each line: that of its own column where text fills one, else the page's.

    A column is the lines that begin at one place, if many of them are long and end close to the same edge.
    """
    widest = max((line.rect.x1_pt for line in lines), default=0.0)
    columns: dict[int, list[Line]] = {}
    for line in lines:
        columns.setdefault(round(line.rect.x0_pt / _WAVER_PT), []).append(line)
    edges = {}
    for place, column in columns.items():
        edge = max(line.rect.x1_pt for line in column)
        full = [
            line for line in column if line.rect.x1_pt > edge - _NEAR_EDGE * (edge - line.rect.x0_pt) and not line.cells
        ]
        long = [line for line in full if len(line.span) >= _LONG_LINE]
        edges[place] = edge if len(long) >= max(_LINES_OF_A_COLUMN, 0.2 * len(column)) else widest
    return [edges[round(line.rect.x0_pt / _WAVER_PT)] for line in lines]


def cell_starts(lines: Sequence[Line]) -> frozenset[int]:
    """The offsets where a cell other than a row's first begins."""
    return frozenset(cell.start for line in lines for cell in line.cells[1:])


def _breaks_off(text: str, line: Line) -> bool:
    """Whether a line ends within a word or a name; "Ash, Cllr P" does not."""
    start, end = line.span.start, line.span.end
    return _BROKEN.search(text, start, end) is not None and _SURNAME_FIRST.match(text, start, end) is None


def _ended(text: str, line: Line, following: Line, margin: float) -> bool:
    opening = text[following.span.start : following.span.end]
    runs_on = line.bold and _RESOLUTION.match(text[line.span.start : line.span.end])
    if (
        (line.bold != following.bold and not runs_on and not _same_row(line, following))
        or line.side != following.side
        or (line.cells and (following.cells or _begins_a_row(text, line, following)))
        or abs(line.size_pt - following.size_pt) > 1.5
        or _BULLET.match(opening)
        or _FORMAL.match(opening)
        or (text[line.span.start : line.span.end].isupper() and not opening.isupper())
    ):
        return True
    words = opening.split(maxsplit=1)
    if (words and words[0][0].islower()) or _breaks_off(text, line):
        return False
    letters = line.span.end - line.span.start
    if not words or not letters or line.rect.x1_pt <= line.rect.x0_pt:
        return False
    width = (line.rect.x1_pt - line.rect.x0_pt) / letters
    return line.rect.x1_pt + _SLACK * width * (len(words[0]) + 2) < margin


_MIDWAY = re.compile(r"(?:[,&/–-]|\b(?:the|of|and|or|for|to|a))\s*\Z", re.IGNORECASE)
_WORDS_OF_A_CELL = 4


def _begins_a_row(text: str, line: Line, following: Line) -> bool:
    """Whether a line without cells is the next row of a table, not the rest of a cell: it begins where the row does."""
    opening = text[following.span.start : following.span.end]
    return (
        abs(line.rect.x0_pt - following.rect.x0_pt) <= _WAVER_PT
        and opening[:1].isupper()
        and len(opening.split()) <= _WORDS_OF_A_CELL
        and _MIDWAY.search(line.cells[0].of(text)) is None
    )


def _same_row(line: Line, following: Line) -> bool:
    return abs(line.rect.y0_pt - following.rect.y0_pt) < 2.0
