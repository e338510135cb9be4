"""How is an error told to somebody at a screen? Keys in the place of commands and options."""

from __future__ import annotations

import re

from panelsearch.errors import Interrupted, LibraryBusyError, LibraryDamagedError, LibraryError, PanelsearchError

_GO_ON = "f4 goes on with it."
_COMMAND = re.compile(r"\bpanelsearch [a-z]|(?<!\S)--\w")


def told(error: PanelsearchError) -> str:
    """The message and what to do next: hints that are commands are for a command line, and f4 does what most do.

    Not what heals a damaged library: its command is told as it is.
    """
    hint = _GO_ON if isinstance(error, Interrupted) else error.hint
    if _COMMAND.search(hint) and not isinstance(error, LibraryDamagedError):
        is_for_indexing = isinstance(error, LibraryError) and not isinstance(error, LibraryBusyError)
        hint = "f4 brings it up to date." if is_for_indexing else ""
    return f"{error.message} {hint}".strip()
