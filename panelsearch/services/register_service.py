"""What do the meetings say side by side? Decisions, actions, attendance, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from panelsearch.model.meetings import ActionKind
from panelsearch.model.register_rows import (
    ALL_ROWS,
    ActionRow,
    AttendanceOrder,
    AttendanceRow,
    DecisionRow,
    Gap,
    GapKind,
    RowOrder,
    Wanted,
)
from panelsearch.model.sources import Citation
from panelsearch.registers.attendance_register import AttendanceRegister
from panelsearch.registers.coverage_gaps import Paper, gaps
from panelsearch.registers.follow_up import FollowUp
from panelsearch.registers.rows import action_rows, decision_rows
from panelsearch.retrieval.provenance import Places
from panelsearch.services.entity_service import EntityService
from panelsearch.services.row_matching import RowMatching
from panelsearch.services.snapshot import Snapshot
from panelsearch.storage.tables.cited_places import CitedPlaces
from panelsearch.storage.tables.register_queries import PageOfRows, RegisterQueries
from panelsearch.text.body_names import names_hold


class RegisterService:
    """Draws the registers of one snapshot. Rows come a page at a time: `limit` of them (None: all) from `first` on."""

    def __init__(
        self, snapshot: Snapshot, places: Places, entities: EntityService, matching: RowMatching,
        rows: RegisterQueries, follow_up: FollowUp,
    ) -> None:  # fmt: skip
        self._snapshot, self._places, self._entities, self._matching = snapshot, places, entities, matching
        self._store, self._rows, self._follow_up = snapshot.store, rows, follow_up

    def decisions(
        self, query: str = "", wanted: Wanted = ALL_ROWS, *, order: RowOrder = RowOrder.NEWEST, first: int = 0,
        limit: int | None = None,
    ) -> tuple[DecisionRow, ...]:  # fmt: skip
        """The decisions that match a query; those of meetings without a date last. QueryError for an unknown field."""
        found = self._rows.decisions(self._matching.decisions(query, wanted), PageOfRows(first, limit), order)
        return tuple(decision_rows(self._places, found))

    def count_decisions(self, query: str = "", wanted: Wanted = ALL_ROWS) -> int:
        """How many decisions match a query. QueryError for an unknown field."""
        return self._rows.count_decisions(self._matching.decisions(query, wanted))

    def decisions_by_year(self, query: str = "", wanted: Wanted = ALL_ROWS) -> dict[int, int]:
        """How many of them are of each year's meetings, from the first year on; those without a date are left out."""
        return self._rows.decisions_by_year(self._matching.decisions(query, wanted))

    def actions(
        self, query: str = "", wanted: Wanted = ALL_ROWS, kind: ActionKind | None = None, *,
        order: RowOrder = RowOrder.NEWEST, first: int = 0, limit: int | None = None, followed: bool = True,
    ) -> tuple[ActionRow, ...]:  # fmt: skip
        """Who is to do what, and where `followed` which later meetings speak of it. QueryError for an unknown field."""
        found = self._rows.actions(self._matching.actions(query, wanted), kind, PageOfRows(first, limit), order)
        rows = action_rows(self._places, found)
        if not followed:
            return tuple(rows)
        return tuple(replace(row, later=later) for row, later in zip(rows, self._follow_up.of(rows), strict=True))

    def later(self, row: ActionRow) -> tuple[Citation, ...]:
        """Which later meetings speak of an action: most of what a page of actions costs."""
        return self._follow_up.of([row])[0]

    def count_actions(self, query: str = "", wanted: Wanted = ALL_ROWS, kind: ActionKind | None = None) -> int:
        """How many actions match a query. QueryError for an unknown field."""
        return self._rows.count_actions(self._matching.actions(query, wanted), kind)

    def actions_by_year(self, query: str = "", wanted: Wanted = ALL_ROWS) -> dict[int, int]:
        """How many of them are of each year's meetings, from the first year on; those without a date are left out."""
        return self._rows.actions_by_year(self._matching.actions(query, wanted))

    def attendance(
        self, wanted: Wanted = ALL_ROWS, order: AttendanceOrder = AttendanceOrder.BODY, *, first: int = 0,
        limit: int | None = None,
    ) -> tuple[tuple[AttendanceRow, ...], int]:  # fmt: skip
        """Who came to what, a person a row; and at how many meetings in all. CorrectionsError."""
        return self._attendance().page(wanted, order, first=first, limit=limit)

    def count_attendance(self, wanted: Wanted = ALL_ROWS) -> int:
        """How many rows say who came to what. CorrectionsError."""
        return self._attendance().count(wanted)

    def _attendance(self) -> AttendanceRegister:
        tables = self._store.tables
        return AttendanceRegister(tables, self._entities.people(), CitedPlaces(tables, self._snapshot.number))

    def gaps(self, wanted: Wanted = ALL_ROWS) -> tuple[Gap, ...]:
        """What an empty result does not prove."""
        bodies = None
        if wanted.body:
            bodies = [body for body in self._rows.gap_bodies() if names_hold(body, wanted.body)]
        meetings = (
            Gap(GapKind(kind), statement, documents, inferred=True, body=body, day=date.fromisoformat(day))
            for kind, statement, documents, body, day in self._rows.meeting_gaps(bodies)
        )
        catalogue = self._snapshot.catalogue
        papers = [Paper(sheet.names, sheet.kind, sheet.body, sheet.day) for sheet in catalogue.doubtful()]
        return gaps(meetings, papers, catalogue.without_text(), catalogue.unreadable(), self._rows.reprints(), wanted)
