"""What does a search give? Hits, groups, facets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan, Span


class Holds(StrEnum):
    """Which of the query's words a passage holds: matches hold all; the others follow them."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. `at` is its place; `highlights` count from the passage's start, in order, never overlapping.

    `also_in` are places of the very same words; `near_in` of nearly the same, which may differ where it matters.
    `same_as` is the rank of an earlier hit of the very same words, where hits are not folded. Where a hit `holds` none
    of the words, those that go with them are marked. `first_indexed` is told where only new papers are asked for.
    """

    rank: int
    score: float
    passage_id: int
    source: Source
    at: PageSpan
    text: str
    highlights: tuple[Span, ...]
    also_in: tuple[Source, ...] = ()
    near_in: tuple[Source, ...] = ()
    same_as: int | None = None
    holds: Holds = Holds.ALL
    first_indexed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Synonym:
    """Words of a query, and what they were also searched by."""

    words: str
    others: tuple[str, ...]


class UnknownWord(NamedTuple):
    """A word of a query that stands in no paper, and words that do which are spelt nearly so.

    With a `field`, it is a value that no paper has there, and `others` are values that some has; where none is like it,
    `there` are some that are.
    """

    word: str
    others: tuple[str, ...]
    field: str = ""
    there: tuple[str, ...] = ()

    @property
    def instead(self) -> str:
        """What there is, in a sentence: "Did you mean body:Dunmere?", "There is kind:minutes, kind:report."; or ""."""
        if self.others:
            return f"Did you mean {' or '.join(self.meant)}?"
        return f"There is {', '.join(map(self._spelt, self.there))}." if self.there else ""

    @property
    def told(self) -> str:
        """As the query has it: "playgruond", "body:nowhere"."""
        return self._spelt(self.word)

    @property
    def meant(self) -> tuple[str, ...]:
        """What may be put in its place, likeliest first."""
        return tuple(map(self._spelt, self.others))

    def _spelt(self, word: str) -> str:
        quoted = f'"{word}"' if self.field and " " in word else word
        return f"{self.field}:{quoted}" if self.field else quoted


class Grouping(StrEnum):
    """By what hits are put together."""

    PASSAGE = "passage"
    ITEM = "item"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The best hits of one item or one meeting, whose `source` is the first one's; `matching` of its passages match."""

    by: Grouping
    source: Source
    matching: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that some of the matching passages count under; `narrowing` is the field that restricts to it."""

    value: str
    passages: int
    narrowing: str


@dataclass(frozen=True, slots=True)
class FacetTable:
    """All values of a facet among the matches of a query, most passages first."""

    facet: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class MonthlyCounts:
    """How many passages match in the meetings of each year's months, from January on, and of no day that is known.

    `years` has those in which any matches, the earliest first.
    """

    years: Mapping[int, tuple[int, ...]]
    undated: int

    @property
    def dated(self) -> int:
        """How many match in all months."""
        return sum(map(sum, self.years.values()))


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`canonical` is how the query was understood, `notes` what was taken another way or left out.

    `synonyms` widened it, `related` words ranked the hits and found those that hold none of its own. Only papers that
    came in at `since` or later were searched, where it is given. Where nothing matches, `unknown` are its words that
    stand in no paper, and the values of its fields that none has. Asked for by item or by meeting, `hits` are those of
    the `groups`, in their order.
    """

    query: str
    canonical: str
    total: int
    hits: tuple[Hit, ...]
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    library_empty: bool = False
    synonyms: tuple[Synonym, ...] = ()
    related: tuple[str, ...] = ()
    since: datetime | None = None
    groups: tuple[HitGroup, ...] = ()
    unknown: tuple[UnknownWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Twin:
    """Another passage of the same words (`resemblance` 1) or nearly the same (below 1)."""

    source: Source
    at: PageSpan
    resemblance: float
