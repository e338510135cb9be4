"""Which days does a mention's iso date span? "2018-02-06", "2018-02", "2018", or two such with a slash between."""

from __future__ import annotations

import calendar
from datetime import date


def days_of_iso(iso: str) -> tuple[date, date] | None:
    """First and last day; None where it names none, or ends before it begins."""
    first, _, last = iso.partition("/")
    begins, ends = _bounds(first), _bounds(last or first)
    return (begins[0], ends[1]) if begins and ends and begins[0] <= ends[1] else None


def _bounds(iso: str) -> tuple[date, date] | None:
    try:
        match [int(part) for part in iso.split("-")]:
            case [year]:
                return date(year, 1, 1), date(year, 12, 31)
            case [year, month]:
                return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
            case [year, month, day]:
                return date(year, month, day), date(year, month, day)
    except ValueError:
        pass
    return None
