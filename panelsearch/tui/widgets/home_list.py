"""The home: a list whose rows open what they tell of, by enter or by their figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text
from textual.events import Key
from textual.message import Message

from panelsearch.tui.messages import RowChosen
from panelsearch.tui.widgets.lazy_list import LazyList

_FIGURES = "123456789"

Opens = Callable[[], Message]


class HomeList(LazyList):
    """Posts the message that the row that is chosen opens with."""

    def __init__(self) -> None:
        super().__init__(id="home")
        self._opens: Sequence[Opens | None] = ()
        self._figures: dict[str, int] = {}

    def show_rows(self, rows: Sequence[tuple[Text, Opens | None]]) -> None:
        """Show rows; those that open nothing are heads, or are only told."""
        self._opens = [opens for _, opens in rows]
        figures: dict[int, str] = {}
        for row, opens in enumerate(self._opens):
            if opens is not None:
                figures[row] = _FIGURES[len(figures)] if len(figures) < len(_FIGURES) else " "

        def draw(row: int, width: int) -> list[Text]:
            words = rows[row][0]
            return [Text(f" {figures[row]} ", style="bold") + words if row in figures else Text(" ") + words]

        self._figures = {figure: row for row, figure in figures.items() if figure != " "}
        heads = frozenset(row for row, opens in enumerate(self._opens) if opens is None)
        at = self.cursor
        self.show(len(rows), draw, heads=heads)
        if at is not None:
            self.move_to(at)

    def on_key(self, event: Key) -> None:
        """A figure chooses its row."""
        row = self._figures.get(event.key) if self.count else None
        if row is not None:
            event.stop()
            self.move_to(row)
            self.action_choose()

    def on_row_chosen(self, event: RowChosen) -> None:
        """Ask for what the row opens."""
        event.stop()
        opens = self._opens[event.row] if event.row < len(self._opens) else None
        if opens is not None:
            self.post_message(opens())
