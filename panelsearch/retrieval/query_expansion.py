"""What does a query find besides its words? Each run of plain words is also searched by what else it is called.

Quoted words are searched as they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from panelsearch.model.search_results import Synonym
from panelsearch.query.ast import Alike, And, Boost, Or, Query, Word
from panelsearch.text.analyzer import stems_of

_LONGEST_RUN = 6
Others = Callable[[Sequence[str]], tuple[str, ...]]
"""What else words one after another are called; nothing where they are called nothing else."""


class Meanings:
    """Sources of other words, asked in turn; `found` tells what they gave."""

    def __init__(self, sources: Sequence[Others]) -> None:
        self._sources = sources
        self._found: dict[tuple[str, ...], tuple[str, ...]] = {}

    @property
    def found(self) -> tuple[Synonym, ...]:
        """What was widened so far."""
        return tuple(Synonym(" ".join(run), others) for run, others in self._found.items() if others)

    def _others(self, run: tuple[str, ...]) -> tuple[str, ...]:
        if run not in self._found:
            found = dict.fromkeys(word for source in self._sources for word in source(run))
            own = stems_of(" ".join(run))
            self._found[run] = tuple(word for word in found if stems_of(word) != own)
        return self._found[run]

    def widened(self, query: Query) -> Query:
        """The query with other words beside those that have any."""
        match query:
            case Word(text, exact=False):
                others = self._others((text,))
                return Alike((text, *others)) if others else query
            case And(children):
                return And(tuple(self._all(children)))
            case Or(children):
                return Or((*map(self.widened, children), *self._beside(children)))
            case Boost(child, factor):
                return Boost(self.widened(child), factor)
            case _:  # what is left out is left out as it was typed
                return query

    def _all(self, children: Sequence[Query]) -> Iterator[Query]:
        """A run of words that has another name may be found by either."""
        at = 0
        while at < len(children):
            run = next(self._runs(children, at), ())
            if run:
                words = children[at : at + len(run)]
                yield Or((And(tuple(map(self.widened, words))), Alike(self._others(run))))
                at += len(run)
            else:
                yield self.widened(children[at])
                at += 1

    def _beside(self, children: Sequence[Query]) -> Iterator[Query]:
        """Any of the words will do: the other names of a run are further ones."""
        for at in range(len(children)):
            for run in self._runs(children, at):
                yield Alike(self._others(run))

    def _runs(self, children: Sequence[Query], at: int) -> Iterator[tuple[str, ...]]:
        """Runs of two words or more from a place on that have another name, the longest first."""
        words: list[str] = []
        for child in children[at : at + _LONGEST_RUN]:
            if not isinstance(child, Word) or child.exact:
                break
            words.append(child.text)
        for size in range(len(words), 1, -1):
            if self._others(tuple(words[:size])):
                yield tuple(words[:size])
