"""How are the registers' rows asked for, a page at a time?"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from panelsearch.model.meetings import Action, ActionKind, Decision, Reference
from panelsearch.model.register_rows import RowOrder
from panelsearch.storage import unpacking
from panelsearch.storage.derived_tables import TableReader, as_many_as, int64
from panelsearch.storage.packing import COLUMNS, Row
from panelsearch.storage.records import StoredPassage
from panelsearch.storage.tables.register_tables import HELD, ROW_BITS, place_of

_MANY = 5_000
"""More matching rows than this are met soon enough by whoever goes through the register in order."""


@dataclass(frozen=True, slots=True)
class StoredReference:
    """A reference of a document, and the document and page it means, where the library holds them."""

    document_id: int
    reference: Reference
    target: tuple[int, int] | None
    inferred: bool


@dataclass(frozen=True, slots=True)
class PageOfRows:
    """Which rows of a register: `limit` of them (None: all) from the row `first` on, counted from 0."""

    first: int = 0
    limit: int | None = None


_SORTED = {
    RowOrder.NEWEST: "held DESC, name, page, start, id", RowOrder.OLDEST: "held = '', held, name, page, start, id",
}  # fmt: skip


_SORTED_AGAIN = {
    RowOrder.NEWEST: "r.held DESC, r.name, r.page, r.start, r.id",
    RowOrder.OLDEST: "r.held = '', r.held, r.name, r.page, r.start, r.id",
}


class RegisterQueries:
    """Asks the registers' tables; `matching` are the ids of rows that may come, None for any."""

    def __init__(self, tables: TableReader) -> None:
        self._tables = tables

    # decisions and actions

    def decisions(
        self,
        matching: Collection[int] | None,
        page: PageOfRows,
        order: RowOrder = RowOrder.NEWEST,
        until: date | None = None,
    ) -> list[tuple[int, Decision]]:
        """Decisions, each with its document; of meetings `until` that day only, where it is given."""
        rows = self._page("register_decisions", "decisions", "TRUE", (), matching, page, order, until)
        return [(place_of(key)[0], unpacking.decision(tuple(row))) for key, *row in rows]

    def actions(
        self, matching: Collection[int] | None, kind: ActionKind | None, page: PageOfRows,
        order: RowOrder = RowOrder.NEWEST, until: date | None = None,
    ) -> list[tuple[int, Action]]:  # fmt: skip
        """Actions, each with its document, standing text aside; see `decisions`."""
        rows = self._page("register_actions", "actions", *_of_kind(kind), matching, page, order, until)
        return [(place_of(key)[0], unpacking.action(tuple(row))) for key, *row in rows]

    def movers(self, documents: Collection[int]) -> list[tuple[int, str]]:
        """The names of those who moved and seconded decisions of documents, each once with its document."""
        theirs = "document_id IN (SELECT CAST(value AS INTEGER) FROM json_each(?1))"
        return self._tables.rows(
            f"SELECT document_id, proposer FROM decisions WHERE {theirs} AND proposer <> ''"  # noqa: S608
            f" UNION SELECT document_id, seconder FROM decisions WHERE {theirs} AND seconder <> ''",
            (json.dumps(list(documents)),),
        )

    def people_to_act(self, documents: Collection[int]) -> list[tuple[int, str]]:
        """The names of those who are to do the actions of documents, each once with its document.

        Those on the documents' own lists alone: an owner as printed may be a post ("Clerk").
        """
        rows = self._tables.rows(
            "SELECT DISTINCT a.document_id, p.value FROM actions a, json_each(a.people) p"
            " WHERE a.document_id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))",
            (json.dumps(list(documents)),),
        )
        return sorted(rows)

    def count_decisions(self, matching: Collection[int] | None, *, undated: bool = False) -> int:
        """How many decisions there are; `undated`: of those whose meeting's day is not known."""
        return self._count("register_decisions", "TRUE", (), matching, undated=undated)

    def count_actions(
        self, matching: Collection[int] | None, kind: ActionKind | None, *, undated: bool = False
    ) -> int:  # fmt: skip
        """How many actions there are, standing text aside."""
        return self._count("register_actions", *_of_kind(kind), matching, undated=undated)

    def decisions_by_year(self, matching: Collection[int] | None) -> dict[int, int]:
        """How many decisions there are of the meetings of each year, from the first on."""
        return self._by_year("register_decisions", "TRUE", matching)

    def actions_by_year(self, matching: Collection[int] | None) -> dict[int, int]:
        """How many actions there are of the meetings of each year, standing text aside."""
        return self._by_year("register_actions", "NOT standing", matching)

    def _by_year(self, register: str, wanted: str, matching: Collection[int] | None) -> dict[int, int]:
        ids, asked = self._matching(matching)
        rows = self._tables.rows(
            f"SELECT substr(held, 1, 4), count(*) FROM {register} WHERE {wanted} AND {ids} AND held <> ''"  # noqa: S608
            " GROUP BY 1 ORDER BY 1",
            asked,
        )
        return {int(year): count for year, count in rows}

    def _page(
        self, register: str, table: str, wanted: str, told: tuple[object, ...], matching: Collection[int] | None,
        page: PageOfRows, order: RowOrder, until: date | None,
    ) -> list[Row]:  # fmt: skip
        if until is not None:
            wanted += f" AND held <> '' AND held <= '{until.isoformat()}'"
        if matching is not None and len(matching) > _MANY and page.limit is not None:
            matching = self._first_of_many(f"{register} WHERE {wanted}", told, matching, page, order)
            page = PageOfRows(0, page.limit)
        ids, asked = self._matching(matching)
        some = f"SELECT id, held, name, page, start FROM {register} WHERE {wanted} AND {ids}"  # noqa: S608
        columns = ",".join(f"x.{column}" for column in COLUMNS[table])
        # first the rows, out of an index that holds all that it takes to find them; then what they say
        return self._tables.rows(
            f"SELECT r.id, {columns} FROM ({some} ORDER BY {_SORTED[order]} LIMIT ? OFFSET ?) r"  # noqa: S608
            f" CROSS JOIN {table} x ON x.document_id = r.id >> {ROW_BITS} AND x.idx = r.id & {(1 << ROW_BITS) - 1}"
            f" ORDER BY {_SORTED_AGAIN[order]}",
            (*told, *asked, as_many_as(page.limit), int64(page.first)),
        )

    def _first_of_many(
        self, rows: str, told: tuple[object, ...], matching: Collection[int], page: PageOfRows, order: RowOrder
    ) -> list[int]:
        """The ids of a page where so many rows match that going through the register meets them soon."""
        found: list[int] = []
        needed, start = page.first + (page.limit or 0), 0
        while len(found) < needed:
            some = self._tables.rows(
                f"SELECT id FROM {rows} ORDER BY {_SORTED[order]} LIMIT ? OFFSET ?",  # noqa: S608
                (*told, _MANY, start),
            )
            found += [key for (key,) in some if key in matching]
            start += _MANY
            if len(some) < _MANY:
                break
        return found[page.first : needed]

    def _count(
        self, register: str, wanted: str, told: tuple[object, ...], matching: Collection[int] | None, *, undated: bool
    ) -> int:
        ids, asked = self._matching(matching)
        dated = "held = ''" if undated else "TRUE"
        rows = self._tables.rows(
            f"SELECT count(*) FROM {register} WHERE {wanted} AND {ids} AND {dated}",  # noqa: S608
            (*told, *asked),
        )
        return int(rows[0][0])

    @staticmethod
    def _matching(matching: Collection[int] | None) -> tuple[str, tuple[object, ...]]:
        if matching is None:
            return "TRUE", ()
        return "id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))", (json.dumps(list(matching)),)

    def first_of_later_meetings(
        self, passages: Collection[int], body_key: str, held: date, meetings: int
    ) -> list[StoredPassage]:
        """Of some passages the first of each of the next so many meetings of a body that was held after a day.

        Of several papers of a meeting the one that comes first by name.
        """
        columns = ",".join(f"p.{column}" for column in unpacking.PASSAGE_COLUMNS)
        day = HELD.replace("x.", "p.")
        rows = self._tables.rows(
            f"SELECT {columns}, {day} AS held FROM json_each(?) w JOIN passages p ON p.id = CAST(w.value AS INTEGER)"  # noqa: S608
            " JOIN register_documents r ON r.document_id = p.document_id AND r.body_key = ?"
            f" WHERE {day} > ? ORDER BY held, r.name, p.id",
            (json.dumps(list(passages)), body_key, held.isoformat()),
        )
        first: dict[str, StoredPassage] = {}
        for *passage, day in rows:
            first.setdefault(day, unpacking.passage(tuple(passage)))
        return list(first.values())[:meetings]

    # references

    def references_from(self, document_id: int, page: int | None = None) -> list[StoredReference]:
        """What a document, or one of its pages, refers to, in order of place."""
        return list(self._references("r.document_id = ?", document_id, "x.page = ?", page))

    def references_to(self, document_id: int, page: int | None = None) -> list[StoredReference]:
        """What refers to a document, or to one of its pages, by the names of the documents that do."""
        return list(self._references("r.target = ?", document_id, "r.target_page = ?", page))

    def _references(self, where: str, document_id: int, on_page: str, page: int | None) -> Iterator[StoredReference]:
        parameters: tuple[int, ...] = (document_id,)
        if page is not None:
            where, parameters = f"{where} AND {on_page}", (document_id, page)
        columns = ",".join(f"x.{column}" for column in COLUMNS["refs"])
        rows = self._tables.rows(
            f"SELECT r.document_id, r.target, r.target_page, r.inferred, {columns} FROM resolved_references r"  # noqa: S608
            " JOIN refs x USING (document_id, idx) JOIN register_documents d USING (document_id)"
            f" WHERE {where} ORDER BY d.name, r.idx",
            parameters,
        )
        for document_id, target, page, inferred, *reference in rows:
            meant = (target, page) if target is not None else None
            yield StoredReference(document_id, unpacking.reference(tuple(reference)), meant, bool(inferred))

    # what is missing

    def meeting_gaps(self, bodies: Sequence[str] | None) -> list[Row]:
        """What is missing of the meetings of bodies (None: of any): kind, statement, documents, body and day."""
        some = "" if bodies is None else " WHERE body IN (SELECT value FROM json_each(?))"
        rows = self._tables.rows(
            f"SELECT kind, statement, documents, body, day FROM meeting_gaps{some} ORDER BY body_key, at",  # noqa: S608
            () if bodies is None else (json.dumps(bodies),),
        )
        return [
            (kind, statement, tuple(json.loads(documents)), body, day) for kind, statement, documents, body, day in rows
        ]

    def gap_bodies(self) -> list[str]:
        """The bodies of which something is missing."""
        return [body for (body,) in self._tables.rows("SELECT DISTINCT body FROM meeting_gaps")]

    def reprints(self) -> list[tuple[str, str]]:
        """The names of pairs of documents that share most of their passages."""
        return [
            (one, other)
            for one, other in self._tables.rows(
                "SELECT min(a.name, b.name), max(a.name, b.name) FROM reprinted_documents"
                " JOIN register_documents a ON a.document_id = one JOIN register_documents b ON b.document_id = other"
                " ORDER BY 1, 2"
            )
        ]


def _of_kind(kind: ActionKind | None) -> tuple[str, tuple[object, ...]]:
    """Which actions are of a kind, None for any, standing text aside."""
    return ("NOT standing AND kind = ?", (kind.value,)) if kind else ("NOT standing", ())
