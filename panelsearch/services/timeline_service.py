"""How did a matter go through the meetings? Read from the oldest on, only as far as steps are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from panelsearch.indexing.base import Sort
from panelsearch.model.meetings import ActionKind
from panelsearch.model.register_rows import ALL_ROWS, RowOrder, Stage, Timeline, Wanted
from panelsearch.model.spans import Span
from panelsearch.query.ast import And, DateIn, Query
from panelsearch.query.parser import parse
from panelsearch.registers.row_queries import restricted
from panelsearch.registers.rows import action_rows, decision_rows
from panelsearch.registers.timeline import Found, timeline
from panelsearch.retrieval.highlighting import highlights
from panelsearch.retrieval.provenance import Places
from panelsearch.services.entity_service import EntityService
from panelsearch.services.row_matching import RowMatching
from panelsearch.services.snapshot import Snapshot
from panelsearch.storage.tables.register_queries import PageOfRows, RegisterQueries

_READ_A_STEP, _READ_ON = 2, 4
"""So many of the oldest passages are read for each step asked for; where they make too few, so many times more."""


@dataclass(frozen=True, slots=True)
class _Matter:
    """What is looked for: among the passages, the decisions and the actions; `shown` is what a quotation is about."""

    passages: Query
    shown: Query
    decisions: frozenset[int] | None
    actions: frozenset[int] | None


class TimelineService:
    """Draws timelines from one snapshot."""

    def __init__(
        self, snapshot: Snapshot, places: Places, entities: EntityService, matching: RowMatching, rows: RegisterQueries
    ) -> None:
        self._snapshot, self._places, self._entities = snapshot, places, entities
        self._matching, self._rows = matching, rows

    def timeline(self, query: str, wanted: Wanted = ALL_ROWS, *, limit: int | None = None) -> Timeline:
        """One matter through the meetings: all steps, or the first `limit`. QueryError for an unknown field."""
        parsed = parse(query)
        if self._snapshot.is_empty:
            return Timeline(query, parsed.canonical, ())
        asked = Wanted(wanted.body, first=wanted.first, last=wanted.last)  # of a matter, not of a person or an outcome
        matter = _Matter(
            restricted(self._entities.meant(parsed.tree), asked), parsed.tree,
            self._matching.decisions(query, asked), self._matching.actions(query, asked),
        )  # fmt: skip
        reach = None if limit is None else max(1, _READ_A_STEP * limit)
        found, is_all = self._found(matter, reach)
        rows = timeline(found)
        while not is_all and limit is not None and reach is not None and len(rows) < limit:
            reach *= _READ_ON
            found, is_all = self._found(matter, reach)
            rows = timeline(found)
        undated = sum(one.source.held is None for one in found) if is_all else self._undated(matter, asked)
        is_cut = not is_all or (limit is not None and limit < len(rows))
        return Timeline(query, parsed.canonical, rows[:limit], undated, is_cut)

    def _found(self, matter: _Matter, reach: int | None) -> tuple[list[Found], bool]:
        """What is told of a matter, read from the oldest on; and whether that is all.

        Where it is not, whole days are read: what `reach` passages tell of but the last of their days.
        """
        matches = self._snapshot.index().search(matter.passages, reach, Sort.OLDEST)
        known = self._snapshot.store.documents.passages_by_id([match.passage_id for match in matches.matches])
        passages = [known[match.passage_id] for match in matches.matches]
        sources = self._places.sources(passages)
        until: date | None = None
        is_all = reach is None or matches.total <= reach
        if not is_all and (last := sources[-1].held) is not None:
            until = last - timedelta(days=1)
        kept = [at for at, source in enumerate(sources) if until is None or (source.held and source.held <= until)]
        texts = self._places.texts([passages[at] for at in kept])
        found = []
        for at, text in zip(kept, texts, strict=True):
            first = next(iter(highlights(text, matter.shown)), Span(0, 0))
            found.append(Found(sources[at], passages[at].at, text, first, matches.matches[at].score))
        return [*found, *self._formal(matter, until)], is_all

    def _formal(self, matter: _Matter, until: date | None) -> Iterator[Found]:
        page = PageOfRows()
        decisions = self._rows.decisions(matter.decisions, page, RowOrder.OLDEST, until)
        for row in decision_rows(self._places, decisions):
            yield Found(row.source, row.decision.at, row.text, Span(0, 0), 0.0, Stage.DECIDED, row.decision.outcome)
        actions = self._rows.actions(matter.actions, ActionKind.ACTION, page, RowOrder.OLDEST, until)
        for one in action_rows(self._places, actions):
            yield Found(one.source, one.action.at, one.text, Span(0, 0), formal=Stage.ORDERED)

    def _undated(self, matter: _Matter, asked: Wanted) -> int:
        """How much is told of the matter in papers without a date, none of it read."""
        if asked.first or asked.last:
            return 0
        count = partial(self._snapshot.index().search, limit=1)
        passages = count(matter.passages).total - count(And((matter.passages, DateIn(None, None)))).total
        return (
            max(0, passages)
            + self._rows.count_decisions(matter.decisions, undated=True)
            + self._rows.count_actions(matter.actions, ActionKind.ACTION, undated=True)
        )
