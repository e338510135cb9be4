"""In which passages does a term stand, how often, and where? One field of one segment, as arrays.

Terms are sorted, and what is known of them lies in their order: a term is a slice, and so is a range of terms.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from panelsearch.indexing.array_file import Array, StoredArray, narrowed
from panelsearch.indexing.term_matching import edits_within

Numbers = NDArray[np.int64]

WHOLE = "\x01"
"""Marks a compound's term beside its parts' terms, so that phrases see the parts only."""
_AFTER = "\U0010ffff"
_KINDS = 32


class Lexicon(Sequence[str]):
    """The sorted terms of a field; looked up where they lie, spelt out as a whole only when all are wanted."""

    def __init__(self, letters: StoredArray, ends: StoredArray) -> None:
        self._stored = letters, ends

    @cached_property
    def _letters(self) -> bytes:
        return self._stored[0][:].tobytes()

    @cached_property
    def _ends(self) -> memoryview:
        """As plain numbers: a bisection asks for some, one by one."""
        return self._stored[1].all().data

    def __len__(self) -> int:
        return len(self._stored[1])

    def __getitem__(self, at: int) -> str:  # type: ignore[override]
        return self._spelt(at).decode()

    def _spelt(self, at: int) -> bytes:
        return self._letters[self._ends[at - 1] + 1 if at else 0 : self._ends[at]]

    def _place(self, term: str) -> int:
        """The number of the first term that is not before this one: UTF-8 sorts as its letters do."""
        return bisect_left(range(len(self)), _letters_of(term), key=self._spelt)

    def find(self, term: str) -> int | None:
        """The number of a term, None where the field does not hold it."""
        at = self._place(term)
        return at if at < len(self) and self._spelt(at) == _letters_of(term) else None

    def between(self, first: str, after: str) -> tuple[int, int]:
        """The numbers of the terms from `first` to before `after`."""
        return self._place(first), self._place(after)

    def starting(self, prefix: str) -> tuple[int, int]:
        """The numbers of the terms that start so."""
        return self.between(prefix, prefix + _AFTER)

    @cached_property
    def terms(self) -> list[str]:
        """All of them."""
        return str(self._letters, "utf-8").split("\n") if len(self) else []

    def nearly(self, word: str, edits: int) -> Iterator[tuple[int, str]]:
        """The terms at most `edits` letters away from a word, with their numbers; a compound's mark does not count."""
        ours = _letters_held(word)[0]
        # one edit takes a letter away, or brings one, or both: most terms hold too many others to be looked at
        differing = np.abs(self._letters_held - ours).sum(axis=1, dtype=np.int32)
        for number in np.flatnonzero(differing <= 2 * edits).tolist():
            term = self[number].lstrip(WHOLE)
            if edits_within(word, term, edits):
                yield number, term

    @cached_property
    def _letters_held(self) -> NDArray[np.int16]:
        return _letters_held(str(self._letters, "utf-8"))[: len(self)]

    def is_whole(self) -> bool:
        """Whether every term ends where it is said to."""
        breaks = np.flatnonzero(self._stored[0].all() == ord("\n"))
        ends = self._stored[1].all().astype(np.int64)
        return bool(np.array_equal(ends[:-1], breaks)) and (not len(ends) or int(ends[-1]) == len(self._letters))

    @cached_property
    def by_word(self) -> dict[str, set[int]]:
        """The numbers of the terms that hold a word, for terms of several words."""
        held: dict[str, set[int]] = {}
        for number, term in enumerate(self.terms):
            for word in term.split(" "):
                held.setdefault(word, set()).add(number)
        return held


def _letters_of(term: str) -> bytes:
    """As the field's letters lie; half a letter, which the command line may pass on, is no term's."""
    return term.encode("utf-8", "surrogatepass")


def _letters_held(lines: str) -> NDArray[np.int16]:
    """How often each line holds each letter: a row a line, letters thrown together in `_KINDS` kinds."""
    letters = np.frombuffer(lines.encode("utf-32-le"), np.uint32)
    line = np.cumsum(letters == ord("\n"))
    count = int(line[-1]) + 1 if len(line) else 1
    shown = (letters != ord("\n")) & (letters != ord(WHOLE))
    held = np.bincount(line[shown] * _KINDS + letters[shown] % _KINDS, minlength=count * _KINDS)
    return held.reshape(count, _KINDS).astype(np.int16)


