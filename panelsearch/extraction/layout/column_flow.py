"""Does text run on from one printed line to the next? The columns between given edges, and what flows down each.

Text runs on where the next word would not have fitted: that tells a wrapped cell or a paragraph from a list of short
lines, whatever the white between them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from panelsearch.extraction.layout.lines import Cell, Row
from panelsearch.extraction.pdf.text_runs import Run

EDGE_PT = 1.5
"""Points by which a column's left edge may waver."""
_CLOSE = 0.9
"""White between the lines of one cell, at most, in sizes of type."""
_OF_LINES = 0.9


@dataclass(slots=True)
class Column:
    """What stands between two edges: the printed line of each baseline, None where there is none."""

    left: float
    right: float
    lines: list[Cell | None]


def columns_between(rows: Sequence[Row], edges: Sequence[float]) -> list[Column]:
    """The columns that begin at the page's left and at each of the inner `edges`, in points."""
    bounds = [-1e9, *(edge - EDGE_PT for edge in edges)]
    columns: list[list[Cell | None]] = [[] for _ in bounds]
    for row in rows:
        parts: list[list[Run]] = [[] for _ in bounds]
        for cell in row.cells:
            for run in cell.runs:
                parts[bisect_right(bounds, run.x0) - 1].append(run)
        for column, runs in zip(columns, parts, strict=True):
            column.append(Cell.of(runs) if runs else None)
    return [
        Column(left, _reach([line.x1 for line in lines if line]), lines)
        for left, lines in zip(bounds, columns, strict=True)
    ]


def running(column: Column) -> int:
    """How often the column's text runs on from one line to the next."""
    return sum(runs_on(column, at) for at in range(1, len(column.lines)))


def runs_on(column: Column, at: int) -> bool:
    """Whether the column's text runs on from its last line before a baseline to its next one, on it or after it.

    It does where the next line follows closely and its first word would not have fitted on the line before.
    """
    above = next((line for line in reversed(column.lines[:at]) if line is not None), None)
    below = next((line for line in column.lines[at:] if line is not None), None)
    if below is None or above is None:
        return False
    first = below.runs[0]
    if above.y0 - below.y1 > _CLOSE * above.size or column.right - above.x1 >= first.x1 - first.x0 + 0.25 * above.size:
        return False
    return any(c.isalpha() for run in above.runs for c in run.text)


def _reach(ends: list[float]) -> float:
    """How far a column's lines reach to the right, the few aside to which a stray word of the next one clings."""
    return sorted(ends)[int(len(ends) * _OF_LINES)] if ends else 0.0
