"""Which bare numbers are sums because their column's head says so? "£", "£m", "£000" over figures without a sign.

A head that only names money ("Amount", "VAT") makes sums of figures with pence, where the page prints its currency.
A head counts from the right of its row, as figures do, and holds until the table ends. Where a row has another number
of figures than the head has marks, and the marks differ, nobody can say which is which: nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from panelsearch.gazetteers.loader import pattern
from panelsearch.model.spans import Span
from panelsearch.ner.number_words import hundredths_of

_CURRENCY = {"£": "GBP", "€": "EUR", "$": ""}
_MARK = re.compile(
    r"\(?(?P<sign>[£€$])(?:[ ']?(?P<scale>'?000'?s?|k|thousands?|m|mn|millions?|bn|billions?)|'?s)?\)?(?![\w,.]*\d)",
    re.IGNORECASE,
)
_SCALE = {"k": 10**3, "t": 10**3, "m": 10**6, "b": 10**9}
_FIGURE = re.compile(
    r"(?P<open>\()?(?P<minus>[-\u2010-\u2014\u2212] ?)?(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)\)?"
)
_NIL = re.compile(r"[-\u2010-\u2014\u2212]|nil|n/a|\.", re.IGNORECASE)
_MONEY_HEAD = re.compile(
    rf"(?:{pattern('measures.money_head')}\b[ /]?(?:amount|total|cost|paid|due|in|out|vat)?){{1,2}}",
    re.IGNORECASE,
)
_LIST_OF_MONEY = re.compile(
    rf"\b{pattern('measures.list_of_money')}\b",
    re.IGNORECASE,
)
_WITH_PENCE = re.compile(r"\(?(?P<minus>-)?(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)\.\d\d)\)?")
# "Subtotal 1090.69": the foot of a list, whose figure no cell parts from its word.
_FOOT = re.compile(
    r"\s*(?:(?:sub-?|grand )?totals?|balance)\b[^\d\t]{0,30} (?P<figure>\(?-?[\d,]+\.\d\d\)?)", re.IGNORECASE
)
_SCALED = re.compile(r"[£€$] ?(?:m\b|mn|k\b|bn|million|'?000)|\b000s", re.IGNORECASE)
_FIGURES_OF = "budget|actual|forecast|estimated?|outturn|revised|original|plan|total|variance"
_WHEN = re.compile(
    rf"(?:(?:{_FIGURES_OF}|q[1-4]|fy|as at|at|to|y/e)\W*){{0,4}}"
    r"(?:(?:19|20)?\d\d(?:[/-](?:20)?\d\d)?|\d\d?[./-]\d\d?[./-](?:20)?\d\d"
    r"|(?:\d{1,2} )?[A-Z][a-z]{2,8}[ -](?:20)?\d\d)?"
    rf"(?:\W*(?:{_FIGURES_OF})){{0,3}}",
    re.IGNORECASE,
)
_LONGEST_HEAD = 110
_LONGEST_ROW = 160
# So many lines in a row without a figure and the table has ended.
_PATIENCE = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """What a column's head says of the figures below it."""

    currency: str
    scale: int


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """A bare figure that is a sum; `pence` is whole hundredths of `currency`."""

    span: Span
    pence: int
    currency: str


def sums_in_columns(text: str, dollars: str = "USD") -> Iterator[ColumnSum]:
    """Every bare figure under a head that makes it a sum, in order of place; `dollars` is what "$" stands for."""
    if not any(sign in text for sign in _CURRENCY):
        return
    marks: list[Mark | None] = []
    without, at = 0, 0
    for line in text.split("\n"):
        cells = _cells(line) if marks or any(sign in line for sign in _CURRENCY) else []
        if (head := _head(line, cells, dollars)) is not None:
            marks, without = head, 0
        elif marks and line.strip():
            read = list(_row(cells, marks, at)) if len(line) <= _LONGEST_ROW else []
            yield from read
            without = 0 if read else without + 1
            if without > _PATIENCE or len(line) > _LONGEST_ROW:
                marks = []
        at += len(line) + 1


