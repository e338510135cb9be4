"""Who came to what? The attendance lists of a body's minutes side by side, a person a row.

Who is who is told by `linking.people`, as everywhere; a body is read only where its rows are asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice

from panelsearch.linking.people import People, Person
from panelsearch.model.register_rows import AttendanceOrder, AttendanceRow, Wanted
from panelsearch.model.sources import Citation
from panelsearch.model.spans import PageSpan
from panelsearch.storage.derived_tables import TableReader, int64
from panelsearch.storage.tables.cited_places import CitedPlaces, Place
from panelsearch.storage.tables.roll_tables import RollEntry, RollReader, RollsAsked
from panelsearch.text.body_names import names_hold
from panelsearch.text.person_names import folded

_COUNTED_AT_ONCE = 64
PRESENT, IN_ATTENDANCE, APOLOGIES = _LISTS = "present", "in_attendance", "apologies"


@dataclass(frozen=True, slots=True)
class Listed:
    """A name on one of a meeting's lists, with its place, and who that is."""

    name: str
    role: str
    on: str
    at: PageSpan
    person: Person


@dataclass(frozen=True, slots=True)
class Roll:
    """The lists of one meeting, and the page that they begin on."""

    document_id: int
    body: str
    day: date
    first_page: int
    listed: tuple[Listed, ...]


_PersonOfBody = tuple[Sequence[Roll], Sequence[tuple[Roll, Listed]]]
"""A body's meetings, and a person's places on their lists."""


class AttendanceRegister:
    """The register of one library."""

    def __init__(self, tables: TableReader, people: People, citing: CitedPlaces) -> None:
        self._rolls, self._people, self._citing = RollReader(tables), people, citing

    def page(
        self, wanted: Wanted, order: AttendanceOrder = AttendanceOrder.BODY, *, first: int = 0,
        limit: int | None = None,
    ) -> tuple[tuple[AttendanceRow, ...], int]:  # fmt: skip
        """Rows in order; and at how many meetings in all, whoever is asked for.

        Body by body, one is read only where its rows are among those wanted or before them; in any other order the
        store counts, and only the places of those wanted are read.
        """
        bodies = self._bodies(wanted)
        if order is AttendanceOrder.BODY:
            end = None if limit is None else int64(first + limit)
            rows = list(islice(self._people_of(bodies, wanted), int64(first), end))
        else:
            tallied = self._rolls.tallied(self._asked(bodies, wanted), order, first, limit)
            rows = self._places_of(tallied, bodies, wanted)
        return tuple(rows_of(rows, self._citing)), sum(meetings for _, _, meetings in bodies)

    def count(self, wanted: Wanted) -> int:
        """How many rows there are: a person counts once for each body.

        Some bodies after others, so that nobody else who asks the store waits for all of them.
        """
        bodies = [tuple(some) for _, some in groupby(self._bodies(wanted), key=lambda one: one[0])]
        if len(bodies) <= _COUNTED_AT_ONCE:
            return self._rolls.count(self._asked([one for some in bodies for one in some], wanted))
        counted = 0
        for start in range(0, len(bodies), _COUNTED_AT_ONCE):
            some = [one for named in bodies[start : start + _COUNTED_AT_ONCE] for one in named]
            counted += self._rolls.count(self._asked(some, wanted, alone=True))
        return counted

    def _asked(self, bodies: Sequence[tuple[str, str, int]], wanted: Wanted, *, alone: bool = False) -> RollsAsked:
        """What is asked of the rolls: of these bodies `alone`, though all were wanted."""
        called = self._people.called(wanted.person) if wanted.person else None
        where = None if called is None else self._rolls.bodies_of(self._people.papers_of(called))
        some = None
        if alone or wanted.body or where is not None:
            some = [body for key, body, _ in bodies if where is None or key in where]
        return RollsAsked(*_days_of(wanted), some, called, self._people.told)

    def _places_of(
        self, tallied: Sequence[tuple[str, int]], bodies: Sequence[tuple[str, str, int]], wanted: Wanted
    ) -> list[_PersonOfBody]:
        """The same people, with the meetings of their body and their places on its lists."""
        names, days = {body for _, body, _ in bodies}, _days_of(wanted)
        people: dict[str, set[int]] = defaultdict(set)
        for key, person in tallied:
            people[key].add(person)
        uses_of_all = self._people.uses_of({person for _, person in tallied})
        meant = {(document, canonical, text): who for document, canonical, text, who in uses_of_all}
        of_paper: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
        for use in meant:
            of_paper[use[0]].append(use)
        meetings: dict[str, list[Roll]] = {}
        places: dict[tuple[str, int], list[tuple[Roll, Listed]]] = defaultdict(list)
        for key, some in people.items():
            meetings[key] = [
                Roll(document, body, date.fromisoformat(day), page, ())
                for document, body, day, page in self._rolls.meetings(key, *days) if body in names
            ]  # fmt: skip
            of_document = {roll.document_id: roll for roll in meetings[key]}
            uses = [use for document in of_document for use in of_paper[document] if meant[use].key in some]
            for entry in self._rolls.entries_called(key, *days, uses):
                listed = _listed(entry, meant[entry.document_id, entry.canonical, entry.name])
                places[key, listed.person.key].append((of_document[entry.document_id], listed))
        return [(meetings[key], places[key, person]) for key, person in tallied]

    def _bodies(self, wanted: Wanted) -> list[tuple[str, str, int]]:
        bodies = self._rolls.bodies(*_days_of(wanted))
        return [one for one in bodies if names_hold(one[1], wanted.body)]

    def _people_of(self, bodies: Sequence[tuple[str, str, int]], wanted: Wanted) -> Iterator[_PersonOfBody]:
        """Everybody who is asked for, with the rolls of their body and their places on them, read body by body."""
        called = self._people.called(wanted.person) if wanted.person else None
        where = None if called is None else self._rolls.bodies_of(self._people.papers_of(called))
        for key, some in groupby(bodies, key=lambda one: one[0]):
            if where is None or key in where:
                names = [body for _, body, _ in some]
                rolls = list(self._rolls_of(self._rolls.entries(key, names, *_days_of(wanted))))
                for group in grouped(rolls):
                    if called is None or group[0][1].person.key in called:
                        yield rolls, group

    def _rolls_of(self, entries: Sequence[RollEntry]) -> Iterator[Roll]:
        meant = self._people.meant_in(sorted({one.document_id for one in entries}))
        for document_id, some in groupby(entries, key=lambda one: one.document_id):
            listed = list(some)
            yield Roll(
                document_id, listed[0].body, date.fromisoformat(listed[0].day), listed[0].first_page,
                tuple(_listed(one, meant[document_id, one.canonical, one.name]) for one in listed),
            )  # fmt: skip


