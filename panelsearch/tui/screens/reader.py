"""The page reader: one page of a document, its matches marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from textual.app import ComposeResult
from textual.events import Resize
from textual.widgets import Static

from panelsearch.pictures.painter import Painter
from panelsearch.tui.actions import Place, bindings
from panelsearch.tui.clipboard import copy_to_file
from panelsearch.tui.controllers.opening import open_document
from panelsearch.tui.controllers.picturing import PictureRequest, focus_of, load_painting
from panelsearch.tui.controllers.reading import (
    PageRequest,
    Sought,
    counts_by_page,
    item_beside,
    page_called,
    page_with_match,
    passage_and_citation,
)
from panelsearch.tui.finding import occurrences
from panelsearch.tui.library_access import Lane, LibraryAccess
from panelsearch.tui.messages import FindChanged, FindEnded, FindSubmitted, PageWanted, PictureWanted, ReferencesWanted
from panelsearch.tui.rendering.outline import OutlineEntry
from panelsearch.tui.rendering.page import PageView, heading, item_line, legend
from panelsearch.tui.rendering.wording import told
from panelsearch.tui.screens.base import LibraryScreen
from panelsearch.tui.screens.outline import OutlineScreen
from panelsearch.tui.terminal_graphics import graphics
from panelsearch.tui.widgets.find_bar import FindBar
from panelsearch.tui.widgets.key_hints import KeyHints
from panelsearch.tui.widgets.page_picture import PagePicture
from panelsearch.tui.widgets.page_preview import PageText
from panelsearch.tui.widgets.status_line import StatusLine

_ROWS_FOR_ALL = 16
_PAGE_WANTED = "Which page? The number printed on it; with # before it, the PDF's"


class ReaderScreen(LibraryScreen[None]):
    """Shows a page; moves between matches, items and pages. Keys pressed while a page is read count from it."""

    PLACES = (Place.READER,)
    BINDINGS = bindings(Place.READER)
    DEFAULT_CSS = """
    ReaderScreen #place { background: $primary; color: $text; }
    ReaderScreen #item { text-style: bold; color: $text; }
    ReaderScreen #legend { height: 1; padding: 0 1; }
    ReaderScreen #picture, ReaderScreen.pictured #scroll { display: none; }
    ReaderScreen.pictured #picture { display: block; }
    ReaderScreen.low #legend, ReaderScreen.low #item { display: none; }
    """

    def __init__(self, access: LibraryAccess, wanted: PageWanted, painter: Painter) -> None:
        super().__init__(access)
        self._painter = painter
        self._document = wanted.source.document
        self._sought = Sought(wanted.query)
        self._counts: Mapping[int, int] = {}
        self._first = PageRequest(self._document, wanted.source.page, self._sought, wanted.at)
        self._going_to = wanted.source.page
        self.view: PageView | None = None
        self._to_find = ""
        """Words that were sent off before the page was there."""

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        yield StatusLine("place")
        yield StatusLine("item")
        yield PageText("scroll")
        yield PagePicture()
        yield Static("", id="legend", markup=False)
        yield FindBar()
        yield KeyHints()

    def begin(self) -> None:
        """Read the page."""
        self.set_focus(self.query_one(PageText))
        self.tell(f"{self._document} · PDF p. {self._going_to}: reading ...")
        self._load(self._first)

    def on_resize(self, event: Resize) -> None:
        """Where there are few rows they are the page's."""
        self.set_class(event.size.height < _ROWS_FOR_ALL, "low")

    @property
    def page_number(self) -> int:
        """The PDF page shown, counted from 1; 0 before one is."""
        return self.view.page.number if self.view else 0

    def _load(self, request: PageRequest) -> None:
        self._going_to = request.number
        self.call(Lane.PAGE, replace(request, sought=self._sought).load, self._show)

    def _show(self, view: PageView) -> None:
        self.view = view
        self._going_to = view.page.number
        self.tell(heading(view, self._counts))
        self.query_one("#item", StatusLine).say(item_line(view))
        self.query_one("#legend", Static).update(legend(view.named))
        self.query_one(PageText).show(view, current_stands_out=True)
        self._look_at_match()
        words, self._to_find = self._to_find, ""
        if words:
            self._find(words)

    # the picture

    def action_picture(self) -> None:
        """From the page's text to its picture, or back."""
        picture = self.query_one(PagePicture)
        if self.has_class("pictured"):
            self.remove_class("pictured")
            self.set_focus(self.query_one(PageText))
        elif picture.graphics is not None:
            self._show_picture()
        else:
            self.tell("The picture: looking what this terminal can draw ...")
            self.run_slowly(Lane.PICTURE, load_painting, self._ask_terminal)

    def _ask_terminal(self, _: None) -> None:
        self.query_one(PagePicture).graphics = graphics(self.app)
        self._show_picture()

    def _show_picture(self) -> None:
        self.add_class("pictured")
        self.set_focus(self.query_one(PagePicture))
        if self.view is not None:
            self.tell(heading(self.view, self._counts))
        self.when_drawn(self._look_at_match)

    def _look_at_match(self) -> None:
        view = self.view
        if view is not None and self.has_class("pictured"):
            self.query_one(PagePicture).look_at(view.page, focus_of(view))

    def on_picture_wanted(self, event: PictureWanted) -> None:
        """Paint what of the page is in sight."""
        view, picture = self.view, self.query_one(PagePicture)
        if view is None:
            return
        request = PictureRequest(view, event.region, event.width_px, event.height_px)
        self.call(
            Lane.PICTURE, lambda library: request.paint(library, self._painter), picture.show,
            lambda error: picture.show_why_not(told(error)),
        )  # fmt: skip

    # pages

    def _turn_to(self, number: int, *, from_last: bool = False) -> None:
        """Go to a page of those there are."""
        if self.view is None:
            return
        if not 1 <= number <= self.view.count:
            self.notify("This is the last page." if number > 1 else "This is the first page.")
            return
        self._load(PageRequest(self._document, number, from_last=from_last))

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

    def action_go_to_page(self) -> None:
        """Turn to the page of a number."""
        self.ask_line(_PAGE_WANTED, "", self._go_to_page)

    def _go_to_page(self, words: str) -> None:
        document = self._document

        def found(number: int) -> None:
            self._turn_to(number)

        self.call(
            Lane.PAGE, lambda library: page_called(library, document, words), found,
            lambda error: self._notify(error.message),
        )  # fmt: skip

    # items

    def action_outline(self) -> None:
        """Pick one of the paper's items and parts."""

        def chosen(entry: OutlineEntry | None) -> None:
            if entry is not None:
                self._load(PageRequest(self._document, entry.page, heading=entry.heading))

        self.app.push_screen(OutlineScreen(self.access, self._document, self._going_to), chosen)

    def action_next_item(self) -> None:
        """Go to the heading of the item that follows."""
        self._turn_to_item(1)

    def action_previous_item(self) -> None:
        """Go to the heading of the item before this one."""
        self._turn_to_item(-1)

    def _turn_to_item(self, step: int) -> None:
        view = self.view
        if view is None:
            return

        def found(request: PageRequest | None) -> None:
            if request is not None:
                self._load(request)
            else:
                self.notify("There is no item after this one." if step > 0 else "There is no item before this one.")

        self.call(Lane.PAGE, lambda library: item_beside(library, view.here, step), found)

    # matches

    def action_next_match(self) -> None:
        """Go to the next match, on this page or a later one."""
        if self.view is not None:
            self._step(self.view.beside(1), range(self.view.page.number + 1, self.view.count + 1), from_last=False)

    def action_match(self, number: int) -> None:
        """That match, which was clicked."""
        if self.view is not None and number < len(self.view.matches):
            self._show(self.view.at_match(number))

    def action_previous_match(self) -> None:
        """Go to the previous match, on this page or an earlier one."""
        if self.view is not None:
            self._step(self.view.beside(-1), range(self.view.page.number - 1, 0, -1), from_last=True)

    def _step(self, number: int | None, others: range, *, from_last: bool) -> None:
        if number is not None and self.view is not None:
            self._show(self.view.at_match(number))
            return
        document, sought = self._document, self._sought

        def found(number: int | None) -> None:
            if number is None:
                what = "No match before this one" if from_last else "No further match"
                self.notify(f"{what} in this document.")
            else:
                self._turn_to(number, from_last=from_last)

        self.call(Lane.PAGE, lambda library: page_with_match(library, document, sought, others), found)

    # finding

    def action_find(self) -> None:
        """Take words to look for in this paper."""
        self.query_one(FindBar).open()

    def on_find_changed(self, event: FindChanged) -> None:
        """Mark the words on this page while they are typed."""
        if self.view is not None and event.words.strip():
            matches = occurrences(event.words, self.view.page.text)
            self._counts = {}
            self._show(replace(self.view, matches=matches, current=0 if matches else None))

    def on_find_submitted(self, event: FindSubmitted) -> None:
        """Go to the first of them from this page on; where these words are looked for already, to the next."""
        self._to_find = ""
        if not event.words.strip():
            self._end_find()
            return
        self._focus_page()
        if self.view is None:  # typed before the page was there
            self._to_find = event.words
        elif event.words == self._sought.words:
            self.action_next_match()
        else:
            self._find(event.words)

    def _find(self, words: str) -> None:
        self._sought = sought = replace(self._sought, words=words)
        document = self._document
        self.call(Lane.PAGE, lambda library: counts_by_page(library, document, sought), self._found)

    def _found(self, counts: Mapping[int, int]) -> None:
        self._counts = counts
        if not counts:
            self.notify(f"“{self._sought.words}” stands nowhere in this paper.", markup=False)
            self.action_find()
            return
        onward = [number for number in counts if number >= self._going_to]
        if not onward:
            self.notify("Not from this page on: this is the first in the paper.")
        self._turn_to(onward[0] if onward else min(counts))

    def on_find_ended(self, event: FindEnded) -> None:
        """Mark what was marked before."""
        self._end_find()

    def _end_find(self) -> None:
        self._sought, self._counts = replace(self._sought, words=""), {}
        self.query_one(FindBar).close()
        self._focus_page()
        self._turn_to(self._going_to)

    def _focus_page(self) -> None:
        self.set_focus(self.query_one(PagePicture if self.has_class("pictured") else PageText))

    def action_back(self) -> None:
        """Stop looking for words, or back to where the user came from."""
        if self._sought.words:
            self._end_find()
        else:
            super().action_back()

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
