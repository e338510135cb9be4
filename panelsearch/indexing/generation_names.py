"""What is a generation called? By its number, by a mark that no other has, and by the library whose it is.

So a state of a library asks for the very generation that was made with it: neither another library's is taken for it,
nor one of another history, which a backup may bring back. Those of older versions have a number alone.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable

from panelsearch.errors import LibraryError

PREFIX = "generation-"
_NAME = re.compile(rf"{PREFIX}(\d{{1,18}})(?:-[0-9a-f]{{8}}(?:-([0-9a-f]{{16}}))?)?")
_OWNER = re.compile(r"[0-9a-f]{16}")


def plain(number: int) -> str:
    """A name that says the number alone."""
    return f"{PREFIX}{number}"


def marked(name: str, owner: str) -> str:
    """The name of a new generation, never the same twice; `owner` is the library's id, "" for one that needs none."""
    return "-".join(filter(None, (name, secrets.token_hex(4), owner)))


def new_owner() -> str:
    """An id for a library."""
    return secrets.token_hex(8)


def is_owner(text: str) -> bool:
    """Whether a text is the id of a library."""
    return bool(_OWNER.fullmatch(text))


def is_name(text: str) -> bool:
    """Whether a text names a generation; it may come out of a store that is somebody else's."""
    return bool(_NAME.fullmatch(text))


def number_of(name: str) -> int | None:
    """The number of a generation; None for what names none."""
    found = _NAME.fullmatch(name)
    return int(found[1]) if found else None


def owner_of(name: str) -> str:
    """The id of the library whose generation it is, "" where the name does not say."""
    found = _NAME.fullmatch(name)
    return found[2] or "" if found else ""


def refuse_others(index: str, there: Iterable[str], ours: Iterable[str]) -> None:
    """LibraryError where a generation that is there is of another library than `ours`; one that says none is ours."""
    if {*map(owner_of, there)} - {"", *map(owner_of, ours)}:
        raise LibraryError(
            f"{index} is another library's. Nothing of it was changed.",
            "Name another place for this library's index; or, where that library is no more, delete what is there.",
        )
