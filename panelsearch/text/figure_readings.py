"""Which days and months do dates in figures say? "06/02/2018", "18.01.17", "due 12/1", "expires 04/2025"."""

from __future__ import annotations

import re

from panelsearch.model.spans import Span
from panelsearch.text import date_forms as forms
from panelsearch.text.date_values import DateOrder, PrintedDate, Said, When, whole
from panelsearch.text.date_words import day_of, weekday_of, year_of_digits
from panelsearch.text.document_cache import remembered

_SAYS_WHEN = re.compile(
    r"\b(?:on|as (?:at|of)|dated|since|until|due|w/e|w/c|y/e|w\.?e\.?f\.?|effective|from|to|ending|ended) $",
    re.IGNORECASE,
)
_MONEY_BEHIND = re.compile(r" {1,3}(?:[£$€] ?\d|\d[\d,]*\.\d\d\b)")
_CELL_OF_A_PAYMENT = re.compile(r"\t[^\n]*(?<![^\t])[£$€]? ?[\d,]+\.\d\d(?![^\t\n])")
_MONEY_BEFORE = re.compile(r"(?:[£$€]\d+|\d\.\d\d) {1,3}$")
# "Lodged 28.4.22", but "para 4.12.20", "as set out in 4.12.20".
_IN_WORDS = re.compile(
    r"(?<![^\s(])(?!(?:para|paragraph|section|sect?|clause|item|minute|min|point|nos?|version|ver|policy|appendix|see|ref"
    r"|rule|schedule|table|figure|fig|part|pt|page|standard|number|recommendation|action|annex|objective|regulation"
    r"|in|under|within|per)s?\b)"
    r"[a-z]{2,14}[.:]? $|\d\.\d\d?\.\d\d(?:,| and| &) $",
    re.IGNORECASE,
)
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
        del ways[1:]  # "8.27.24" only where the paper writes so
    for month, day in ways:
        if day_of(year, month, day):
            yield PrintedDate(whole(match), month, day, year)
            return


def _dotted_day(match: re.Match[str], when: When) -> bool:
    """Whether "18.01.17" is a day: "15.11.05" may head the fifth minute of November 2015, "1.2.18" a paragraph."""
    text, start = match.string, match.start()
    begins_line = not text[text.rfind("\n", 0, start) + 1 : start].strip()
    # Money beside it tells a row of a list of payments.
    paid = bool(
        _MONEY_BEHIND.match(text, match.end())
        or _MONEY_BEFORE.search(text, max(0, start - 12), start)
        or _CELL_OF_A_PAYMENT.match(when.text, match.end())
    )
    said = _SAYS_WHEN.search(text, max(0, start - 10), start) is not None
    if when.near is None:
        return said or (not begins_line and len(match[0]) == 8)
    near = when.near
    if (int(match["day"]), int(match["month"])) == (near.year % 100, near.month) and (begins_line or not said):
        return False
    year = year_of_digits(match["year"])
    if not -_DOTTED_YEARS_BACK <= year - near.year <= _DOTTED_YEARS_AHEAD:
        return said
    bracketed = (
        text[start - 1 : start] == "(" and text[match.end() : match.end() + 1] == ")" and abs(year - near.year) <= 1
    )
    lately = abs(year - near.year) <= 1 and _IN_WORDS.search(text, max(0, start - 20), start)
    return paid or bracketed or (not begins_line and bool(said or len(match[0]) == 8 or lately))


def read_day_slash_month(match: re.Match[str], when: When) -> Said:
    """ "Tuesday 05/06", "the 5/6 meeting", in the paper's own order; a weekday settles it."""
    if when.near is None:
        return
    group = "day" if match["day"] else "first"
    pair = int(match[group]), int(match["month"] or match["second"])
    ways = [pair, pair[::-1]]
    if when.figures is DateOrder.MONTH:
        ways.reverse()
    there = [(day, month, day_of(when.near.year, month, day)) for day, month in ways]
    named = match["weekday"] and weekday_of(match["weekday"])
    fit = [one for one in there if one[2] and (not match["weekday"] or one[2].weekday() == named)]
    for day, month, _ in (fit or [one for one in there if one[2]])[:1]:
        yield PrintedDate(Span(match.start(group), match.end()), month, day)


