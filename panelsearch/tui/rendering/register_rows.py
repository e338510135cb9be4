"""How does a row of a register look? Its cells under the register's columns, and what is told when it is looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from rich.text import Text

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
from panelsearch.model.sources import Citation, Source
from panelsearch.model.spans import Span
from panelsearch.retrieval.citations import citation
from panelsearch.services.library import Library
from panelsearch.text.counts import counted
from panelsearch.tui.rendering.table import Column, cell


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A row: its cells, what is told of it when it is looked at, and what it opens: a place, or a search; or nothing.

    `words` are marked on the page that it opens, where they are not those that the register was asked for. `more` reads
    what is told of it besides, which would take too long for all rows in sight.
    """

    cells: tuple[Text, ...]
    detail: tuple[Text, ...] = ()
    source: Source | None = None
    at: Span | None = None
    search: str = ""
    words: str = ""
    more: Callable[[Library], Sequence[Text]] | None = None


def _told(source: Source, *more: Text) -> tuple[Text, ...]:
    """What is told of a row: where it stands, and its words whole."""
    return (cell(citation(source), "dim"), *more)


DECISIONS = (
    Column("date", 10), Column("outcome", 11), Column("body", 26, rank=1), Column("decision"),
    Column("moved by", 18, rank=2),
)  # fmt: skip


def decision_entry(row: DecisionRow) -> RegisterEntry:
    """A decision with its outcome and who moved and seconded it."""
    decision, source = row.decision, row.source
    movers = (("moved by", decision.proposer), ("seconded by", decision.seconder))
    people = ", ".join(f"{what} {name}" for what, name in movers if name)
    cells = (
        cell(source.held),
        cell(decision.outcome, "bold"),
        cell(source.body),
        cell(row.text),
        cell(decision.proposer),
    )
    told = _told(source, cell(f"{decision.outcome}{', ' + people if people else ''}", "bold"), cell(row.text))
    return RegisterEntry(cells, told, source, decision.at.span)


TIMELINE = (Column("date", 10), Column("what", 22), Column("body", 26, rank=1), Column("words"))


def timeline_entry(row: TimelineRow) -> RegisterEntry:
    """A step of a matter."""
    cited = row.citation
    cells = (cell(cited.source.held), cell(row.told, "bold"), cell(cited.source.body), cell(cited.quote))
    told = _told(cited.source, cell(row.told, "bold"), cell(cited.quote))
    return RegisterEntry(cells, told, cited.source, cited.at.span)


ACTIONS = (
    Column("date", 10), Column("kind", 14, rank=2), Column("who", 20), Column("to do"), Column("body", 26, rank=1),
)  # fmt: skip


def action_entry(row: ActionRow, more: Callable[[Library], Sequence[Text]]) -> RegisterEntry:
    """An action with its owner; `more` tells when it seems to have been spoken of later."""
    action, source = row.action, row.source
    owner = ", ".join(action.people) or action.owner or ""
    cells = (cell(source.held), cell(action.kind), cell(owner, "bold"), cell(row.text), cell(source.body))
    told = _told(source, cell(f"{action.kind}{': ' + owner if owner else ''}", "bold"), cell(row.text))
    return RegisterEntry(cells, told, source, action.at.span, more=more)


def spoken_of(later: Sequence[Citation]) -> tuple[Text, ...]:
    """The days of the later meetings that seem to speak of an action."""
    days = ", ".join(str(cited.source.held) for cited in later)
    return (cell(f"spoken of later (inferred): {days}", "italic"),) if days else ()


ATTENDANCE = (
    Column("person", 26), Column("came", 5, right=True), Column("missed", 6, right=True),
    Column("apologies", 9, rank=3, right=True),
    Column("not listed", 10, rank=2, right=True), Column("meetings, the latest at the right", 36, rank=1),
    Column("body"),
)  # fmt: skip


_MEETINGS_DRAWN = 36


SIGNS = "● came  ○ apologies  · not listed (inferred)"


def attendance_entries(rows: Sequence[AttendanceRow]) -> list[RegisterEntry]:
    """People at their bodies' meetings, a column for each meeting that anybody of the body here is told of."""
    meetings: dict[str, set[date]] = defaultdict(set)
    for row in rows:
        meetings[row.body] |= _signs(row).keys()
    return [attendance_entry(row, sorted(meetings[row.body])) for row in rows]


def _signs(row: AttendanceRow) -> dict[date, str]:
    """What became of a person at each meeting; being there says more than an apology."""
    told = ((row.not_listed, "·"), ([one.source for one in row.apologies], "○"),
            ([one.source for one in (*row.present, *row.in_attendance)], "●"))  # fmt: skip
    return {source.held or date.min: sign for sources, sign in told for source in sources}


