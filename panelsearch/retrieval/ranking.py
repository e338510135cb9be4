"""Which passages come first, and which follow those that match? Matches, then those that hold some of the words.

Both are ranked by the words that go with the query's too; see `relevance_feedback`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from panelsearch.indexing.base import IndexReader, Match, Matches
from panelsearch.query.ast import Query
from panelsearch.query.relaxation import lifted, relaxed
from panelsearch.retrieval.query_expansion import Meanings
from panelsearch.retrieval.relevance_feedback import BEST, Read, related_words

_Search = Callable[[Query, int | None], Matches]


@dataclass(frozen=True, slots=True)
class Ranked:
    """`matches` are the best of the `total` that the query finds; `beyond` hold some of its words or `related` ones."""

    total: int
    matches: tuple[Match, ...]
    beyond: tuple[Match, ...] = ()
    related: Mapping[str, float] = field(default_factory=dict)


def ranked(
    tree: Query, meanings: Meanings, limit: int | None, reader: IndexReader,
    read: Callable[[Sequence[Match]], Sequence[Read]], passages: int, *, demoted: bool = True,
) -> Ranked:  # fmt: skip
    """The best passages for a query, most relevant first; `read` gives the words of a few, `passages` counts all.

    Who asks for all matches (`limit` None) asks for no near misses. `demoted`: see `IndexReader.search`.
    """
    search: _Search = partial(reader.search, demoted=demoted)
    wanted = meanings.widened(tree)
    found = search(wanted, None if limit is None else max(limit, BEST))
    if relaxed(tree, {"": 1.0}) is None:  # nothing to make looser: a phrase, or a query with operators
        return Ranked(found.total, found.matches[:limit])
    first = _beyond(relaxed(tree), meanings, BEST, found, search) if found.total < BEST else ()
    best = (*found.matches, *first)[:BEST]
    related = related_words(wanted, read(best), reader, passages)
    found = search(lifted(wanted, tree, related), limit)
    if limit is None or found.total >= limit:
        return Ranked(found.total, found.matches[:limit], (), related)
    beyond = _beyond(relaxed(tree, related), meanings, limit, found, search)
    return Ranked(found.total, found.matches[:limit], beyond[: limit - len(found.matches)], related)


def _beyond(looser: Query | None, meanings: Meanings, limit: int, found: Matches, search: _Search) -> tuple[Match, ...]:
    if looser is None:
        return ()
    seen = {match.passage_id for match in found.matches}
    return tuple(m for m in search(meanings.widened(looser), limit).matches if m.passage_id not in seen)
