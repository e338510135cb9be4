"""Where is a table whose cells run over several lines, and how is it read? Row by row, each cell whole.

Such a table has no lines that we see: its columns are the left edges at which many printed lines begin and which no
word crosses; its rows end where no column's text runs on. Text runs on where the next word would not have fitted:
that tells a wrapped cell from a list of short ones, whatever the white between them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from panelsearch.extraction.layout.column_flow import EDGE_PT, Column, columns_between, running, runs_on
from panelsearch.extraction.layout.lines import Row

_BEGIN_AT_LEAST = 4
_COLUMNS_AT_LEAST = 3
_ROWS_AT_LEAST = 4
_CLEAR = 0.45
"""White before a column, at least, in sizes of type, wherever the cell before it leaves room."""
_OF_SPACE = 1.4
"""White before a column, at least, in usual word spaces."""
_RUN_ON = 0.2
"""The share of lines, at least, that run on from the one before."""
_LEVEL = 0.6
"""The share of a table's rows, at least, of which several cells begin on one baseline."""
_PADDING = 0.2
"""White above a table's row, in sizes of type beyond that between a cell's lines, where the table pads its rows."""
_PADS = 0.6
_HARDLY_ANY = 0.34
_CELL_PADDING = 1.2
"""White that a cell leaves before the next one, in sizes of type."""
_LISTED, _FEW = 0.8, 3
"""In a list so many lines have an entry beside them, and half of the entries are of no more words than these."""


@dataclass(frozen=True, slots=True)
class Table:
    """Printed rows `start..end` (exclusive) that make a table, in the order in which they are read.

    `edges` are the left edges of its columns but the first, in points.
    """

    start: int
    end: int
    rows: tuple[Row, ...]
    edges: tuple[float, ...]


def tables(rows: Sequence[Row], known: Sequence[float] = ()) -> list[Table]:
    """The tables of a page with cells of more than one line, from top to bottom.

    `known` are the edges of the last table of the pages before: where it goes on, a row or two tell as much.
    """
    found = []
    for start, end, edges in _regions(rows, known):
        columns = columns_between(rows[start:end], edges)
        goes_on = all(_among(edge, known) for edge in edges)
        begins = sorted({*_row_ends(rows[start:end], columns), *_anchored(columns)} - {0})
        if not _wraps(columns, goes_on=goes_on) or _is_list(columns):
            continue
        if (begins or goes_on) and _level(columns, begins, goes_on=goes_on):
            found.append(Table(start, end, tuple(_read(rows[start:end], columns, begins)), tuple(edges)))
    return found


def _among(edge: float, known: Sequence[float]) -> bool:
    return bool(known) and any(abs(edge - other) <= 2 * EDGE_PT for other in known)


# -- where ------------------------------------------------------------------------------------------------------------


def _regions(rows: Sequence[Row], known: Sequence[float]) -> Iterator[tuple[int, int, list[float]]]:
    """Stretches of rows that share at least two inner edges, with those edges."""
    stretches = _edges(rows, known)
    at = 0
    while at < len(rows):
        shared = {edge for edge, start, end in stretches if start <= at < end}
        end = at
        while end < len(rows):
            here = {edge for edge, start, stop in stretches if start <= end < stop}
            if end > at and _grows(stretches, shared, end):
                break
            if len(shared & here) < max(_COLUMNS_AT_LEAST - 1, 0.7 * len(shared)):
                break
            shared &= here
            end += 1
        if end - at >= _ROWS_AT_LEAST and len(shared) >= _COLUMNS_AT_LEAST - 1:
            yield at, end, sorted(shared)
            at = end
        else:
            at += 1


def _grows(stretches: Sequence[tuple[float, int, int]], shared: set[float], at: int) -> bool:
    """Whether a further edge begins at a row and reaches nearly as far as the table does: its head ends here."""
    reach = max((stop for edge, _, stop in stretches if edge in shared), default=at)
    return any(
        start == at and edge not in shared and stop - at >= 0.6 * (reach - at) >= 3 for edge, start, stop in stretches
    )


