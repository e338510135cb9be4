"""How do rows stand under one another? In columns, of which a narrow screen shows those that matter most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text

from panelsearch.tui.rendering.drawing import safe

_LEAST_OF_THE_LAST = 24


@dataclass(frozen=True, slots=True)
class Column:
    """A column's `title` and `width` in cells; one of width 0 takes the room that the others leave.

    Where there is not enough of it, columns go whose `rank` is highest; those of rank 0 stay.
    """

    title: str
    width: int = 0
    rank: int = 0
    right: bool = False


def fitted(columns: Sequence[Column], width: int) -> tuple[int, ...]:
    """The width of each column on a screen so wide; -1 for those that are left out."""
    shown = set(range(len(columns)))

    def left() -> int:
        return width - 2 - sum(columns[n].width + 1 for n in shown if columns[n].width)

    while left() < _LEAST_OF_THE_LAST and (rest := [n for n in shown if columns[n].rank]):
        shown.remove(max(rest, key=lambda n: columns[n].rank))
    return tuple((one.width or max(1, left())) if n in shown else -1 for n, one in enumerate(columns))


def table_line(cells: Sequence[Text], columns: Sequence[Column], width: int) -> Text:
    """A row of the table, each cell cut with an ellipsis."""
    drawn = Text(" ", no_wrap=True)
    for cell, column, room in zip(cells, columns, fitted(columns, width), strict=False):
        if room < 0:
            continue
        fitting = cell.copy()
        fitting.truncate(room, overflow="ellipsis", pad=not column.right)
        if column.right:
            drawn.append(" " * (room - fitting.cell_len))
        drawn.append_text(fitting)
        drawn.append(" ")
    return drawn


def head_line(columns: Sequence[Column], width: int) -> Text:
    """The columns' titles, as they stand over the rows."""
    return table_line([Text(column.title) for column in columns], columns, width)


def cell(words: object, style: str = "") -> Text:
    """A cell's words on one line; empty for None."""
    return Text(safe(" ".join(str(words).split())) if words is not None else "", style=style)
