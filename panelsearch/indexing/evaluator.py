"""Which passages match a tree, and what does each score? Every leaf at once for the whole library, in numpy.

What a query makes is a few numbers per passage, and nothing is kept of them but of the last alternatives asked for: who
looks for an answer searches for the same ones within one thing and another. The words of names are kept, from when a
field of names is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from itertools import product
from typing import Generic

import numpy as np

from panelsearch.indexing import bm25f
from panelsearch.indexing.array_file import Array
from panelsearch.indexing.collection import Collection, Mask, Part, Scores
from panelsearch.indexing.postings import WHOLE, Field
from panelsearch.indexing.proximity import Proximity
from panelsearch.indexing.segment_fields import MOST_SUM, names_in, sum_term
from panelsearch.indexing.term_matching import wildcard_pattern
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
from panelsearch.query.visitor import QueryVisitor, Restriction, T, TextLeaf
from panelsearch.text.analyzer import folded, forms, stemmed, words_of
from panelsearch.text.currencies import currencies_meant

_LAST = 4
"""Alternatives of which is kept what they match: a question's words, its bodies, and one set of each to spare."""

Scored = tuple[Mask, Scores | None]
"""Passages, and what each scores; None where nothing counts: an array of noughts is not worth its making."""


class Evaluation:
    """Answers trees over a collection."""

    def __init__(self, parts: Sequence[Part], numbers: Mapping[str, Array], live: Mask) -> None:
        self.collection = Collection(parts, numbers, live)
        self._standing = _Standing(self.collection)
        self._matching = _Matching(self.collection, self._standing)
        self._saying = _Saying(self._standing)
        self._in_titles = _InTitles(self.collection)

    def evaluated(self, query: Query) -> tuple[Mask, Scores]:
        """Which passages match, deleted ones aside, and what each scores before its prior (0 where it does not).

        A paper's title and body count as words of its passages: not alone, where any passage says one of the words,
        and not to exclude one.
        """
        mask, scores = self._matching.visit(query)
        mask = self.collection.alive(mask)
        if self._in_titles.visit(query) and (said := self._saying.visit(query)) is not None and (said & mask).any():
            mask = mask & said
        return mask, np.zeros(self.collection.size) if scores is None else scores


class _Restricted(QueryVisitor[Mask]):
    """The passages of which something is known."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def visit_name(self, query: NameIs) -> Mask:
        return self.of_any([query])

    def of_any(self, names: Iterable[NameIs]) -> Mask:
        """The passages that have any of some names: a library may hold hundreds that a question means."""
        mask = self._collection.nothing()
        for name in names:
            wanted = set(words_of(name.value))
            for part in self._collection.parts if wanted else ():
                field = part.fields[names_in(name.field)]
                for term in set.intersection(*(field.lexicon.by_word.get(word, set()) for word in wanted)):
                    mask[part.start :][field.passages(term, term + 1)] = True
        return mask

    def visit_date(self, query: DateIn) -> Mask:
        first = max(1, query.first.toordinal()) if query.first else 1  # no day is before the first
        return _between(self._collection.numbers["day"], first, query.last.toordinal() if query.last else None)

    def visit_money(self, query: MoneyIn) -> Mask:
        mask = self._collection.nothing()
        least, most = (-MOST_SUM if query.low is None else query.low), (MOST_SUM if query.high is None else query.high)
        for part, currency in product(self._collection.parts, currencies_meant(query.currency)):
            held = part.fields["sum"]
            start, end = held.lexicon.between(sum_term(least, currency), sum_term(most, currency) + " ")
            if start < end:
                mask[part.start :][held.passages(start, end)] = True
        return mask

    def visit_page(self, query: PageIn) -> Mask:
        return _between(self._collection.numbers["page"], query.first or 0, query.last)

    def visit_document(self, query: DocumentIn) -> Mask:
        return np.isin(self._collection.numbers["document"], list(query.documents))

    def visit_everything(self, query: Everything) -> Mask:
        return ~self._collection.nothing()


class _Frequencies(QueryVisitor[Scores]):
    """How often a text leaf occurs in each passage, fields weighted."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self.proximity = Proximity(collection)

    def visit_word(self, query: Word) -> Scores:
        if not query.exact:
            return self._of_forms(query)
        total = np.zeros(self._collection.size)
        for term in (folded(query.text), WHOLE + folded(query.text)):
            self._collection.add(total, "exact", term)
        return total

    def visit_alike(self, query: Alike) -> Scores:
        return self._of_forms(query)

    def visit_phrase(self, query: Phrase) -> Scores:
        return self.proximity.counted(self.proximity.phrase("exact", query.words))

    def visit_near(self, query: Near) -> Scores:
        words = query.words if query.exact else tuple(map(stemmed, query.words))
        return self.proximity.counted(self.proximity.near("exact" if query.exact else "body", words, query.distance))

    def visit_text(self, query: TextLeaf) -> Scores:
        """A pattern or a slip: whether any word of the passage is one that it stands for."""
        mask = self._collection.nothing()
        for part in self._collection.parts:
            field = part.fields["exact"]
            for start, end in _matching(field, query):
                mask[part.start :][field.passages(start, end)] = True
        return mask.astype(np.float64)

    def _of_forms(self, query: Word | Alike) -> Scores:
        counted = map(self._of_form, _forms_of(query))
        total = next(counted, None)
        if total is None:
            return np.zeros(self._collection.size)
        for more in counted:
            total += more
        return total

    def _of_form(self, form: tuple[str, ...]) -> Scores:
        if len(form) > 1:
            return self.proximity.counted(self.proximity.phrase("body", form)) / self._collection.norm
        total = np.zeros(self._collection.size)
        self._collection.add(total, "body", form[0])
        self._collection.add(total, "body", WHOLE + form[0])
        total /= self._collection.norm
        self._collection.add(total, "heading", form[0], bm25f.HEADING_WEIGHT)
        self._collection.add(total, "title", form[0], bm25f.TITLE_WEIGHT)
        return total


