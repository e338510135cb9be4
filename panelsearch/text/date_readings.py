"""What does each form of date say? A day, a month or a year as printed, or a span of them; years left out stay open.

Each reading is a rule: it is given what its form matched and what the paper says of time, and gives what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from panelsearch.model.spans import Span
from panelsearch.text import date_forms as forms
from panelsearch.text.date_words import (
    FULL_MONTH,
    ORDINALS,
    WEEKDAY,
    WEEKDAYS,
    day_of,
    month_of,
    ordinal_of,
    year_of_digits,
)
from panelsearch.text.document_cache import remembered
from panelsearch.text.pattern_prefilter import Form, line_at


class DateOrder(Enum):
    """What comes first in a paper's dates; unknown where it does not tell, and then figures are read day first."""

    DAY = "day"
    MONTH = "month"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class When:
    """What the document says of time: the day of its meeting, a day no date lies far from, and how dates are written.

    `figures` is the order of a date in figures alone, `words` that of one with its month in letters; `text` is the page
    as printed, in which tabs part the cells of a row.
    """

    text: str = ""

    meeting: date | None = None
    near: date | None = None
    words: DateOrder = DateOrder.UNKNOWN
    figures: DateOrder = DateOrder.DAY


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed: `day` is None for a whole month, and a `year` that is None is for the document to tell.

    `last` is the last day of a run of days that is printed as one. A span of time, or a whole year, is told by `iso`
    alone.
    """

    span: Span
    month: int = 0
    day: int | None = None
    year: int | None = None
    iso: str | None = None
    last: int | None = None


Said = Iterator[PrintedDate]


def _whole(match: re.Match[str]) -> Span:
    # An abbreviation's full stop belongs to it only where the date goes on.
    return Span(match.start(), match.end() - match[0].endswith("."))


# -- days and months --------------------------------------------------------------------------------------------------

# In small letters these are verbs: "it may 3 times".
_VERBS = frozenset({"may", "march", "mar"})
_ONE_DAY = re.compile(r"(\d+)( ?(?:st|nd|rd|th|af|il|ydd|ed|fed|eg|ain)(?![a-z]))?", re.IGNORECASE)
_MOST_YEARS_BACK, _MOST_YEARS_AHEAD = 25, 4
_AFTER_WEEKDAY = re.compile(rf"\b{WEEKDAY}\.?,? (?:the )?$", re.IGNORECASE)


def _plausible(digits: str, when: When) -> int | None:
    """The year that two bare figures mean, if it lies near the paper's own."""
    if when.near is None:
        return None
    year = year_of_digits(digits)
    return year if -_MOST_YEARS_BACK <= year - when.near.year <= _MOST_YEARS_AHEAD else None


def _listed(text: str, start: int, end: int, *, closed: bool) -> list[tuple[Span, int]]:
    """The days of a list of them, if it is one: they rise, and something joins them but a comma between figures."""
    found = [
        (Span(start + one.start(), start + one.end()), int(one[1]), one[2])
        for one in _ONE_DAY.finditer(text[start:end])
    ]
    days = [day for _, day, _ in found]
    commas_only = re.fullmatch(r"[\d ,]+", text[start:end]) is not None
    if commas_only and not (closed and len(found) > 1):
        return []
    return [(span, day) for span, day, _ in found] if days == sorted(set(days)) else []


def read_day_month(match: re.Match[str], when: When) -> Said:
    """One day, or several of one month; an earlier one of the list is a date of its own."""
    parts, text = match.groupdict(), match.string
    day, month, end = int(parts["day"]), month_of(parts["month"]), match.end()
    year: int | None = None
    if parts["year"] or parts["dashed"]:
        year = year_of_digits(parts["year"] or parts["dashed"])
    elif parts["short"]:
        year = _plausible(parts["short"], when)
        end = end if year is not None else match.end("month")
    if year is None and parts["month"] in _VERBS:
        return
    # "14May" may be anything; "14thMay" and "14May2019" are days.
    if not parts["gap"] and not parts["ordinal"] and year is None:
        return
    if parts["earlier"]:
        listed = _listed(text, match.start("earlier"), match.end("day"), closed=False)
        for span, before in listed[:-1]:
            yield PrintedDate(span, month, before, year)
    start = match.start("day")
    yield PrintedDate(Span(start, end - (text[end - 1] == ".")), month, day, year)


