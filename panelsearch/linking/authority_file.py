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

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import cast

from panelsearch.errors import LibraryError

FILE_NAME = "people.toml"


class CorrectionsError(LibraryError):
    """`people.toml` says something that cannot be followed; the message names the line."""

    code = "people_file"


@dataclass(frozen=True, slots=True)
class Merge:
    """The people shown as `name` and as any of `also` are one; with a body, only those of it."""

    name: str
    also: tuple[str, ...]
    body: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """Mentions of `name` that fit every given restriction are of another person, shown as `shown_as`."""

    name: str
    shown_as: str
    body: str = ""
    variants: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Rename:
    """The person shown as `name` is shown as `shown_as`; with a body, only the one of it."""

    name: str
    shown_as: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Corrections:
    """Everything the file says, in its order."""

    splits: tuple[Split, ...] = ()
    merges: tuple[Merge, ...] = ()
    renames: tuple[Rename, ...] = ()


_KEYS = {
    "merge": ({"name", "also"}, {"body"}),
    "split": ({"name", "as"}, {"body", "variants", "from", "to"}),
    "rename": ({"name", "as"}, {"body"}),
}


def read_corrections(path: Path) -> Corrections:
    """What the file says; nothing where there is none. CorrectionsError for anything in it that is not understood."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Corrections()
    except (OSError, UnicodeDecodeError) as error:
        raise CorrectionsError(f"{path} cannot be read: {error}.", "It is a text file in UTF-8.") from error
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CorrectionsError(f"{path} is not TOML: {error}.", "See README.md for how it is written.") from error
    read = _Reader(path, text)
    for kind in tables:
        if kind not in _KEYS:
            raise read.fault(kind, 0, f'there is no "{kind}" in it; there are merge, split and rename')
    return Corrections(
        tuple(read.split(n, entry) for n, entry in enumerate(read.entries("split", tables))),
        tuple(read.merge(n, entry) for n, entry in enumerate(read.entries("merge", tables))),
        tuple(read.rename(n, entry) for n, entry in enumerate(read.entries("rename", tables))),
    )


class _Reader:
    """Turns tables into corrections, and faults into messages with the line of their entry."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()

    def fault(self, kind: str, number: int, what: str) -> CorrectionsError:
        """An error that names the line of the `number`th entry of a kind."""
        heading = re.compile(rf"\s*\[?\[?\s*[\"']?{re.escape(kind)}\b")
        at = [n for n, line in enumerate(self._lines, 1) if heading.match(line)]
        line = f", line {at[number]}" if number < len(at) else ""
        return CorrectionsError(f"{self._path}{line}: {what}.", "See README.md for how it is written.")

    def entries(self, kind: str, tables: Mapping[str, object]) -> list[Mapping[str, object]]:
        """The tables of one kind, their keys checked."""
        found = tables.get(kind, [])
        if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
            raise self.fault(kind, 0, f"write [[{kind}]], in double brackets")
        entries = cast("list[Mapping[str, object]]", found)
        needed, allowed = _KEYS[kind]
        for number, entry in enumerate(entries):
            if missing := sorted(needed - set(entry)):
                raise self.fault(kind, number, f'this {kind} needs "{missing[0]}"')
            if unknown := sorted(set(entry) - needed - allowed):
                raise self.fault(kind, number, f'a {kind} has no "{unknown[0]}"')
        return entries

    def merge(self, number: int, entry: Mapping[str, object]) -> Merge:
        """One [[merge]]."""
        return Merge(
            self._text("merge", number, entry, "name"), self._texts("merge", number, entry, "also"),
            self._text("merge", number, entry, "body"),
        )  # fmt: skip

    def split(self, number: int, entry: Mapping[str, object]) -> Split:
        """One [[split]]."""
        first, last = (self._day("split", number, entry, key) for key in ("from", "to"))
        if first and last and last < first:
            raise self.fault("split", number, '"to" lies before "from"')
        one = Split(
            self._text("split", number, entry, "name"), self._text("split", number, entry, "as"),
            self._text("split", number, entry, "body"), self._texts("split", number, entry, "variants"), first, last,
        )  # fmt: skip
        if not (one.body or one.variants or first or last):
            raise self.fault("split", number, 'say which mentions, by "body", "variants", "from" or "to"')
        return one

    def rename(self, number: int, entry: Mapping[str, object]) -> Rename:
        """One [[rename]]."""
        name, shown_as, body = (self._text("rename", number, entry, key) for key in ("name", "as", "body"))
        return Rename(name, shown_as, body)

    def _text(self, kind: str, number: int, entry: Mapping[str, object], key: str) -> str:
        value = entry.get(key, "")
        if not isinstance(value, str) or (key in entry and not value.strip()):
            raise self.fault(kind, number, f'"{key}" is a name in quotes')
        return value

    def _texts(self, kind: str, number: int, entry: Mapping[str, object], key: str) -> tuple[str, ...]:
        value = entry.get(key, [])
        named = isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value)
        if not named or (key in entry and not value):
            raise self.fault(kind, number, f'"{key}" is a list of names in quotes')
        return tuple(cast("list[str]", value))

    def _day(self, kind: str, number: int, entry: Mapping[str, object], key: str) -> date | None:
        value = entry.get(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        raise self.fault(kind, number, f'"{key}" is a day such as 2019-05-01, without quotes')