class _Standing(QueryVisitor[Mask]):
    """The passages that match by their own text and heading."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self.restricted = _Restricted(collection)
        self.frequencies = _Frequencies(collection)

    def visit_and(self, query: And) -> Mask:
        return reduce(np.logical_and, map(self.visit, query.children))

    def visit_or(self, query: Or) -> Mask:
        return reduce(np.logical_or, map(self.visit, query.children))

    def visit_not(self, query: Not) -> Mask:
        return ~self.visit(query.child)

    def visit_word(self, query: Word) -> Mask:
        return self.visit_text(query) if query.exact else self._of_forms(query)

    def visit_alike(self, query: Alike) -> Mask:
        return self._of_forms(query)

    def visit_text(self, query: TextLeaf) -> Mask:
        return self.frequencies.visit(query) > 0

    def visit_restriction(self, query: Restriction) -> Mask:
        return self.restricted.visit(query)

    def _of_forms(self, query: Word | Alike) -> Mask:
        mask, proximity = self._collection.nothing(), self.frequencies.proximity
        for form in _forms_of(query):
            if len(form) > 1:
                mask |= proximity.counted(proximity.phrase("body", form)) > 0
            else:
                self._collection.mark(mask, "body", form[0])
                self._collection.mark(mask, "body", WHOLE + form[0])
                self._collection.mark(mask, "heading", form[0])
        return mask


class Lately(Generic[T]):
    """What was found of the last alternatives, of which one may hold others."""

    def __init__(self) -> None:
        self._found: dict[Or, T] = {}

    def found(self, query: Or, find: Callable[[Or], T]) -> T:
        """What is found of these, or was lately."""
        if query not in self._found:
            self._found[query] = find(query)
            while len(self._found) > _LAST:
                del self._found[next(iter(self._found))]
        return self._found[query]


class _Matching(QueryVisitor[Scored]):
    """The passages that match, titles too, and what each scores."""

    def __init__(self, collection: Collection, standing: _Standing) -> None:
        self._collection = collection
        self._standing = standing
        self._lately = Lately[Scored]()

    def visit_and(self, query: And) -> Scored:
        mask, scores = self.visit(query.children[0])
        for child in query.children[1:]:
            other, more = self.visit(child)
            mask, scores = mask & other, _sum(scores, more)
        return mask, None if scores is None else scores * mask

    def visit_or(self, query: Or) -> Scored:
        return self._lately.found(query, self._any_of)

    def _any_of(self, query: Or) -> Scored:
        names = [child for child in query.children if isinstance(child, NameIs)]
        if len(names) == len(query.children):
            return self._standing.restricted.of_any(names), None
        mask, scores = self.visit(query.children[0])
        for child in query.children[1:]:
            other, more = self.visit(child)
            mask, scores = mask | other, _sum(scores, more)
        return mask, scores

    def visit_not(self, query: Not) -> Scored:
        return ~self._standing.visit(query.child), None

    def visit_boost(self, query: Boost) -> Scored:
        mask, scores = self.visit(query.child)
        return mask, None if scores is None else scores * query.factor

    def visit_text(self, query: TextLeaf) -> Scored:
        return self._collection.scored(self._standing.frequencies.visit(query))

    def visit_wildcard(self, query: Wildcard) -> Scored:
        return self._as_pattern(query)

    def visit_fuzzy(self, query: Fuzzy) -> Scored:
        return self._as_pattern(query)

    def visit_restriction(self, query: Restriction) -> Scored:
        return self._standing.restricted.visit(query), None

    def _as_pattern(self, query: Wildcard | Fuzzy) -> Scored:
        found = self._standing.frequencies.visit(query)
        return found > 0, found * bm25f.PATTERN_SCORE


class _Saying(QueryVisitor[Mask | None]):
    """The passages that say one of the words themselves; None where none has to be said."""

    def __init__(self, standing: _Standing) -> None:
        self._standing = standing
        self._lately = Lately[Mask | None]()

    def visit_and(self, query: And) -> Mask | None:
        said = [mask for child in query.children if (mask := self.visit(child)) is not None]
        return reduce(np.logical_or, said) if said else None

    def visit_or(self, query: Or) -> Mask | None:
        return self._lately.found(query, self._any_of)

    def _any_of(self, query: Or) -> Mask | None:
        every = [self.visit(child) for child in query.children]
        said = [mask for mask in every if mask is not None]
        return reduce(np.logical_or, said) if len(said) == len(every) else None

    def visit_not(self, query: Not) -> Mask | None:
        return None

    def visit_text(self, query: TextLeaf) -> Mask | None:
        return self._standing.visit(query)

    def visit_restriction(self, query: Restriction) -> Mask | None:
        return None


class _InTitles(QueryVisitor[bool]):
    """Whether any title has one of the words; where none has, passages match by their own."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def visit_and(self, query: And) -> bool:
        return any(map(self.visit, query.children))

    def visit_or(self, query: Or) -> bool:
        return any(map(self.visit, query.children))

    def visit_not(self, query: Not) -> bool:
        return False

    def visit_word(self, query: Word) -> bool:
        return not query.exact and self._of_forms(query)

    def visit_alike(self, query: Alike) -> bool:
        return self._of_forms(query)

    def visit_text(self, query: TextLeaf) -> bool:
        return False

    def visit_restriction(self, query: Restriction) -> bool:
        return False

    def _of_forms(self, query: Word | Alike) -> bool:
        return self._collection.holds_any("title", {form[0] for form in _forms_of(query) if len(form) == 1})


