"""Which days are meant? Periods that a question names, and periods that a mention's date spans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from panelsearch.text.iso_dates import days_of_iso

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sep sept", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
WHEN = re.compile(
    rf"\b(?P<us_month>{_MONTH})\b\.?\s+(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<us_year>{_YEAR})\b|"
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{_MONTH})\b,?\s+(?P<year>{_YEAR})\b"
    rf"|\b(?P<first>{_YEAR})\s?[/–-]\s?(?P<second>\d\d(?:\d\d)?)\b|\b(?P<alone>{_YEAR})\b",
    re.IGNORECASE,
)


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


def periods(text: str) -> tuple[Period, ...]:
    """The days, months, years and financial years that a text names."""
    found = []
    for match in WHEN.finditer(text):
        if match["month"] or match["us_month"]:
            year = int(match["year"] or match["us_year"])
            month = _MONTHS[(match["month"] or match["us_month"]).lower()]
            named = match["day"] or match["us_day"]
            if named:
                try:
                    day = date(year, month, int(named))
                except ValueError:
                    continue
                found.append(Period(day, day))
            else:
                following = date(year + month // 12, month % 12 + 1, 1)
                found.append(Period(date(year, month, 1), following - timedelta(days=1)))
        elif match["first"]:
            first = int(match["first"])
            if int(match["second"][-2:]) == (first + 1) % 100:
                found.append(Period(date(first, 4, 1), date(first + 1, 3, 31)))
        else:
            year = int(match["alone"])
            found.append(Period(date(year, 1, 1), date(year, 12, 31)))
    return tuple(found)


def days_of(iso: str) -> Period | None:
    """The days that a mention's iso date spans."""
    days = days_of_iso(iso)
    return Period(*days) if days else None
