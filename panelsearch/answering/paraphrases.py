"""Which other words say the same? Groups of words that askers and clerks use for one thing.

People ask in everyday words ("who put her forward for the empty seat?"), minutes answer in the field's ("proposed for
the vacancy"). A word found by its group counts for less than the word itself, and no group makes an answer on its own.
"""

from __future__ import annotations

from functools import lru_cache

from panelsearch.gazetteers.loader import sets
from panelsearch.text.analyzer import stemmed


@lru_cache(maxsize=1)
def _kin() -> dict[str, frozenset[str]]:
    kin: dict[str, set[str]] = {}
    for same in sets("paraphrases.same"):
        group = {stemmed(word.replace("-", "").replace("'", "")) for word in same}
        for stem in group:
            kin.setdefault(stem, set()).update(group - {stem})
    return {stem: frozenset(others) for stem, others in kin.items()}


def said_otherwise(stem: str) -> frozenset[str]:
    """The stems of words that say the same as a word of this stem."""
    return _kin().get(stem, frozenset())
