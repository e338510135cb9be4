"""The search screen: a query box, results, and a preview that follows the cursor. Questions are answered here too."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.events import Key, Resize
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from panelsearch.answering.generation.grounding import Written, written
from panelsearch.answering.generation.openai_client import Endpoint, OpenAIWriter
from panelsearch.answering.question_analysis import follows
from panelsearch.errors import PanelsearchError
from panelsearch.indexing.base import Sort
from panelsearch.model.answers import Answer, AnswerOutcome
from panelsearch.model.search_results import FacetTable, Grouping, Hit, SearchResult
from panelsearch.model.sources import Source
from panelsearch.model.spans import Span, merged
from panelsearch.retrieval.citations import citation, group_head
from panelsearch.services.library import Library
from panelsearch.services.saved_searches import SavedSearch, SavedSearches, Standing
from panelsearch.storage.acquisitions import moment
from panelsearch.tui.actions import Where, bindings
from panelsearch.tui.copying import copy
from panelsearch.tui.dialogs import DecisionsScreen, LineDialog
from panelsearch.tui.drawing import headline, page_text, place_line, result, row_of, safe
from panelsearch.tui.facets import FacetsScreen
from panelsearch.tui.reader import ReaderScreen
from panelsearch.tui.registers import (
    RegisterEntry,
    RegisterScreen,
    action_entries,
    attendance_entries,
    gap_entries,
    timeline_entries,
)
from panelsearch.tui.searches import Chosen, SavedSearchesScreen
from panelsearch.tui.viewer import open_pdf

_TYPING_PAUSE_SECONDS = 0.12
_LIMIT = 50
_NARROW_COLUMNS = 100
_SILENCE = {
    AnswerOutcome.EMPTY_INDEX: "Nothing is indexed yet: ctrl+n reads a folder of PDFs.",
    AnswerOutcome.NOTHING_FOUND: "Nothing in the library is about this.",
    AnswerOutcome.NOT_ANSWERED: "The papers do not answer this, as far as can be told. Nearest passages:",
}


_NOT_KEPT = Chosen(SavedSearch("", ""))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the results: a place to open, what to mark there, how it is drawn, what copying gives."""

    source: Source
    at: Span
    drawn: Text
    quote: str
    hit: Hit | None = None


class ResultList(OptionList):
    """The results; plain letters are commands here, and only here."""

    BINDINGS = bindings(Where.RESULTS)


