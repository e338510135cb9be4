"""Which of the words asked for does a window say: in each of its sentences, beside one, over it, before it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from panelsearch.answering.closeness import is_lesser, share_in
from panelsearch.answering.context_windows import Window
from panelsearch.answering.question_analysis import Question, Term
from panelsearch.text.analyzer import analyze

Shares = tuple[float, ...]
"""How much of each term is said, 0..1, in the order of the question's terms."""
_CLOSE, _GAP = 3, 5
"""How many words apart neighbours may stand, and how many the end of a sentence counts for."""


@dataclass(frozen=True, slots=True)
class SaidAround:
    """How much of a term is said around a sentence, 0..1: `beside` it, `over` it, in its passage by then (`before`),
    in its `own` passage, `anywhere` in the window. `known`: whose paper it is, or where it is filed, says it for all.
    """

    weight: float
    known: bool
    beside: float
    over: float
    before: float
    own: float
    anywhere: float


class Around:
    """What a window says of a question's terms, each of which tells as much as `telling` gives by its stem."""

    def __init__(self, question: Question, telling: Mapping[str, float], window: Window) -> None:
        self._question = question
        self.telling, self.window = telling, window
        self.total = sum(telling.values())
        self.asked_for = question.stems_asked
        self.at_home = window.source.body in question.bodies
        self.together = _together(question, window)
        said = [tuple([share_in(term, sentence.stems) for term in question.terms]) for sentence in window.sentences]
        self._said: list[Shares] = said
        self._own = self._most([said[number] for number in window.own])
        self._anywhere = self._most(said)
        self._over = tuple([share_in(term, window.heading) for term in question.terms])
        owner = _words_of(window.source.body or "")  # "the chess club" says whose paper it is, not what stands there
        self._known = [self._is_known(term, owner) for term in question.terms]
        self._of: dict[int, tuple[SaidAround, ...]] = {}
        self._plainly: dict[int, Shares] = {}

    def of(self, number: int) -> tuple[SaidAround, ...]:
        """What is said around a sentence of the passage, of each term."""
        if number not in self._of:
            beside = self._most([self._said[n] for n in self.window.beside(number, before=2)])
            # what is decided is told before it; what comes after it may be another matter
            before = self._most([self._said[n] for n in self.window.own if n <= number])
            weights = [self.telling[term.stem] for term in self._question.terms]
            columns = (weights, self._known, beside, self._over, before, self._own, self._anywhere)
            self._of[number] = tuple([SaidAround(*column) for column in zip(*columns, strict=True)])
        return self._of[number]

    def shares_in(self, numbers: Iterable[int]) -> Shares:
        """What some sentences say of each term, names of lesser offices than the one asked for aside."""
        return self._most([self._plain(number) for number in numbers])

    def _plain(self, number: int) -> Shares:
        if number not in self._plainly:
            self._plainly[number] = self._without_lesser(number)
        return self._plainly[number]

    def _without_lesser(self, number: int) -> Shares:
        sentence = self.window.sentences[number]
        asked = {term.stem for term in self._question.terms}
        lesser = {
            token.term
            for token in sentence.tokens
            if token.term in asked and is_lesser(self._question, self.window.text, sentence.at.start + token.start)
        }
        if not lesser:
            return self._said[number]
        stems = sentence.stems - lesser
        return tuple([share_in(term, stems) for term in self._question.terms])

    def _most(self, said: list[Shares]) -> Shares:
        if len(said) == 1:
            return said[0]
        return tuple(map(max, zip(*said, strict=True))) if said else (0.0,) * len(self._question.terms)

    def _is_known(self, term: Term, owner: frozenset[str]) -> bool:
        filed = (term.proper or term.of_body) and term.stem in self.window.filed
        return (term.of_body and self.at_home) or filed or term.stem in owner


@lru_cache(1024)
def _words_of(body: str) -> frozenset[str]:
    """The stems of the words of a body's name."""
    return frozenset(token.term for token in analyze(body))


def _together(question: Question, window: Window) -> float:
    """The share of the question's neighbouring words that stand within three words of each other in the window."""
    pairs = list(zip(question.terms, question.terms[1:], strict=False))
    if not pairs:
        return 0.0
    asked = frozenset().union(*({term.stem} | term.kin for term in question.terms))
    places: dict[str, list[int]] = {}
    position = 0
    for sentence in window.sentences:
        if not asked.isdisjoint(sentence.stems):
            for token in sentence.tokens:
                if token.term in asked:
                    places.setdefault(token.term, []).append(position + token.position)
        position += len(sentence.tokens) + _GAP
    near = 0
    for first, second in pairs:
        ones = [p for stem in (first.stem, *first.kin) for p in places.get(stem, ())]
        others = [p for stem in (second.stem, *second.kin) for p in places.get(stem, ())]
        near += any(abs(a - b) <= _CLOSE for a in ones for b in others)
    return near / len(pairs)
