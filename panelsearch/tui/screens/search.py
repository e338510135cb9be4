"""The search screen: a query box, results, a preview that follows the cursor; the home where nothing is asked.

Questions are answered here too.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.events import Resize

from panelsearch.errors import PanelsearchError
from panelsearch.model.answers import Answer
from panelsearch.model.search_results import SearchResult
from panelsearch.tui.actions import Place, bindings
from panelsearch.tui.controllers.completion import Completer
from panelsearch.tui.controllers.home import Home, home_rows
from panelsearch.tui.controllers.keeping import BasketKeeper
from panelsearch.tui.controllers.phrasing import PhrasingController
from panelsearch.tui.controllers.reading import preview_of
from panelsearch.tui.keys_in_turn import KeysInTurn
from panelsearch.tui.library_access import Lane, LibraryAccess
from panelsearch.tui.messages import (
    HitChosen,
    HitHighlighted,
    PageWanted,
    PreviewChosen,
    QueryChanged,
    QuerySettled,
    QuerySubmitted,
)
from panelsearch.tui.remembered import Memory
from panelsearch.tui.rendering.drawing import safe
from panelsearch.tui.rendering.page import PageView
from panelsearch.tui.requests import Question, SearchRequest
from panelsearch.tui.screens.result_actions import ResultActions
from panelsearch.tui.session import SearchSession
from panelsearch.tui.widgets.home_list import HomeList
from panelsearch.tui.widgets.key_hints import KeyHints
from panelsearch.tui.widgets.page_preview import PagePreview
from panelsearch.tui.widgets.query_input import QueryInput
from panelsearch.tui.widgets.result_list import ResultList
from panelsearch.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from panelsearch.answering.generation.grounding import Written

_NARROW_COLUMNS = 100
_LOW_ROWS = 14
_SOON_SECONDS = 0.3
"""A search that takes longer is said to be under way."""


class SearchScreen(ResultActions):
    """Searches as one types; asks on enter what ends with a question mark. All it knows stands in its session."""

    PLACES = (Place.SEARCH, Place.RESULTS)
    BINDINGS = bindings(Place.SEARCH)
    DEFAULT_CSS = """
    SearchScreen #panes { height: 1fr; layout: horizontal; }
    SearchScreen #results { width: 45%; height: 100%; border-top: solid $primary; }
    SearchScreen #preview { width: 55%; height: 100%; border: none; border-top: solid $primary; margin-left: 1; }
    SearchScreen.narrow #panes { layout: vertical; }
    SearchScreen.narrow #results { width: 100%; height: 55%; }
    SearchScreen.narrow #preview { width: 100%; height: 45%; margin-left: 0; }
    SearchScreen.low #results { height: 100%; }
    SearchScreen.low #preview { display: none; }
    SearchScreen #home { border-top: solid $primary; display: none; }
    SearchScreen.at-home #home { display: block; }
    SearchScreen.at-home #panes { display: none; }
    """

    def __init__(
        self, access: LibraryAccess, session: SearchSession, keeper: BasketKeeper, memory: Memory, keys: KeysInTurn
    ) -> None:  # fmt: skip
        super().__init__(access, session, keeper)
        self._memory, self._keys = memory, keys
        self._home: Home | None = None
        self._is_behind = False
        self._under_way = 0  # the request that is searched for, 0 for none
        self._entered = 0  # the request whose results take the cursor, as enter asked, unless the user goes back
        self._row = memory.last.row if session.text and session.text == memory.last.text else 0
        self._completer = Completer(access, lambda: memory.now.queries)
        self._phrasing = PhrasingController(self, session, self._show_phrased)

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        yield QueryInput(self._completer.completed, lambda: self._memory.now.queries, self._keys.give_again)
        yield StatusLine()
        yield HomeList()
        with Container(id="panes"):
            yield ResultList()
            yield PagePreview()
        yield KeyHints()

    def begin(self) -> None:
        """Put the cursor where the user starts, and the words back that were there: typing takes their place."""
        box = self.query_one(QueryInput)
        with self.prevent(QueryInput.Changed):
            box.value = self.session.text
        self.set_focus(box)
        box.action_select_all()
        self.tell("opening the library ...")

    def on_resize(self, event: Resize) -> None:
        """Put the preview below where there is no room beside, and nowhere where there is hardly any."""
        narrow = event.size.width < _NARROW_COLUMNS
        self.set_class(narrow, "narrow")
        self.set_class(narrow and event.size.height < _LOW_ROWS, "low")

    def library_opened(self) -> None:
        """Begin, or go on with another state of the library, at the row where one was."""
        self._row = self._row or self.row
        self.load_home()
        self.search_again()

    def library_moved(self) -> None:
        """Others published another state of the library: what was found lies below, and is of the one before."""
        self._is_behind = self.app.screen is not self
        self.load_home()

    def on_screen_resume(self) -> None:
        """Search again for what was found before the library moved on, at the row where one was."""
        if self._is_behind:
            self._row = self.row
            self.search_again()

    # the home

    @property
    def is_front_page(self) -> bool:
        """Whether it tells what there is, and nothing is asked."""
        return self.has_class("at-home")

    def load_home(self) -> None:
        """Look what there is, and what is new."""
        seen = self._memory.last.built
        self.call(Lane.HOME, lambda library: (Home.of(library, seen), library.built), self._take_home)

    def _take_home(self, looked: tuple[Home, datetime]) -> None:
        self._home, built = looked
        self._memory.note_library(built)
        self.session.documents = self._home.overview.documents
        self._show_home()

    def _show_home(self) -> None:
        at_home = self.session.shown is None and not self.session.text.strip()
        self.set_class(at_home, "at-home")
        if not at_home:
            if self.focused is self.query_one(HomeList):  # whose place the results take
                self.set_focus(self.query_one(ResultList))
            return
        self.tell(self.session.greeting)
        home = self.query_one(HomeList)
        if not self._home:
            return
        rows = home_rows(self._home, self._memory.now.queries, len(self.session.kept))
        home.show_rows([(row.words, row.opens) for row in rows])
        if self.focused is self.query_one(ResultList):
            self.go_to_box()

    @property
    def row(self) -> int:
        """The result that the cursor stands on, counted from 0."""
        return self.query_one(ResultList).cursor or 0

    # asking

    def on_query_changed(self, event: QueryChanged) -> None:
        """Whatever is under way is stale now."""
        self.session.type(event.text)
        self._under_way = 0
        if self.session.is_question:
            self.tell("enter asks this question")

    def on_query_settled(self, event: QuerySettled) -> None:
        """Search."""
        if not self.session.is_question:
            self.search_again()

    def on_query_submitted(self, event: QuerySubmitted) -> None:
        """Ask a question; otherwise search and go to the results."""
        self.session.type(event.text)
        self._remember(event.text)
        if self.session.is_question:
            self.action_ask()
        elif self.session.is_shown:  # the next key is for the results, however soon it comes
            self.set_focus(self.query_one(ResultList))
            self.query_one(QueryInput).pass_on()
        else:
            self.search_again(go_there=True)

    def _remember(self, query: str) -> None:
        self._memory.note_query(query)
        self.run_slowly(Lane.FILES, self._memory.write, self._tell_unremembered)

    def _tell_unremembered(self, why: str) -> None:
        if why:
            self.notify(why, severity="warning", markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Down leads to the results from the query box only: among them it is the list's."""
        if action == "correct":
            return bool(self.session.corrected)
        return action != "to_results" or (isinstance(self.focused, QueryInput) and not self.focused.is_waiting)

    def action_to_results(self) -> None:
        """From the query box to the results, or what stands in their place; to a later query where up led back."""
        if not self.query_one(QueryInput).newer():
            self.set_focus(self.query_one(HomeList) if self.has_class("at-home") else self.query_one(ResultList))

    def action_to_box(self) -> None:
        """From the results to the query box; from there home."""
        box = self.query_one(QueryInput)
        was_there = self.focused is box
        self.go_to_box()
        if was_there and box.value:
            self._memory.note_query(box.value)
            box.value = ""
            self.session.type("")
            self.search_again()

    def go_to_box(self) -> None:
        """Go to the query box, at once and to stay: the next letter is for it."""
        self._entered = 0
        self.query_one(QueryInput).drop()
        self.set_focus(self.query_one(QueryInput))

    def set_query(self, text: str) -> None:
        """Put words in the box and search for them."""
        self.session.type(text)
        self._memory.note_query(text)
        self.show_session()

    def show_session(self) -> None:
        """Run what the session holds, a saved search, and go to its results."""
        with self.prevent(QueryInput.Changed):
            self.query_one(QueryInput).value = self.session.text
        self.search_again(go_there=True)

    def search_again(self, *, go_there: bool = False) -> None:
        """Search for the words in the box, in the order that is set."""
        request = self.session.search()
        self._is_behind = False
        self._under_way = request.number if request is not None else 0
        if request is None:
            if not self.session.is_question:
                self.session.show_nothing()
                self._show_entries()
            self.query_one(QueryInput).pass_on()
            return
        if go_there or self.query_one(QueryInput).is_waiting:  # letters are commands there: only if any results come
            self._entered = request.number

        def show(found: SearchResult) -> None:
            self._show_result(request, found)

        self.call(Lane.SEARCH, request.run, show, lambda error: self._show_error(request, error))
        self.set_timer(_SOON_SECONDS, lambda: self._show_under_way(request))

    def _show_under_way(self, request: SearchRequest) -> None:
        """Say that it takes a while, so that nobody takes what is still on screen for what was found."""
        if self.can_show and self._under_way == request.number and self.session.is_wanted(request.number):
            self.tell("searching ...")
            self._show_titles()

    def action_ask(self) -> None:
        """Ask what stands in the query box."""
        question = self.session.ask()
        if question is None:
            self.query_one(QueryInput).pass_on()
            self.tell("Type a question first.")
            return
        self.query_one(QueryInput).wait()
        self._remember(question.text)
        self._entered = self._under_way = question.number
        self.tell("looking for an answer ...")
        self._show_titles()

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
        self._under_way = 0
        self._show_entries()
        self._saving.note_run()
        self._go_to_results(request.number)

    def _show_answer(self, question: Question, answer: Answer) -> None:
        if self.session.show_answer(question.number, answer):
            self._under_way = 0
            self._show_entries()
            self._go_to_results(question.number)

    def _show_phrased(self, number: int, answer: Answer, phrased: Written) -> None:
        if self.session.show_answer(number, answer, phrased):
            self._show_entries()

    def _show_error(self, request: SearchRequest | Question, error: PanelsearchError) -> None:
        if self.session.is_wanted(request.number):
            self._under_way = 0
            self.session.show_nothing()  # what is on screen is of another query
            self._show_entries()
            self.tell_error(error)
            self.query_one(QueryInput).pass_on()

    def _go_to_results(self, number: int) -> None:
        if number == self._entered and self.session.entries:
            self.set_focus(self.query_one(ResultList))
        self.query_one(QueryInput).pass_on()

    def _show_entries(self) -> None:
        entries = self.session.entries
        self._show_home()
        self.tell(self.session.told)
        results = self.query_one(ResultList)
        results.show_entries(entries, self.session.kept_places)
        if not entries:
            results.show_instead(self.session.how_to_go_on)
        if self._row and entries:
            results.move_to(self._row)
        self._row = 0
        self._show_titles()
        if not entries:
            self._show_preview_of("", "")
        self.refresh_bindings()

    def _show_titles(self) -> None:
        is_old = bool(self._under_way and self.session.entries)
        told = "Results of the search before" if is_old else self.session.place_told(self.query_one(ResultList).cursor)
        self.query_one(ResultList).border_title = Content(told)

    def show_basket(self) -> None:
        """Show which results are put aside now."""
        self.query_one(ResultList).show_marks(self.session.kept_places)
        self._show_titles()
        self._show_home()

    def on_hit_highlighted(self, event: HitHighlighted) -> None:
        """The preview follows the cursor."""
        request = preview_of(event.entry, self.session.shown_query)
        self._show_titles()
        self.call(Lane.PAGE, request.load, self._show_preview)

    def on_hit_chosen(self, event: HitChosen) -> None:
        """Open the passage in its page; an answer's with its quotation marked, and only that."""
        entry = event.entry
        query = self.session.shown_query if entry.hit is not None else ""
        self._remember(query or self.session.question)
        self.post_message(PageWanted(entry.source, query, entry.at))

    def on_preview_chosen(self, event: PreviewChosen) -> None:
        """Open what the preview shows."""
        self.query_one(ResultList).action_choose()

    def _show_preview(self, view: PageView) -> None:
        entry = self.current
        if entry is not None and (entry.source.document, entry.source.page) == (view.document, view.page.number):
            preview = self.query_one(PagePreview)
            preview.show(view, current_stands_out=False)
            printed = f" (printed {view.page.label})" if view.page.label else ""
            preview.border_title = Content(safe(f"{view.document} · p. {view.page.number}{printed}"))

    def _show_preview_of(self, title: str, text: str) -> None:
        preview = self.query_one(PagePreview)
        preview.border_title = Content(title)
        preview.show_text(text)