# "Voted 5/2", "rated 9/10", "attended 9/11"; "need 8/9" is nothing that was done.
_COUNTED_SO = re.compile(
    r"(?:voted|scored|rated|divided|carried|marked|reduced|increased|passed|split|opposed|defeated|approved|agreed|supported"
    r"|numbered|adopted|resolved|listed|headed|called|titled|named|decided|failed|seconded|attended|completed"
    r"|need|feed|seed|weed|speed|exceed|proceed|indeed|bed|shed|hundred|red)\b",
    re.IGNORECASE,
)
_MONTHS = 12
_PARTS = frozenset({2, 3, 4, 5, 6, 8, 10, 12})
# "Three quarters of an hour", "by 2/3 to 1/3", "from 6/7 members": no day of a month.
_PART_OF = re.compile(
    r" (?:acre|mile|inch|hour|vote|majority|of|yard|point|full|day|(?!(?:as|has|is|was|this|its|his)\b)[a-z]{2,}s)\b",
    re.IGNORECASE,
)
_ALWAYS = 24, 7
"""Hours and days: "monitored 24/7"."""


def read_slash_day(match: re.Match[str], when: When) -> Said:
    """ "Due 12/1", "closed 24/12 to 3/1", "6/3" below the head "Date": in the paper's own order."""
    first, second = int(match["day"]), int(match["month"])
    start, end = match.start("day"), match.end()
    if when.near is None:
        return
    if not _is_a_dated_cell(when.text, start, end):
        told = match["cue"] or match["range"] is not None
        done = match["done"] and not _COUNTED_SO.match(match["done"]) and (first, second) != _ALWAYS
        # "(4/30)", but "(5/2)" may be how they voted; "10/16" is no part of anything where months stand first.
        alone = match["bracket"] is not None or when.figures is DateOrder.MONTH
        if not (told or done or (alone and max(first, second) > _MONTHS)) or _PART_OF.match(match.string, end):
            return
        if first < second and second in _PARTS and not match["day"].startswith("0"):
            return
    day, month = (second, first) if when.figures is DateOrder.MONTH else (first, second)
    if day_of(when.near.year, month, day):
        yield PrintedDate(Span(start, end), month, day)


def _is_a_dated_cell(text: str, start: int, end: int) -> bool:
    """Whether it is a cell of a column that is headed so on its page."""
    if text[end : end + 1] not in ("\t", "\n", ""):
        return False
    row = text[text.rfind("\n", 0, start) + 1 : start]
    return (not row or row.endswith("\t")) and row.count("\t") in _columns_of_dates(text)


@remembered
def _columns_of_dates(text: str) -> frozenset[int]:
    """Which columns, from 0, have a head that says date."""
    return frozenset(
        text.count("\t", text.rfind("\n", 0, head.start("head")) + 1, head.start("head"))
        for head in _DATE_HEAD.finditer(text)
        if "\t" in text[head.start("head") - 1 : head.start("head")] + text[head.end() : head.end() + 1]
    )


_DATE_HEAD = re.compile(
    r"(?:^|\t)(?P<head>(?:due |invoice |payment |paid )?dates?(?: (?:paid|due|of [a-z]+))?|due|paid on"
    r"|by|by when|when|deadline)(?=\t|$)",
    re.IGNORECASE | re.MULTILINE,
)


def read_month_slash_year(match: re.Match[str], when: When) -> Said:
    """ "Expires 04/2025"."""
    yield PrintedDate(Span(match.start("month"), match.end()), int(match["month"]), year=int(match["year"]))
