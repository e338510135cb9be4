"""Which passages are about this? Ranked hits, counted facets, and where else the same words stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache, partial

from panelsearch.indexing.base import Match, Sort
from panelsearch.indexing.facets import narrowing
from panelsearch.model.search_results import (
    FacetTable,
    FacetValue,
    Grouping,
    Hit,
    HitGroup,
    Holds,
    MonthlyCounts,
    SearchResult,
    Twin,
    UnknownWord,
)
from panelsearch.model.spans import Span
from panelsearch.query.ast import Alike, And, DocumentIn, ParsedQuery, Query, Word
from panelsearch.query.fields import COUNTED_FIELDS
from panelsearch.query.parser import parse
from panelsearch.retrieval.abbreviation_expansion import Acronyms
from panelsearch.retrieval.compound_expansion import Compounds
from panelsearch.retrieval.highlighting import highlights
from panelsearch.retrieval.hits import Hits, Marks
from panelsearch.retrieval.provenance import Places
from panelsearch.retrieval.query_expansion import Meanings
from panelsearch.retrieval.ranking import Ranked, ranked
from panelsearch.retrieval.relevance_feedback import Read
from panelsearch.retrieval.sum_expansion import sums_as_printed
from panelsearch.retrieval.synonyms import FILE_NAME as SYNONYMS_FILE
from panelsearch.retrieval.synonyms import read_synonyms
from panelsearch.retrieval.unknown_words import unknown_in
from panelsearch.services.saved_searches import SavedSearch
from panelsearch.services.snapshot import Snapshot
from panelsearch.storage.library_files import OwnFile

_SCREENFUL = 20
_GROUPED = 1_000
"""How many of the best passages are put in groups."""
_WORDS_KEPT = 4_096


class SearchService:
    """Searches the passages of one snapshot; `meant` widens the names in a query to all that were joined."""

    def __init__(self, snapshot: Snapshot, places: Places, hits: Hits, meant: Callable[[Query], Query]) -> None:
        self._snapshot, self._places, self._hits, self._meant = snapshot, places, hits, meant
        self.frequency = lru_cache(_WORDS_KEPT)(self._frequency)
        """The share of passages that hold a word, 0 to 1."""

    def search(
        self, query: str, *, limit: int | None = _SCREENFUL, sort: Sort = Sort.RELEVANCE, fold: bool = True,
        strict: bool = False, synonyms: bool = True, boilerplate: bool = False, since: datetime | None = None,
        group: Grouping = Grouping.PASSAGE, near: bool = True,
    ) -> SearchResult:  # fmt: skip
        """Ranked passages. `total` counts those that match; others that hold only some of the words, or words that go
        with them, follow where there is room, unless `strict`. What many papers repeat ranks lower, unless
        `boilerplate`.

        With `since`, only matches in papers that came in then or later. By item or by meeting, `limit` counts those, in
        the order of their best passage.

        Folded, passages of the very same words are one hit that tells where else they stand; unfolded, each is a hit.
        Not `near`, hits do not tell where nearly the same words stand, which costs most of a long list.

        QueryError for an unknown field.
        """
        parsed = parse(query)
        if self._snapshot.is_empty:
            return SearchResult(query, parsed.canonical, 0, (), parsed.notes, library_empty=True, since=since)
        index = self._snapshot.index()
        tree = self._since(self._meant(parsed.tree), since)
        reach = limit if limit is None or group is Grouping.PASSAGE else max(limit, _GROUPED)
        meanings = self._meanings() if synonyms else Meanings(())
        if strict or since or sort is not Sort.RELEVANCE:
            matches = index.search(meanings.widened(tree), reach, sort, demoted=not boilerplate)
            found = Ranked(matches.total, matches.matches)
        else:
            found = ranked(
                tree, meanings, reach, index, self._read, self._snapshot.passage_count, demoted=not boilerplate
            )
        marks = Marks(
            meanings.widened(parsed.tree),
            Alike(tuple(found.related)),
            frozenset(m.passage_id for m in found.beyond),
            tree,
        )
        groups: tuple[HitGroup, ...] = ()
        if group is Grouping.PASSAGE:
            hits = self._hits.of((*found.matches, *found.beyond), marks, fold=fold, near=near)
        else:
            groups = self._hits.grouped((*found.matches, *found.beyond[:limit]), group, marks, limit)
            hits = tuple(hit for one in groups for hit in one.hits)
        if since:
            hits = tuple(map(self._as_new, hits))
        unknown = () if found.total or since else self._unknown(parsed)
        return SearchResult(
            query, parsed.canonical, found.total, hits, (*parsed.notes, *_what_follows(hits)),
            tuple(dict.fromkeys(other for one in unknown for other in one.meant)), synonyms=meanings.found,
            related=tuple(found.related), since=since, groups=groups, unknown=unknown,
        )  # fmt: skip

    def matching(self, search: SavedSearch) -> tuple[ParsedQuery, Sequence[Match], Marks]:
        """All matches of a search, ranked as `search` ranks them, and what is marked in them; no near misses.

        QueryError for an unknown field.
        """
        parsed = parse(search.query)
        tree = self._meant(parsed.tree)
        meanings = self._meanings() if search.synonyms and not self._snapshot.is_empty else Meanings(())
        marks = Marks(meanings.widened(parsed.tree), Alike(()), frozenset(), tree)
        if self._snapshot.is_empty:
            return parsed, (), marks
        index, demoted = self._snapshot.index(), not search.boilerplate
        if search.strict or search.sort is not Sort.RELEVANCE:
            return parsed, index.search(meanings.widened(tree), None, search.sort, demoted=demoted).matches, marks
        found = ranked(tree, meanings, None, index, self._read, self._snapshot.passage_count, demoted=demoted)
        return parsed, found.matches, marks

    def facets(self, query: str, *, synonyms: bool = True) -> tuple[FacetTable, ...]:
        """All passages that match, counted by every facet. QueryError for an unknown field."""
        tree = self._meant(parse(query).tree)
        if self._snapshot.is_empty:
            return ()
        wanted = self._meanings().widened(tree) if synonyms else tree
        counted = ((facet, self._snapshot.index().facets(wanted, facet)) for facet in COUNTED_FIELDS)
        return tuple(
            FacetTable(facet, tuple(FacetValue(c.value, c.passages, narrowing(facet, c.value)) for c in counts))
            for facet, counts in counted
        )

    def by_month(self, query: str) -> MonthlyCounts:
        """All passages that match, counted by the month of their meeting. QueryError for an unknown field."""
        tree = self._meant(parse(query).tree)
        if self._snapshot.is_empty:
            return MonthlyCounts({}, 0)
        days = self._snapshot.index().by_day(self._meanings().widened(tree))
        counts: dict[int, list[int]] = {}
        for day, count in days.items():
            if day is not None:
                counts.setdefault(day.year, [0] * 12)[day.month - 1] += count
        return MonthlyCounts({year: tuple(months) for year, months in counts.items()}, days.get(None, 0))

    def find(self, tree: Query, limit: int) -> tuple[Hit, ...]:
        """Ranked passages for a query tree, nothing marked in them; what answers are looked for in."""
        return self._hits.of(self._snapshot.index().search(self._meant(tree), limit).matches, None)

    def _frequency(self, word: str) -> float:
        count = self._snapshot.index().search(Word(word), 1).total
        return count / max(1, self._snapshot.passage_count)

    def unknown(self, query: str) -> tuple[UnknownWord, ...]:
        """The query's words and fields' values that no paper has. QueryError for an unknown field."""
        return () if self._snapshot.is_empty else self._unknown(parse(query))

    def _unknown(self, parsed: ParsedQuery) -> tuple[UnknownWord, ...]:
        def bodies() -> list[str]:
            return [body for body, _ in self._snapshot.catalogue.bodies() if body]

        return unknown_in(parsed, self._snapshot.index(), self._meant, bodies)

    def highlights(self, query: str, text: str) -> tuple[Span, ...]:
        """The places in a text that match the query."""
        return highlights(text, parse(query).tree)

    def twins(self, passage_id: int) -> tuple[Twin, ...]:
        """Where the same words stand elsewhere, or nearly the same, most alike first; KeyError for no such passage."""
        passage = self._snapshot.store.documents.passages_by_id([passage_id])[passage_id]
        (text,) = self._places.texts([passage])
        return self._hits.twins(passage, text)

    def _since(self, tree: Query, since: datetime | None) -> Query:
        if since is None:
            return tree
        new = frozenset(key for key, moment in self._snapshot.arrived.items() if moment >= since)
        return And((*(tree.children if isinstance(tree, And) else (tree,)), DocumentIn(new)))

    def _as_new(self, hit: Hit) -> Hit:
        """The hit with its day, and with the papers that had the very same words before: a signed copy is new too."""
        passage = self._snapshot.store.documents.passages_by_id([hit.passage_id])[hit.passage_id]
        twins = self._hits.twins(passage, hit.text)
        before = (twin.source for twin in twins if twin.resemblance == 1 and twin.source not in hit.also_in)
        return replace(
            hit, first_indexed=self._snapshot.arrived[passage.document_id], also_in=(*hit.also_in, *before)
        )  # fmt: skip

    def _meanings(self) -> Meanings:
        """Other words for those of a query; the user's file is read each time, so that a change shows at once."""
        store, generation = self._snapshot.store, self._snapshot.number
        synonyms = read_synonyms(OwnFile(store.files, SYNONYMS_FILE))
        acronyms = Acronyms(
            partial(store.queries.written_out, generation), partial(store.queries.acronyms_of, generation)
        )
        return Meanings((synonyms.others, acronyms.others, Compounds(self._snapshot.index()).others, sums_as_printed))

    def _read(self, matches: Sequence[Match]) -> list[Read]:
        known = self._snapshot.store.documents.passages_by_id([match.passage_id for match in matches])
        passages = [known[match.passage_id] for match in matches]
        told = zip(matches, passages, self._places.texts(passages), strict=True)
        return [Read(match.score, passage.document_id, text) for match, passage, text in told]


def _what_follows(hits: Sequence[Hit]) -> Iterator[str]:
    if any(hit.holds is Holds.SOME for hit in hits):
        yield "passages with only some of the words follow"
    if any(hit.holds is Holds.NONE for hit in hits):
        yield "passages with none of the words follow, which hold words that go with them"
