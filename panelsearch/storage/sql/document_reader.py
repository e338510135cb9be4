"""What was read out of one document, in SQL?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from panelsearch.model.document_views import ItemView
from panelsearch.model.documents import MissingLayer
from panelsearch.model.meetings import Action, Attendance, Decision, Detail, Part, Reference
from panelsearch.model.mentions import Mention
from panelsearch.model.pages import Page, TextSource
from panelsearch.storage import unpacking
from panelsearch.storage.packing import COLUMNS, DOCUMENT_COLUMNS, Row
from panelsearch.storage.records import StoredDocument, StoredPassage
from panelsearch.storage.sql.database import Reading

_MOST_PARAMETERS = 500
_Value = TypeVar("_Value")
_PASSAGE = f"SELECT {','.join(unpacking.PASSAGE_COLUMNS)} FROM passages"  # noqa: S608


class SqlDocumentReader:
    """See `base.DocumentReader`."""

    def __init__(self, database: Reading) -> None:
        self._database = database

    def document(self, document_id: int) -> StoredDocument:
        """One front sheet; KeyError where there is none."""
        columns = ",".join(DOCUMENT_COLUMNS)
        sql = f"SELECT id, {columns} FROM documents WHERE id = ?"  # noqa: S608
        found = self._database.values(unpacking.document, sql, (document_id,))
        if not found:
            raise KeyError(document_id)
        return found[0]

    def page_text(self, document_id: int, number: int) -> str | None:
        """A page's text; None where the document has no such page."""
        found = self._page_columns(lambda row: _text(row[0]), "text", document_id, number)
        return found[0] if found else None

    def page_facts(self, document_id: int, number: int) -> tuple[str | None, TextSource, float | None]:
        """A page's printed label, where its text came from, and how sure of it the OCR engine was."""
        found = self._page_columns(_facts, "label, source, confidence", document_id, number)
        if not found:
            raise KeyError((document_id, number))
        return found[0]

    def page(self, document_id: int, number: int) -> Page | None:
        """A whole page with its lines and boxes; None where there is none."""
        found = self._page_columns(unpacking.page, ",".join(COLUMNS["pages"]), document_id, number)
        return found[0] if found else None

    def pages(self, document_id: int) -> tuple[Page, ...]:
        """All pages in order."""
        return self._all(unpacking.page, "pages", document_id, order="number")

    def labels(self, document_id: int) -> tuple[tuple[int, str | None], ...]:
        """Each page with the number printed on it, in order."""
        sql = "SELECT number, label FROM pages WHERE document_id = ? ORDER BY number"
        return tuple((number, label) for number, label in self._database.rows(sql, (document_id,)))

    def items(self, document_id: int) -> tuple[ItemView, ...]:
        """The document's items in order."""
        sql = "SELECT number, heading, page FROM items WHERE document_id = ? ORDER BY idx"
        return tuple(ItemView(*row) for row in self._database.rows(sql, (document_id,)))

    def parts(self, document_id: int) -> tuple[Part, ...]:
        """The papers inside a document, in order."""
        return self._all(unpacking.part, "parts", document_id)

    def decisions(self, document_id: int, page: int | None = None) -> tuple[Decision, ...]:
        """The decisions of a document, or of one of its pages, in order of place."""
        return self._on_page(unpacking.decision, "decisions", COLUMNS["decisions"], document_id, page)

    def actions(self, document_id: int) -> tuple[Action, ...]:
        """The document's actions and recommendations in order of place."""
        return self._all(unpacking.action, "actions", document_id)

    def references(self, document_id: int) -> tuple[Reference, ...]:
        """The document's references in order of place."""
        return self._all(unpacking.reference, "refs", document_id)

    def details(self, document_id: int) -> tuple[Detail, ...]:
        """What else the document's front sheet prints, in order."""
        return self._all(unpacking.detail, "details", document_id)

    def attendance(self, document_id: int) -> Attendance:
        """Who came and who sent apologies."""
        return self._database.made(unpacking.attendance, list(self._all(tuple, "attendees", document_id)))

    def mentions(self, document_id: int, page: int | None = None) -> tuple[Mention, ...]:
        """The mentions of a document, or of one of its pages, in order of place."""
        return self._on_page(unpacking.mention, "mentions", unpacking.MENTION_COLUMNS, document_id, page)

    def missing(self, document_id: int) -> tuple[MissingLayer, ...]:
        """The layers that could not be made of the document."""
        return self._all(unpacking.missing, "missing", document_id)

    def passages(self, document_id: int) -> tuple[StoredPassage, ...]:
        """The document's passages in order."""
        sql = f"{_PASSAGE} WHERE document_id = ? ORDER BY id"
        return tuple(self._database.values(unpacking.passage, sql, (document_id,)))

    def passages_by_id(self, ids: Sequence[int]) -> dict[int, StoredPassage]:
        """Passages by their ids."""
        found: dict[int, StoredPassage] = {}
        for start in range(0, len(ids), _MOST_PARAMETERS):
            some = ids[start : start + _MOST_PARAMETERS]
            sql = f"{_PASSAGE} WHERE id IN ({','.join('?' * len(some))}) ORDER BY id"
            found.update((one.id, one) for one in self._database.values(unpacking.passage, sql, some))
        return found

    def _on_page(
        self, make: Callable[[Row], _Value], table: str, columns: Sequence[str], document_id: int, page: int | None
    ) -> tuple[_Value, ...]:
        where, of = ("document_id = ?", (document_id,)) if page is None else (
            "document_id = ? AND page = ?", (document_id, page)
        )  # fmt: skip
        sql = f"SELECT {','.join(columns)} FROM {table} WHERE {where} ORDER BY idx"  # noqa: S608
        return tuple(self._database.values(make, sql, of))

    def _page_columns(self, make: Callable[[Row], _Value], columns: str, document_id: int, number: int) -> list[_Value]:
        sql = f"SELECT {columns} FROM pages WHERE document_id = ? AND number = ?"  # noqa: S608
        return self._database.values(make, sql, (document_id, number))

    def _all(
        self, make: Callable[[Row], _Value], table: str, document_id: int, *, order: str = "idx"
    ) -> tuple[_Value, ...]:
        sql = f"SELECT {','.join(COLUMNS[table])} FROM {table} WHERE document_id = ? ORDER BY {order}"  # noqa: S608
        return tuple(self._database.values(make, sql, (document_id,)))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a page without text")
    return value


def _facts(row: Row) -> tuple[str | None, TextSource, float | None]:
    label, source, confidence = row
    return label, TextSource(source), confidence
