"""When was it spoken of? The matches of a query month by month, a year a row, in bars and in figures."""

from __future__ import annotations

from dataclasses import dataclass

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from panelsearch.services.library import Library
from panelsearch.tui.actions import Place, bindings
from panelsearch.tui.library_access import Lane, LibraryAccess
from panelsearch.tui.messages import RowChosen
from panelsearch.tui.rendering.plots import MONTHS_HEAD, bars, months_line
from panelsearch.tui.screens.base import LibraryScreen
from panelsearch.tui.widgets.key_hints import KeyHints
from panelsearch.tui.widgets.lazy_list import LazyList
from panelsearch.tui.widgets.status_line import StatusLine

_MOST_YEARS = 12
"""So many years are counted by month, the latest."""


@dataclass(frozen=True, slots=True)
class ByMonth:
    """The matches of each year, from January to December; and how many there are, the undated and earlier too."""

    years: dict[int, tuple[int, ...]]
    total: int


class MonthsScreen(ModalScreen[str | None], LibraryScreen[str | None]):
    """Gives back the year that the query is to be narrowed to, as a field."""

    PLACES = (Place.MONTHS,)
    BINDINGS = bindings(Place.MONTHS)
    DEFAULT_CSS = """
    MonthsScreen { align: center middle; background: transparent; }
    MonthsScreen Vertical {
        width: 80; max-width: 100%; height: 18; max-height: 100%; border-top: solid $primary; background: $surface;
    }
    MonthsScreen #months { height: 1; text-style: underline; color: $text-muted; }
    """

    def __init__(self, access: LibraryAccess, query: str) -> None:
        LibraryScreen.__init__(self, access)
        self._query_words = query
        self.counts: dict[int, tuple[int, ...]] = {}

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        with Vertical():
            yield StatusLine("heading")
            yield StatusLine("months")
            yield LazyList(id="rows")
            yield KeyHints()

    def begin(self) -> None:
        """Count."""
        self.set_focus(self.query_one(LazyList))
        self.tell("counting the matches by month ...")
        query = self._query_words
        self.call(Lane.COUNT, lambda library: _by_month(library, query), self._show)

    def _show(self, found: ByMonth) -> None:
        self.counts = counts = found.years
        drawn = sum(map(sum, counts.values()))
        if not drawn:
            self.tell("No passage of a dated meeting matches: there is nothing to draw.")
            return
        others = f", {found.total - drawn:,} more undated or earlier" if found.total > drawn else ""
        self.tell(f"{drawn:,} passages by month{others}: {self._query_words}")
        self.query_one("#months", StatusLine).say(MONTHS_HEAD)
        self.query_one(LazyList).show(len(counts), self._line)

    def _line(self, row: int, width: int) -> list[Text]:
        year = list(self.counts)[row]
        drawn = bars([count for counts in self.counts.values() for count in counts])
        return [months_line(year, self.counts[year], drawn[row * 12 : row * 12 + 12])]

    def on_row_chosen(self, event: RowChosen) -> None:
        """Keep that year."""
        event.stop()
        self.dismiss(f"date:{list(self.counts)[event.row]}")


def _by_month(library: Library, query: str) -> ByMonth:
    """The matches of the latest years that have any, the latest first. QueryError for an unknown field."""
    (years,) = (table.values for table in library.facets(query) if table.facet == "date")
    found = sorted((int(one.value) for one in years), reverse=True)[:_MOST_YEARS]
    months = {
        year: tuple(_matching(library, f"({query}) date:{year}-{month:02}") for month in range(1, 13)) for year in found
    }
    return ByMonth(months, _matching(library, query))


def _matching(library: Library, query: str) -> int:
    return library.search(query, limit=1, strict=True, fold=False, near=False).total
