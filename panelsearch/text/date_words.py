"""What are months, days and weekdays called, and which number does each word mean? English, with Welsh months."""

from __future__ import annotations

import calendar
import re
from datetime import date

_ENGLISH = {name.lower(): n for n, name in enumerate(calendar.month_name) if name} | {"febuary": 2}
_SHORT = {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
# Welsh, with the forms that they take behind "o"; only beside a day or a year, for some are other words too.
_WELSH = {
    word: number
    for number, words in enumerate(
        """
        ionawr|chwefror|mawrth fawrth|ebrill|mai fai|mehefin fehefin|gorffennaf orffennaf|awst|medi fedi|hydref
        |tachwedd dachwedd|rhagfyr ragfyr
        """.split("|"),
        1,
    )
    for word in words.split()
}
_MONTHS = _ENGLISH | _SHORT | _WELSH

_FULL_NAMES = "|".join(name.capitalize() for name in _ENGLISH)
FULL_MONTH = _FULL_NAMES
"""An English month written out."""
MONTH = (
    # The look ahead turns most words away before the names are tried.
    rf"(?=[JFMASOND])(?:{_FULL_NAMES}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?![a-z])\.?)"
)
"""An English month, written out or cut short."""
ANY_MONTH = rf"(?:{MONTH}|(?:{'|'.join(_WELSH)})(?![a-z]))"
"""The same, or a Welsh one."""
WELSH_MONTH = rf"(?:{'|'.join(word.capitalize() for word in _WELSH)})(?![a-z])"
"""A Welsh month."""
WELSH_MONTHS = tuple(form(word) for word in _WELSH for form in (str.capitalize, str.upper))
MONTH_STARTS = (
    *"jan feb mar apr may jun jul aug sep oct nov dec".split(),
    *"ion chw maw faw ebr mai fai meh feh gor orf aws med fed hyd tac dac rha rag".split(),
)
"""What every month begins with, English or Welsh, in small letters."""

ORDINALS = {
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
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
"""Their names in small letters, and their numbers from Monday, 0."""


def month_of(printed: str) -> int:
    """The number of a month as printed."""
    return _MONTHS[printed.rstrip(".").lower()]


def weekday_of(printed: str) -> int:
    """The number of a weekday, in full or cut short, from Monday, 0."""
    return next(number for name, number in WEEKDAYS.items() if name.startswith(printed.lower()))


def ordinal_of(printed: str) -> int:
    """What "twenty-first" or "twenty first" means."""
    return ORDINALS[re.sub(r"\s+", "-", printed.lower())]


def year_of_digits(printed: str) -> int:
    """A year of two or four digits, with or without its apostrophe."""
    digits = printed.lstrip("'")
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < 50 else 1900)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day; None where there is none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
