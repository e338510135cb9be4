"""Who asks a tree something? A visitor: one method for each sort of node, found by the node's class.

Most questions treat many sorts alike: text leaves fall to `visit_text`, restrictions to `visit_restriction`, so that a
new sort of either is understood wherever its kind is.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from panelsearch.query.ast import (
    Alike,
    And,
    Boost,
    DateIn,
    DocumentIn,
    Everything,
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

T = TypeVar("T")
TextLeaf = Word | Alike | Phrase | Near | Wildcard | Fuzzy
"""What a passage says."""
Restriction = NameIs | DateIn | MoneyIn | PageIn | DocumentIn | Everything
"""What is known of a passage; counts nothing in the ranking."""


class QueryVisitor(Generic[T]):
    """Answers one question of a tree; what a subclass leaves out raises NotImplementedError where it is met."""

    def visit(self, query: Query) -> T:
        """The answer for a node."""
        answer: T = getattr(self, _METHODS[type(query)])(query)
        return answer

    def visit_and(self, query: And) -> T:
        """All children."""
        raise NotImplementedError

    def visit_or(self, query: Or) -> T:
        """Any child."""
        raise NotImplementedError

    def visit_not(self, query: Not) -> T:
        """Everything but the child."""
        raise NotImplementedError

    def visit_boost(self, query: Boost) -> T:
        """The child: what it finds, a boost changes nothing of."""
        return self.visit(query.child)

    def visit_text(self, query: TextLeaf) -> T:
        """Any text leaf that has no method of its own."""
        raise NotImplementedError

    def visit_restriction(self, query: Restriction) -> T:
        """Any restriction that has no method of its own."""
        raise NotImplementedError

    def visit_word(self, query: Word) -> T:
        """See `Word`."""
        return self.visit_text(query)

    def visit_alike(self, query: Alike) -> T:
        """See `Alike`."""
        return self.visit_text(query)

    def visit_phrase(self, query: Phrase) -> T:
        """See `Phrase`."""
        return self.visit_text(query)

    def visit_near(self, query: Near) -> T:
        """See `Near`."""
        return self.visit_text(query)

    def visit_wildcard(self, query: Wildcard) -> T:
        """See `Wildcard`."""
        return self.visit_text(query)

    def visit_fuzzy(self, query: Fuzzy) -> T:
        """See `Fuzzy`."""
        return self.visit_text(query)

    def visit_name(self, query: NameIs) -> T:
        """See `NameIs`."""
        return self.visit_restriction(query)

    def visit_date(self, query: DateIn) -> T:
        """See `DateIn`."""
        return self.visit_restriction(query)

    def visit_money(self, query: MoneyIn) -> T:
        """See `MoneyIn`."""
        return self.visit_restriction(query)

    def visit_page(self, query: PageIn) -> T:
        """See `PageIn`."""
        return self.visit_restriction(query)

    def visit_document(self, query: DocumentIn) -> T:
        """See `DocumentIn`."""
        return self.visit_restriction(query)

    def visit_everything(self, query: Everything) -> T:
        """See `Everything`."""
        return self.visit_restriction(query)


_METHODS = {
    And: "visit_and", Or: "visit_or", Not: "visit_not", Boost: "visit_boost", Word: "visit_word", Alike: "visit_alike",
    Phrase: "visit_phrase", Near: "visit_near", Wildcard: "visit_wildcard", Fuzzy: "visit_fuzzy", NameIs: "visit_name",
    DateIn: "visit_date", MoneyIn: "visit_money", PageIn: "visit_page", DocumentIn: "visit_document",
    Everything: "visit_everything",
}  # fmt: skip
