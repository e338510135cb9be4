"""Which searches does a command line ask for: typed, saved, or a file of them? And what of them is kept?"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from panelsearch.cli.arguments import lines_of
from panelsearch.cli.output_text import printable
from panelsearch.errors import UsageError
from panelsearch.indexing.base import Sort
from panelsearch.query.date_ranges import days_of
from panelsearch.services.saved_searches import SavedSearch, SavedSearches, SearchesError

if TYPE_CHECKING:
    from panelsearch.services.library import Library

_LAST = "last"
_NEVER = "this search was not run before, so everything counts as new"


@dataclass(frozen=True, slots=True)
class WantedSearch:
    """A search to run, over the papers that came in at `since` or later; `notes` say what that means.

    `line` is where it stands in the file of queries, if it came from one.
    """

    search: SavedSearch
    since: datetime | None = None
    notes: tuple[str, ...] = ()
    line: int | None = None


def wanted(options: argparse.Namespace, library: Library) -> tuple[WantedSearch, ...]:
    """The searches asked for, in order; at least one. UsageError where the options contradict each other."""
    query = " ".join(options.query)
    if sum((bool(options.query), options.file is not None, options.saved is not None)) != 1:
        raise UsageError(
            "Give a query, a file of queries or the name of a saved one.", "See panelsearch search --help."
        )
    if options.save is not None and (options.file is not None or options.saved is not None):
        raise UsageError("--save keeps the query that it stands with.", "panelsearch search QUERY --save NAME")
    if options.save is not None and not options.save.strip():
        raise UsageError("The name is empty.", "panelsearch search QUERY --save NAME")
    if options.saved is None:
        since = _since(options.since)
        if options.file is None:
            return (WantedSearch(_with_options(SavedSearch(options.save or "", query), options), since),)
        return tuple(
            WantedSearch(_with_options(SavedSearch("", one), options), since, line=number)
            for number, one in lines_of(options.file).items()
        )
    saved = SavedSearches(library.files)
    search = saved.named(options.saved)
    one = _with_options(search, options)
    if options.since.strip().lower() != _LAST:
        return (WantedSearch(one, _since(options.since)),)
    last = saved.runs().get(search.name)
    if last is None:
        return (WantedSearch(one, notes=(_NEVER,)),)
    if options.limit is None:  # what is new is told once: none of it may be cut off
        one = replace(one, limit=0)
    return (WantedSearch(one, last.since),)


def _with_options(search: SavedSearch, options: argparse.Namespace) -> SavedSearch:
    return replace(
        search,
        sort=Sort(options.sort) if options.sort else search.sort,
        limit=search.limit if options.limit is None else options.limit,
        strict=search.strict or options.strict,
        boilerplate=search.boilerplate or options.boilerplate,
        synonyms=search.synonyms and not options.no_synonyms,
    )


def _since(text: str) -> datetime | None:
    if not text.strip():
        return None
    if text.strip().lower() == _LAST:
        raise UsageError("--since last is for a saved search.", "panelsearch search --saved NAME --since last")
    days = days_of(text)
    if days is None or days[0] is None:
        raise UsageError(f"{text} is no date.", "Write it as 2026-11-01, 2026-11 or 1/11/2026 (day first), or: last")
    # no library is older, and not every system knows the clock of earlier years
    return datetime.combine(max(days[0], date(1971, 1, 1)), time.min).astimezone()


def kept(options: argparse.Namespace, one: WantedSearch, library: Library) -> str:
    """Write down what was saved and what was run; what there is to say of it. A count shows nothing, and is no run."""
    saved = SavedSearches(library.files)
    if options.save is not None:
        replaced = saved.save(one.search)
        saved.note_run(saved.named(one.search.name), library)
        return f'Saved {"again " if replaced else ""}as "{printable(one.search.name)}" in {saved.file}.'
    if options.saved is not None and not options.count:
        try:
            saved.note_run(one.search, library)
        except SearchesError as error:  # what was found is shown all the same
            return f"When this was run could not be noted: {error.message}"
    return ""
