"""What does a date or a sum of an invented paper mean? The plain forms only: the others' values are written by hand."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

_MONTHS = (
    "January February March April May June July August September October November December "
    "Jan Feb Mar Apr - Jun Jul Aug Sep Oct Nov Dec Sept"
).split()
_NUMBER = {name: place % 12 + 1 for place, name in enumerate(_MONTHS[:24])} | {"Sept": 9}
_M = "(?i:" + "|".join(sorted((name for name in _MONTHS if name != "-"), key=len, reverse=True)) + r")\b(?:\.(?= \d))?"
_BARE = "|".join(name for name in _MONTHS[:12] if name != "May")
_D = r"(?<![\w.])\d{1,2}(?i:st|nd|rd|th)?"
DAY = (
    rf"{_D}(?: day)?(?: of)? {_M}(?:,? (?:19|20)\d\d\b)?"
    rf"|\b{_M} {_D}(?:, ?(?:19|20)\d\d\b)?(?!\d)"
    rf"|\b{_M},? (?:19|20)\d\d\b"
    r"|(?<![\w/.-])\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d(?![\w/]|\.\d)"
    r"|(?<![\w/.-])(?:19|20)\d\d[/–-](?:20)?\d\d(?![\w/-])"
    r"|(?<![\w/.,£$€-])(?<!Act )(?<!No\. )(?:19|20)\d\d(?![\w/–-]|[.,]\d)"
    rf"|\b(?:{_BARE})\b"
    r"|(?:(?<=\bin )|(?<=from )|(?<=of )|(?<=since )|(?<=until )|(?<=for )|(?<=by ))May\b"
)
SUM = (
    r"(?:[A-Z]{1,2})?[£$€] ?\d(?:[\d,]*\d)?(?:\.\d+)?(?: ?(?:million|billion|thousand)\b|(?:bn|m|k|M|K)\b)?"
    r"|(?<![\w.,£$€/-])\d{1,3}(?:,\d{3})+(?:\.\d\d)?(?![\w%/-]|\.\d)|(?<![\w.,£$€/-])\d+\.\d\d(?![\w%/]|\.\d)"
)
_TIMES = {"million": 6, "m": 6, "M": 6, "billion": 9, "bn": 9, "thousand": 3, "k": 3, "K": 3}


def as_pence(words: str) -> int:
    """The hundredths of a sum in figures."""
    found = re.search(r"(\d[\d,]*(?:\.\d+)?) ?([a-zA-Z]*)", words)
    assert found, words
    number = Decimal(found[1].replace(",", "")) * 10 ** _TIMES.get(found[2], 0)
    return int(number * 100)


def is_day(words: str) -> bool:
    """Whether what looks like years is: two that follow each other, not the number of a resolution."""
    found = re.fullmatch(r"(\d{4})[/–-](?:20)?(\d\d)", words)
    return not found or (int(found[1]) + 1) % 100 == int(found[2])


def has_year(words: str) -> bool:
    """Whether the words themselves say which year is meant."""
    return bool(re.search(r"\b(?:19|20)\d\d\b|[/.]\d\d$", words))


def as_day(words: str, meeting: str, order: str = "dmy") -> str:
    """ISO of a day, month, year or years; a day or month without a year is the one nearest to the meeting."""
    if found := re.fullmatch(r"(\d{4})[/–-](?:20)?(\d\d)", words):
        if order == "mdy":
            return f"{found[1]}/20{found[2]}"
        return f"{found[1]}-04/20{found[2]}-03"
    if found := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2,4})", words):
        day, month = (found[2], found[1]) if order == "mdy" else (found[1], found[2])
        return f"{found[3] if len(found[3]) == 4 else '20' + found[3]}-{int(month):02}-{int(day):02}"
    years = re.findall(r"\b(?:19|20)\d\d\b", words)
    months = [_NUMBER[name.title()] for name in re.findall(r"[A-Z][A-Za-z]+", words) if name.title() in _NUMBER]
    days = re.findall(r"\b(\d{1,2})(?i:st|nd|rd|th)?\b", words)
    if not months:
        return str(years[0])
    day = int(days[0]) if days else 0
    year = int(years[0]) if years else _nearest(months[0], day or 15, meeting)
    return f"{year}-{months[0]:02}" + (f"-{day:02}" if day else "")


def _nearest(month: int, day: int, meeting: str) -> int:
    met = date.fromisoformat(meeting)
    return min((met.year - 1, met.year, met.year + 1), key=lambda year: abs((_day(year, month, day) - met).days))


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, 28))
