"""What does a TOML file say that its owner writes by hand, and in which line does it go wrong?

A file holds tables of some kinds (`[[merge]]`, `[[search]]`). A kind is a frozen dataclass: a field's type says what
its value may be, the type's `msgspec.Meta(description=...)` says so in words, with {} for the key, and the field's
metadata may hold another "key" than its name. TOML is read by the standard library, values are checked by msgspec.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from panelsearch.config.regular_files import open_regular, why_unreadable
from panelsearch.errors import LibraryError

T = TypeVar("T")
_MOST_BYTES = 1024 * 1024
_MOST_PARTS = 32
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")

Name = Annotated[str, msgspec.Meta(pattern=r"\S", description='"{}" is a name in quotes')]


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """Tables called `name`, each a `shape`; `wants` and `has_no` say that a key is missing, or unknown."""

    name: str
    shape: type[T]
    wants: str
    has_no: str


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """One table of a file, and the line that it begins in, counted from 1; None where that cannot be told."""

    value: T
    line: int | None


class OwnedTables:
    """The tables of one file, written as the page `manual` tells.

    `error(message, hint)` is raised for anything in it that is not understood.
    """

    def __init__(
        self, path: Path, text: str, kinds: Sequence[Kind[Any]], error: Callable[[str, str], LibraryError], manual: str
    ) -> None:
        self._path, self._lines, self._error = path, text.splitlines(), error
        self._hint = f"See {manual} for how it is written."
        try:
            self._tables = parsed(text)
        except ValueError as fault:
            raise error(f"{path} is not TOML: {fault}.", self._hint) from fault
        names = [kind.name for kind in kinds]
        if unknown := [name for name in self._tables if name not in names]:
            told = f"there is {names[0]}" if len(names) == 1 else f"there are {', '.join(names[:-1])} and {names[-1]}"
            raise self.fault(f'there is no "{unknown[0]}" in it; {told}', self._line(unknown[0], 0))

    def of(self, kind: Kind[T]) -> Iterator[Entry[T]]:
        """The tables of a kind, in the file's order."""
        found = self._tables.get(kind.name, [])
        if not isinstance(found, list) or not all(isinstance(table, dict) for table in found):
            raise self.fault(f"write [[{kind.name}]], in double brackets", self._line(kind.name, 0))
        for number, table in enumerate(found):
            line = self._line(kind.name, number)
            try:
                yield Entry(_converted(kind, table), line)
            except ValueError as error:
                raise self.fault(str(error), line) from error

    def fault(self, what: str, line: int | None) -> LibraryError:
        """The error that says what is wrong, and where."""
        at = f", line {line}" if line is not None else ""
        return self._error(f"{self._path}{at}: {what}.", self._hint)

    def _line(self, name: str, number: int) -> int | None:
        heading = re.compile(rf"\s*\[?\[?\s*[\"']?{re.escape(name)}\b")
        at = [n for n, line in enumerate(self._lines, 1) if heading.match(line)]
        return at[number] if number < len(at) else None


def text_of(path: Path, error: Callable[[str, str], LibraryError]) -> str:
    """The whole file; "" where there is none. `error` is raised where it is no text, or more than anybody writes."""
    try:
        with open_regular(path) as file:
            told = file.read(_MOST_BYTES + 1)
        if len(told) > _MOST_BYTES:
            raise error(f"{path} is larger than {_MOST_BYTES // 1024} KiB.", "Move it away.")
        return told.decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as fault:
        raise error(f"{path} cannot be read: {why_unreadable(fault)}.", "It is a text file in UTF-8.") from fault


def parsed(text: str) -> dict[str, Any]:
    """What TOML says; ValueError where it is none, or is made to cost more than anybody's own would."""
    for number, line in enumerate(text.splitlines(), 1):
        # the parser takes time and memory by the square of a key's parts
        if line.count(".") > _MOST_PARTS and _QUOTED.sub("", line).partition("#")[0].count(".") > _MOST_PARTS:
            raise ValueError(f"a name of more than {_MOST_PARTS} parts (at line {number})")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except ValueError:
        raise ValueError("a number or a date in it is none that can be") from None


def _converted(kind: Kind[T], table: Mapping[str, object]) -> T:
    """One table as its value. ValueError saying what is wrong with it, by the value's own `__post_init__` too."""
    known: dict[str, Field[Any]] = {one.metadata.get("key", one.name): one for one in fields(kind.shape)}  # type: ignore[arg-type]
    required = [name for name, one in known.items() if one.default is MISSING]
    if missing := [name for name in required if name not in table]:
        raise ValueError(kind.wants.format(missing[0]))
    if unknown := sorted(set(table) - set(known)):
        raise ValueError(kind.has_no.format(unknown[0], ", ".join(known)))
    types = get_type_hints(kind.shape, include_extras=True)
    return kind.shape(
        **{known[name].name: _checked(name, value, types[known[name].name]) for name, value in table.items()}
    )


def _checked(name: str, value: object, wanted: Any) -> object:
    try:
        return msgspec.convert(value, wanted, builtin_types=(date, datetime))
    except msgspec.ValidationError as error:
        raise ValueError(_described(wanted).format(name)) from error


def _described(wanted: Any) -> str:
    """What a type says of its values in words."""
    if get_origin(wanted) is Annotated:
        for meta in get_args(wanted)[1:]:
            if isinstance(meta, msgspec.Meta) and meta.description:
                return meta.description
    return '"{}" is not of the kind that is wanted'
