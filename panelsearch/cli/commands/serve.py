"""panelsearch serve: the terminal UI in a browser, through textual-serve, an optional extra."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from panelsearch.cli.arguments import positive
from panelsearch.cli.commands.base import DONE, Command
from panelsearch.errors import UsageError


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="localhost")
    parser.add_argument("--port", type=positive, default=8000)


def _run(options: argparse.Namespace) -> int:
    """Serve until interrupted; UsageError where the extra is not installed."""
    try:
        from panelsearch.tui.browser_server import BrowserServer
    except ImportError as error:
        raise UsageError(
            "Serving needs an extra that is not installed.", "Install it with: pip install 'panelsearch[serve]'"
        ) from error
    argv = [sys.executable, "-m", "panelsearch", "--index", str(options.place.directory.absolute())]
    here = Path.cwd()
    server = BrowserServer(argv, options.host, options.port, confined_to=str(here))
    print(f"panelsearch is at {server.address} (ctrl-C ends it)", file=sys.stderr)
    print(f"Whoever has that address can use it, and read and write files in {here}.", file=sys.stderr)
    server.serve()
    return DONE


COMMAND = Command("serve", _arguments, _run)
