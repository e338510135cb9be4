"""The line in which words are typed that are looked for in a paper."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from panelsearch.tui.messages import FindChanged, FindEnded, FindSubmitted


class FindBar(Input):
    """Hidden until it is opened. Posts FindChanged at each letter, FindSubmitted on enter, FindEnded on escape."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "stop_looking", "Stop looking")]
    DEFAULT_CSS = """
    FindBar { display: none; height: 1; margin: 0 1; }
    FindBar.open { display: block; }
    """

    def __init__(self) -> None:
        super().__init__(placeholder="find in this paper: enter goes to the next, esc ends", id="find", compact=True)

    def open(self) -> None:
        """Take words."""
        self.add_class("open")
        self.focus()
        self.action_select_all()

    def close(self) -> None:
        """Go away, the words with it."""
        self.remove_class("open")
        with self.prevent(Input.Changed):
            self.value = ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Other words."""
        event.stop()
        self.post_message(FindChanged(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """These are the words."""
        event.stop()
        self.post_message(FindSubmitted(event.value))

    def action_stop_looking(self) -> None:
        """No words any more."""
        self.post_message(FindEnded())
