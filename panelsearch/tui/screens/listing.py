"""A list over a library: its heading, its rows, its keys; as a screen of its own, or beside what it is about."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen, ScreenResultType
from textual.widget import Widget

from panelsearch.tui.library_access import LibraryAccess
from panelsearch.tui.screens.base import LibraryScreen
from panelsearch.tui.widgets.key_hints import KeyHints
from panelsearch.tui.widgets.lazy_list import LazyList
from panelsearch.tui.widgets.status_line import StatusLine


class ListScreen(LibraryScreen[ScreenResultType]):
    """What it lists is read by `load`; the heading tells what is under way, what is shown, why there is nothing."""

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        yield StatusLine("heading")
        yield from self.columns()
        yield LazyList(id="rows")
        yield KeyHints()

    def columns(self) -> Iterable[Widget]:
        """What stands over the rows."""
        return ()

    def begin(self) -> None:
        """The keys are the list's."""
        self.set_focus(self.rows_shown)
        self.load()

    def load(self) -> None:
        """Have the rows read, and tell so."""
        raise NotImplementedError

    @property
    def rows_shown(self) -> LazyList:
        """The list."""
        return self.query_one(LazyList)


class ListDialog(ModalScreen[str | None], ListScreen[str | None]):
    """What is counted of a query's matches, laid over them; gives back what the query is to be narrowed by."""

    DEFAULT_CSS = """
    ListDialog { background: transparent; }
    ListDialog Vertical { max-width: 100%; max-height: 100%; background: $surface; }
    ListDialog #heading { height: auto; max-height: 4; text-wrap: wrap; }
    """

    def __init__(self, access: LibraryAccess, query: str) -> None:
        ListScreen.__init__(self, access)  # a modal screen's own takes no library
        self.query_words = query

    def compose(self) -> ComposeResult:
        """The same in a box of its own."""
        with Vertical():
            yield from super().compose()
