"""What is printed on every page and says nothing of its own? Running headers, footers, banners, page numbers.

A row of the margin is furniture only where that is proved: rows of the same words at the same place of several pages,
whose figures are the same on all of them, or count on with the pages. "Grant of £3,400, cheque 2" at the head of one
page and "Grant of £1,200, cheque 3" at that of the next are alike and say something each. Nor are the only words of a
page furniture, unless other pages print them beside words of their own, or they are a bare page number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from panelsearch.extraction.layout.lines import Row
from panelsearch.extraction.layout.page_labels import Printed, chosen, is_bare_number, printed_numbers

_MARGIN_SHARE = 0.12
_MARGIN_ROWS = 3
_SAME_PLACE_SHARE = 0.02
"""How far, of the page's height, a row of a running head may stand from its usual place."""
_COUNTING_SHARE = 0.6
"""How many of the steps from page to page a figure must make with the pages; it may begin anew with a report."""
_HEADING_ROWS = 12
_WORD = re.compile(r"[^\W\d_]+")
_BLANK_NOTICE = re.compile(
    r"^\W*this page (?:is |has been )?(?:intentionally )?(?:left )?blank(?: intentionally)?\W*$", re.I
)
_PAGE_OF = re.compile(r"^\W*page\s*\d{1,4}\s*of\s*\d{1,4}\W*$", re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,18}")  # a longer number is no figure of a head, and too long a one no number to Python


