"""Which days and months do the forms of a date say in letters, and by what lies beside today?"""

from __future__ import annotations

import re
from datetime import date

from panelsearch.model.spans import Span
from panelsearch.text import date_forms as forms
from panelsearch.text.date_values import DateOrder, PrintedDate, Said, When, whole
from panelsearch.text.date_words import (
    FULL_MONTH,
    MONTH,
    WEEKDAY,
    WEEKDAYS,
    day_of,
    month_of,
    ordinal_of,
    weekday_of,
    year_of_digits,
)
from panelsearch.text.pattern_prefilter import line_at

# -- months in letters ------------------------------------------------------------------------------------------------

# In small letters these are verbs: "it may 3 times".
_VERBS = frozenset({"may", "march", "mar"})
_ONE_DAY = re.compile(r"(\d+)( ?(?:st|nd|rd|th|af|il|ydd|ed|fed|eg|ain)(?![a-z]))?", re.IGNORECASE)
_MOST_YEARS_BACK, _MOST_YEARS_AHEAD = 25, 4
_MONTHS_NEAR = 2
"""In so many months before and after a weekday falls on a day of the month once, or hardly ever twice."""
_AFTER_WEEKDAY = re.compile(rf"\b{WEEKDAY}\.?,? (?:the )?$", re.IGNORECASE)


def _plausible(digits: str, when: When) -> int | None:
    """The year that two bare figures mean, if it lies near the paper's own, or the paper names no other."""
    year = year_of_digits(digits)
    if when.near is None:
        return year
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
    if printed := parts["year"] or parts["dashed"] or parts["glued"]:
        year = year_of_digits(printed)
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
        short = None if parts["ordinal"] or year or not when.near else _plausible(parts["day"], when)
        if (
            short
            and when.words is DateOrder.DAY
            and when.near
            and abs(short - when.near.year) <= 1
            and not _AFTER_WEEKDAY.search(text, max(0, match.start() - 14), match.start())
        ):
            yield PrintedDate(whole(match), month, year=short)
        else:
            yield PrintedDate(whole(match), month, day, year)
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


_MISREAD = str.maketrans("lIO", "110")


def read_misread_day(match: re.Match[str], when: When) -> Said:
    """ "2lst May 2019" off a scanner, whose l is a one; letters alone need an ordinal or a year to be a day.

    "Part II May 2019" numbers a part.
    """
    year = year_of_digits(match["year"]) if match["year"] else None
    if match["ordinal"] or (year and match["day"] != "II") or not match["day"].isalpha():
        day = int(match["day"].translate(_MISREAD))
        yield PrintedDate(whole(match), month_of(match["month"]), day, year)


def read_year_month_day(match: re.Match[str], when: When) -> Said:
    """ "2024 July 1", "Tachwedd 17, 2020": all three are printed."""
    if match["month"] not in _VERBS:
        yield PrintedDate(whole(match), month_of(match["month"]), int(match["day"]), year_of_digits(match["year"]))


def read_spelt_day(match: re.Match[str], when: When) -> Said:
    """ "the first of March"."""
    year = year_of_digits(match["year"]) if match["year"] else None
    yield PrintedDate(whole(match), month_of(match["month"]), ordinal_of(match["spelt"]), year)