def _sum(one: Scores | None, other: Scores | None) -> Scores | None:
    return other if one is None else one if other is None else one + other


def _between(numbers: Array, first: int, last: int | None) -> Mask:
    mask: Mask = numbers >= first
    return mask if last is None else mask & (numbers <= last)


def _forms_of(leaf: Word | Alike) -> tuple[tuple[str, ...], ...]:
    words = leaf.words if isinstance(leaf, Alike) else (leaf.text,)
    return tuple(dict.fromkeys(form for word in words for form in forms(word)))


def _matching(field: Field, query: TextLeaf) -> Iterable[tuple[int, int]]:
    """The ranges of terms that a pattern or a slip stands for."""
    assert isinstance(query, Wildcard | Fuzzy)
    lexicon = field.lexicon
    if isinstance(query, Fuzzy):
        yield from ((number, number + 1) for number, _ in lexicon.nearly(folded(query.text), query.edits))
        return
    pattern = query.pattern
    prefix = pattern[: min((pattern.find(c) for c in "*?" if c in pattern), default=len(pattern))]
    shape = wildcard_pattern(pattern)
    for mark in ("", WHOLE):
        first, after = lexicon.starting(mark + prefix)
        if pattern == prefix + "*" and prefix:
            yield first, after
        else:
            terms = lexicon.terms[first:after] if not prefix else [lexicon[n] for n in range(first, after)]
            yield from (
                (first + number, first + number + 1)
                for number, term in enumerate(terms)
                if shape.fullmatch(term.removeprefix(mark)) and (mark or not term.startswith(WHOLE))
            )
