"""A dialog that asks for one line of text."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from panelsearch.tui.rendering.drawing import safe
from panelsearch.tui.screens.leaving import LeavesOnce


class LineDialog(ModalScreen[str | None], LeavesOnce[str | None]):
    """Gives the line back; None when the user changes their mind."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "back", "Cancel")]
    DEFAULT_CSS = """
    LineDialog { align: center middle; }
    LineDialog Vertical {
        width: 70; max-width: 96%; height: auto; border: round $primary; background: $surface; padding: 0 1;
    }
    """

    def __init__(self, question: str, value: str) -> None:
        super().__init__()
        self._question = question
        self._value = value

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        with Vertical():
            yield Static(Text(safe(self._question)), id="question", markup=False)
            yield Input(self._value, compact=True)
            yield Static(Text("enter takes it, esc changes nothing", style="dim"), markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the line back."""
        self.dismiss(event.value.strip() or None)
