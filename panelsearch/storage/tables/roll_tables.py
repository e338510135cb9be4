"""Which rows keep whose minutes list who came, and how are a body's lists asked for?

A roll is what one paper lists for one meeting; of several papers of a meeting the `chosen` one speaks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from panelsearch.storage.derived_tables import TableReader, TableWriter, marks, portions

SCHEMA = (
    """CREATE TABLE rolls (
        document_id INTEGER PRIMARY KEY, body_key TEXT NOT NULL, body TEXT NOT NULL, day TEXT NOT NULL,
        first_page INTEGER NOT NULL, last_page INTEGER NOT NULL, draft INTEGER NOT NULL, entries INTEGER NOT NULL,
        chosen INTEGER NOT NULL)""",
    "CREATE INDEX rolls_by_meeting ON rolls (body_key, day)",
    """CREATE TABLE attendee_names (
        document_id INTEGER NOT NULL, idx INTEGER NOT NULL, canonical TEXT NOT NULL,
        PRIMARY KEY (document_id, idx)) WITHOUT ROWID""",
)
TABLES = ("rolls", "attendee_names")


@dataclass(frozen=True, slots=True)
class RollRecord:
    """What one paper lists: of which body's meeting, on which of its pages, and how many names."""

    document_id: int
    body_key: str
    body: str
    day: str
    first_page: int
    last_page: int
    draft: bool
    entries: int


@dataclass(frozen=True, slots=True)
class RollEntry:
    """A name on a list: `on` says which list, `canonical` whom the paper means, `name` how it names them there."""

    document_id: int
    body: str
    day: str
    first_page: int
    on: str
    name: str
    canonical: str
    role: str
    page: int
    start: int
    end: int


class RollWriter:
    """Writes the rolls while a generation is published."""

    def __init__(self, tables: TableWriter) -> None:
        self._tables = tables

    def remove(self, documents: Sequence[int]) -> set[tuple[str, str]]:
        """Forget the rolls of documents; the meetings (body key, day) that they were of."""
        meetings: set[tuple[str, str]] = set()
        for some in portions(documents):
            there = f"WHERE document_id IN ({marks(some)})"
            meetings.update(self._tables.rows(f"SELECT body_key, day FROM rolls {there}", some))  # noqa: S608
            for table in TABLES:
                self._tables.run(f"DELETE FROM {table} {there}", some)  # noqa: S608
        return meetings

    def add(self, rolls: Iterable[RollRecord]) -> None:
        """Keep rolls, none of them chosen yet."""
        self._tables.insert(
            "INSERT INTO rolls VALUES (?,?,?,?,?,?,?,?,0)",
            (
                (r.document_id, r.body_key, r.body, r.day, r.first_page, r.last_page, int(r.draft), r.entries)
                for r in rolls
            ),
        )

    def name(self, names: Iterable[tuple[int, int, str]]) -> None:
        """Note whom a document means by the entries of its lists: (document, entry, name)."""
        self._tables.insert("INSERT INTO attendee_names VALUES (?,?,?)", names)

    def choose(self, meetings: Iterable[tuple[str, str]]) -> None:
        """Choose the roll of each meeting: of signed minutes before a draft, a fuller one, the first by name."""
        self._tables.insert(
            "UPDATE rolls SET chosen = document_id = (SELECT document_id FROM rolls JOIN linked_documents d"
            " USING (document_id) WHERE rolls.body_key = ?1 AND rolls.day = ?2"
            " ORDER BY draft, entries DESC, d.name LIMIT 1) WHERE body_key = ?1 AND day = ?2",
            meetings,
        )


class RollReader:
    """Asks for the chosen rolls."""

    def __init__(self, tables: TableReader) -> None:
        self._tables = tables

    def bodies(self, first: str, last: str) -> list[tuple[str, str, int]]:
        """Each body (key, and name as printed) with the number of its meetings from day to day, in order of keys."""
        return self._tables.rows(
            "SELECT body_key, body, count(*) FROM rolls WHERE chosen AND day BETWEEN ? AND ? GROUP BY body_key, body"
            " ORDER BY body_key, body",
            (first, last),
        )

    def bodies_of(self, documents: Sequence[int]) -> set[str]:
        """The keys of the bodies that chosen rolls among the documents are of."""
        return {
            key
            for some in portions(documents)
            for (key,) in self._tables.rows(
                f"SELECT DISTINCT body_key FROM rolls WHERE chosen AND document_id IN ({marks(some)})",  # noqa: S608
                some,
            )
        }

    def entries(self, body_key: str, bodies: Sequence[str], first: str, last: str) -> list[RollEntry]:
        """What is listed at the meetings of a body from day to day, oldest first, in the order of the lists."""
        rows = self._tables.rows(
            "SELECT r.document_id, r.body, r.day, r.first_page, a.list, a.name, n.canonical,"  # noqa: S608
            " a.role, a.page, a.start,"
            " a.finish FROM rolls r JOIN attendees a ON a.document_id = r.document_id"
            " AND a.page BETWEEN r.first_page AND r.last_page"
            " JOIN attendee_names n ON n.document_id = a.document_id AND n.idx = a.idx"
            f" WHERE r.body_key = ? AND r.chosen AND r.day BETWEEN ? AND ? AND r.body IN ({marks(bodies)})"
            " ORDER BY r.day, r.document_id, a.idx",
            (body_key, first, last, *bodies),
        )
        return [RollEntry(*row) for row in rows]
