"""Which papers say who came to which meeting, and which of several speaks for it?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from panelsearch.linking.changes import Changes
from panelsearch.model.meetings import DocumentKind
from panelsearch.storage.derived_tables import TableWriter, portions
from panelsearch.storage.tables import document_findings
from panelsearch.storage.tables.roll_tables import RollRecord, RollWriter
from panelsearch.text.person_names import folded


def link_rolls(tables: TableWriter, changes: Changes) -> None:
    """Bring the lists of who came up to date with the changes."""
    rolls = RollWriter(tables)
    meetings = rolls.remove(tuple(changes.removed))
    for some in portions(changes.added):
        rolls.name(_attendees_meant(tables, some))
        found = list(_rolls_in(tables, some, changes))
        rolls.add(found)
        meetings.update((roll.body_key, roll.day) for roll in found)
    rolls.choose(sorted(meetings))


def _rolls_in(tables: TableWriter, documents: Sequence[int], changes: Changes) -> Iterator[RollRecord]:
    """The lists of minutes, and of the first minutes inside another paper."""
    pages: dict[int, list[int]] = defaultdict(list)
    for key, _, page, *_ in document_findings.attendees(tables, documents):
        pages[key].append(page)
    inside: dict[int, tuple[str, int, int]] = {}
    for key, day, first, last in document_findings.dated_minutes_within(tables, documents):
        inside.setdefault(key, (day, first, last))
    for key, kind, draft, count in document_findings.papers(tables, documents):
        sheet = changes.sheets[key]
        held = sheet.meeting_date.isoformat() if sheet.meeting_date else None
        own = (held, 1, count) if held else None
        place = own if kind == DocumentKind.MINUTES.value else inside.get(key)
        if place is None or sheet.body is None:
            continue
        day, first, last = place
        entries = sum(first <= page <= last for page in pages[key])
        if entries:
            yield RollRecord(key, sheet.body_key, sheet.body, day, first, last, bool(draft), entries)


def _attendees_meant(tables: TableWriter, documents: Sequence[int]) -> list[tuple[int, int, str]]:
    """Whom each entry of the documents' lists means: the name that the mention there settled on, or one of its letters.

    What no mention names is a name of its own.
    """
    by_page: dict[tuple[int, int], list[tuple[int, int, str]]] = defaultdict(list)
    by_name: dict[tuple[int, str], str] = {}
    meant: list[tuple[int, int, str]] = []
    for key, page, start, finish, canonical in document_findings.people_mentioned(tables, documents):
        by_page[key, page].append((start, finish, canonical))
        by_name.setdefault((key, folded(canonical)), canonical)
    for key, idx, page, start, finish, name in document_findings.attendees(tables, documents):
        there: Iterator[str] = (called for begin, end, called in by_page[key, page] if begin < finish and start < end)
        settled = next(there, "") or by_name.get((key, folded(name))) or name
        meant.append((key, idx, settled))
    return meant
