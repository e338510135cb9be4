"""Which papers are of one body? Its name is not printed alike on agendas and minutes."""

from __future__ import annotations

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
