"""What does `panelsearch` without a command do? It opens the terminal UI, where there is a terminal."""

from __future__ import annotations

import argparse
import os
import sys

from panelsearch.config import DEFAULT_ROOT
from panelsearch.errors import UsageError


def run(options: argparse.Namespace) -> int:
    """Open the UI on the index; its exit code. UsageError where it has no terminal."""
    if options.as_json:
        raise UsageError("--json needs a command.", "See panelsearch --help.")
    if not sys.stdout.isatty() and "TEXTUAL_DRIVER" not in os.environ:  # which the browser server sets
        raise UsageError("The terminal UI needs a terminal.", "See panelsearch --help for commands that do not.")
    from panelsearch.tui.app import run as run_ui

    return run_ui(options.place.directory, [DEFAULT_ROOT] if DEFAULT_ROOT.is_dir() else [])
