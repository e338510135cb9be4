"""Which registers are there, and what is a row of each? One entry of REGISTERS is a register's screen, key and help.

A register says how many rows it has, and reads some of them when they come into sight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from rich.text import Text

from panelsearch.errors import DocumentNotFoundError
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import (
    ActionRow,
    AttendanceRow,
    DecisionRow,
    EntityRow,
    Gap,
    ReferenceRow,
    TimelineRow,
)
from panelsearch.model.sources import Source
from panelsearch.model.spans import Span
from panelsearch.services.library import Library
from panelsearch.tui.rendering.drawing import headline, place_line, safe

R = TypeVar("R")

_STEPS = 500
"""How much of a matter is told at once."""


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A row as drawn, and what it opens: a place, or a search; neither where there is nothing to open."""

    drawn: tuple[Text, ...]
    source: Source | None = None
    at: Span | None = None
    search: str = ""


Read = Callable[[Library, int, int], Sequence[RegisterEntry]]
"""Rows as drawn: so many of them at most, from one on that is counted from 0."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a register holds for a query, in a heading's words, how many rows, and how they are read."""

    heading: str
    count: int
    read: Read


@dataclass(frozen=True, slots=True)
class Register:
    """A register: its screen's `name`, `title`, `keys` and `help`; `load` reads it for a query.

    `lines` are those of a row. `nothing` is said where no row matches; `needs` where it wants a query and has none.
    """

    name: str
    title: str
    keys: str
    help: str
    load: Callable[[Library, str], Loaded]
    nothing: str
    lines: int = 3
    needs: str = ""


def _drawn(first: int, rows: Iterable[R], draw: Callable[[int, R], RegisterEntry]) -> list[RegisterEntry]:
    return [draw(number, row) for number, row in enumerate(rows, first + 1)]


def _whole(heading: str, rows: Sequence[R], draw: Callable[[int, R], RegisterEntry]) -> Loaded:
    """A register that the library gives whole: its rows are drawn as they are read, under their numbers from 1."""
    return Loaded(heading, len(rows), lambda library, first, limit: _drawn(first, rows[first : first + limit], draw))


def _about(query: str) -> str:
    return f" for {query}" if query else ""


def _of_place(number: int, source: Source, at: Span | None, words: str, *more: Text, search: str = "") -> RegisterEntry:
    drawn = (headline(number, source), place_line(source), Text(safe(f"   {words}")), *more)
    return RegisterEntry(drawn, source, at, search)


def _flat(text: str) -> str:
    return " ".join(text.split())


# decisions


def _decisions(library: Library, query: str) -> Loaded:
    count = library.count_decisions(query)

    def read(library: Library, first: int, limit: int) -> Sequence[RegisterEntry]:
        return _drawn(first, library.decisions(query, first=first, limit=limit), decision_entry)

    return Loaded(f"{count} decisions{_about(query)}, newest first", count, read)


def decision_entry(number: int, row: DecisionRow) -> RegisterEntry:
    """A decision with its outcome and who moved and seconded it."""
    decision = row.decision
    movers = (("moved", decision.proposer), ("seconded", decision.seconder))
    people = "".join(f", {what} {name}" for what, name in movers if name)
    return _of_place(number, row.source, decision.at.span, f"[{decision.outcome}{people}] {_flat(row.text)}")


# timeline


def _timeline(library: Library, query: str) -> Loaded:
    found = library.timeline(query, limit=_STEPS)
    told = f"the first {len(found.rows)} steps" if found.is_cut else f"{len(found.rows)} steps"
    undated = f"; {found.undated} passages without a date" if found.undated else ""
    return _whole(f"{query}, through the meetings: {told}{undated}", found.rows, timeline_entry)


def timeline_entry(number: int, row: TimelineRow) -> RegisterEntry:
    """A step of a matter."""
    cited = row.citation
    return _of_place(number, cited.source, cited.at.span, f"[{row.told}] {_flat(cited.quote)}")


# actions


def _actions(library: Library, query: str) -> Loaded:
    count = library.count_actions(query)

    def read(library: Library, first: int, limit: int) -> Sequence[RegisterEntry]:
        return _drawn(first, library.actions(query, first=first, limit=limit), action_entry)

    return Loaded(f"{count} actions and recommendations{_about(query)}", count, read)


def action_entry(number: int, row: ActionRow) -> RegisterEntry:
    """An action with its owner, and when it seems to have been spoken of later."""
    owner = f": {', '.join(row.action.people) or row.action.owner}" if row.action.owner else ""
    days = ", ".join(str(cited.source.held) for cited in row.later)
    later = [Text(safe(f"   spoken of later (inferred): {days}"), style="dim italic")] if days else []
    words = f"[{row.action.kind}{owner}] {_flat(row.text)}"
    return _of_place(number, row.source, row.action.at.span, words, *later)


# attendance