def read_month_day(match: re.Match[str], when: When) -> Said:
    """ "May 3rd, 2019", and the days listed behind a month."""
    parts, text = match.groupdict(), match.string
    if parts["month"] in _VERBS:
        return
    day, month = int(parts["day"]), month_of(parts["month"])
    year = year_of_digits(parts["year"]) if parts["year"] else None
    if not parts["more"]:
        # "April 24" in a paper that writes "25 April 2024" is a month.
        short = None if parts["ordinal"] or year else _plausible(parts["day"], when)
        if (
            short
            and when.words is DateOrder.DAY
            and when.near
            and abs(short - when.near.year) <= 1
            and not _AFTER_WEEKDAY.search(text, max(0, match.start() - 14), match.start())
        ):
            yield PrintedDate(_whole(match), month, year=short)
        else:
            yield PrintedDate(_whole(match), month, day, year)
        return
    end = match.end("more")
    listed = _listed(text, match.start("day"), end, closed=year is not None)
    if not listed or not (year or forms.GOES_ON.match(text, end)):
        yield PrintedDate(Span(match.start(), match.start("more")), month, day, None)
        return
    if len(listed) == 2 and "-" in parts["more"] and year is not None:
        yield PrintedDate(Span(match.start(), match.end()), month, day, year, last=listed[1][1])
        return
    last = len(listed) - 1
    for n, (span, one) in enumerate(listed):
        begins = match.start() if n == 0 else span.start
        yield PrintedDate(Span(begins, match.end() if n == last else span.end), month, one, year)


def read_spelt_day(match: re.Match[str], when: When) -> Said:
    """ "the first of March"."""
    year = year_of_digits(match["year"]) if match["year"] else None
    yield PrintedDate(_whole(match), month_of(match["month"]), ordinal_of(match["spelt"]), year)


def read_day_slash_month(match: re.Match[str], when: When) -> Said:
    """ "Tuesday 05/06"."""
    month = int(match["month"])
    if 1 <= month <= 12 and when.near:
        yield PrintedDate(Span(match.start("day"), match.end()), month, int(match["day"]))


def read_months_of_years(match: re.Match[str], when: When) -> Said:
    """ "Feb '19 - Apr '19": both ends are months, where those are years near the paper's own; else nobody can say."""
    marked = match["from"].startswith("'") and match["until"].startswith("'")
    if when.words is DateOrder.MONTH and not marked:
        for month, day in ("first", "from"), ("month", "until"):
            yield PrintedDate(Span(match.start(month), match.end(day)), month_of(match[month]), int(match[day]))
        return
    if marked:
        years = [year_of_digits(match["from"]), year_of_digits(match["until"])]
    else:
        read = [_plausible(match["from"], when), _plausible(match["until"], when)]
        years = [year for year in read if year]
    if len(years) == 2 and 0 <= years[1] - years[0] <= 10:
        yield PrintedDate(Span(match.start(), match.end("from")), month_of(match["first"]), year=years[0])
        yield PrintedDate(Span(match.start("month"), match.end()), month_of(match["month"]), year=years[1])


def read_months_year(match: re.Match[str], when: When) -> Said:
    """ "April-June 2019"."""
    first, last, year = month_of(match["first"]), month_of(match["month"]), year_of_digits(match["year"])
    yield PrintedDate(_whole(match), iso=f"{year - (first > last):04}-{first:02}/{year:04}-{last:02}")


def read_month_year(match: re.Match[str], when: When) -> Said:
    """ "March 2007"."""
    year = year_of_digits(match["year"])
    if year < 1850 and (_UNIT_AFTER.match(match.string, match.end()) or match["month"].islower()):
        return
    yield PrintedDate(_whole(match), month_of(match["month"]), year=year)


