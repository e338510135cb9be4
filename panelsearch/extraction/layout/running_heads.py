"""What is printed on every page and says nothing of its own? Running headers, footers, banners, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from panelsearch.extraction.layout.lines import Row
from panelsearch.extraction.layout.page_labels import Printed, chosen, printed_number

_MARGIN_SHARE = 0.12
_MARGIN_ROWS = 3
_BLANK_NOTICE = re.compile(
    r"^\W*this page (?:is |has been )?(?:intentionally )?(?:left )?blank(?: intentionally)?\W*$", re.I
)
_PAGE_OF = re.compile(r"^\W*page\s*\d{1,4}\s*of\s*\d{1,4}\W*$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Furniture:
    """Per page, in order: which rows, by number from the top, are furniture, and the printed label ("" for none)."""

    rows: tuple[frozenset[int], ...]
    labels: tuple[str, ...]


def find_furniture(pages: Sequence[tuple[float, Sequence[Row]]]) -> Furniture:
    """The furniture of a document, given each page's height in points and its rows from top to bottom."""
    margins = [_margin_rows(height, rows) for height, rows in pages]
    numbers: list[Printed] = []
    shapes: Counter[tuple[str, str]] = Counter()
    for index, (_, rows) in enumerate(pages):
        for at, place in margins[index].items():
            if number := printed_number(index, at, rows[at].plain, place):
                numbers.append(number)
        shapes.update({(place, _shape(rows[at].plain)) for at, place in margins[index].items()})
    labelled = chosen(numbers, len(pages))
    repeated_from = 2 if len(pages) <= 4 else 3
    by_page: dict[int, set[int]] = {}
    for number in numbers:
        alike = shapes[_place(margins, number), _shape(pages[number.index][1][number.line].plain)]
        if labelled.get(number.index) == number or alike >= repeated_from:
            by_page.setdefault(number.index, set()).add(number.line)
    found = []
    for index, (_, rows) in enumerate(pages):
        lines = by_page.get(index, set())
        for at, place in margins[index].items():
            shape = _shape(rows[at].plain)
            if (
                shapes[place, shape] >= repeated_from
                and (place == "bottom" or index > 0)
                and _outermost(margins[index], at)
            ):
                lines.add(at)
        lines |= {at for at, row in enumerate(rows) if _BLANK_NOTICE.match(row.plain)}
        found.append(frozenset(lines))
    labels = tuple(labelled[i].label if i in labelled else "" for i in range(len(pages)))
    return Furniture(tuple(found), labels)


def _place(margins: Sequence[dict[int, str]], number: Printed) -> str:
    return margins[number.index][number.line]


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


def _outermost(margin: dict[int, str], at: int) -> bool:
    return at in margin


def _shape(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.lower().split()))
