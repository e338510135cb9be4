"""What do controllers need of the screen that they work for?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from panelsearch.services.library import Library
from panelsearch.tui.library_access import Lane

T = TypeVar("T")


class Host(Protocol):
    """A screen: it tells, it asks the user for a line, and it calls the library off the UI's thread."""

    def tell(self, text: str) -> None:
        """Say something in its line of narration."""
        ...

    def tell_later(self, text: str) -> None:
        """The same from any thread, when the UI comes to it."""
        ...

    def ask_line(self, question: str, value: str, then: Callable[[str], None]) -> None:
        """Ask for a line of text; `then` gets it, unless the user changes their mind."""
        ...

    def call(self, lane: Lane, ask: Callable[[Library], T], then: Callable[[T], None]) -> None:
        """Ask the library; `then` gets what came, unless something newer was asked in that lane meanwhile."""
        ...
