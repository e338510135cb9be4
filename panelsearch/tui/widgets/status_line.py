"""One line of narration: what is on screen, what is under way, why something cannot be done."""

from __future__ import annotations

from rich.text import Text
from textual.widgets import Static

from panelsearch.tui.rendering.drawing import safe


class StatusLine(Static):
    """Shows one line, cut with an ellipsis where the screen is too narrow; in several what must be read whole."""

    DEFAULT_CSS = """
    StatusLine { height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    StatusLine.whole { height: auto; max-height: 4; text-wrap: wrap; }
    """

    def __init__(self, id: str = "told") -> None:  # noqa: A002 - Textual's name for it
        super().__init__("", id=id, markup=False)

    def say(self, text: str, *, whole: bool = False) -> None:
        """Tell something."""
        self.set_class(whole, "whole")
        self.update(Text(safe(text)))
