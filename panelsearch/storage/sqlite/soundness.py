"""Is a store whole? Every page of its file is read, every value is of its kind, every record can be made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from panelsearch.errors import LibraryError
from panelsearch.storage.sqlite.connection import Database
from panelsearch.storage.sqlite.document_reader import SqliteDocumentReader
from panelsearch.storage.sqlite.generations import SqliteGenerationReader
from panelsearch.storage.sqlite.schema import SCHEMA

_MOST_FAULTS = 20
_KINDS = {"INTEGER": "integer", "TEXT": "text", "REAL": "real", "BLOB": "blob"}
_TABLE = re.compile(r"CREATE TABLE (\w+) \((.*?)\)(?: WITHOUT ROWID)?;", re.DOTALL)
_COLUMN = re.compile(r"(?:^|,)\s*(\w+) (INTEGER|TEXT|REAL|BLOB)( PRIMARY KEY| NOT NULL)?")


def faults(database: Database) -> Iterator[str]:
    """What is wrong with an opened store, in words; nothing where it is whole. It reads all of it."""
    try:
        for (told,) in database.rows(f"PRAGMA integrity_check({_MOST_FAULTS})", at_length=True):
            if told != "ok":
                yield f"{database.path.name}: {told}"
        yield from _strange_values(database)
        yield from _strange_records(database)
    except LibraryError as error:
        yield error.message


def _strange_values(database: Database) -> Iterator[str]:
    for table, columns in _TABLE.findall(SCHEMA):
        for column, kind, must in _COLUMN.findall(columns):
            right = f"typeof({column}) = '{_KINDS[kind]}'" + ("" if must else f" OR {column} IS NULL")
            if database.rows(f"SELECT 1 FROM {table} WHERE NOT ({right}) LIMIT 1", at_length=True):  # noqa: S608
                yield f"{database.path.name}: a value of {table}.{column} is no {kind.lower()}"


def _strange_records(database: Database) -> Iterator[str]:
    documents = SqliteDocumentReader(database)
    generations = SqliteGenerationReader(database)
    told = 0
    newest = generations.newest()
    if newest is not None:
        generations.members(newest.number)
    for (key,) in database.rows("SELECT id FROM documents ORDER BY id"):
        try:
            if documents.document(key).page_count != len(documents.pages(key)):
                raise LibraryError(f"document {key} has pages missing")
            for made in (
                documents.items, documents.parts, documents.decisions, documents.actions, documents.references,
                documents.details, documents.attendance, documents.mentions, documents.missing, documents.passages,
            ):  # fmt: skip
                made(key)
        except LibraryError as error:
            yield error.message
            told += 1
            if told == _MOST_FAULTS:
                return
