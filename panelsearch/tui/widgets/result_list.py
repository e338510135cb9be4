"""The results: entries with their rank, place and words. Plain letters are commands here, and only here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType

from panelsearch.services.basket import Place as Passage
from panelsearch.tui.actions import Place, bindings
from panelsearch.tui.entries import Entry
from panelsearch.tui.messages import HitChosen, HitHighlighted, RowChosen, RowHighlighted
from panelsearch.tui.rendering.results import entry_height, entry_lines
from panelsearch.tui.widgets.lazy_list import LazyList


class ResultList(LazyList):
    """Posts HitHighlighted and HitChosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Place.RESULTS),
        *(Binding(str(n), f"open({n})", show=False) for n in range(1, 10)),
    ]

    def __init__(self) -> None:
        super().__init__(id="results")
        self.entries: Sequence[Entry] = ()
        self._marked: Collection[Passage] = ()

    def show_entries(self, entries: Sequence[Entry], marked: Collection[Passage]) -> None:
        """Show results from the first on; `marked` are the places put aside."""
        self.entries, self._marked = entries, marked
        self.show(len(entries), self._lines, lambda width: [entry_height(one, width) for one in entries])

    def show_marks(self, marked: Collection[Passage]) -> None:
        """Show other marks."""
        self._marked = marked
        self.redraw()

    @property
    def current(self) -> Entry | None:
        """The result under the cursor."""
        return self.entries[self.cursor] if self.cursor is not None and self.cursor < len(self.entries) else None

    def _lines(self, row: int, width: int) -> list[Text]:
        entry = self.entries[row]
        return entry_lines(entry, width, marked=entry.place in self._marked)

    def action_open(self, number: int) -> None:
        """Open the result of that number."""
        if number <= len(self.entries):
            self.move_to(number - 1)
            self.action_choose()

    def on_row_highlighted(self, event: RowHighlighted) -> None:
        """Say which result it is."""
        event.stop()
        if event.row < len(self.entries):
            self.post_message(HitHighlighted(self.entries[event.row]))

    def on_row_chosen(self, event: RowChosen) -> None:
        """Say which result it is."""
        event.stop()
        if event.row < len(self.entries):
            self.post_message(HitChosen(self.entries[event.row]))
