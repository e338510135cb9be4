"""Which candidate is given as the answer, and is it trusted enough to be given at all?

Where there is a trained reader, it reads the best candidates, and they are weighed against each other once more. The
thresholds were set by `python -m bench.answer_trust`, on bodies that neither weights nor reader were trained on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from panelsearch.answering.answer_types import Wanted
from panelsearch.answering.candidate_retrieval import Proposal
from panelsearch.answering.movers import BY_VOTE
from panelsearch.answering.question_analysis import Question
from panelsearch.answering.scoring_model import AnswerModel, Footing
from panelsearch.answering.span_reader.passages import Read, shown
from panelsearch.answering.span_reader.reader import SpanReader

READ_AT_MOST = 5
"""Candidates that the reader reads."""
ANSWER_FROM = 0.45
"""Least trust an answer is given with."""
UNSURE_FROM = 0.55
"""The same where the answer is not surely of the sort that is wanted, or names asked about are said nowhere near."""
_SURELY, _UNNAMED, _NEARLY = 0.5, 0.5, 0.5
_WHY = re.compile(r"\bwhy\b|\breasons?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Contender:
    """A candidate in the running: its score by its signals, the score that counts, what was made of it once read."""

    proposal: Proposal
    before: float
    score: float
    read: Read | None = None

    @classmethod
    def unread(cls, proposal: Proposal, score: float) -> Self:
        """One that nobody has read, or not yet."""
        return cls(proposal, score, score)

    def is_elsewhere(self, other: Contender) -> bool:
        """Whether it stands on another page."""
        here, there = self.proposal.source, other.proposal.source
        return (here.document, here.page) != (there.document, there.page)


@dataclass(frozen=True, slots=True)
class Choice:
    """The contender put first, and how likely it is right."""

    first: Contender
    trust: float

    @property
    def is_given(self) -> bool:
        """Whether it is trusted enough to be given as the answer."""
        told = self.first.proposal.signals
        sure = told.typed >= _SURELY and told.unnamed < _UNNAMED
        return self.trust >= (ANSWER_FROM if sure else UNSURE_FROM)


def contenders(
    asked: Question, found: Sequence[Proposal], model: AnswerModel, reader: SpanReader | None
) -> list[Contender]:
    """The candidates with their scores, in order; where a reader is any help, only those that it reads: the best."""
    scored = [Contender.unread(proposal, model.score(proposal.signals)) for proposal in found]
    if reader is None or not is_to_be_read(asked):
        return scored
    kept = [scored[n] for n in to_be_read([one.score for one in scored])]
    read = reader.read(asked.text, [shown(one.proposal) for one in kept])
    return [as_read(one, made_of_it, model) for one, made_of_it in zip(kept, read, strict=True)]


def is_to_be_read(asked: Question) -> bool:
    """Whether the reader is any help: it was taught questions that say all they ask, answered in a few words.

    What was decided, and why, takes a sentence; who moved it is told by the words beside the names.
    """
    told_otherwise = asked.wanted is Wanted.DECISION or asked.role in BY_VOTE or _WHY.search(asked.text)
    return asked.is_whole and not told_otherwise


def to_be_read(scores: Sequence[float]) -> list[int]:
    """Which candidates are read, by their numbers, in order: those of the best scores."""
    return sorted(sorted(range(len(scores)), key=lambda n: -scores[n])[:READ_AT_MOST])


def as_read(one: Contender, read: Read, model: AnswerModel) -> Contender:
    """The contender once it is read."""
    return Contender(one.proposal, one.before, model.score_read(one.before, read), read)


def choose(running: Sequence[Contender], model: AnswerModel) -> Choice | None:
    """The best of the contenders; None where there are none."""
    if not running:
        return None
    first = running[leading(running)]
    return Choice(first, model.trust(first.proposal.signals, footing(first, running), first.read))


def leading(running: Sequence[Contender]) -> int:
    """Which contender goes first, by its number: of nearly equals one surely of the sort wanted, and of no draft."""

    def standing(n: int) -> tuple[float, int]:
        one = running[n].proposal
        return running[n].score - _NEARLY * ((one.signals.typed < _SURELY) + one.source.draft), -n

    return max(range(len(running)), key=standing)


def footing(one: Contender, running: Sequence[Contender]) -> Footing:
    """How one contender stands against the others."""
    scores, before = [other.score for other in running], [other.before for other in running]
    elsewhere = [other.score for other in running if other.is_elsewhere(one)]
    return Footing.of(one.score, scores, one.before, before, elsewhere)
