"""What do the papers' acronyms stand for? Learnt from where they are defined; the commonest meanings count."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from panelsearch.text.analyzer import stems_of

_MOST_MEANINGS = 3
_SHORTEST_RUN = 2
Counts = Callable[[str], Mapping[str, int]]
"""Of an acronym what it stands for, of words (their stems) their acronyms, with the number of documents for each."""


class Acronyms:
    """Both ways: the words for an acronym, and the acronym for words that it mostly stands for."""

    def __init__(self, written_out: Counts, acronyms_of: Counts) -> None:
        self._written_out = written_out
        self._acronyms_of = acronyms_of

    def others(self, run: Sequence[str]) -> tuple[str, ...]:
        """What the words, one after another, are also called."""
        if len(run) < _SHORTEST_RUN:
            return tuple(self._meanings(run[0])) if run and run[0].isalpha() else ()
        stems = stems_of(" ".join(run))
        given = self._acronyms_of(" ".join(stems))
        return tuple(letters for letters in given if stems_of(self._meanings(letters)[0]) == stems)

    def _meanings(self, acronym: str) -> list[str]:
        found = self._written_out(acronym.casefold())
        return sorted(found, key=lambda words: (-found[words], words))[:_MOST_MEANINGS]
