"""What do all screens over a library have in common? How they leave, ask, tell, and call it off the UI's thread."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from textual.screen import ScreenResultType

from panelsearch.errors import PanelsearchError
from panelsearch.services.library import Library
from panelsearch.tui.library_access import Lane, LibraryAccess
from panelsearch.tui.rendering.wording import told
from panelsearch.tui.screens.leaving import LeavesOnce
from panelsearch.tui.screens.line import LineDialog
from panelsearch.tui.widgets.status_line import StatusLine

T = TypeVar("T")


class LibraryScreen(LeavesOnce[ScreenResultType]):
    """A screen that asks the library in `access`; it has a StatusLine, or tells by notifications."""

    def __init__(self, access: LibraryAccess) -> None:
        super().__init__()
        self.access = access

    def tell(self, text: str, *, whole: bool = False) -> None:
        """One line of narration; `whole`, however many lines it takes."""
        lines = self.query(StatusLine)
        if lines:
            lines.first().say(text, whole=whole)
        elif text:
            self.notify(text, markup=False)

    def tell_error(self, error: PanelsearchError) -> None:
        """What went wrong, and what to do: whole, since that comes last."""
        self.tell(told(error), whole=True)

    def tell_later(self, text: str) -> None:
        """The same from any thread, when the UI comes to it."""
        self.call_later(self.tell, text)

    def ask_line(self, question: str, value: str, then: Callable[[str], None]) -> None:
        """Ask for a line of text; `then` gets it, unless the user changes their mind."""

        def answered(line: str | None) -> None:
            if line is not None:
                then(line)

        self.app.push_screen(LineDialog(question, value), answered)

    def call(
        self,
        lane: Lane,
        ask: Callable[[Library], T],
        then: Callable[[T], None],
        failed: Callable[[PanelsearchError], None] | None = None,
    ) -> None:
        """Ask the library in a lane's thread. `then` gets what came, `failed` an error; it is told where there is none.

        Neither hears of it where something newer was asked in that lane meanwhile, or the screen was left.
        """
        self._run(lane, lambda: self.access.call(lane, ask), then, failed or self.tell_error)

    def run_slowly(self, lane: Lane, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do something slow that needs no library, likewise."""
        self._run(lane, lambda: self.access.run(lane, work), then, self.tell_error)

    def _run(
        self,
        lane: Lane,
        work: Callable[[], Awaitable[T]],
        then: Callable[[T], None],
        failed: Callable[[PanelsearchError], None],
    ) -> None:
        async def do() -> None:
            try:
                value = await work()
            except PanelsearchError as error:
                if self.can_show:
                    failed(error)
            else:
                if self.can_show:
                    then(value)

        exclusive = lane is not Lane.FILES  # what is written is written: each of those is told
        self.run_worker(do, group=lane, exclusive=exclusive)  # type: ignore[arg-type]  # Textual's hint is too narrow