def sums_in_lists(text: str, dollars: str = "USD") -> Iterator[ColumnSum]:
    """Every bare figure with pence in the rows below a head that names money, where the page prints one currency."""
    printed = [sign for sign in _CURRENCY if sign in text]
    if len(printed) != 1 or "\t" not in text or _SCALED.search(text):
        return
    currency = _CURRENCY[printed[0]] or dollars
    inside, without, at = False, 0, 0
    for line in text.split("\n"):
        foot = _FOOT.fullmatch(line.rstrip()) if inside else None
        cells = [(foot.start("figure"), foot["figure"])] if foot else _cells(line) if "\t" in line else []
        figures = [cell for cell in cells if _WITH_PENCE.fullmatch(cell[1])]
        # "3.10" before words numbers a paragraph.
        if figures and figures[0] == cells[0] and len(cells) > len(figures):
            figures = []
        if inside and figures and len(line) <= _LONGEST_ROW:
            for start, cell in figures:
                figure = _WITH_PENCE.fullmatch(cell)
                assert figure is not None
                less = bool(figure["minus"]) or (cell.startswith("(") and cell.endswith(")"))
                pence = hundredths_of(figure["number"])
                yield ColumnSum(Span(at + start, at + start + len(cell)), -pence if less else pence, currency)
            without = 0
        elif _LIST_OF_MONEY.search(line) and len(line) <= _LONGEST_HEAD:
            inside, without = True, 0
        elif line.strip():
            without += 1
            inside = inside and without <= _PATIENCE
        at += len(line) + 1


def _cells(line: str) -> list[tuple[int, str]]:
    """The cells of a row with their places; where no cell is marked off, its last words are its cells."""
    parted = r"[^\t]+" if "\t" in line else r"[^ ]+"
    cells = []
    for match in re.finditer(parted, line):
        blank = len(match[0]) - len(match[0].lstrip())
        if match[0].strip():
            cells.append((match.start() + blank, match[0].strip()))
    return cells


def _head(line: str, cells: list[tuple[int, str]], dollars: str) -> list[Mark | None] | None:
    """What each column's head says, left to right; None for a line that is no head."""
    if len(line) > _LONGEST_HEAD or not cells or not re.search("[£€$]", line):
        return None
    marks = [_mark(cell, dollars) for _, cell in cells]
    # "£m" over the labels, and years or days over the figures: it is the unit of them all.
    if marks[0] and len(cells) > 1 and not any(marks[1:]) and all(_WHEN.fullmatch(cell) for _, cell in cells[1:]):
        return [None, *([marks[0]] * (len(cells) - 1))]
    # "Total £" beside "VAT": both are of that unit.
    if len(said := {mark for mark in marks if mark}) == 1 and "\t" in line:
        (only,) = said
        marks = [
            mark or (only if _MONEY_HEAD.fullmatch(cell) else None)
            for mark, (_, cell) in zip(marks, cells, strict=True)
        ]
    if marks[-1] is None and ("\t" not in line or not any(marks)):
        return None
    # A line with figures of its own, other than years, is a row.
    if any(_FIGURE.fullmatch(cell) for _, cell in cells) and "\t" not in line:
        return None
    if "\t" not in line:
        # Words before the marks are the label's head or the marks' own names; only the marks tell columns apart.
        return [mark for mark in marks if mark]
    return marks


def _mark(cell: str, dollars: str) -> Mark | None:
    level = cell.replace("\u2019", "'").replace("\u2018", "'")
    found = list(_MARK.finditer(level))
    if len(found) != 1 or len(cell) > 40 or "%" in cell:
        return None
    scale = (found[0]["scale"] or "").strip("'").lower()
    times = 1 if not scale else 10**3 if scale.startswith("000") else _SCALE[scale[0]]
    return Mark(_CURRENCY[found[0]["sign"]] or dollars, times)


def _row(cells: list[tuple[int, str]], marks: list[Mark | None], at: int) -> Iterator[ColumnSum]:
    figures: list[tuple[int, str]] = []
    for start, cell in reversed(cells):
        if not (_FIGURE.fullmatch(cell) or _NIL.fullmatch(cell)):
            break
        figures.insert(0, (start, cell))
    if len(cells) == len(marks):
        pairs = list(zip(cells, marks, strict=True))
    elif len(figures) == sum(mark is not None for mark in marks) and all(marks):
        pairs = list(zip(figures, marks, strict=True))
    elif figures and len(figures) < len(marks) and len(set(marks)) == 1:
        pairs = [(figure, marks[0]) for figure in figures]
    else:
        return
    for (start, cell), mark in pairs:
        figure = _FIGURE.fullmatch(cell)
        if figure is None or mark is None:
            continue
        pence = hundredths_of(figure["number"], mark.scale)
        less = bool(figure["minus"]) or bool(figure["open"])
        yield ColumnSum(Span(at + start, at + start + len(cell)), -pence if less else pence, mark.currency)
