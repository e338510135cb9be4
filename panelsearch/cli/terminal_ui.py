"""What does `panelsearch` without a command do? It opens the terminal UI; line by line where none can be drawn."""

from __future__ import annotations

import argparse
import os
import sys

from panelsearch.config import DEFAULT_ROOT
from panelsearch.errors import UsageError

_CANNOT_DRAW = ("dumb", "unknown")


def run(options: argparse.Namespace) -> int:
    """Open the UI on the index; its exit code. UsageError where it has no terminal."""
    if options.as_json:
        raise UsageError("--json needs a command.", "See panelsearch --help.")
    if options.plain or os.environ.get("TERM") in _CANNOT_DRAW:
        return _line_by_line(options)
    if not sys.stdout.isatty() and "TEXTUAL_DRIVER" not in os.environ:  # which the browser server sets
        raise UsageError("The terminal UI needs a terminal.", "See panelsearch --help for commands that do not.")
    if not os.environ.get("NO_COLOR"):  # an empty one wants nothing; Textual would heed it
        os.environ.pop("NO_COLOR", None)
    from panelsearch.tui.app import run as run_ui

    return run_ui(options.place, [DEFAULT_ROOT] if DEFAULT_ROOT.is_dir() else [])


def _line_by_line(options: argparse.Namespace) -> int:
    from panelsearch.cli.plain_session import converse
    from panelsearch.services.library import Library

    with Library.open(options.place) as library:
        converse(library, input, lambda text: print(text, flush=True))
    return 0
