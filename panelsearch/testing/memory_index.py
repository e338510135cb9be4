"""A plain index in memory: every definition as directly as it can be written. The oracle for the fast one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from panelsearch.errors import LibraryDamagedError
from panelsearch.indexing import bm25f
from panelsearch.indexing.base import (
    FacetCount,
    IndexReader,
    IndexWriter,
    Match,
    Matches,
    Sort,
    Standing,
)
from panelsearch.indexing.facets import facet_values, in_order
from panelsearch.indexing.spelling import suggestions
from panelsearch.indexing.term_matching import edits_within, near_spans, phrase_starts, wildcard_pattern
from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.query.ast import (
    Alike,
    And,
    Boost,
    DateIn,
    DocumentIn,
    Everything,
    Fuzzy,
    MoneyIn,
    NameIs,
    Near,
    Not,
    Or,
    PageIn,
    Phrase,
    Query,
    Wildcard,
    Word,
)
from panelsearch.query.fields import COUNTED_FIELDS, NAMED_FIELDS
from panelsearch.query.visitor import QueryVisitor, Restriction, TextLeaf
from panelsearch.text.analyzer import analyze, folded, forms, stemmed, words_of
from panelsearch.text.currencies import currencies_meant


@dataclass(frozen=True, slots=True)
class _Entry:
    passage: IndexedPassage
    terms: tuple[str, ...]
    exact: tuple[str, ...]
    body: Counter[str]
    heading: Counter[str]
    title: Counter[str]
    exact_words: frozenset[str]

    @classmethod
    def of(cls, passage: IndexedPassage) -> _Entry:
        tokens = analyze(passage.text)
        heading, title = analyze(passage.heading), analyze(passage.title)
        return cls(
            passage,
            tuple(t.term for t in tokens if not t.whole),
            tuple(t.exact for t in tokens if not t.whole),
            Counter(t.term for t in tokens),
            Counter(t.term for t in heading),
            Counter(t.term for t in title),
            frozenset(t.exact for t in tokens),
        )


class MemoryIndex:
    """A reader over passages held in memory."""

    def __init__(self, passages: Iterable[IndexedPassage], standing: Standing | None = None) -> None:
        self._repeats = standing.repeats if standing else {}
        rank = {document: n for n, document in enumerate(standing.documents if standing else ())}
        ordered = sorted(passages, key=lambda p: (rank.get(p.document_id, len(rank)), p.document_id, p.passage_id))
        self._entries = [_Entry.of(passage) for passage in ordered]
        lengths = [len(entry.terms) for entry in self._entries]
        self._average = sum(lengths) / len(lengths) if lengths else 1.0

    def search(
        self, query: Query, limit: int | None = 20, sort: Sort = Sort.RELEVANCE, *, demoted: bool = True
    ) -> Matches:
        """See `IndexReader.search`."""
        found = [
            (Match(e.passage.passage_id, self._score(query, e) * self._prior(e.passage, demoted=demoted)), e)
            for e in self._found(query)
        ]
        found.sort(key=lambda pair: _order(sort, pair[0], pair[1].passage))  # stable: entries are in canonical order
        return Matches(len(found), tuple(match for match, _ in found[:limit]))

    def matching_ids(self, query: Query) -> frozenset[int]:
        """See `IndexReader.matching_ids`."""
        return frozenset(entry.passage.passage_id for entry in self._found(query))

    def facets(self, query: Query, facet: str) -> tuple[FacetCount, ...]:
        """See `IndexReader.facets`."""
        if facet not in COUNTED_FIELDS:
            raise KeyError(facet)
        found = (entry.passage for entry in self._found(query))
        return in_order(Counter(value for passage in found for value in facet_values(passage, facet)))

    def by_day(self, query: Query) -> dict[date | None, int]:
        """See `IndexReader.by_day`."""
        counts = Counter(entry.passage.meeting_date for entry in self._found(query))
        return dict(sorted(counts.items(), key=lambda pair: pair[0] or date.min))

    def holding(self, words: Sequence[str]) -> tuple[int, ...]:
        """See `IndexReader.holding`."""
        terms = [stemmed(folded(word)) for word in words]
        return tuple(sum(term in entry.body for entry in self._entries) for term in terms)

    def holding_all(self, groups: Sequence[Sequence[str]]) -> list[frozenset[int]]:
        """See `IndexReader.holding_all`."""
        return list(map(self._holding_all, groups))

    def _holding_all(self, words: Sequence[str]) -> frozenset[int]:
        terms = [stemmed(folded(word)) for word in words]
        return frozenset(
            entry.passage.passage_id
            for entry in self._entries
            if all(term in entry.body or term in entry.heading for term in terms)
        )

    def suggest(self, word: str) -> tuple[str, ...]:
        """See `IndexReader.suggest`."""
        wanted = folded(word)
        counts = Counter(exact for entry in self._entries for exact in entry.exact_words)
        return suggestions(wanted, counts)

    def close(self) -> None:
        """Nothing to release."""

    def _found(self, query: Query) -> list[_Entry]:
        """What matches. Titles count as words of their passages: not alone, where any passage says one itself."""
        matching = [entry for entry in self._entries if _Matches(entry, self._average).visit(query)]
        saying = [entry for entry in matching if _Says(entry, self._average).visit(query) is not False]
        return saying or matching

    def _score(self, query: Query, entry: _Entry) -> float:
        return _Score(entry, self._average, self._idf).visit(query)

    def _prior(self, passage: IndexedPassage, *, demoted: bool) -> float:
        return bm25f.prior(passage.kind, self._repeats.get(passage.passage_id, 0), demoted=demoted)

    def _idf(self, leaf: Query) -> float:
        holding = sum(_Frequency(entry, self._average).visit(leaf) > 0 for entry in self._entries)
        return bm25f.idf(len(self._entries), holding)


class _Frequency(QueryVisitor[float]):
    """How often a leaf occurs in a passage, fields weighted."""

    def __init__(self, entry: _Entry, average: float) -> None:
        self._entry, self._average = entry, average

    def visit_word(self, query: Word) -> float:
        if query.exact:
            said = (token.exact for token in analyze(self._entry.passage.text))
            return float(sum(word == folded(query.text) for word in said))
        return sum(map(self._of_form, forms(query.text)))

    def visit_alike(self, query: Alike) -> float:
        return sum(map(self._of_form, dict.fromkeys(form for word in query.words for form in forms(word))))

    def visit_phrase(self, query: Phrase) -> float:
        return float(sum(1 for _ in phrase_starts(self._entry.exact, query.words)))

    def visit_near(self, query: Near) -> float:
        words = query.words if query.exact else [stemmed(word) for word in query.words]
        said = self._entry.exact if query.exact else self._entry.terms
        return float(sum(1 for _ in near_spans(said, words, query.distance)))

    def visit_wildcard(self, query: Wildcard) -> float:
        return float(any(wildcard_pattern(query.pattern).fullmatch(word) for word in self._entry.exact_words))

    def visit_fuzzy(self, query: Fuzzy) -> float:
        return float(any(edits_within(folded(query.text), word, query.edits) for word in self._entry.exact_words))

    def _of_form(self, form: tuple[str, ...]) -> float:
        entry = self._entry
        if len(form) > 1:
            body = float(sum(1 for _ in phrase_starts(entry.terms, form)))
            return bm25f.weighted_frequency(body, 0, 0, len(entry.terms), self._average)
        (term,) = form
        return bm25f.weighted_frequency(
            entry.body[term], entry.heading[term], entry.title[term], len(entry.terms), self._average
        )


class _Stands(QueryVisitor[bool]):
    """Whether the passage matches by its own text and heading."""

    def __init__(self, entry: _Entry, average: float) -> None:
        self._entry = entry
        self._frequency = _Frequency(replace(entry, title=Counter()), average)

    def visit_and(self, query: And) -> bool:
        return all(map(self.visit, query.children))

    def visit_or(self, query: Or) -> bool:
        return any(map(self.visit, query.children))

    def visit_not(self, query: Not) -> bool:
        return not self.visit(query.child)

    def visit_text(self, query: TextLeaf) -> bool:
        return self._frequency.visit(query) > 0

    def visit_everything(self, query: Everything) -> bool:
        return True

    def visit_name(self, query: NameIs) -> bool:
        wanted = set(words_of(query.value))
        names = NAMED_FIELDS[query.field](self._entry.passage)
        return bool(wanted) and any(wanted <= set(words_of(name)) for name in names)

    def visit_date(self, query: DateIn) -> bool:
        when = self._entry.passage.meeting_date
        return (
            when is not None
            and (query.first is None or query.first <= when)
            and (query.last is None or when <= query.last)
        )

    def visit_money(self, query: MoneyIn) -> bool:
        return any(
            currency in currencies_meant(query.currency)
            and (query.low is None or query.low <= pence)
            and (query.high is None or pence <= query.high)
            for currency, pence in self._entry.passage.sums
        )

    def visit_page(self, query: PageIn) -> bool:
        page = self._entry.passage.page
        return (query.first is None or query.first <= page) and (query.last is None or page <= query.last)

    def visit_document(self, query: DocumentIn) -> bool:
        return self._entry.passage.document_id in query.documents


class _Matches(_Stands):
    """Whether the passage matches, by its paper's title too; that excludes nothing."""

    def __init__(self, entry: _Entry, average: float) -> None:
        super().__init__(entry, average)
        self._stands = _Stands(entry, average)
        self._frequency = _Frequency(entry, average)

    def visit_not(self, query: Not) -> bool:
        return not self._stands.visit(query.child)


