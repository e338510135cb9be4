"""The page reader: one page of a document, its matches marked."""

from __future__ import annotations

from textual.app import ComposeResult

from panelsearch.tui.actions import Place, bindings
from panelsearch.tui.clipboard import copy_to_file
from panelsearch.tui.controllers.opening import open_document
from panelsearch.tui.controllers.reading import PageRequest, page_with_match, passage_and_citation
from panelsearch.tui.library_access import Lane, LibraryAccess
from panelsearch.tui.messages import PageWanted, ReferencesWanted
from panelsearch.tui.rendering.page import PageView, heading
from panelsearch.tui.screens.base import LibraryScreen
from panelsearch.tui.widgets.key_hints import KeyHints
from panelsearch.tui.widgets.page_preview import PageText
from panelsearch.tui.widgets.status_line import StatusLine


class ReaderScreen(LibraryScreen[None]):
    """Shows a page; moves between matches and pages. A key pressed while a page is read counts from that page."""

    BINDINGS = bindings(Place.READER)
    DEFAULT_CSS = """
    ReaderScreen #place { background: $primary; color: $text; height: auto; max-height: 3; }
    """

    def __init__(self, access: LibraryAccess, wanted: PageWanted) -> None:
        super().__init__(access)
        self._document = wanted.source.document
        self._words = wanted.query
        self._first = PageRequest(self._document, wanted.source.page, wanted.query, wanted.at)
        self._going_to = wanted.source.page
        self._count: int | None = None
        self.view: PageView | None = None

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        yield StatusLine("place")
        yield PageText(id="scroll")
        yield KeyHints()

    def begin(self) -> None:
        """Read the page."""
        self.set_focus(self.query_one(PageText))
        self.tell(f"{self._document} · PDF p. {self._going_to}: reading ...")
        self._load(self._first)

    @property
    def page_number(self) -> int:
        """The PDF page shown, counted from 1; 0 before one is."""
        return self.view.page.number if self.view else 0

    def _turn_to(self, number: int, *, from_last: bool = False) -> None:
        """Go to a page of those there are."""
        if self.view is None:
            return
        if not 1 <= number <= self.view.count:
            self.notify("This is the last page." if number > 1 else "This is the first page.")
            return
        self._load(PageRequest(self._document, number, self._words, from_last=from_last))

    def _load(self, request: PageRequest) -> None:
        self._going_to = request.number
        self.call(Lane.PAGE, request.load, self._show)

    def _show(self, view: PageView) -> None:
        self.view = view
        self._going_to = view.page.number
        self.tell(heading(view))
        self.query_one(PageText).show(view, current_stands_out=True)

    # pages

    def action_next_page(self) -> None:
        """Turn to the next page."""
        self._turn_to(self._going_to + 1)

    def action_previous_page(self) -> None:
        """Turn to the previous page."""
        self._turn_to(self._going_to - 1)

    def action_first_page(self) -> None:
        """Turn to the first page."""
        self._turn_to(1)

    def action_last_page(self) -> None:
        """Turn to the last page."""
        if self.view is not None:
            self._turn_to(self.view.count)

    # matches

    def action_next_match(self) -> None:
        """Go to the next match, on this page or a later one."""
        view = self.view
        if view is None:
            return
        if view.current is not None and view.current + 1 < len(view.matches):
            self._show(view.at_match(view.current + 1))
        else:
            self._seek(range(view.page.number + 1, view.count + 1), from_last=False)

    def action_previous_match(self) -> None:
        """Go to the previous match, on this page or an earlier one."""
        view = self.view
        if view is None:
            return
        if view.current:
            self._show(view.at_match(view.current - 1))
        else:
            self._seek(range(view.page.number - 1, 0, -1), from_last=True)

    def _seek(self, numbers: range, *, from_last: bool) -> None:
        document, words = self._document, self._words

        def found(number: int | None) -> None:
            if number is None:
                self.notify("No further match in this document.")
            else:
                self._turn_to(number, from_last=from_last)

        self.call(Lane.PAGE, lambda library: page_with_match(library, document, words, numbers), found)

    # doing

    def action_scroll_down(self) -> None:
        """Scroll down a little."""
        self.query_one(PageText).scroll_down(animate=False)

    def action_scroll_up(self) -> None:
        """Scroll up a little."""
        self.query_one(PageText).scroll_up(animate=False)

    def action_follow(self) -> None:
        """What the page refers to, and what refers to it."""
        if self.view is not None:
            self.post_message(ReferencesWanted(self._document, self.view.page.number))

    def action_copy(self) -> None:
        """Copy the matched lines with their citation."""
        view = self.view
        if view is not None:
            self.call(Lane.FILES, lambda library: passage_and_citation(library, view), self._copy)

    def _copy(self, text: str) -> None:
        if text:
            self.app.copy_to_clipboard(text)
            self.run_slowly(Lane.FILES, lambda: copy_to_file(text), self._notify)

    def action_view_pdf(self) -> None:
        """Open the PDF at this page."""
        if (number := self.page_number) > 0:
            document = self._document
            self.call(Lane.FILES, lambda library: open_document(library, document, number), self._notify)

    def _notify(self, text: str) -> None:
        self.notify(text, markup=False)
