"""Which candidate is given as the answer, and is it trusted enough to be given at all?

The thresholds were set by `python -m bench.answer_trust`, on bodies that the weights were not trained on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from panelsearch.answering.candidate_retrieval import Proposal
from panelsearch.answering.scoring_model import AnswerModel

ANSWER_FROM = 0.45
"""Least trust an answer is given with."""
UNSURE_FROM = 0.5
"""The same where the answer is not surely of the sort that is wanted, or names asked about are said nowhere near."""
_SURELY, _UNNAMED, _NEARLY = 0.5, 0.5, 0.5


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate put first (its place among those found), every candidate's score, and how likely it is right."""

    place: int
    scores: tuple[float, ...]
    proposal: Proposal
    trust: float

    @property
    def is_given(self) -> bool:
        """Whether it is trusted enough to be given as the answer."""
        told = self.proposal.signals
        sure = told.typed >= _SURELY and told.unnamed < _UNNAMED
        return self.trust >= (ANSWER_FROM if sure else UNSURE_FROM)


def choose(found: Sequence[Proposal], model: AnswerModel) -> Choice | None:
    """The best of the candidates; None where there are none."""
    if not found:
        return None
    scores = tuple(model.score(proposal.signals) for proposal in found)
    place = max(range(len(found)), key=lambda n: (_standing(found[n], scores[n]), not found[n].source.draft, -n))
    return Choice(place, scores, found[place], model.trust(found[place].signals, scores, scores[place]))


def _standing(proposal: Proposal, score: float) -> float:
    """A score as it counts for the choice: among nearly equals one that is surely of the sort wanted goes first."""
    return score if proposal.signals.typed >= _SURELY else score - _NEARLY
