"""Which papers are of one body? Its name is not printed alike on agendas and minutes."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from panelsearch.text.person_names import folded

_SAID_OR_NOT = frozenset("the of corporation council".split())


def body_key(name: str) -> str:
    """Equal for "The Corporation of the Town of Ferring", "Town of Ferring Council" and "Town of Ferring"."""
    return "".join(word for word in folded(name).split() if word not in _SAID_OR_NOT)


def names_hold(name: str, words: str) -> bool:
    """Whether all of the words stand in the name, whatever their case and order.

    "" asks for nothing, so that every name will do; what holds no word ("???") stands in none.
    """
    wanted = set(folded(words).split())
    return wanted <= set(folded(name).split()) if wanted else not words


_ALIKE, _NEAREST = 0.6, 3


def nearest_names(words: str, names: Iterable[str]) -> tuple[str, ...]:
    """The few names that hold words most like these, or are most like them as a whole, the likest first."""
    wanted = folded(words)
    ranked = sorted((-_likeness(wanted, folded(name)), name) for name in names)
    return tuple(name for likeness, name in ranked[:_NEAREST] if -likeness >= _ALIKE)


def _likeness(wanted: str, name: str) -> float:
    """How alike two names are, 0..1: each word wanted by the word likest to it, or all letters together."""
    if not wanted or not name:
        return 0.0
    best = [max(SequenceMatcher(None, word, other).ratio() for other in name.split()) for word in wanted.split()]
    return max(sum(best) / len(best), SequenceMatcher(None, wanted, name).ratio())
