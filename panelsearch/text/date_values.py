"""What is a printed date before its year is known, and what does a paper say of time that tells it?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from panelsearch.model.spans import Span


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


def whole(match: re.Match[str]) -> Span:
    """All of a match; an abbreviation's full stop belongs to it only where the date goes on."""
    return Span(match.start(), match.end() - match[0].endswith("."))
