"""The index seam: a view of the store's passages that can be searched, rebuilt and thrown away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.query.ast import Query


@dataclass(frozen=True, slots=True)
class Standing:
    """What is true of a generation's passages only together, so that it is said of all of them anew in each.

    `documents` are the generation's in their canonical order; among equals a passage of an earlier one comes first, and
    within a document the one of the lower id, which stands earlier in it. Documents not named come last, by id.
    `repeats` is, by passage id, in how many other documents a passage of the same pattern stands, where in any:
    boilerplate is what repeats a lot.
    """

    documents: Sequence[int] = ()
    repeats: Mapping[int, int] = field(default_factory=dict)


class Sort(StrEnum):
    """The order of matches; ties fall back on relevance, then on the order of `Standing`."""

    RELEVANCE = "relevance"
    OLDEST = "date"
    NEWEST = "-date"


@dataclass(frozen=True, slots=True)
class Match:
    """A passage found and its score (0 where the query only restricts)."""

    passage_id: int
    score: float


@dataclass(frozen=True, slots=True)
class Matches:
    """The first `limit` matches in order, and how many there are in all."""

    total: int
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A value and how many of the matching passages count under it."""

    value: str
    passages: int


class IndexReader(Protocol):
    """A snapshot: never changes, however the library does.

    A word is found in a passage's text, its heading and its paper's title; but a passage that says none of the words
    itself matches only where none that matches says one, and a word is excluded by text and heading alone.
    """

    def search(
        self, query: Query, limit: int | None = 20, sort: Sort = Sort.RELEVANCE, *, demoted: bool = True
    ) -> Matches:
        """Matches in order; `limit` None for all. What many papers repeat ranks lower where `demoted`."""
        ...

    def matching_ids(self, query: Query) -> frozenset[int]:
        """The passage ids of all matches."""
        ...

    def facets(self, query: Query, facet: str) -> tuple[FacetCount, ...]:
        """All matches counted by their values in a field, most first; a passage may count under several, or none.

        KeyError for a field that nothing is counted by.
        """
        ...

    def by_day(self, query: Query) -> Mapping[date | None, int]:
        """All matches counted by the day of their meeting, from the first on; None for those without a day."""
        ...

    def holding(self, words: Sequence[str]) -> tuple[int, ...]:
        """In how many passages each word stands in the text, endings aside; headings and titles do not count."""
        ...

    def holding_all(self, groups: Sequence[Sequence[str]]) -> list[frozenset[int]]:
        """For each group of words the ids of the passages whose text or heading holds each of them, endings aside.

        What this costs grows with how common the words are, not with the library.
        """
        ...

    def suggest(self, word: str) -> tuple[str, ...]:
        """Words of the library that `word` may be a slip for, likeliest first."""
        ...

    def close(self) -> None:
        """Release files."""
        ...


class IndexWriter(Protocol):
    """Changes to a new generation; none is visible before its `IndexEngine.writer` block is left."""

    def add(self, passages: Iterable[IndexedPassage]) -> None:
        """Add passages; ids must be new."""
        ...

    def remove(self, documents: Collection[int]) -> None:
        """Drop all passages of these documents (their ids)."""
        ...

    def arrange(self, standing: Standing) -> None:
        """Say how all passages of the new generation stand together; a writer that is not told assumes `Standing()`.

        Told before passages are added, a writer need not keep them until then.
        """
        ...


class IndexEngine(Protocol):
    """Keeps the generations of an index at one place; only the engine knows what stands behind a generation's name.

    `fingerprint` changes with anything that changes the postings.
    """

    @property
    def fingerprint(self) -> str:
        """See above."""
        ...

    def name_of(self, number: int) -> str:
        """What the generation of this number is called here."""
        ...

    def holds(self, generation: str) -> bool:
        """Whether there is such a generation."""
        ...

    def must_take(self, generation: str) -> None:
        """LibraryError where no generation of that name could be written, as far as is known before.

        So it is where the index cannot be reached, or is another library's (see `generation_names`).
        """
        ...

    def writer(self, generation: str, base: str | None = None) -> AbstractContextManager[IndexWriter]:
        """A writer of a new generation, starting from another where given; that one is never changed.

        Leaving the block makes it durable and readable; leaving it with an exception leaves nothing of it behind. What
        a killed run left under the number is gone first. OSError where there is no room, LibraryError as for
        `must_take`.
        """
        ...

    def reader(self, generation: str) -> IndexReader:
        """A snapshot; LibraryDamagedError where it cannot be read. Never runs code found in the files."""
        ...

    def faults(self, generation: str) -> Iterator[str]:
        """What is damaged in a generation, in words, once all of it has been read; nothing where it is whole."""
        ...

    def sweep(self, keep: Collection[str]) -> None:
        """Drop all generations but these; one that a reader still holds open may go with a later sweep.

        LibraryError where the index is another library's.
        """
        ...
