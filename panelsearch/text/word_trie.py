"""Where does one of many words stand? A pattern of them that looks at each letter once, however many they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

FEW = 4
"""So many words are looked for faster one by one."""


@lru_cache(None)  # words of rules: those of documents are never asked for
def one_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that stands wherever one of the words does; of words that begin alike the shortest is found."""
    return re.compile(_branching(sorted(words)))


@lru_cache(None)
def beginning_with(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that takes the first letter only, wherever one of the words stands: also where two overlap."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words):
        by_letter.setdefault(word[0], []).append(word[1:])
    return re.compile("|".join(f"{re.escape(letter)}(?={_branching(rest)})" for letter, rest in by_letter.items()))


def _branching(words: Sequence[str]) -> str:
    """What begins alike is told once: "agreed", "agenda" as "ag(?:enda|reed)"."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        if not word:
            return ""
        by_letter.setdefault(word[0], []).append(word[1:])
    ways = [re.escape(letter) + _branching(rest) for letter, rest in by_letter.items()]
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
