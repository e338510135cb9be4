"""In which order does a clerk read the page? Printed rows are put in reading order by position.

Columns of prose are read one after another (`columns_of_prose`); tables whose cells run over several lines are read
row by row, each cell whole (`tables`). Other rows that share a gutter make a band. A band reads in one of three ways:
side by side (two columns of prose, left first), or anchored (a narrow or short left column: side headings, item
numbers, the first column of a table), where each left cell is read before what stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from panelsearch.extraction.layout.column_detection import columns_of_prose
from panelsearch.extraction.layout.column_flow import Column, columns_between, runs_on
from panelsearch.extraction.layout.lines import Cell, Row
from panelsearch.extraction.layout.table_detection import tables

_PROSE_WORDS = 5
_MOST_COLUMNS_DEEP = 12
_LIST_FROM = 3
_TIGHT = 0.55
"""White between the lines of one cell, at most, in sizes of type."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A page's rows as a clerk reads them, and the columns of its last table, which the next page may go on with."""

    rows: tuple[Row, ...]
    edges: tuple[float, ...] = ()


def in_reading_order(rows: Sequence[Row], known: Sequence[float] = ()) -> Laid:
    """The rows as a clerk reads them; cells of one table row stay in one row.

    `known` are the edges of the columns that the page before ended with.
    """
    ordered: list[Row] = []
    at = 0
    for region in columns_of_prose(rows):
        ordered += _with_tables(rows[at : region.start], known).rows
        for column in region.columns:
            ordered += _with_tables(column).rows
        at, known = region.end, ()
    last = _with_tables(rows[at:], known)
    ordered += last.rows
    _mark_gaps(ordered)
    return Laid(tuple(ordered), last.edges)


def _with_tables(rows: Sequence[Row], known: Sequence[float] = ()) -> Laid:
    ordered: list[Row] = []
    at = 0
    found = tables(rows, known)
    for table in found:
        ordered += [*_read(list(rows[at : table.start]), 0), *table.rows]
        at = table.end
    ordered += _read(list(rows[at:]), 0)
    return Laid(tuple(ordered), found[-1].edges if found else ())


# -- bands ------------------------------------------------------------------------------------------------------------


def _read(rows: list[Row], depth: int) -> Iterator[Row]:
    at = 0
    while at < len(rows):
        end, gutter = _band(rows, at)
        if gutter is None or depth > _MOST_COLUMNS_DEEP:
            yield rows[at]
            at += 1
            continue
        yield from _read_band(rows[at:end], gutter, depth)
        at = end


def _band(rows: Sequence[Row], start: int) -> tuple[int, tuple[float, float] | None]:
    """The end of the band that starts here and its gutter (left and right edge), None where there is no gutter."""
    first = rows[start]
    low, high = -1e9, 1e9
    end, split, pending_left, pending_right = start, False, 0, 0
    best: tuple[int, tuple[float, float] | None] = (start + 1, None)
    for at in range(start, len(rows)):
        row = rows[at]
        narrow = 0.3 * row.size
        if not split and len(row.cells) < 2:
            if at > start and first.cells:
                pass
            return best
        gaps = [(max(low, a.x1), min(high, b.x0)) for a, b in zip(row.cells, row.cells[1:], strict=False)]
        whole_left = (max(low, row.cells[-1].x1), high)
        whole_right = (low, min(high, row.cells[0].x0))
        fitting = [gap for gap in gaps if gap[1] - gap[0] > narrow]
        if not split:
            if not fitting:
                return best
            low, high = fitting[0]
            split = True
        elif fitting:
            low, high = fitting[0]
        elif whole_left[1] - whole_left[0] > narrow and row.cells[-1].x1 <= high:
            low = whole_left[0]
            pending_left += 1
        elif whole_right[1] - whole_right[0] > narrow:
            high = whole_right[1]
            pending_right += 1
        else:
            break
        end = at + 1
        best = (end, (low, high))
    return best


