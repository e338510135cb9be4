"""Which papers does a library hold, counted and told apart? Asked of the rows that are kept one a document."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from panelsearch.model.ingest_reports import FileOutcome, FileReport, Paper
from panelsearch.model.meetings import DetailKind, DocumentKind
from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan
from panelsearch.storage.derived_tables import TableReader
from panelsearch.storage.packing import Row

Days = tuple[date, date]
"""From a day to a day, both included."""


@dataclass(frozen=True, slots=True)
class Totals:
    """How much a library holds; `recognised` are pages."""

    documents: int
    pages: int
    passages: int
    mentions: int
    recognised: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a document is, with all of its names."""

    names: tuple[str, ...]
    kind: DocumentKind
    body: str | None
    day: date | None


_FRONT = "r.name, d.title, d.kind, d.body, d.meeting_date, d.draft, d.inferred"


def _front_sheet(
    name: str, title: str, kind: str, body: str | None, when: str | None, draft: int, inferred: str
) -> Source:
    return Source(
        name, title, DocumentKind(kind), body, _day(when), 1, None, draft=bool(draft),
        inferred=tuple(json.loads(inferred)),
    )  # fmt: skip


class CatalogueQueries:
    """Asks for the documents of one generation."""

    def __init__(self, tables: TableReader, generation: int) -> None:
        self._tables, self._generation = tables, generation

    def count(self) -> int:
        """How many documents there are."""
        return int(self._tables.rows("SELECT count(*) FROM register_documents")[0][0])

    def totals(self) -> Totals:
        """How much there is."""
        rows = self._tables.rows(
            "SELECT count(*), coalesce(sum(pages), 0), coalesce(sum(passages), 0), coalesce(sum(mentions), 0),"
            " coalesce(sum(recognised), 0) FROM register_documents"
        )
        return Totals(*map(int, rows[0]))

    def kinds(self) -> list[tuple[str, int]]:
        """Each kind of document with how many are of it, most first."""
        return self._tables.rows("SELECT kind, count(*) FROM register_documents GROUP BY kind ORDER BY 2 DESC, 1")

    def bodies(self) -> list[tuple[str, int]]:
        """Each body with how many documents are of it, most first; "" for those whose body is not known."""
        return self._tables.rows(
            "SELECT coalesce(body, ''), count(*) FROM register_documents GROUP BY 1 ORDER BY 2 DESC, 1"
        )

    def years(self) -> list[tuple[int, int]]:
        """Each year in which a meeting was held with how many papers are of it, oldest first."""
        return self._tables.rows(
            "SELECT CAST(substr(day, 1, 4) AS INTEGER), count(*) FROM register_documents WHERE day <> ''"
            " GROUP BY 1 ORDER BY 1"
        )

    def meetings(self) -> int:
        """Of how many meetings there are papers: a body's on one day are of one."""
        rows = self._tables.rows(
            "SELECT count(*) FROM (SELECT DISTINCT body_key, day FROM register_documents WHERE day <> ''"
            " AND kind IN ('minutes', 'agenda', 'pack')) AS held"
        )
        return int(rows[0][0])

    def sources(self) -> tuple[Source, ...]:
        """Every document's front sheet, by name."""
        return self._front_sheets("TRUE", ())

    def files(self, names: Collection[str]) -> dict[str, tuple[str, Path]]:
        """The SHA-256 and the place of each file of these names, by name; those that are not there left out."""
        rows = self._tables.rows(
            "SELECT name, sha256, path FROM members"
            " WHERE generation = ?1 AND name IN (SELECT value FROM json_each(?2))",
            (self._generation, json.dumps(list(names))),
        )
        return {name: (checksum, Path(os.fsdecode(path))) for name, checksum, path in rows}

    def names_of(self, documents: Collection[int]) -> list[tuple[str, int, int]]:
        """What the files of these documents (ids) are called, with the document and its number of pages; by name."""
        return self._tables.rows(
            "SELECT m.name, d.id, d.page_count FROM members m JOIN documents d ON d.id = m.document_id"
            " WHERE m.generation = ?1 AND d.id IN (SELECT CAST(value AS INTEGER) FROM json_each(?2)) ORDER BY m.name",
            (self._generation, json.dumps(list(documents))),
        )

    def lists_of_meetings(self, bodies: Collection[str], periods: Sequence[Days]) -> tuple[Source, ...]:
        """The front sheets of minutes and packs that list who came: of these bodies, or of any where none is given.

        With periods, minutes of a meeting held in one of them, and packs that name a day in one.
        """
        wanted, asked = ["r.kind IN ('minutes', 'pack')"], list[object]()
        if bodies:
            wanted.append("r.body IN (SELECT value FROM json_each(?))")
            asked.append(json.dumps(sorted(bodies)))
        if periods:
            held = " OR ".join("r.day BETWEEN ? AND ?" for _ in periods)
            named = " OR ".join("iso BETWEEN ? AND ? || '~'" for _ in periods)
            wanted.append(
                f"((r.kind = 'minutes' AND ({held})) OR (r.kind = 'pack' AND EXISTS (SELECT 1 FROM mentions x"  # noqa: S608
                f" WHERE x.document_id = r.document_id AND x.label = 'DATE' AND ({named}))))"
            )
            asked += 2 * [day.isoformat() for days in periods for day in days]
        wanted.append("EXISTS (SELECT 1 FROM attendees a WHERE a.document_id = r.document_id)")
        return self._front_sheets(" AND ".join(wanted), asked)

    def details(
        self, what: DetailKind, bodies: Collection[str], periods: Sequence[Days]
    ) -> tuple[tuple[Source, PageSpan], ...]:
        """Where papers of these bodies print a detail, with front sheets; with periods, of meetings held in one."""
        held = " OR ".join("r.day BETWEEN ? AND ?" for _ in periods) or "TRUE"
        rows = self._tables.rows(
            f"SELECT {_FRONT}, x.page, x.start, x.finish FROM register_documents r"  # noqa: S608
            " JOIN documents d ON d.id = r.document_id JOIN details x ON x.document_id = r.document_id"
            f" WHERE r.body IN (SELECT value FROM json_each(?)) AND x.what = ? AND ({held}) ORDER BY r.name, x.idx",
            [json.dumps(sorted(bodies)), what.value, *(day.isoformat() for days in periods for day in days)],
        )
        return tuple((_front_sheet(*row), PageSpan(page, start, end)) for *row, page, start, end in rows)

    def _front_sheets(self, where: str, parameters: Sequence[object]) -> tuple[Source, ...]:
        rows = self._tables.rows(
            f"SELECT {_FRONT} FROM register_documents r"  # noqa: S608
            f" JOIN documents d ON d.id = r.document_id WHERE {where} ORDER BY r.name",
            parameters,
        )
        return tuple(_front_sheet(*row) for row in rows)

    def count_papers(self, name: str) -> int:
        """How many files there are with these letters in their names."""
        rows = self._tables.rows(
            "SELECT count(*) FROM members WHERE generation = ? AND instr(casefold(name), casefold(?)) > 0",
            (self._generation, name),
        )
        return int(rows[0][0])

    def papers(self, name: str, first: int, limit: int) -> tuple[Paper, ...]:
        """Files with these letters in their names, so many from one on, by name."""
        rows = self._tables.rows(
            "SELECT m.name, d.kind, d.body, d.meeting_date, d.page_count, coalesce(nullif(m.reason, ''), d.reason)"
            " FROM members m LEFT JOIN documents d ON d.id = m.document_id"
            " WHERE m.generation = ? AND instr(casefold(m.name), casefold(?)) > 0 ORDER BY m.name LIMIT ? OFFSET ?",
            (self._generation, name, limit, first),
        )
        return tuple(
            Paper(name, kind or "", body, _day(when), pages or 0, reason or "")
            for name, kind, body, when, pages, reason in rows
        )

    # what wants looking at

    def without_text(self) -> tuple[FileReport, ...]:
        """The files that have pages without text to search, by name."""
        rows = self._remarkable("m.name, d.page_count, d.without_text, d.reason", "d.without_text <> '[]'")
        return tuple(
            FileReport(name, FileOutcome.INDEXED, pages, tuple(json.loads(without)), reason)
            for name, pages, without, reason in rows
        )

    def locked(self) -> tuple[str, ...]:
        """The files that open with a password only, by name."""
        return tuple(name for (name,) in self._remarkable("m.name", "d.locked"))

    def unreadable(self) -> tuple[FileReport, ...]:
        """The files of which nothing could be read, by name."""
        rows = self._tables.rows(
            "SELECT name, reason FROM members WHERE document_id IS NULL AND generation = ? ORDER BY name",
            (self._generation,),
        )
        return tuple(FileReport(name, FileOutcome.FAILED, reason=reason) for name, reason in rows)

    def doubtful(self) -> tuple[Sheet, ...]:
        """The documents of which a gap may be told, by name.

        Those under several names, reprinted, with pages without text, and papers of a meeting whose body or date is not
        known.
        """
        found: dict[int, tuple[list[str], Row]] = {}
        for key, name, *sheet in self._tables.rows(
            "SELECT r.document_id, m.name, r.kind, r.body, r.day FROM register_documents r"
            " JOIN members m ON m.document_id = r.document_id AND m.generation = ?"
            " WHERE r.copies > 1 OR r.remarkable OR (r.kind IN ('minutes', 'agenda', 'pack') AND"
            " (coalesce(r.body, '') = '' OR r.day IS NULL)) OR r.document_id IN"
            " (SELECT one FROM reprinted_documents UNION SELECT other FROM reprinted_documents) ORDER BY m.name",
            (self._generation,),
        ):
            found.setdefault(key, ([], tuple(sheet)))[0].append(name)
        return tuple(
            Sheet(tuple(names), DocumentKind(kind), body, _day(day)) for names, (kind, body, day) in found.values()
        )

    def _remarkable(self, columns: str, which: str) -> list[Row]:
        return self._tables.rows(
            f"SELECT {columns} FROM register_documents r JOIN documents d ON d.id = r.document_id"  # noqa: S608
            " JOIN members m ON m.document_id = r.document_id AND m.generation = ?"
            f" WHERE r.remarkable AND {which} ORDER BY m.name",
            (self._generation,),
        )


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
