"""What do a generation's segments answer? Ranked matches, counts, suggestions: a snapshot over arrays in files."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

import numpy as np

from panelsearch.indexing import bm25f
from panelsearch.indexing.array_file import Array
from panelsearch.indexing.base import FacetCount, Match, Matches, Sort
from panelsearch.indexing.collection import Mask, Numbers, Part, Scores
from panelsearch.indexing.evaluator import Evaluation
from panelsearch.indexing.facets import in_order
from panelsearch.indexing.passage_standing import PassageStanding
from panelsearch.indexing.segment_fields import LENGTH, NO_DAY, NUMBERS
from panelsearch.indexing.segment_files import SegmentArrays
from panelsearch.indexing.spelling import suggestions
from panelsearch.indexing.unreadable import unreadable
from panelsearch.query.ast import Query
from panelsearch.query.fields import COUNTED_FIELDS
from panelsearch.text.analyzer import folded

_LONGEST = 1 << 24
"""No passage has so many words."""


class SegmentReader:
    """A snapshot of the index; one question at a time, whichever thread asks. `IndexReader` says what each answers."""

    def __init__(self, segments: Sequence[tuple[SegmentArrays, Sequence[int]]], standing: PassageStanding) -> None:
        self._lock = threading.RLock()
        parts, start = [], 0
        for arrays, _ in segments:
            parts.append(Part(start, arrays.fields))
            start += arrays.size
        live: Mask = np.ones(start, np.bool_)
        for part, (_, deleted) in zip(parts, segments, strict=True):
            live[[part.start + number for number in deleted]] = False
        self._numbers: dict[str, Array] = {
            name: np.concatenate([np.empty(0, np.int64), *(arrays.numbers[name][:] for arrays, _ in segments)])
            for name in (*NUMBERS, LENGTH)
        }
        if len(lengths := self._numbers[LENGTH]) and not 0 <= lengths.min() <= lengths.max() <= _LONGEST:
            raise ValueError("a passage is of a length that none can have")
        self._announced: Scores = np.where(self._numbers["announced"], bm25f.ANNOUNCEMENT, 1.0)
        counted = np.log1p(standing.repeats, dtype=np.float64)  # of small numbers it is in half precision otherwise
        self._demoted: Scores = self._announced / (1 + bm25f.REPEAT_DAMPING * counted)
        self._rank = standing.rank
        self._evaluation: Evaluation | None = Evaluation(parts, self._numbers, live)

    @contextmanager
    def _asked(self) -> Iterator[Evaluation]:
        """The evaluation, held for one question; what a damaged file makes of it as an error of ours."""
        with self._lock:
            assert self._evaluation is not None, "the reader is closed"
            try:
                yield self._evaluation
            except (ArithmeticError, OSError, LookupError, MemoryError, ValueError) as error:
                raise unreadable("The index", error) from error

    def close(self) -> None:
        """Release the files: they are closed with the last array of them."""
        with self._lock:
            self._evaluation = None

    def search(
        self, query: Query, limit: int | None = 20, sort: Sort = Sort.RELEVANCE, *, demoted: bool = True
    ) -> Matches:
        """See `IndexReader.search`."""
        with self._asked() as evaluation:
            mask, scores = evaluation.evaluated(query)
            found = np.flatnonzero(mask)
            prior = self._demoted if demoted else self._announced
            ranked = self._ranked(found, scores[found] * prior[found], limit, sort)
            keys = self._numbers["key"]
            return Matches(len(found), tuple(Match(int(keys[n]), float(score)) for n, score in ranked))

    def matching_ids(self, query: Query) -> frozenset[int]:
        """See `IndexReader.matching_ids`."""
        with self._asked() as evaluation:
            mask, _ = evaluation.evaluated(query)
            return frozenset(self._numbers["key"][mask].tolist())

    def facets(self, query: Query, facet: str) -> tuple[FacetCount, ...]:
        """See `IndexReader.facets`."""
        if facet not in COUNTED_FIELDS:
            raise KeyError(facet)
        with self._asked() as evaluation:
            return in_order(evaluation.collection.counted_by(facet, evaluation.evaluated(query)[0]))

    def by_day(self, query: Query) -> dict[date | None, int]:
        """See `IndexReader.by_day`."""
        with self._asked() as evaluation:
            days, counts = np.unique(self._numbers["day"][evaluation.evaluated(query)[0]], return_counts=True)
            counted = zip(days.tolist(), counts.tolist(), strict=True)
            return {date.fromordinal(day) if day != NO_DAY else None: count for day, count in counted}

    def holding(self, words: Sequence[str]) -> tuple[int, ...]:
        """See `IndexReader.holding`."""
        with self._asked() as evaluation:
            return tuple(map(evaluation.collection.holding, words))

    def holding_all(self, groups: Sequence[Sequence[str]]) -> list[frozenset[int]]:
        """See `IndexReader.holding_all`."""
        with self._asked() as evaluation:
            found = map(evaluation.collection.holding_all, groups)
            return [frozenset(self._numbers["key"][passages].tolist()) for passages in found]

    def suggest(self, word: str) -> tuple[str, ...]:
        """See `IndexReader.suggest`."""
        with self._asked() as evaluation:
            wanted = folded(word)
            return suggestions(wanted, Counter(evaluation.collection.spelt_like(wanted, 2 if len(wanted) > 4 else 1)))

    def _ranked(self, found: Numbers, scores: Scores, limit: int | None, sort: Sort) -> Iterator[tuple[int, float]]:
        rank = self._rank[found]
        if sort is Sort.RELEVANCE:
            if limit is not None and 0 < limit < len(found):
                least = np.partition(scores, len(found) - limit)[len(found) - limit]
                best = scores >= least
                found, scores, rank = found[best], scores[best], rank[best]
            order = np.lexsort((rank, -scores))
        else:
            days = self._numbers["day"][found]
            when = np.where(days == NO_DAY, np.iinfo(np.int64).max, days if sort is Sort.OLDEST else -days)
            order = np.lexsort((rank, -scores, when))
        for at in order[:limit]:
            yield int(found[at]), float(scores[at])
