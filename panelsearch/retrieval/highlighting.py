"""Which words of a text match a query? Computed by our analyzer, so that every index shows the same evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from panelsearch.indexing.term_matching import edits_within, near_spans, phrase_starts, wildcard_pattern
from panelsearch.model.spans import Span, merged
from panelsearch.query.ast import Alike, And, Boost, Fuzzy, Near, Or, Phrase, Query, Wildcard, Word
from panelsearch.text.analyzer import Token, analyze, folded, forms, stemmed


def highlights(text: str, tree: Query) -> tuple[Span, ...]:
    """The matching places in order, overlapping ones joined; what the query excludes or restricts by is not marked."""
    tokens = analyze(text)
    return merged(span for leaf in _leaves(tree) for span in _places(tokens, leaf))


def best_place(text: str, marked: Sequence[Span], width: int) -> int:
    """Where the stretch of `width` characters starts that holds the most different marked words; 0 for none marked."""
    words = [span.of(text).casefold() for span in marked]
    best, most = 0, 0
    for n, first in enumerate(marked):
        held = {words[m] for m in range(n, len(marked)) if marked[m].end <= first.start + width}
        if len(held) > most:
            best, most = first.start, len(held)
    return best


def _leaves(tree: Query) -> Iterator[Query]:
    if isinstance(tree, And | Or):
        for child in tree.children:
            yield from _leaves(child)
    elif isinstance(tree, Boost):
        yield from _leaves(tree.child)
    elif isinstance(tree, Word | Alike | Phrase | Near | Wildcard | Fuzzy):
        yield tree


def _places(tokens: tuple[Token, ...], leaf: Query) -> Iterator[Span]:
    plain = [token for token in tokens if not token.whole]
    exact = [token.exact for token in plain]
    if isinstance(leaf, Word):
        if leaf.exact:
            yield from (Span(t.start, t.end) for t in tokens if t.exact == folded(leaf.text))
            return
        yield from _stemmed_places(tokens, plain, leaf.text)
    elif isinstance(leaf, Alike):
        for word in leaf.words:
            yield from _stemmed_places(tokens, plain, word)
    elif isinstance(leaf, Phrase):
        for at in phrase_starts(exact, leaf.words):
            yield Span(plain[at].start, plain[at + len(leaf.words) - 1].end)
    elif isinstance(leaf, Near):
        terms = exact if leaf.exact else [token.term for token in plain]
        words = leaf.words if leaf.exact else [stemmed(word) for word in leaf.words]
        for places in near_spans(terms, words, leaf.distance):
            yield from (Span(plain[at].start, plain[at].end) for at in places)
    elif isinstance(leaf, Wildcard):
        pattern: re.Pattern[str] = wildcard_pattern(leaf.pattern)
        yield from (Span(t.start, t.end) for t in tokens if pattern.fullmatch(t.exact))
    elif isinstance(leaf, Fuzzy):
        yield from (Span(t.start, t.end) for t in tokens if edits_within(leaf.text, t.exact, leaf.edits))


def _stemmed_places(tokens: Sequence[Token], plain: Sequence[Token], word: str) -> Iterator[Span]:
    terms = [token.term for token in plain]
    for form in forms(word):
        if len(form) == 1:
            yield from (Span(t.start, t.end) for t in tokens if t.term == form[0])
        for at in phrase_starts(terms, form) if len(form) > 1 else ():
            yield Span(plain[at].start, plain[at + len(form) - 1].end)
