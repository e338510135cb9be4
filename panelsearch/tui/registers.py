"""The registers on screen: a list of rows, each of which opens its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from panelsearch.model.register_rows import ActionRow, AttendanceRow, Gap, ReferenceRow, Timeline
from panelsearch.model.sources import Source
from panelsearch.model.spans import Span
from panelsearch.services.library import Library
from panelsearch.tui.drawing import headline, place_line, safe


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A row as drawn, and the place it opens; None where it has none to open."""

    drawn: Text
    source: Source | None = None
    at: Span | None = None


class RegisterScreen(Screen[RegisterEntry | None]):
    """A register; gives back the row whose page is to be read."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,q", "back", "Back"), ("j", "down", ""), ("k", "up", "")]

    def __init__(self, heading: str, entries: Sequence[RegisterEntry]) -> None:
        super().__init__()
        self._heading = heading
        self.entries = tuple(entries)

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        yield Static(Text(safe(self._heading)), id="heading", markup=False)
        yield OptionList(*(Option(entry.drawn) for entry in self.entries), markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Put the cursor where the user starts."""
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the chosen row back."""
        entry = self.entries[event.option_index]
        if entry.source is not None:
            self.dismiss(entry)

    def action_down(self) -> None:
        """Next row."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """Previous row."""
        self.query_one(OptionList).action_cursor_up()

    def action_back(self) -> None:
        """Back without a choice."""
        self.dismiss(None)


def timeline_entries(found: Timeline) -> list[RegisterEntry]:
    """A step a row."""
    entries = []
    for number, row in enumerate(found.rows, 1):
        source = row.citation.source
        words = Text(safe(f"   [{row.told}] " + " ".join(row.citation.quote.split())))
        drawn = Text("\n").join([headline(number, source), place_line(source), words])
        entries.append(RegisterEntry(drawn, source, row.citation.at.span))
    return entries


def action_entries(rows: Sequence[ActionRow]) -> list[RegisterEntry]:
    """An action a row."""
    entries = []
    for number, row in enumerate(rows, 1):
        owner = f": {', '.join(row.action.people) or row.action.owner}" if row.action.owner else ""
        words = Text(safe(f"   [{row.action.kind}{owner}] " + " ".join(row.text.split())))
        lines = [headline(number, row.source), place_line(row.source), words]
        if row.later:
            days = ", ".join(str(cited.source.held) for cited in row.later)
            lines.append(Text(safe(f"   spoken of later (inferred): {days}"), style="dim italic"))
        entries.append(RegisterEntry(Text("\n").join(lines), row.source, row.action.at.span))
    return entries


def attendance_entries(rows: Sequence[AttendanceRow]) -> list[RegisterEntry]:
    """A person a row; opens where they were last listed."""
    entries = []
    for row in rows:
        counts = (
            ("present", len(row.present)), ("attending", len(row.in_attendance)), ("apologies", len(row.apologies)),
            ("not listed (inferred)", len(row.not_listed)),
        )  # fmt: skip
        told = ", ".join(f"{what} {count}" for what, count in counts if count)
        last = max(
            (*row.present, *row.in_attendance, *row.apologies),
            key=lambda cited: cited.source.held or date.min,
        )
        role = f" ({row.role})" if row.role else ""
        drawn = Text(safe(f" {row.name}{role}"), style="bold") + Text(safe(f"\n   {row.body}: {told}"))
        entries.append(RegisterEntry(drawn, last.source, last.at.span))
    return entries


def reference_entries(refers_to: Sequence[ReferenceRow], referred_to_by: Sequence[ReferenceRow]) -> list[RegisterEntry]:
    """What a page refers to, then what refers to it; opens the other end."""
    entries = []
    for row in refers_to:
        words = Text(safe(f" {' '.join(row.text.split())}"), style="bold")
        remark = " (inferred)" if row.inferred else ""
        meant = place_line(row.target) + Text(remark) if row.target else Text("   not in the library", style="dim")
        entries.append(RegisterEntry(Text("\n").join([words, meant]), row.target))
    for row in referred_to_by:
        words = Text(safe(f" referred to here as: {' '.join(row.text.split())}"), style="bold")
        drawn = Text("\n").join([words, place_line(row.source)])
        entries.append(RegisterEntry(drawn, row.source, row.reference.at.span))
    return entries


def gap_entries(library: Library, found: Sequence[Gap]) -> list[RegisterEntry]:
    """A gap a row; opens the first paper it was seen from."""
    sources = {source.document: source for source in library.sources()}
    entries = []
    for gap in found:
        body = f"{gap.body}: " if gap.body else ""
        remark = " (inferred)" if gap.inferred else ""
        drawn = Text(safe(f" {gap.kind.value}"), style="bold") + Text(safe(f"\n   {body}{gap.statement}{remark}"))
        drawn += Text(safe("".join(f"\n   {name}" for name in gap.documents)), style="dim")
        source = next((sources[name] for name in gap.documents if name in sources), None)
        entries.append(RegisterEntry(drawn, source))
    return entries
