"""The saved searches on screen: a list to pick one from, with what is new for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.text import Text
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from panelsearch.errors import PanelsearchError
from panelsearch.services.saved_searches import SavedSearch, Standing
from panelsearch.tui.actions import Where, bindings
from panelsearch.tui.drawing import safe


@dataclass(frozen=True, slots=True)
class Chosen:
    """A saved search to run, over the papers that came in at `since` or later where it is given."""

    search: SavedSearch
    since: datetime | None = None


class SavedSearchesScreen(Screen[Chosen | None]):
    """Gives back the search to run; drops one by the function it is given."""

    BINDINGS = bindings(Where.SAVED)

    def __init__(self, rows: Sequence[Standing], forget: Callable[[str], object]) -> None:
        super().__init__()
        self.rows = list(rows)
        self._forget = forget

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        yield Static("Saved searches: enter runs one, n shows only what is new for it", id="heading", markup=False)
        yield OptionList(*(Option(_drawn(row)) for row in self.rows), markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Put the cursor where the user starts."""
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Run it over the whole library."""
        self.dismiss(Chosen(self.rows[event.option_index].search))

    @property
    def _current(self) -> int | None:
        at = self.query_one(OptionList).highlighted
        return at if at is not None and at < len(self.rows) else None

    def action_only_new(self) -> None:
        """Run it over what came in since it was last run."""
        if (at := self._current) is not None:
            row = self.rows[at]
            self.dismiss(Chosen(row.search, row.last.since if row.last else None))

    def action_forget(self) -> None:
        """Drop it."""
        if (at := self._current) is None:
            return
        try:
            self._forget(self.rows[at].search.name)
        except PanelsearchError as error:
            self.notify(f"{error.message} {error.hint}", severity="error", markup=False)
            return
        del self.rows[at]
        self.query_one(OptionList).remove_option_at_index(at)
        if not self.rows:
            self.dismiss(None)

    def action_down(self) -> None:
        """Next row."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """Previous row."""
        self.query_one(OptionList).action_cursor_up()

    def action_back(self) -> None:
        """Back without a choice."""
        self.dismiss(None)


def _drawn(row: Standing) -> Text:
    drawn = Text(safe(f"{row.search.name}  "), style="bold")
    drawn.append(safe(row.told), style="not bold green" if row.new and not row.fault else "not bold dim")
    drawn.append("\n   " + safe(" ".join(row.search.query.split())), style="not bold")
    return drawn
