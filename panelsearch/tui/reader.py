"""The page reader: one page of a document, its matches marked."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Static

from panelsearch.errors import PanelsearchError
from panelsearch.model.pages import Page
from panelsearch.model.sources import Source
from panelsearch.model.spans import Span
from panelsearch.retrieval.citations import citation, ocr_mark, part
from panelsearch.retrieval.citations import item as item_of
from panelsearch.services.library import Library
from panelsearch.tui.actions import Where, bindings
from panelsearch.tui.copying import copy
from panelsearch.tui.drawing import page_text, row_of, safe
from panelsearch.tui.registers import RegisterEntry, RegisterScreen, reference_entries
from panelsearch.tui.viewer import open_pdf

_NO_TEXT = {
    "blank": "This page is blank.",
    "picture": "This page is only a picture: it has no text to search. Press o to look at it in the PDF.",
    "garbled": "The font of this page gives no readable text. Press o to look at it in the PDF.",
    "failed": "This page is damaged and could not be read. Press o to look at it in the PDF.",
}


class ReaderScreen(Screen[None]):
    """Shows a page; moves between matches and pages."""

    BINDINGS = bindings(Where.READER)
    DEFAULT_CSS = """
    ReaderScreen #place { background: $primary; color: $text; padding: 0 1; height: auto; max-height: 3; }
    ReaderScreen #page { padding: 0 1; }
    """

    def __init__(self, library: Library, source: Source, query: str, at: Span | None = None) -> None:
        super().__init__()
        self._library = library
        self._source = source
        self._query = query
        self._number = source.page
        self._count = library.page_count(source.document)
        self._wanted = at
        self._page: Page | None = None
        self.matches: tuple[Span, ...] = ()
        self.current: int | None = None

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        yield Static(id="place", markup=False)
        with VerticalScroll(id="scroll"):
            yield Static(id="page", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Put the cursor where the user starts."""
        self.query_one("#scroll").focus()
        self.call_after_refresh(self._turn_to, self._number, at=self._wanted)

    @property
    def page_number(self) -> int:
        """The PDF page shown, counted from 1."""
        return self._number

    def _turn_to(self, number: int, *, at: Span | None = None, last_match: bool = False) -> None:
        try:
            page = self._library.page(self._source.document, number)
        except PanelsearchError as error:
            self.notify(f"{error.message} {error.hint}", severity="error", markup=False)
            return
        self._page, self._number = page, number
        self.matches = self._library.highlights(self._query, page.text) if self._query else ()
        if at is not None and number == self._source.page:
            inside = [n for n, span in enumerate(self.matches) if at.contains(span)]
            if not inside:
                self.matches = tuple(sorted((*self.matches, at)))
                inside = [self.matches.index(at)]
            self.current = inside[0]
        else:
            self.current = (len(self.matches) - 1 if last_match else 0) if self.matches else None
        self._draw()

    def _draw(self) -> None:
        page = self._page
        if page is None:
            return
        label = f" (printed {page.label})" if page.label else ""
        offset = self.matches[self.current].start if self.current is not None else 0
        here = self._library.source(self._source.document, self._number, offset)
        item = "".join(f" · {words}" for words in (part(here.part), item_of(here)) if words)
        item += " (inferred)" if "part" in here.inferred else ""
        told = f" · match {self.current + 1} of {len(self.matches)}" if self.current is not None else ""
        ocr = f" · {ocr_mark(page.confidence)}" if page.source == "ocr" else ""
        head = f"{self._source.document} · PDF p. {page.number} of {self._count}{label}{ocr}{item}{told}"
        self.query_one("#place", Static).update(Text(safe(head)))
        body = self.query_one("#page", Static)
        if page.text.strip():
            body.update(page_text(page.text, self.matches, self.current))
        else:
            body.update(Text(_NO_TEXT.get(str(page.problem or "blank"), "This page has no text.")))
        scroll = self.query_one("#scroll", VerticalScroll)
        row = 0
        if self.current is not None:
            width = max(20, scroll.size.width - 4)
            row = max(0, row_of(page.text, self.matches[self.current].start, width) - scroll.size.height // 2)
        self.call_after_refresh(scroll.scroll_to, y=row, animate=False)

    def action_next_page(self) -> None:
        """Turn to the next page."""
        if self._number < self._count:
            self._turn_to(self._number + 1)

    def action_previous_page(self) -> None:
        """Turn to the previous page."""
        if self._number > 1:
            self._turn_to(self._number - 1)

    def action_first_page(self) -> None:
        """Turn to the first page."""
        self._turn_to(1)

    def action_last_page(self) -> None:
        """Turn to the last page."""
        self._turn_to(self._count)

    def action_next_match(self) -> None:
        """Go to the next match, on this page or a later one."""
        if self.current is not None and self.current + 1 < len(self.matches):
            self.current += 1
            self._draw()
        else:
            self._seek(range(self._number + 1, self._count + 1), last_match=False)

    def action_previous_match(self) -> None:
        """Go to the previous match, on this page or an earlier one."""
        if self.current:
            self.current -= 1
            self._draw()
        else:
            self._seek(range(self._number - 1, 0, -1), last_match=True)

    def _seek(self, numbers: range, *, last_match: bool) -> None:
        for number in numbers:
            text = self._library.page(self._source.document, number).text
            if self._query and self._library.highlights(self._query, text):
                self._turn_to(number, last_match=last_match)
                return
        self.notify("No further match in this document")

    def action_scroll_down(self) -> None:
        """Scroll down a little."""
        self.query_one("#scroll", VerticalScroll).scroll_down(animate=False)

    def action_scroll_up(self) -> None:
        """Scroll up a little."""
        self.query_one("#scroll", VerticalScroll).scroll_up(animate=False)

    def action_follow(self) -> None:
        """What the page refers to, and what refers to it."""
        entries = reference_entries(*self._library.references(self._source.document, self._number))
        if not entries:
            self.notify("This page refers to nothing, and nothing in the library refers to it, as far as could be read")
            return

        def chosen(entry: RegisterEntry | None) -> None:
            if entry is not None and entry.source is not None:
                self.app.push_screen(ReaderScreen(self._library, entry.source, self._query, entry.at))

        self.app.push_screen(RegisterScreen(f"References on page {self._number}", entries), chosen)

    def action_copy(self) -> None:
        """Copy the matched lines with their citation."""
        page = self._page
        if page is None or not page.text.strip():
            return
        start, end = 0, min(len(page.text), 300)
        if self.current is not None:
            span = self.matches[self.current]
            start = page.text.rfind("\n\n", 0, span.start) + 1
            found = page.text.find("\n\n", span.end)
            end = len(page.text) if found < 0 else found
        source = self._library.source(self._source.document, page.number, start)
        self.notify(copy(self.app, f"{page.text[start:end].strip()}\n\n{citation(source)}"), markup=False)

    def action_view_pdf(self) -> None:
        """Open the PDF at this page."""
        path = self._library.pdf_path(self._source.document)
        told = open_pdf(path, self._number) if path else f"{self._source.document} is no longer where it was indexed"
        if path and self._library.needs_password(self._source.document):
            told += "; it will ask for its password"
        self.notify(told, markup=False)

    def action_back(self) -> None:
        """Back to the results."""
        self.dismiss()
