"""Which commands are there? One module each, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from panelsearch.cli.commands.base import Command

SUMMARIES: Mapping[str, str] = {
    "index": "read new and changed PDFs, drop vanished ones",
    "search": "ranked passages",
    "searches": "the searches that were kept, when each was last run, and what is new since",
    "ask": "an answer that is a quotation, or why there is none",
    "show": "what was read out of a document",
    "decisions": "the decisions register, newest first",
    "timeline": "one matter through the meetings: raised, reported on, decided, acted on",
    "actions": "who is to do what, what reports recommend, and which later meetings speak of it",
    "attendance": "who came to what, counted, with apologies and absences",
    "gaps": "what an empty result does not prove: minutes, meetings and text that are missing",
    "people": "people named in the papers, merged and counted",
    "councils": "councils named in the papers, merged and counted",
    "sums": "sums of money named in the papers, counted, with their pages",
    "dates": "dates named in the papers, counted, with their pages",
    "export": "write matched passages to a file that anyone can check",
    "verify": "re-open the PDFs and confirm every quotation of an export on its page",
    "status": "what is indexed, what could not be read and why, what is out of date",
    "files": "what its users write, such as people.toml, wherever the library is kept",
    "copy": "a library from one kind of place to another, compared",
    "serve": "the terminal UI in a browser",
}
"""What each does, by its name, which is that of its module; in the order of --help."""
NAMES = tuple(SUMMARIES)


def command(name: str) -> Command:
    """The command of that name."""
    return cast("Command", import_module(f"{__name__}.{name}").COMMAND)
