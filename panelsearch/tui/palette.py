"""The command palette, which Textual's own list breaks when it is paged before it has been laid out."""

from __future__ import annotations

from contextlib import suppress

from textual.command import CommandPalette
from textual.worker import Worker

from panelsearch.tui.screens.leaving import LeavesOnce


class Palette(CommandPalette, LeavesOnce[None]):
    """Textual's palette; a key that comes before its list is drawn does nothing."""

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError, IndexError):  # the lines of options that have not been laid out
            super()._action_command_list(action)

    def _gather_commands(self, search_value: str) -> Worker[None] | None:  # type: ignore[override]
        """Look for commands, unless the palette was left since its text changed."""
        if self.is_attached and self.app.screen is self:
            return super()._gather_commands(search_value)
        return None
