"""What do the meetings say side by side? Decisions, actions, attendance, one matter in time, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.model.meetings import ActionKind, DocumentKind, PartKind
from panelsearch.model.register_rows import (
    ALL_ROWS,
    ActionRow,
    AttendanceRow,
    DecisionRow,
    Gap,
    Stage,
    Timeline,
    Wanted,
)
from panelsearch.model.sources import Citation, ItemRef, Source
from panelsearch.model.spans import PageSpan, Span
from panelsearch.query.ast import And, DateIn, Word
from panelsearch.query.parser import parse
from panelsearch.registers.decision_register import decision_rows
from panelsearch.retrieval.highlighting import highlights
from panelsearch.retrieval.provenance import Places
from panelsearch.services.entity_service import EntityService
from panelsearch.services.search_service import SearchService
from panelsearch.services.snapshot import Snapshot
from panelsearch.services.status_service import StatusService
from panelsearch.text.body_names import body_key, names_hold
from panelsearch.text.person_names import folded

if TYPE_CHECKING:
    from panelsearch.registers.attendance_register import Roll

_REPRINTED = 0.7
_LATER_LOOKED_AT = 50
_LATER_SHOWN = 3
_RARE_PASSAGES = 3


class RegisterService:
    """Draws the registers of one snapshot."""

    def __init__(
        self, snapshot: Snapshot, places: Places, entities: EntityService, search: SearchService,
        status: StatusService,
    ) -> None:  # fmt: skip
        self._snapshot, self._places, self._store = snapshot, places, snapshot.store
        self._entities, self._search, self._status = entities, search, status

    # decisions

    def register(self) -> tuple[DecisionRow, ...]:
        """All decisions, newest first; those of meetings without a date last."""
        rows = [
            row
            for key, names in self._snapshot.names.items()
            for row in decision_rows(self._store, self._places, key, names[0])
        ]
        return tuple(sorted(rows, key=_newest_first))

    def decisions(self, query: str = "", wanted: Wanted = ALL_ROWS) -> tuple[DecisionRow, ...]:
        """The register, cut down to the decisions that match a query. QueryError for an unknown field."""
        rows = tuple(row for row in self.register() if self._is_wanted(row, wanted))
        if not query.strip():
            return rows
        from panelsearch.indexing.memory_index import MemoryIndex

        index = MemoryIndex(_decision_as_passage(number, row, self._movers(row)) for number, row in enumerate(rows))
        return tuple(rows[number] for number in sorted(index.matching_ids(parse(query).tree)))

    def _movers(self, row: DecisionRow) -> tuple[str, ...]:
        """Every name of those who moved and seconded."""
        member = self._snapshot.by_name.get(row.source.document)
        printed = [name for name in (row.decision.proposer, row.decision.seconder) if name]
        if member is None or member.document_id is None:
            return tuple(printed)
        people, document_id = self._entities.people(), member.document_id
        return tuple(dict.fromkeys(name for one in printed for name in people.also_called(document_id, one)))

    def _is_wanted(self, row: DecisionRow, wanted: Wanted) -> bool:
        return (
            _of_body(row.source, wanted)
            and wanted.covers(row.source.held)
            and (not wanted.outcome or row.decision.outcome == wanted.outcome)
            and (not wanted.person or any(names_hold(name, wanted.person) for name in self._movers(row)))
        )

    # actions

    def actions(
        self, query: str = "", wanted: Wanted = ALL_ROWS, kind: ActionKind | None = None
    ) -> tuple[ActionRow, ...]:
        """Who is to do what, newest first, and which later meetings speak of it. QueryError for an unknown field."""
        rows = [
            row
            for row in self._matching_actions(query)
            if (kind is None or row.action.kind is kind) and _is_wanted_of(row, wanted)
        ]
        frequency = cache(self._search.frequency)
        return tuple(replace(row, later=self._spoken_of_later(row, frequency)) for row in rows)

    def _matching_actions(self, query: str) -> Iterable[ActionRow]:
        """All actions that match a query, newest first, without standing text."""
        from panelsearch.indexing.memory_index import MemoryIndex
        from panelsearch.registers.action_register import standing

        rows = [row for key, names in self._snapshot.names.items() for row in self._action_rows(key, names[0])]
        repeated = standing((row.source.document, row.text) for row in rows)
        rows = [row for row in rows if folded(row.text) not in repeated]
        rows.sort(key=lambda row: (-(row.source.held or date.min).toordinal(), row.source.document, row.action.at))
        if query.strip():
            index = MemoryIndex(_action_as_passage(number, row) for number, row in enumerate(rows))
            return [rows[number] for number in sorted(index.matching_ids(parse(query).tree))]
        return rows

    def _action_rows(self, document_id: int, name: str) -> Iterable[ActionRow]:
        items = self._store.documents.items(document_id)
        for action in self._store.documents.actions(document_id):
            view = items[action.item] if action.item is not None else None
            item = ItemRef(view.number, view.heading) if view else None
            text = action.at.span.of(self._store.documents.page_text(document_id, action.at.page) or "")
            yield ActionRow(self._places.at(document_id, name, action.at.page, item), action, text)

    def _spoken_of_later(self, row: ActionRow, frequency: Callable[[str], float]) -> tuple[Citation, ...]:
        """The first passage of each of the next few meetings of the body that holds the action's rarest words."""
        from panelsearch.registers.action_register import RARE, telling_words

        held, body = row.source.held, row.source.body
        rare = max(RARE, _RARE_PASSAGES / max(1, self._snapshot.passage_count))
        words = telling_words(row.text, row.action.owner, frequency, rare)
        if held is None or body is None or not words:
            return ()
        tree = And((DateIn(held, None), *map(Word, words)))
        later: dict[date, Citation] = {}
        matches = self._snapshot.index().search(tree, _LATER_LOOKED_AT).matches
        for passage in self._store.documents.passages_by_id([match.passage_id for match in matches]).values():
            source = self._places.source(passage)
            if source.held and source.held > held and body_key(source.body or "") == body_key(body):
                later.setdefault(source.held, Citation(source, passage.at, self._places.words(passage)))
        return tuple(later[day] for day in sorted(later)[:_LATER_SHOWN])

    # meetings side by side

    def attendance(self, wanted: Wanted = ALL_ROWS) -> tuple[tuple[AttendanceRow, ...], int]:
        """Who came to what, a person a row; and at how many meetings in all."""
        from panelsearch.registers.attendance_register import attendance

        return attendance(self._rolls(), wanted)

    def _rolls(self) -> Iterable[Roll]:
        from panelsearch.registers.attendance_register import APOLOGIES, IN_ATTENDANCE, PRESENT, Listed, Roll

        for key, document in self._snapshot.documents.items():
            name, body = self._snapshot.names[key][0], document.body
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
                    cited = Citation(self._places.at(key, name, page), person.at, person.at.span.of(texts[page]))
                    listed.append(Listed(person.name, person.role, on, cited))
            if listed:
                yield Roll(body, day, self._places.at(key, name, first), tuple(listed))

    def timeline(self, query: str, wanted: Wanted = ALL_ROWS) -> Timeline:
        """One matter through the meetings. QueryError for an unknown field."""
        from panelsearch.registers.timeline import Found, timeline

        parsed = parse(query)
        if self._snapshot.is_empty:
            return Timeline(query, parsed.canonical, ())
        matches = self._snapshot.index().search(self._entities.meant(parsed.tree), None).matches
        passages = self._store.documents.passages_by_id([match.passage_id for match in matches])
        found = []
        for match in matches:
            passage = passages[match.passage_id]
            text = self._places.words(passage)
            first = next(iter(highlights(text, parsed.tree)), Span(0, 0))
            source = self._places.source(passage)
            found.append(Found(source, passage.at, text, first, match.score))
        found += [
            Found(row.source, row.decision.at, row.text, Span(0, 0), 0.0, Stage.DECIDED, row.decision.outcome)
            for row in self.decisions(query)
        ]  # fmt: skip
        found += [
            Found(row.source, row.action.at, row.text, Span(0, 0), formal=Stage.ORDERED)
            for row in self._matching_actions(query)
            if row.action.kind is ActionKind.ACTION
        ]
        found = [one for one in found if _of_body(one.source, wanted) and wanted.covers(one.source.held)]
        undated = sum(one.source.held is None for one in found)
        return Timeline(query, parsed.canonical, timeline(found), undated)

    def gaps(self, wanted: Wanted = ALL_ROWS) -> tuple[Gap, ...]:
        """What an empty result does not prove."""
        from panelsearch.registers.coverage_gaps import Paper, gaps

        papers = [
            Paper(tuple(names), d.kind, d.body, d.meeting_date, self._minutes_within(key), d.inferred)
            for key, names in self._snapshot.names.items()
            for d in [self._snapshot.documents[key]]
        ]
        return gaps(papers, self._status.without_text(), self._status.unreadable(), self._reprints(), wanted)

    def _minutes_within(self, document_id: int) -> tuple[date, ...]:
        return tuple(p.meeting_date for p in self._places.parts(document_id) if p.meeting_date)

    def _reprints(self) -> Iterable[tuple[str, str]]:
        """Pairs of documents that share most of their passages."""
        for one, other in self._store.queries.reprints(self._snapshot.number, _REPRINTED):
            yield self._snapshot.names[one][0], self._snapshot.names[other][0]


