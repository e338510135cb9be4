"""What does a segment's file hold, and how is one written, out of passages or out of other segments?

Each file is written by one call that needs nothing but its arguments, so that other processes can do it. No search
engine's classes here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from panelsearch.indexing.array_file import Array, StoredArray, save_arrays, stored_arrays
from panelsearch.indexing.inversion import inverted
from panelsearch.indexing.postings import Field, Numbers, merged_field
from panelsearch.indexing.segment_fields import LENGTH, LISTED, NUMBERS, PLACED
from panelsearch.model.indexed_passages import IndexedPassage

EXTENSION = ".arrays"


@dataclass(frozen=True, slots=True)
class SegmentFile:
    """Where a segment lies, how many passages it holds, and which of them (their numbers in it) are deleted."""

    path: Path
    size: int
    deleted: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SegmentArrays:
    """What a segment holds: fields, and numbers of each of its `size` passages."""

    size: int
    fields: Mapping[str, Field]
    numbers: Mapping[str, StoredArray]

    @classmethod
    def at(cls, file: SegmentFile) -> SegmentArrays:
        """The arrays of a segment; OSError, ValueError or KeyError where they are damaged."""
        arrays = stored_arrays(file.path)
        made = cls(
            file.size,
            {name: Field.of(arrays, name) for name in (*PLACED, *LISTED)},
            {name: arrays[name] for name in (*NUMBERS, LENGTH)},
        )
        if any(len(numbers) != made.size for numbers in made.numbers.values()):
            raise ValueError(f"{file.path.name} is not whole")
        return made

    def check(self) -> None:
        """Read all of it; ValueError where it is damaged, or where fields and numbers do not fit each other."""
        for numbers in self.numbers.values():
            numbers.all()
        for name, field in self.fields.items():
            terms, starts, placed = field.lexicon.terms, field.starts.all(), field.placed.all()
            ids, counts, places = field.ids.all(), field.counts.all(), field.places.all()
            if not (
                field.lexicon.is_whole()
                and len(terms) + 1 == len(starts) == len(placed)
                and len(ids) == len(counts) == int(starts[-1])
                and len(places) == int(placed[-1]) == int(counts.sum(dtype=np.int64))
                and bool((starts[1:] >= starts[:-1]).all())
                and bool((placed[1:] >= placed[:-1]).all())
                and (not len(ids) or int(ids.max()) < self.size)
            ):
                raise ValueError(f"the field {name} is not whole")


def write_inverted(path: Path, passages: Sequence[IndexedPassage]) -> None:
    """Passages as a segment, durably."""
    save_arrays(path, inverted(passages))


def write_merged(path: Path, files: Sequence[SegmentFile]) -> None:
    """Several segments as one without what is deleted in them, durably."""
    parts: list[tuple[SegmentArrays, Numbers]] = []
    size = 0
    for file in files:
        keep = np.ones(file.size, np.bool_)
        keep[list(file.deleted)] = False
        parts.append((SegmentArrays.at(file), np.where(keep, np.cumsum(keep) - 1 + size, -1)))
        size += int(np.count_nonzero(keep))
    made: dict[str, Array] = {
        name: np.concatenate([arrays.numbers[name][:][renumbered >= 0] for arrays, renumbered in parts])
        for name in (*NUMBERS, LENGTH)
    }
    for name in (*PLACED, *LISTED):
        made |= merged_field(name, [(arrays.fields[name], renumbered) for arrays, renumbered in parts])
    save_arrays(path, made)