# "May" and "March" are also verbs and names: without a day or year they need a word that takes a date.
_TAKES_DATE = re.compile(
    r"\b(?:in|since|until|till|from|during|by|of|to|for|early|late|mid|next|last|end|between|before|after|and|or|this"
    r"|through|throughout|on|the|every|each|both|around|april|june|february|january|july|ytd|their|our|previous"
    r"|until the)"
    r"[ ,-]+$",
    re.IGNORECASE,
)
_OTHER_NAME = re.compile(
    r"(?:(?:Cllrs?|Councillor|Mr|Mrs|Ms|Miss|Dr|Sir|Theresa|Mark|Mayor)\.? ?(?:[A-Z]\.? ?)*|\b[A-Z]\.? )$"
)
_NAME_AFTER = re.compile(r" +(?:Street|Road|Lane|Close|House|Day|Bank|Terrace|Avenue|Ball|Fair)\b")
_MONTH_GOES_ON = re.compile(rf" ?(?:&|and|or|,) ?(?:{FULL_MONTH})\b")


def read_bare_month(match: re.Match[str], when: When) -> Said:
    """A month alone, where it is neither a verb nor part of a name."""
    text = match.string
    before = text[max(0, match.start() - 24) : match.start()]
    if _OTHER_NAME.search(before) or _NAME_AFTER.match(text, match.end()):
        return
    if (
        match["month"] in ("May", "March")
        and not _TAKES_DATE.search(before)
        and not _MONTH_GOES_ON.match(text, match.end())
    ):
        return
    yield PrintedDate(_whole(match), month_of(match["month"]))


# -- dates in figures -------------------------------------------------------------------------------------------------

_SAYS_WHEN = re.compile(r"\b(?:on|dated|since|until|due|w/e|w/c|from|to|ending|ended) $", re.IGNORECASE)
_MONEY_BEHIND = re.compile(r" {1,3}(?:[£$€] ?\d|\d[\d,]*\.\d\d\b)")
_MONEY_BEFORE = re.compile(r"(?:[£$€]\d+|\d\.\d\d) {1,3}$")
_DOTTED_YEARS_BACK, _DOTTED_YEARS_AHEAD = 6, 2


def read_numeric(match: re.Match[str], when: When) -> Said:
    """ "06/02/2018", day first unless the paper writes otherwise or nothing else can be meant."""
    dotted = match.re is forms.NUMERIC.pattern and match["mark"].strip() == "." and len(match["year"]) == 2
    if dotted and not _dotted_day(match, when):
        return
    year, first, second = year_of_digits(match["year"]), int(match["day"]), int(match["month"])
    ways = [(second, first), (first, second)]
    if when.figures is DateOrder.MONTH and match.re is not forms.ISO.pattern:
        ways.reverse()
    if match.re is forms.ISO.pattern or match["mark"].strip() == ".":
        del ways[1:]
    for month, day in ways:
        if day_of(year, month, day):
            yield PrintedDate(_whole(match), month, day, year)
            return


def _dotted_day(match: re.Match[str], when: When) -> bool:
    """Whether "18.01.17" is a day: "15.11.05" may head the fifth minute of November 2015, "1.2.18" a paragraph."""
    text, start = match.string, match.start()
    begins_line = not text[text.rfind("\n", 0, start) + 1 : start].strip()
    # Money beside it tells a row of a list of payments.
    paid = bool(_MONEY_BEHIND.match(text, match.end()) or _MONEY_BEFORE.search(text, max(0, start - 12), start))
    said = _SAYS_WHEN.search(text, max(0, start - 8), start) is not None
    if when.near is None:
        return said or (not begins_line and len(match[0]) == 8)
    near = when.near
    if (int(match["day"]), int(match["month"])) == (near.year % 100, near.month) and (begins_line or not said):
        return False
    year = year_of_digits(match["year"])
    if not -_DOTTED_YEARS_BACK <= year - near.year <= _DOTTED_YEARS_AHEAD:
        return said
    return paid or (not begins_line and (said or len(match[0]) == 8))


# -- spans of time ----------------------------------------------------------------------------------------------------


def _financial(year: int, until: str) -> bool:
    return int(until) == year + 1 if len(until) == 4 else int(until) == (year + 1) % 100


