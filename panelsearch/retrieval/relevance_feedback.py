"""Which words go with those asked for? What the best passages say more often than the library does.

Pseudo-relevance feedback after RM3: Lavrenko and Croft, "Relevance-based language models", SIGIR 2001; Abdul-Jaleel
and others, "UMass at TREC 2004", mixed with the query as there. It ranks and adds passages behind those that match;
what a query matches stays what it says.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from panelsearch.gazetteers.loader import words
from panelsearch.indexing.base import IndexReader
from panelsearch.query.ast import Query
from panelsearch.query.printer import print_query
from panelsearch.text.analyzer import Token, analyze

BEST = 6
"""How many of the best passages are read."""
_WORDS = 12
_WEIGHT = 0.3
_COMMON = 0.05
"""A word that stands in more of the passages than this goes with anything."""
_LEAST_LETTERS = 3
_GOES_WITH_ANYTHING = words("common_words.go_with_anything")


@dataclass(frozen=True, slots=True)
class Read:
    """One of the best passages: its score, its document and its words."""

    score: float
    document_id: int
    text: str


def related_words(query: Query, best: Sequence[Read], reader: IndexReader, passages: int) -> dict[str, float]:
    """At most a dozen words and what each counts beside a word asked for (1), the weightiest first.

    Each stands in two documents of the best passages or more.
    """
    known = {token.term for token in analyze(print_query(query))}
    shares: defaultdict[str, float] = defaultdict(float)
    documents: defaultdict[str, set[int]] = defaultdict(set)
    spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
    top = max((one.score for one in best), default=0.0) or 1.0
    for one in best:
        tokens = [t for t in analyze(one.text) if not t.whole and _may_tell(t)]
        for token in tokens:
            if token.term not in known:
                shares[token.term] += one.score / top / len(tokens)
                documents[token.term].add(one.document_id)
                spelt[token.term][token.exact] += 1
    terms = [term for term in shares if len(documents[term]) > 1]
    spellings = [min(spelt[term].items(), key=lambda pair: (-pair[1], pair[0]))[0] for term in terms]
    most = max(1, passages)
    weighed: list[tuple[float, str]] = []
    for term, word, holding in zip(terms, spellings, reader.holding(spellings), strict=True):
        if 1 < holding <= _COMMON * most:
            weighed.append((shares[term] * math.log(most / holding), word))
    weighed.sort(key=lambda pair: (-pair[0], pair[1]))
    return {word: _WEIGHT * weight / weighed[0][0] for weight, word in weighed[:_WORDS]}


def _may_tell(token: Token) -> bool:
    return token.exact.isalpha() and len(token.term) >= _LEAST_LETTERS and token.exact not in _GOES_WITH_ANYTHING
