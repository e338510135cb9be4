"""What is in a paper: its parts and items, one of which is gone to."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult

from panelsearch.services.library import Library
from panelsearch.tui.actions import Place, bindings
from panelsearch.tui.library_access import Lane, LibraryAccess
from panelsearch.tui.messages import RowChosen
from panelsearch.tui.rendering.outline import OutlineEntry, outline_entries, outline_line
from panelsearch.tui.screens.base import LibraryScreen
from panelsearch.tui.widgets.key_hints import KeyHints
from panelsearch.tui.widgets.lazy_list import LazyList
from panelsearch.tui.widgets.status_line import StatusLine


class OutlineScreen(LibraryScreen[OutlineEntry | None]):
    """Gives the entry that is chosen; None when the user changes their mind. It begins where they are reading."""

    PLACES = (Place.OUTLINE,)
    BINDINGS = bindings(Place.OUTLINE)
    DEFAULT_CSS = "OutlineScreen #heading { text-style: bold; color: $text; }"

    def __init__(self, access: LibraryAccess, document: str, page: int) -> None:
        super().__init__(access)
        self._document, self._page = document, page
        self.entries: Sequence[OutlineEntry] = ()
        self._labels: Sequence[str | None] = ()

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        yield StatusLine("heading")
        yield LazyList(id="rows")
        yield KeyHints()

    def begin(self) -> None:
        """Read it."""
        self.set_focus(self.query_one(LazyList))
        self.tell(f"{self._document}: reading ...")
        self.call(Lane.PAGE, self._read, self._show)

    def _read(self, library: Library) -> tuple[Sequence[OutlineEntry], Sequence[str | None]]:
        return outline_entries(*library.outline(self._document)), library.labels(self._document)

    def _show(self, read: tuple[Sequence[OutlineEntry], Sequence[str | None]]) -> None:
        self.entries, self._labels = read
        if not self.entries:
            self.tell("No items and no parts could be read out of this paper.")
            return
        self.tell(f"{len(self.entries)} items and parts of {self._document}")
        rows = self.query_one(LazyList)
        rows.show(len(self.entries), self._line)
        rows.move_to(max(0, sum(entry.page <= self._page for entry in self.entries) - 1))

    def _line(self, row: int, width: int) -> list[Text]:
        return [outline_line(self.entries[row], self._labels, width)]

    def on_row_chosen(self, event: RowChosen) -> None:
        """Go there."""
        event.stop()
        self.dismiss(self.entries[event.row])
