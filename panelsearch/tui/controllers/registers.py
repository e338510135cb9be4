"""Which registers are there, and what is a row of each? One entry of REGISTERS is a register's screen, key and help.

A register says how many rows it has, and reads some of them when they come into sight.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, TypeVar

from rich.text import Text

from panelsearch.errors import DocumentNotFoundError, UsageError
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import (
    ActionRow,
    AttendanceOrder,
    EntityPage,
    NameOrder,
    RowOrder,
    ValueOrder,
    Wanted,
)
from panelsearch.model.sources import Source
from panelsearch.query.date_ranges import range_of
from panelsearch.services.library import Library
from panelsearch.text.counts import counted
from panelsearch.tui.rendering.register_rows import (
    ACTIONS,
    ATTENDANCE,
    DECISIONS,
    GAPS,
    NAMED,
    REFERENCES,
    SIGNS,
    TIMELINE,
    RegisterEntry,
    action_entry,
    attendance_entries,
    decision_entry,
    gap_entry,
    named_entry,
    reference_from,
    reference_to,
    spoken_of,
    timeline_entry,
)
from panelsearch.tui.rendering.table import Column

R = TypeVar("R")

FIRST_ROWS = 50
"""A screenful: more would be read before anything is seen."""
_YEARS_DRAWN = 40
_STEPS = 500
"""How much of a matter is told."""


Read = Callable[[Library, int, int], Sequence[RegisterEntry]]
"""Rows as drawn: so many of them at most, from one on that is counted from 0."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a register holds for a query, in a heading's words, how many rows, and how they are read.

    `first` are the first of them, where they came with the count. `years` counts them by year, where that is soon told.
    Where it takes long to say how many there are, they are those that are known so far, and `whole` tells of all.
    """

    heading: str
    count: int
    read: Read
    years: Callable[[Library], dict[int, int]] | None = None
    first: Sequence[RegisterEntry] = ()
    whole: Callable[[Library], Loaded] | None = None


Load = Callable[[Library, str], Loaded]
"""A register read for a query."""


@dataclass(frozen=True, slots=True)
class Register:
    """A register: its screen's `name`, `title`, `keys` and `help`; `load` reads it for a query.

    `columns` are the table's. `nothing` is said where no row matches; `needs` where it wants a query and has none;
    `filters` tells what it may be asked. It begins with the query on screen where that `follows` from it. `others` read
    it in other orders; the heading says in which.
    """

    name: str
    title: str
    keys: str
    help: str
    load: Load
    nothing: str
    columns: tuple[Column, ...] = (Column(""),)
    needs: str = ""
    filters: str = ""
    follows: bool = True
    others: tuple[Load, ...] = ()

    @property
    def orders(self) -> tuple[Load, ...]:
        """How it is read in each of its orders, the usual one first."""
        return self.load, *self.others


def _whole(
    heading: str, rows: Sequence[R], draw: Callable[[R], RegisterEntry],
    years: Callable[[Library], dict[int, int]] | None = None,
) -> Loaded:  # fmt: skip
    """A register that the library gives whole: its rows are drawn when they come into sight."""
    return Loaded(heading, len(rows), lambda library, first, limit: list(map(draw, rows[first : first + limit])), years)


def _about(query: str) -> str:
    return f" for {query}" if query else ""


def _latest(counts: Mapping[int, int]) -> dict[int, int]:
    """Counts by year without those of years long before the others."""
    latest = max(counts, default=0)
    return {year: count for year, count in counts.items() if year > latest - _YEARS_DRAWN}


# decisions


_AGES = {RowOrder.NEWEST: "newest first", RowOrder.OLDEST: "oldest first"}


def _decisions(library: Library, query: str, order: RowOrder = RowOrder.NEWEST) -> Loaded:
    count = library.count_decisions(query)

    def read(library: Library, first: int, limit: int) -> Sequence[RegisterEntry]:
        return list(map(decision_entry, library.decisions(query, order=order, first=first, limit=limit)))

    return Loaded(
        f"{counted(count, 'decision')}{_about(query)}, {_AGES[order]}", count, read,
        lambda library: _latest(library.decisions_by_year(query)),
    )  # fmt: skip


# timeline


def _timeline(library: Library, query: str, *, turned: bool = False, steps: int = FIRST_ROWS) -> Loaded:
    found = library.timeline(query, limit=_STEPS if turned else steps)
    rows = found.rows[::-1] if turned else found.rows
    told = ("the first " if found.is_cut else "") + counted(len(found.rows), "step")
    undated = f"; {counted(found.undated, 'passage')} without a date" if found.undated else ""
    held = Counter(row.citation.source.held.year for row in found.rows if row.citation.source.held)
    heading = f"{query}, through the meetings: {told}, {'latest' if turned else 'oldest'} first{undated}"
    loaded = _whole(heading, rows, timeline_entry, lambda library: _latest(held))
    if not found.is_cut or len(rows) >= _STEPS:
        return loaded
    return replace(loaded, whole=lambda library: _timeline(library, query, steps=_STEPS))


# actions


def _actions(library: Library, query: str, order: RowOrder = RowOrder.NEWEST) -> Loaded:
    count = library.count_actions(query)

    def read(library: Library, first: int, limit: int) -> Sequence[RegisterEntry]:
        rows = library.actions(query, order=order, first=first, limit=limit, followed=False)
        return [action_entry(row, partial(_later, row)) for row in rows]

    counts = counted(count, "action or recommendation", "actions and recommendations")
    return Loaded(
        f"{counts}{_about(query)}, {_AGES[order]}", count, read,
        lambda library: _latest(library.actions_by_year(query)),
    )  # fmt: skip


def _later(row: ActionRow, library: Library) -> Sequence[Text]:
    return spoken_of(library.later(row))


# attendance

_COMINGS = {
    AttendanceOrder.BODY: "who came most first, by body", AttendanceOrder.MISSED: "who missed most first",
    AttendanceOrder.SHARE: "who missed the largest share first", AttendanceOrder.NAME: "by name",
}  # fmt: skip


def _attendance(library: Library, query: str, order: AttendanceOrder = AttendanceOrder.BODY) -> Loaded:
    wanted = wanted_of(query)
    rows, meetings = library.attendance(wanted, order, limit=FIRST_ROWS)

    def read(library: Library, first: int, limit: int) -> Sequence[RegisterEntry]:
        return attendance_entries(library.attendance(wanted, order, first=first, limit=limit)[0])

    held = counted(meetings, "meeting")
    heading = f"Attendance at {held}{_about(query)}, {_COMINGS[order]}; absences are inferred. {SIGNS}"
    loaded = Loaded(heading, len(rows), read, first=attendance_entries(rows))
    if len(rows) < FIRST_ROWS:
        return loaded
    return replace(loaded, whole=lambda library: replace(loaded, count=library.count_attendance(wanted)))


# what is named


_NAMINGS = {NameOrder.COUNT: "most often named first", NameOrder.NAME: "by name", NameOrder.LATEST: "named last first"}


def _entities(label: MentionLabel, what: str, order: NameOrder) -> Load:
    """People or councils, by words of their names: those in the query box may be of a matter instead."""

    def load(library: Library, query: str) -> Loaded:
        name, told = query, _about(query)
        page = library.entities(label, name, order=order, limit=FIRST_ROWS)
        if not page.total and name:
            name, told = "", f", none of them called {query}"
            page = library.entities(label, order=order, limit=FIRST_ROWS)

        def read(library: Library, first: int, limit: int) -> Sequence[RegisterEntry]:
            return list(map(named_entry, library.entities(label, name, order=order, first=first, limit=limit).rows))

        heading = f"{page.total} {what}{told}, {_NAMINGS[order]}: enter searches for one"
        return Loaded(heading, page.total, read, first=list(map(named_entry, page.rows)))

    return load


_WORTHS = {
    (MentionLabel.MONEY, ValueOrder.VALUE_DOWN): "largest first",
    (MentionLabel.MONEY, ValueOrder.VALUE): "smallest first",
    (MentionLabel.DATE, ValueOrder.VALUE_DOWN): "latest first",
    (MentionLabel.DATE, ValueOrder.VALUE): "earliest first",
}


def _values(label: MentionLabel, what: str, order: ValueOrder) -> Load:
    """Sums or dates, in the passages that a query finds, or in a range."""
    told = _WORTHS.get((label, order), "most often named first")

    def load(library: Library, query: str) -> Loaded:
        def page(library: Library, first: int, limit: int) -> EntityPage:
            # with the one place that a row opens
            return library.values(label, query, order=order, first=first, limit=limit, places=1)

        def read(library: Library, first: int, limit: int) -> Sequence[RegisterEntry]:
            return list(map(named_entry, page(library, first, limit).rows))

        def years(library: Library) -> dict[int, int]:
            return _latest(library.values_by_year(label, query))

        begin = page(library, 0, FIRST_ROWS)
        return Loaded(
            f"{begin.total} {what}{_about(query)}, {told}", begin.total, read,
            years if query.strip() else None,  # without words every sum of the library would be looked at
            list(map(named_entry, begin.rows)),
        )  # fmt: skip

    return load


# gaps


def _gaps(library: Library, query: str) -> Loaded:
    rows = library.gaps(wanted_of(query, named="body"))

    def read(library: Library, first: int, limit: int) -> Sequence[RegisterEntry]:
        return [gap_entry(gap, _first_source(library, gap.documents)) for gap in rows[first : first + limit]]

    return Loaded(f"{counted(len(rows), 'gap')}{_about(query)}: what an empty result does not prove", len(rows), read)


def _first_source(library: Library, documents: Sequence[str]) -> Source | None:
    """The front sheet of the first of some documents that could be read."""
    for document in documents:
        with suppress(DocumentNotFoundError):
            return library.source(document, 1)
    return None


# references of a page


def references(document: str, page: int) -> Register:
    """What a page refers to, then what refers to it; opens the other end."""

    def load(library: Library, query: str) -> Loaded:
        refers_to, referred_to_by = library.references(document, page)
        entries = [reference_from(row) for row in refers_to] + [reference_to(row) for row in referred_to_by]
        return _whole(f"References on page {page}", entries, lambda entry: entry)

    nothing = "This page refers to nothing, and nothing in the library refers to it, as far as could be read."
    return Register("references", "References", "", "", load, nothing, REFERENCES)


# what rows are asked for

_ASKED = re.compile(r'\b(body|person|date|outcome):("[^"]*"|\S+)', re.IGNORECASE)


def wanted_of(words: str, named: Literal["person", "body"] = "person") -> Wanted:
    """The rows asked for by `body:`, `person:` and `date:`, and by other words as a name.

    UsageError for a date that cannot be read.
    """
    asked = {field.casefold(): value.strip('"') for field, value in _ASKED.findall(words)}
    rest = " ".join(_ASKED.sub(" ", words).split())
    days = range_of(asked["date"]) if "date" in asked else None
    if "date" in asked and days is None:
        raise UsageError(f"{asked['date']} is no date.", "Type date:2018 or date:2018-02.")
    first, last = days or (None, None)
    names = {"person": asked.get("person", ""), "body": asked.get("body", "")}
    names[named] = f"{names[named]} {rest}".strip()
    return Wanted(names["body"], names["person"], first, last, asked.get("outcome", ""))


_OF_MEETINGS = "filter: words, body: person: date:2018 outcome:refused"
_OF_NAMES = "filter: words of the name, body:"
_BY_AGE, _BY_NAMING = list(RowOrder), list(NameOrder)
_BY_WORTH = [ValueOrder.COUNT, ValueOrder.VALUE_DOWN, ValueOrder.VALUE]


def _in_all(load: Callable[..., Loaded], orders: Iterable[object]) -> tuple[Load, ...]:
    """A register read in each of the orders."""
    return tuple(partial(load, order=order) for order in orders)


_PEOPLE = tuple(_entities(MentionLabel.PERSON, "people", order) for order in _BY_NAMING)
_COUNCILS = tuple(_entities(MentionLabel.COUNCIL, "councils", order) for order in _BY_NAMING)
_SUMS = tuple(_values(MentionLabel.MONEY, "sums", order) for order in _BY_WORTH)
_DATES = tuple(_values(MentionLabel.DATE, "dates", order) for order in _BY_WORTH)

REGISTERS: tuple[Register, ...] = (
    Register("decisions", "Decisions", "f3,ctrl+r", "the decisions register for the query", _decisions,
             "No decision matches.", DECISIONS, filters=_OF_MEETINGS, others=_in_all(_decisions, _BY_AGE[1:])),
    Register("timeline", "Timeline", "f5", "the query's matter through the meetings", _timeline,
             "Nothing with a date matches.", TIMELINE, filters="the matter: words, body: date:",
             needs="Type what the matter is called, then look at its timeline.",
             others=(partial(_timeline, turned=True),)),
    Register("actions", "Actions", "f8", "who is to do what, for the query", _actions,
             "No action matches.", ACTIONS, filters=_OF_MEETINGS, others=_in_all(_actions, _BY_AGE[1:])),
    Register("attendance", "Attendance", "f6", "who came to what, by body", _attendance,
             "No list of who came was found in the library.", ATTENDANCE,
             filters="filter: a person's name, body: date:2018", follows=False,
             others=_in_all(_attendance, list(AttendanceOrder)[1:])),
    Register("people", "People", "f10,ctrl+t", "who is named, most often first, or by words of a name",
             _PEOPLE[0], "Nobody is named in the papers, as far as could be read.",
             NAMED, filters=_OF_NAMES, others=_PEOPLE[1:]),
    Register("councils", "Councils", "", "which councils are named, most often first",
             _COUNCILS[0], "No council is named, as far as could be read.",
             NAMED, filters=_OF_NAMES, follows=False, others=_COUNCILS[1:]),
    Register("sums", "Sums", "", "the sums in the query's passages, most often named first",
             _SUMS[0], "No sum matches.", NAMED, filters="filter: words, >100k, body:", others=_SUMS[1:]),
    Register("dates", "Dates", "", "the dates in the query's passages, most often named first",
             _DATES[0], "No date matches.", NAMED, filters="filter: words, 2018-02, body:", others=_DATES[1:]),
    Register("gaps", "Gaps", "f7", "what an empty result does not prove", _gaps,
             "No gap shows itself. That does not prove that there is none.", GAPS,
             filters="filter: a body's name, date:", follows=False),
)  # fmt: skip