def _read_band(rows: list[Row], gutter: tuple[float, float], depth: int) -> Iterator[Row]:
    middle = (gutter[0] + gutter[1]) / 2
    left = [_part(row, middle, leftward=True) for row in rows]
    right = [_part(row, middle, leftward=False) for row in rows]
    lefts = [row for row in left if row]
    rights = [row for row in right if row]
    if _is_prose(lefts) and _is_prose(rights) and len(lefts) >= 4 and len(rights) >= 4:
        yield from _read(lefts, depth + 1)
        yield from _read(rights, depth + 1)
        return
    beside_prose = _is_prose(rights) and not _is_prose(lefts)
    listed = not beside_prose and _is_list(left, right)
    by_gap = beside_prose or (not listed and _in_blocks(lefts))
    anchored = list(_anchored(left, right, by_gap=by_gap, listed=listed, beside_prose=beside_prose))
    side = beside_prose and _are_headings(lefts, rights)
    for label, beside in anchored:
        if not beside_prose and label and beside and _same_line(label[-1], beside[0]):
            # a table row, or a number with what it numbers: one printed line
            yield from label[:-1]
            first, *rest = _read(beside, depth + 1)
            if _same_line(label[-1], first):
                yield Row([*label[-1].cells, *first.cells])
            else:
                yield from (label[-1], first)
            yield from rest
            continue
        if beside_prose and len(label) == 1 and not side and beside and _same_line(label[0], beside[0]):
            yield Row([*label[0].cells, *beside[0].cells])
            yield from _read(beside[1:], depth + 1)
            continue
        for row in label:
            yield Row(row.cells, side=side)
        yield from _read(beside, depth + 1)


def _part(row: Row, middle: float, *, leftward: bool) -> Row | None:
    cells = [cell for cell in row.cells if ((cell.x0 + cell.x1) / 2 < middle) == leftward]
    return Row(cells) if cells else None


def _anchored(
    left: Sequence[Row | None],
    right: Sequence[Row | None],
    *,
    by_gap: bool,
    listed: bool = False,
    beside_prose: bool = False,
) -> Iterator[tuple[list[Row], list[Row]]]:
    """Each left block (a cell that may run over several lines) with the right rows from its top to the next block's."""
    label: list[Row] = []
    beside: list[Row] = []
    last_left: Row | None = None
    last_alone = False
    entered = _entries(left, right, beside_prose=beside_prose) if by_gap or beside_prose else frozenset()
    for at, (a, b) in enumerate(zip(left, right, strict=True)):
        if a is not None:
            alone = b is None and not _opens(a, left[at + 1 :], right[at + 1 :])
            follows = (
                last_left is not None
                and last_left.y0 - a.y1 <= _TIGHT * a.size
                and last_left.bold == a.bold
                and at not in entered
                and (by_gap or (alone and not listed) or (last_alone and _begins_small(a)))
            )
            if not follows and (label or beside):
                yield label, beside
                label, beside = [], []
            label.append(a)
            last_left, last_alone = a, b is None
        if b is not None:
            beside.append(b)
    if label or beside:
        yield label, beside


def _entries(left: Sequence[Row | None], right: Sequence[Row | None], *, beside_prose: bool) -> frozenset[int]:
    """Where a label and what stands beside it begin together: on neither side does the line above run on.

    A label that ends with a colon is whole, and the next one begins with a capital, however little room either leaves.
    So is each line of several that all have both and begin with capitals, but beside prose.
    """
    labels, values = (
        Column(-1e9, max((row.cells[-1].x1 for row in side if row), default=0.0), [_as_one(row) for row in side])
        for side in (left, right)
    )

    def begins(at: int) -> bool:
        before, label = labels.lines[at - 1] if at else None, labels.lines[at]
        if before and label and values.lines[at - 1] and before.runs[-1].text.endswith(":"):
            return label.runs[0].text[0].isupper()
        return not runs_on(labels, at) and not runs_on(values, at)

    both = [at for at, (a, b) in enumerate(zip(left, right, strict=True)) if a and b]
    entries = {at for at in both if begins(at)}
    if not beside_prose:
        small = {at for at in both for row in (left[at], right[at]) if row and _begins_small(row)}
        for run in _runs(both):
            if len(run) > 1 and not small & set(run):
                entries |= set(run)
    return frozenset(entries)


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    """The stretches of places that follow one another."""
    run: list[int] = []
    for at in places:
        if run and at != run[-1] + 1:
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _as_one(row: Row | None) -> Cell | None:
    return Cell.of([run for cell in row.cells for run in cell.runs]) if row else None


