"""A page's text, scrolled to the match: beside the results, and in the reader."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import Click, Resize
from textual.widgets import Static

from panelsearch.tui.messages import PreviewChosen
from panelsearch.tui.rendering.drawing import row_of
from panelsearch.tui.rendering.page import PageView, body_text

_ROOM_AT_THE_EDGE = 4


class PageText(VerticalScroll):
    """The text of a page with its matches marked; the current one stands in the middle."""

    DEFAULT_CSS = "PageText { padding: 0 1; }"

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._view: PageView | None = None

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        yield Static("", id="page", markup=False)

    def show(self, view: PageView, *, current_stands_out: bool) -> None:
        """Show a page."""
        self._view = view
        self.query_one("#page", Static).update(body_text(view, current_stands_out=current_stands_out))
        self._bring_into_sight()

    def show_text(self, text: str) -> None:
        """Show words of ours in the place of a page."""
        self._view = None
        self.query_one("#page", Static).update(Text(text))

    def on_resize(self, event: Resize) -> None:
        """The match stays in sight when lines are broken elsewhere."""
        self._bring_into_sight()

    def _bring_into_sight(self) -> None:
        row, view = 0, self._view
        if view is not None and view.begin:
            width = max(20, self.size.width - _ROOM_AT_THE_EDGE)
            row = max(0, row_of(view.flowing, view.begin, width) - self.size.height // 2)
        self.call_after_refresh(self.scroll_to, y=row, animate=False)


class PagePreview(PageText):
    """The page of the result under the cursor."""

    DEFAULT_CSS = "PagePreview { border-left: solid $primary; }"

    def __init__(self) -> None:
        super().__init__("preview")
        self.can_focus = False

    def on_click(self, event: Click) -> None:
        """A double click opens the page."""
        if event.chain >= 2:
            self.post_message(PreviewChosen())
