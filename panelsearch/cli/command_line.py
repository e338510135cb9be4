"""Which command was asked for, and with which options? Only the parsers that the words may need are made."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from panelsearch import __version__
from panelsearch.cli.commands import NAMES, SUMMARIES, command
from panelsearch.config import DEFAULT_INDEX_DIR
from panelsearch.errors import UsageError

if TYPE_CHECKING:
    from panelsearch.storage.place import Place

_EPILOG = "Exit codes: 0 done, 1 nothing found, 2 wrong usage, 3 index unusable, 4 some files unread, 130 stopped."

_NOT_OF_THESE = re.compile(r"invalid choice: '(.*)' \(choose from (.*)\)$", re.DOTALL)


class _Parser(argparse.ArgumentParser):
    """Wrong usage is an error like any other, so that --json holds for it too."""

    def error(self, message: str) -> None:  # type: ignore[override]
        from panelsearch.cli.arguments import nearest

        hint = f"See {self.prog} --help."
        if (wrong := _NOT_OF_THESE.search(message)) and (near := nearest(wrong[1], re.findall(r"[\w-]+", wrong[2]))):
            hint = f"Did you mean {near}? {hint}"
            message = message[: wrong.start(2)].removesuffix(" (choose from ")
        if left_out := re.search(r"^unrecognized arguments:.* (-[^\W\d_]{2,})", f"{message} "):
            hint += f" To leave a word out, quote the query: panelsearch search 'word {left_out[1]}'"
        raise UsageError(f"{message[:1].upper()}{message[1:]}.", hint)


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The options; `command` is "" where none was named. UsageError for what is no command or option of it."""
    words = list(arguments)
    if "--sort" in words[:-1]:  # its value may begin with a minus sign, which argparse takes for an option
        at = words.index("--sort")
        words[at : at + 2] = [f"--sort={words[at + 1]}"]
    # given as a namespace: parsers that share options would share set defaults too, and undo what stood before them
    defaults = argparse.Namespace(command="", as_json=False, place=None, plain=False)
    options = parser(_needed(words)).parse_args(words, defaults)
    options.place = options.place or _place(os.environ.get("PANELSEARCH_INDEX") or str(DEFAULT_INDEX_DIR))
    return options


def _place(text: str) -> Place:
    """The place that --index names."""
    from panelsearch.storage.place import Place  # who asks for the version alone needs no place

    return Place.parse(text)


def _needed(words: Sequence[str]) -> Sequence[str]:
    """The command that is named first, if it is one: nothing need be known of others, unless help is asked for."""
    before = iter(words)
    for word in before:
        if word == "--index":
            next(before, None)
        elif word.startswith(("-h", "--h")):
            return ()
        elif not word.startswith("-"):
            return [word] if word in NAMES else ()
    return ()


def parser(names: Sequence[str] = NAMES) -> argparse.ArgumentParser:
    """A parser that knows these commands and their arguments; of none given, what all are called."""
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument(
        "--index", dest="place", type=_place, metavar="PLACE",
        help="the index: a folder, or a file or URL that names store and index"
        f" (default: PANELSEARCH_INDEX, or {DEFAULT_INDEX_DIR}/)",
    )  # fmt: skip
    common.add_argument("--json", dest="as_json", action="store_true", help="print one JSON object")

    whole = _Parser(
        prog="panelsearch",
        description="Search council and panel papers offline: every hit and every answer is cited to its page.",
        epilog=_EPILOG,
        parents=[common],
    )
    whole.add_argument("--version", action="version", version=f"panelsearch {__version__}")
    whole.add_argument("--plain", action="store_true", help="without a command: line by line, nothing drawn")
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", title="commands", parser_class=_Parser)
    for name in names or NAMES:
        summary = SUMMARIES[name]
        own = commands.add_parser(name, help=summary, description=summary, epilog=_EPILOG, parents=[common])
        if names:
            command(name).add_arguments(own)
    return whole
