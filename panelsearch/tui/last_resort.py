"""What becomes of a fault nobody thought of? One line for the user, its traceback in a log file.

Nothing but the app may write on the terminal while it draws: what the program, its worker processes and the libraries
below them say on standard error goes into that file too.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from panelsearch.config.log import keep_log, log_file

_STDERR = 2

log = logging.getLogger("panelsearch.tui")


@contextlib.contextmanager
def logged() -> Iterator[None]:
    """While this lasts, standard error is the program's log file too; nothing where that cannot be written."""
    keep_log()
    with _standard_error_to(log_file()):
        yield


@contextlib.contextmanager
def _standard_error_to(path: Path) -> Iterator[None]:
    """Give the app the terminal under another number, and standard error's own number to the file.

    Worker processes inherit the number, whatever Python objects stand for it. On Windows the app draws on standard
    output, and nothing needs to be done.
    """
    terminal = sys.__stderr__
    if sys.platform == "win32" or terminal is None or not terminal.isatty():
        yield
        return
    terminal.flush()
    kept = os.dup(_STDERR)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        target = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    except OSError:
        target = os.open(os.devnull, os.O_WRONLY)
    os.dup2(target, _STDERR)
    os.close(target)
    drawn_on = os.fdopen(kept, "w", encoding="utf-8", errors="replace", closefd=False)
    sys.__stderr__ = drawn_on  # type: ignore[misc]  # what Textual draws on
    try:
        yield
    finally:
        drawn_on.flush()
        sys.__stderr__ = terminal  # type: ignore[misc]
        os.dup2(kept, _STDERR)
        os.close(kept)
