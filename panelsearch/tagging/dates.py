"""Which dates does a text name? Read day first; a year left out is the one nearest the meeting."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from panelsearch.spans import Span
from panelsearch.tagging.plain import plain


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date where it stands; `iso` is a day, a month, a year, or a span of two with a slash."""

    span: Span
    iso: str


_NAMES = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_SHORT = {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b\\.?)"
)
_FULL_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = r"(?<![\d.,/£$-])(?:[0-3]?\d)(?: ?(?:st|nd|rd|th)\b)?"
_YEAR = r"(?:(?:19|20)\d\d(?!\d)|'\d\d(?!\d))"
_DAY_MONTH = re.compile(
    rf"(?:(?P<first>{_DAY}) {{0,2}}(?:-|to|until|and|&) {{0,2}})?(?P<day>(?<![\d.,/£$])[0-3]?\d) ?(?:st|nd|rd"
    rf"|th)?\b(?: day)?(?: of)?(?: |-)+"
    rf"(?P<month>{_MONTH})(?:,? *(?:of )?-?(?P<year>{_YEAR}))?(?![a-z])",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"\b(?P<month>{_MONTH}) +(?P<first>[0-3]?\d)(?:st|nd|rd|th)?(?! ?[\d:%])\b(?:-(?P<day>[0-3]?\d)\b)?"
    rf"(?:,? +(?P<year>{_YEAR}))?(?![/\d])",
    re.IGNORECASE,
)
_MONTHS_YEAR = re.compile(rf"\b(?P<first>{_MONTH}) ?- ?(?P<month>{_MONTH}),? +(?P<year>{_YEAR})", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"\b(?P<month>{_MONTH})(?:,? +(?:of )?|-)(?P<year>{_YEAR})", re.IGNORECASE)
_MONTH_SHORT_YEAR = re.compile(rf"\b(?P<month>{_MONTH})-(?P<year>\d\d)\b(?![-/])", re.IGNORECASE)
_NUMERIC = re.compile(
    r"(?<![\w/.,£$-])(?P<day>[0-3]?\d)(?P<mark>[/.-])(?P<month>[01]?\d)(?P=mark)(?P<year>(?:19|20)?\d\d)(?![\w/-]"
    r"|[.,]\d)"
)
_ISO = re.compile(r"(?<![\w/-])(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?![\w/-])")
_QUARTER = re.compile(
    r"\b(?:Q|Quarter ?)(?P<quarter>[1-4]),?(?: of)? +(?P<year>(?:19|20)\d\d"
    r"|\d\d(?=[/-]))(?:[/-](?P<until>(?:20)?\d\d))?\b(?![/-])",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?<![\w/.,£$#-])(?P<year>(?:19|20)\d\d) ?(?P<mark>/|-) ?(?P<until>(?:19|20)\d\d|\d\d)(?![\w/-]|[.,]\d)"
)
_SHORT_YEARS = re.compile(r"(?<![\w/.,£$#-])(?P<year>\d\d)/(?P<until>\d\d)(?![\w/%-]|[.,]\d)")
_BARE_MONTH = re.compile(rf"\b(?P<month>{_FULL_MONTH})\b(?!['-]\w)")
_BARE_YEAR = re.compile(r"(?<![\w/.,£$€#'&(-])(?P<year>(?:19[5-9]|20[0-4])\d)(?![\w/%-]|[.,:]\d)")
_NOT_A_YEAR = re.compile(
    r"(?:\b(?:no|nos|number|ref|reference|minute|minutes|item|page|by-?law|resolution|motion|policy|room|act"
    r"|regulations"
    r"|order|rules|measure|tel|telephone|phone|ext|code|about|approximately|over|nearly|some|form|bs|iso|section)\b"
    r"[.,:#]?\s*\(?$|\d,? *$)",
    re.IGNORECASE,
)
_UNIT_AFTER = re.compile(
    r" +(?:people|residents|hours|houses|homes|dwellings|officers|metres|miles|litres|copies|votes|words|tonnes"
    r"|incidents"
    r"|crimes|calls|households|properties|members|acres|km|m|kg|pounds|x|\d)\b",
    re.IGNORECASE,
)
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


def _month(printed: str) -> int:
    word = printed.rstrip(".").lower()
    return _NAMES.get(word) or _SHORT[word]


def _year(printed: str) -> int:
    digits = printed.lstrip("'")
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < 70 else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, near: date | None) -> date | None:
    """The date without its year that lies nearest the meeting; None where nothing says which year."""
    if near is None:
        return None
    candidates = [_day(near.year + by, month, day) for by in (-1, 0, 1)]
    return min((d for d in candidates if d), key=lambda d: abs((d - near).days), default=None)


def _number(printed: str) -> int:
    return int(re.sub(r"\D", "", printed))


def _read_days(match: re.Match[str], near: date | None) -> str | None:
    """One day, or a run of days in one month; None for a date that cannot be."""
    parts = match.groupdict()
    month = _month(parts["month"])
    days = [_number(d) for d in (parts["first"], parts["day"]) if d]
    if parts["year"]:
        read = [_day(_year(parts["year"]), month, day) for day in days]
    else:
        read = [_nearest(month, day, near) for day in days]
    whole = [d for d in read if d]
    if len(whole) != len(days) or whole != sorted(whole):
        return None
    return "/".join(d.isoformat() for d in whole)


