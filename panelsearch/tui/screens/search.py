"""The search screen: a query box, results, and a preview that follows the cursor. Questions are answered here too."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Container
from textual.events import Resize
from textual.widgets import Footer

from panelsearch.answering.generation.grounding import Written
from panelsearch.errors import PanelsearchError
from panelsearch.model.answers import Answer
from panelsearch.model.search_results import SearchResult
from panelsearch.retrieval.citations import citation
from panelsearch.tui.actions import Place, bindings
from panelsearch.tui.clipboard import copy_to_file
from panelsearch.tui.controllers.exporting import ExportController
from panelsearch.tui.controllers.opening import open_document
from panelsearch.tui.controllers.phrasing import PhrasingController
from panelsearch.tui.controllers.reading import preview_of
from panelsearch.tui.controllers.saving import SavingController
from panelsearch.tui.entries import Entry
from panelsearch.tui.library_access import Lane, LibraryAccess
from panelsearch.tui.messages import (
    FacetsWanted,
    HitChosen,
    HitHighlighted,
    PageWanted,
    QueryChanged,
    QuerySettled,
    QuerySubmitted,
)
from panelsearch.tui.rendering.page import PageView
from panelsearch.tui.rendering.wording import told
from panelsearch.tui.requests import Question, SearchRequest
from panelsearch.tui.screens.base import LibraryScreen
from panelsearch.tui.session import SearchSession
from panelsearch.tui.widgets.page_preview import PagePreview
from panelsearch.tui.widgets.query_input import QueryInput
from panelsearch.tui.widgets.result_list import ResultList
from panelsearch.tui.widgets.status_line import StatusLine

_NARROW_COLUMNS = 100
_LOW_ROWS = 14


class SearchScreen(LibraryScreen[None]):
    """Searches as one types; asks on enter what ends with a question mark. All it knows stands in its session."""

    BINDINGS = bindings(Place.SEARCH)
    DEFAULT_CSS = """
    SearchScreen #panes { height: 1fr; layout: horizontal; }
    SearchScreen #results { width: 45%; height: 100%; }
    SearchScreen #preview { width: 55%; height: 100%; }
    SearchScreen.narrow #panes { layout: vertical; }
    SearchScreen.narrow #results { width: 100%; height: 50%; }
    SearchScreen.narrow #preview { width: 100%; height: 50%; border-left: none; border-top: solid $primary; }
    SearchScreen.low #results { height: 100%; }
    SearchScreen.low #preview { display: none; }
    """

    def __init__(self, access: LibraryAccess, session: SearchSession) -> None:
        super().__init__(access)
        self.session = session
        self._entered = 0  # the request whose results take the cursor, as enter asked, unless the user goes back
        self._export = ExportController(self, session)
        self._saving = SavingController(self, session)
        self._phrasing = PhrasingController(self, session, self._show_phrased)

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        yield QueryInput()
        yield StatusLine()
        with Container(id="panes"):
            yield ResultList()
            yield PagePreview()
        yield Footer()

    def begin(self) -> None:
        """Put the cursor where the user starts, and the words back that were there."""
        box = self.query_one(QueryInput)
        self.set_focus(box)
        with self.prevent(QueryInput.Changed):
            box.value = self.session.text
        self.tell("opening the library ...")

    def on_resize(self, event: Resize) -> None:
        """Put the preview below where there is no room beside, and nowhere where there is hardly any."""
        narrow = event.size.width < _NARROW_COLUMNS
        self.set_class(narrow, "narrow")
        self.set_class(narrow and event.size.height < _LOW_ROWS, "low")

    def library_opened(self) -> None:
        """Begin, or go on with another state of the library."""
        self.call(Lane.COUNT, lambda library: library.document_count, self._count)
        self.search_again()

    def _count(self, documents: int) -> None:
        self.session.documents = documents
        if self.session.shown is None and not self.session.text.strip():
            self.tell(self.session.greeting)

    # asking

    def on_query_changed(self, event: QueryChanged) -> None:
        """Whatever is under way is stale now."""
        self.session.type(event.text)
        if self.session.is_question:
            self.tell("enter asks this question")

    def on_query_settled(self, event: QuerySettled) -> None:
        """Search."""
        if not self.session.is_question:
            self.search_again()

    def on_query_submitted(self, event: QuerySubmitted) -> None:
        """Ask a question; otherwise search and go to the results."""
        self.session.type(event.text)
        if self.session.is_question:
            self.action_ask()
        else:
            self.search_again(go_there=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Down leads to the results from the query box only: among them it is the list's."""
        return action != "to_results" or isinstance(self.focused, QueryInput)

    def action_to_results(self) -> None:
        """From the query box to the results."""
        self.set_focus(self.query_one(ResultList))

    def action_to_box(self) -> None:
        """From the results to the query box."""
        self.go_to_box()

    def go_to_box(self) -> None:
        """Go to the query box, at once and to stay: the next letter is for it."""
        self._entered = 0
        self.set_focus(self.query_one(QueryInput))

    def set_query(self, text: str) -> None:
        """Put words in the box and search for them."""
        with self.prevent(QueryInput.Changed):
            self.query_one(QueryInput).value = text
        self.session.type(text)
        self.search_again(go_there=True)

    def show_session(self) -> None:
        """Run what the session holds, a saved search, and go to its results."""
        with self.prevent(QueryInput.Changed):
            self.query_one(QueryInput).value = self.session.text
        self.search_again(go_there=True)

    def search_again(self, *, go_there: bool = False) -> None:
        """Search for the words in the box, in the order that is set."""
        request = self.session.search()
        if request is None:
            if not self.session.is_question:
                self.session.show_nothing()
                self._show_entries()
            return
        if go_there:  # letters are commands there, so only if any results come
            self._entered = request.number

        def show(found: SearchResult) -> None:
            self._show_result(request, found)

        self.call(Lane.SEARCH, request.run, show, lambda error: self._show_error(request, error))

    def action_ask(self) -> None:
        """Ask what stands in the query box."""
        question = self.session.ask()
        if question is None:
            self.tell("Type a question first.")
            return
        self._entered = question.number
        self.tell("looking for an answer ...")

        def show(answer: Answer) -> None:
            self._show_answer(question, answer)

        self.call(Lane.SEARCH, question.run, show, lambda error: self._show_error(question, error))

    def action_write(self) -> None:
        """Let the language model that the user has set phrase the answer on screen."""
        self._phrasing.start()

    # showing

    def _show_result(self, request: SearchRequest, found: SearchResult) -> None:
        if not self.session.show_result(request, found):
            return
        self._show_entries()
        self._saving.note_run()
        self._go_to_results(request.number)

    def _show_answer(self, question: Question, answer: Answer) -> None:
        if self.session.show_answer(question.number, answer):
            self._show_entries()
            self._go_to_results(question.number)

    def _show_phrased(self, number: int, answer: Answer, phrased: Written) -> None:
        if self.session.show_answer(number, answer, phrased):
            self._show_entries()

    def _show_error(self, request: SearchRequest | Question, error: PanelsearchError) -> None:
        if self.session.is_wanted(request.number):
            self.session.show_nothing()  # what is on screen is of another query
            self._show_entries()
            self.tell(told(error))

    def _go_to_results(self, number: int) -> None:
        if number == self._entered and self.session.entries:
            self.set_focus(self.query_one(ResultList))

    def _show_entries(self) -> None:
        self.tell(self.session.told)
        entries = self.session.entries
        self.query_one(ResultList).show_entries(entries, self.session.marked)
        if not entries:
            self.query_one(PagePreview).show_text("")

    def on_hit_highlighted(self, event: HitHighlighted) -> None:
        """The preview follows the cursor."""
        request = preview_of(event.entry, self.session.shown_query)
        self.call(Lane.PAGE, request.load, self._show_preview)

    def _show_preview(self, view: PageView) -> None:
        if self.session.shown is not None:
            self.query_one(PagePreview).show(view, current_stands_out=False)

    # acting on results

    @property
    def current(self) -> Entry | None:
        """The result under the cursor."""
        return self.query_one(ResultList).current

    def on_hit_chosen(self, event: HitChosen) -> None:
        """Open the passage in its page; an answer's with its quotation marked, and only that."""
        entry = event.entry
        query = self.session.shown_query if entry.hit is not None else ""
        self.post_message(PageWanted(entry.source, query, entry.at))

    def action_mark(self) -> None:
        """Mark the passage for export, or unmark it."""
        entry, why_not = self.current, self.session.why_not("mark")
        if why_not or entry is None or entry.hit is None:
            self.tell(why_not or "There is nothing to mark here.")
            return
        self.session.mark(entry.hit)
        results = self.query_one(ResultList)
        results.show_marks(self.session.marked)
        results.action_cursor_down()

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
        why_not = self.session.why_not("count")
        if why_not:
            self.tell(why_not)
        else:
            self.post_message(FacetsWanted(self.session.shown_query))

    def narrow(self, added: str) -> None:
        """The query on screen with what was chosen, in the box where it can be changed again."""
        if self.session.result is not None:
            self.set_query(self.session.narrowed(added))

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
        """Write the marked passages, or all that match, to a file."""
        self._export.start()

    def action_save(self) -> None:
        """Keep the query under a name."""
        self._saving.start()
