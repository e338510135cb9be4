"""How does a screen leave? Once, and only from the top: Textual's `dismiss` pops whatever lies there."""

from __future__ import annotations

from textual.screen import Screen, ScreenResultType


def leave(screen: Screen[ScreenResultType], result: ScreenResultType | None = None) -> None:
    """Dismiss a screen with what the user chose; nothing where it has been left already, or another lies on it."""
    if screen.is_attached and screen.app.screen is screen:
        screen.dismiss(result)