def _read_months_year(match: re.Match[str], near: date | None) -> str | None:
    first, last, year = _month(match["first"]), _month(match["month"]), _year(match["year"])
    return f"{year - (first > last):04}-{first:02}/{year:04}-{last:02}"


def _read_month_year(match: re.Match[str], near: date | None) -> str | None:
    return f"{_year(match['year']):04}-{_month(match['month']):02}"


def _read_numeric(match: re.Match[str], near: date | None) -> str | None:
    if match.re is _NUMERIC and match["mark"] == "." and len(match["year"]) == 2:
        # "15.11.05" heads the fifth minute of November 2015, and "1.2.18" is as likely a paragraph as a day.
        starts_line = not match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
        minute = near and (int(match["day"]), int(match["month"])) == (near.year % 100, near.month)
        if starts_line or minute or len(match[0]) < 8:
            return None
    found = _day(_year(match["year"]), int(match["month"]), int(match["day"]))
    return found.isoformat() if found else None


def _financial(year: int, until: str) -> bool:
    return int(until) == year + 1 if len(until) == 4 else int(until) == (year + 1) % 100


def _read_quarter(match: re.Match[str], near: date | None) -> str | None:
    year, quarter = _year(match["year"]), int(match["quarter"])
    if match["until"] is None:
        return f"{year}-{quarter * 3 - 2:02}/{year}-{quarter * 3:02}"
    if not _financial(year, match["until"]):
        return None
    start, year = (quarter * 3 + 1, year) if quarter < 4 else (1, year + 1)
    return f"{year}-{start:02}/{year}-{start + 2:02}"


def _read_years(match: re.Match[str], near: date | None) -> str | None:
    year, until = _year(match["year"]), match["until"]
    if _financial(year, until):
        return f"{year}-04/{year + 1}-03"
    if match["mark"] == "-" and len(until) == 4 and int(until) > year:
        return f"{year}/{until}"
    return None


def _read_short_years(match: re.Match[str], near: date | None) -> str | None:
    year = _year(match["year"])
    if near is None or abs(year - near.year) > 10 or not _financial(year, match["until"]):
        return None
    return f"{year}-04/{year + 1}-03"


def _read_bare_month(match: re.Match[str], near: date | None) -> str | None:
    text, month = match.string, _month(match["month"])
    before = text[max(0, match.start() - 24) : match.start()]
    if _OTHER_NAME.search(before) or _NAME_AFTER.match(text, match.end()):
        return None
    if match["month"] in ("May", "March") and not _TAKES_DATE.search(before):
        return None
    found = _nearest(month, 15, near)
    if found is None or near is None:
        return None
    year = found.year
    if re.search(r"\bnext $", before) and (year, month) <= (near.year, near.month):
        year += 1
    if re.search(r"\blast $", before) and (year, month) >= (near.year, near.month):
        year -= 1
    return f"{year:04}-{month:02}"


def _read_bare_year(match: re.Match[str], near: date | None) -> str | None:
    text = match.string
    before = text[max(0, match.start() - 24) : match.start()]
    if _NOT_A_YEAR.search(before) or _UNIT_AFTER.match(text, match.end()):
        return None
    line_start, line_end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    # A row of figures: a year there looks like any other number.
    figures = len(re.findall(r"\d[\d,.]*", line))
    if figures > 2 and figures > len(re.findall(r"[A-Za-z]{3,}", line)):
        return None
    return match["year"]


# In order: an earlier form claims its place, also where it names an impossible date, so that no part of it is read.
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date | None], str | None]], ...] = (
    (_ISO, _read_numeric),
    (_QUARTER, _read_quarter),
    (_DAY_MONTH, _read_days),
    (_MONTH_DAY, _read_days),
    (_MONTHS_YEAR, _read_months_year),
    (_MONTH_YEAR, _read_month_year),
    (_MONTH_SHORT_YEAR, _read_month_year),
    (_NUMERIC, _read_numeric),
    (_YEARS, _read_years),
    (_SHORT_YEARS, _read_short_years),
    (_BARE_MONTH, _read_bare_month),
    (_BARE_YEAR, _read_bare_year),
)


def _first_day(match: re.Match[str], iso: str) -> FoundDate:
    first = re.match(r"\d+(?: ?(?:st|nd|rd|th)\b)?", match["first"], re.IGNORECASE)
    return FoundDate(Span(match.start("first"), match.start("first") + len(first[0] if first else "")), iso)


def find_dates(text: str, meeting_date: date | None = None) -> tuple[FoundDate, ...]:
    """Every date in order of place. An impossible date is no date, and nor is any part of it."""
    level = plain(text)
    taken = bytearray(len(level))
    found: list[FoundDate] = []
    for pattern, read in _FORMS:
        for match in pattern.finditer(level):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            iso = read(match, meeting_date)
            if pattern not in (_BARE_MONTH, _BARE_YEAR) or iso:
                taken[start:end] = b"\1" * (end - start)
            if iso and "/" in iso and pattern is _DAY_MONTH:
                # "21st - 23rd September": two days are named, each where it is printed.
                first, iso = iso.split("/")
                found.append(_first_day(match, first))
                start = match.start("day")
            if iso:
                # An abbreviation's full stop belongs to it only where the date goes on.
                end -= level[end - 1] == "."
                found.append(FoundDate(Span(start, end), iso))
    return tuple(sorted(found, key=lambda one: one.span))
