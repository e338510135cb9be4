"""Registers as rows: decisions, actions and attendance quoted, people, councils, sums and dates counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from panelsearch.exporting.base import ExportFormat
from panelsearch.exporting.manifest import Asked
from panelsearch.exporting.records import COLUMNS, CountedRow, ExportRecord, Row, Value, record_of
from panelsearch.exporting.register_columns import ACTION, ATTENDANCE, DECISION, LISTS, of_action, of_decision
from panelsearch.exporting.selection import Selection, facts_of
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import ALL_ROWS, EntityPage, Wanted
from panelsearch.services.library import Library

_AT_ONCE = 500
_MOST_PLACES = 50
"""So many of its pages a sum or date names: a cell of a spreadsheet holds no more."""
_NOT_OF_REGISTERS = ("rank", "score")
_QUOTED = tuple(name for name in COLUMNS if name not in _NOT_OF_REGISTERS)
_COUNTED = (
    "label", "name", "count", "documents", "first", "last", "variants", "bodies", "value_pence", "currency", "unit",
    "iso", "places",
)  # fmt: skip
_LABELS = {
    "people": MentionLabel.PERSON, "councils": MentionLabel.COUNCIL, "sums": MentionLabel.MONEY,
    "dates": MentionLabel.DATE,
}  # fmt: skip
_COLUMNS = {"decisions": DECISION, "actions": ACTION, "attendance": ATTENDANCE}

NAMES = (*_COLUMNS, *_LABELS)


def of_register(
    library: Library, name: str, query: str = "", wanted: Wanted = ALL_ROWS, *, limit: int | None = None
) -> Selection:
    """A register's rows, or the first `limit`. QueryError for an unknown field."""
    options: dict[str, str | int | bool] = {
        key: str(value)
        for key, value in (
            ("body", wanted.body), ("person", wanted.person), ("from", wanted.first or ""), ("to", wanted.last or ""),
            ("outcome", wanted.outcome),
        )
        if value
    }  # fmt: skip
    asked = Asked(f"register: {name}", query, options={**options, "limit": limit or 0})
    if name in _LABELS:
        counted = _counted(library, _LABELS[name], query, limit)
        return Selection(asked, lambda form: _values(counted), None, _COUNTED, quotes=False)
    drawn: Callable[[], Iterable[ExportRecord]] = {
        "decisions": lambda: _decisions(library, query, wanted, limit),
        "actions": lambda: _actions(library, query, wanted, limit),
        "attendance": lambda: _attendance(library, wanted, limit),
    }[name]

    def rows(form: ExportFormat) -> Iterator[Row]:
        return facts_of(library, form, drawn())

    return Selection(asked, rows, None, (*_QUOTED, *_COLUMNS[name]))


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


def _attendance(library: Library, wanted: Wanted, limit: int | None) -> Iterator[ExportRecord]:
    """A row for each person on each list; that somebody is on none is inferred, quotes nothing, and is left out."""
    for first, count in _pages(limit):
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
            values: tuple[Value, ...] = (
                row.label.value, row.name, row.count, row.documents, row.first.isoformat() if row.first else "",
                row.last.isoformat() if row.last else "", "; ".join(row.variants), "; ".join(row.bodies),
                row.value_pence, row.currency, row.unit, row.iso,
                "; ".join(f"{place.document} p. {place.page}" for place in row.places[:_MOST_PLACES]),
            )  # fmt: skip
            yield CountedRow(dict(zip(_COUNTED, values, strict=True)))


def _pages(limit: int | None) -> Iterator[tuple[int, int]]:
    """Where each page of rows begins, and how many it has."""
    first = 0
    while limit is None or first < limit:
        count = _AT_ONCE if limit is None else min(_AT_ONCE, limit - first)
        yield first, count
        first += count
