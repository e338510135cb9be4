"""What are all passages of a library together? Segments one after another, and what is known of all of them.

Postings are slices of files, read when they are asked for; what the system keeps of them is its own to give back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from panelsearch.indexing import bm25f
from panelsearch.indexing.array_file import Array
from panelsearch.indexing.postings import WHOLE, Field
from panelsearch.indexing.segment_fields import LENGTH, counted_in
from panelsearch.text.analyzer import folded, stemmed

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Part:
    """A segment within the library: its passages are numbered from `start`."""

    start: int
    fields: Mapping[str, Field]


class Collection:
    """All passages of a library: `live` are those not deleted; `numbers` as the index keeps them, one per passage.

    Statistics are of the live ones only.
    """

    def __init__(self, parts: Sequence[Part], numbers: Mapping[str, Array], live: Mask) -> None:
        self.parts = parts
        self.numbers = numbers
        self.size = len(live)
        self._live = live
        self._documents = int(np.count_nonzero(live))
        self._all_live = self._documents == self.size
        lengths = numbers[LENGTH]
        average = float(lengths[live].mean()) if self._documents else 1.0
        self.norm: Scores = (1 - bm25f.B) + bm25f.B / (average or 1.0) * lengths
        """What the frequencies of a passage's text are divided by, as it is longer than others."""

    def nothing(self) -> Mask:
        """A mask of no passage, to be filled."""
        return np.zeros(self.size, np.bool_)

    def alive(self, mask: Mask) -> Mask:
        """Those of the passages that are not deleted."""
        return mask if self._all_live else mask & self._live

    def scored(self, frequencies: Scores) -> tuple[Mask, Scores]:
        """Where something occurs, and what it is worth there, by how often it does and how rare it is."""
        mask = frequencies > 0
        holding = int(np.count_nonzero(self.alive(mask)))
        scores = frequencies * (bm25f.idf(self._documents, holding) * (bm25f.K1 + 1))
        scores /= frequencies + bm25f.K1
        return mask, scores

    def add(self, total: Scores, name: str, term: str, weight: float = 1.0) -> None:
        """Add to `total` how often a term occurs in each passage."""
        for part in self.parts:
            field = part.fields[name]
            number = field.lexicon.find(term)
            if number is not None:
                held = slice(field.starts[number], field.starts[number + 1])
                total[part.start :][field.ids[held]] += weight * field.counts[held]

    def mark(self, mask: Mask, name: str, term: str) -> None:
        """Mark the passages in which a term occurs."""
        for part in self.parts:
            field = part.fields[name]
            if (number := field.lexicon.find(term)) is not None:
                mask[part.start :][field.passages(number, number + 1)] = True

    def holds_any(self, name: str, terms: Iterable[str]) -> bool:
        """Whether any of the terms is known to a field."""
        lexicons = [part.fields[name].lexicon for part in self.parts]
        return any(lexicon.find(term) is not None for lexicon in lexicons for term in terms)

    def counted_by(self, name: str, mask: Mask) -> dict[str, int]:
        """How many of the passages count under each value of a field, where any does."""
        counts: dict[str, int] = {}
        for part in self.parts:
            field = part.fields[counted_in(name)]
            before = np.zeros(len(field.ids) + 1, np.int64)
            np.cumsum(mask[part.start :][field.ids[:]], out=before[1:])
            held = np.diff(before[field.starts[:]])
            for number in np.flatnonzero(held).tolist():
                term = field.lexicon[number]
                counts[term] = counts.get(term, 0) + int(held[number])
        return counts

    def holding(self, word: str) -> int:
        """In how many passages' text a word stands, stemmed."""
        term = stemmed(folded(word))
        held = 0
        for part in self.parts:
            field = part.fields["body"]
            for number in (field.lexicon.find(term), field.lexicon.find(WHOLE + term)):
                if number is None:
                    continue
                if self._all_live:
                    held += field.starts[number + 1] - field.starts[number]
                else:
                    held += int(np.count_nonzero(self._live[part.start :][field.passages(number, number + 1)]))
        return held

    def holding_all(self, words: Sequence[str]) -> Numbers:
        """The passages whose text or heading holds each word, stemmed: their postings met, nothing else looked at."""
        terms = [stemmed(folded(word)) for word in words]
        found = [np.empty(0, np.int64)]
        for part in self.parts:
            met: Numbers | None = None
            for term in terms:
                held = [
                    part.fields[name].passages(number, number + 1)
                    for name, said in (("body", term), ("body", WHOLE + term), ("heading", term))
                    if (number := part.fields[name].lexicon.find(said)) is not None
                ]
                here = np.unique(np.concatenate([np.empty(0, np.int64), *held]))
                met = here if met is None else np.intersect1d(met, here, assume_unique=True)
                if not len(met):
                    break
            if met is not None:
                found.append(met + part.start)
        together = np.concatenate(found)
        return together if self._all_live else together[self._live[together]]

    def spelt_like(self, word: str, edits: int) -> dict[str, int]:
        """The library's words at most `edits` letters away, and in how many passages each stands."""
        counts: dict[str, int] = {}
        for part in self.parts:
            field = part.fields["exact"]
            for number, term in field.lexicon.nearly(word, edits):
                live = self._live[part.start :][field.passages(number, number + 1)]
                counts[term] = counts.get(term, 0) + int(np.count_nonzero(live))
        return {term: count for term, count in counts.items() if count}
