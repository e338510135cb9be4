"""Where is a page set in columns of prose, and where does each stand? Newsletters, leaflets, some annual reports.

Such columns know nothing of each other: in each the text runs on from line to line, their baselines need not agree,
and they hardly ever end a paragraph together. That tells them from a table, whose rows end in all columns at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from panelsearch.extraction.layout.column_flow import EDGE_PT, Column, columns_between, running, runs_on
from panelsearch.extraction.layout.lines import Row

_LINES_AT_LEAST = 6
_WIDTH_PT = 60.0
_CLEAR = 0.45
"""White before a column, at least, in sizes of type."""
_WIDE = 1.3
"""White within a line, from which it holds two cells rather than a sentence, in sizes of type."""
_WORDS = 3.5
"""How many words a line holds, at least, over the whole of the column."""
_RUNS_ON = 0.5
"""The share of a column's lines, at least, that run on from the one before."""
_END_TOGETHER = 0.1
_APART = 2.0
"""White between lines of a column, at most, in sizes of type: beyond it something else begins."""


@dataclass(frozen=True, slots=True)
class ProseColumns:
    """Printed rows `start..end` (exclusive) that are columns of prose, and the lines of each, left column first."""

    start: int
    end: int
    columns: tuple[tuple[Row, ...], ...]


def columns_of_prose(rows: Sequence[Row]) -> list[ProseColumns]:
    """The stretches of a page that are set in columns of prose, from top to bottom."""
    found: list[ProseColumns] = []
    stretches = list(_uncrossed(rows))
    for seed in sorted(stretches, key=lambda stretch: stretch[1] - stretch[2]):
        _, start, end = seed
        if any(start < other.end and other.start < end for other in found):
            continue
        beside = sorted({x for x, s, e in stretches if min(e, end) - max(s, start) >= 0.7 * (end - start)})
        for edges in (beside, [seed[0]]):
            low = max(s for x, s, e in stretches if x in edges and s < end and start < e)
            high = min(e for x, s, e in stretches if x in edges and s < end and start < e)
            if (region := _set_in_columns(rows, low, high, edges)) is not None:
                found.append(region)
                break
    return sorted(found, key=lambda region: region.start)


def _uncrossed(rows: Sequence[Row]) -> Iterator[tuple[float, int, int]]:
    """Left edges at which enough lines begin, each with a stretch of rows that have white before it."""
    begins = Counter(round(cell.x0) for row in rows for cell in row.cells)
    left = min((row.cells[0].x0 for row in rows), default=0.0)
    for x, count in begins.items():
        if count < _LINES_AT_LEAST or x < left + _WIDTH_PT or begins[x] < max(begins[x - 1], begins[x + 1]):
            continue
        start = 0
        for at in range(len(rows) + 1):
            if at < len(rows) and not _crosses(rows[at], x):
                continue
            if at - start >= _LINES_AT_LEAST:
                yield float(x), start, at
            start = at + 1


def _crosses(row: Row, x: float) -> bool:
    """Whether a word of the row stands over an edge, or so close before the next word that no column can begin."""
    before = None
    for cell in row.cells:
        for run in cell.runs:
            if run.x0 >= x - EDGE_PT:
                return before is not None and run.x0 - before < _CLEAR * row.size
            if run.x1 > x - EDGE_PT:
                return True
            before = run.x1
    return False


def _set_in_columns(rows: Sequence[Row], low: int, high: int, edges: Sequence[float]) -> ProseColumns | None:
    """The columns of prose between these edges among the rows `low..high`, None where they are anything else."""
    columns = columns_between(rows[low:high], edges)
    if not all(any(column.lines) for column in columns):
        return None
    begins = sorted(next(at for at, line in enumerate(column.lines) if line) for column in columns)
    ends = sorted(max(at for at, line in enumerate(column.lines) if line) for column in columns)
    first = low + min(_unbroken(column, range(begins[1], -1, -1)) for column in columns)
    last = low + max(_unbroken(column, range(ends[-2], high - low)) for column in columns)
    columns = columns_between(rows[first : last + 1], edges)
    if not all(_is_prose(column) for column in columns) or _end_together(columns):
        return None
    read = (tuple(Row([line]) for line in column.lines if line is not None) for column in columns)
    return ProseColumns(first, last + 1, tuple(read))


def _unbroken(column: Column, places: range) -> int:
    """The last of these places, in order, to which the column's lines stand close together; the first without any."""
    lines = [(at, line) for at in places if (line := column.lines[at]) is not None]
    reached = places[0]
    for (_, before), (at, line) in pairwise([lines[0], *lines] if lines else []):
        if max(before.y0 - line.y1, line.y0 - before.y1) > _APART * line.size:
            break
        reached = at
    return reached


def _is_prose(column: Column) -> bool:
    """Whether the column holds running text and little else: lines of several words, few of them figures or cells."""
    lines = [line for line in column.lines if line is not None]
    if len(lines) < _LINES_AT_LEAST or running(column) < _RUNS_ON * len(lines):
        return False
    words = [run for line in lines for run in line.runs]
    worded = sum(run.text[0].isalpha() or len(run.text) == 1 for run in words)
    whole = sum(all(b.x0 - a.x1 < _WIDE * line.size for a, b in pairwise(line.runs)) for line in lines)
    return len(words) >= _WORDS * len(lines) and worded >= 0.75 * len(words) and whole >= 0.9 * len(lines)


def _end_together(columns: Sequence[Column]) -> bool:
    """Whether the columns' texts stop at the same places again and again, as the cells of a table's rows do."""
    count = len(columns[0].lines)
    shared = [at for at in range(1, count) if not any(runs_on(column, at) for column in columns)]
    return len(shared) > max(1, _END_TOGETHER * count)
