"""What does a generation answer? Ranked matches, counts, suggestions: asked of the server within one point in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

from panelsearch.indexing import bm25f
from panelsearch.indexing.base import FacetCount, Match, Matches, Sort
from panelsearch.indexing.facets import in_order
from panelsearch.indexing.opensearch.address import words_of
from panelsearch.indexing.opensearch.catalogue import Held
from panelsearch.indexing.opensearch.filters import all_of, any_of, fuzzy, matching, saying, term
from panelsearch.indexing.opensearch.passage_fields import DAY, DOCUMENT, KEY, ORDER
from panelsearch.indexing.opensearch.point_in_time import PAGE_SIZE, PointInTime, seen
from panelsearch.indexing.opensearch.scoring import counting, has_rarity, scored, weighed
from panelsearch.indexing.opensearch.server import Json, Refused, Server
from panelsearch.indexing.segment_fields import NO_DAY, counted_in
from panelsearch.indexing.spelling import MOST, suggestions
from panelsearch.indexing.unreadable import unreadable
from panelsearch.query.ast import Query
from panelsearch.query.fields import COUNTED_FIELDS
from panelsearch.query.visitor import TextLeaf
from panelsearch.text.analyzer import folded, stemmed

_REMEMBERED = 4_096
_AT_A_TIME = 64
_FEW = 1_000
"""More of the passages that hold some words are listed page by page."""
_FAULTS = (AttributeError, LookupError, TypeError, ValueError, Refused)
_STANDS: list[Json] = [{ORDER: "asc"}, {DOCUMENT: "asc"}, {KEY: "asc"}]
_SORTS: dict[Sort, list[Json]] = {
    Sort.RELEVANCE: [{"_score": "desc"}, *_STANDS],
    Sort.OLDEST: [{DAY: {"order": "asc", "missing": "_last"}}, {"_score": "desc"}, *_STANDS],
    Sort.NEWEST: [{DAY: {"order": "desc", "missing": "_last"}}, {"_score": "desc"}, *_STANDS],
}
K = TypeVar("K")
V = TypeVar("V")
_BARE: Json = {"stored_fields": "_none_", "track_total_hits": True}
"""Hits are known by what they are sorted by; nothing of them is fetched."""


class OpenSearchReader:
    """A snapshot; safe to ask from several threads. `IndexReader` says what each answers."""

    def __init__(self, server: Server, held: Held, point: PointInTime) -> None:
        self._server, self._held, self._point = server, held, point
        self._seen = seen(held)
        self._average = held.totals.words / held.totals.passages if held.totals.passages else 1.0
        self._holding: dict[TextLeaf, int] = {}
        self._is_said: dict[Query, bool] = {}

    def close(self) -> None:
        """Let the server drop the point in time."""
        self._point.close()
        self._server.close()

    def search(
        self, query: Query, limit: int | None = 20, sort: Sort = Sort.RELEVANCE, *, demoted: bool = True
    ) -> Matches:
        """See `IndexReader.search`."""
        with self._asked():
            leaves = counting(query)
            restrictions, holding = self._restrictions(query, leaves)
            if leaves:
                passages = self._held.totals.passages
                ranked = scored(query, self._average, lambda leaf: bm25f.idf(passages, holding[leaf]))
                cut_down = {"bool": {"must": [ranked], "filter": restrictions}}
                asked = weighed(cut_down, self._held, demoted=demoted)
            else:
                asked = all_of([*restrictions, matching(query)])
            body: Json = {**_BARE, "query": asked, "sort": _SORTS[sort]}
            score = 0 if sort is Sort.RELEVANCE else 1
            total, hits = 0, list[Any]()
            for page in self._point.pages(body, PAGE_SIZE if limit is None else min(limit, PAGE_SIZE)):
                total = total or page["hits"]["total"]["value"]
                hits += (hit["sort"] for hit in page["hits"]["hits"])
                if limit is not None and len(hits) >= limit:
                    break
            return Matches(total, tuple(Match(int(hit[-1]), float(hit[score])) for hit in hits[:limit]))

    def matching_ids(self, query: Query) -> frozenset[int]:
        """See `IndexReader.matching_ids`."""
        with self._asked():
            return self._ids(self._found(query))

    def facets(self, query: Query, facet: str) -> tuple[FacetCount, ...]:
        """See `IndexReader.facets`."""
        if facet not in COUNTED_FIELDS:
            raise KeyError(facet)
        with self._asked():
            return in_order(Counter(dict(self._counted(self._found(query), counted_in(facet)))))

    def by_day(self, query: Query) -> dict[date | None, int]:
        """See `IndexReader.by_day`."""
        with self._asked():
            counted = sorted((day or NO_DAY, count) for day, count in self._counted(self._found(query), DAY, NO_DAY))
            return {date.fromordinal(day) if day != NO_DAY else None: count for day, count in counted}

    def holding(self, words: Sequence[str]) -> tuple[int, ...]:
        """See `IndexReader.holding`."""
        with self._asked():
            return tuple(self._counts([term("body", stemmed(folded(word))) for word in words]))

    def holding_all(self, groups: Sequence[Sequence[str]]) -> list[frozenset[int]]:
        """See `IndexReader.holding_all`."""
        with self._asked():
            wanted = [self._all_said(words) for words in groups]
            answers = self._searches([{**_listed(one), "size": _FEW} for one in wanted])
            return [
                _listed_in([answer]) if len(answer["hits"]["hits"]) < _FEW else self._ids(one)
                for one, answer in zip(wanted, answers, strict=True)
            ]

    def suggest(self, word: str) -> tuple[str, ...]:
        """See `IndexReader.suggest`."""
        with self._asked():
            wanted = folded(word)
            counts: Counter[str] = Counter()
            found: tuple[str, ...] = ()
            for edits in range(1, 3 if len(wanted) > 4 else 2):
                near = [one for one in self._spelt_like(wanted, edits) if one not in counts]
                counts.update(dict(zip(near, self._counts([term("exact", one) for one in near]), strict=True)))
                found = suggestions(wanted, +counts)
                if len(found) == MOST:  # those one letter away come first, and there are enough of them
                    break
            return found

    @contextmanager
    def _asked(self) -> Iterator[None]:
        """One question; an answer that cannot be right as an error of ours."""
        try:
            yield
        except _FAULTS as error:
            raise unreadable("The index", error) from error

    def _found(self, query: Query) -> Json:
        """What matches, as a filter."""
        return all_of([*self._restrictions(query)[0], matching(query)])

    def _restrictions(self, query: Query, leaves: Sequence[TextLeaf] = ()) -> tuple[list[Json], Mapping[TextLeaf, int]]:
        """What matches are cut down to: those of the generation that say a word themselves, where any does.

        And in how many passages those of the leaves stand whose rarity counts: asked for in the same request.
        """
        counted = [leaf for leaf in dict.fromkeys(leaves) if has_rarity(leaf)]
        holding = {leaf: self._holding[leaf] for leaf in counted if leaf in self._holding}
        unknown = [leaf for leaf in counted if leaf not in holding]
        bodies = [self._count(matching(leaf)) for leaf in unknown]
        said = saying(query)
        is_said = self._is_said.get(query)
        if said is not None and is_said is None:
            wanted = all_of([self._seen, said, matching(query)])
            bodies.append({"query": wanted, "size": 0, "track_total_hits": 1, "terminate_after": 1})
        totals = [answer["hits"]["total"]["value"] for answer in self._point.searches(bodies)]
        holding |= zip(unknown, totals, strict=False)
        if len(totals) > len(unknown):
            is_said = bool(totals[-1])
            _remember(self._is_said, {query: is_said})
        _remember(self._holding, holding)
        return [self._seen, said] if said is not None and is_said else [self._seen], holding

    def _count(self, wanted: Json) -> Json:
        return {"query": all_of([self._seen, wanted]), "size": 0, "track_total_hits": True}

    def _counts(self, wanted: Sequence[Json]) -> Iterator[int]:
        """In how many passages each is found."""
        for answer in self._searches([self._count(one) for one in wanted]):
            yield int(answer["hits"]["total"]["value"])

    def _searches(self, bodies: Sequence[Json]) -> Iterator[Json]:
        """The answers to any number of searches."""
        for first in range(0, len(bodies), _AT_A_TIME):
            yield from self._point.searches(bodies[first : first + _AT_A_TIME])

    def _all_said(self, words: Sequence[str]) -> Json:
        """Whose text or heading holds each word."""
        terms = [stemmed(folded(word)) for word in words]
        return all_of([self._seen, *(any_of([term("body", t), term("heading", t)]) for t in terms)])

    def _ids(self, found: Json) -> frozenset[int]:
        return _listed_in(self._point.pages(_listed(found)))

    def _counted(self, found: Json, name: str, missing: int | None = None) -> Iterator[tuple[Any, int]]:
        """How many of the passages count under each value of a field; where given, `missing` stands for having none."""
        body: Json = {"query": found, "size": 0, "track_total_hits": False}
        without = {} if missing is None else {"missing": missing}
        few = self._point.search({**body, "aggs": {"by": {"terms": {"field": name, "size": PAGE_SIZE, **without}}}})
        if not few["aggregations"]["by"]["sum_other_doc_count"]:
            for bucket in few["aggregations"]["by"]["buckets"]:
                yield bucket["key"], bucket["doc_count"]
            return
        source = {"terms": {"field": name, "missing_bucket": missing is not None}}
        many: Json = {"size": PAGE_SIZE, "sources": [{"value": source}]}
        while True:
            answer = self._point.search({**body, "aggs": {"by": {"composite": many}}})["aggregations"]["by"]
            for bucket in answer["buckets"]:
                yield bucket["key"]["value"], bucket["doc_count"]
            if "after_key" not in answer:
                return
            many = {**many, "after": answer["after_key"]}

    def _spelt_like(self, word: str, edits: int) -> Iterator[str]:
        """The words at most so many letters away that any passage ever had."""
        body: Json = {"query": fuzzy("word", word, edits), "sort": [{"word": "asc"}], "size": PAGE_SIZE, **_BARE}
        while True:
            hits = self._server.search(body, words_of(self._held.index))["hits"]["hits"]
            yield from (hit["sort"][0] for hit in hits)
            if len(hits) < PAGE_SIZE:
                return
            body["search_after"] = hits[-1]["sort"]


def _listed(found: Json) -> Json:
    """A search that lists what is found, by its id."""
    return {**_BARE, "query": found, "sort": [{KEY: "asc"}], "track_total_hits": False}


def _listed_in(answers: Iterable[Json]) -> frozenset[int]:
    return frozenset(int(hit["sort"][0]) for answer in answers for hit in answer["hits"]["hits"])


def _remember(known: dict[K, V], learnt: Mapping[K, V]) -> None:
    if len(known) + len(learnt) > _REMEMBERED:
        known.clear()
    known.update(learnt)
