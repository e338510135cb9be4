"""The line over a table that its rows are filtered by while it is typed."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.timer import Timer
from textual.widgets import Input

from panelsearch.tui.messages import FilterChanged, FilterLeft

_TYPING_PAUSE_SECONDS = 0.12


class FilterBox(Input):
    """Posts FilterChanged when the typing pauses, FilterLeft on enter, down and escape."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,down", "leave", "To the rows")]
    DEFAULT_CSS = "FilterBox { height: 1; margin: 0 1; }"

    def __init__(self, words: str, placeholder: str) -> None:
        super().__init__(words, placeholder=placeholder, id="filter", compact=True)
        self._pause: Timer | None = None
        self._said = words

    def on_input_changed(self, event: Input.Changed) -> None:
        """Wait for the typing to pause."""
        event.stop()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_TYPING_PAUSE_SECONDS, self._say)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """To the rows that these words leave."""
        event.stop()
        self.action_leave()

    def action_leave(self) -> None:
        """To the rows."""
        self._say()
        self.post_message(FilterLeft())

    def _say(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        if self.value != self._said:
            self._said = self.value
            self.post_message(FilterChanged(self.value))
