"""Which sums and dates do the papers name, how often, and on which pages? Gathers mentions of equal value. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.query import date_ranges, money_ranges
from panelsearch.query.parser import normalised
from panelsearch.text.currencies import currencies_meant


class ValueOrder(StrEnum):
    """How rows are sorted: by how often, by value, by the meeting's date; a minus sign turns it about."""

    COUNT = "count"
    VALUE = "value"
    VALUE_DOWN = "-value"
    DATE = "date"
    DATE_DOWN = "-date"


class _Sheet(Protocol):
    @property
    def body(self) -> str | None: ...
    @property
    def meeting_date(self) -> date | None: ...


class _Occurrence(Protocol):
    @property
    def document_id(self) -> int: ...
    @property
    def mention(self) -> Mention: ...
    @property
    def text(self) -> str: ...


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

    def admits(self, mention: Mention) -> bool:
        """Whether the mention's own value is asked for; a span of days is where any day of it is."""
        if self.pence is not None:
            low, high = self.pence
            value = mention.value_pence
            return (
                value is not None
                and (low is None or low <= value)
                and (high is None or value <= high)
                and (self.currency is None or mention.currency in currencies_meant(self.currency))
            )
        if self.days is not None:
            named = days_of_iso(mention.iso or "")
            if named is None or named[0] is None or named[1] is None:
                return False
            first, last = self.days
            return (first is None or first <= named[1]) and (last is None or named[0] <= last)
        return True


@dataclass(frozen=True, slots=True)
class Value:
    """One sum or date with every place that names it; `pages` are (document, page) in order."""

    label: MentionLabel
    name: str
    count: int
    variants: tuple[str, ...]
    pages: tuple[tuple[int, int], ...]
    bodies: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    value_pence: int | None = None
    currency: str | None = None
    iso: str | None = None
    unit: str | None = None


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


def days_of_iso(iso: str) -> date_ranges.Days | None:
    """First and last day of "2018-02-06", "2018-02", "2018" or a span of two such with a slash."""
    first, _, last = iso.partition("/")
    begins, ends = date_ranges.days_of(first), date_ranges.days_of(last or first)
    return (begins[0], ends[1]) if begins and ends else None


@dataclass(slots=True)
class _Pile:
    mention: Mention
    variants: Counter[str] = field(default_factory=Counter)
    pages: dict[tuple[int, int], None] = field(default_factory=dict)


def gathered(
    label: MentionLabel, occurrences: Iterable[_Occurrence], sheets: Mapping[int, _Sheet], order: ValueOrder
) -> tuple[Value, ...]:
    """One row a value in the order asked for; sums of other currencies or units are other values."""
    piles: dict[object, _Pile] = {}
    for one in occurrences:
        mention = one.mention
        key = (mention.value_pence, mention.currency, mention.unit) if label is MentionLabel.MONEY else mention.iso
        pile = piles.setdefault(key, _Pile(mention))
        pile.variants[" ".join(one.text.split())] += 1
        pile.pages.setdefault((one.document_id, mention.at.page))
    return tuple(sorted((_value(label, pile, sheets) for pile in piles.values()), key=_KEYS[order]))


def _value(label: MentionLabel, pile: _Pile, sheets: Mapping[int, _Sheet]) -> Value:
    seen = [sheets[document] for document in {document for document, _ in pile.pages} if document in sheets]
    held = sorted(sheet.meeting_date for sheet in seen if sheet.meeting_date)
    variants = tuple(text for text, _ in pile.variants.most_common())
    return Value(
        label, pile.mention.iso or variants[0], pile.variants.total(), variants, tuple(pile.pages),
        tuple(sorted({sheet.body for sheet in seen if sheet.body})), held[0] if held else None,
        held[-1] if held else None, pile.mention.value_pence, pile.mention.currency, pile.mention.iso,
        pile.mention.unit,
    )  # fmt: skip


def _size(value: Value) -> int:
    """What a value is sorted by: hundredths, or the first day it means."""
    if value.label is MentionLabel.MONEY:
        return value.value_pence or 0
    named = days_of_iso(value.iso or "")
    return named[0].toordinal() if named and named[0] else 0


def _tie(value: Value) -> tuple[int, str, str]:
    return -value.count, value.name, value.currency or ""


_KEYS = {
    ValueOrder.COUNT: lambda value: (_tie(value), -_size(value)),
    ValueOrder.VALUE: lambda value: (_size(value), _tie(value)),
    ValueOrder.VALUE_DOWN: lambda value: (-_size(value), _tie(value)),
    ValueOrder.DATE: lambda value: ((value.first or date.max).toordinal(), _tie(value)),
    ValueOrder.DATE_DOWN: lambda value: (-(value.last or date.min).toordinal(), _tie(value)),
}
