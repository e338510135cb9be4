"""panelsearch serve: the terminal UI in a browser, through textual-serve, an optional extra."""

from __future__ import annotations

import argparse
import ipaddress
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from panelsearch.cli.arguments import positive
from panelsearch.cli.commands.base import DONE, Command, library_of
from panelsearch.errors import UsageError


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="localhost", help="the name or address it is reached at, and answers to")
    parser.add_argument("--port", type=positive, default=8000)
    help_behind = "the address at which a proxy on this machine shows it: https://papers.example"
    parser.add_argument("--behind", type=_address, metavar="URL", help=help_behind)


def _run(options: argparse.Namespace) -> int:
    """Serve until interrupted; UsageError where the extra is not installed, or a browser could not go to the host."""
    if _is_every_address(options.host):
        raise UsageError(
            f"{options.host} is no address that a browser can go to.",
            "Name the one this machine is reached at, such as --host 192.168.1.10",
        )
    try:
        from panelsearch.services.metrics import library_metrics
        from panelsearch.tui.browser_server import BrowserServer
    except ImportError as error:
        raise UsageError(
            "Serving needs an extra that is not installed.", "Install it with: pip install 'panelsearch[serve]'"
        ) from error
    argv = [sys.executable, "-m", "panelsearch"]
    here = Path.cwd()
    server = BrowserServer(
        argv, options.host, options.port, confined_to=str(here), behind=options.behind or "",
        measured=lambda: library_metrics(lambda: library_of(options)),
        watchers_token=os.environ.get("PANELSEARCH_METRICS_TOKEN", ""),
    )  # fmt: skip
    server.environment["PANELSEARCH_INDEX"] = options.place.argument  # arguments are shown to others, this is not
    print(f"panelsearch is at {server.address} (ctrl-C ends it)", file=sys.stderr)
    print(f"Whoever has that address can use it, and read and write files in {here}.", file=sys.stderr)
    server.serve()
    return DONE


def _address(text: str) -> str:
    """An address as browsers tell it: a scheme, a name, perhaps a port. ArgumentTypeError."""
    parts = urlsplit(text.lower())
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise argparse.ArgumentTypeError(f"{text} is no address such as https://papers.example")
    usual = {"http": ":80", "https": ":443"}[parts.scheme]
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].removesuffix(usual)}"


def _is_every_address(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_unspecified
    except ValueError:  # a name
        return False


COMMAND = Command("serve", _arguments, _run)
