"""A page beside the results, scrolled to the match."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from panelsearch.tui.rendering.drawing import row_of
from panelsearch.tui.rendering.page import PageView, body_text

_ROOM_AT_THE_EDGE = 4


class PageText(VerticalScroll):
    """The text of a page with its matches marked; the current one stands in the middle."""

    DEFAULT_CSS = "PageText { padding: 0 1; }"

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        yield Static("", id="page", markup=False)

    def show(self, view: PageView, *, current_stands_out: bool) -> None:
        """Show a page."""
        self.query_one("#page", Static).update(body_text(view, current_stands_out=current_stands_out))
        row = 0
        if view.current is not None:
            width = max(20, self.size.width - _ROOM_AT_THE_EDGE)
            row = max(0, row_of(view.page.text, view.matches[view.current].start, width) - self.size.height // 2)
        self.call_after_refresh(self.scroll_to, y=row, animate=False)

    def show_text(self, text: str) -> None:
        """Show words of ours in the place of a page."""
        self.query_one("#page", Static).update(Text(text))


class PagePreview(PageText):
    """The page of the result under the cursor."""

    DEFAULT_CSS = "PagePreview { border-left: solid $primary; }"

    def __init__(self) -> None:
        super().__init__(id="preview", can_focus=False)
