"""What stands on the screen where nothing is asked? What there is, what is new, what was looked for: rows to choose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from rich.text import Text
from textual.message import Message

from panelsearch.errors import PanelsearchError
from panelsearch.model.overviews import Overview
from panelsearch.retrieval.citations import day
from panelsearch.services.library import Library
from panelsearch.services.saved_searches import SavedSearches, Standing
from panelsearch.text.counts import counted
from panelsearch.tui.messages import PageWanted, SavedSearchWanted, ScreenWanted, SearchWanted
from panelsearch.tui.rendering.drawing import safe
from panelsearch.tui.rendering.plots import years_plot
from panelsearch.tui.requests import Chosen

Opens = Callable[[], Message]
_MOST_BODIES, _MOST_SAVED, _MOST_RECENT = 4, 5, 5


@dataclass(frozen=True, slots=True)
class HomeRow:
    """A row: `words` as drawn, `opens` makes what choosing it asks for; None for a head and what is only told."""

    words: Text
    opens: Opens | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """What the library holds, its saved searches, and when it was last looked at."""

    overview: Overview
    saved: tuple[Standing, ...]
    seen: datetime | None

    @classmethod
    def of(cls, library: Library, seen: datetime | None) -> Home:
        """Look. PanelsearchError; saved searches whose file is wrong are left to their own screen to tell of."""
        try:
            saved = SavedSearches(library.files).standings(library)
        except PanelsearchError:
            saved = ()
        return cls(library.overview(seen), saved, seen)


def home_rows(home: Home, queries: Sequence[str], basket: int) -> tuple[HomeRow, ...]:
    """The rows, section by section; a section without anything says how to come to something."""
    return tuple(
        row
        for section in (_library(home.overview, basket), _new(home), _unread(home.overview), _saved(home.saved),
                        _recent(queries))
        for row in section
    )  # fmt: skip


def _library(overview: Overview, basket: int) -> Iterator[HomeRow]:
    told = [
        counted(overview.documents, "paper"),
        counted(overview.pages, "page"),
        counted(overview.meetings, "meeting"),
    ]
    if basket:
        told.append(f"{counted(basket, 'passage')} in the basket (f12)")
    yield _head(", ".join(told), "")
    if overview.years:
        yield HomeRow(years_plot(overview.years))
    known = [(body, count) for body, count in overview.bodies if body]
    for body, count in known[:_MOST_BODIES]:
        yield _row(f"{body}", f"{count:,}", partial(SearchWanted, f'body:"{body}"'))
    if len(known) > _MOST_BODIES:
        yield HomeRow(Text(f"   and {len(known) - _MOST_BODIES} more bodies", style="dim"))


def _new(home: Home) -> Iterator[HomeRow]:
    if home.seen is None or not home.overview.new_count:
        return
    yield _head(f"{counted(home.overview.new_count, 'paper')} came in since you were last here", "")
    for source in home.overview.new:
        when = day(source) or "no date"
        yield _row(f"{source.title or source.document}", when, partial(PageWanted, source))


def _unread(overview: Overview) -> Iterator[HomeRow]:
    counts = (
        (overview.unreadable, "not read at all"), (overview.without_text, "without text on some pages"),
        (overview.incomplete, "read but for some words"),
    )  # fmt: skip
    told = ", ".join(f"{count:,} {what}" for count, what in counts if count)
    if told:
        yield _head("Could not be read", "f4")
        yield _row(told, "", partial(ScreenWanted, "index"))


def _saved(saved: Sequence[Standing]) -> Iterator[HomeRow]:
    yield _head("Saved searches", "ctrl+o")
    for one in saved[:_MOST_SAVED]:
        since = one.last.since if one.last and one.new else None
        yield _row(one.search.name, one.told, partial(SavedSearchWanted, Chosen(one.search, since)))
    if not saved:
        yield HomeRow(Text("   none yet: ctrl+s keeps the one on screen and counts what is new for it", style="dim"))


def _recent(queries: Sequence[str]) -> Iterator[HomeRow]:
    yield _head("Recent queries", "up")
    for query in queries[:_MOST_RECENT]:
        yield _row(query, "", partial(SearchWanted, query))
    if not queries:
        yield HomeRow(Text("   none yet: type words to search for, or a question that ends with ?", style="dim"))


def _head(words: str, key: str) -> HomeRow:
    drawn = Text(safe(words), style="bold")
    if key:
        drawn.append(f"  {key}", style="not bold dim")
    return HomeRow(drawn)


def _row(words: str, remark: str, opens: Opens) -> HomeRow:
    drawn = Text(safe(" ".join(words.split())))
    if remark:
        drawn.append(f"  {safe(remark)}", style="dim")
    return HomeRow(drawn, opens)
