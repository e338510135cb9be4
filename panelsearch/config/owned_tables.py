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
from typing import Annotated, Any, Generic, Protocol, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from panelsearch.config.regular_files import why_unreadable
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
        self,
        file: object,
        text: str,
        kinds: Sequence[Kind[Any]],
        error: Callable[[str, str], LibraryError],
        manual: str,
    ) -> None:
        self._file, self._lines, self._error = file, text.splitlines(), error
        self._hint = f"See {manual} for how it is written."
        try:
            self._tables = parsed(text)
        except ValueError as fault:
            raise error(f"{file} is not TOML: {fault}.", self._hint) from fault
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
        return self._error(f"{self._file}{_at(line)}: {what}.", self._hint)

    def _line(self, name: str, number: int) -> int | None:
        return _line_of(name, self._lines, number)


def _line_of(name: str, lines: Sequence[str], number: int = 0) -> int | None:
    """The line of a heading or key, counted from 1; of several of its name that of the one asked for, from 0."""
    heading = re.compile(rf"\s*\[?\[?\s*[\"']?{re.escape(name)}\b")
    at = [n for n, line in enumerate(lines, 1) if heading.match(line)]
    return at[number] if number < len(at) else None


def _at(line: int | None) -> str:
    return f", line {line}" if line is not None else ""


class Written(Protocol):
    """A file that its owner writes; as text it is what it is called in messages."""

    def read(self, most_bytes: int) -> bytes | None:
        """So many bytes of it at most; None where there is none. OSError."""
        ...


def text_of(file: Written, error: Callable[[str, str], LibraryError]) -> str:
    """The whole file; "" where there is none. `error` is raised where it is no text, or more than anybody writes."""
    try:
        told = file.read(_MOST_BYTES + 1) or b""
        if len(told) > _MOST_BYTES:
            raise error(f"{file} is larger than {_MOST_BYTES // 1024} KiB.", "Move it away.")
        return told.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise error(f"{file} cannot be read: {why_unreadable(fault)}.", "It is a text file in UTF-8.") from fault


def one_table(
    file: object, text: str, kind: Kind[T], error: Callable[[str, str], LibraryError], manual: str
) -> T:  # fmt: skip
    """What a file says that is one table itself. `error(message, hint)` is raised for what is not understood."""
    hint = f"See {manual} for how it is written."
    try:
        return _converted(kind, parsed(text))
    except _WrongKeyError as fault:
        raise error(f"{file}{_at(_line_of(fault.key, text.splitlines()))}: {fault}.", hint) from fault
    except tomllib.TOMLDecodeError as fault:
        raise error(f"{file} is not TOML: {fault}.", hint) from fault
    except ValueError as fault:
        raise error(f"{file}: {fault}.", hint) from fault


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


class _WrongKeyError(ValueError):
    """A key that there is none of, or with a value that it cannot have."""

    def __init__(self, message: str, key: str) -> None:
        super().__init__(message)
        self.key = key


def _converted(kind: Kind[T], table: Mapping[str, object]) -> T:
    """One table as its value. ValueError saying what is wrong with it, by the value's own `__post_init__` too."""
    known: dict[str, Field[Any]] = {one.metadata.get("key", one.name): one for one in fields(kind.shape)}  # type: ignore[arg-type]
    if unknown := sorted(set(table) - set(known)):  # first: a slip of the pen leaves one missing as well
        raise _WrongKeyError(kind.has_no.format(unknown[0], ", ".join(known)), unknown[0])
    required = [name for name, one in known.items() if one.default is MISSING]
    if missing := [name for name in required if name not in table]:
        raise ValueError(kind.wants.format(missing[0]))
    types = get_type_hints(kind.shape, include_extras=True)
    return kind.shape(
        **{known[name].name: _checked(name, value, types[known[name].name]) for name, value in table.items()}
    )


def _checked(name: str, value: object, wanted: Any) -> object:
    try:
        return msgspec.convert(value, wanted, builtin_types=(date, datetime))
    except msgspec.ValidationError as error:
        raise _WrongKeyError(_described(wanted).format(name), name) from error


def _described(wanted: Any) -> str:
    """What a type says of its values in words."""
    if get_origin(wanted) is Annotated:
        for meta in get_args(wanted)[1:]:
            if isinstance(meta, msgspec.Meta) and meta.description:
                return meta.description
    return '"{}" is not of the kind that is wanted'