def _begins_small(row: Row) -> bool:
    """Whether the row begins with a small letter, as the further lines of a sentence do."""
    return row.cells[0].runs[0].text[0].islower() and len(row.cells[0].runs[0].text) > 1


def _opens(row: Row, left: Sequence[Row | None], right: Sequence[Row | None]) -> bool:
    """Whether a left row with nothing beside it begins a label whose figures stand on its last line, as in accounts."""
    if _begins_small(row) or not left or left[0] is None:
        return False
    return right[0] is not None and _begins_small(left[0])


def _in_blocks(rows: Sequence[Row]) -> bool:
    """Whether cells run over several tight lines with clear white between them: a table of paragraphs.

    Lines must run on, each to a next one whose first word would not have fitted on it: those of a list do not.
    """
    whites = [(before.y0 - row.y1) / row.size for before, row in pairwise(rows)]
    tight = [at for at, white in enumerate(whites, 1) if white <= _TIGHT]
    if len(tight) < 2 or len(tight) == len(whites):
        return False
    column = columns_between(rows, ())[0]
    return sum(runs_on(column, at) for at in tight) >= 0.5 * len(tight)


def _is_list(left: Sequence[Row | None], right: Sequence[Row | None]) -> bool:
    """Whether the lines are entries of a few words on both sides, such as names with their posts: none runs on."""
    beside = [(a, b) for a, b in zip(left, right, strict=True) if a and b]
    entries = [row for pair in beside for row in pair]
    if len(beside) < max(_LIST_FROM, 0.8 * sum(row is not None for row in left)):
        return False
    words = median(sum(len(cell.runs) for cell in row.cells) for row in entries)
    return words < _PROSE_WORDS and all(row.cells[0].runs[0].text[0].isupper() for row in entries)


def _is_prose(rows: Sequence[Row]) -> bool:
    """Whether these lines are running text: most are several words long and reach near the right edge."""
    if len(rows) < 3:
        return False
    words = median(sum(len(cell.runs) for cell in row.cells) for row in rows)
    single = sum(len(row.cells) == 1 for row in rows)
    return words >= _PROSE_WORDS and single >= 0.7 * len(rows)


def _are_headings(lefts: Sequence[Row], rights: Sequence[Row]) -> bool:
    """Whether the left cells are side headings: words, not only numbers or bullets, and fewer than the lines beside."""
    worded = sum(any(len(run.text) > 2 and run.text[0].isalpha() for run in row.cells[0].runs) for row in lefts)
    return worded >= 0.5 * len(lefts) and len(lefts) <= 0.8 * len(rights)


def _same_line(a: Row, b: Row) -> bool:
    return min(a.y1, b.y1) - max(a.y0, b.y0) > 0.5 * min(a.y1 - a.y0, b.y1 - b.y0)


def _mark_gaps(rows: Sequence[Row]) -> None:
    """Ask for a blank line where the white above a row is clearly more than between lines of a paragraph."""
    for before, row in pairwise(rows):
        white = before.y0 - row.y1
        size = max(before.size, row.size)
        row.jumped = row.y0 > before.y1  # another column, or beside a heading
        row.gap_before = (white > 0.62 * size and not row.jumped) or (row.jumped and not before.side)
