"""Which dates does a text name, and of which year is one that prints none?

A year printed once in a list holds for all of it; dates that follow one another go forward; what is said of next
meetings lies ahead; any other date lies near the meeting.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from panelsearch.model.spans import Span
from panelsearch.text.date_readings import READINGS, Reading
from panelsearch.text.date_values import DateOrder, PrintedDate, When
from panelsearch.text.date_words import FULL_MONTH, WEEKDAY, day_of
from panelsearch.text.normalization import plain
from panelsearch.text.pattern_prefilter import Form, matches
from panelsearch.text.required_words import KnownPattern
from panelsearch.text.rule_engine import OPEN, Fence, Rule, rule
from panelsearch.text.span_claims import Claims


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date where it stands; `iso` is a day, a month, a year, or a span of two with a slash."""

    span: Span
    iso: str
    rule: str = field(default="", compare=False)
    score: float = field(default=1.0, compare=False)


def _printed(reading: Reading, level: str, when: When, claims: Claims) -> Iterator[PrintedDate]:
    """What one form of date finds where no earlier form has claimed the place."""
    for match in matches(reading.form, level):
        if not claims.are_free(*match.span()):
            continue
        said = list(reading.read(match, when))
        if said or not reading.uncertain:
            claims.claim(*match.span())
        yield from said


DateRule = Rule[[str, When, Claims], Iterator[PrintedDate]]
DATE_RULES: tuple[tuple[Form, DateRule], ...] = tuple(
    (reading.form, rule(f"dates.{reading.name}")(partial(_printed, reading))) for reading in READINGS
)
"""Each with the form it reads: most forms stand nowhere in most texts."""


def find_dates(
    text: str,
    meeting_date: date | None = None,
    year: int | None = None,
    fence: Fence = OPEN,
    *,
    words: DateOrder = DateOrder.UNKNOWN,
    figures: DateOrder = DateOrder.DAY,
) -> tuple[FoundDate, ...]:
    """Every date in order of place. An impossible date is no date, and nor is any part of it.

    A day or month without its year is of the year that its list says, else the one nearest the meeting, or where there
    is none in `year`.
    """
    level = plain(text)
    claims = Claims()
    near = meeting_date or (date(year, 7, 2) if year else None)
    when = When(text, meeting_date, near, words, figures)
    found = [
        (one, by) for form, by in DATE_RULES if matches(form, level) for one in fence.each(by, level, when, claims)
    ]
    found.sort(key=lambda pair: pair[0].span)
    dated = _with_years(level, [one for one, _ in found], near)
    return tuple(
        FoundDate(one.span, iso, by.name, by.score)
        for one, (_, by) in zip(dated, found, strict=True)
        if (iso := _iso(one))
    )


def _iso(one: PrintedDate) -> str | None:
    if one.iso is not None or one.year is None:
        return one.iso
    if one.day is None:
        return f"{one.year:04}-{one.month:02}"
    days = [day_of(one.year, one.month, day) for day in (one.day, one.last) if day is not None]
    whole = [day.isoformat() for day in days if day]
    return "/".join(whole) if len(whole) == len(days) else None


# -- years left out ---------------------------------------------------------------------------------------------------

_JOINED = re.compile(
    rf"(?: ?(?:-|to|through|thru|until|till|and|&|or|/|[,;](?: and)?) ?)(?:{WEEKDAY},? ?)?(?:the )?", re.IGNORECASE
)
_FOLLOWS = re.compile(
    rf"(?:[ \n,;&/-]|and\b|to\b|or\b|{WEEKDAY}|the\b|at \d[\d.:]*(?: ?[ap]m)?|\([a-z][a-z .]{{1,20}}\)){{1,6}}",
    re.IGNORECASE,
)
# The year that heads a calendar is that of its days, line by line: "Dates of meetings 2019/20".
_HEADS_A_CALENDAR = re.compile(
    r"\b(?:dates|calendar|meetings|schedule|diary|programme|fixtures|terms?|holidays)\b[^\n.]{0,30}$", re.IGNORECASE
)
_YEARS_HEADED = re.compile(r"(\d{4})(?:-04/\d{4}-03)?")
_BELOW = re.compile(
    rf":? ?(?:{WEEKDAY},? )?(?:the )?|[^\n\d]{{0,30}}\n(?:[^\n\d]{{0,60}}\n){{0,2}}[^\n\d]{{0,60}}", re.IGNORECASE
)
_NEXT_LINE = re.compile(r"(?:[^\n]{0,80}\n){1,2}[^\n\d]{0,60}")
_YEAR_BEGINS, _TURN, _AHEAD_AGAIN = 4, 6, 3
"""The month in which years such as 2019/20 begin; from so many months back to an earlier one the year has turned, in a
list that went forward so many."""
_AHEAD = re.compile(
    r"\b(?:(?:next|future|forthcoming|upcoming|following|further) (?:[\w-]+ ){0,3}?(?:meeting|date|session)s?"
    r"|(?:meeting|date)s? of (?:the )?(?:next|future))\b(?!.*\bheld\b)[^.]{0,40}$",
    re.IGNORECASE,
)
_SIGHT = 90


def _with_years(level: str, found: Sequence[PrintedDate], near: date | None) -> Sequence[PrintedDate]:
    """The dates, each with the year that is meant, where anything tells."""
    dated = list(found)
    # A year printed once, at the end of a list, holds for all of it; a list over New Year began the year before.
    for at in range(len(dated) - 2, -1, -1):
        one, later = dated[at], dated[at + 1]
        if _open(one) and later.year is not None and later.month and _between(_JOINED, level, one, later):
            dated[at] = replace(one, year=later.year - (one.month > later.month))
    run, listed = 0, False
    for at, one in enumerate(dated):
        before = dated[at - 1] if at else None
        follows = before is not None and before.year is not None and _between(_FOLLOWS, level, before, one)
        run = run + 1 if follows else 0
        below = _in_calendar(level, before, one, listed=listed) if before is not None and _open(one) else None
        listed = below is not None
        if below is not None:
            dated[at] = replace(one, year=below)
        elif _open(one):
            dated[at] = replace(one, year=_year(level, one, before if follows else None, near, run))
    return dated


