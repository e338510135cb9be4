"""Which registers are there, and what is a row of each? One entry of REGISTERS is a register's screen, key and help.

Rows are drawn when they come into sight, from what the library gave; loading draws none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from rich.text import Text

from panelsearch.model.register_rows import (
    ActionRow,
    AttendanceRow,
    DecisionRow,
    Gap,
    ReferenceRow,
    TimelineRow,
)
from panelsearch.model.sources import Source
from panelsearch.model.spans import Span
from panelsearch.services.library import Library
from panelsearch.tui.rendering.drawing import headline, place_line, safe

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A row as drawn, and what it opens: a place, or a search; neither where there is nothing to open."""

    drawn: tuple[Text, ...]
    source: Source | None = None
    at: Span | None = None
    search: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the library gave: a heading's words, how many rows, and each row, counted from 0, as drawn."""

    heading: str
    count: int
    entry: Callable[[int], RegisterEntry]


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


def _loaded(heading: str, rows: Sequence[R], drawn: Callable[[int, R], RegisterEntry]) -> Loaded:
    """Rows, each drawn under its number from 1."""
    return Loaded(heading, len(rows), lambda row: drawn(row + 1, rows[row]))


def _about(query: str) -> str:
    return f" for {query}" if query else ""


def _of_place(number: int, source: Source, at: Span | None, words: str, *more: Text, search: str = "") -> RegisterEntry:
    drawn = (headline(number, source), place_line(source), Text(safe(f"   {words}")), *more)
    return RegisterEntry(drawn, source, at, search)


def _flat(text: str) -> str:
    return " ".join(text.split())


# decisions


def _decisions(library: Library, query: str) -> Loaded:
    rows = library.decisions(query)
    return _loaded(f"{len(rows)} decisions{_about(query)}, newest first", rows, decision_entry)


def decision_entry(number: int, row: DecisionRow) -> RegisterEntry:
    """A decision with its outcome and who moved and seconded it."""
    decision = row.decision
    movers = (("moved", decision.proposer), ("seconded", decision.seconder))
    people = "".join(f", {what} {name}" for what, name in movers if name)
    return _of_place(number, row.source, decision.at.span, f"[{decision.outcome}{people}] {_flat(row.text)}")


# timeline


def _timeline(library: Library, query: str) -> Loaded:
    found = library.timeline(query)
    undated = f"; {found.undated} passages without a date" if found.undated else ""
    return _loaded(f"{query}, through the meetings: {len(found.rows)} steps{undated}", found.rows, timeline_entry)


def timeline_entry(number: int, row: TimelineRow) -> RegisterEntry:
    """A step of a matter."""
    cited = row.citation
    return _of_place(number, cited.source, cited.at.span, f"[{row.told}] {_flat(cited.quote)}")


# actions


def _actions(library: Library, query: str) -> Loaded:
    rows = library.actions(query)
    return _loaded(f"{len(rows)} actions and recommendations{_about(query)}", rows, action_entry)


def action_entry(number: int, row: ActionRow) -> RegisterEntry:
    """An action with its owner, and when it seems to have been spoken of later."""
    owner = f": {', '.join(row.action.people) or row.action.owner}" if row.action.owner else ""
    days = ", ".join(str(cited.source.held) for cited in row.later)
    later = [Text(safe(f"   spoken of later (inferred): {days}"), style="dim italic")] if days else []
    words = f"[{row.action.kind}{owner}] {_flat(row.text)}"
    return _of_place(number, row.source, row.action.at.span, words, *later)


# attendance


def _attendance(library: Library, query: str) -> Loaded:
    rows, meetings = library.attendance()
    return _loaded(f"Attendance at {meetings} meetings; absences are inferred", rows, attendance_entry)


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


# gaps


def _gaps(library: Library, query: str) -> Loaded:
    rows = library.gaps()
    sources = {source.document: source for source in library.sources()}
    return _loaded(
        f"{len(rows)} gaps: what an empty result does not prove", rows, lambda number, gap: gap_entry(gap, sources)
    )


def gap_entry(gap: Gap, sources: dict[str, Source]) -> RegisterEntry:
    """A gap; opens the first paper it was seen from."""
    body = f"{gap.body}: " if gap.body else ""
    remark = " (inferred)" if gap.inferred else ""
    drawn = (
        Text(safe(f" {gap.kind.value}"), style="bold"),
        Text(safe(f"   {body}{gap.statement}{remark}")),
        *(Text(safe(f"   {name}"), style="dim") for name in gap.documents),
    )
    return RegisterEntry(drawn, next((sources[name] for name in gap.documents if name in sources), None))


# references of a page


def references(document: str, page: int) -> Register:
    """What a page refers to, then what refers to it; opens the other end."""

    def load(library: Library, query: str) -> Loaded:
        refers_to, referred_to_by = library.references(document, page)
        entries = [_reference_from(row) for row in refers_to] + [_reference_to(row) for row in referred_to_by]
        return Loaded(f"References on page {page}", len(entries), entries.__getitem__)

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
    Register("gaps", "Gaps", "f7", "what an empty result does not prove", _gaps,
             "No gap shows itself. That does not prove that there is none."),
)  # fmt: skip
