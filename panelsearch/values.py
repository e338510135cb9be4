"""Which sums and dates do the papers name, how often, and on which pages? Gathers mentions of equal value. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from panelsearch.documents import Mention, MentionLabel
from panelsearch.money import currencies_meant
from panelsearch.query import dates, sums


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
    """What a query asks of values: a range of sums or of days, and `rest`, which asks for passages."""

    pence: sums.Pence | None = None
    currency: str | None = None
    days: dates.Days | None = None
    rest: str = ""

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
    """A query's own range of sums or days, the first there is, taken out of it: ">100k body:dunmere", "March 2018"."""
    if (whole := _ranged(label, query)) is not None:
        return whole
    words = query.split()
    for at, word in enumerate(words):
        if (one := _ranged(label, word)) is not None:
            return Asked(one.pence, one.currency, one.days, " ".join(words[:at] + words[at + 1 :]))
    return Asked(rest=query.strip())


def _ranged(label: MentionLabel, text: str) -> Asked | None:
    if label is MentionLabel.MONEY:
        bare = text.removeprefix("money:").removeprefix("amount:")
        pence = sums.range_of(bare)
        return Asked(pence, sums.currency_of(bare)) if pence else None
    days = dates.range_of(text) or dates.financial_year_of(text)
    return Asked(days=days) if days else None


def days_of_iso(iso: str) -> dates.Days | None:
    """First and last day of "2018-02-06", "2018-02", "2018" or a span of two such with a slash."""
    first, _, last = iso.partition("/")
    begins, ends = dates.days_of(first), dates.days_of(last or first)
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