def attendance_entry(row: AttendanceRow, meetings: Sequence[date]) -> RegisterEntry:
    """A person at a body's `meetings`, oldest first; opens where they were last listed."""
    came = (*row.present, *row.in_attendance)
    listed = (*came, *row.apologies)
    last = max(listed, key=lambda cited: cited.source.held or date.min, default=None)
    signs = _signs(row)
    drawn = "".join(signs.get(day, " ") for day in meetings)
    counts = (
        ("present", len(row.present)), ("attending", len(row.in_attendance)), ("apologies", len(row.apologies)),
        ("not listed (inferred)", len(row.not_listed)),
    )  # fmt: skip
    told = ", ".join(f"{what} {count}" for what, count in counts if count)
    name = f"{row.name} ({row.role})" if row.role else row.name
    cells = (
        cell(name, "bold"), cell(row.came), cell(row.missed or ""), cell(len(row.apologies) or ""),
        cell(len(row.not_listed) or ""), Text(drawn[-_MEETINGS_DRAWN:]), cell(row.body),
    )  # fmt: skip
    detail = (cell(name, "bold"), cell(f"{row.body}: {told}"), Text(drawn))
    return RegisterEntry(cells, detail, last.source if last else None, last.at.span if last else None)


NAMED = (
    Column("name"), Column("named", 7, right=True), Column("papers", 7, rank=2, right=True),
    Column("first", 10, rank=1), Column("last", 10, rank=1), Column("bodies", 30, rank=3),
)  # fmt: skip


def named_entry(row: EntityRow) -> RegisterEntry:
    """Somebody or something with how often it is named; opens the first page known, or the search for a name."""
    days = f", {row.first} to {row.last}" if row.first and row.last else ""
    named = row.name + _currency(row) + (f" {row.unit}" if row.unit else "")
    often = "once" if row.count == 1 else f"{row.count} times"
    papers = counted(row.documents, "document")
    others = ", ".join(one for one in row.variants if one != row.name)
    detail = [
        cell(named, "bold"), cell(f"named {often} in {papers}{days}"),
        cell(", ".join(row.bodies) or "no body known"),
    ]  # fmt: skip
    if others:
        detail.append(cell(f"also written {others}"))
    cells = (
        cell(named, "bold"), cell(row.count), cell(row.documents), cell(row.first), cell(row.last),
        cell(", ".join(row.bodies)),
    )  # fmt: skip
    field = "person" if row.label is MentionLabel.PERSON else "council"
    search = "" if row.places else f'{field}:"{row.name}"'
    return RegisterEntry(cells, tuple(detail), row.places[0] if row.places else None, None, search, f'"{row.name}"')


def _currency(row: EntityRow) -> str:
    """The currency's code behind a sign that several have: sums in dollars of two countries are two rows."""
    return f" {row.currency}" if row.currency and "$" in row.name else ""


GAPS = (Column("what", 26), Column("body", 26, rank=1), Column("what is known of it"))


def gap_entry(gap: Gap, source: Source | None) -> RegisterEntry:
    """A gap; opens the first paper it was seen from."""
    remark = " (inferred)" if gap.inferred else ""
    cells = (cell(gap.kind.value, "bold"), cell(gap.body), cell(f"{gap.statement}{remark}"))
    body = f"{gap.body}: " if gap.body else ""
    told = (cell(gap.kind.value, "bold"), cell(f"{body}{gap.statement}{remark}"), *map(cell, gap.documents))
    return RegisterEntry(cells, told, source)


REFERENCES = (Column("which way", 16), Column("words"), Column("page", 40, rank=1))


def reference_from(row: ReferenceRow) -> RegisterEntry:
    """What a page refers to; opens the page meant, if it is in the library."""
    remark = " (inferred)" if row.inferred else ""
    where = _where(row.target) + remark if row.target else "not in the library"
    told = _told(row.target, cell(row.text)) if row.target else (cell(row.text), cell(where))
    return RegisterEntry((cell("refers to"), cell(row.text, "bold"), cell(where)), told, row.target)


def reference_to(row: ReferenceRow) -> RegisterEntry:
    """What refers to a page; opens where it does."""
    cells = (cell("referred to in"), cell(row.text, "bold"), cell(_where(row.source)))
    return RegisterEntry(cells, _told(row.source, cell(row.text)), row.source, row.reference.at.span)


def _where(source: Source) -> str:
    printed = f" ({source.page_label})" if source.page_label else ""
    return f"{source.document} p. {source.page}{printed}"
