"""What do the matches count under? A list of values; one of them narrows the query, or is left out of it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult

from panelsearch.model.search_results import FacetTable, FacetValue
from panelsearch.query.fields import COUNTED_FIELDS
from panelsearch.tui.actions import Place, bindings
from panelsearch.tui.library_access import Lane, LibraryAccess
from panelsearch.tui.messages import RowChosen
from panelsearch.tui.rendering.drawing import safe
from panelsearch.tui.screens.base import LibraryScreen
from panelsearch.tui.widgets.key_hints import KeyHints
from panelsearch.tui.widgets.lazy_list import LazyList
from panelsearch.tui.widgets.status_line import StatusLine

_MOST_VALUES = 25


class FacetsScreen(LibraryScreen[str | None]):
    """Gives back what is to be added to the query."""

    BINDINGS = bindings(Place.FACETS)

    def __init__(self, access: LibraryAccess, query: str) -> None:
        super().__init__(access)
        self._query_words = query
        self.values: list[FacetValue | None] = []
        self._rows: list[Text] = []

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        yield StatusLine("heading")
        yield LazyList(id="rows")
        yield KeyHints()

    def begin(self) -> None:
        """Count."""
        self.set_focus(self.query_one(LazyList))
        self.tell("counting the matches ...")
        query = self._query_words
        self.call(Lane.COUNT, lambda library: library.facets(query), self._show)

    def _show(self, tables: Sequence[FacetTable]) -> None:
        for table in tables:
            if table.values:
                self._add(None, Text(safe(COUNTED_FIELDS[table.facet].heading), style="bold"))
            for one in table.values[:_MOST_VALUES]:
                self._add(one, Text(safe(f"{one.passages:7,}  {one.value}")))
        if not self.values:
            self.tell("No passage matches with all its words: there is nothing to count.")
            return
        self.tell(f"What matches {self._query_words}: enter keeps only those, x leaves them out")
        heads = frozenset(row for row, value in enumerate(self.values) if value is None)
        self.query_one(LazyList).show(len(self._rows), lambda row, width: [self._rows[row]], heads=heads)

    def _add(self, value: FacetValue | None, drawn: Text) -> None:
        self.values.append(value)
        self._rows.append(drawn)

    def on_row_chosen(self, event: RowChosen) -> None:
        """Keep only these."""
        if (value := self.values[event.row]) is not None:
            self.dismiss(value.narrowing)

    def action_leave_out(self) -> None:
        """All but these."""
        at = self.query_one(LazyList).cursor
        if at is not None and (value := self.values[at]) is not None:
            self.dismiss(f"-{value.narrowing}")
