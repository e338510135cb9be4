"""How is a command of ours told, so that it asks the same library? With the --index that it takes."""

from __future__ import annotations

import re
from shlex import quote

from panelsearch.cli.commands import NAMES
from panelsearch.config import DEFAULT_INDEX_DIR
from panelsearch.storage.place import Place

_TO_BE_TYPED = re.compile(rf"(?<=: )panelsearch ({'|'.join(NAMES)})\b")


def own_command(name: str, place: Place) -> str:
    """The beginning of a command over the library at a place; what else it takes may follow. Without a password."""
    where = "" if place == Place.parse(DEFAULT_INDEX_DIR) else f" --index {quote(place.shown_argument)}"
    return f"panelsearch {name}{where}"


def over_library(hint: str, place: Place) -> str:
    """A hint, with a command that follows a colon told as one over the library at a place."""
    return _TO_BE_TYPED.sub(lambda command: own_command(command[1], place), hint)
