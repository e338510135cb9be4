"""How do passages become the arrays of a segment? What is printed is looked up once, the rest is done in numpy.

A library prints the same words again and again: each printed word gets a number, a passage is a row of such numbers,
and only when the batch is complete are they opened out to terms and places, all at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable, Sequence
from itertools import chain
from typing import Generic, TypeVar

import numpy as np

from panelsearch.indexing.array_file import Array
from panelsearch.indexing.postings import WHOLE, Numbers, field_arrays
from panelsearch.indexing.segment_fields import LENGTH, LISTED, NUMBERS, PLACED, ListedField
from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.text.analyzer import Printed, blocks, printed_words, tokens_of

_BLOCKS_KEPT = 200_000

_K = TypeVar("_K", bound=Hashable)


class _Numbered(dict[_K, int], Generic[_K]):
    """Numbers things in the order in which they are first asked for."""

    def __missing__(self, key: _K) -> int:
        number = self[key] = len(self)
        return number


def inverted(passages: Iterable[IndexedPassage]) -> dict[str, Array]:
    """What a segment of these passages is made of, numbered in their order."""
    words, listed = _PlacedWords(), {name: _ListedTerms(field) for name, field in LISTED.items()}
    numbers: dict[str, list[int]] = {name: [] for name in NUMBERS}
    for passage in passages:
        words.add(passage.text)
        for terms in listed.values():
            terms.add(passage)
        for name, of in NUMBERS.items():
            numbers[name].append(of(passage))
    made: dict[str, Array] = {name: np.array(values, np.int64) for name, values in numbers.items()}
    made |= words.arrays()
    for name, terms in listed.items():
        made |= terms.arrays(name)
    return made


class _OfBlocks(dict[str, Sequence[int]]):
    """The numbers of the words of a block of text."""

    def __init__(self, numbers: _Numbered[Printed]) -> None:
        super().__init__()
        self._numbers = numbers

    def __missing__(self, block: str) -> Sequence[int]:
        if len(self) >= _BLOCKS_KEPT:
            self.clear()
        numbers = self[block] = tuple([self._numbers[printed] for printed in printed_words(block)])
        return numbers


class _PlacedWords:
    """The words of the texts, as they are printed until `arrays` opens them out."""

    def __init__(self) -> None:
        self._printed: _Numbered[Printed] = _Numbered()
        self._of_block = _OfBlocks(self._printed)
        self._row, self._sizes = array("I"), array("I")

    def add(self, text: str) -> None:
        """The next passage's text."""
        found = [*chain.from_iterable(map(self._of_block.__getitem__, blocks(text)))]
        self._row.fromlist(found)
        self._sizes.append(len(found))

    def arrays(self) -> dict[str, Array]:
        """Both fields of words, and how many words each passage has."""
        terms = {name: _Numbered[str]() for name in PLACED}
        table: dict[str, list[int]] = {name: [] for name in PLACED}
        offsets, sizes, steps = [], [], []
        for printed in self._printed:
            tokens = tokens_of(printed)
            for token in tokens:
                for name, term in zip(PLACED, (token.term, token.exact), strict=True):
                    table[name].append(terms[name][WHOLE + term if token.whole else term])
                offsets.append(token.position)
            sizes.append(len(tokens))
            steps.append(tokens[-1].position + 1)
        row, held = np.frombuffer(self._row, np.uint32), np.frombuffer(self._sizes, np.uint32)
        # where each printed word stands in its passage, and how long passages are
        after = np.zeros(len(row) + 1, np.int64)
        np.cumsum(np.array(steps, np.int64)[row], out=after[1:])
        ends = np.cumsum(held, dtype=np.int64)
        firsts = after[ends - held]
        at = after[:-1] - np.repeat(firsts, held)
        # each printed word opened out to its tokens
        many = np.array(sizes, np.int64)
        wide = many[row]
        opened = np.repeat((np.cumsum(many) - many)[row], wide) + _within(wide)
        places = np.repeat(at, wide) + np.array(offsets, np.int64)[opened]
        passages = np.repeat(np.repeat(np.arange(len(held), dtype=np.uint32), held), wide)
        made: dict[str, Array] = {LENGTH: after[ends] - firsts}
        for name in PLACED:
            made |= _arrays(name, terms[name], np.array(table[name], np.uint32)[opened], passages, places)
        return made


class _ListedTerms:
    """A field whose terms have no places; the terms of a value are worked out once."""

    def __init__(self, field: ListedField) -> None:
        self._field = field
        self._terms: _Numbered[str] = _Numbered()
        self._of: dict[Hashable, list[int]] = {}
        self._row, self._sizes = array("I"), array("I")

    def add(self, passage: IndexedPassage) -> None:
        """The next passage."""
        size, known = 0, self._of
        for value in self._field.values(passage):
            numbers = known.get(value)
            if numbers is None:
                numbers = known[value] = [self._terms[term] for term in self._field.terms(value)]
            self._row.fromlist(numbers)
            size += len(numbers)
        self._sizes.append(size)

    def arrays(self, name: str) -> dict[str, Array]:
        """What `postings.Field` reads."""
        row, held = np.frombuffer(self._row, np.uint32), np.frombuffer(self._sizes, np.uint32)
        passages = np.repeat(np.arange(len(held), dtype=np.uint32), held)
        return _arrays(name, self._terms, row, passages, np.zeros(len(row), np.uint32))


def _within(sizes: Numbers) -> Numbers:
    """0, 1, ... within each of several runs one after another."""
    return np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)


def _arrays(name: str, numbered: _Numbered[str], terms: Array, passages: Array, places: Array) -> dict[str, Array]:
    """A field's arrays, its terms brought into their order."""
    names = sorted(numbered)
    rank = np.empty(len(names), np.uint32)
    rank[[numbered[term] for term in names]] = np.arange(len(names), dtype=np.uint32)
    return field_arrays(name, names, rank[terms], passages, places)