@dataclass(frozen=True, slots=True)
class Furniture:
    """Per page, in order: which rows, by number from the top, are furniture, and the printed label ("" for none)."""

    rows: tuple[frozenset[int], ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _MarginRow:
    """A row in a page's margin: the page's index, the row's number from the top, how high it stands, 0 to 1."""

    index: int
    at: int
    words: str
    height: float

    @property
    def figures(self) -> list[int]:
        return [int(figure) for figure in _DIGITS.findall(self.words)]


def find_furniture(pages: Sequence[tuple[float, Sequence[Row]]]) -> Furniture:
    """The furniture of a document, given each page's height in points and its rows from top to bottom."""
    margins = [_margin_rows(height, rows) for height, rows in pages]
    numbers: list[Printed] = []
    alike: dict[tuple[str, str], list[_MarginRow]] = defaultdict(list)
    for index, (height, rows) in enumerate(pages):
        for at, place in margins[index].items():
            cells = rows[at].words_by_cell
            words = "  ".join(cells)
            numbers += printed_numbers(index, at, cells, place)
            alike[place, _shape(words)].append(_MarginRow(index, at, words, rows[at].y0 / (height or 1)))
    repeated_from = 2 if len(pages) <= 4 else 3
    found = [set[int]() for _ in pages]
    for (place, shape), rows_alike in alike.items():
        proved = _proved(rows_alike, repeated_from)
        numbers += _counting(proved, f"{place} {shape}")
        for row in proved:
            if place == "bottom" or row.index > 0:
                found[row.index].add(row.at)
    labelled = chosen(numbers, len(pages))
    heading = _heading_words(pages[0][1]) if pages else set()
    for index, number in labelled.items():
        words = pages[index][1][number.line].plain
        sure = len(pages) > 1 or number.value == 1  # under a single page a number may be a sum: it stays in the text
        if (is_bare_number(words) and sure) or (index > 0 and set(_WORD.findall(words.lower())) <= heading):
            found[index].add(number.line)
    for index, (_, rows) in enumerate(pages):
        for at, printed in enumerate(rows):  # a report inside a pack counts its own pages, and begins anew
            if _BLANK_NOTICE.match(printed.plain) or (at in margins[index] and _PAGE_OF.match(printed.plain)):
                found[index].add(at)
    _keep_only_words(found, pages, alike)
    labels = tuple(labelled[i].label if i in labelled else "" for i in range(len(pages)))
    return Furniture(tuple(frozenset(rows) for rows in found), labels)


def _proved(rows: Sequence[_MarginRow], repeated_from: int) -> Sequence[_MarginRow]:
    """Those of the rows alike but for figures that are one running head; none where that is not proved."""
    usual = median(row.height for row in rows)
    there = [row for row in rows if abs(row.height - usual) <= _SAME_PLACE_SHARE]
    if len({row.index for row in there}) < repeated_from:
        return ()
    if all(_keeps_or_counts(column) for column in zip(*(_placed(row) for row in there), strict=True)):
        return there
    same: dict[str, list[_MarginRow]] = defaultdict(list)
    for row in there:
        same[row.words].append(row)
    return [row for rows in same.values() if len({row.index for row in rows}) >= repeated_from for row in rows]


def _heading_words(rows: Sequence[Row]) -> set[str]:
    """The words that the head of the first page says, with those that a page number is told by."""
    head = " ".join(row.plain for row in rows[:_HEADING_ROWS])
    return {*_WORD.findall(head.lower()), "page", "p", "pg", "of", "no"}


def _counting(rows: Sequence[_MarginRow], series: str) -> list[Printed]:
    """The figures of a running head that go up with the pages: "v2 DRAFT 1/2", then "v2 DRAFT 2/2"."""
    found: list[Printed] = []
    for number, column in enumerate(zip(*(row.figures for row in rows), strict=True)):
        counts = {figure - row.index for row, figure in zip(rows, column, strict=True)}
        if len({row.index for row in rows}) > 1 and len(counts) == 1 and min(column) > 0:
            found += [
                Printed(row.index, row.at, str(figure), figure, f"{series} arabic figure {number}")
                for row, figure in zip(rows, column, strict=True)
            ]
    return found


def _placed(row: _MarginRow) -> list[tuple[int, int]]:
    return [(row.index, figure) for figure in row.figures]


def _keeps_or_counts(column: Sequence[tuple[int, int]]) -> bool:
    """Whether one figure of a running head stays as it is or goes up with the pages, given (page's index, figure)."""
    steps = list(pairwise(column))
    kept = sum(one == other for (_, one), (_, other) in steps)
    counted = sum(other - one == after - before for (before, one), (after, other) in steps)
    return max(kept, counted, 1 if not steps else 0) >= _COUNTING_SHARE * len(steps)


def _keep_only_words(
    found: Sequence[set[int]],
    pages: Sequence[tuple[float, Sequence[Row]]],
    alike: dict[tuple[str, str], list[_MarginRow]],
) -> None:
    """Give pages back what is all they say, where no page prints it beside words of its own."""
    aside = [set(rows) for rows in found]
    for rows in alike.values():  # the first page keeps a head that it prints, but as no words of its own
        if any(row.at in found[row.index] for row in rows):
            for row in rows:
                aside[row.index].add(row.at)
    bare = {index for index, (_, rows) in enumerate(pages) if len(aside[index]) == len(rows)}
    for rows in alike.values():
        if all(row.index in bare for row in rows) and not all(is_bare_number(row.words) for row in rows):
            for row in rows:
                if not _BLANK_NOTICE.match(row.words):
                    found[row.index].discard(row.at)


def _margin_rows(height: float, rows: Sequence[Row]) -> dict[int, str]:
    """The rows at the very top and bottom of the page, by number, with where they stand."""
    order = sorted(range(len(rows)), key=lambda at: -rows[at].y1)
    found = {}
    for at in order[:_MARGIN_ROWS]:
        if rows[at].y0 > height * (1 - _MARGIN_SHARE):
            found[at] = "top"
    for at in order[-_MARGIN_ROWS:]:
        # a short page's number may stand right under its last words
        if rows[at].y1 < height * _MARGIN_SHARE or _PAGE_OF.match(rows[at].plain):
            found[at] = "bottom"
    return found


def _shape(text: str) -> str:
    return _DIGITS.sub("\0", " ".join(text.lower().split()))
