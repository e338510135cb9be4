"""Can every record be made of a store's rows, and does what is said to stand on a page lie there?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from panelsearch.errors import LibraryError
from panelsearch.storage.packing import COLUMNS, Row
from panelsearch.storage.sql.database import Reading
from panelsearch.storage.sql.document_reader import SqlDocumentReader
from panelsearch.storage.sql.generations import SqlGenerationReader

MOST_FAULTS = 20
"""More are not told."""
DAYS = frozenset(("day", "meeting_date", "first", "last"))
"""Columns of text that hold days as ISO writes them."""
PATHS = frozenset(("root", "path"))
"""Kept as bytes where they are no UTF-8."""
LISTS = frozenset(
    ("inferred", "without_text", "furniture", "people", "markings", "roots", "variants", "bodies", "documents")
)
"""Columns of text that hold lists as JSON."""
_PLACES = {
    table: "page, start, finish, end_page, end_at" if "end_at" in columns else "page, start, finish"
    for table, columns in COLUMNS.items()
    if "finish" in columns
}
"""The columns that say where something stands, by table."""


def strange_records(database: Reading) -> Iterator[str]:
    """What is wrong with the documents of a store, in words; it makes every record of them."""
    documents = SqlDocumentReader(database)
    generations = SqlGenerationReader(database)
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
            if told == MOST_FAULTS:
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
