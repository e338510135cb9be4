"""What does each form of date say? Its reading, in the order in which they are tried.

Each reading is a rule: it is given what its form matched and what the paper says of time, and gives what is printed: a
day, a month or a year, or a span of them; years left out stay open.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from panelsearch.text import date_forms as forms
from panelsearch.text import day_readings as days
from panelsearch.text import figure_readings as figures
from panelsearch.text import period_readings as periods
from panelsearch.text.date_values import Said, When
from panelsearch.text.pattern_prefilter import Form


@dataclass(frozen=True, slots=True)
class Reading:
    """How one form of date is read. What an `uncertain` one does not read may still be read as something else."""

    name: str
    form: Form
    read: Callable[[re.Match[str], When], Said]
    uncertain: bool = False


# In order: an earlier form claims its place, also where it names an impossible date, so that no part of it is read.
READINGS = (
    Reading("iso", forms.ISO, figures.read_numeric),
    Reading("quarter", forms.QUARTER, periods.read_quarter),
    Reading("ordinal_quarter", forms.ORDINAL_QUARTER, periods.read_quarter),
    Reading("year_quarter", forms.YEAR_QUARTER, periods.read_quarter),
    Reading("spelt_day", forms.SPELT_DAY, days.read_spelt_day),
    Reading("year_month_day", forms.YEAR_MONTH_DAY, days.read_year_month_day),
    Reading("months_of_years", forms.MONTHS_OF_YEARS, days.read_months_of_years),
    Reading("welsh_month_day", forms.WELSH_MONTH_DAY, days.read_year_month_day),
    Reading("misread_day", forms.MISREAD_DAY, days.read_misread_day, uncertain=True),
    Reading("day_month", forms.DAY_MONTH, days.read_day_month),
    Reading("month_day", forms.MONTH_DAY, days.read_month_day),
    Reading("months_year", forms.MONTHS_YEAR, days.read_months_year),
    Reading("month_year", forms.MONTH_YEAR, days.read_month_year),
    Reading("welsh_month_year", forms.WELSH_MONTH_YEAR, days.read_month_year),
    Reading("welsh_bare_month", forms.WELSH_BARE_MONTH, days.read_welsh_bare_month),
    Reading("month_short_year", forms.MONTH_SHORT_YEAR, days.read_month_year),
    Reading("numeric", forms.NUMERIC, figures.read_numeric),
    Reading("day_slash_month", forms.DAY_SLASH_MONTH, figures.read_day_slash_month, uncertain=True),
    Reading("slash_day", forms.SLASH_DAY, figures.read_slash_day, uncertain=True),
    Reading("month_slash_year", forms.MONTH_SLASH_YEAR, figures.read_month_slash_year),
    Reading("financial_short", forms.FINANCIAL_SHORT, periods.read_financial_short),
    Reading("years", forms.YEARS, periods.read_years, uncertain=True),
    Reading("short_years", forms.SHORT_YEARS, periods.read_short_years),
    Reading("weekday_day", forms.WEEKDAY_DAY, days.read_weekday_day, uncertain=True),
    Reading("latin_month", forms.LATIN_MONTH, days.read_latin_month),
    Reading("relative", forms.RELATIVE, days.read_relative, uncertain=True),
    Reading("bare_month", forms.BARE_MONTH, days.read_bare_month, uncertain=True),
    Reading("bare_year", forms.BARE_YEAR, periods.read_bare_year, uncertain=True),
    Reading("old_year", forms.OLD_YEAR, periods.read_old_year, uncertain=True),
)
