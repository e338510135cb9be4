"""Which days are meant? Periods that a question names, and periods that a mention's date spans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from panelsearch.model.spans import Span
from panelsearch.text.date_grammar import find_dates
from panelsearch.text.iso_dates import days_of_iso


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days that the question names, both ends included."""

    first: date
    last: date

    @property
    def is_day(self) -> bool:
        """Whether it is a single day."""
        return self.first == self.last

    def years_away(self, years: int) -> Period:
        """The same days so many years later (earlier where negative)."""
        return Period(_years_later(self.first, years), _years_later(self.last, years))

    def __str__(self) -> str:
        if self.is_day:
            return self.first.isoformat()
        if (self.first.day, self.first.month, self.last.month) == (1, 1, 12):
            return str(self.first.year)
        if (self.first.day, self.first.month, self.last.month) == (1, 4, 3):
            return f"{self.first.year}/{self.last.year % 100:02}"
        return f"{self.first:%Y-%m}" if self.first.month == self.last.month else f"{self.first}..{self.last}"


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28)


def times_named(text: str) -> tuple[tuple[Span, Period], ...]:
    """The days, months, years and financial years that a text names, with their places."""
    found = ((one.span, days_of(one.iso)) for one in find_dates(text))
    return tuple((span, period) for span, period in found if period is not None)


def days_of(iso: str) -> Period | None:
    """The days that a mention's iso date spans."""
    days = days_of_iso(iso)
    return Period(*days) if days else None
