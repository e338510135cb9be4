"""A register on screen: it opens at once, is read in a thread, and draws the rows in sight."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.events import Resize
from textual.widgets import Static

from panelsearch.errors import PanelsearchError
from panelsearch.services.library import Library
from panelsearch.tui.actions import Place, bindings
from panelsearch.tui.controllers.registers import Loaded, Register, RegisterEntry
from panelsearch.tui.library_access import Lane, LibraryAccess
from panelsearch.tui.messages import PageWanted, RowChosen, RowHighlighted, RowsWanted, SearchWanted
from panelsearch.tui.rendering.wording import told
from panelsearch.tui.screens.base import LibraryScreen
from panelsearch.tui.widgets.key_hints import KeyHints
from panelsearch.tui.widgets.lazy_list import LazyList
from panelsearch.tui.widgets.status_line import StatusLine

_ROWS_FOR_DETAIL = 16
_PAGE_ROWS = 100


class RegisterScreen(LibraryScreen[None]):
    """Shows a register for a query; posts PageWanted or SearchWanted for the row that is chosen."""

    BINDINGS = bindings(Place.REGISTERS)
    DEFAULT_CSS = """
    RegisterScreen #heading { text-style: bold; color: $text; }
    RegisterScreen #detail { display: none; height: auto; max-height: 7; border-top: solid $primary; padding: 0 1; }
    RegisterScreen.full #detail { display: block; }
    RegisterScreen.low #detail { display: none; }
    """

    def __init__(self, access: LibraryAccess, register: Register, query: str) -> None:
        super().__init__(access)
        self.register = register
        self.query_words = query
        self.loaded: Loaded | None = None
        self._pages: dict[int, Sequence[RegisterEntry]] = {}
        self._reading: int | None = None

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        yield StatusLine("heading")
        yield LazyList(id="rows")
        yield Static("", id="detail", markup=False)
        yield KeyHints()

    def begin(self) -> None:
        """Read the register, if it knows what of."""
        self.set_focus(self.query_one(LazyList))
        if self.register.needs and not self.query_words:
            self.tell(self.register.needs)
            return
        self.tell(f"{self.register.title}: reading ...")
        self.call(Lane.REGISTER, self._first_page, self._show)

    def _first_page(self, library: Library) -> tuple[Loaded, Sequence[RegisterEntry]]:
        loaded = self.register.load(library, self.query_words)
        return loaded, loaded.read(library, 0, _PAGE_ROWS) if loaded.count else ()

    def on_resize(self, event: Resize) -> None:
        """No room for the whole row where there is hardly any for the list."""
        self.set_class(event.size.height < _ROWS_FOR_DETAIL, "low")

    def _show(self, first_page: tuple[Loaded, Sequence[RegisterEntry]]) -> None:
        self.loaded, self._pages[0] = first_page
        if not self.loaded.count:
            self.tell(self.register.nothing)
            return
        self.tell(self.loaded.heading)
        self.add_class("full")
        self.query_one(LazyList).show(self.loaded.count, self._lines, self.register.lines)

    def _lines(self, row: int, width: int) -> Sequence[Text] | None:
        entry = self.entry(row)
        return entry.drawn if entry else None

    def entry(self, row: int) -> RegisterEntry | None:
        """A row, counted from 0; None where it has not been read yet."""
        rows = self._pages.get(row // _PAGE_ROWS, ())
        at = row % _PAGE_ROWS
        return rows[at] if at < len(rows) else None

    def on_rows_wanted(self, event: RowsWanted) -> None:
        """Read the page of rows that has come into sight; where that fails, again when it is next drawn."""
        page, loaded = event.row // _PAGE_ROWS, self.loaded
        if loaded is None or page in self._pages or page == self._reading:
            return
        self._reading = page

        def failed(error: PanelsearchError) -> None:
            self._reading = None
            self.tell(told(error))

        def show(rows: Sequence[RegisterEntry]) -> None:
            self._pages[page], self._reading = rows, None
            self.tell(loaded.heading)
            rows_on_screen = self.query_one(LazyList)
            rows_on_screen.redraw()
            if rows_on_screen.cursor is not None:
                self._show_detail(rows_on_screen.cursor)

        self.call(Lane.REGISTER, lambda library: loaded.read(library, page * _PAGE_ROWS, _PAGE_ROWS), show, failed)

    def on_row_highlighted(self, event: RowHighlighted) -> None:
        """Show the whole of the row: in the list its lines are cut."""
        self._show_detail(event.row)

    def _show_detail(self, row: int) -> None:
        entry = self.entry(row)
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
