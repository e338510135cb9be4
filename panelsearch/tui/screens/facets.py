"""What do the matches count under? A list of values beside the results; those ticked narrow the query together."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from rich.text import Text

from panelsearch.model.search_results import FacetTable, FacetValue
from panelsearch.query.fields import COUNTED_FIELDS
from panelsearch.tui.actions import Place, bindings
from panelsearch.tui.library_access import Lane, LibraryAccess
from panelsearch.tui.messages import RowChosen
from panelsearch.tui.rendering.drawing import safe
from panelsearch.tui.screens.listing import ListDialog

_MOST_VALUES = 25


class Tick(StrEnum):
    """What is to become of a value's passages."""

    KEEP = "+"
    LEAVE_OUT = "-"


class FacetsScreen(ListDialog):
    """Gives back what is to be added to the query."""

    PLACES = (Place.FACETS,)
    BINDINGS = bindings(Place.FACETS)
    DEFAULT_CSS = """
    FacetsScreen { align: right top; }
    FacetsScreen Vertical { width: 52; height: 100%; border-left: solid $primary; }
    """

    def __init__(self, access: LibraryAccess, query: str) -> None:
        super().__init__(access, query)
        self.values: list[FacetValue | None] = []
        self.ticks: dict[int, Tick] = {}
        self._facets: list[str] = []
        self._rows: list[Text] = []

    def load(self) -> None:
        """Count."""
        self.tell("counting the matches ...")
        query = self.query_words
        self.call(Lane.COUNT, lambda library: library.facets(query), self._show)

    def _show(self, tables: Sequence[FacetTable]) -> None:
        for table in tables:
            if table.values:
                self._add(table.facet, None, Text(safe(COUNTED_FIELDS[table.facet].heading), style="bold"))
            for one in table.values[:_MOST_VALUES]:
                self._add(table.facet, one, Text(safe(f"{one.passages:7,}  {one.value}")))
        if not self.values:
            self.tell("No passage matches with all its words: there is nothing to count.")
            return
        self.tell("space ticks, x leaves out, enter narrows")
        heads = frozenset(row for row, value in enumerate(self.values) if value is None)
        self.rows_shown.show(len(self._rows), self._lines, heads=heads)

    def _add(self, facet: str, value: FacetValue | None, drawn: Text) -> None:
        self.values.append(value)
        self._facets.append(facet)
        self._rows.append(drawn)

    def _lines(self, row: int, width: int) -> list[Text]:
        return [Text(f"{self.ticks.get(row, ' ')}", style="bold") + self._rows[row]]

    def on_row_chosen(self, event: RowChosen) -> None:
        """Narrow by what is ticked; where nothing is, keep only this value."""
        if self.values[event.row] is None:
            return
        self.ticks = self.ticks or {event.row: Tick.KEEP}
        self.dismiss(self._narrowing())

    def action_tick(self) -> None:
        """Keep these, among others that are ticked; or not any more."""
        self._turn(Tick.KEEP)

    def action_leave_out(self) -> None:
        """All but these; or not any more."""
        self._turn(Tick.LEAVE_OUT)

    def _turn(self, tick: Tick) -> None:
        rows = self.rows_shown
        at = rows.cursor
        if at is None or self.values[at] is None:
            return
        if self.ticks.get(at) is tick:
            del self.ticks[at]
        else:
            self.ticks[at] = tick
        rows.redraw()
        rows.action_cursor_down()

    def _narrowing(self) -> str:
        """One value of a facet or another, but of each facet one; none that is left out."""
        kept: dict[str, list[str]] = {}
        left_out = []
        for row, tick in sorted(self.ticks.items()):
            value = self.values[row]
            if value is None:
                continue
            if tick is Tick.KEEP:
                kept.setdefault(self._facets[row], []).append(value.narrowing)
            else:
                left_out.append(f"-{value.narrowing}")
        either = [f"({' OR '.join(some)})" if len(some) > 1 else some[0] for some in kept.values()]
        return " ".join([*either, *left_out])
