"""Is a store whole? Every page of its file is read, every value is of its kind, every record can be made of them."""

from __future__ import annotations

from collections.abc import Iterator

from panelsearch.errors import LibraryError
from panelsearch.storage.sql.soundness import DAYS, LISTS, MOST_FAULTS, PATHS, strange_records
from panelsearch.storage.sqlite import schema_check
from panelsearch.storage.sqlite.connection import SqliteDatabase

_KINDS = {"INTEGER": "integer", "TEXT": "text", "REAL": "real", "BLOB": "blob"}


def faults(database: SqliteDatabase) -> Iterator[str]:
    """What is wrong with an opened store, in words; nothing where it is whole. It reads all of it."""
    try:
        for (told,) in database.rows(f"PRAGMA integrity_check({MOST_FAULTS})", at_length=True):
            if told != "ok":
                yield f"{database.path.name}: {told}"
        strange = list(_strange_values(database))
        yield from strange
        if not strange:  # of odd values nothing need be made
            yield from strange_records(database)
    except LibraryError as error:
        yield error.message


def _strange_values(database: SqliteDatabase) -> Iterator[str]:
    tables = [name for kind, name, _ in database.rows(schema_check.SQL) if kind == "table"]
    for table in tables:
        for _, column, kind, must, *_ in database.rows(f'PRAGMA table_info("{table}")'):
            if kind not in _KINDS:
                continue
            right = f"typeof({column}) = '{_KINDS[kind]}'"
            if column in PATHS:
                right = f"typeof({column}) IN ('text', 'blob')"
            if kind == "TEXT" and column in DAYS:
                right += f" AND date({column}) IS {column}"
            if kind == "TEXT" and column in LISTS:
                right += f" AND json_valid({column}) AND json_type({column}) = 'array'"
            wrong = f"NOT ({right})" if must else f"{column} IS NOT NULL AND NOT ({right})"
            if database.rows(f"SELECT 1 FROM {table} WHERE {wrong} LIMIT 1", at_length=True):  # noqa: S608
                yield f"{database.path.name}: a value of {table}.{column} is none that it can have"