def _edges(rows: Sequence[Row], known: Sequence[float]) -> list[tuple[float, int, int]]:
    """Left edges of columns, each with the rows over which no word crosses it and enough lines begin at it."""
    white = _clear_white(rows)
    apart = _apart_from_others(rows, white)
    left = min((row.cells[0].x0 for row in rows), default=0.0)
    # in prose words begin anywhere, and hardly ever after clear white: those places need no closer look
    near = {x for found in apart for x in (found - 1, found, found + 1) if x > left + 10}
    likely = {x for x in near if apart[x - 1] + apart[x] + apart[x + 1] >= 0.7 * _BEGIN_AT_LEAST}
    if not (likely or known):
        return []
    begins = Counter([round(run.x0) for row in rows for cell in row.cells for run in cell.runs])
    candidates = sorted(
        (
            x
            for x, n in begins.items()
            if x > left + 10 and ((n >= _BEGIN_AT_LEAST and x in likely) or _among(x, known))
        ),
        reverse=True,
    )
    found: list[tuple[float, int, int]] = []
    for x in candidates:
        if any(abs(x - edge) <= 2 * EDGE_PT for edge, _, _ in found) and begins[x] <= begins.get(x + 1, 0):
            continue
        start = 0
        for at in range(len(rows) + 1):
            if at < len(rows) and not _crosses(rows[at], x):
                continue
            while start < at and not _begins(rows[start], x):
                start += 1
            stop = at
            starts = [gap for row in rows[start:stop] if (gap := _gap_before(row, x)) is not None]
            before = sum(row.cells[0].x0 < x - EDGE_PT for row in rows[start:stop])
            clear = sum(gap > white for gap in starts)
            least = 1 if _among(x, known) else max(_BEGIN_AT_LEAST, 0.15 * (stop - start))
            if len(starts) >= least and before >= min(least, 3) and clear >= 0.7 * len(starts):
                found.append((float(x), start, stop))
            start = at + 1
    return _apart(found)


def _clear_white(rows: Sequence[Row]) -> float:
    """White that no word space has, in sizes of type: those of a typewriter are as wide as its letters."""
    spaces = [
        (b.x0 - a.x1) / size
        for row in rows
        for size in (row.size,)
        for cell in row.cells
        for a, b in pairwise(cell.runs)
    ]
    return max(_CLEAR, _OF_SPACE * median(spaces)) if spaces else _CLEAR


def _apart_from_others(rows: Sequence[Row], white: float) -> Counter[int]:
    """How many words begin at each point across the page first on their line or after so much white."""
    apart: list[int] = []
    for row in rows:
        gap, before = white * row.size, -1e9
        for cell in row.cells:
            for run in cell.runs:
                x0 = run.x0
                if x0 - before > gap:
                    apart.append(round(x0))
                before = run.x1
    return Counter(apart)


def _apart(edges: list[tuple[float, int, int]]) -> list[tuple[float, int, int]]:
    """The edges without those that only repeat another one close by."""
    kept: list[tuple[float, int, int]] = []
    for edge in sorted(edges, key=lambda e: (e[1] - e[2], e[0])):
        if not any(abs(edge[0] - other[0]) < 12 and edge[1] < other[2] and other[1] < edge[2] for other in kept):
            kept.append(edge)
    return kept


def _crosses(row: Row, x: float) -> bool:
    return any(run.x0 < x - EDGE_PT and run.x1 > x + 0.2 for cell in row.cells for run in cell.runs)


def _begins(row: Row, x: float) -> bool:
    return any(abs(run.x0 - x) <= EDGE_PT for cell in row.cells for run in cell.runs)


def _gap_before(row: Row, x: float) -> float | None:
    """The white before a word that begins at an edge, in sizes of type; boundless for the first word of a line."""
    before: float | None = None
    for cell in row.cells:
        for run in cell.runs:
            if abs(run.x0 - x) <= EDGE_PT:
                return 1e9 if before is None else (run.x0 - before) / row.size
            before = run.x1
    return None


# -- what -------------------------------------------------------------------------------------------------------------


def _wraps(columns: Sequence[Column], *, goes_on: bool) -> bool:
    """Whether every column has something in it, and several have cells that run over lines."""
    filled = [sum(line is not None for line in column.lines) for column in columns]
    wrapped = sorted(running(column) for column in columns)
    if goes_on:
        return min(filled) >= 1 and wrapped[-1] >= 1
    return min(filled) >= 2 and wrapped[-1] >= 3 and wrapped[-2] >= 2 and sum(wrapped) >= _RUN_ON * sum(filled)


def _is_list(columns: Sequence[Column]) -> bool:
    """Whether these are entries of a few words side by side, one to a line, such as names with their posts.

    In a narrow column the next name never fits on a line; but no name begins small, as some wrapped line does.
    """
    lines = [line for column in columns for line in column.lines if line is not None]
    beside = [sum(column.lines[at] is not None for column in columns) for at in range(len(columns[0].lines))]
    if sum(count >= 2 for count in beside) < _LISTED * len(beside) or median(len(line.runs) for line in lines) > _FEW:
        return False
    further = (column.lines[at] for column in columns for at in range(1, len(column.lines)) if runs_on(column, at))
    return all(line.runs[0].text[:1].isupper() for line in further if line is not None)


