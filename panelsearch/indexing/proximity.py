"""Where do words stand together? Phrases and words near each other, over all places of a library at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from panelsearch.indexing.collection import Collection, Mask, Numbers, Scores
from panelsearch.indexing.segment_fields import LENGTH

_RARE = 16  # so many times rarer, places are looked up one by one rather than marked


class Proximity:
    """A place in the library: where the passage starts, counting a gap after each, and the word's position in it."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._first = np.zeros(collection.size + 1, np.int64)
        np.cumsum(collection.numbers[LENGTH].astype(np.int64) + 1, out=self._first[1:])
        self._marked: Mask = np.zeros(0, np.bool_)

    def counted(self, places: Numbers) -> Scores:
        """How many of the places lie in each passage."""
        passages = np.searchsorted(self._first, places, side="right") - 1
        return np.bincount(passages, minlength=self._collection.size).astype(np.float64)

    def _places(self, name: str, term: str) -> Numbers:
        """All places of a term in the library, ascending."""
        found = []
        for part in self._collection.parts:
            field = part.fields[name]
            number = field.lexicon.find(term)
            if number is not None:
                held = slice(field.starts[number], field.starts[number + 1])
                places, counts = field.places[field.placed[number] : field.placed[number + 1]], field.counts[held]
                if int(counts.sum(dtype=np.int64)) != len(places):
                    raise ValueError(f"{term} of {name} stands more or less often than it has places")
                found.append(np.repeat(self._first[part.start :][field.ids[held]], counts) + places)
        return np.concatenate(found) if found else np.empty(0, np.int64)

    def phrase(self, name: str, words: Sequence[str]) -> Numbers:
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

    def near(self, name: str, words: Sequence[str], distance: int) -> Numbers:
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
