"""What do keys do to the results? One method an action; the screen is what they are done on."""

from __future__ import annotations

from collections.abc import Callable

from panelsearch.retrieval.citations import citation
from panelsearch.services.basket import noted, turned
from panelsearch.tui.clipboard import copy_to_file
from panelsearch.tui.controllers.exporting import ExportController
from panelsearch.tui.controllers.keeping import BasketKeeper
from panelsearch.tui.controllers.opening import open_document
from panelsearch.tui.controllers.saving import SavingController
from panelsearch.tui.entries import Entry
from panelsearch.tui.library_access import Lane, LibraryAccess
from panelsearch.tui.messages import FacetsWanted
from panelsearch.tui.screens.base import LibraryScreen
from panelsearch.tui.session import SearchSession
from panelsearch.tui.widgets.result_list import ResultList


class ResultActions(LibraryScreen[None]):
    """A screen with a ResultList whose entries are those of its session."""

    def __init__(self, access: LibraryAccess, session: SearchSession, keeper: BasketKeeper) -> None:
        super().__init__(access)
        self.session, self._keeper = session, keeper
        self._export = ExportController(self)
        self._saving = SavingController(self, session)

    def search_again(self, *, go_there: bool = False) -> None:
        """Search for the words in the box, in the order that is set."""
        raise NotImplementedError

    def set_query(self, text: str) -> None:
        """Put words in the box and search for them."""
        raise NotImplementedError

    @property
    def current(self) -> Entry | None:
        """The result under the cursor."""
        return self.query_one(ResultList).current

    def action_mark(self) -> None:
        """Put the passage into the basket, or take it out."""
        entry = self.current
        if entry is None:
            self.tell("There is nothing to mark here.")
            return
        self._keeper.change(turned(self.session.to_keep(entry)))
        self.query_one(ResultList).action_cursor_down()

    def action_note(self) -> None:
        """Write a note on the passage, which puts it into the basket."""
        entry = self.current
        if entry is None:
            self.tell("There is nothing to write a note on here.")
            return
        kept = self.session.to_keep(entry)
        before = next((one.note for one in self.session.kept if one.place == kept.place), "")

        def write(note: str) -> None:
            if kept.place not in self.session.kept_places:
                self._keeper.change(turned(kept))
            self._keeper.change(noted(kept.place, note))

        self.ask_line("A note on this passage, which goes into the basket with it:", before, write)

    def action_sort(self) -> None:
        """The next order."""
        self._search_with(self.session.next_sort, "sort")

    def action_group(self) -> None:
        """Passage by passage, by item, by meeting."""
        self._search_with(self.session.next_group, "group")

    def action_boilerplate(self) -> None:
        """Rank what many papers repeat lower, or like the rest."""
        self._search_with(self.session.turn_boilerplate, "rank")

    def _search_with(self, change: Callable[[], None], what: str) -> None:
        if why_not := self.session.why_not(what):
            self.tell(why_not)
            return
        change()
        self.search_again()

    def action_facets(self) -> None:
        """What the matches count under; choosing one narrows the query."""
        self._count()

    def action_months(self) -> None:
        """When the matches were, month by month; choosing a year narrows the query."""
        self._count(by_month=True)

    def _count(self, *, by_month: bool = False) -> None:
        why_not = self.session.why_not("count")
        if why_not:
            self.tell(why_not)
        else:
            self.post_message(FacetsWanted(self.session.shown_query, by_month))

    def narrow(self, added: str) -> None:
        """The query on screen with what was chosen, in the box where it can be changed again."""
        if self.session.result is not None:
            self.set_query(self.session.narrowed(added))

    def action_correct(self) -> None:
        """Search with the words that are suggested."""
        if corrected := self.session.corrected:
            self.set_query(corrected)
        else:
            self.tell("There is nothing to correct: each word stands in some paper, or nothing is spelt like it.")

    def action_explain(self) -> None:
        """How the query was understood."""
        self.tell(self.session.explained)

    def action_copy(self) -> None:
        """Copy quotation and citation."""
        if (entry := self.current) is not None:
            text = f"{entry.quote}\n\n{citation(entry.source)}"
            self.app.copy_to_clipboard(text)
            self.run_slowly(Lane.FILES, lambda: copy_to_file(text), self._notify)

    def action_view_pdf(self) -> None:
        """Open the PDF at the passage's page."""
        if (entry := self.current) is not None:
            document, page = entry.source.document, entry.source.page
            self.call(Lane.FILES, lambda library: open_document(library, document, page), self._notify)

    def _notify(self, text: str) -> None:
        self.notify(text, markup=False)

    def action_export(self) -> None:
        """Write the basket to a file; all that match where it is empty."""
        if self.session.kept:
            self._export.start(self.session.basket_to_export(), "")
        else:
            self.action_export_all()

    def action_export_all(self) -> None:
        """Write all that match to a file."""
        why_not = self.session.why_not("export") or "There is nothing to export: nothing matches."
        self._export.start(self.session.to_export(), why_not)

    def action_save(self) -> None:
        """Keep the query under a name."""
        self._saving.start()
