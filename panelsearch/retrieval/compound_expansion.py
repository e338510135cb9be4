"""How else is a word joined? `car park` and `carpark`, `street light` and `streetlight`, where the library has both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from panelsearch.indexing.base import IndexReader
from panelsearch.query.ast import Phrase

_PART = 3
_JOINED = 6


class Compounds:
    """The library's own words decide: nothing is offered that it does not hold."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader

    def others(self, run: Sequence[str]) -> tuple[str, ...]:
        """Two words as one, or one as two."""
        words = [word.replace("-", "") for word in run]
        if not all(word.isalpha() for word in words):
            return ()
        if len(words) == 1:
            return tuple(self._apart(words[0]))
        joined = "".join(words)
        possible = len(words) == 2 and len(joined) >= _JOINED and min(map(len, words)) >= _PART
        return (joined,) if possible and self._reader.holding((joined,))[0] else ()

    def _apart(self, word: str) -> Iterator[str]:
        pairs = [(word[:at], word[at:]) for at in range(_PART, len(word) - _PART + 1)]
        held = self._reader.holding([part for pair in pairs for part in pair])
        for n, (first, second) in enumerate(pairs):
            if held[2 * n] and held[2 * n + 1] and self._reader.search(Phrase((first, second)), 1).total:
                yield f"{first} {second}"
