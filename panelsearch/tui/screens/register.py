"""A register on screen: it opens at once, is read in a thread, and draws the rows in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.widgets import Static

from panelsearch.errors import PanelsearchError
from panelsearch.model.search_results import UnknownWord
from panelsearch.services.library import Library
from panelsearch.tui.actions import Place, bindings
from panelsearch.tui.controllers.registers import FIRST_ROWS, Loaded, Register
from panelsearch.tui.library_access import Lane, LibraryAccess
from panelsearch.tui.messages import (
    FilterChanged,
    FilterLeft,
    PageWanted,
    RegisterWanted,
    RowChosen,
    RowHighlighted,
    RowsWanted,
    SearchWanted,
)
from panelsearch.tui.narration import in_no_paper
from panelsearch.tui.rendering.plots import bars_by_year
from panelsearch.tui.rendering.register_rows import RegisterEntry
from panelsearch.tui.rendering.table import head_line, table_line
from panelsearch.tui.screens.base import LibraryScreen
from panelsearch.tui.widgets.filter_box import FilterBox
from panelsearch.tui.widgets.key_hints import KeyHints
from panelsearch.tui.widgets.lazy_list import LazyList
from panelsearch.tui.widgets.status_line import StatusLine

_ROWS_FOR_DETAIL, _ROWS_FOR_YEARS = 16, 22
_STAYS_SECONDS = 0.4
"""Who looks at a register for so long may want it counted; who goes through them is not kept waiting by counts."""


@dataclass(frozen=True, slots=True)
class _FirstPage:
    """What is read of a register at first, and of which generation of the library.

    Where it has no row, the words and values asked for that no paper has.
    """

    generation: int
    loaded: Loaded
    rows: Sequence[RegisterEntry] = ()
    unknown: tuple[UnknownWord, ...] = ()


class RegisterScreen(LibraryScreen[None]):
    """Shows a register for a query; posts PageWanted or SearchWanted for the row that is chosen.

    `others` are the registers that its number keys lead to, in their order.
    """

    PLACES = (Place.REGISTERS,)
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Place.REGISTERS),
        *(Binding(str(n), f"screen.other({n})", show=False) for n in range(1, 10)),
    ]
    DEFAULT_CSS = """
    RegisterScreen #others {
        height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis;
    }
    RegisterScreen #heading { text-style: bold; color: $text; }
    RegisterScreen #columns { height: 1; color: $text-muted; text-style: underline; }
    RegisterScreen #years { display: none; height: 1; padding: 0 1; color: $primary; }
    RegisterScreen #detail {
        display: none; height: auto; max-height: 40%; border-top: solid $primary; padding: 0 1; overflow-y: auto;
    }
    RegisterScreen.full #detail, RegisterScreen.dated #years { display: block; }
    RegisterScreen.low #detail, RegisterScreen.low #others { display: none; }
    RegisterScreen.lower #years { display: none; }
    """

    def __init__(self, access: LibraryAccess, register: Register, query: str, others: Sequence[Register] = ()) -> None:
        super().__init__(access)
        self.register, self.others = register, others
        self.asked_for = query
        self.query_words = query if register.follows else ""
        self.loaded: Loaded | None = None
        self._generation = self._order = 0
        self._pages: dict[int, Sequence[RegisterEntry]] = {}
        self._reading: int | None = None

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        if self.others:
            yield Static(self._named_others(), id="others", markup=False)
        yield FilterBox(self.query_words, self.register.filters or "filter")
        yield StatusLine("heading")
        yield Static("", id="years", markup=False)
        yield Static("", id="columns", markup=False)
        yield LazyList(id="rows")
        yield Static("", id="detail", markup=False)
        yield KeyHints()

    def begin(self) -> None:
        """Read the register, if it knows what of."""
        self.query_one(FilterBox).display = bool(self.register.filters)
        self.set_focus(self.query_one(LazyList))
        self._load()

    def _named_others(self) -> Text:
        told = Text()
        for number, one in enumerate(self.others, 1):
            told.append(f"{' ' if number > 1 else ''}{number}", "bold")
            told.append(one.title, "reverse bold" if one is self.register else "")
        return told

    # reading

    def _load(self, at: int = 0) -> None:
        """Read it, and put the cursor on a row."""
        if self.register.needs and not self.query_words:
            self._show_none(self.register.needs)
            return
        self.tell(f"{self.register.title}: reading ...")
        self.call(Lane.REGISTER, self._first_page, lambda first_page: self._show(first_page, at))

    def _first_page(self, library: Library) -> _FirstPage:
        loaded = self.register.orders[self._order](library, self.query_words)
        if loaded.count:
            return _FirstPage(library.generation, loaded, loaded.first or loaded.read(library, 0, FIRST_ROWS))
        unknown = library.unknown(self.query_words) if self.query_words else ()
        return _FirstPage(library.generation, loaded, unknown=unknown)

    def _show(self, first_page: _FirstPage, at: int) -> None:
        self.loaded, self._generation = first_page.loaded, first_page.generation
        self._pages, self._reading = {0: first_page.rows}, None
        self.remove_class("dated")
        if not self.loaded.count:
            self._show_none(" ".join([self.register.nothing, *in_no_paper(first_page.unknown)]))
            return
        self.tell(self.loaded.heading)
        self.add_class("full")
        self.query_one(LazyList).show(self.loaded.count, self._lines, 1)
        self.query_one(LazyList).move_to(at)
        self.when_drawn(self._show_columns)  # a scroll bar takes room
        self._count(self.loaded)

    def _count(self, loaded: Loaded) -> None:
        """Count what was not counted yet: all rows, then those of each year. What comes too late is dropped."""

        def show_whole(whole: Loaded) -> None:
            if self.loaded is loaded:
                self.loaded = whole
                self.tell(whole.heading)
                self.query_one(LazyList).lengthen(whole.count)
                self._count(whole)

        def show_years(counts: dict[int, int]) -> None:
            if self.loaded is loaded:
                self._show_years(counts)

        def count() -> None:
            if not self.can_show or self.loaded is not loaded:
                return
            if loaded.whole is not None:
                self.call(Lane.COUNT, loaded.whole, show_whole)
            elif loaded.years is not None:
                self.call(Lane.COUNT, loaded.years, show_years, lambda error: None)

        self.set_timer(_STAYS_SECONDS, count)

    def _show_none(self, why: str) -> None:
        self.tell(why)
        self.remove_class("full")
        self.query_one(LazyList).show(0, self._lines, 1)

    def _show_years(self, counts: dict[int, int]) -> None:
        drawn = bars_by_year(counts)
        self.query_one("#years", Static).update(drawn)
        self.set_class(bool(drawn), "dated")

    def on_filter_changed(self, event: FilterChanged) -> None:
        """Other rows."""
        self.query_words = event.words
        self._load()

    def on_filter_left(self, event: FilterLeft) -> None:
        """To the rows."""
        self.set_focus(self.query_one(LazyList))

    def action_filter(self) -> None:
        """Take words to filter by."""
        if self.register.filters:
            self.query_one(FilterBox).focus()

    def action_sort(self) -> None:
        """The next of its orders."""
        self._order = (self._order + 1) % len(self.register.orders)
        self._load()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Sorting is told of only where there is another order."""
        return action != "sort" or len(self.register.orders) > 1

    def action_other(self, number: int) -> None:
        """Another register, for the same query."""
        if number <= len(self.others) and self.others[number - 1] is not self.register:
            self.post_message(RegisterWanted(self.others[number - 1].name))

    def on_resize(self, event: Resize) -> None:
        """No room for the whole row where there is hardly any for the list."""
        self.set_class(event.size.height < _ROWS_FOR_DETAIL, "low")
        self.set_class(event.size.height < _ROWS_FOR_YEARS, "lower")
        self.when_drawn(self._show_columns)

    def _show_columns(self) -> None:
        head = head_line(self.register.columns, self.query_one(LazyList).scrollable_content_region.width)
        columns = self.query_one("#columns", Static)
        columns.update(head)
        columns.display = bool(head.plain.strip()) and not self.has_class("low")

    def _lines(self, row: int, width: int) -> Sequence[Text] | None:
        entry = self.entry(row)
        return [table_line(entry.cells, self.register.columns, width)] if entry else None

    def entry(self, row: int) -> RegisterEntry | None:
        """A row, counted from 0; None where it has not been read yet."""
        rows = self._pages.get(row // FIRST_ROWS, ())
        at = row % FIRST_ROWS
        return rows[at] if at < len(rows) else None

    def on_rows_wanted(self, event: RowsWanted) -> None:
        """Read the page of rows that has come into sight; where that fails, again when it is next drawn.

        Rows of another state of the library do not go on those that are here: then all of it is read anew.
        """
        page, loaded, generation = event.row // FIRST_ROWS, self.loaded, self._generation
        if loaded is None or page in self._pages or page == self._reading:
            return
        self._reading = page

        def failed(error: PanelsearchError) -> None:
            self._reading = None
            self.tell_error(error)

        def read(library: Library) -> Sequence[RegisterEntry] | None:
            return loaded.read(library, page * FIRST_ROWS, FIRST_ROWS) if library.generation == generation else None

        def show(rows: Sequence[RegisterEntry] | None) -> None:
            if self.loaded is not loaded:
                return
            if rows is None:
                self._load(self.query_one(LazyList).cursor or 0)
                return
            self._pages[page], self._reading = rows, None
            self.tell(loaded.heading)
            rows_on_screen = self.query_one(LazyList)
            rows_on_screen.redraw()
            if rows_on_screen.cursor is not None:
                self._show_detail(rows_on_screen.cursor)

        self.call(Lane.ROWS, read, show, failed)

    # rows

    def on_row_highlighted(self, event: RowHighlighted) -> None:
        """Show the whole of the row: in the table its cells are cut."""
        self._show_detail(event.row)

    def _show_detail(self, row: int) -> None:
        entry = self.entry(row)
        self._tell_detail(entry.detail if entry else ())
        if entry is None or entry.more is None:
            return

        def show(more: Sequence[Text]) -> None:
            at = self.query_one(LazyList).cursor
            if at is not None and self.entry(at) is entry:
                self._tell_detail((*entry.detail, *more))

        self.call(Lane.PAGE, entry.more, show, lambda error: None)

    def _tell_detail(self, lines: Sequence[Text]) -> None:
        self.query_one("#detail", Static).update(Text("\n").join(lines))

    def on_row_chosen(self, event: RowChosen) -> None:
        """Open what the row is about."""
        entry = self.entry(event.row)
        if entry is None:
            return
        if entry.source is not None:
            self.post_message(PageWanted(entry.source, entry.words or self.query_words, entry.at))
        elif entry.search:
            self.post_message(SearchWanted(entry.search))
        else:
            self.notify("There is no page in the library to open for this row.", markup=False)