def _listed(entry: RollEntry, person: Person) -> Listed:
    return Listed(entry.name, entry.role, entry.on, PageSpan(entry.page, entry.start, entry.end), person)


def _days_of(wanted: Wanted) -> tuple[str, str]:
    return (wanted.first or date.min).isoformat(), (wanted.last or date.max).isoformat()


def grouped(rolls: Sequence[Roll]) -> list[list[tuple[Roll, Listed]]]:
    """Everybody listed with their places, who was most often present first. `rolls` are of one body, oldest first."""
    people: dict[int, list[tuple[Roll, Listed]]] = defaultdict(list)
    for roll in rolls:
        for listed in roll.listed:
            people[listed.person.key].append((roll, listed))
    return sorted(people.values(), key=_rank)


def _rank(places: Sequence[tuple[Roll, Listed]]) -> tuple[object, ...]:
    meetings = {on: len({roll.day for roll, one in places if one.on == on}) for on in (PRESENT, IN_ATTENDANCE)}
    variants = sorted({one.name for _, one in places})
    name = places[0][1].person.name
    return -meetings[PRESENT], -meetings[IN_ATTENDANCE], folded(name), name, variants, places[0][0].day


def rows_of(people: Sequence[_PersonOfBody], citing: CitedPlaces) -> list[AttendanceRow]:
    """A row each for people among the meetings of their body; all their places are cited together."""
    drawn = [_Drawn(rolls, places) for rolls, places in people]
    at = [(roll.document_id, listed.at) for one in drawn for roll, listed in one.cited()]
    pages = [Place(key, span.page) for key, span in at]
    pages += (Place(roll.document_id, roll.first_page) for one in drawn for roll in one.away)
    sources = dict(zip(pages, citing.sources(pages), strict=True))
    words = dict(zip(at, citing.texts(at), strict=True))

    def cited(roll: Roll, listed: Listed) -> Citation:
        key = roll.document_id, listed.at
        return Citation(sources[Place(roll.document_id, listed.at.page)], listed.at, words[key])

    return [
        AttendanceRow(
            one.places[0][1].person.name, one.rolls[-1].body,
            next((listed.role for _, listed in reversed(one.places) if listed.role), ""),
            tuple(sorted({listed.name for _, listed in one.places})),
            present, attending, apologies,
            tuple(sources[Place(roll.document_id, roll.first_page)] for roll in one.away),
        )
        for one in drawn
        for present, attending, apologies in [[tuple(cited(*place) for place in one.lists[on]) for on in _LISTS]]
    ]  # fmt: skip


class _Drawn:
    """One person among the meetings of a body: on each list the last place of each meeting, and where they lack."""

    def __init__(self, rolls: Sequence[Roll], places: Sequence[tuple[Roll, Listed]]) -> None:
        self.rolls, self.places = rolls, places
        self.lists = {
            on: tuple({roll.day: (roll, one) for roll, one in places if one.on == on}.values()) for on in _LISTS
        }
        expected = [roll.day for roll, one in places if one.on != IN_ATTENDANCE]
        named_on = {roll.day for roll, _ in places}
        self.away = [
            roll
            for roll in rolls
            if expected and expected[0] < roll.day < expected[-1] and roll.day not in named_on
        ]  # fmt: skip

    def cited(self) -> Iterator[tuple[Roll, Listed]]:
        """The places that are cited."""
        for places in self.lists.values():
            yield from places
