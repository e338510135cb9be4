"""Which passages match a tree, and what does each score? Every leaf at once for the whole library, in numpy.

Nothing is decoded and nothing is cached: postings are slices of files mapped into memory, and what the system keeps of
them is its own to give back. What a query makes is a few numbers per passage.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from panelsearch.indexing import bm25f
from panelsearch.indexing.array_file import Array
from panelsearch.indexing.postings import WHOLE, Field
from panelsearch.indexing.segment_fields import MOST_SUM, counted_in, names_in, sum_term
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
from panelsearch.text.analyzer import folded, forms, stemmed, words_of
from panelsearch.text.currencies import currencies_meant

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]

_RARE = 16  # so many times rarer, places are looked up one by one rather than marked


@dataclass(frozen=True, slots=True)
class Part:
    """A segment within the library: its passages are numbered from `start`."""

    start: int
    fields: Mapping[str, Field]


class Evaluation:
    """All passages of a library: `live` are those not deleted; `numbers` as the index keeps them, one per passage."""

    def __init__(self, parts: Sequence[Part], numbers: Mapping[str, Array], live: Mask) -> None:
        self._parts = parts
        self._size = len(live)
        self._live = live
        self._documents = int(np.count_nonzero(live))
        self._all_live = self._documents == self._size
        self.numbers = numbers
        lengths = numbers["length"]
        self._average = float(lengths[live].mean()) if self._documents else 1.0
        self._norm = (1 - bm25f.B) + bm25f.B / (self._average or 1.0) * lengths
        # a place in the library: where the passage starts, counting a gap after each, and the word's position in it
        self._first = np.zeros(self._size + 1, np.int64)
        np.cumsum(lengths.astype(np.int64) + 1, out=self._first[1:])
        self._marked: Mask = np.zeros(0, np.bool_)

    # trees

    def evaluated(self, query: Query) -> tuple[Mask, Scores]:
        """Which passages match, deleted ones aside, and what each scores before its prior (0 where it does not)."""
        mask, scores = self._evaluate(query)
        mask = mask if self._all_live else mask & self._live
        if self._in_titles(query) and (said := self._saying(query)) is not None and (said & mask).any():
            mask = mask & said
        return mask, scores

    def _evaluate(self, query: Query) -> tuple[Mask, Scores]:
        match query:
            case And(children):
                mask, scores = self._evaluate(children[0])
                for child in children[1:]:
                    other, more = self._evaluate(child)
                    mask, scores = mask & other, scores + more
                return mask, scores * mask
            case Or(children):
                mask, scores = self._evaluate(children[0])
                for child in children[1:]:
                    other, more = self._evaluate(child)
                    mask, scores = mask | other, scores + more
                return mask, scores
            case Not(child):
                return ~self._standing(child), np.zeros(self._size)
            case Boost(child, factor):
                mask, scores = self._evaluate(child)
                return mask, scores * factor
            case Word() | Alike() | Phrase() | Near():
                return self._scored(self._frequencies(query))
            case Wildcard() | Fuzzy():
                mask = self._spelt(query)
                return mask, mask.astype(np.float64) * bm25f.PATTERN_SCORE
            case _:
                return self._restricted(query), np.zeros(self._size)

    def _restricted(
        self, query: NameIs | DateIn | MoneyIn | PageIn | DocumentIn | Everything
    ) -> Mask:  # fmt: skip
        match query:
            case NameIs(field, value):
                return self._named(field, value)
            case DateIn(first, last):
                days = self.numbers["day"]
                return self._between(
                    days, max(1, first.toordinal()) if first else 1, last.toordinal() if last else None
                )
            case MoneyIn(low, high, asked):
                mask = np.zeros(self._size, np.bool_)
                for part, currency in product(self._parts, currencies_meant(asked)):
                    held = part.fields["sum"]
                    least, most = (-MOST_SUM if low is None else low), (MOST_SUM if high is None else high)
                    start, end = held.lexicon.between(sum_term(least, currency), sum_term(most, currency) + " ")
                    if start < end:
                        mask[part.start :][held.passages(start, end)] = True
                return mask
            case PageIn(first_page, last_page):
                return self._between(self.numbers["page"], first_page or 0, last_page)
            case DocumentIn(documents):
                return np.isin(self.numbers["document"], list(documents))
            case Everything():
                return np.ones(self._size, np.bool_)
            case _:
                assert_never(query)

    @staticmethod
    def _between(numbers: Array, first: int, last: int | None) -> Mask:
        mask: Mask = numbers >= first
        return mask if last is None else mask & (numbers <= last)

    def _named(self, name: str, value: str) -> Mask:
        wanted = set(words_of(value))
        mask = np.zeros(self._size, np.bool_)
        for part in self._parts if wanted else ():
            field = part.fields[names_in(name)]
            for term in set.intersection(*(field.lexicon.by_word.get(word, set()) for word in wanted)):
                mask[part.start :][field.passages(term, term + 1)] = True
        return mask

    def _spelt(self, query: Wildcard | Fuzzy) -> Mask:
        mask = np.zeros(self._size, np.bool_)
        for part in self._parts:
            field = part.fields["exact"]
            for start, end in _matching(field, query):
                mask[part.start :][field.passages(start, end)] = True
        return mask

    def counted_by(self, name: str, mask: Mask) -> dict[str, int]:
        """How many of the passages count under each value of a field, where any does."""
        counts: dict[str, int] = {}
        for part in self._parts:
            field = part.fields[counted_in(name)]
            before = np.zeros(len(field.ids) + 1, np.int64)
            np.cumsum(mask[part.start :][field.ids], out=before[1:])
            held = before[field.starts[1:]] - before[field.starts[:-1]]
            for number in np.flatnonzero(held).tolist():
                term = field.lexicon[number]
                counts[term] = counts.get(term, 0) + int(held[number])
        return counts

    def holding(self, word: str) -> int:
        """In how many passages' text a word stands, stemmed."""
        term = stemmed(folded(word))
        held = 0
        for part in self._parts:
            field = part.fields["body"]
            for number in (field.lexicon.find(term), field.lexicon.find(WHOLE + term)):
                if number is not None:
                    passages = field.passages(number, number + 1)
                    live = self._all_live or self._live[part.start :][passages]
                    held += len(passages) if live is True else int(np.count_nonzero(live))
        return held

    def holding_all(self, words: Sequence[str]) -> Numbers:
        """The passages whose text or heading holds each word, stemmed: their postings met, nothing else looked at."""
        terms = [stemmed(folded(word)) for word in words]
        found = [np.empty(0, np.int64)]
        for part in self._parts:
            met: Numbers | None = None
            for term in terms:
                held = [
                    part.fields[name].passages(number, number + 1)
                    for name, said in (("body", term), ("body", WHOLE + term), ("heading", term))
                    if (number := part.fields[name].lexicon.find(said)) is not None
                ]
                here = np.unique(np.concatenate([np.empty(0, np.int64), *held]))
                met = here if met is None else np.intersect1d(met, here, assume_unique=True)
            if met is not None:
                found.append(met + part.start)
        together = np.concatenate(found)
        return together if self._all_live else together[self._live[together]]

    def spelt_like(self, word: str, edits: int) -> dict[str, int]:
        """The library's words at most `edits` letters away, and in how many passages each stands."""
        counts: dict[str, int] = {}
        for part in self._parts:
            field = part.fields["exact"]
            for number, term in field.lexicon.nearly(word, edits):
                live = self._live[part.start :][field.passages(number, number + 1)]
                counts[term] = counts.get(term, 0) + int(np.count_nonzero(live))
        return {term: count for term, count in counts.items() if count}

    # A paper's title and body count as words of its passages: not alone, where any passage says one of the words, and
    # not to exclude one.

    def _saying(self, query: Query) -> Mask | None:
        """The passages that say one of the words themselves; None where none has to be said."""
        match query:
            case And(children):
                said = [mask for child in children if (mask := self._saying(child)) is not None]
                return reduce(np.logical_or, said) if said else None
            case Or(children):
                every = [self._saying(child) for child in children]
                said = [mask for mask in every if mask is not None]
                return reduce(np.logical_or, said) if len(said) == len(every) else None
            case Boost(child, _):
                return self._saying(child)
            case Word() | Alike() | Phrase() | Near() | Wildcard() | Fuzzy():
                return self._standing(query)
            case _:
                return None

    def _standing(self, query: Query) -> Mask:
        """The passages that match by their own text and heading."""
        match query:
            case And(children):
                return reduce(np.logical_and, map(self._standing, children))
            case Or(children):
                return reduce(np.logical_or, map(self._standing, children))
            case Not(child):
                return ~self._standing(child)
            case Boost(child, _):
                return self._standing(child)
            case Word(_, exact=False) | Alike():
                mask = np.zeros(self._size, np.bool_)
                for form in _forms_of(query):
                    if len(form) > 1:
                        mask |= self._counted(self._phrase("body", form)) > 0
                    else:
                        self._mark(mask, "body", form[0])
                        self._mark(mask, "body", WHOLE + form[0])
                        self._mark(mask, "heading", form[0])
                return mask
            case _:
                return self._evaluate(query)[0]

    def _mark(self, mask: Mask, name: str, term: str) -> None:
        for part in self._parts:
            field = part.fields[name]
            if (number := field.lexicon.find(term)) is not None:
                mask[part.start :][field.passages(number, number + 1)] = True

    def _in_titles(self, query: Query) -> bool:
        """Whether any title has one of the words; where none has, passages match by their own."""
        match query:
            case And(children) | Or(children):
                return any(map(self._in_titles, children))
            case Boost(child, _):
                return self._in_titles(child)
            case Word(_, exact=False) | Alike():
                terms = {form[0] for form in _forms_of(query) if len(form) == 1}
                titles = [part.fields["title"].lexicon for part in self._parts]
                return any(title.find(term) is not None for title in titles for term in terms)
            case _:
                return False

    # words

    def _scored(self, frequencies: Scores) -> tuple[Mask, Scores]:
        mask = frequencies > 0
        holding = int(np.count_nonzero(mask if self._all_live else mask & self._live))
        scores = frequencies * (bm25f.idf(self._documents, holding) * (bm25f.K1 + 1))
        scores /= frequencies + bm25f.K1
        return mask, scores

    def _frequencies(self, leaf: Word | Alike | Phrase | Near) -> Scores:
        """How often a leaf occurs in each passage, fields weighted."""
        match leaf:
            case Word(text, exact=True):
                total = np.zeros(self._size)
                for term in (folded(text), WHOLE + folded(text)):
                    self._add(total, "exact", term)
                return total
            case Word() | Alike():
                return self._form_frequencies(_forms_of(leaf))
            case Phrase(words):
                return self._counted(self._phrase("exact", words))
            case Near(words, distance, exact=True):
                return self._counted(self._near("exact", words, distance))
            case Near(words, distance):
                return self._counted(self._near("body", [stemmed(word) for word in words], distance))
            case _:
                assert_never(leaf)

    def _form_frequencies(self, wanted: Sequence[tuple[str, ...]]) -> Scores:
        total = np.zeros(self._size)
        for form in wanted:
            total += self._form_frequency(form)
        return total

    def _form_frequency(self, form: tuple[str, ...]) -> Scores:
        if len(form) > 1:
            return self._counted(self._phrase("body", form)) / self._norm
        total = np.zeros(self._size)
        self._add(total, "body", form[0])
        self._add(total, "body", WHOLE + form[0])
        total /= self._norm
        self._add(total, "heading", form[0], bm25f.HEADING_WEIGHT)
        self._add(total, "title", form[0], bm25f.TITLE_WEIGHT)
        return total

    def _add(self, total: Scores, name: str, term: str, weight: float = 1.0) -> None:
        for part in self._parts:
            field = part.fields[name]
            number = field.lexicon.find(term)
            if number is not None:
                held = slice(int(field.starts[number]), int(field.starts[number + 1]))
                total[part.start :][field.ids[held]] += weight * field.counts[held]

    def _counted(self, places: Numbers) -> Scores:
        """How many of the places lie in each passage."""
        passages = np.searchsorted(self._first, places, side="right") - 1
        return np.bincount(passages, minlength=self._size).astype(np.float64)

    # words together

    def _places(self, name: str, term: str) -> Numbers:
        """All places of a term in the library, ascending."""
        found = []
        for part in self._parts:
            field = part.fields[name]
            number = field.lexicon.find(term)
            if number is not None:
                held = slice(int(field.starts[number]), int(field.starts[number + 1]))
                firsts = np.repeat(self._first[part.start :][field.ids[held]], field.counts[held])
                found.append(firsts + field.places[int(field.placed[number]) : int(field.placed[number + 1])])
        return np.concatenate(found) if found else np.empty(0, np.int64)

    def _phrase(self, name: str, words: Sequence[str]) -> Numbers:
        """Where the phrase starts. No passage's end meets the next one's start: there is a gap between them."""
        held = [(step, self._places(name, word)) for step, word in enumerate(words)]
        held.sort(key=lambda pair: len(pair[1]))
        (rarest, places), *others = held
        starts = places - rarest
        for step, others_places in others:
            starts = starts[self._among(starts + step, others_places)]
        return starts

    def _among(self, wanted: Numbers, held: Numbers) -> Mask:
        """Which of the wanted places are held; both ascend."""
        if not len(wanted) or not len(held):
            return np.zeros(len(wanted), np.bool_)
        if len(wanted) * _RARE < len(held):
            at = np.minimum(np.searchsorted(held, wanted), len(held) - 1)
            return np.equal(held[at], wanted)
        if not len(self._marked):
            self._marked = np.zeros(int(self._first[-1]) + 1, np.bool_)
        self._marked[held] = True
        inside = (wanted >= 0) & (wanted < len(self._marked))
        found = inside & self._marked[np.where(inside, wanted, 0)]
        self._marked[held] = False
        return found

    def _near(self, name: str, words: Sequence[str], distance: int) -> Numbers:
        """Where a stretch starts that holds all the words at most `distance` apart, within one passage."""
        held = [self._places(name, word) for word in dict.fromkeys(words)]
        if not all(len(places) for places in held):
            return np.empty(0, np.int64)
        at: Numbers = np.sort(np.concatenate(held), kind="stable")  # runs that ascend are merged, not sorted
        at = at[np.append(True, at[1:] != at[:-1])]
        after = np.minimum(at + distance + 1, self._first[np.searchsorted(self._first, at, side="right")])
        for places in held:
            following = np.append(places, np.iinfo(np.int64).max)[np.searchsorted(places, at)]
            near = following < after
            at, after = at[near], after[near]
        return at


def _forms_of(leaf: Word | Alike) -> tuple[tuple[str, ...], ...]:
    words = leaf.words if isinstance(leaf, Alike) else (leaf.text,)
    return tuple(dict.fromkeys(form for word in words for form in forms(word)))


def _matching(field: Field, query: Wildcard | Fuzzy) -> Iterable[tuple[int, int]]:
    """The ranges of terms that a pattern or a slip stands for."""
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
