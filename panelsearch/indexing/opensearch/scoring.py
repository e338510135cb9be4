"""What does each match score? The arithmetic of `bm25f`, done by the server over frequencies."""

from __future__ import annotations

from collections.abc import Callable

from panelsearch.indexing import bm25f
from panelsearch.indexing.opensearch.catalogue import Held
from panelsearch.indexing.opensearch.filters import all_of, frequencies, matching
from panelsearch.indexing.opensearch.passage_fields import REPEATS
from panelsearch.indexing.opensearch.repetition import script as repeated
from panelsearch.indexing.opensearch.server import Json
from panelsearch.query.ast import And, Boost, Fuzzy, Not, Or, Query, Wildcard
from panelsearch.query.visitor import QueryVisitor, Restriction, TextLeaf

_SATURATED = "params.worth * _score / (_score + params.k1)"
_ANNOUNCED = f"(doc['announced'].value == 1 ? {bm25f.ANNOUNCEMENT} : 1.0)"
_PRIOR = f"_score * {_ANNOUNCED}"
_DEMOTED = f"{repeated(REPEATS)} return {_PRIOR} / (1 + {bm25f.REPEAT_DAMPING} * Math.log1p((double) r));"


def weighed(query: Json, held: Held, *, demoted: bool) -> Json:
    """A query whose scores are multiplied by what is true of a passage before any query, in that generation."""
    as_of = {"number": held.run, "given_up": held.given_up}
    script = {"source": _DEMOTED, "params": as_of} if demoted else {"source": _PRIOR}
    return {"script_score": {"query": query, "script": script}}


def counting(query: Query) -> tuple[TextLeaf, ...]:
    """What is said in a tree that counts in the ranking."""
    return _Leaves().visit(query)


def scored(query: Query, average: float, idf: Callable[[TextLeaf], float]) -> Json:
    """The matches of a tree, scored; `average` is as in `frequencies`, and `idf` says how rare a leaf is."""
    return _Scored(average, idf).visit(query)


class _Leaves(QueryVisitor[tuple[TextLeaf, ...]]):
    """See `counting`."""

    def visit_and(self, query: And) -> tuple[TextLeaf, ...]:
        return tuple(leaf for child in query.children for leaf in self.visit(child))

    def visit_or(self, query: Or) -> tuple[TextLeaf, ...]:
        return tuple(leaf for child in query.children for leaf in self.visit(child))

    def visit_not(self, query: Not) -> tuple[TextLeaf, ...]:
        return ()

    def visit_text(self, query: TextLeaf) -> tuple[TextLeaf, ...]:
        return (query,)

    def visit_restriction(self, query: Restriction) -> tuple[TextLeaf, ...]:
        return ()


def has_rarity(leaf: TextLeaf) -> bool:
    """Whether it counts how rare a leaf is: what a pattern or a slip stands for counts the same anywhere."""
    return not isinstance(leaf, Wildcard | Fuzzy)


class _Scored(QueryVisitor[Json]):
    """See `scored`; all counts `factor` times, and what only restricts scores nothing."""

    def __init__(self, average: float, idf: Callable[[TextLeaf], float], factor: float = 1.0) -> None:
        self._average, self._idf, self._factor = average, idf, factor

    def visit_and(self, query: And) -> Json:
        return {"bool": {"must": [self.visit(child) for child in query.children]}}

    def visit_or(self, query: Or) -> Json:
        return {"bool": {"should": [self.visit(child) for child in query.children], "minimum_should_match": 1}}

    def visit_not(self, query: Not) -> Json:
        return all_of([matching(query)])

    def visit_boost(self, query: Boost) -> Json:
        return _Scored(self._average, self._idf, self._factor * query.factor).visit(query.child)

    def visit_text(self, query: TextLeaf) -> Json:
        worth = self._factor * self._idf(query) * (bm25f.K1 + 1)
        script = {"source": _SATURATED, "params": {"worth": worth, "k1": bm25f.K1}}
        return {"script_score": {"query": frequencies(query, self._average), "script": script}}

    def visit_wildcard(self, query: Wildcard) -> Json:
        return self._as_pattern(query)

    def visit_fuzzy(self, query: Fuzzy) -> Json:
        return self._as_pattern(query)

    def visit_restriction(self, query: Restriction) -> Json:
        return all_of([matching(query)])

    def _as_pattern(self, query: Wildcard | Fuzzy) -> Json:
        worth = bm25f.PATTERN_SCORE * self._factor
        return {"constant_score": {"filter": matching(query), "boost": worth}}
