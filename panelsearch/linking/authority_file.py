"""What has the user said about who is who? Reads `people.toml`, the one file beside the index that people write.

    [[merge]]                        # these names are one person, shown by the first
    name = "Susan Harkett"
    also = ["Sue Harkett", "S M Harkett"]
    body = "Wexbridge Parish Council"        # only there (may be left out)

    [[split]]                        # these mentions of a name are of somebody else
    name = "John Ollerby"
    as = "John Ollerby (junior)"
    body = "Oldmere Parish Council"          # by body, spelling or day of the meeting: at least one of them
    variants = ["Ollerby jnr"]
    from = 2019-05-01
    to = 2023-05-01

    [[rename]]                       # show the person by another name
    name = "S Pryce"
    as = "Sian Pryce"

Splits are done first, then merges, then renames. `name` is a name that `panelsearch people` shows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from msgspec import Meta

from panelsearch.config.owned_tables import Kind, Name, OwnedTables, Written, text_of
from panelsearch.errors import LibraryError

FILE_NAME = "people.toml"
MANUAL = "docs/people.md"


class CorrectionsError(LibraryError):
    """`people.toml` says something that cannot be followed; the message names the line."""

    code = "people_file"


Names = Annotated[tuple[Name, ...], Meta(min_length=1, description='"{}" is a list of names in quotes')]
Day = Annotated[date | None, Meta(description='"{}" is a day such as 2019-05-01, without quotes')]


@dataclass(frozen=True, slots=True)
class Merge:
    """The people shown as `name` and as any of `also` are one; with a body, only those of it."""

    name: Name
    also: Names
    body: Name = ""


@dataclass(frozen=True, slots=True)
class Split:
    """Mentions of `name` that fit every given restriction are of another person, shown as `shown_as`."""

    name: Name
    shown_as: Name = field(metadata={"key": "as"})
    body: Name = ""
    variants: Names = ()
    first: Day = field(default=None, metadata={"key": "from"})
    last: Day = field(default=None, metadata={"key": "to"})

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise ValueError('"to" lies before "from"')
        if not (self.body or self.variants or self.first or self.last):
            raise ValueError('say which mentions, by "body", "variants", "from" or "to"')


@dataclass(frozen=True, slots=True)
class Rename:
    """The person shown as `name` is shown as `shown_as`; with a body, only the one of it."""

    name: Name
    shown_as: Name = field(metadata={"key": "as"})
    body: Name = ""


@dataclass(frozen=True, slots=True)
class Corrections:
    """Everything the file says, in its order."""

    splits: tuple[Split, ...] = ()
    merges: tuple[Merge, ...] = ()
    renames: tuple[Rename, ...] = ()


_SPLIT = Kind("split", Split, 'this split needs "{}"', 'a split has no "{}"; it has {}')
_MERGE = Kind("merge", Merge, 'this merge needs "{}"', 'a merge has no "{}"; it has {}')
_RENAME = Kind("rename", Rename, 'this rename needs "{}"', 'a rename has no "{}"; it has {}')


def read_corrections(file: Written) -> Corrections:
    """What the file says; nothing where there is none. CorrectionsError for anything in it that is not understood."""
    return corrections_in(file, text_of(file, CorrectionsError))


def corrections_in(file: object, text: str) -> Corrections:
    """What a text says, which is the file's. CorrectionsError for anything in it that is not understood."""
    tables = OwnedTables(file, text, (_MERGE, _SPLIT, _RENAME), CorrectionsError, MANUAL)
    return Corrections(
        tuple(entry.value for entry in tables.of(_SPLIT)),
        tuple(entry.value for entry in tables.of(_MERGE)),
        tuple(entry.value for entry in tables.of(_RENAME)),
    )