def read_quarter(match: re.Match[str], when: When) -> Said:
    """A quarter of a year, or of a financial year."""
    year, printed = year_of_digits(match["year"]), match["quarter"].lower()
    quarter = int(printed[0]) if printed[0].isdigit() else ORDINALS[printed]
    if match["until"] is None:
        yield PrintedDate(_whole(match), iso=f"{year}-{quarter * 3 - 2:02}/{year}-{quarter * 3:02}")
    elif _financial(year, match["until"]):
        start, year = (quarter * 3 + 1, year) if quarter < 4 else (1, year + 1)
        yield PrintedDate(_whole(match), iso=f"{year}-{start:02}/{year}-{start + 2:02}")


def read_years(match: re.Match[str], when: When) -> Said:
    """A financial year, or a span of years."""
    year, until = year_of_digits(match["year"]), match["until"]
    if _financial(year, until):
        yield PrintedDate(_whole(match), iso=f"{year}-04/{year + 1}-03")
    elif match["mark"].strip() == "-" and len(until) == 4 and int(until) > year:
        yield PrintedDate(_whole(match), iso=f"{year}/{until}")


def read_short_years(match: re.Match[str], when: When) -> Said:
    """ "17/18", where the paper is of those years."""
    year = year_of_digits(match["year"])
    if when.near is None or abs(year - when.near.year) > 10 or not _financial(year, match["until"]):
        return
    # Alone on its line "19/20" numbers a minute, the nineteenth of 2020; so it does where another line counts on.
    begin, stop = line_at(match.string, match.start())
    opens = not match.string[begin : match.start()].strip()
    beside = {f"{int(match['year']) + step}/{match['until']}" for step in (-1, 1)}
    if not opens or (match.string[match.end() : stop].strip() and not beside & _numbers_of_lines(match.string)):
        yield PrintedDate(_whole(match), iso=f"{year}-04/{year + 1}-03")


@remembered
def _numbers_of_lines(text: str) -> frozenset[str]:
    """What lines of a text begin with that is such as "18/19": looked for once, however many dates ask."""
    return frozenset(found[1] for found in _NUMBER_OF_LINE.finditer(text))


_NUMBER_OF_LINE = re.compile(r"^[^\S\n]*(\d{1,3}/\d{2,4})\b", re.M)


def read_financial_short(match: re.Match[str], when: When) -> Said:
    """ "FY 19/20"."""
    year = year_of_digits(match["year"])
    if _financial(year, match["until"]):
        yield PrintedDate(_whole(match), iso=f"{year}-04/{year + 1}-03")


_NOT_A_YEAR = re.compile(
    r"(?:\b(?:no|nos|number|ref|reference|minute|minutes|item|page|by-?law|resolution|motion|policy|room|act"
    r"|regulations"
    r"|order|rules|measure|tel|telephone|phone|ext|code|about|approximately|over|nearly|some|form|bs|iso|section)\b"
    r"[.,:#]?\s*\(?$|\d,? *$)",
    re.IGNORECASE,
)
_YEAR_BESIDE = re.compile(r"\b(?:19[5-9]|20[0-4])\d\t$")
_UNIT_AFTER = re.compile(
    r" +(?:people|residents|hours|houses|homes|dwellings|officers|metres|miles|litres|copies|votes|words|tonnes"
    r"|incidents"
    r"|crimes|calls|households|properties|members|acres|km|m|kg|pounds|x|\d)\b",
    re.IGNORECASE,
)
_LAW_AFTER = re.compile(
    r"(?:(?: [A-Z][a-z]+){1,6} (?:Act|Regulations?|Order|Rules)\b"
    r"|[:,.]?\s?(?:ss?|sec|sch|section|schedule|para)\.? ?\d)"
)


