"""What do the meetings say side by side? Decisions, actions, attendance, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from panelsearch.model.meetings import ActionKind, DocumentKind, PartKind
from panelsearch.model.register_rows import ALL_ROWS, ActionRow, AttendanceRow, DecisionRow, Gap, GapKind, Wanted
from panelsearch.model.sources import Citation
from panelsearch.registers.coverage_gaps import Paper, gaps
from panelsearch.registers.follow_up import FollowUp
from panelsearch.registers.rows import action_rows, decision_rows
from panelsearch.retrieval.provenance import Places
from panelsearch.services.row_matching import RowMatching
from panelsearch.services.snapshot import Snapshot
from panelsearch.storage.sqlite.cited_places import Place
from panelsearch.storage.sqlite.register_queries import PageOfRows, RegisterQueries
from panelsearch.text.body_names import names_hold

if TYPE_CHECKING:
    from panelsearch.registers.attendance_register import Roll


class RegisterService:
    """Draws the registers of one snapshot. Rows come a page at a time: `limit` of them (None: all) from `first` on."""

    def __init__(
        self, snapshot: Snapshot, places: Places, matching: RowMatching, rows: RegisterQueries, follow_up: FollowUp
    ) -> None:
        self._snapshot, self._places, self._matching = snapshot, places, matching
        self._store, self._rows, self._follow_up = snapshot.store, rows, follow_up

    def decisions(
        self, query: str = "", wanted: Wanted = ALL_ROWS, *, first: int = 0, limit: int | None = None
    ) -> tuple[DecisionRow, ...]:
        """The decisions that match a query, newest first; those of meetings without a date last.

        QueryError for an unknown field.
        """
        found = self._rows.decisions(self._matching.decisions(query, wanted), PageOfRows(first, limit))
        return tuple(decision_rows(self._places, found))

    def count_decisions(self, query: str = "", wanted: Wanted = ALL_ROWS) -> int:
        """How many decisions match a query. QueryError for an unknown field."""
        return self._rows.count_decisions(self._matching.decisions(query, wanted))

    def actions(
        self, query: str = "", wanted: Wanted = ALL_ROWS, kind: ActionKind | None = None, *, first: int = 0,
        limit: int | None = None,
    ) -> tuple[ActionRow, ...]:  # fmt: skip
        """Who is to do what, newest first, and which later meetings speak of it. QueryError for an unknown field."""
        found = self._rows.actions(self._matching.actions(query, wanted), kind, PageOfRows(first, limit))
        rows = action_rows(self._places, found)
        return tuple(replace(row, later=self._follow_up.of(row)) for row in rows)

    def count_actions(self, query: str = "", wanted: Wanted = ALL_ROWS, kind: ActionKind | None = None) -> int:
        """How many actions match a query. QueryError for an unknown field."""
        return self._rows.count_actions(self._matching.actions(query, wanted), kind)

    def attendance(self, wanted: Wanted = ALL_ROWS) -> tuple[tuple[AttendanceRow, ...], int]:
        """Who came to what, a person a row; and at how many meetings in all."""
        from panelsearch.registers.attendance_register import attendance

        return attendance(self._rolls(), wanted)

    def _rolls(self) -> Iterable[Roll]:
        from panelsearch.registers.attendance_register import APOLOGIES, IN_ATTENDANCE, PRESENT, Listed, Roll

        for key, document in self._snapshot.documents.items():
            body = document.body
            inside = [p for p in self._places.parts(key) if p.kind is PartKind.MINUTES and p.meeting_date]
            day, first, last = document.meeting_date, 1, document.page_count
            if document.kind is not DocumentKind.MINUTES:
                if not inside:
                    continue
                day, first, last = inside[0].meeting_date, inside[0].first_page, inside[0].last_page
            if body is None or day is None:
                continue
            lists = self._store.documents.attendance(key)
            texts: dict[int, str] = {}
            listed = []
            for on, people in (
                (PRESENT, lists.present), (IN_ATTENDANCE, lists.in_attendance), (APOLOGIES, lists.apologies)
            ):  # fmt: skip
                for person in people:
                    page = person.at.page
                    if not first <= page <= last:
                        continue
                    if page not in texts:
                        texts[page] = self._store.documents.page_text(key, page) or ""
                    cited = Citation(self._places.at([Place(key, page)])[0], person.at, person.at.span.of(texts[page]))
                    listed.append(Listed(person.name, person.role, on, cited))
            if listed:
                yield Roll(body, day, self._places.at([Place(key, first)])[0], tuple(listed))

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