def read_weekday_day(match: re.Match[str], when: When) -> Said:
    """ "Tuesday 5th": of the month nearest to the paper's own day in which the fifth is a Tuesday, if one is near."""
    near = when.near
    if near is None or when.meeting is None:
        return
    months = [near.year * 12 + near.month - 1 + by for by in range(-_MONTHS_NEAR, _MONTHS_NEAR + 1)]
    days = [day_of(month // 12, month % 12 + 1, int(match["day"])) for month in months]
    fit = [day for day in days if day and day.weekday() == weekday_of(match["weekday"])]
    if fit:
        day = min(fit, key=lambda one: abs((one - near).days))
        yield PrintedDate(Span(match.start("day"), match.end()), iso=day.isoformat())


_MONTHS_ON = {"inst": 0, "ult": -1, "prox": 1}


def read_latin_month(match: re.Match[str], when: When) -> Said:
    """ "The 12th inst.": counted from the month of the meeting."""
    if when.meeting is None:
        return
    months = when.meeting.year * 12 + when.meeting.month - 1 + _MONTHS_ON[match["which"].lower()]
    if day := day_of(months // 12, months % 12 + 1, int(match["day"])):
        yield PrintedDate(whole(match), iso=day.isoformat())


def read_months_of_years(match: re.Match[str], when: When) -> Said:
    """ "Feb '19 - Apr '19": both ends are months, where those are years near the paper's own; else nobody can say."""
    marked = match["from"].startswith("'") and match["until"].startswith("'")
    if (when.words is DateOrder.MONTH or match["year"]) and not marked:
        year = year_of_digits(match["year"]) if match["year"] else None
        first, last = month_of(match["first"]), month_of(match["month"])
        before = year - (first > last) if year else None
        yield PrintedDate(Span(match.start(), match.end("from")), first, int(match["from"]), before)
        yield PrintedDate(Span(match.start("month"), match.end()), last, int(match["until"]), year)
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
    yield PrintedDate(whole(match), iso=f"{year - (first > last):04}-{first:02}/{year:04}-{last:02}")


def read_month_year(match: re.Match[str], when: When) -> Said:
    """ "March 2007"."""
    year = year_of_digits(match["year"])
    if year < 1850 and (forms.UNIT_AFTER.match(match.string, match.end()) or match["month"].islower()):
        return
    yield PrintedDate(whole(match), month_of(match["month"]), year=year)


# "May" and "March" are also verbs and names: without a day or year they need a word that takes a date.
_TAKES_DATE = re.compile(
    r"\b(?:in|than|since|until|till|from|during|by|of|to|for|early|late|mid|next|last|end|between|before|after|and|or"
    r"|this|through|throughout|on|the|every|each|both|around|april|june|february|january|july|ytd|their|our|previous"
    r"|until the)"
    r"[ ,-]+$",
    re.IGNORECASE,
)
_OTHER_NAME = re.compile(
    r"(?:(?:Cllrs?|Councillor|Mr|Mrs|Ms|Miss|Dr|Sir|Theresa|Mark|Mayor)\.? ?(?:[A-Z]\.? ?)*|\b[A-Z]\.? )$"
)
_NAME_AFTER = re.compile(r" +(?:Street|Road|Lane|Close|House|Day|Bank(?! Holiday)|Terrace|Avenue|Ball|Fair)\b")
# "Sept" alone is a month only where time is told: "Jan" is somebody's name, "Mar" a verb.
_TELLS_TIME = re.compile(
    rf"\b{MONTH} ?[-/&] ?$"
    r"|\b(?:in|since|until|till|during|early|late|mid|end|last|next|this|beginning of|end of|month of)"
    r"[ -](?:the )?$",
    re.IGNORECASE,
)
_GIVEN_NAMES = frozenset({"April", "May", "June", "August"})
# "The outcome is due March;": a capital within a clause that ends with it.
_IN_A_CLAUSE = re.compile(r"\b[a-z]{2,} $")
_CLAUSE_ENDS = re.compile(r"[;)]|\.(?!\w)|$")
_HEADS_A_PAPER = re.compile(r" (?:[A-Z]+ )?(?:MEETINGS?|MINUTES|AGENDA|NEWSLETTER|REPORT)\b")
# "March Board Minutes" heads a paper, and "the Nov meeting" was one: neither is a verb or somebody's name.
_HEADS_MINUTES = re.compile(
    r"(?: [A-Z][\w'&]*){0,3} (?:Meetings?|Minutes|Agenda|Newsletter)\b| (?:meetings?|minutes|agenda|newsletter)\b"
)
# "The Oct. payroll", "Sept bank statement".
_OF_ITS_MONTH = re.compile(
    r"\.? (?:bank )?(?:statements?|payroll|accounts?|census|invoices?|bills?|salary|salaries|wages|payments?|figures"
    r"|issue|edition|reconciliation|qtr|quarter)\b"
)
_BESIDE_A_MONTH = re.compile(rf" ?[-/&] ?{MONTH}(?![\w.])")
# "Submitted by June Ashby".
_SOMEBODYS = re.compile(
    r"\b(?:by|clerk|secretary|treasurer|chair(?:man|person)?|trustee|director|member)[:,]? $", re.IGNORECASE
)
_SURNAME = re.compile(
    r" (?!(?:Meeting|Council|Committee|Board|Parish|Town|Newsletter|Minutes|Agenda|Report|Update|Accounts|Bank)\b)"
    r"[A-Z][a-z]{2,}\b"
)
_OWNS = re.compile(
    r"'s (?:[a-z]+ )?(?:meetings?|minutes|agenda|newsletter|accounts|payments|figures|reports?|invoice|bill)\b"
)
_MONTH_GOES_ON = re.compile(rf" ?(?:&|and|or|,|to|until|through|-|/) ?(?:{FULL_MONTH})\b")
_MONTH_BEFORE = re.compile(rf"\b(?:{FULL_MONTH}) ?[/&-] ?$")


def read_bare_month(match: re.Match[str], when: When) -> Said:
    """A month alone, where it is neither a verb nor part of a name."""
    text = match.string
    before = text[max(0, match.start() - 24) : match.start()]
    if _OTHER_NAME.search(before) or _NAME_AFTER.match(text, match.end()):
        return
    if match["month"] in _GIVEN_NAMES and _SOMEBODYS.search(before) and _SURNAME.match(text, match.end()):
        return
    heads = _HEADS_MINUTES.match(text, match.end()) is not None
    if (
        match["month"] in ("May", "March")
        and not (heads and before.rpartition("\n")[2].strip() in ("", "Draft", "DRAFT", "Approved"))
        and not _TAKES_DATE.search(before)
        and not _MONTH_BEFORE.search(before)
        and not _MONTH_GOES_ON.match(text, match.end())
        and not _is_a_cell(when.text or text, match)
        and not (_IN_A_CLAUSE.search(before) and _CLAUSE_ENDS.match(text, match.end()))
    ):
        return
    if match["capitals"] and not _HEADS_A_PAPER.match(text, match.end()):
        return
    owns = text.startswith("'s", match.end())
    if owns and match["month"] in _GIVEN_NAMES and not _OWNS.match(text, match.end()):
        return
    if match["short"] and not (
        heads
        or _TELLS_TIME.search(before)
        or _BESIDE_A_MONTH.match(text, match.end())
        or _OF_ITS_MONTH.match(text, match.end())
        or _is_a_month_in_a_row(when.text, match)
        or (match["short"] not in _OTHER_WORDS and not _A_NAME_AFTER.match(text, match.end()))
    ):
        return
    yield PrintedDate(whole(match), month_of(match["month"]))


def read_welsh_bare_month(match: re.Match[str], when: When) -> Said:
    """ "mis Awst": the month without the word for it."""
    yield PrintedDate(Span(match.start("month"), match.end("month")), month_of(match["month"]))


def _is_a_month_in_a_row(text: str, match: re.Match[str]) -> bool:
    """Whether a month cut short is a cell; one that is a name or a verb as well needs another month in its row."""
    if not _is_a_cell(text, match):
        return False
    begin, stop = line_at(text, match.start())
    near = max(begin, match.start() - _ROW), min(stop, match.end() + _ROW)  # a row may be as long as its page
    return match["month"] not in _NAMES_AND_VERBS or len(_CELLS_OF_MONTHS.findall(text, *near)) > 1


_ROW = 300
# Names and other words; the other months cut short are neither, but may begin a name: "Sept. Elm".
_OTHER_WORDS = frozenset({"Jan", "Mar", "Dec"})
_A_NAME_AFTER = re.compile(r"\.? (?:[A-Z][a-z]{2}|[A-Z]\.)|[/&.@](?=\w)")
_NAMES_AND_VERBS = frozenset({"Jan", "Mar"})
_CELLS_OF_MONTHS = re.compile(rf"(?<![^\t\n]){MONTH}(?![^\t\n])")


def _is_a_cell(text: str, match: re.Match[str]) -> bool:
    """Whether a word is a cell of a row by itself."""
    around = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    return "\t" in around and all(one in ("", "\t", "\n") for one in around)


# -- beside the meeting's own day --------------------------------------------------------------------------------------


def read_relative(match: re.Match[str], when: When) -> Said:
    """Read against the meeting's own day; "next Tuesday" is the first one after it."""
    if when.meeting is not None and (iso := _relative(match, when.meeting)):
        yield PrintedDate(whole(match), iso=iso)


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