def _attendance(library: Library, query: str) -> Loaded:
    _, meetings = library.attendance(limit=0)

    def read(library: Library, first: int, limit: int) -> Sequence[RegisterEntry]:
        return _drawn(first, library.attendance(first=first, limit=limit)[0], attendance_entry)

    return Loaded(f"Attendance at {meetings} meetings; absences are inferred", library.count_attendance(), read)


def attendance_entry(number: int, row: AttendanceRow) -> RegisterEntry:
    """A person at a body's meetings; opens where they were last listed."""
    counts = (
        ("present", len(row.present)), ("attending", len(row.in_attendance)), ("apologies", len(row.apologies)),
        ("not listed (inferred)", len(row.not_listed)),
    )  # fmt: skip
    told = ", ".join(f"{what} {count}" for what, count in counts if count)
    listed = (*row.present, *row.in_attendance, *row.apologies)
    last = max(listed, key=lambda cited: cited.source.held or date.min, default=None)
    role = f" ({row.role})" if row.role else ""
    drawn = (Text(safe(f" {row.name}{role}"), style="bold"), Text(safe(f"   {row.body}: {told}")))
    return RegisterEntry(drawn, last.source if last else None, last.at.span if last else None)


# people


def _people(library: Library, query: str) -> Loaded:
    name, told = query, _about(query)
    count = library.entities(MentionLabel.PERSON, name, limit=0).total
    if not count and name:  # the words in the box are of a matter, not of a name
        name, told = "", f", none of them called {query}"
        count = library.entities(MentionLabel.PERSON, limit=0).total

    def read(library: Library, first: int, limit: int) -> Sequence[RegisterEntry]:
        page = library.entities(MentionLabel.PERSON, name, first=first, limit=limit)
        return _drawn(first, page.rows, person_entry)

    return Loaded(f"{count} people{told}: enter searches for one", count, read)


def person_entry(number: int, row: EntityRow) -> RegisterEntry:
    """A person with how often they are named, and where; opens the search for them."""
    days = f", {row.first} to {row.last}" if row.first and row.last else ""
    times = f"named {row.count} times in {row.documents} documents{days}"
    drawn = (
        Text(safe(f" {row.name}"), style="bold"),
        Text(safe(f"   {times}: {', '.join(row.bodies) or 'no body known'}")),
    )
    return RegisterEntry(drawn, search=f'person:"{row.name}"')


# gaps


def _gaps(library: Library, query: str) -> Loaded:
    rows = library.gaps()

    def read(library: Library, first: int, limit: int) -> Sequence[RegisterEntry]:
        return [gap_entry(gap, _first_source(library, gap.documents)) for gap in rows[first : first + limit]]

    return Loaded(f"{len(rows)} gaps: what an empty result does not prove", len(rows), read)


def gap_entry(gap: Gap, source: Source | None) -> RegisterEntry:
    """A gap; opens the first paper it was seen from."""
    body = f"{gap.body}: " if gap.body else ""
    remark = " (inferred)" if gap.inferred else ""
    drawn = (
        Text(safe(f" {gap.kind.value}"), style="bold"),
        Text(safe(f"   {body}{gap.statement}{remark}")),
        *(Text(safe(f"   {name}"), style="dim") for name in gap.documents),
    )
    return RegisterEntry(drawn, source)


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
        entries = [_reference_from(row) for row in refers_to] + [_reference_to(row) for row in referred_to_by]
        return _whole(f"References on page {page}", entries, lambda number, entry: entry)

    nothing = "This page refers to nothing, and nothing in the library refers to it, as far as could be read."
    return Register("references", "References", "", "", load, nothing, lines=2)


def _reference_from(row: ReferenceRow) -> RegisterEntry:
    words = Text(safe(f" {_flat(row.text)}"), style="bold")
    remark = " (inferred)" if row.inferred else ""
    meant = place_line(row.target) + Text(remark) if row.target else Text("   not in the library", style="dim")
    return RegisterEntry((words, meant), row.target)


def _reference_to(row: ReferenceRow) -> RegisterEntry:
    words = Text(safe(f" referred to here as: {_flat(row.text)}"), style="bold")
    return RegisterEntry((words, place_line(row.source)), row.source, row.reference.at.span)


REGISTERS: tuple[Register, ...] = (
    Register("decisions", "Decisions", "f3,ctrl+r", "the decisions register for the query", _decisions,
             "No decision matches."),
    Register("timeline", "Timeline", "f5", "the query's matter through the meetings", _timeline,
             "Nothing with a date matches.", needs="Type what the matter is called, then look at its timeline."),
    Register("actions", "Actions", "f8", "who is to do what, for the query", _actions,
             "No action matches.", lines=4),
    Register("attendance", "Attendance", "f6", "who came to what, by body", _attendance,
             "No list of who came was found in the library.", lines=2),
    Register("people", "People", "f10,ctrl+t", "who is named, most often first, or by words of a name", _people,
             "Nobody is named in the papers, as far as could be read.", lines=2),
    Register("gaps", "Gaps", "f7", "what an empty result does not prove", _gaps,
             "No gap shows itself. That does not prove that there is none."),
)  # fmt: skip