@dataclass(frozen=True, slots=True)
class Field:
    """Terms to passages (numbers in the segment, ascending).

    Term n's passages are `ids[starts[n]:starts[n + 1]]`, beside them in `counts` how often it occurs in each, and its
    `places`, passage after passage, start at `placed[n]`.
    """

    lexicon: Lexicon
    starts: StoredArray
    ids: StoredArray
    counts: StoredArray
    placed: StoredArray
    places: StoredArray

    @classmethod
    def of(cls, arrays: Mapping[str, StoredArray], name: str) -> Field:
        """A field out of a segment's arrays; KeyError where it is not there."""
        letters, ends, *others = (arrays[f"{name}/{part}"] for part in _PARTS)
        return cls(Lexicon(letters, ends), *others)

    def passages(self, first: int, after: int) -> Array:
        """The passages of the terms `first` to before `after`; one that holds several is there several times."""
        return self.ids[self.starts[first] : self.starts[after]]


_PARTS = ("letters", "ends", "starts", "ids", "counts", "placed", "places")


def merged_field(name: str, fields: Sequence[tuple[Field, Numbers]]) -> dict[str, Array]:
    """Fields of several segments as one; with each, the new numbers of its passages, -1 for those that go."""
    names = sorted({term for field, _ in fields for term in field.lexicon.terms})
    rank = {term: number for number, term in enumerate(names)}
    terms, passages, places = [], [], []
    for field, renumbered in fields:
        ranks = np.fromiter((rank[term] for term in field.lexicon.terms), np.uint32, len(field.lexicon))
        occurrences: Numbers = np.repeat(renumbered[field.ids[:]], field.counts[:])
        kept = occurrences >= 0
        terms.append(np.repeat(ranks, np.diff(field.placed[:]).astype(np.int64))[kept])
        passages.append(occurrences[kept].astype(np.uint32))
        places.append(field.places[:].astype(np.uint32)[kept])
    every = np.concatenate(terms)
    held = np.bincount(every, minlength=len(names)) > 0
    return field_arrays(
        name,
        [term for term, live in zip(names, held, strict=True) if live],
        (np.cumsum(held) - 1).astype(np.uint32)[every],
        np.concatenate(passages),
        np.concatenate(places),
    )


def field_arrays(name: str, names: Sequence[str], terms: Array, passages: Array, places: Array) -> dict[str, Array]:
    """From occurrences (term's rank, passage, place), passages in order, to the arrays of a field."""
    order = _stable_order(terms)
    terms, passages, places = terms[order], passages[order], places[order]
    another = np.ones(len(terms), np.bool_)
    another[1:] = (terms[1:] != terms[:-1]) | (passages[1:] != passages[:-1])
    first = np.flatnonzero(another)
    after = np.append(first, len(terms))
    starts = np.searchsorted(terms[first], np.arange(len(names) + 1))
    if broken := next((term for term in names if "\n" in term), None):
        raise ValueError(f"a term of {name} holds a line's end: {broken!r}")
    spelt = [term.encode() for term in names]
    ends = np.cumsum([len(term) + 1 for term in spelt], dtype=np.int64) - 1 if spelt else np.empty(0, np.int64)
    made: tuple[Array, ...] = (
        np.frombuffer(b"\n".join(spelt), np.uint8), ends.astype(np.uint32), starts.astype(np.uint32),
        narrowed(passages[first]), narrowed(np.diff(after)), after[starts].astype(np.uint32), narrowed(places),
    )  # fmt: skip
    return {f"{name}/{part}": numbers for part, numbers in zip(_PARTS, made, strict=True)}


def _stable_order(numbers: Array) -> Numbers:
    """What sorts numbers below 2**32; equals stay in their order. By halves: numpy sorts 16 bits in linear time."""
    order: Numbers = np.argsort((numbers & 0xFFFF).astype(np.uint16), kind="stable")
    high = (numbers >> 16).astype(np.uint16)
    return order[np.argsort(high[order], kind="stable")] if high.any() else order
