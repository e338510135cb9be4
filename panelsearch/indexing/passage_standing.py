"""How does each passage stand among the others of its generation? Two numbers of each, beside the segments.

Segments are handed on from generation to generation; what would be stale in them is worked out for each anew: where a
passage comes among equals, and how many papers repeat it. So an index is what one built at once would be, whatever came
before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from panelsearch.indexing.array_file import Array, StoredArray, narrowed, save_arrays, stored_arrays
from panelsearch.indexing.base import Standing

FILE_NAME = "standing.arrays"


@dataclass(frozen=True, slots=True)
class PassageStanding:
    """For each passage of all segments, in their order: its `rank` among equals, and how many others `repeat` it."""

    rank: Array
    repeats: Array

    @classmethod
    def of(cls, standing: Standing, segments: Sequence[Mapping[str, StoredArray]]) -> PassageStanding:
        """What is said of the generation, for the passages of its segments (their numbers `key` and `document`)."""
        keys, documents = (
            np.concatenate([np.empty(0, np.int64), *(numbers[name][:] for numbers in segments)])
            for name in ("key", "document")
        )
        named = np.fromiter(standing.documents, np.int64, len(standing.documents))
        place, known = _looked_up(named, np.arange(len(named)), documents)
        order = np.lexsort((keys, documents, np.where(known, place, len(named))))
        rank = np.empty(len(order), np.uint32)
        rank[order] = np.arange(len(order), dtype=np.uint32)
        repeated = np.fromiter(standing.repeats.keys(), np.int64, len(standing.repeats))
        times = np.fromiter(standing.repeats.values(), np.int64, len(standing.repeats))
        repeats, known = _looked_up(repeated, times, keys)
        return cls(rank, narrowed(np.where(known, repeats, 0)))

    @classmethod
    def at(cls, directory: Path, size: int) -> PassageStanding:
        """As saved, for `size` passages; ValueError, KeyError where it is damaged."""
        arrays = stored_arrays(directory / FILE_NAME)
        made = cls(arrays["rank"][:], arrays["repeats"][:])
        if len(made.rank) != size or len(made.repeats) != size:
            raise ValueError(f"{FILE_NAME} is not of these segments")
        return made

    def save(self, directory: Path) -> None:
        """Write it durably."""
        save_arrays(directory / FILE_NAME, {"rank": self.rank, "repeats": self.repeats})


def _looked_up(keys: Array, values: Array, wanted: Array) -> tuple[Array, Array]:
    """The value of each wanted key, and whether it has one; keys are distinct, in any order."""
    if not len(keys):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), np.bool_)
    order = np.argsort(keys)
    at = np.minimum(np.searchsorted(keys, wanted, sorter=order), len(keys) - 1)
    return values[order][at], keys[order][at] == wanted
