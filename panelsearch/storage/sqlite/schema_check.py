"""Is the file's schema one that we made? A library may come from somebody else, and a schema can hold programs.

The store's own tables are as `schema` has them, in whatever steps they came to be; what else there is are tables and
indexes of plain columns: no view, no trigger, no virtual table, no column or index that is worked out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from panelsearch.errors import TO_REPAIR, LibraryDamagedError
from panelsearch.storage.packing import Row
from panelsearch.storage.sql.schema import SCHEMA

SQL = "SELECT type, name, sql FROM sqlite_schema"
"""What `check` looks at."""
_WORD = r"[\w\"]+"
_WORDS = rf"\({_WORD}(?: DESC| ASC)?(?:,{_WORD}(?: DESC| ASC)?)*\)"
_LITERAL = r"(?:-?[\d.]+|'[^'()]*'|NULL)"
_COLUMN = rf"{_WORD}(?: (?:INTEGER|TEXT|REAL|BLOB))?(?: PRIMARY KEY(?: AUTOINCREMENT)?| NOT NULL| DEFAULT {_LITERAL})*"
_TABLE = re.compile(
    rf"CREATE TABLE {_WORD}\({_COLUMN}(?:,(?:PRIMARY KEY{_WORDS}|{_COLUMN}))*\)(?:WITHOUT ROWID)?", re.IGNORECASE
)
_INDEX = re.compile(
    rf"CREATE (?:UNIQUE )?INDEX {_WORD} ON {_WORD}{_WORDS}"
    rf"(?:WHERE (?:NOT )?{_WORD}(?: IS NOT NULL| NOT NULL| = {_LITERAL})?)?",
    re.IGNORECASE,
)
_PART = re.compile(r",(?![^(]*\))")
_AROUND = re.compile(r"\s*([(),])\s*")
_MOST_OBJECTS, _LONGEST = 500, 10_000


def check(path: Path, rows: Iterable[Row]) -> None:
    """LibraryDamagedError unless the rows of `SQL` are a schema of ours."""
    own, verbatim = dict(_own()), _verbatim()
    for number, (kind, name, sql) in enumerate(rows):
        if number > _MOST_OBJECTS or not isinstance(name, str) or len(str(sql)) > _LONGEST:
            raise _strange(path, "more than any library holds")
        if name.startswith("sqlite_") and kind in ("table", "index"):
            continue  # SQLite's own: nobody else can make one
        if sql in verbatim:
            own.pop(name, None)
            continue
        told = _plain(str(sql))
        shape = _TABLE if kind == "table" else _INDEX if kind == "index" else None
        if shape is None or not shape.fullmatch(told):
            raise _strange(path, f"the {kind} {name}")
        if (known := own.pop(name, None)) is not None and known != _parts(told):
            raise _strange(path, f"a {kind} {name} of another form")
    if own:
        raise _strange(path, f"no {min(own)}")


@cache
def _own() -> tuple[tuple[str, tuple[str, frozenset[str]]], ...]:
    """What the store's own tables and indexes are made of, by their names."""
    statements = filter(None, map(_plain, SCHEMA.split(";")))
    return tuple((re.split(r"TABLE |INDEX | ON |\(", told)[1], _parts(told)) for told in statements)


@cache
def _verbatim() -> frozenset[str]:
    return frozenset(statement.strip() for statement in SCHEMA.split(";"))


def _plain(sql: str) -> str:
    """A statement with no more white space than it needs."""
    return _AROUND.sub(r"\1", " ".join(sql.split()))


def _parts(sql: str) -> tuple[str, frozenset[str]]:
    """What stands around the columns, and the columns with the constraints, whatever their order."""
    head, _, rest = sql.replace('"', "").partition("(")
    columns, _, tail = rest.rpartition(")")
    return f"{head} {tail}", frozenset(_PART.split(columns))


def _strange(path: Path, what: str) -> LibraryDamagedError:
    return LibraryDamagedError(
        f"The library file {path} has {what}, which no library made by panelsearch has.",
        TO_REPAIR,
    )
