"""Registers as rows: decisions, actions and attendance quoted, people, councils, sums and dates counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from msgspec.structs import replace

from panelsearch.errors import UsageError
from panelsearch.exporting.base import ExportFormat
from panelsearch.exporting.manifest import Asked
from panelsearch.exporting.records import LISTED, QUOTED, CountedRow, ExportRecord, Row, Value, record_of
from panelsearch.exporting.register_columns import ACTION, ATTENDANCE, DECISION, LISTS, of_action, of_decision
from panelsearch.exporting.selection import Selection, facts_of
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import ALL_ROWS, EntityPage, Wanted
from panelsearch.services.library import Library

_AT_ONCE = 500
_MOST_PLACES = 50
"""So many of its pages a sum or date names: a cell of a spreadsheet holds no more."""
_COUNTED = ("label", "name", "count", "documents", "first", "last", "variants", "bodies")
_OF_VALUES = {MentionLabel.MONEY: ("value_pence", "currency", "unit", "places"), MentionLabel.DATE: ("iso", "places")}
"""What is counted of sums and dates beside that."""
_LABELS = {
    "people": MentionLabel.PERSON, "councils": MentionLabel.COUNCIL, "sums": MentionLabel.MONEY,
    "dates": MentionLabel.DATE,
}  # fmt: skip
_NARROWED = {"decisions": ("query", "body", "person", "from", "to", "outcome"),
             "actions": ("query", "body", "person", "from", "to"), "attendance": ("body", "person", "from", "to"),
             **dict.fromkeys(_LABELS, ("query",))}  # fmt: skip
"""What each register can be narrowed by."""
_COLUMNS = {"decisions": DECISION, "actions": ACTION, "attendance": ATTENDANCE}

NAMES = (*_COLUMNS, *_LABELS)


def of_register(
    library: Library, name: str, query: str = "", wanted: Wanted = ALL_ROWS, *, limit: int | None = None
) -> Selection:
    """A register's rows, or the first `limit`. QueryError for an unknown field.

    UsageError where it cannot be narrowed so.
    """
    options: dict[str, str | int | bool] = {
        key: str(value)
        for key, value in (
            ("body", wanted.body), ("person", wanted.person), ("from", wanted.first or ""), ("to", wanted.last or ""),
            ("outcome", wanted.outcome),
        )
        if value
    }  # fmt: skip
    _check_narrowed(name, [*(["query"] if query.strip() else []), *options])
    asked = Asked(f"register: {name}", query, options={**options, "limit": limit or 0})
    if name in _LABELS:
        counted = _counted(library, _LABELS[name], query, limit)
        columns = (*_COUNTED, *_OF_VALUES.get(_LABELS[name], ()))
        return Selection(asked, lambda form: _values(counted), None, columns, quotes=False)
    drawn: Callable[[], Iterable[ExportRecord]] = {
        "decisions": lambda: _decisions(library, query, wanted, limit),
        "actions": lambda: _actions(library, query, wanted, limit),
        "attendance": lambda: islice(_attendance(library, wanted), limit),
    }[name]

    def rows(form: ExportFormat) -> Iterator[Row]:
        return facts_of(library, form, drawn())

    columns = LISTED if name == "attendance" else QUOTED
    return Selection(asked, rows, None, (*columns, *_COLUMNS[name]))


def _check_narrowed(name: str, by: list[str]) -> None:
    if strange := [one for one in by if one not in _NARROWED[name]]:
        known = ", ".join(one if one == "query" else f"--{one}" for one in _NARROWED[name])
        told = "a query" if strange[0] == "query" else f"--{strange[0]}"
        raise UsageError(f"The register {name} is not narrowed by {told}.", f"It is by: {known}.")


def _decisions(library: Library, query: str, wanted: Wanted, limit: int | None) -> Iterator[ExportRecord]:
    for first, count in _pages(limit):
        rows = library.decisions(query, wanted, first=first, limit=count)
        for row in rows:
            yield replace(record_of(row.source, row.decision.at, row.text), more=of_decision(row.decision))
        if len(rows) < count:
            return


def _actions(library: Library, query: str, wanted: Wanted, limit: int | None) -> Iterator[ExportRecord]:
    for first, count in _pages(limit):
        rows = library.actions(query, wanted, first=first, limit=count)
        for row in rows:
            yield replace(record_of(row.source, row.action.at, row.text), more=of_action(row.action))
        if len(rows) < count:
            return


def _attendance(library: Library, wanted: Wanted) -> Iterator[ExportRecord]:
    """A row for each person on each list; that somebody is on none is inferred, quotes nothing, and is left out."""
    for first, count in _pages(None):
        rows, _ = library.attendance(wanted, first=first, limit=count)
        for row in rows:
            for told, citations in zip(LISTS, (row.present, row.in_attendance, row.apologies), strict=True):
                more: dict[str, Value] = {"person": row.name, "role": row.role or "", "attendance": told}
                for one in citations:
                    yield replace(record_of(one.source, one.at, one.quote), more=more)
        if len(rows) < count:
            return


def _counted(
    library: Library, label: MentionLabel, query: str, limit: int | None
) -> Callable[[], Iterator[EntityPage]]:  # fmt: skip
    def pages() -> Iterator[EntityPage]:
        for first, count in _pages(limit):
            if label in (MentionLabel.MONEY, MentionLabel.DATE):
                page = library.values(label, query, first=first, limit=count, places=_MOST_PLACES)
            else:
                page = library.entities(label, query, first=first, limit=count)
            yield page
            if len(page.rows) < count:
                return

    return pages


def _values(pages: Callable[[], Iterator[EntityPage]]) -> Iterator[Row]:
    for page in pages():
        for row in page.rows:
            yield CountedRow({
                "label": row.label.value, "name": row.name, "count": row.count, "documents": row.documents,
                "first": row.first.isoformat() if row.first else "", "last": row.last.isoformat() if row.last else "",
                "variants": "; ".join(row.variants), "bodies": "; ".join(row.bodies), "value_pence": row.value_pence,
                "currency": row.currency, "unit": row.unit, "iso": row.iso,
                "places": "; ".join(f"{place.document} p. {place.page}" for place in row.places[:_MOST_PLACES]),
            })  # fmt: skip


def _pages(limit: int | None) -> Iterator[tuple[int, int]]:
    """Where each page of rows begins, and how many it has."""
    first = 0
    while limit is None or first < limit:
        count = _AT_ONCE if limit is None else min(_AT_ONCE, limit - first)
        yield first, count
        first += count
