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

from platformdirs import user_log_path

_STDERR = 2
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_LARGEST_BYTES = 1_000_000

log = logging.getLogger("panelsearch.tui")


def log_file() -> Path | None:
    """Where the log lies, begun anew when it has grown large; None where nothing can be written."""
    try:
        path = user_log_path("panelsearch", ensure_exists=True) / "panelsearch.log"
        with path.open("a", encoding="utf-8") as file:
            if file.tell() > _LARGEST_BYTES:
                file.truncate(0)
    except OSError:
        return None
    return path


@contextlib.contextmanager
def logged_to(path: Path | None) -> Iterator[None]:
    """While this lasts, the root logger and standard error write to a file; to nothing where there is none."""
    handler = logging.FileHandler(path, encoding="utf-8", delay=True) if path else logging.NullHandler()
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        with _standard_error_to(path):
            yield
    finally:
        root.removeHandler(handler)
        handler.close()


@contextlib.contextmanager
def _standard_error_to(path: Path | None) -> Iterator[None]:
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
    target = os.open(path or os.devnull, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
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
