"""The query box: says when its text changes, when the typing pauses, and when enter is pressed."""

from __future__ import annotations

from textual.timer import Timer
from textual.widgets import Input

from panelsearch.tui.messages import QueryChanged, QuerySettled, QuerySubmitted

_TYPING_PAUSE_SECONDS = 0.12


class QueryInput(Input):
    """Posts QueryChanged at each letter, QuerySettled after a pause, QuerySubmitted on enter."""

    DEFAULT_CSS = "QueryInput { height: 1; margin: 0 1; }"

    def __init__(self) -> None:
        super().__init__(
            placeholder='search: words, "phrases", person: date: money: ...   a question? asks',
            id="query",
            compact=True,
        )
        self._pause: Timer | None = None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Wait for the typing to pause."""
        event.stop()
        self.post_message(QueryChanged(event.value))
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_TYPING_PAUSE_SECONDS, self._settle)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """No need to wait any longer."""
        event.stop()
        if self._pause is not None:
            self._pause.stop()
        self.post_message(QuerySubmitted(event.value))

    def _settle(self) -> None:
        self.post_message(QuerySettled(self.value))
