"""When was it spoken of? The matches of a query month by month, a year a row, in bars and in figures."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from rich.text import Text

from panelsearch.model.search_results import MonthlyCounts
from panelsearch.text.counts import counted
from panelsearch.tui.actions import Place, bindings
from panelsearch.tui.library_access import Lane, LibraryAccess
from panelsearch.tui.messages import RowChosen
from panelsearch.tui.rendering.plots import MONTHS_HEAD, bars, months_line
from panelsearch.tui.screens.listing import ListDialog
from panelsearch.tui.widgets.status_line import StatusLine


class MonthsScreen(ListDialog):
    """Gives back the year that the query is to be narrowed to, as a field."""

    PLACES = (Place.MONTHS,)
    BINDINGS = bindings(Place.MONTHS)
    DEFAULT_CSS = """
    MonthsScreen { align: center middle; }
    MonthsScreen Vertical { width: 80; height: 18; border-top: solid $primary; }
    MonthsScreen #months { text-style: underline; }
    """

    def __init__(self, access: LibraryAccess, query: str) -> None:
        super().__init__(access, query)
        self.counts: dict[int, tuple[int, ...]] = {}

    def columns(self) -> Iterable[StatusLine]:
        """The months' names, once there is something below them."""
        yield StatusLine("months")

    def load(self) -> None:
        """Count."""
        self.tell("counting the matches by month ...")
        query = self.query_words
        self.call(Lane.COUNT, lambda library: library.by_month(query), self._show)

    def _show(self, found: MonthlyCounts) -> None:
        self.counts = {year: found.years[year] for year in sorted(found.years, reverse=True)}
        if not self.counts:
            self.tell("No passage of a dated meeting matches: there is nothing to draw.")
            return
        undated = f", {found.undated:,} more without a date" if found.undated else ""
        self.tell(f"{counted(found.dated, 'passage')} by month{undated}: {self.query_words}")
        self.query_one("#months", StatusLine).say(MONTHS_HEAD)
        self.rows_shown.show(len(self.counts), self._line)

    def _line(self, row: int, width: int) -> list[Text]:
        year = list(self.counts)[row]
        drawn = bars(list(chain.from_iterable(self.counts.values())))
        return [months_line(year, self.counts[year], drawn[row * 12 : row * 12 + 12])]

    def on_row_chosen(self, event: RowChosen) -> None:
        """Keep that year."""
        event.stop()
        self.dismiss(f"date:{list(self.counts)[event.row]}")
