"""How is a query written canonically? So that parsing what is printed gives the same tree."""

from __future__ import annotations

import re
from datetime import date

from panelsearch.query.ast import (
    Alike,
    And,
    Boost,
    DateIn,
    Fuzzy,
    MoneyIn,
    NameIs,
    Near,
    Not,
    Or,
    PageIn,
    Phrase,
    Query,
    Wildcard,
    Word,
)
from panelsearch.query.visitor import QueryVisitor, Restriction

NEAR_DISTANCE = 8
"""How many words apart `a NEAR b` may be."""
_SIGNS = {"GBP": "", "EUR": "€"}
_PLAIN = re.compile(r"\w[\w/-]*")


def print_query(query: Query) -> str:
    """The canonical text of a tree."""
    return _OUTER.visit(query)


class _Inner(QueryVisitor[str]):
    """A node inside another: several of something stand in brackets."""

    def _several(self, told: str) -> str:
        return f"({told})"

    def visit_and(self, query: And) -> str:
        return self._several(" ".join(map(_INNER.visit, query.children)))

    def visit_or(self, query: Or) -> str:
        return self._several(" OR ".join(map(_INNER.visit, query.children)))

    def visit_not(self, query: Not) -> str:
        return f"-{_INNER.visit(query.child)}"

    def visit_boost(self, query: Boost) -> str:
        return f"{_INNER.visit(query.child)}^{query.factor:g}"

    def visit_word(self, query: Word) -> str:
        return f'"{query.text}"' if query.exact else query.text

    def visit_alike(self, query: Alike) -> str:
        return f"({' OR '.join(query.words)})"

    def visit_phrase(self, query: Phrase) -> str:
        return f'"{" ".join(query.words)}"'

    def visit_near(self, query: Near) -> str:
        if query.exact:
            return f'"{" ".join(query.words)}"~{query.distance}'
        between = " NEAR " if query.distance == NEAR_DISTANCE else f" NEAR/{query.distance} "
        return self._several(between.join(query.words))

    def visit_wildcard(self, query: Wildcard) -> str:
        return query.pattern

    def visit_fuzzy(self, query: Fuzzy) -> str:
        return f"{query.text}~{query.edits if query.edits != 1 else ''}"

    def visit_name(self, query: NameIs) -> str:
        return f"{query.field}:{query.value}" if _PLAIN.fullmatch(query.value) else f'{query.field}:"{query.value}"'

    def visit_date(self, query: DateIn) -> str:
        return f"date:{_range(_day(query.first), _day(query.last))}"

    def visit_money(self, query: MoneyIn) -> str:
        sign = _SIGNS.get(query.currency, query.currency)
        return f"money:{_range(_sum(query.low, sign), _sum(query.high, sign))}"

    def visit_page(self, query: PageIn) -> str:
        return f"page:{_range(str(query.first or 1), '' if query.last is None else str(query.last))}"

    def visit_restriction(self, query: Restriction) -> str:
        """What nobody types."""
        return ""


class _Outer(_Inner):
    """The tree itself: no brackets round the whole."""

    def _several(self, told: str) -> str:
        return told


_INNER, _OUTER = _Inner(), _Outer()


def _range(low: str, high: str) -> str:
    return low if low == high else f"{low}..{high}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _sum(hundredths: int | None, sign: str) -> str:
    if hundredths is None:
        return ""
    whole, rest = divmod(abs(hundredths), 100)
    return ("-" if hundredths < 0 else "") + sign + (f"{whole}.{rest:02}" if rest else str(whole))
