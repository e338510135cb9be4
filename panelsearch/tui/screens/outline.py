"""What is in a paper: its parts and items, one of which is gone to."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from panelsearch.services.library import Library
from panelsearch.text.counts import counted
from panelsearch.tui.actions import Place, bindings
from panelsearch.tui.library_access import Lane, LibraryAccess
from panelsearch.tui.messages import RowChosen
from panelsearch.tui.rendering.outline import OutlineEntry, outline_entries, outline_line
from panelsearch.tui.screens.listing import ListScreen


class OutlineScreen(ListScreen[OutlineEntry | None]):
    """Gives the entry that is chosen; None when the user changes their mind. It begins where they are reading."""

    PLACES = (Place.OUTLINE,)
    BINDINGS = bindings(Place.OUTLINE)
    DEFAULT_CSS = "OutlineScreen #heading { text-style: bold; color: $text; }"

    def __init__(self, access: LibraryAccess, document: str, page: int) -> None:
        super().__init__(access)
        self._document, self._page = document, page
        self.entries: Sequence[OutlineEntry] = ()
        self._labels: Sequence[str | None] = ()

    def load(self) -> None:
        """Read it."""
        self.tell(f"{self._document}: reading ...")
        self.call(Lane.PAGE, self._read, self._show)

    def _read(self, library: Library) -> tuple[Sequence[OutlineEntry], Sequence[str | None]]:
        return outline_entries(*library.outline(self._document)), library.labels(self._document)

    def _show(self, read: tuple[Sequence[OutlineEntry], Sequence[str | None]]) -> None:
        self.entries, self._labels = read
        if not self.entries:
            self.tell("No items and no parts could be read out of this paper.")
            return
        self.tell(f"{counted(len(self.entries), 'item or part', 'items and parts')} of {self._document}")
        self.rows_shown.show(len(self.entries), self._line)
        self.rows_shown.move_to(max(0, sum(entry.page <= self._page for entry in self.entries) - 1))

    def _line(self, row: int, width: int) -> list[Text]:
        return [outline_line(self.entries[row], self._labels, width)]

    def on_row_chosen(self, event: RowChosen) -> None:
        """Go there."""
        event.stop()
        self.dismiss(self.entries[event.row])
