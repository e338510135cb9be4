"""What comes after the passages that hold every word? Those that hold some, nearest in meaning first."""

from __future__ import annotations

from panelsearch.query.tree import And, Boost, DateIn, MoneyIn, NameIs, Near, Not, Or, PageIn, Phrase, Query, Word

_TOGETHER = 12
_PHRASE_BOOST = 0.6


def relaxed(tree: Query) -> Query | None:
    """The query with its plain words ORed, restrictions and exclusions kept; None where it cannot be made looser."""
    if not isinstance(tree, And):
        return None
    words = tuple(child for child in tree.children if isinstance(child, Word) and not child.exact)
    others = tuple(child for child in tree.children if child not in words)
    if len(words) < 2 or not all(isinstance(o, NameIs | DateIn | MoneyIn | PageIn | Not | Phrase) for o in others):
        return None
    texts = tuple(word.text for word in words)
    some = Or((*words, Boost(Near(texts, _TOGETHER), _PHRASE_BOOST)))
    return And((*others, some)) if others else some
