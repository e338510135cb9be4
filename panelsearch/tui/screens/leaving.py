"""How does a screen leave? Once, and only from the top: Textual's `dismiss` pops whatever lies there."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType

from panelsearch.tui.actions import Place


class LeavesOnce(Screen[ScreenResultType]):
    """A screen that may be left before it has begun, more than once, or under another: only the first time counts."""

    PLACES: ClassVar[tuple[Place, ...]] = ()
    """The places whose actions it has, for the palette."""

    has_begun = False
    """Whether it has its widgets, so that it can be shown something."""

    def on_mount(self) -> None:
        """Begin, unless it was left before it had widgets: keys come faster than screens."""
        if self.children:
            self.has_begun = True
            self.begin()

    def begin(self) -> None:
        """What a screen does first."""

    @property
    def can_show(self) -> bool:
        """Whether it has its widgets and is among the app's screens: before and after there is nothing to show in."""
        is_whole = self.has_begun and bool(self.children)  # which go first when all is left
        return is_whole and self.is_attached and self.app.is_running and self in self.app.screen_stack

    def when_drawn(self, do: Callable[[], None]) -> None:
        """Do something once the screen is laid out anew; nothing where it is not open (any more, or yet) by then."""

        def if_open() -> None:
            if self.can_show:
                do()

        self.call_after_refresh(if_open)

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Leave with what the user chose; nothing where it has been left already."""
        if self.is_attached and self.app.screen is self:  # `is_current` is true of what a dialog lies on, too
            return super().dismiss(result)
        done: AwaitComplete = AwaitComplete.nothing()  # type: ignore[no-untyped-call]
        return done

    def action_back(self) -> None:
        """Back to where the user came from."""
        self.dismiss()
