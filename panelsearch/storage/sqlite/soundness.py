"""Is a store whole? Every page of its file is read, every value is of its kind, every record can be made of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from panelsearch.errors import LibraryError
from panelsearch.storage.packing import COLUMNS, Row
from panelsearch.storage.sqlite import schema_check
from panelsearch.storage.sqlite.connection import Database
from panelsearch.storage.sqlite.document_reader import SqliteDocumentReader
from panelsearch.storage.sqlite.generations import SqliteGenerationReader

_MOST_FAULTS = 20
_KINDS = {"INTEGER": "integer", "TEXT": "text", "REAL": "real", "BLOB": "blob"}
_DAYS = frozenset(("day", "meeting_date", "first", "last"))
_PATHS = frozenset(("root", "path"))
"""Kept as bytes where they are no UTF-8."""
_LISTS = frozenset(
    ("inferred", "without_text", "furniture", "people", "markings", "roots", "variants", "bodies", "documents")
)

_PLACES = {
    table: "page, start, finish, end_page, end_at" if "end_at" in columns else "page, start, finish"
    for table, columns in COLUMNS.items()
    if "finish" in columns
}
"""The columns that say where something stands, by table."""


def faults(database: Database) -> Iterator[str]:
    """What is wrong with an opened store, in words; nothing where it is whole. It reads all of it."""
    try:
        for (told,) in database.rows(f"PRAGMA integrity_check({_MOST_FAULTS})", at_length=True):
            if told != "ok":
                yield f"{database.path.name}: {told}"
        strange = list(_strange_values(database))
        yield from strange
        if not strange:  # of odd values nothing need be made
            yield from _strange_records(database)
    except LibraryError as error:
        yield error.message


def _strange_values(database: Database) -> Iterator[str]:
    tables = [name for kind, name, _ in database.rows(schema_check.SQL) if kind == "table"]
    for table in tables:
        for _, column, kind, must, *_ in database.rows(f'PRAGMA table_info("{table}")'):
            if kind not in _KINDS:
                continue
            right = f"typeof({column}) = '{_KINDS[kind]}'"
            if column in _PATHS:
                right = f"typeof({column}) IN ('text', 'blob')"
            if kind == "TEXT" and column in _DAYS:
                right += f" AND date({column}) IS {column}"
            if kind == "TEXT" and column in _LISTS:
                right += f" AND json_valid({column}) AND json_type({column}) = 'array'"
            wrong = f"NOT ({right})" if must else f"{column} IS NOT NULL AND NOT ({right})"
            if database.rows(f"SELECT 1 FROM {table} WHERE {wrong} LIMIT 1", at_length=True):  # noqa: S608
                yield f"{database.path.name}: a value of {table}.{column} is none that it can have"


def _strange_records(database: Database) -> Iterator[str]:
    documents = SqliteDocumentReader(database)
    generations = SqliteGenerationReader(database)
    told = 0
    newest = generations.newest()
    if newest is not None:
        generations.members(newest.number)
    for (key,) in database.rows("SELECT id FROM documents ORDER BY id"):
        try:
            texts = {page.number: page.text for page in documents.pages(key)}
            if documents.document(key).page_count != len(texts):
                raise LibraryError(f"document {key} has pages missing")
            for table, columns in _PLACES.items():
                for at in database.rows(f"SELECT {columns} FROM {table} WHERE document_id = ?", (key,)):  # noqa: S608
                    if not _lies_there(at, texts):
                        raise LibraryError(f"document {key} has {table} that do not lie on page {at[0]}")
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


def _lies_there(at: Row, texts: Mapping[int, str]) -> bool:
    """Whether a place (page, start, finish, and maybe the page and place where more of it ends) is on its pages."""
    page, start, finish, *end = at
    end_page, end_at = end or (page, finish)
    return (
        0 <= start <= finish <= len(texts.get(page, ""))
        and (page, start) <= (end_page, end_at)
        and end_at <= len(texts.get(end_page, ""))
    )
