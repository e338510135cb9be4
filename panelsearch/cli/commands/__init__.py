"""Which commands are there? One module each, loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from panelsearch.cli.commands.base import Command

NAMES = (
    "index", "search", "searches", "ask", "show", "decisions", "timeline", "actions", "attendance", "gaps", "people",
    "councils", "sums", "dates", "export", "verify", "status", "serve",
)  # fmt: skip
"""In the order of --help; each is the name of its module."""


def command(name: str) -> Command:
    """The command of that name."""
    return cast("Command", import_module(f"{__name__}.{name}").COMMAND)
