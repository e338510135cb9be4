"""Which words are ordinary English ones? SCOWL's, British and American, in small letters: `english_words.txt`."""

from __future__ import annotations

from functools import cache

from panelsearch.gazetteers.loader import lines


@cache
def english_words() -> frozenset[str]:
    """The words that most people know."""
    return frozenset(lines("english_words.txt"))
