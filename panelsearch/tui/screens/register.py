"""A register on screen: it opens at once, is read in a thread, and draws the rows in sight."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.events import Resize
from textual.widgets import Footer, Static

from panelsearch.errors import PanelsearchError
from panelsearch.tui.actions import Place, bindings
from panelsearch.tui.controllers.registers import Loaded, Register, RegisterEntry
from panelsearch.tui.library_access import Lane, LibraryAccess
from panelsearch.tui.messages import PageWanted, RowChosen, RowHighlighted, SearchWanted
from panelsearch.tui.rendering.wording import told
from panelsearch.tui.screens.base import LibraryScreen
from panelsearch.tui.widgets.lazy_list import LazyList
from panelsearch.tui.widgets.status_line import StatusLine

_ROWS_FOR_DETAIL = 16


class RegisterScreen(LibraryScreen[None]):
    """Shows a register for a query; posts PageWanted or SearchWanted for the row that is chosen."""

    BINDINGS = bindings(Place.REGISTERS)
    DEFAULT_CSS = """
    RegisterScreen #heading { text-style: bold; color: $text; }
    RegisterScreen #detail { height: auto; max-height: 7; border-top: solid $primary; padding: 0 1; }
    RegisterScreen.low #detail { display: none; }
    """

    def __init__(self, access: LibraryAccess, register: Register, query: str) -> None:
        super().__init__(access)
        self.register = register
        self.query_words = query
        self.loaded: Loaded | None = None

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        yield StatusLine("heading")
        yield LazyList(id="rows")
        yield Static("", id="detail", markup=False)
        yield Footer()

    def begin(self) -> None:
        """Read the register, if it knows what of."""
        self.set_focus(self.query_one(LazyList))
        self.query_one("#detail").display = False
        if self.register.needs and not self.query_words:
            self.tell(self.register.needs)
            return
        self.tell(f"{self.register.title}: reading ...")
        query, load = self.query_words, self.register.load
        self.call(Lane.REGISTER, lambda library: load(library, query), self._show, self._failed)

    def on_resize(self, event: Resize) -> None:
        """No room for the whole row where there is hardly any for the list."""
        self.set_class(event.size.height < _ROWS_FOR_DETAIL, "low")

    def _show(self, loaded: Loaded) -> None:
        self.loaded = loaded
        if not loaded.count:
            self.tell(self.register.nothing)
            return
        self.tell(loaded.heading)
        self.query_one("#detail").display = True
        self.query_one(LazyList).show(loaded.count, self._lines, self.register.lines)

    def _failed(self, error: PanelsearchError) -> None:
        self.tell(told(error))

    def _lines(self, row: int, width: int) -> Sequence[Text] | None:
        entry = self.entry(row)
        return entry.drawn if entry else None

    def entry(self, row: int) -> RegisterEntry | None:
        """A row, counted from 0."""
        return self.loaded.entry(row) if self.loaded is not None and row < self.loaded.count else None

    def on_row_highlighted(self, event: RowHighlighted) -> None:
        """Show the whole of the row: in the list its lines are cut."""
        entry = self.entry(event.row)
        self.query_one("#detail", Static).update(Text("\n").join(entry.drawn) if entry else "")

    def on_row_chosen(self, event: RowChosen) -> None:
        """Open what the row is about."""
        entry = self.entry(event.row)
        if entry is None:
            return
        if entry.source is not None:
            self.post_message(PageWanted(entry.source, self.query_words, entry.at))
        elif entry.search:
            self.post_message(SearchWanted(entry.search))
        else:
            self.notify("There is no page in the library to open for this row.", markup=False)
