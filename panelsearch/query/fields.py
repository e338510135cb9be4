"""Which fields may a query name? What each reads, looks at, counts and marks, and its line of help.

A field is added here, and nowhere else but where what it looks at comes from: `IndexedPassage` and what fills it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.model.meetings import ActionKind, DecisionOutcome, DocumentKind
from panelsearch.model.mentions import MentionLabel
from panelsearch.query import date_ranges, money_ranges
from panelsearch.query.ast import DateIn, MoneyIn, NameIs, PageIn, Query
from panelsearch.text.analyzer import analyze

PERSON, COUNCIL, ORG, BODY, KIND, DATE = "person", "council", "org", "body", "kind", "date"
"""Fields that other modules speak of by name."""
_MOST_PAGE_DIGITS = 6

Values = Callable[[IndexedPassage], Iterable[str]]
"""What a passage has of something, in order; a value may come twice or be empty."""


@dataclass(frozen=True, slots=True)
class Counting:
    """By what matches are counted: the `values` that a passage counts under, and its table's heading and place."""

    place: int
    heading: str
    values: Values


@dataclass(frozen=True, slots=True)
class QueryField:
    """One field: `read` makes a restriction of a value as typed, None where it means none.

    `names` are what it looks for words in, where its values are names: a passage is found where all words of the value
    stand in one of them. `choices` are all values there are, `marks` the mentions that are marked in hits;
    `is_reversed` tells of a range typed from its far end. `example` and `help` are its line of help.
    """

    name: str
    read: Callable[[str], Query | None]
    example: str
    help: str
    aliases: tuple[str, ...] = ()
    names: Values | None = None
    counting: Counting | None = None
    choices: tuple[str, ...] = ()
    marks: MentionLabel | None = None
    is_reversed: Callable[[str], bool] = lambda value: False


def _of_names(
    name: str, names: Values, example: str, help_: str, *, aliases: tuple[str, ...] = (),
    counting: Counting | None = None, choices: tuple[str, ...] = (), marks: MentionLabel | None = None,
) -> QueryField:  # fmt: skip
    return QueryField(name, partial(_name, name), example, help_, aliases, names, counting, choices, marks)


def _name(field: str, value: str) -> Query | None:
    return NameIs(field, " ".join(value.replace('"', " ").split())) if analyze(value) else None


def _days(value: str) -> Query | None:
    days = date_ranges.range_of(value) or date_ranges.financial_year_of(value)
    return DateIn(*days) if days and any(days) else None


def _financial_year(value: str) -> Query | None:
    days = date_ranges.financial_year_of(value)
    return DateIn(*days) if days else None


def _sum(value: str) -> Query | None:
    pence = money_ranges.range_of(value)
    return MoneyIn(*pence, money_ranges.currency_of(value) or "GBP") if pence and pence != (None, None) else None


def _pages(value: str) -> Query | None:
    low, dots, high = value.partition("..")
    if not _is_page(low) or (dots and high and not _is_page(high)):
        return None
    return PageIn(int(low), int(high) if high else None if dots else int(low))


def _is_page(number: str) -> bool:
    return number.isdecimal() and len(number) <= _MOST_PAGE_DIGITS


_HELD = ("decision", *ActionKind, "sum")


def _holds(passage: IndexedPassage) -> Iterable[str]:
    """What a clerk would look for in a passage."""
    if passage.outcomes:
        yield "decision"
    yield from passage.actions
    if passage.sums:
        yield "sum"


FIELDS = (
    _of_names(
        PERSON, lambda p: p.people, "person:mackay", "who is named", aliases=("people",), marks=MentionLabel.PERSON,
        counting=Counting(5, "By person named", lambda p: p.named_people),
    ),
    _of_names(
        COUNCIL, lambda p: p.councils, "council:dunmere", "which council is named", marks=MentionLabel.COUNCIL,
        counting=Counting(6, "By council named", lambda p: p.named_councils),
    ),
    _of_names(
        ORG, lambda p: p.orgs, "org:ferris", "which other body or firm is named", aliases=("organisation",),
        marks=MentionLabel.ORG,
    ),
    _of_names(
        BODY, lambda p: (p.body,), "body:dunmere", "whose papers", counting=Counting(1, "By body", lambda p: (p.body,))
    ),
    _of_names(
        KIND, lambda p: (p.kind,), "kind:minutes", "kinds of paper", choices=tuple(DocumentKind),
        counting=Counting(2, "By kind of paper", lambda p: (p.kind,)),
    ),
    QueryField(
        DATE, _days, "date:2023", "when the meeting was", is_reversed=date_ranges.is_reversed,
        counting=Counting(3, "By year", lambda p: (str(p.meeting_date.year),) if p.meeting_date else ()),
    ),
    QueryField(
        "fy", _financial_year, "fy:2023/24", "in which financial year",
        counting=Counting(
            4, "By financial year", lambda p: (date_ranges.financial_year(p.meeting_date),) if p.meeting_date else ()
        ),
    ),
    QueryField(
        "money", _sum, "money:>100k", "sums named", aliases=("amount",), is_reversed=money_ranges.is_reversed,
    ),
    _of_names("item", lambda p: (p.item_number, p.heading), "item:5a", "an item's number or heading"),
    _of_names("minute", lambda p: (p.item_number,), "minute:240", "a minute's number"),
    _of_names(
        "outcome", lambda p: p.outcomes, "outcome:deferred", "what was decided", choices=tuple(DecisionOutcome),
        counting=Counting(7, "By what was decided", lambda p: p.outcomes),
    ),
    _of_names(
        "has", _holds, "has:decision", "a decision, action or sum in it", choices=_HELD,
    ),
    QueryField("page", _pages, "page:1..5", "pages of the PDF"),
)  # fmt: skip
"""All of them, in the order in which they are told."""

FIELD_NAMED: Mapping[str, QueryField] = {name: one for one in FIELDS for name in (one.name, *one.aliases)}
"""By every name that a query may call it."""

COUNTED_FIELDS: Mapping[str, Counting] = dict(
    sorted(((one.name, one.counting) for one in FIELDS if one.counting), key=lambda pair: pair[1].place)
)
"""What matches are counted by, in the order of the tables: a facet is spelt as the field that narrows to its values."""

NAMED_FIELDS: Mapping[str, Values] = {one.name: one.names for one in FIELDS if one.names}
"""Those whose values are names, and the names of a passage."""
