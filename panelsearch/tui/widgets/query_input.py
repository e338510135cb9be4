"""The query box: says when its text changes, when the typing pauses, and when enter is pressed.

It goes back through earlier queries, and shows how the word that is being typed may go on. What is typed between enter
and what enter brings waits for that: letters are commands among results, and words in the box.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from textual.events import Key
from textual.suggester import Suggester
from textual.timer import Timer
from textual.widgets import Input

from panelsearch.tui.actions import Place, bindings, keys_of
from panelsearch.tui.messages import QueryChanged, QuerySettled, QuerySubmitted

_TYPING_PAUSE_SECONDS = 0.08
_OF_RESULTS = keys_of(Place.LISTS, Place.RESULTS)


class QueryInput(Input):
    """Posts QueryChanged at each letter, QuerySettled after a pause, QuerySubmitted on enter."""

    BINDINGS = bindings(Place.BOX)
    _waiting: list[Key] | None = None
    """Keys for what was asked for, until it comes; None where nothing is to come."""
    DEFAULT_CSS = "QueryInput { height: 1; margin: 0 1; }"

    def __init__(
        self, complete: Callable[[str], Awaitable[str | None]], earlier: Callable[[], Sequence[str]],
        give_again: Callable[[Key], None],
    ) -> None:  # fmt: skip
        super().__init__(
            placeholder='search: words, "phrases", person: date: money: ...   a question? asks',
            id="query",
            compact=True,
            suggester=_Completing(complete),
        )
        self._earlier = earlier
        self._give_again = give_again
        self._back = 0  # so many queries back; 0 for what was typed
        self._typed = ""
        self._pause: Timer | None = None

    # keys that wait

    @property
    def is_waiting(self) -> bool:
        """Whether keys wait for what was asked for."""
        return self._waiting is not None

    def wait(self) -> None:
        """Something was asked for: keys that results would take wait until they are passed on, or dropped."""
        self._waiting = self._waiting or []

    def pass_on(self) -> None:
        """Give the keys that waited to what has the focus now."""
        waited, self._waiting = self._waiting or [], None
        if self.app.screen is self.screen:
            for key in waited:
                self._give_again(key)

    def drop(self) -> None:
        """Forget the keys that waited: the user goes elsewhere."""
        self._waiting = None

    def on_key(self, event: Key) -> None:
        """Keep a key that waits; pass one on that comes when the focus has gone."""
        if self._waiting is not None and (event.is_printable or event.key in _OF_RESULTS):
            self._waiting.append(event)
        elif self.screen.focused not in (self, None):
            self._give_again(event)
        else:
            if event.key == "enter":
                self.wait()
            return
        event.stop()
        event.prevent_default()

    def watch_value(self) -> None:
        """With another text, nothing is asked for any more."""
        self.pass_on()

    # typing

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
        self._back = 0
        if self._pause is not None:
            self._pause.stop()
        self.post_message(QuerySubmitted(event.value))

    def _settle(self) -> None:
        self.post_message(QuerySettled(self.value))

    @property
    def suggested(self) -> str:
        """What the text may go on as; "" for nothing."""
        return self._suggestion if self.cursor_at_end else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tab goes on to the next widget where nothing is suggested."""
        return action != "complete" or bool(self.suggested)

    def action_complete(self) -> None:
        """Take what is suggested."""
        self.action_cursor_right()

    def action_older(self) -> None:
        """The query before."""
        queries = self._earlier()
        if not self._back:
            self._typed = self.value
        back = next(
            (n for n in range(self._back + 1, len(queries) + 1) if queries[n - 1] != self.value), None
        )  # fmt: skip
        if back is not None:
            self._show(back, queries[back - 1])

    def newer(self) -> bool:
        """The query after, at last what was typed; False where that is shown already."""
        if not self._back:
            return False
        queries = self._earlier()
        back = min(self._back - 1, len(queries))
        self._show(back, queries[back - 1] if back else self._typed)
        return True

    def _show(self, back: int, text: str) -> None:
        self._back = back
        self.value = text
        self.cursor_position = len(text)


class _Completing(Suggester):
    def __init__(self, complete: Callable[[str], Awaitable[str | None]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        return await self._complete(value)
