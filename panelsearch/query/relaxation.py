"""What comes after the passages that hold every word? Those that hold some, and those with words that go with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from panelsearch.query.ast import (
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
_TOGETHER_BOOST = 0.6
_KEPT = NameIs | DateIn | MoneyIn | PageIn | DocumentIn | Not | Phrase


def relaxed(tree: Query, related: Mapping[str, float] | None = None) -> Query | None:
    """The query with its plain words ORed, restrictions and exclusions kept; None where it cannot be made looser.

    `related` words are ORed to them, each counting its weight; with them a single word can be made looser too.
    """
    children = tree.children if isinstance(tree, And) else (tree,)
    words = _plain_words(tree)
    others = tuple(child for child in children if child not in words)
    further = _weighed(related or {})
    if not words or len(words) + len(further) < 2 or not all(isinstance(o, _KEPT) for o in others):
        return None
    some = Or((*words, *_together(words), *further))
    return And((*others, some)) if others else some


def lifted(wanted: Query, tree: Query, related: Mapping[str, float]) -> Query:
    """What `wanted` finds, ranked also by the words of the query's `tree` standing together, and by related words."""
    lifts = (*_together(_plain_words(tree)), *_weighed(related))
    return And((wanted, Or((Everything(), *lifts)))) if lifts else wanted


def _plain_words(tree: Query) -> tuple[Word, ...]:
    children = tree.children if isinstance(tree, And) else (tree,)
    return tuple(child for child in children if isinstance(child, Word) and not child.exact)


def _together(words: Sequence[Word]) -> tuple[Boost, ...]:
    return (Boost(Near(tuple(word.text for word in words), _TOGETHER), _TOGETHER_BOOST),) if len(words) > 1 else ()


def _weighed(related: Mapping[str, float]) -> tuple[Boost, ...]:
    return tuple(Boost(Alike((word,)), weight) for word, weight in related.items())
