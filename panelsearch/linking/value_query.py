"""Which sums or dates does a query ask for, and in which passages? Takes the range out of it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from panelsearch.model.mentions import MentionLabel
from panelsearch.query import date_ranges, money_ranges
from panelsearch.query.parser import normalised
from panelsearch.storage.tables.value_tables import ValuesWanted
from panelsearch.text.currencies import currencies_meant


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query asks of values: a range of sums or of days, and `rest`, which asks for passages.

    `notes` say what was taken another way than it was written.
    """

    pence: money_ranges.Pence | None = None
    currency: str | None = None
    days: date_ranges.Days | None = None
    rest: str = ""
    notes: tuple[str, ...] = ()

    @property
    def values(self) -> ValuesWanted:
        """The values whose rows are asked for; a span of days is where any day of it is."""
        if self.pence is not None:
            currencies = None if self.currency is None else frozenset(currencies_meant(self.currency))
            return ValuesWanted(*self.pence, currencies)
        if self.days is not None:
            first, last = self.days
            return ValuesWanted(first.toordinal() if first else None, last.toordinal() if last else None)
        return ValuesWanted()


def asked(label: MentionLabel, query: str) -> Asked:
    """A query's own range of sums or days, taken out of it: ">100k body:dunmere", "3 March 2018", ">1m <2m".

    The longest words that are one range count, of further ones only open ends. The rest asks for passages.
    """
    words, notes = normalised(query).split(), list[str]()
    whole = Asked()
    while (found := _longest(label, words, only_open=whole != Asked())) is not None:
        start, end, one = found
        both = _both(whole, one)
        if both is None:
            break
        whole = both
        text = " ".join(words[start:end])
        if (money_ranges if label is MentionLabel.MONEY else date_ranges).is_reversed(text):
            notes.append(f"{text} was turned round")
        del words[start:end]
    strange = [word for word in words if _LIKE.match(word)]
    notes += [f"{word} means no {_NOUNS[label]}; its words were searched instead" for word in strange]
    return replace(whole, rest=" ".join(words), notes=tuple(notes))


_NOUNS = {MentionLabel.MONEY: "sum", MentionLabel.DATE: "date"}
# What was surely meant as a value: comparisons, ranges and words of figures alone.
_LIKE = re.compile(r"[<>]|\S*\.\.|(?:money|amount|date|fy):|[£€$]?[\d,.]+[kmp]?$|[\d/.-]+$")
_MOST_WORDS = 8


def _longest(label: MentionLabel, words: list[str], *, only_open: bool) -> tuple[int, int, Asked] | None:
    for length in range(min(len(words), _MOST_WORDS), 0, -1):
        for start in range(len(words) - length + 1):
            text = " ".join(words[start : start + length])
            if only_open and not _OPEN.match(text):
                continue
            if (one := _ranged(label, text)) is not None:
                return start, start + length, one
    return None


_OPEN = re.compile(r"(?:[a-z]+:)?[<>]")


def _both(one: Asked, other: Asked) -> Asked | None:
    """What both admit; None where their currencies differ."""
    if one.pence is not None and other.pence is not None:
        if one.currency and other.currency and one.currency != other.currency:
            return None
        return Asked(_narrowed(one.pence, other.pence), one.currency or other.currency)
    if one.days is not None and other.days is not None:
        return Asked(days=_narrowed(one.days, other.days))
    return other


Bound = TypeVar("Bound", int, date)


def _narrowed(
    one: tuple[Bound | None, Bound | None], other: tuple[Bound | None, Bound | None]
) -> tuple[Bound | None, Bound | None]:
    lows = [low for low in (one[0], other[0]) if low is not None]
    highs = [high for high in (one[1], other[1]) if high is not None]
    return max(lows, default=None), min(highs, default=None)


def _ranged(label: MentionLabel, text: str) -> Asked | None:
    if label is MentionLabel.MONEY:
        bare = text.removeprefix("money:").removeprefix("amount:")
        pence = money_ranges.range_of(bare)
        return Asked(pence, money_ranges.currency_of(bare)) if pence and pence != (None, None) else None
    bare = text.removeprefix("date:").removeprefix("fy:")
    days = date_ranges.range_of(bare) or date_ranges.financial_year_of(bare)
    return Asked(days=days) if days and days != (None, None) else None
