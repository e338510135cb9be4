"""Which days does a date in a query mean? Day first; years, months, days, ranges and financial years."""

from __future__ import annotations

import calendar
import re
from datetime import date

Days = tuple[date | None, date | None]
"""First and last day, both included; None is an open end."""

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_BRITISH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?)?([a-z]+)\s+(\d{4})", re.IGNORECASE)
_FINANCIAL = re.compile(r"(?:19|20)?(\d\d)[/-](?:(?:19|20)?(\d\d))", re.IGNORECASE)
FIRST_MONTH_OF_FINANCIAL_YEAR = 4


def days_of(text: str) -> Days | None:
    """The days that "2012", "2012-07", "17/10/1989" or "3rd March 2007" means; None where it means none."""
    text = " ".join(text.split())
    try:
        if match := _ISO.fullmatch(text):
            return _period(int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None)
        if match := _BRITISH.fullmatch(text):
            return _period(int(match[3]), int(match[2]), int(match[1]))
        if (match := _WORDS.fullmatch(text)) and (month := _MONTHS.get(match[2].lower())):
            return _period(int(match[3]), month, int(match[1]) if match[1] else None)
    except ValueError:
        return None
    return None


def range_of(text: str) -> Days | None:
    """The days of a date, of `a..b`, `..b`, `a..`, `>a`, `>=a`, `<b`, `<=b`; None where it means none."""
    text = text.strip()
    if ".." in text:
        low, _, high = text.partition("..")
        return _between(low, high)
    for sign in (">=", "<=", ">", "<"):
        if text.startswith(sign):
            first, last = days_of(text[len(sign) :]) or (None, None)
            if first is None or last is None:
                return None
            after = date.fromordinal(min(last.toordinal() + 1, date.max.toordinal()))
            before = date.fromordinal(max(first.toordinal() - 1, 1))
            return {">=": (first, None), ">": (after, None), "<=": (None, last), "<": (None, before)}[sign]
    return days_of(text)


def _between(low: str, high: str) -> Days | None:
    first = last = None
    if low.strip() not in ("", "*"):
        days = days_of(low)
        if days is None:
            return None
        first = days[0]
    if high.strip() not in ("", "*"):
        days = days_of(high)
        if days is None:
            return None
        last = days[1]
    return (first, last) if (first is None or last is None or first <= last) else (last, first)


def is_reversed(text: str) -> bool:
    """Whether it is a range whose later end comes first."""
    low, _, high = text.partition("..")
    first, last = days_of(low), days_of(high)
    return first is not None and last is not None and first > last


def financial_year_of(text: str) -> Days | None:
    """The days of "2012/13" or "2012-2013": 1 April to 31 March; None where it is no such year."""
    match = _FINANCIAL.fullmatch(text.strip())
    if match is None:
        return None
    first, second = int(match[1]), int(match[2])
    if (first + 1) % 100 != second:
        return None
    digits = text.strip()[:4]
    year = int(digits) if digits.isdigit() and len(digits) == 4 else 2000 + first
    return date(year, FIRST_MONTH_OF_FINANCIAL_YEAR, 1), date(year + 1, FIRST_MONTH_OF_FINANCIAL_YEAR - 1, 31)


def financial_year(when: date) -> str:
    """The year from April to March in which a day lies, as it is asked for: 2022/23."""
    first = when.year if when.month >= FIRST_MONTH_OF_FINANCIAL_YEAR else when.year - 1
    return f"{first}/{(first + 1) % 100:02}"


def _period(year: int, month: int | None, day: int | None) -> Days:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)