class _Says(QueryVisitor[bool | None]):
    """Whether the passage itself says one of the words; None where none has to be said."""

    def __init__(self, entry: _Entry, average: float) -> None:
        self._stands = _Stands(entry, average)

    def visit_and(self, query: And) -> bool | None:
        said = [one for child in query.children if (one := self.visit(child)) is not None]
        return any(said) if said else None

    def visit_or(self, query: Or) -> bool | None:
        every = [self.visit(child) for child in query.children]
        return None if None in every else any(every)

    def visit_not(self, query: Not) -> bool | None:
        return None

    def visit_text(self, query: TextLeaf) -> bool | None:
        return self._stands.visit(query)

    def visit_restriction(self, query: Restriction) -> bool | None:
        return None


class _Score(QueryVisitor[float]):
    """How well a passage matches, before its prior."""

    def __init__(self, entry: _Entry, average: float, idf: Callable[[Query], float]) -> None:
        self._idf = idf
        self._matches = _Matches(entry, average)
        self._frequency = _Frequency(entry, average)

    def visit_and(self, query: And) -> float:
        return sum(map(self.visit, query.children)) if self._matches.visit(query) else 0.0

    def visit_or(self, query: Or) -> float:
        return sum(map(self.visit, query.children))

    def visit_not(self, query: Not) -> float:
        return 0.0

    def visit_boost(self, query: Boost) -> float:
        return query.factor * self.visit(query.child)

    def visit_text(self, query: TextLeaf) -> float:
        frequency = self._frequency.visit(query)
        return self._idf(query) * bm25f.saturated(frequency) if frequency else 0.0

    def visit_wildcard(self, query: Wildcard) -> float:
        return bm25f.PATTERN_SCORE * self._frequency.visit(query)

    def visit_fuzzy(self, query: Fuzzy) -> float:
        return bm25f.PATTERN_SCORE * self._frequency.visit(query)

    def visit_restriction(self, query: Restriction) -> float:
        return 0.0


