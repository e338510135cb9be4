"""Which rows keep whose minutes list who came, and how are a body's lists asked for?

A roll is what one paper lists for one meeting; of several papers of a meeting the `chosen` one speaks for it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from panelsearch.model.register_rows import AttendanceOrder
from panelsearch.storage.derived_tables import TableReader, TableWriter, as_many_as, int64, marks, portions

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

_LISTED = """WITH meetings AS (
        SELECT *, row_number() OVER (PARTITION BY body_key ORDER BY day) AS turn FROM rolls
        WHERE chosen AND day BETWEEN ? AND ? AND (? OR body IN (SELECT value FROM json_each(?)))),
    told AS (
        SELECT CAST(json_extract(value, '$[0]') AS INTEGER) AS document_id, json_extract(value, '$[1]') AS canonical,
            json_extract(value, '$[2]') AS text, CAST(json_extract(value, '$[3]') AS INTEGER) AS person,
            json_extract(value, '$[4]') AS shown FROM json_each(?)),
    listed AS (
        SELECT m.body_key, m.turn, a.idx, a.list, coalesce(t.person, e.entity) AS person, t.shown
        FROM meetings m
        CROSS JOIN attendees a ON a.document_id = m.document_id AND a.page BETWEEN m.first_page AND m.last_page
        CROSS JOIN attendee_names n ON n.document_id = a.document_id AND n.idx = a.idx
        CROSS JOIN entity_names e INDEXED BY entity_names_by_document ON e.document_id = a.document_id
            AND e.label = 'PERSON' AND e.canonical = n.canonical AND e.text = a.name
        LEFT JOIN told t ON t.document_id = a.document_id AND t.canonical = n.canonical AND t.text = a.name
        WHERE ? OR coalesce(t.person, e.entity) IN (SELECT CAST(value AS INTEGER) FROM json_each(?)))"""
"""Every name on the chosen lists, with whose it is and which of the body's meetings, counted from 1.

List by list: SQLite would begin with all names of the library, and read a paper's whole list for each.
"""

_TALLIES = """, spans AS (
        SELECT *, min(turn) FILTER (WHERE list <> 'in_attendance') OVER of_one AS came_in,
            max(turn) FILTER (WHERE list <> 'in_attendance') OVER of_one AS gone
        FROM listed WINDOW of_one AS (PARTITION BY body_key, person)),
    tallies AS (
        SELECT body_key, person, max(shown) AS shown, min(turn * 1000000 + idx) AS place,
            count(DISTINCT CASE WHEN list <> 'apologies' THEN turn END) AS came,
            count(DISTINCT CASE WHEN list = 'apologies' THEN turn END)
                + max(0, coalesce(max(gone) - max(came_in) - 1, 0))
                - count(DISTINCT CASE WHEN turn > came_in AND turn < gone THEN turn END) AS missed
        FROM spans GROUP BY body_key, person)
    SELECT body_key, person FROM tallies LEFT JOIN entities ON id = person ORDER BY """
"""Who missed how many: those with apologies, and those between the first and the last that expect them without them."""

_NAMED = "lower(coalesce(shown, name)), body_key, place"
_SORTED = {
    AttendanceOrder.MISSED: f"missed DESC, came, {_NAMED}",
    AttendanceOrder.SHARE: f"CAST(missed AS REAL) / nullif(missed + came, 0) DESC, missed DESC, {_NAMED}",
    AttendanceOrder.NAME: _NAMED,
}


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
            "INSERT INTO rolls VALUES (?,?,?,?,?,?,?,?,FALSE)",
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


Use = tuple[int, str, str]
"""A name as a document uses it: document, the name that it settled on, how it is printed."""


@dataclass(frozen=True, slots=True)
class RollsAsked:
    """Which names on the chosen rolls are asked for: of meetings from day to day, of some bodies (by their printed
    names) and some people; None restricts nothing.

    `told` says who is meant where the user's file knows better: document, name settled on, name printed, the person's
    number, the name shown.
    """

    first: str
    last: str
    bodies: Sequence[str] | None = None
    people: Collection[int] | None = None
    told: Sequence[tuple[int, str, str, int, str]] = ()

    @property
    def parameters(self) -> tuple[object, ...]:
        """What stands for the marks of the statements."""
        bodies, people = json.dumps(list(self.bodies or ())), json.dumps(sorted(self.people or ()))
        told = json.dumps(self.told, ensure_ascii=False)
        return self.first, self.last, self.bodies is None, bodies, told, self.people is None, people


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

    def tallied(
        self, asked: RollsAsked, order: AttendanceOrder, first: int, limit: int | None
    ) -> list[tuple[str, int]]:
        """Who is on the lists (the body's key, the person's number), as often as they missed its meetings, or by name.

        KeyError for an order that is not of tallies.
        """
        sql = f"{_LISTED}{_TALLIES}{_SORTED[order]} LIMIT ? OFFSET ?"
        return self._tables.rows(sql, (*asked.parameters, as_many_as(limit), int64(first)))

    def count(self, asked: RollsAsked) -> int:
        """How many are on the lists, each counted once for each body."""
        sql = f"{_LISTED} SELECT count(*) FROM (SELECT DISTINCT body_key, person FROM listed) AS one_by_one"  # noqa: S608
        return int(self._tables.rows(sql, asked.parameters)[0][0])

    def meetings(self, body_key: str, first: str, last: str) -> list[tuple[int, str, str, int]]:
        """The chosen rolls of a body, oldest first: document, the body as printed, day, first page."""
        return self._tables.rows(
            "SELECT document_id, body, day, first_page FROM rolls WHERE body_key = ? AND chosen AND day BETWEEN ? AND ?"
            " ORDER BY day",
            (body_key, first, last),
        )

    def entries_called(self, body_key: str, first: str, last: str, uses: Iterable[Use]) -> list[RollEntry]:
        """What `entries` gives, of some names alone."""
        called = (
            "(SELECT CAST(json_extract(value, '$[0]') AS INTEGER), json_extract(value, '$[1]'),"
            " json_extract(value, '$[2]')"
        )
        return self._entries(
            f"r.body_key = ? AND (a.document_id, n.canonical, a.name) IN {called} FROM json_each(?))",
            (body_key, json.dumps(list(uses), ensure_ascii=False)), first, last,
        )  # fmt: skip

    def entries(self, body_key: str, bodies: Sequence[str], first: str, last: str) -> list[RollEntry]:
        """What is listed at the meetings of a body from day to day, oldest first, in the order of the lists."""
        where = f"r.body_key = ? AND r.body IN ({marks(bodies)})"
        return self._entries(where, (body_key, *bodies), first, last)

    def _entries(self, where: str, parameters: Sequence[object], first: str, last: str) -> list[RollEntry]:
        rows = self._tables.rows(
            "SELECT r.document_id, r.body, r.day, r.first_page, a.list, a.name, n.canonical, a.role, a.page, a.start,"  # noqa: S608
            " a.finish FROM rolls r JOIN attendees a ON a.document_id = r.document_id"
            " AND a.page BETWEEN r.first_page AND r.last_page"
            " JOIN attendee_names n ON n.document_id = a.document_id AND n.idx = a.idx"
            f" WHERE {where} AND r.chosen AND r.day BETWEEN ? AND ? ORDER BY r.day, r.document_id, a.idx",
            (*parameters, first, last),
        )
        return [RollEntry(*row) for row in rows]