def _level(columns: Sequence[Column], begins: Sequence[int], *, goes_on: bool) -> bool:
    """Whether rows begin level, as those of a table do: cells side by side in most rows' first printed line.

    It is enough that every column has a cell wherever a numbered row begins: minutes with side headings.
    """
    beside = [sum(column.lines[at] is not None for column in columns) for at in begins]
    if sum(count >= 2 for count in beside) >= _LEVEL * len(begins):
        return True
    full = [all(column.lines[at] for column in columns) for at in _anchored(columns)]
    return len(full) >= (1 if goes_on else 2) and sum(full) >= 0.8 * len(full)


def _is_anchor(column: Column) -> bool:
    """Whether a column holds numbers, sums or years, one to a row of the table."""
    lines = [line for line in column.lines if line is not None]
    short = [line for line in lines if len(line.runs) <= 2 and any(c.isdigit() for run in line.runs for c in run.text)]
    return len(short) >= 0.8 * len(lines)


# -- how it is read ---------------------------------------------------------------------------------------------------


def _read(rows: Sequence[Row], columns: Sequence[Column], begins: Sequence[int]) -> Iterator[Row]:
    headed = _has_side_headings(columns)
    for start, end in pairwise((0, *begins, len(rows))):
        if end - start == 1 and not headed:
            yield rows[start]
            continue
        numbers = 1 if _is_anchor(columns[0]) and _numbers(columns, start, end) else 0
        for at, column in enumerate(columns[numbers:], numbers):
            for row, line in enumerate(column.lines[start:end], start):
                if line is not None:
                    number = columns[0].lines[row] if numbers and at == 1 else None
                    yield Row([number, line] if number else [line], side=headed and at < len(columns) - 1)


def _numbers(columns: Sequence[Column], start: int, end: int) -> bool:
    """Whether the first column numbers what stands in the second: one number, on the line on which that begins."""
    numbers = [row for row in range(start, end) if columns[0].lines[row]]
    begins = [row for row in range(start, end) if columns[1].lines[row]]
    return len(numbers) == 1 and numbers[:1] == begins[:1]


def _has_side_headings(columns: Sequence[Column]) -> bool:
    """Whether these are minutes set as number, side heading and text: few lines of heading beside much running text."""
    if len(columns) != _COLUMNS_AT_LEAST or not _is_anchor(columns[0]) or _is_anchor(columns[1]):
        return False
    lines = [sum(line is not None for line in column.lines) for column in columns]
    return lines[2] >= 2 * lines[1] and running(columns[2]) >= 0.5 * lines[2]


def _anchored(columns: Sequence[Column]) -> Iterator[int]:
    """The printed rows that begin a row of the table because a number, sum or year stands beside text there."""
    anchors = [column for column in columns if _is_anchor(column)]
    others = [column for column in columns if not _is_anchor(column)]
    for at in range(len(columns[0].lines)):
        if any(column.lines[at] for column in anchors) and any(column.lines[at] for column in others):
            yield at


def _row_ends(rows: Sequence[Row], columns: Sequence[Column]) -> list[int]:
    """The printed rows into which no column's text runs on: those after the last line of a row of the table."""
    edges = [*(column.left for column in columns[1:]), 1e9]
    roomy = [_to_its_edge(column, edge) for column, edge in zip(columns, edges, strict=True)]
    candidates = [at for at in range(1, len(rows)) if _begins_a_row(roomy, at)]
    within = [
        above.y0 - below.y1
        for column in columns
        for at, (above, below) in enumerate(pairwise(column.lines), 1)
        if above is not None and below is not None and runs_on(column, at)
    ]
    usual = median(within) if within else 0.0
    padded = [at for at in candidates if _white(columns, at) > usual + _PADDING * rows[at].size]
    return padded if len(padded) >= _PADS * len(candidates) else candidates


def _begins_a_row(columns: Sequence[Column], at: int) -> bool:
    """Whether no column's text runs on to a baseline; or, where every column begins anew, hardly any does."""
    running_on = sum(runs_on(column, at) for column in columns)
    if not running_on:
        return True
    lines = [column.lines[at] for column in columns]
    anew = all(line is not None and not line.runs[0].text[0].islower() for line in lines)
    return anew and running_on <= _HARDLY_ANY * len(columns)


def _to_its_edge(column: Column, edge: float) -> Column:
    """The column as wide as the next one leaves it, where no line of it begins small as some wrapped line does.

    A column of names or marks, each as long as the next, would seem to run on at every line.
    """
    lines = [line for line in column.lines if line is not None]
    if not lines or any(line.runs[0].text[0].islower() for line in lines):
        return column
    return replace(column, right=max(column.right, edge - _CELL_PADDING * lines[0].size))


def _white(columns: Sequence[Column], at: int) -> float:
    """The least white above a baseline in the columns that have a line on it and one before it."""
    whites = []
    for column in columns:
        below = column.lines[at]
        above = next((line for line in reversed(column.lines[:at]) if line is not None), None)
        if below is not None and above is not None:
            whites.append(above.y0 - below.y1)
    return min(whites, default=1e9)
