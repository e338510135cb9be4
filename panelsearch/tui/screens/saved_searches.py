"""The saved searches: a list to pick one from, with what is new for each."""

from __future__ import annotations

from rich.text import Text

from panelsearch.services.library import Library
from panelsearch.services.saved_searches import SavedSearch, SavedSearches, Standing
from panelsearch.tui.actions import Place, bindings
from panelsearch.tui.library_access import Lane, LibraryAccess
from panelsearch.tui.messages import RowChosen, SavedSearchWanted
from panelsearch.tui.rendering.drawing import safe
from panelsearch.tui.requests import Chosen
from panelsearch.tui.screens.listing import ListScreen

_HEADING = "Saved searches: enter runs one, n shows only what is new for it"
_NONE = "No search is saved yet: ctrl+s keeps the one on screen."


class SavedSearchesScreen(ListScreen[None]):
    """Posts SavedSearchWanted for the one that is picked."""

    PLACES = (Place.SAVED,)
    BINDINGS = bindings(Place.SAVED)

    def __init__(self, access: LibraryAccess) -> None:
        super().__init__(access)
        self.rows: list[Standing] = []

    def load(self) -> None:
        """Count what is new."""
        self.tell("counting what is new ...")
        self.call(Lane.SAVED, _standings, self._show)

    def _show(self, rows: tuple[Standing, ...]) -> None:
        self.rows = list(rows)
        self.tell(_HEADING if rows else _NONE)
        self.rows_shown.show(len(self.rows), lambda row, width: saved_search_lines(self.rows[row]), 2)

    @property
    def _current(self) -> Standing | None:
        at = self.rows_shown.cursor
        return self.rows[at] if at is not None and at < len(self.rows) else None

    def on_row_chosen(self, event: RowChosen) -> None:
        """Run it over the whole library."""
        if event.row < len(self.rows):
            self.post_message(SavedSearchWanted(Chosen(self.rows[event.row].search)))

    def action_only_new(self) -> None:
        """Run it over what came in since it was last run."""
        if (row := self._current) is not None:
            self.post_message(SavedSearchWanted(Chosen(row.search, row.last.since if row.last else None)))

    def action_forget(self) -> None:
        """Drop it."""
        if (row := self._current) is not None:
            name = row.search.name
            self.call(Lane.FILES, lambda library: SavedSearches(library.files).forget(name), self._drop)

    def _drop(self, gone: SavedSearch) -> None:
        at = next((n for n, row in enumerate(self.rows) if row.search.name == gone.name), None)
        if at is None:
            return
        del self.rows[at]
        self.rows_shown.drop_row(at)
        if not self.rows:
            self.tell(_NONE)


def _standings(library: Library) -> tuple[Standing, ...]:
    return SavedSearches(library.files).standings(library)


def saved_search_lines(row: Standing) -> list[Text]:
    """A saved search in two lines: its name with what is new, and its query."""
    drawn = Text(safe(f"{row.search.name}  "), style="bold")
    drawn.append(safe(row.told), style="not bold green" if row.new and not row.fault else "not bold dim")
    return [drawn, Text("   " + safe(" ".join(row.search.query.split())))]
