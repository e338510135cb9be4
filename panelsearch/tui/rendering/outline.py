"""How does a paper's outline look? The papers inside it and their items, in order of page, as places to go to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text

from panelsearch.model.document_views import ItemView
from panelsearch.model.meetings import Part, PartKind
from panelsearch.retrieval.citations import part
from panelsearch.tui.rendering.drawing import safe


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A place in a paper: its page, counted from 1, the heading there ("" for the page's beginning), and its words."""

    page: int
    heading: str
    words: str
    is_part: bool = False


def outline_entries(parts: Sequence[Part], items: Sequence[ItemView]) -> tuple[OutlineEntry, ...]:
    """Parts, where there are several, and items; a part before the items of its first page."""
    entries = [
        OutlineEntry(one.first_page, "", part(one) or (one.title or PartKind(one.kind).value), is_part=True)
        for one in parts
        if len(parts) > 1
    ]
    entries += [OutlineEntry(one.page, one.heading, f"{one.number or ''} {one.heading}".strip()) for one in items]
    return tuple(sorted(entries, key=lambda entry: (entry.page, not entry.is_part)))


def outline_line(entry: OutlineEntry, labels: Sequence[str | None], width: int) -> Text:
    """An entry, its page's numbers at the right."""
    label = labels[entry.page - 1] if entry.page <= len(labels) else None
    place = f"p. {entry.page}" + (f" ({label})" if label else "")
    words = Text(
        " " + safe(entry.words if entry.is_part else f"  {entry.words}"), style="bold" if entry.is_part else ""
    )
    words.truncate(max(1, width - len(place) - 2), overflow="ellipsis", pad=True)
    return words + Text(f" {place}", style="dim")
