"""The command palette, which Textual's own list breaks when it is paged before it has been laid out."""

from __future__ import annotations

from contextlib import suppress

from textual.command import CommandPalette


class Palette(CommandPalette):
    """Textual's palette; a key that comes before its list is drawn does nothing."""

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError, IndexError):  # the lines of options that have not been laid out
            super()._action_command_list(action)