class MemoryEngine:
    """The seam's plain implementation: generations by name, gone with the engine."""

    fingerprint = "memory"

    def __init__(self) -> None:
        self._held: dict[str, _MemoryWriter] = {}

    def name_of(self, number: int) -> str:
        """See `IndexEngine.name_of`."""
        return str(number)

    def holds(self, generation: str) -> bool:
        """See `IndexEngine.holds`."""
        return generation in self._held

    def must_take(self, generation: str) -> None:
        """See `IndexEngine.must_take`: memory is there, and nobody else's."""

    @contextmanager
    def writer(self, generation: str, base: str | None = None) -> Iterator[IndexWriter]:
        """See `IndexEngine.writer`."""
        self._held.pop(generation, None)
        writer = _MemoryWriter(dict(self._held[base].passages) if base else {})
        yield writer
        self._held[generation] = writer

    def reader(self, generation: str) -> IndexReader:
        """See `IndexEngine.reader`."""
        if generation not in self._held:
            raise LibraryDamagedError(f"There is no index {generation}.", "Make it anew: panelsearch index --rebuild")
        held = self._held[generation]
        return MemoryIndex(held.passages.values(), held.standing)

    def faults(self, generation: str) -> Iterator[str]:
        """None: memory is taken to be whole."""
        return iter(())

    def sweep(self, keep: Collection[str]) -> None:
        """See `IndexEngine.sweep`."""
        self._held = {name: held for name, held in self._held.items() if name in keep}


class _MemoryWriter:
    def __init__(self, passages: dict[int, IndexedPassage]) -> None:
        self.passages = passages
        self.standing = Standing()

    def add(self, passages: Iterable[IndexedPassage]) -> None:
        self.passages |= {passage.passage_id: passage for passage in passages}

    def remove(self, documents: Collection[int]) -> None:
        self.passages = {key: p for key, p in self.passages.items() if p.document_id not in documents}

    def arrange(self, standing: Standing) -> None:
        self.standing = standing


def _order(sort: Sort, match: Match, passage: IndexedPassage) -> tuple[float, float]:
    when = passage.meeting_date.toordinal() if passage.meeting_date else None
    if sort is Sort.RELEVANCE:
        return (-match.score, 0)
    if when is None:
        return (float("inf"), -match.score)
    return (when if sort is Sort.OLDEST else -when, -match.score)
