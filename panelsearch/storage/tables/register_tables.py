"""Which rows keep the registers of a library, and how are they brought up to date?

All are of the newest generation, in the order in which they are asked for: `held` is the day of the meeting that the
words are of, "" where it is not known, `name` the first name of the document. A row's `id` is what the registers'
indexes call it (see `row_id`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from panelsearch.storage.derived_tables import TableWriter, marks, portions

_IN_NEWEST_FIRST = "held DESC, name, page, start, id"
SCHEMA = (
    """CREATE TABLE register_documents (
        document_id INTEGER PRIMARY KEY, name TEXT NOT NULL, copies INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT,
        body_key TEXT NOT NULL, day TEXT, pages INTEGER NOT NULL, passages INTEGER NOT NULL, mentions INTEGER NOT NULL,
        recognised INTEGER NOT NULL, remarkable INTEGER NOT NULL)""",
    "CREATE INDEX register_documents_by_body ON register_documents (body_key)",
    "CREATE INDEX register_documents_remarkable ON register_documents (remarkable) WHERE remarkable",
    """CREATE TABLE register_decisions (
        id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL, held TEXT NOT NULL, name TEXT NOT NULL,
        page INTEGER NOT NULL, start INTEGER NOT NULL)""",
    f"CREATE INDEX register_decisions_in_order ON register_decisions ({_IN_NEWEST_FIRST})",
    "CREATE INDEX register_decisions_by_document ON register_decisions (document_id)",
    """CREATE TABLE register_actions (
        id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL, held TEXT NOT NULL, name TEXT NOT NULL,
        page INTEGER NOT NULL, start INTEGER NOT NULL, kind TEXT NOT NULL, words INTEGER, standing INTEGER NOT NULL)""",
    f"CREATE INDEX register_actions_in_order ON register_actions ({_IN_NEWEST_FIRST})",
    "CREATE INDEX register_actions_by_document ON register_actions (document_id)",
    "CREATE INDEX register_actions_by_words ON register_actions (words) WHERE words IS NOT NULL",
    """CREATE TABLE resolved_references (
        document_id INTEGER NOT NULL, idx INTEGER NOT NULL, target INTEGER, target_page INTEGER,
        inferred INTEGER NOT NULL, PRIMARY KEY (document_id, idx)) WITHOUT ROWID""",
    "CREATE INDEX resolved_references_by_target ON resolved_references (target) WHERE target IS NOT NULL",
    """CREATE TABLE meeting_gaps (
        body_key TEXT NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL, statement TEXT NOT NULL,
        documents TEXT NOT NULL, body TEXT NOT NULL, day TEXT NOT NULL, PRIMARY KEY (body_key, at)) WITHOUT ROWID""",
    """CREATE TABLE reprinted_documents (
        one INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID""",
)
TABLES = (
    "register_documents", "register_decisions", "register_actions", "resolved_references", "meeting_gaps",
    "reprinted_documents",
)  # fmt: skip
ROW_BITS = 20


def row_id(document_id: int, at: int) -> int:
    """The number of a document's decision or action, which no other has."""
    return document_id << ROW_BITS | at


def place_of(row: int) -> tuple[int, int]:
    """The document of a row, and its number in it: the inverse of `row_id`."""
    return row >> ROW_BITS, row & ((1 << ROW_BITS) - 1)


@dataclass(frozen=True, slots=True)
class Changed:
    """The documents that come and those that go, and the bodies (by key) of either. One renamed goes and comes."""

    added: tuple[int, ...]
    removed: tuple[int, ...]
    body_keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document that comes in, by its first name."""

    document_id: int
    name: str
    copies: int
    kind: str
    body: str | None
    body_key: str
    day: str | None


class RegisterWriter:
    """Writes the registers' rows while a generation is published."""

    def __init__(self, tables: TableWriter) -> None:
        self._tables = tables

    # which documents

    def members(self, generation: int) -> Iterator[tuple[int, str, int, str, str | None, str | None]]:
        """The documents of a generation: id, first name, number of names, kind, body and day."""
        return self._tables.stream(
            "SELECT d.id, min(m.name), count(*), d.kind, d.body, d.meeting_date FROM members m"
            " JOIN documents d ON d.id = m.document_id WHERE m.generation = ? GROUP BY d.id",
            (generation,),
        )

    def known(self) -> dict[int, tuple[str, int, str]]:
        """The documents that the tables are of: name, number of names and key of the body by id."""
        rows = self._tables.stream("SELECT document_id, name, copies, body_key FROM register_documents")
        return {key: (name, copies, body) for key, name, copies, body in rows}

    def forget(self, documents: Sequence[int]) -> None:
        """Drop every row of documents."""
        for table in ("register_documents", "register_decisions", "register_actions", "resolved_references"):
            for some in portions(documents):
                self._tables.run(f"DELETE FROM {table} WHERE document_id IN ({marks(some)})", some)  # noqa: S608

    def add(self, documents: Iterable[NewDocument]) -> None:
        """Take documents in, with what `status` counts of them."""
        ocr = "SELECT count(*) FROM pages WHERE document_id = d.id AND source = 'ocr'"
        passages, mentions = (
            f"SELECT count(*) FROM {table} WHERE document_id = d.id"  # noqa: S608
            for table in ("passages", "mentions")
        )
        self._tables.insert(
            "INSERT INTO register_documents SELECT d.id, ?2, ?3, ?4, ?5, ?6, ?7, d.page_count,"  # noqa: S608
            f" ({passages}), ({mentions}), ({ocr}), d.without_text <> '[]' OR d.locked"
            " FROM documents d WHERE d.id = ?1",
            ((d.document_id, d.name, d.copies, d.kind, d.body, d.body_key, d.day) for d in documents),
        )

    # decisions and actions

    def add_decisions(self, documents: Sequence[int]) -> None:
        """The rows of the decisions of documents."""
        for some in portions(documents):
            self._tables.run(
                "INSERT INTO register_decisions SELECT x.document_id << ? | x.idx, x.document_id,"  # noqa: S608
                f" {HELD}, r.name, x.page, x.start FROM decisions x JOIN register_documents r USING (document_id)"
                f" WHERE x.document_id IN ({marks(some)})",
                (ROW_BITS, *some),
            )

    def action_texts(self, documents: Sequence[int]) -> Iterator[tuple[int, int, str]]:
        """Each action of documents: document, number and words."""
        for some in portions(documents):
            yield from self._tables.rows(
                "SELECT x.document_id, x.idx, substr(p.text, x.start + 1, x.finish - x.start) FROM actions x"  # noqa: S608
                " JOIN pages p ON p.document_id = x.document_id AND p.number = x.page"
                f" WHERE x.document_id IN ({marks(some)})",
                some,
            )

    def add_actions(self, keyed: Iterable[tuple[int, int, int | None]]) -> None:
        """The rows of actions, given document, number and what is equal for the same words (None: never standing)."""
        self._tables.insert(
            "INSERT INTO register_actions SELECT x.document_id << ?4 | x.idx, x.document_id,"  # noqa: S608
            f" {HELD}, r.name, x.page, x.start, x.kind, ?3, FALSE FROM actions x JOIN register_documents r"
            " USING (document_id) WHERE x.document_id = ?1 AND x.idx = ?2",
            ((document_id, idx, key, ROW_BITS) for document_id, idx, key in keyed),
        )

    def action_keys(self, documents: Sequence[int]) -> set[int]:
        """What the words of the actions of documents are known by."""
        return {
            key
            for some in portions(documents)
            for (key,) in self._tables.rows(
                "SELECT DISTINCT words FROM register_actions WHERE words IS NOT NULL"  # noqa: S608
                f" AND document_id IN ({marks(some)})",
                some,
            )
        }

    def mark_standing(self, keys: Iterable[int], copies: int) -> None:
        """Of actions known by these, those that so many documents say are standing text, and the others are not."""
        self._tables.insert(
            "UPDATE register_actions SET standing = (SELECT count(DISTINCT document_id) >= ?2 FROM register_actions"
            " WHERE words = ?1) WHERE words = ?1",
            ((key, copies) for key in keys),
        )

    # what is told body by body

    def papers_of(self, body_key: str) -> list[tuple[int, str]]:
        """The documents of a body with their names, by name."""
        return self._tables.rows(
            "SELECT document_id, name FROM register_documents WHERE body_key = ? ORDER BY name", (body_key,)
        )

    def replace_references(
        self, documents: Sequence[int], resolved: Iterable[tuple[int, int, int | None, int | None, bool]]
    ) -> None:
        """The references of documents: document, number, the document and page meant, and whether that is inferred."""
        for some in portions(documents):
            self._tables.run(f"DELETE FROM resolved_references WHERE document_id IN ({marks(some)})", some)  # noqa: S608
        self._tables.insert(
            "INSERT INTO resolved_references VALUES (?,?,?,?,?)",
            ((key, idx, target, page, int(inferred)) for key, idx, target, page, inferred in resolved),
        )

    def replace_gaps(
        self, body_key: str, found: Iterable[tuple[str, str, Sequence[str], str, str]]
    ) -> None:  # fmt: skip
        """What is missing of a body's meetings: kind, statement, documents, body and day."""
        self._tables.run("DELETE FROM meeting_gaps WHERE body_key = ?", (body_key,))
        self._tables.insert(
            "INSERT INTO meeting_gaps VALUES (?,?,?,?,?,?,?)",
            (
                (body_key, at, kind, statement, json.dumps(documents, ensure_ascii=False), body, day)
                for at, (kind, statement, documents, body, day) in enumerate(found)
            ),
        )

    def replace_reprints(self, pairs: Iterable[tuple[int, int]]) -> None:
        """The pairs of documents that share most of their passages."""
        self._tables.run("DELETE FROM reprinted_documents")
        self._tables.insert("INSERT INTO reprinted_documents VALUES (?,?)", pairs)


HELD = (
    "coalesce((SELECT t.meeting_date FROM parts t WHERE t.document_id = x.document_id AND t.first_page <= x.page"
    " AND x.page <= t.last_page ORDER BY t.idx LIMIT 1), r.day, '')"
)
"""The day of the meeting that the words of a row `x` are of, in a document `r`."""