def _in_calendar(level: str, before: PrintedDate, one: PrintedDate, *, listed: bool) -> int | None:
    """The year of a date in a calendar that prints its year as its head; None for what is in none.

    `before` is the date before it: that head, or a date that is `listed` below it.
    """
    if listed and before.year is not None:
        joined = _between(_NEXT_LINE, level, before, one) or _between(_FOLLOWS, level, before, one)
        return before.year + (before.month - one.month >= _TURN) if joined else None
    head = _YEARS_HEADED.fullmatch(before.iso or "")
    begin = level.rfind("\n", 0, before.span.start) + 1
    if head is None or not _between(_BELOW, level, before, one):
        return None
    if not _HEADS_A_CALENDAR.search(level, begin, before.span.start):
        return None
    return int(head[1]) + ("/" in head[0] and one.month < _YEAR_BEGINS)


def _open(one: PrintedDate) -> bool:
    return one.year is None and one.iso is None


def _between(form: re.Pattern[str], level: str, one: PrintedDate, later: PrintedDate) -> bool:
    return form.fullmatch(level, one.span.end, later.span.start) is not None


def _year(level: str, one: PrintedDate, before: PrintedDate | None, near: date | None, run: int) -> int | None:
    """The year of a date that prints none: `before` is the date it follows, `run` how many followed before that."""
    if before is not None and before.year is not None and before.month:
        if (one.month, one.day or 0) >= (before.month, (before.day or 0) if one.day else 0):
            return before.year
        if run > 1:  # "19 July, 5 July" are two columns of one year
            return before.year + (before.month - one.month >= _AHEAD_AGAIN)
    if near is None:
        return None
    nearest = _nearest(one, near)
    said = level[max(0, one.span.start - _SIGHT) : one.span.start]
    if nearest is None:
        return None
    if one.day:
        ahead = _AHEAD.search(said) is not None and day_of(nearest, one.month, one.day)
        return nearest + 1 if ahead and ahead < near else nearest
    if re.search(r"\bnext $", said) and (nearest, one.month) <= (near.year, near.month):
        return nearest + 1
    if re.search(r"\blast $", said) and (nearest, one.month) >= (near.year, near.month):
        return nearest - 1
    return nearest


def _nearest(one: PrintedDate, near: date) -> int | None:
    """The year in which the date lies nearest."""
    days = [day for by in (-1, 0, 1) if (day := day_of(near.year + by, one.month, one.day or 15))]
    return min(days, key=lambda day: abs((day - near).days)).year if days else None


# -- what a document says of its dates --------------------------------------------------------------------------------


def year_of(texts: Iterable[str], fence: Fence = OPEN) -> int | None:
    """The year a document without a meeting implies: the one that most of its full dates name, of equals the first.

    Where no date is full, months with their years tell it, and where there are none, years alone; else it is None.
    """
    found = [one.iso for text in texts for one in find_dates(text, fence=fence.uncounted())]
    days = [iso for iso in found if re.fullmatch(r"\d{4}-\d\d-\d\d", iso)]
    months = [iso for iso in found if re.match(r"\d{4}-\d\d", iso)]
    years = Counter(iso[:4] for iso in days or months or found)
    return int(years.most_common(1)[0][0]) if years else None


_DAY_FIRST = KnownPattern(rf"\d(?=[ snrt]) ?(?:st|nd|rd|th)?(?: day)?(?: of)? (?:{FULL_MONTH}),? (?:19|20)\d\d")
_MONTH_FIRST = KnownPattern(rf"\b(?:{FULL_MONTH}) [0-3]?\d(?:st|nd|rd|th)?,? (?:19|20)\d\d")
_DAY_FIRST_OF_NO_YEAR = KnownPattern(rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{FULL_MONTH})\b")
_MONTH_FIRST_OF_NO_YEAR = KnownPattern(rf"\b(?:{FULL_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?\b")
_IN_FIGURES = re.compile(r"(\d(?<![\w/.-].)(?:(?<=[0-3])\d)?)[/-]([0-3]?\d)[/-](?:19|20)?\d\d(?![\w/-])")


def order_in_words(texts: Iterable[str]) -> DateOrder:
    """Whether a document writes "3 May 2019" or "May 3, 2019"; unknown where it writes neither, or both alike.

    Days without their years tell where it prints no whole date.
    """
    texts = tuple(texts)
    for of_day, of_month in ((_DAY_FIRST, _MONTH_FIRST), (_DAY_FIRST_OF_NO_YEAR, _MONTH_FIRST_OF_NO_YEAR)):
        day, month = (sum(1 for text in texts for _ in form.finditer(text)) for form in (of_day, of_month))
        if day or month:
            return DateOrder.UNKNOWN if day == month else DateOrder.DAY if day > month else DateOrder.MONTH
    return DateOrder.UNKNOWN


def order_in_figures(texts: Iterable[str]) -> DateOrder:
    """Whether a document's dates in figures can only be day first, or month first; unknown where none tells."""
    pairs = [(int(one[1]), int(one[2])) for text in texts for one in _IN_FIGURES.finditer(text)]
    day = sum(first > 12 >= second for first, second in pairs)
    month = sum(second > 12 >= first for first, second in pairs)
    return DateOrder.UNKNOWN if day == month else DateOrder.DAY if day > month else DateOrder.MONTH
