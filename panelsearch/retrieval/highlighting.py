"""Which words of a text match a query? Computed by our analyzer, so that every index shows the same evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from panelsearch.indexing.term_matching import edits_within, near_spans, phrase_starts, wildcard_pattern
from panelsearch.model.spans import Span, merged
from panelsearch.query.ast import Alike, And, Fuzzy, Near, Not, Or, Phrase, Query, Wildcard, Word
from panelsearch.query.visitor import QueryVisitor, Restriction
from panelsearch.text.analyzer import Token, analyze, folded, forms, stemmed


def highlights(text: str, tree: Query) -> tuple[Span, ...]:
    """The matching places in order, overlapping ones joined; what the query excludes or restricts by is not marked."""
    return merged(_Marked(text).visit(tree))


def best_place(text: str, marked: Sequence[Span], width: int) -> int:
    """Where the stretch of `width` characters starts that holds the most different marked words; 0 for none marked."""
    words = [span.of(text).casefold() for span in marked]
    best, most = 0, 0
    for n, first in enumerate(marked):
        held = {words[m] for m in range(n, len(marked)) if marked[m].end <= first.start + width}
        if len(held) > most:
            best, most = first.start, len(held)
    return best


class _Marked(QueryVisitor[Iterable[Span]]):
    """Where the words of a query stand in a text; what it excludes or restricts by stands nowhere."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _tokens(self) -> Sequence[Token]:
        """Taken apart only for a query that asks for words: a restriction marks none."""
        return analyze(self._text)

    @cached_property
    def _plain(self) -> Sequence[Token]:
        return [token for token in self._tokens if not token.whole]

    @cached_property
    def _exact(self) -> Sequence[str]:
        return [token.exact for token in self._plain]

    @cached_property
    def _terms(self) -> Sequence[str]:
        return [token.term for token in self._plain]

    def visit_and(self, query: And) -> Iterable[Span]:
        return chain.from_iterable(map(self.visit, query.children))

    def visit_or(self, query: Or) -> Iterable[Span]:
        return chain.from_iterable(map(self.visit, query.children))

    def visit_not(self, query: Not) -> Iterable[Span]:
        return ()

    def visit_restriction(self, query: Restriction) -> Iterable[Span]:
        return ()

    def visit_word(self, query: Word) -> Iterable[Span]:
        if query.exact:
            wanted = folded(query.text)
            return [Span(t.start, t.end) for t in self._tokens if t.exact == wanted]
        return self._stemmed(query.text)

    def visit_alike(self, query: Alike) -> Iterable[Span]:
        return chain.from_iterable(map(self._stemmed, query.words))

    def visit_phrase(self, query: Phrase) -> Iterable[Span]:
        return self._runs(self._exact, query.words)

    def visit_near(self, query: Near) -> Iterable[Span]:
        said = self._exact if query.exact else self._terms
        words = query.words if query.exact else [stemmed(word) for word in query.words]
        for places in near_spans(said, words, query.distance):
            yield from (Span(self._plain[at].start, self._plain[at].end) for at in places)

    def visit_wildcard(self, query: Wildcard) -> Iterable[Span]:
        pattern = wildcard_pattern(query.pattern)
        return [Span(t.start, t.end) for t in self._tokens if pattern.fullmatch(t.exact)]

    def visit_fuzzy(self, query: Fuzzy) -> Iterable[Span]:
        return [Span(t.start, t.end) for t in self._tokens if edits_within(query.text, t.exact, query.edits)]

    def _stemmed(self, word: str) -> Iterator[Span]:
        for form in forms(word):
            if len(form) == 1:
                yield from (Span(t.start, t.end) for t in self._tokens if t.term == form[0])
            else:
                yield from self._runs(self._terms, form)

    def _runs(self, said: Sequence[str], words: Sequence[str]) -> Iterator[Span]:
        """Where the words stand one after another."""
        for at in phrase_starts(said, words):
            yield Span(self._plain[at].start, self._plain[at + len(words) - 1].end)