def read_bare_year(match: re.Match[str], when: When) -> Said:
    """A year alone, where it is no number and no law's."""
    text = match.string
    before = text[max(0, match.start() - 24) : match.start()]
    cells = when.text or text
    if _YEAR_BESIDE.search(cells[max(0, match.start() - 6) : match.start()]):
        before = ""  # the years that head two columns
    if _NOT_A_YEAR.search(before) or _UNIT_AFTER.match(text, match.end()) or _LAW_AFTER.match(text, match.end()):
        return
    begin, stop = line_at(text, match.start())
    in_words = _WORD.search(
        text,
        max(begin, cells.rfind("\t", begin, match.start()) + 1),
        min(stop, at if (at := cells.find("\t", match.end(), stop)) >= 0 else stop),
    )
    if not _of_figures(text, begin, stop) or ("\t" in cells[begin:stop] and in_words):
        yield PrintedDate(_whole(match), iso=match["year"])


_WORD = re.compile(r"[A-Za-z]{3,}")


@remembered
def _of_figures(text: str, begin: int, stop: int) -> bool:
    """Whether a line is a row of figures: a year there looks like any other number."""
    line = text[begin:stop]
    figures = len(re.findall(r"\d[\d,.]*", line))
    return figures > 2 and figures > len(re.findall(r"[A-Za-z]{3,}", line))


def read_relative(match: re.Match[str], when: When) -> Said:
    """Read against the meeting's own day; "next Tuesday" is the first one after it."""
    if when.meeting is not None and (iso := _relative(match, when.meeting)):
        yield PrintedDate(_whole(match), iso=iso)


def _relative(match: re.Match[str], meeting: date) -> str | None:
    day = meeting.toordinal()
    if match["beside"]:
        return date.fromordinal(day + (1 if match["beside"].lower() == "tomorrow" else -1)).isoformat()
    by = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    if match["day"] and match["what"].lower() != "month":
        return None
    if match["what"].lower() == "month":
        month = meeting.year * 12 + meeting.month - 1 + by
        if match["day"]:
            found = day_of(month // 12, month % 12 + 1, int(match["day"]))
            return found.isoformat() if found else None
        return f"{month // 12:04}-{month % 12 + 1:02}"
    ahead = (WEEKDAYS[match["what"].lower()] - meeting.weekday()) % 7
    if by < 0:
        ahead -= 7
    elif by > 0:
        ahead = ahead or 7
    return date.fromordinal(day + ahead).isoformat()


@dataclass(frozen=True, slots=True)
class Reading:
    """How one form of date is read. What an `uncertain` one does not read may still be read as something else."""

    name: str
    form: Form
    read: Callable[[re.Match[str], When], Said]
    uncertain: bool = False


# In order: an earlier form claims its place, also where it names an impossible date, so that no part of it is read.
READINGS = (
    Reading("iso", forms.ISO, read_numeric),
    Reading("quarter", forms.QUARTER, read_quarter),
    Reading("ordinal_quarter", forms.ORDINAL_QUARTER, read_quarter),
    Reading("year_quarter", forms.YEAR_QUARTER, read_quarter),
    Reading("spelt_day", forms.SPELT_DAY, read_spelt_day),
    Reading("months_of_years", forms.MONTHS_OF_YEARS, read_months_of_years),
    Reading("day_month", forms.DAY_MONTH, read_day_month),
    Reading("month_day", forms.MONTH_DAY, read_month_day),
    Reading("months_year", forms.MONTHS_YEAR, read_months_year),
    Reading("month_year", forms.MONTH_YEAR, read_month_year),
    Reading("welsh_month_year", forms.WELSH_MONTH_YEAR, read_month_year),
    Reading("month_short_year", forms.MONTH_SHORT_YEAR, read_month_year),
    Reading("numeric", forms.NUMERIC, read_numeric),
    Reading("day_slash_month", forms.DAY_SLASH_MONTH, read_day_slash_month, uncertain=True),
    Reading("financial_short", forms.FINANCIAL_SHORT, read_financial_short),
    Reading("years", forms.YEARS, read_years, uncertain=True),
    Reading("short_years", forms.SHORT_YEARS, read_short_years),
    Reading("relative", forms.RELATIVE, read_relative, uncertain=True),
    Reading("bare_month", forms.BARE_MONTH, read_bare_month, uncertain=True),
    Reading("bare_year", forms.BARE_YEAR, read_bare_year, uncertain=True),
)