def _of_body(source: Source, wanted: Wanted) -> bool:
    return names_hold(source.body or "", wanted.body)


def _is_wanted_of(row: ActionRow, wanted: Wanted) -> bool:
    people = (row.action.owner, *row.action.people)
    return (
        _of_body(row.source, wanted)
        and wanted.covers(row.source.held)
        and (not wanted.person or any(names_hold(name, wanted.person) for name in people))
    )


def _with_heading(item: ItemRef | None, text: str) -> str:
    """The words by which a row is found: a phrase in its item's heading is about it too."""
    return f"{item.heading}\n{text}" if item else text


def _action_as_passage(number: int, row: ActionRow) -> IndexedPassage:
    item = row.source.item
    return IndexedPassage(
        number, 0, _with_heading(item, row.text), item.heading if item else "", row.source.title, row.source.body or "",
        row.source.kind.value, row.source.held, row.source.page, (item.number or "") if item else "",
        (row.action.owner, *row.action.people),
    )  # fmt: skip


def _newest_first(row: DecisionRow) -> tuple[int, str, PageSpan]:
    when = row.source.held or date.min
    return -when.toordinal(), row.source.document, row.decision.at


def _decision_as_passage(number: int, row: DecisionRow, people: tuple[str, ...]) -> IndexedPassage:
    item = row.source.item
    return IndexedPassage(
        number, 0, _with_heading(item, f"{row.text} {row.decision.outcome}"), item.heading if item else "",
        row.source.title, row.source.body or "", row.source.kind.value, row.source.held, row.source.page,
        (item.number or "") if item else "", people,
    )  # fmt: skip
