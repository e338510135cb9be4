"""What comes after the passages that hold every word? Those that hold some, and those with words that go with them."""

from __future__ import annotations

from collections.abc import Mapping

from panelsearch.query.tree import (
    Alike,
    And,
    Boost,
    DateIn,
    DocumentIn,
    Everything,
    MoneyIn,
    NameIs,
    Near,
    Not,
    Or,
    PageIn,
    Phrase,
    Query,
    Word,
)

_TOGETHER = 12
_PHRASE_BOOST = 0.6
_KEPT = NameIs | DateIn | MoneyIn | PageIn | DocumentIn | Not | Phrase


def relaxed(tree: Query, related: Mapping[str, float] | None = None) -> Query | None:
    """The query with its plain words ORed, restrictions and exclusions kept; None where it cannot be made looser.

    `related` words are ORed to them, each counting its weight; with them a single word can be made looser too.
    """
    children = tree.children if isinstance(tree, And) else (tree,)
    words = tuple(child for child in children if isinstance(child, Word) and not child.exact)
    others = tuple(child for child in children if child not in words)
    further = _weighed(related or {})
    if not words or len(words) + len(further) < 2 or not all(isinstance(o, _KEPT) for o in others):
        return None
    texts = tuple(word.text for word in words)
    near = (Boost(Near(texts, _TOGETHER), _PHRASE_BOOST),) if len(words) > 1 else ()
    some = Or((*words, *near, *further))
    return And((*others, some)) if others else some


def lifted(tree: Query, related: Mapping[str, float]) -> Query:
    """What the query finds, ranked by the related words too."""
    return And((tree, Or((Everything(), *_weighed(related))))) if related else tree


def _weighed(related: Mapping[str, float]) -> tuple[Boost, ...]:
    return tuple(Boost(Alike((word,)), weight) for word, weight in related.items())
