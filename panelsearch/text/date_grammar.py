"""Which dates does a text name? Read day first; a year left out is the one nearest the meeting."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from panelsearch.model.spans import Span
from panelsearch.text.document_cache import remembered
from panelsearch.text.normalization import plain
from panelsearch.text.pattern_prefilter import Form, form_of, line_at
from panelsearch.text.rule_engine import OPEN, Fence, Rule, rule
from panelsearch.text.span_claims import Claims


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date where it stands; `iso` is a day, a month, a year, or a span of two with a slash."""

    span: Span
    iso: str
    rule: str = field(default="", compare=False)
    score: float = field(default=1.0, compare=False)


_NAMES = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_SHORT = {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = (
    # The look ahead turns most words away before the names are tried.
    "(?=[JFMASOND])(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b\\.?)"
)
_FULL_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = r"(?<![\d.,/£$-])(?:[0-3]?\d)(?: ?(?:st|nd|rd|th)\b)?"
_YEAR = r"(?:(?:19|20)\d\d(?!\d)|'\d\d(?!\d))"
# "28 May to 5 June 2016": the year printed once, at the end, holds for every day of the list.
_JOIN = r"(?: ?(?:-|to|until|till|and|&|or|,(?: and)?) ?)"
_ANY_DAY = r"[0-3]?\d ?(?:st|nd|rd|th)?"
_CARRIED = (
    rf"(?:(?={_JOIN}(?:(?P<then>{_MONTH}) {_ANY_DAY}(?: ?-{_ANY_DAY})?|{_ANY_DAY}(?: of)? (?P<following>{_MONTH}))"
    rf"(?:{_JOIN}(?:{_MONTH} {_ANY_DAY}|{_ANY_DAY}(?: of)? {_MONTH})){{0,5}},? (?P<carried>(?:19|20)\d\d)(?!\d)))?"
)
_DAY_MONTH = re.compile(
    rf"(?:(?P<first>{_DAY}) {{0,2}}(?:-|to|until|and|&) {{0,2}})?(?P<day>(?<![\d.,/£$])[0-3]?\d) ?(?:st|nd|rd"
    rf"|th)?\b(?: day)?(?: of)?[ /-]+"
    rf"(?P<month>{_MONTH})(?:(?:,? *(?:of )?[-/]?)(?P<year>{_YEAR}|(?<=[-/])\d\d(?![\d/:.])))?(?![a-z]){_CARRIED}",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"\b(?P<month>{_MONTH}) +(?:the )?(?P<first>[0-3]?\d)(?:st|nd|rd|th)?(?!(?! (?:19|20)\d\d\b) ?[\d:%])\b"
    rf"(?:-(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b)?"
    rf"(?:,? +(?P<year>{_YEAR}))?(?![/\d]){_CARRIED}",
    re.IGNORECASE,
)
_ORDINALS = {
    word: number
    for number, word in enumerate(
        """
        first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
        fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third
        twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first
        """.split(),
        1,
    )
}
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_SPELT_DAY = re.compile(
    rf"\b(?P<spelt>{_ORDINAL}) (?:day )?of (?P<month>{_FULL_MONTH})\b(?:,? +(?P<year>{_YEAR}))?", re.IGNORECASE
)
_MONTHS_YEAR = re.compile(
    rf"\b(?P<first>{_MONTH})(?: ?[-/] ?| to )(?P<month>{_MONTH}),? +(?P<year>{_YEAR})", re.IGNORECASE
)
_MONTH_YEAR = re.compile(rf"\b(?P<month>{_MONTH})(?:,? +(?:of )?|-)(?P<year>{_YEAR})", re.IGNORECASE)
_MONTH_SHORT_YEAR = re.compile(rf"\b(?P<month>{_MONTH})-(?P<year>\d\d)\b(?![-/])", re.IGNORECASE)
_NUMERIC = re.compile(
    r"(?:(?<![\w/.,£$-])|(?<=[/.]\d\d\d\d-))(?P<day>[0-3]?\d)(?P<mark>[/.-])(?P<month>[01]?\d)(?P=mark)"
    r"(?P<year>(?:19|20)?\d\d)(?![\w/]|-(?![0-3]?\d[/.]\d)|[.,]\d)"
)
_SAYS_WHEN = re.compile(r"\b(?:on|dated|since|until|due|w/e|w/c) $", re.IGNORECASE)
_ISO = re.compile(
    r"(?<![\w/-])(?P<year>(?:19|20)\d\d)(?P<mark>[-/])(?P<month>[01]\d)(?P=mark)(?P<day>[0-3]\d)"
    r"(?:(?=T\d\d:)|(?![\w/-]))"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
# A day and month in figures alone is a date only where a weekday says so: "3/4" is more often three quarters.
_DAY_SLASH_MONTH = re.compile(
    rf"\b(?:w/[ce]:?|{_WEEKDAY}\.?,?) (?P<day>[0-3]?\d)/(?P<month>[01]?\d)(?![\w/-])", re.IGNORECASE
)
_QUARTER_YEAR = r"(?P<year>(?:19|20)\d\d|\d\d(?=[/-]))(?:[/-](?P<until>(?:20)?\d\d))?\b(?![/-])"
_QUARTER = re.compile(rf"\b(?:Q|Quarter ?)(?P<quarter>[1-4]),?(?: of)? +{_QUARTER_YEAR}", re.IGNORECASE)
_ORDINAL_QUARTER = re.compile(
    rf"\b(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th) quarter,?(?: of)?(?: the)? +{_QUARTER_YEAR}",
    re.IGNORECASE,
)
_YEAR_QUARTER = re.compile(
    r"(?<![\w/.,£$#-])(?P<year>(?:19|20)\d\d)(?:[/-](?P<until>(?:20)?\d\d))?,? (?:Q|Quarter ?)(?P<quarter>[1-4])\b",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?:(?<![\w/.,£$#-])|(?<=\bFY))(?P<year>(?:19|20)\d\d) ?(?P<mark>/|-) ?"
    r"(?P<until>(?:19|20)\d\d|\d\d)(?![\w/-]|[.,]\d)"
)
_SHORT_YEARS = re.compile(r"(?<![\w/.,£$#-])(?P<year>\d\d)/(?P<until>\d\d)(?![\w/%-]|[.,]\d)")
_FINANCIAL_SHORT = re.compile(r"(?:(?<=\bFY)|(?<=\bFY ))(?P<year>\d\d)[/-](?P<until>\d\d)(?![\w/%-])")
_BARE_MONTH = re.compile(
    rf"\b(?P<month>{_FULL_MONTH})\b(?!['-]\w)"
    rf"(?:(?=(?:(?:,| and| or| &) (?P<following>{_FULL_MONTH})){{1,6}},? (?P<carried>(?:19|20)\d\d)(?!\d)))?"
)
_BARE_YEAR = re.compile(
    r"(?:(?<![\w/.,£$€#'&(-])|(?<=\b(?:mid|pre)-)|(?<=\b(?:post|late)-)|(?<=\bearly-))(?P<year>(?:19[5-9]|20[0-4])\d)(?![\w/%-]|[.,:]\d)"
)
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
_LAW_AFTER = re.compile(r"(?: [A-Z][a-z]+){1,6} (?:Act|Regulations?|Order|Rules)\b")
_RELATIVE = re.compile(
    r"(?:\b(?P<day>[0-3]?\d) ?(?:st|nd|rd|th) (?:of )?|(?<!the )\b)(?:(?P<which>last|next|this) "
    r"(?P<what>month|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b(?! (?:of|in)\b)"
    r"|(?P<beside>yesterday|tomorrow)\b)",
    re.IGNORECASE,
)
_WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
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
    return int(digits) + (2000 if int(digits) < 50 else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _When:
    """What the document says of time: the day of its meeting, and else a day that no bare month lies far from."""

    meeting: date | None
    near: date | None


def _nearest(month: int, day: int, near: date | None) -> date | None:
    """The date without its year that lies nearest the meeting; None where nothing says which year."""
    if near is None:
        return None
    candidates = [_day(near.year + by, month, day) for by in (-1, 0, 1)]
    return min((d for d in candidates if d), key=lambda d: abs((d - near).days), default=None)


def _number(printed: str) -> int:
    return int(re.sub(r"\D", "", printed))


def _read_days(match: re.Match[str], when: _When) -> str | None:
    """One day, or a run of days in one month; None for a date that cannot be."""
    parts = match.groupdict()
    # In small letters these are verbs: "it may 3 times".
    if match.re is _MONTH_DAY and parts["month"] in ("may", "march"):
        return None
    month = _month(parts["month"])
    days = [_number(d) for d in (parts["first"], parts["day"]) if d]
    year = _year(parts["year"]) if parts["year"] else _carried(match, month)
    if year is not None:
        read = [_day(year, month, day) for day in days]
    else:
        read = [_nearest(month, day, when.near) for day in days]
    whole = [d for d in read if d]
    if len(whole) != len(days) or whole != sorted(whole):
        return None
    return "/".join(d.isoformat() for d in whole)


def _carried(match: re.Match[str], month: int) -> int | None:
    """The year printed after a later date of the same list; a list that runs over New Year began the year before."""
    parts = match.groupdict()
    if not parts["carried"]:
        return None
    later = _month(parts.get("then") or parts["following"])
    return int(parts["carried"]) - (month > later)


def _read_spelt_day(match: re.Match[str], when: _When) -> str | None:
    month, day = _month(match["month"]), _ORDINALS[match["spelt"].lower()]
    found = _day(_year(match["year"]), month, day) if match["year"] else _nearest(month, day, when.near)
    return found.isoformat() if found else None


def _read_day_slash_month(match: re.Match[str], when: _When) -> str | None:
    month = int(match["month"])
    found = _nearest(month, int(match["day"]), when.near) if 1 <= month <= 12 else None
    return found.isoformat() if found else None


def _read_relative(match: re.Match[str], when: _When) -> str | None:
    """Read against the meeting's own day; "next Tuesday" is the first one after it."""
    if when.meeting is None:
        return None
    day = when.meeting.toordinal()
    if match["beside"]:
        return date.fromordinal(day + (1 if match["beside"].lower() == "tomorrow" else -1)).isoformat()
    by = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    if match["day"] and match["what"].lower() != "month":
        return None
    if match["what"].lower() == "month":
        month = when.meeting.year * 12 + when.meeting.month - 1 + by
        if match["day"]:
            found = _day(month // 12, month % 12 + 1, int(match["day"]))
            return found.isoformat() if found else None
        return f"{month // 12:04}-{month % 12 + 1:02}"
    ahead = (_WEEKDAYS[match["what"].lower()] - when.meeting.weekday()) % 7
    if by < 0:
        ahead -= 7
    elif by > 0:
        ahead = ahead or 7
    return date.fromordinal(day + ahead).isoformat()


def _read_months_year(match: re.Match[str], when: _When) -> str | None:
    first, last, year = _month(match["first"]), _month(match["month"]), _year(match["year"])
    return f"{year - (first > last):04}-{first:02}/{year:04}-{last:02}"


def _read_month_year(match: re.Match[str], when: _When) -> str | None:
    return f"{_year(match['year']):04}-{_month(match['month']):02}"


def _read_numeric(match: re.Match[str], when: _When) -> str | None:
    if match.re is _NUMERIC and match["mark"] == "." and len(match["year"]) == 2:
        # "15.11.05" heads the fifth minute of November 2015, and "1.2.18" is as likely a paragraph as a day.
        starts_line = not match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
        near = when.meeting
        minute = near and (int(match["day"]), int(match["month"])) == (near.year % 100, near.month)
        said = _SAYS_WHEN.search(match.string, max(0, match.start() - 8), match.start())
        if starts_line or minute or (len(match[0]) < 8 and not said):
            return None
    found = _day(_year(match["year"]), int(match["month"]), int(match["day"]))
    return found.isoformat() if found else None


def _financial(year: int, until: str) -> bool:
    return int(until) == year + 1 if len(until) == 4 else int(until) == (year + 1) % 100


def _read_quarter(match: re.Match[str], when: _When) -> str | None:
    year, printed = _year(match["year"]), match["quarter"].lower()
    quarter = int(printed[0]) if printed[0].isdigit() else _ORDINALS[printed]
    if match["until"] is None:
        return f"{year}-{quarter * 3 - 2:02}/{year}-{quarter * 3:02}"
    if not _financial(year, match["until"]):
        return None
    start, year = (quarter * 3 + 1, year) if quarter < 4 else (1, year + 1)
    return f"{year}-{start:02}/{year}-{start + 2:02}"


def _read_years(match: re.Match[str], when: _When) -> str | None:
    year, until = _year(match["year"]), match["until"]
    if _financial(year, until):
        return f"{year}-04/{year + 1}-03"
    if match["mark"] == "-" and len(until) == 4 and int(until) > year:
        return f"{year}/{until}"
    return None


def _read_short_years(match: re.Match[str], when: _When) -> str | None:
    year = _year(match["year"])
    if when.near is None or abs(year - when.near.year) > 10 or not _financial(year, match["until"]):
        return None
    # Alone on its line "19/20" numbers a minute, the nineteenth of 2020.
    begin, stop = line_at(match.string, match.start())
    if not match.string[begin : match.start()].strip() and not match.string[match.end() : stop].strip():
        return None
    return f"{year}-04/{year + 1}-03"


def _read_financial_short(match: re.Match[str], when: _When) -> str | None:
    year = _year(match["year"])
    return f"{year}-04/{year + 1}-03" if _financial(year, match["until"]) else None


def _read_bare_month(match: re.Match[str], when: _When) -> str | None:
    text, month = match.string, _month(match["month"])
    before = text[max(0, match.start() - 24) : match.start()]
    if _OTHER_NAME.search(before) or _NAME_AFTER.match(text, match.end()):
        return None
    if match["month"] in ("May", "March") and not _TAKES_DATE.search(before):
        return None
    if (carried := _carried(match, month)) is not None:
        return f"{carried:04}-{month:02}"
    near, found = when.near, _nearest(month, 15, when.near)
    if found is None or near is None:
        return None
    year = found.year
    if re.search(r"\bnext $", before) and (year, month) <= (near.year, near.month):
        year += 1
    if re.search(r"\blast $", before) and (year, month) >= (near.year, near.month):
        year -= 1
    return f"{year:04}-{month:02}"


def _read_bare_year(match: re.Match[str], when: _When) -> str | None:
    text = match.string
    before = text[max(0, match.start() - 24) : match.start()]
    if _NOT_A_YEAR.search(before) or _UNIT_AFTER.match(text, match.end()) or _LAW_AFTER.match(text, match.end()):
        return None
    return None if _of_figures(text, *line_at(text, match.start())) else match["year"]


@remembered
def _of_figures(text: str, begin: int, stop: int) -> bool:
    """Whether a line is a row of figures: a year there looks like any other number."""
    line = text[begin:stop]
    figures = len(re.findall(r"\d[\d,.]*", line))
    return figures > 2 and figures > len(re.findall(r"[A-Za-z]{3,}", line))


@dataclass(frozen=True, slots=True)
class _Reading:
    """How one form of date is read. What an `uncertain` one does not read may still be read as something else."""

    name: str
    form: Form
    read: Callable[[re.Match[str], _When], str | None]
    uncertain: bool = False


_A_MONTH = form_of(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
    known_by=tuple(_SHORT),
    any_case=True,
)
_A_DAY_MONTH = form_of(
    r"\d ?(?:st|nd|rd|th)?\b(?: day)?(?: of)?[ /-]+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE
)
_A_YEAR = form_of(r"(?:19|20)\d\d", known_by=("19", "20"))
_A_FIGURE_DATE = form_of(r"\d[/.-][01]?\d[/.-]\d")
_A_QUARTER = ("q1", "q2", "q3", "q4", "quarter")
_BESIDE = (
    "yesterday",
    "tomorrow",
    *(f"{which} {what}" for which in ("last", "next", "this") for what in ("month", *_WEEKDAYS)),
)

# In order: an earlier form claims its place, also where it names an impossible date, so that no part of it is read.
_READINGS = (
    _Reading("iso", Form(_ISO, _A_YEAR, begins_so=True), _read_numeric),
    _Reading("quarter", Form(_QUARTER, _A_QUARTER, any_case=True), _read_quarter),
    _Reading("ordinal_quarter", Form(_ORDINAL_QUARTER, ("quarter",), any_case=True), _read_quarter),
    _Reading("year_quarter", Form(_YEAR_QUARTER, _A_QUARTER, any_case=True), _read_quarter),
    _Reading("spelt_day", Form(_SPELT_DAY, tuple(f"of {month}" for month in _NAMES), any_case=True), _read_spelt_day),
    _Reading("day_month", Form(_DAY_MONTH, _A_DAY_MONTH), _read_days),
    _Reading("month_day", Form(_MONTH_DAY, _A_MONTH, begins_so=True), _read_days),
    _Reading("months_year", Form(_MONTHS_YEAR, _A_MONTH, begins_so=True), _read_months_year),
    _Reading("month_year", Form(_MONTH_YEAR, _A_MONTH, begins_so=True), _read_month_year),
    _Reading("month_short_year", Form(_MONTH_SHORT_YEAR, _A_MONTH, begins_so=True), _read_month_year),
    _Reading("numeric", Form(_NUMERIC, _A_FIGURE_DATE), _read_numeric),
    _Reading("day_slash_month", Form(_DAY_SLASH_MONTH, ("/",), any_case=True), _read_day_slash_month, uncertain=True),
    _Reading("financial_short", Form(_FINANCIAL_SHORT, ("fy",), any_case=True), _read_financial_short),
    _Reading("years", Form(_YEARS, _A_YEAR, begins_so=True), _read_years),
    _Reading("short_years", Form(_SHORT_YEARS, ("/",), any_case=True), _read_short_years),
    _Reading("relative", Form(_RELATIVE, _BESIDE, any_case=True), _read_relative, uncertain=True),
    _Reading("bare_month", Form(_BARE_MONTH, _A_MONTH, begins_so=True), _read_bare_month, uncertain=True),
    _Reading("bare_year", Form(_BARE_YEAR, _A_YEAR, begins_so=True), _read_bare_year, uncertain=True),
)


def _first_day(match: re.Match[str], iso: str) -> FoundDate:
    first = re.match(r"\d+(?: ?(?:st|nd|rd|th)\b)?", match["first"], re.IGNORECASE)
    return FoundDate(Span(match.start("first"), match.start("first") + len(first[0] if first else "")), iso)


def _found(reading: _Reading, level: str, when: _When, claims: Claims) -> Iterator[FoundDate]:
    """What one form of date finds where no earlier form has claimed the place."""
    pattern = reading.form.pattern
    for match in reading.form.found_on(level):
        start, end = match.span()
        if pattern is _DAY_SLASH_MONTH:
            start = match.start("day")
        if not claims.are_free(start, end):
            continue
        iso = reading.read(match, when)
        if iso or not reading.uncertain:
            claims.claim(start, end)
        if iso and "/" in iso and pattern is _DAY_MONTH:
            # "21st - 23rd September": two days are named, each where it is printed.
            first, iso = iso.split("/")
            yield _first_day(match, first)
            start = match.start("day")
        if iso:
            # An abbreviation's full stop belongs to it only where the date goes on.
            end -= level[end - 1] == "."
            yield FoundDate(Span(start, end), iso)


DATE_RULES: tuple[Rule[[str, _When, Claims], Iterator[FoundDate]], ...] = tuple(
    rule(f"dates.{reading.name}")(partial(_found, reading)) for reading in _READINGS
)


def find_dates(
    text: str, meeting_date: date | None = None, year: int | None = None, fence: Fence = OPEN
) -> tuple[FoundDate, ...]:
    """Every date in order of place. An impossible date is no date, and nor is any part of it.

    A day or month without its year is the one nearest the meeting, or where there is none in `year`.
    """
    level = plain(text)
    claims = Claims()
    when = _When(meeting_date, meeting_date or (date(year, 7, 2) if year else None))
    found = [
        FoundDate(one.span, one.iso, of.name, of.score)
        for of in DATE_RULES
        for one in fence.each(of, level, when, claims)
    ]
    return tuple(sorted(found, key=lambda one: one.span))


def year_of(texts: Iterable[str], fence: Fence = OPEN) -> int | None:
    """The year a document without a meeting implies: the one that most of its full dates name; None where none does."""
    years = Counter(
        one.iso[:4]
        for text in texts
        for one in find_dates(text, fence=fence.uncounted())
        if re.fullmatch(r"\d{4}-\d\d-\d\d", one.iso)
    )
    if not years:
        return None
    year, count = years.most_common(1)[0]
    return int(year) if count * 2 > years.total() else None
