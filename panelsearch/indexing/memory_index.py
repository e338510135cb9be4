"""A plain index in memory: every definition as directly as it can be written. The oracle for the fast one.

Also what the decisions register is filtered with: it needs no files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

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
from panelsearch.query.fields import NAMED_FIELDS
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
        found = (entry.passage for entry in self._found(query))
        return in_order(Counter(value for passage in found for value in facet_values(passage, facet)))

    def holding(self, words: Sequence[str]) -> tuple[int, ...]:
        """See `IndexReader.holding`."""
        terms = [stemmed(folded(word)) for word in words]
        return tuple(sum(term in entry.body for entry in self._entries) for term in terms)

    def holding_all(self, words: Sequence[str]) -> frozenset[int]:
        """See `IndexReader.holding_all`."""
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

    # what matches

    def _found(self, query: Query) -> list[_Entry]:
        """What matches. Titles count as words of their passages: not alone, where any passage says one itself."""
        matching = [entry for entry in self._entries if self._matches(query, entry)]
        saying = [entry for entry in matching if self._says(query, entry) is not False]
        return saying or matching

    def _says(self, query: Query, entry: _Entry) -> bool | None:
        """Whether the passage itself says one of the words; None where none has to be said."""
        match query:
            case And(children):
                said = [one for child in children if (one := self._says(child, entry)) is not None]
                return any(said) if said else None
            case Or(children):
                every = [self._says(child, entry) for child in children]
                return None if None in every else any(every)
            case Boost(child, _):
                return self._says(child, entry)
            case Word() | Alike() | Phrase() | Near() | Wildcard() | Fuzzy():
                return self._stands(query, entry)
            case _:
                return None

    def _stands(self, query: Query, entry: _Entry) -> bool:
        """Whether the passage matches by its own text and heading."""
        match query:
            case And(children):
                return all(self._stands(child, entry) for child in children)
            case Or(children):
                return any(self._stands(child, entry) for child in children)
            case Not(child) | Boost(Not(child), _):
                return not self._stands(child, entry)
            case Boost(child, _):
                return self._stands(child, entry)
            case _:
                return self._matches(query, replace(entry, title=Counter()))

    def _matches(self, query: Query, entry: _Entry) -> bool:
        match query:
            case Everything():
                return True
            case And(children):
                return all(self._matches(child, entry) for child in children)
            case Or(children):
                return any(self._matches(child, entry) for child in children)
            case Not(child) | Boost(Not(child), _):
                return not self._stands(child, entry)
            case Boost(child, _):
                return self._matches(child, entry)
            case NameIs(field, value):
                return _named(entry.passage, field, value)
            case DateIn(first, last):
                when = entry.passage.meeting_date
                return when is not None and (first is None or first <= when) and (last is None or when <= last)
            case MoneyIn(low, high, asked):
                return any(
                    currency in currencies_meant(asked)
                    and (low is None or low <= pence)
                    and (high is None or pence <= high)
                    for currency, pence in entry.passage.sums
                )
            case PageIn(first, last):
                page = entry.passage.page
                return (first is None or first <= page) and (last is None or page <= last)
            case DocumentIn(documents):
                return entry.passage.document_id in documents
            case _:
                return self._frequency(query, entry) > 0

    def _frequency(self, leaf: Query, entry: _Entry) -> float:
        """How often a leaf occurs in a passage, fields weighted."""
        match leaf:
            case Word(text, exact=True):
                return float(sum(word == folded(text) for word in _all_exact(entry)))
            case Word(text):
                return sum(self._form_frequency(form, entry) for form in forms(text))
            case Alike(words):
                wanted = dict.fromkeys(form for word in words for form in forms(word))
                return sum(self._form_frequency(form, entry) for form in wanted)
            case Phrase(words):
                return float(sum(1 for _ in phrase_starts(entry.exact, words)))
            case Near(words, distance, exact=True):
                return float(sum(1 for _ in near_spans(entry.exact, words, distance)))
            case Near(words, distance):
                return float(sum(1 for _ in near_spans(entry.terms, [stemmed(word) for word in words], distance)))
            case Wildcard(pattern):
                return float(any(wildcard_pattern(pattern).fullmatch(word) for word in entry.exact_words))
            case Fuzzy(text, edits):
                return float(any(edits_within(folded(text), word, edits) for word in entry.exact_words))
            case _:
                return 0.0

    def _form_frequency(self, form: tuple[str, ...], entry: _Entry) -> float:
        if len(form) > 1:
            body = float(sum(1 for _ in phrase_starts(entry.terms, form)))
            return bm25f.weighted_frequency(body, 0, 0, len(entry.terms), self._average)
        (term,) = form
        return bm25f.weighted_frequency(
            entry.body[term], entry.heading[term], entry.title[term], len(entry.terms), self._average
        )

    # how well

    def _score(self, query: Query, entry: _Entry) -> float:
        match query:
            case And(children):
                return sum(self._score(child, entry) for child in children) if self._matches(query, entry) else 0.0
            case Or(children):
                return sum(self._score(child, entry) for child in children)
            case Boost(child, factor):
                return factor * self._score(child, entry)
            case Wildcard() | Fuzzy():
                return bm25f.PATTERN_SCORE * self._frequency(query, entry)
            case Word() | Alike() | Phrase() | Near():
                frequency = self._frequency(query, entry)
                return self._idf(query) * bm25f.saturated(frequency) if frequency else 0.0
            case _:
                return 0.0

    def _prior(self, passage: IndexedPassage, *, demoted: bool) -> float:
        return bm25f.prior(passage.kind, self._repeats.get(passage.passage_id, 0), demoted=demoted)

    def _idf(self, leaf: Query) -> float:
        holding = sum(self._frequency(leaf, entry) > 0 for entry in self._entries)
        return bm25f.idf(len(self._entries), holding)


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


def _all_exact(entry: _Entry) -> tuple[str, ...]:
    return tuple(token.exact for token in analyze(entry.passage.text))


def _named(passage: IndexedPassage, field: str, value: str) -> bool:
    wanted = set(words_of(value))
    return bool(wanted) and any(wanted <= set(words_of(name)) for name in NAMED_FIELDS[field](passage))


def _order(sort: Sort, match: Match, passage: IndexedPassage) -> tuple[float, float]:
    when = passage.meeting_date.toordinal() if passage.meeting_date else None
    if sort is Sort.RELEVANCE:
        return (-match.score, 0)
    if when is None:
        return (float("inf"), -match.score)
    return (when if sort is Sort.OLDEST else -when, -match.score)
