"""What do the matches count under? A list of values; one of them narrows the query, or is left out of it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from panelsearch.model.search_results import FacetTable, FacetValue
from panelsearch.tui.actions import Where, bindings
from panelsearch.tui.drawing import safe

_MOST_VALUES = 25
_HEADS = {
    "body": "By body", "kind": "By kind of paper", "date": "By year", "fy": "By financial year",
    "person": "By person named", "council": "By council named", "outcome": "By what was decided",
}  # fmt: skip


class FacetsScreen(Screen[str | None]):
    """Gives back what is to be added to the query."""

    DEFAULT_CSS = "FacetsScreen OptionList { height: 1fr; }"
    BINDINGS = bindings(Where.FACETS)

    def __init__(self, query: str, tables: Sequence[FacetTable]) -> None:
        super().__init__()
        self._heading = f"What matches {query}: enter keeps only those, x leaves them out"
        self.values: list[FacetValue | None] = []
        self._options: list[Option] = []
        for table in tables:
            if table.values:
                self._add(None, Option(Text(safe(_HEADS.get(table.facet, table.facet)), style="bold"), disabled=True))
            for one in table.values[:_MOST_VALUES]:
                self._add(one, Option(Text(safe(f"{one.passages:7,}  {one.value}"))))

    def _add(self, value: FacetValue | None, option: Option) -> None:
        self.values.append(value)
        self._options.append(option)

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        yield Static(Text(safe(self._heading)), id="heading", markup=False)
        yield OptionList(*self._options, markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Put the cursor where the user starts."""
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Keep only these."""
        if (value := self.values[event.option_index]) is not None:
            self.dismiss(value.narrowing)

    def action_leave_out(self) -> None:
        """All but these."""
        at = self.query_one(OptionList).highlighted
        if at is not None and (value := self.values[at]) is not None:
            self.dismiss(f"-{value.narrowing}")

    def action_down(self) -> None:
        """Next row."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """Previous row."""
        self.query_one(OptionList).action_cursor_up()

    def action_back(self) -> None:
        """Back without a choice."""
        self.dismiss(None)
