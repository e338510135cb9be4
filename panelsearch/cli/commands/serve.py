"""panelsearch serve: the terminal UI in a browser, through textual-serve, an optional extra."""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys

from panelsearch.cli.arguments import positive
from panelsearch.cli.commands.base import DONE, Command
from panelsearch.errors import UsageError


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="localhost")
    parser.add_argument("--port", type=positive, default=8000)


def _run(options: argparse.Namespace) -> int:
    """Serve until interrupted; UsageError where the extra is not installed."""
    try:
        from textual_serve.server import Server
    except ImportError as error:
        raise UsageError(
            "Serving needs an extra that is not installed.", "Install it with: pip install 'panelsearch[serve]'"
        ) from error
    argv = [sys.executable, "-m", "panelsearch", "--index", str(options.place.directory.absolute())]
    command = subprocess.list2cmdline(argv) if sys.platform == "win32" else shlex.join(argv)
    print(f"panelsearch is at http://{options.host}:{options.port} (ctrl-C ends it)", file=sys.stderr)
    Server(command, host=options.host, port=options.port, title="panelsearch").serve()
    return DONE


COMMAND = Command("serve", _arguments, _run)
