"""The basket: passages put aside under whatever queries, in the user's order, with notes; written from here."""

from __future__ import annotations

from rich.text import Text

from panelsearch.retrieval.citations import citation
from panelsearch.services.basket import Kept, Standing, dropped, moved, noted, standings
from panelsearch.text.counts import counted
from panelsearch.tui.actions import Place, bindings
from panelsearch.tui.clipboard import copy_to_file
from panelsearch.tui.controllers.exporting import ExportController
from panelsearch.tui.controllers.keeping import BasketKeeper
from panelsearch.tui.library_access import Lane, LibraryAccess
from panelsearch.tui.messages import PageWanted, RowChosen
from panelsearch.tui.rendering.basket import LINES, kept_lines
from panelsearch.tui.screens.listing import ListScreen
from panelsearch.tui.session import SearchSession

_NONE = "Nothing is put aside yet: space puts aside the passage under the cursor, in the results."


class BasketScreen(ListScreen[None]):
    """Posts PageWanted for the passage that is opened."""

    PLACES = (Place.BASKET,)
    BINDINGS = bindings(Place.BASKET)
    DEFAULT_CSS = "BasketScreen #heading { text-style: bold; color: $text; }"

    def __init__(self, access: LibraryAccess, session: SearchSession, keeper: BasketKeeper) -> None:
        super().__init__(access)
        self.session, self._keeper = session, keeper
        self._export = ExportController(self)
        self._standings: dict[Kept, Standing] = {}
        self.rows: tuple[Kept, ...] = ()

    def load(self) -> None:
        """Look where the passages stand now."""
        self.show_basket()

    def show_basket(self) -> None:
        """Show what is put aside now; where its words stand is looked up for what came."""
        rows = self.rows_shown
        at = rows.cursor or 0
        self.rows = self.session.kept
        self.tell(f"Basket: {counted(len(self.rows), 'passage')} put aside" if self.rows else _NONE)
        rows.show(len(self.rows), self._lines, LINES)
        rows.move_to(min(at, len(self.rows) - 1), -1)
        wanted = tuple(one for one in self.rows if one not in self._standings)
        if wanted:
            self.call(Lane.PAGE, lambda library: standings(library, wanted), self._show_standings)

    def _show_standings(self, found: tuple[Standing, ...]) -> None:
        self._standings |= {one.kept: one for one in found}
        self.rows_shown.redraw()

    def _lines(self, row: int, width: int) -> list[Text]:
        kept = self.rows[row]
        return kept_lines(row + 1, kept, self._standings.get(kept), width)

    @property
    def _current(self) -> Kept | None:
        at = self.rows_shown.cursor
        return self.rows[at] if at is not None and at < len(self.rows) else None

    def on_row_chosen(self, event: RowChosen) -> None:
        """Open the passage on its page."""
        if event.row >= len(self.rows):
            return
        standing = self._standings.get(self.rows[event.row])
        if standing is not None and standing.cited is not None:
            self.post_message(PageWanted(standing.cited.source, "", standing.cited.at.span))
        elif standing is not None:
            self.notify("These words are not where they stood: the paper was changed or is gone.", markup=False)

    def action_drop(self) -> None:
        """Take the passage out."""
        if (kept := self._current) is not None:
            self._keeper.change(dropped(kept.place))

    def action_earlier(self) -> None:
        """Move the passage up."""
        self._move(-1)

    def action_later(self) -> None:
        """Move the passage down."""
        self._move(1)

    def _move(self, by: int) -> None:
        rows = self.rows_shown
        if (kept := self._current) is not None and rows.cursor is not None:
            at = rows.cursor
            self._keeper.change(moved(kept.place, by))
            rows.move_to(at + by, by)

    def action_note(self) -> None:
        """Write a note on the passage."""
        if (kept := self._current) is not None:
            place = kept.place
            self.ask_line("A note on this passage:", kept.note, lambda note: self._keeper.change(noted(place, note)))

    def action_copy(self) -> None:
        """Copy quotation and citation."""
        kept = self._current
        standing = self._standings.get(kept) if kept is not None else None
        if standing is not None and standing.cited is not None:
            text = f"{standing.cited.quote}\n\n{citation(standing.cited.source)}"
            self.app.copy_to_clipboard(text)
            self.run_slowly(Lane.FILES, lambda: copy_to_file(text), lambda told: self.notify(told, markup=False))

    def action_export(self) -> None:
        """Write all of them to a file."""
        self._export.start(self.session.basket_to_export(), _NONE)