class SearchScreen(Screen[None]):
    """Searches as one types; asks on enter what ends with a question mark."""

    DEFAULT_CSS = """
    SearchScreen #query { height: 1; margin: 0 1; }
    SearchScreen #told { height: 1; padding: 0 1; color: $text-muted; }
    SearchScreen #panes { height: 1fr; layout: horizontal; }
    SearchScreen #results { width: 45%; height: 100%; }
    SearchScreen #preview { width: 55%; height: 100%; border-left: solid $primary; padding: 0 1; }
    SearchScreen #panes.narrow { layout: vertical; }
    SearchScreen #panes.narrow #results { width: 100%; height: 50%; }
    SearchScreen #panes.narrow #preview { width: 100%; height: 50%; border-left: none; border-top: solid $primary; }
    """

    class Searched(Message):
        """A search or a question came back; `request` tells whether it is still wanted."""

        def __init__(self, request: int, found: SearchResult | Answer | PanelsearchError) -> None:
            super().__init__()
            self.request = request
            self.found = found

    class Phrased(Message):
        """A language model phrased an answer, or could not."""

        def __init__(self, request: int, answer: Answer, phrased: Written | PanelsearchError | None) -> None:
            super().__init__()
            self.request = request
            self.answer = answer
            self.phrased = phrased

    class Counted(Message):
        """What is new for the saved searches, or why that cannot be told."""

        def __init__(self, rows: tuple[Standing, ...] | PanelsearchError) -> None:
            super().__init__()
            self.rows = rows

    class Sorted(Message):
        """What the matches of a query count under, or why that cannot be told."""

        def __init__(self, query: str, tables: tuple[FacetTable, ...] | PanelsearchError) -> None:
            super().__init__()
            self.query = query
            self.tables = tables

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self.entries: list[Entry] = []
        self.marked: set[int] = set()
        self.sort = Sort.RELEVANCE
        self.boilerplate = False
        self.group = Grouping.PASSAGE
        self._heads: dict[int, str] = {}  # of groups, by the rank of their first hit
        self._kept: Chosen | None = None  # the saved search that is on screen
        self._request = 0
        self._entered = 0  # the request that enter made
        self._answer: Answer | None = None
        self._asked: str | None = None  # the question a follow-up keeps to
        self._timer: Timer | None = None
        self._last: SearchResult | None = None
        self._previewed: tuple[str, int] | None = None

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        yield Input(
            placeholder='search: words, "phrases", person: date: money: ...   a question? asks',
            id="query",
            compact=True,
        )
        yield Static("", id="told", markup=False)
        with Container(id="panes"):
            yield ResultList(id="results", markup=False)
            with VerticalScroll(id="preview"):
                yield Static("", id="page", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Put the cursor where the user starts."""
        self.query_one("#query").focus()
        self.tell(self._greeting())
        _spare_the_library()

    def on_resize(self, event: Resize) -> None:
        """Put the preview below where there is no room beside."""
        self.query_one("#panes").set_class(event.size.width < _NARROW_COLUMNS, "narrow")

    def tell(self, text: str) -> None:
        """One line of narration under the query box."""
        self.query_one("#told", Static).update(Text(safe(text), no_wrap=True, overflow="ellipsis"))

    def _greeting(self) -> str:
        count = len(self.library.sources())
        return (
            f"{count} documents. Type to search; end with ? to ask; f1 for keys."
            if count
            else _SILENCE[AnswerOutcome.EMPTY_INDEX]
        )

    def use(self, library: Library) -> None:
        """Go on with another state of the library."""
        old, self.library = self.library, library
        old.close()
        self._submit_search()
        self.tell(self._greeting())
        _spare_the_library()

    # asking

    @property
    def query_text(self) -> str:
        """What stands in the query box."""
        return self.query_one("#query", Input).value

    @property
    def shown_query(self) -> str:
        """The query whose passages are on screen."""
        return self._last.query if self._last else ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search when the typing pauses."""
        if self._timer is not None:
            self._timer.stop()
        self._request += 1  # whatever is under way is stale now
        if event.value.strip().endswith("?"):
            self.tell("enter asks this question")
            return
        self._timer = self.set_timer(_TYPING_PAUSE_SECONDS, self._submit_search)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Ask a question; otherwise go to the results."""
        if event.value.strip().endswith("?"):
            self.action_ask()
        else:
            self._submit_search()
            self._entered = self._request  # to the results, if any come: letters are commands there

    def on_key(self, event: Key) -> None:
        """Down leads from the query box to the results, esc back."""
        query = self.query_one("#query", Input)
        if event.key == "down" and self.focused is query:
            self.query_one(ResultList).focus()
            event.stop()
        elif event.key == "escape" and self.focused is not query:
            query.focus()
            event.stop()

    def _submit_search(self) -> None:
        text = self.query_text
        self._request += 1
        if not text.strip():
            self._show_entries([])
            self.tell(self._greeting())
            return
        if not text.strip().endswith("?"):
            if self._kept is not None and self._kept.search.query != text:
                self._kept = None
            self._search(self._request, text, self.sort, self.group, self._kept)

    def action_ask(self) -> None:
        """Ask what stands in the query box."""
        if self.query_text.strip():
            self._request += 1
            self.tell("looking for an answer ...")
            self._ask(self._request, self.query_text, self._asked)
            if not follows(self.query_text):
                self._asked = self.query_text

    def action_write(self) -> None:
        """Let the language model that the user has set phrase the answer on screen; say first where text goes."""
        if self._answer is None:
            self.tell("Ask a question first (f2): only an answer's quotations are ever sent.")
            return
        try:
            writer = OpenAIWriter(Endpoint.from_environment())
        except PanelsearchError as error:
            self.tell(f"{error.message} {error.hint}")
            return
        self.tell(f"text leaves this machine: the question and its quotations go to {writer.address} ...")
        self._write(self._request, self._answer, writer)

    @work(thread=True, group="search")
    def _write(self, request: int, answer: Answer, writer: OpenAIWriter) -> None:
        try:
            phrased: Written | PanelsearchError | None = written(answer, writer, self.library)
        except PanelsearchError as error:
            phrased = error
        self.post_message(self.Phrased(request, answer, phrased))

    def on_search_screen_phrased(self, message: Phrased) -> None:
        """Show the sentences kept below the answer, if it is still on screen."""
        if message.request != self._request or message.phrased is None:
            return
        if isinstance(message.phrased, PanelsearchError):
            self.tell(f"{message.phrased.message} {message.phrased.hint}")
            return
        self._show_answer(message.answer, message.phrased)

    @work(thread=True, group="search")
    def _search(self, request: int, text: str, sort: Sort, group: Grouping, kept: Chosen | None) -> None:
        if request == self._request:
            options = kept or _NOT_KEPT
            try:
                found: SearchResult | PanelsearchError = self.library.search(
                    text, limit=None if options.since else _LIMIT, sort=sort, boilerplate=self.boilerplate, group=group,
                    strict=options.search.strict, synonyms=options.search.synonyms, since=options.since,
                )  # fmt: skip
            except PanelsearchError as error:
                found = error
            self.post_message(self.Searched(request, found))

    @work(thread=True, group="search")
    def _ask(self, request: int, text: str, previous: str | None) -> None:
        try:
            found: Answer | PanelsearchError = self.library.ask(text, previous)
        except PanelsearchError as error:
            found = error
        self.post_message(self.Searched(request, found))

    def on_search_screen_searched(self, message: Searched) -> None:
        """Show what came back, if it is still wanted."""
        if message.request != self._request:
            return
        found = message.found
        if isinstance(found, PanelsearchError):
            self._show_entries([])  # those on screen are of another query
            self.tell(f"{found.message} {found.hint}")
        elif isinstance(found, Answer):
            self._show_answer(found)
        else:
            self._show_result(found)
            if self.entries and message.request == self._entered:
                self.query_one(ResultList).focus()

    # showing

    def _show_result(self, found: SearchResult) -> None:
        self._last = found
        self.marked.clear()
        self._heads = {one.hits[0].rank: group_head(one) for one in found.groups}
        self._show_entries([self._entry(hit) for hit in found.hits])
        self._show_told(found)
        if self._kept is not None:
            self._note_run(self._kept.search)

    def _show_told(self, found: SearchResult) -> None:
        told = [f"{found.total} passage{'s' if found.total != 1 else ''}"]
        if found.groups:
            told.append(f"by {self.group}")
        if self._kept is not None:
            told[0] += f" for {self._kept.search.name}"
        if found.since is not None:
            told[0] += f" in papers that came in since {moment(found.since)}"
        if self.sort is not Sort.RELEVANCE:
            told.append("oldest first" if self.sort is Sort.OLDEST else "newest first")
        if self.boilerplate:
            told.append("what many papers repeat ranks like the rest")
        told += found.notes
        if not found.hits:
            nothing = (
                f"Nothing that came in since {moment(found.since)} matches." if found.since else "Nothing matches."
            )
            told = [nothing, *found.notes]
            if found.suggestions:
                told.append("Did you mean: " + ", ".join(found.suggestions) + "?")
        self.tell(" · ".join(told))

    def _entry(self, hit: Hit) -> Entry:
        drawn = result(hit, marked=hit.passage_id in self.marked)
        if (head := self._heads.get(hit.rank)) is not None:
            drawn = Text("\n").join([Text(safe(f"— {head}"), style="bold italic"), drawn])
        return Entry(hit.source, hit.at.span, drawn, hit.text, hit)

    def _show_answer(self, answer: Answer, phrased: Written | None = None) -> None:
        self._answer = answer if answer.outcome is AnswerOutcome.ANSWERED else None
        self._heads = {}
        if answer.outcome is AnswerOutcome.ANSWERED:
            entries = []
            for number, cited in enumerate(answer.citations, 1):
                said = Text(safe(f"   {answer.answer}") if number == 1 else "", style="bold green")
                quoted = Text(safe("   “" + " ".join(cited.quote.split()) + "”"))
                drawn = Text("\n").join([said, quoted, headline(number, cited.source), place_line(cited.source)])
                entries.append(Entry(cited.source, cited.at.span, drawn, cited.quote))
            for number, other in enumerate(answer.alternatives, len(entries) + 1):
                cited = other.citation
                said = Text(safe(f"   {' '.join(other.answer.split())}"), style="bold")
                said.append("  (another meeting)", style="dim")
                drawn = Text("\n").join([said, headline(number, cited.source), place_line(cited.source)])
                entries.append(Entry(cited.source, cited.at.span, drawn, cited.quote))
            for number, sentence in enumerate(phrased.sentences if phrased else (), len(entries) + 1):
                cited = sentence.citation
                said = Text(safe(f"   {sentence.text}"), style="italic")
                said.append("  (phrased by a language model)", style="dim")
                drawn = Text("\n").join([said, headline(number, cited.source), place_line(cited.source)])
                entries.append(Entry(cited.source, cited.at.span, drawn, cited.quote))
            self._show_entries(entries)
            told = f"Answer, quoted from its page (confidence {answer.confidence:.0%})"
        else:
            self._show_entries([self._entry(hit) for hit in answer.nearest])
            told = f"{_SILENCE[answer.outcome]} {answer.explanation}".rstrip()
        if phrased is not None:
            told += f" · phrased by {phrased.address}, {phrased.dropped} sentences left out"
        self.tell(" · ".join([told, *(["looked for " + ", ".join(answer.understood)] if answer.understood else [])]))
        if self.entries:
            self.query_one(ResultList).focus()

    def _show_entries(self, entries: list[Entry]) -> None:
        self.entries = entries
        results = self.query_one(ResultList)
        results.clear_options()
        results.add_options([Option(entry.drawn) for entry in entries])
        self._previewed = None
        if entries:
            results.highlighted = 0
            self._preview(entries[0])
        else:
            self.query_one("#page", Static).update("")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The preview follows the cursor."""
        if event.option_index < len(self.entries):
            self._preview(self.entries[event.option_index])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Read the page."""
        self.action_open_page()

    def _preview(self, entry: Entry) -> None:
        wanted = (entry.source.document, entry.at.start + 10**7 * entry.source.page)
        if self._previewed == wanted:
            return
        self._previewed = wanted
        try:
            page = self.library.page(entry.source.document, entry.source.page)
        except PanelsearchError as error:
            self.tell(f"{error.message} {error.hint}")
            return
        spans = self._marks(entry, page.text)
        self.query_one("#page", Static).update(page_text(page.text, spans))
        pane = self.query_one("#preview", VerticalScroll)
        focus = next((span for span in spans if entry.at.overlaps(span)), entry.at)
        width = max(20, pane.size.width - 5)
        row = max(0, row_of(page.text, focus.start, width) - pane.size.height // 2)
        self.call_after_refresh(pane.scroll_to, y=row, animate=False)

    def _marks(self, entry: Entry, text: str) -> tuple[Span, ...]:
        if entry.hit is None:
            return (entry.at,)
        asked_for = (Span(entry.at.start + one.start, entry.at.start + one.end) for one in entry.hit.highlights)
        return merged((*self.library.highlights(self.query_text, text), *asked_for))

    # doing

    @property
    def current(self) -> Entry | None:
        """The result under the cursor."""
        at = self.query_one(ResultList).highlighted
        return self.entries[at] if at is not None and at < len(self.entries) else None

    def action_open_page(self) -> None:
        """Open the passage in its page."""
        if (entry := self.current) is not None:
            query = self.query_text if entry.hit is not None else ""
            self.app.push_screen(ReaderScreen(self.library, entry.source, query, entry.at))

    def action_down(self) -> None:
        """Next result."""
        self.query_one(ResultList).action_cursor_down()

    def action_up(self) -> None:
        """Previous result; from the first one back to the query box."""
        results = self.query_one(ResultList)
        if results.highlighted:
            results.action_cursor_up()
        else:
            self.query_one("#query").focus()

    def action_first(self) -> None:
        """First result."""
        self.query_one(ResultList).action_first()

    def action_last(self) -> None:
        """Last result."""
        self.query_one(ResultList).action_last()

    def action_mark(self) -> None:
        """Mark the passage for export, or unmark it."""
        results = self.query_one(ResultList)
        at = results.highlighted
        if at is None or at >= len(self.entries) or (hit := self.entries[at].hit) is None:
            return
        self.marked ^= {hit.passage_id}
        self.entries[at] = self._entry(hit)
        results.replace_option_prompt_at_index(at, self.entries[at].drawn)
        results.action_cursor_down()

    def action_sort(self) -> None:
        """The next order."""
        orders = list(Sort)
        self.sort = orders[(orders.index(self.sort) + 1) % len(orders)]
        self._submit_search()

    def action_group(self) -> None:
        """Passage by passage, by item, by meeting."""
        ways = list(Grouping)
        self.group = ways[(ways.index(self.group) + 1) % len(ways)]
        self._submit_search()

    def action_facets(self) -> None:
        """What the matches count under; choosing one narrows the query."""
        if self.shown_query.strip():
            self.tell("counting the matches ...")
            self._sort_out(self.shown_query)

    @work(thread=True, group="facets", exclusive=True)
    def _sort_out(self, query: str) -> None:
        try:
            tables: tuple[FacetTable, ...] | PanelsearchError = self.library.facets(query)
        except PanelsearchError as error:
            tables = error
        self.post_message(self.Sorted(query, tables))

    def on_search_screen_sorted(self, message: Sorted) -> None:
        """Show the counts, if the user still looks here and at that query."""
        if isinstance(message.tables, PanelsearchError):
            self.tell(f"{message.tables.message} {message.tables.hint}")
        elif not any(table.values for table in message.tables):
            self.tell("No passage matches with all its words: there is nothing to count.")
        elif self.app.screen is self and message.query == self.shown_query:
            self.tell("")
            self.app.push_screen(FacetsScreen(message.query, message.tables), self._narrow)

    def _narrow(self, added: str | None) -> None:
        """The query with what was chosen, in the box where it can be changed again."""
        if added is not None:
            query = self.shown_query.strip()
            either = " OR " in query or " || " in query
            self.query_one("#query", Input).value = f"({query}) {added}" if either else f"{query} {added}"
        elif self._last is not None:
            self._show_told(self._last)

    def action_boilerplate(self) -> None:
        """Rank what many papers repeat lower, or like the rest."""
        self.boilerplate = not self.boilerplate
        self._submit_search()

    def action_explain(self) -> None:
        """How the query was understood."""
        if self._last is not None:
            told = [f"Understood as: {self._last.canonical}"]
            told += [f"for {one.words} also {', '.join(one.others)}" for one in self._last.synonyms]
            if self._last.related:
                told.append("words that go with them: " + ", ".join(self._last.related))
            self.tell(" · ".join(told))

    def action_copy(self) -> None:
        """Copy quotation and citation."""
        if (entry := self.current) is not None:
            self.notify(copy(self.app, f"{entry.quote}\n\n{citation(entry.source)}"), markup=False)

    def action_view_pdf(self) -> None:
        """Open the PDF at the passage's page."""
        if (entry := self.current) is not None:
            path = self.library.pdf_path(entry.source.document)
            missing = f"{entry.source.document} is no longer where it was indexed"
            self.notify(open_pdf(path, entry.source.page) if path else missing, markup=False)

    def action_leave(self) -> None:
        """Leave."""
        self.app.exit(0)

    def action_decisions(self) -> None:
        """The decisions register for the query."""
        query = self.query_text.strip().rstrip("?")
        try:
            rows = self.library.decisions(query)
        except PanelsearchError as error:
            self.tell(f"{error.message} {error.hint}")
            return
        if not rows:
            self.tell(f"No decision matches {query}." if query else "No decisions were found in the library.")
            return

        def chosen(row: object) -> None:
            from panelsearch.model.register_rows import DecisionRow

            if isinstance(row, DecisionRow):
                self.app.push_screen(ReaderScreen(self.library, row.source, query, row.decision.at.span))

        self.app.push_screen(DecisionsScreen(rows, query), chosen)

    def action_timeline(self) -> None:
        """The query's matter through the meetings."""
        query = self.query_text.strip().rstrip("?")
        if not query:
            self.tell("Type what the matter is called, then look at its timeline.")
            return
        try:
            found = self.library.timeline(query)
        except PanelsearchError as error:
            self.tell(f"{error.message} {error.hint}")
            return
        if found.rows:
            self._open_register(f"{query}, through the meetings", timeline_entries(found), query)
        else:
            self.tell(f"Nothing with a date matches {query}.")

    def action_to_do(self) -> None:
        """Who is to do what, for the query."""
        query = self.query_text.strip().rstrip("?")
        try:
            rows = self.library.actions(query)
        except PanelsearchError as error:
            self.tell(f"{error.message} {error.hint}")
            return
        if rows:
            about = f" for {query}" if query else ""
            self._open_register(f"{len(rows)} actions and recommendations{about}", action_entries(rows), query)
        else:
            self.tell("No action matches." if query else "No actions were found in the library.")

    def action_attendance(self) -> None:
        """Who came to what."""
        rows, meetings = self.library.attendance()
        entries = attendance_entries(rows)
        if entries:
            self._open_register(f"Attendance at {meetings} meetings; absences are inferred", entries)
        else:
            self.tell("No list of who came was found in the library.")

    def action_gaps(self) -> None:
        """What an empty result does not prove."""
        entries = gap_entries(self.library, self.library.gaps())
        if entries:
            self._open_register(f"{len(entries)} gaps: what an empty result does not prove", entries)
        else:
            self.tell("No gap shows itself. That does not prove that there is none.")

    def _open_register(self, title: str, entries: Sequence[RegisterEntry], query: str = "") -> None:
        def chosen(entry: RegisterEntry | None) -> None:
            if entry is not None and entry.source is not None:
                self.app.push_screen(ReaderScreen(self.library, entry.source, query, entry.at))

        self.app.push_screen(RegisterScreen(title, entries), chosen)

    def action_export(self) -> None:
        """Write the marked passages, or all that match, to a file."""
        if self._last is None or not self._last.hits:
            self.tell("There is nothing to export: search first.")
            return
        what = f"{len(self.marked)} marked passages" if self.marked else f"all {self._last.total} matching passages"
        self.app.push_screen(
            LineDialog(f"Write {what} to (csv xlsx md docx html ris qdpx ...):", "passages.csv"), self._export
        )

    def _export(self, name: str | None) -> None:
        if not name:
            return
        from panelsearch.exporting import export

        try:
            options = self._kept or _NOT_KEPT
            hits = self.library.search(
                self.query_text, limit=None, sort=self.sort, fold=False, synonyms=options.search.synonyms,
                since=options.since,
            ).hits  # fmt: skip
            chosen = [hit for hit in hits if hit.passage_id in self.marked] or list(hits)
            path = Path(name).expanduser()
            count = export(chosen, path, None, query=self.query_text, library=self.library)
        except PanelsearchError as error:
            self.notify(f"{error.message} {error.hint}", severity="error", markup=False)
        else:
            self.notify(f"{count} passages written to {path.absolute()}", markup=False)

    # searches that are kept

    def action_save(self) -> None:
        """Keep the query under a name."""
        query = self.query_text.strip()
        if not query or self.shown_query.strip() != query:
            self.tell("Search for something first: the query of the passages on screen is kept.")
            return
        name = self._kept.search.name if self._kept else query
        self.app.push_screen(LineDialog("Keep this search under the name:", name), self._save)

    def _save(self, name: str | None) -> None:
        if not name:
            return
        base = self._kept.search if self._kept else _NOT_KEPT.search
        query = self.shown_query.strip()
        search = replace(base, name=name, query=query, sort=self.sort, boilerplate=self.boilerplate)
        saved = SavedSearches(self.library.directory)
        try:
            again = saved.save(search)
            saved.note_run(saved.named(name), self.library)
        except PanelsearchError as error:
            self.notify(f"{error.message} {error.hint}", severity="error", markup=False)
        else:
            self.notify(f"Saved {'again ' if again else ''}as {name}; ctrl+o shows what is new for it.", markup=False)

    def action_saved(self) -> None:
        """The searches that are kept, with what is new for each."""
        self.tell("counting what is new ...")
        self._count()

    @work(thread=True, group="saved", exclusive=True)
    def _count(self) -> None:
        try:
            rows: tuple[Standing, ...] | PanelsearchError = SavedSearches(self.library.directory).standings(
                self.library
            )
        except PanelsearchError as error:
            rows = error
        self.post_message(self.Counted(rows))

    def on_search_screen_counted(self, message: Counted) -> None:
        """Show the list, if the user still looks here."""
        if isinstance(message.rows, PanelsearchError):
            self.tell(f"{message.rows.message} {message.rows.hint}")
        elif not message.rows:
            self.tell("No search is saved yet: ctrl+s keeps the one on screen.")
        elif self.app.screen is self:
            self.tell("")
            forget = SavedSearches(self.library.directory).forget
            self.app.push_screen(SavedSearchesScreen(message.rows, forget), self._run_saved)

    def _run_saved(self, chosen: Chosen | None) -> None:
        if chosen is None:
            return
        self._kept = chosen
        self.sort, self.boilerplate = chosen.search.sort, chosen.search.boilerplate
        self.query_one("#query", Input).value = chosen.search.query
        self._submit_search()
        self.query_one(ResultList).focus()

    def _note_run(self, search: SavedSearch) -> None:
        try:
            SavedSearches(self.library.directory).note_run(search, self.library)
        except PanelsearchError as error:
            self.notify(f"{error.message} {error.hint}", severity="warning", markup=False)


def _spare_the_library() -> None:
    """Keep the collector from going through all front sheets while somebody types: a tenth of a second for 20,000."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
