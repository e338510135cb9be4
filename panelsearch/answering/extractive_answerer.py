"""Which words of the papers answer the question? Looks for evidence, weighs it, answers with a quotation or is silent.

What attendance lists hold answers first (`attendance_answers`). Otherwise every sentence of the passages found is
looked at for something of the sort wanted (`candidate_retrieval`), the candidates are weighed against each other and
against silence (`scoring_model`), and the best is given if it is trusted enough (`choosing`); else the answer is
silence: the papers are about it perhaps, but do not say it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from panelsearch.answering.attendance_answers import LISTED, Record, from_attendance, why_nobody
from panelsearch.answering.base import Evidence
from panelsearch.answering.candidate_retrieval import Proposal, gathered, matter_of, proposals
from panelsearch.answering.choosing import ANSWER_FROM, Choice, choose
from panelsearch.answering.question_analysis import Question, understood
from panelsearch.answering.scoring_model import shipped_model
from panelsearch.model.answers import Alternative, Answer, AnswerOutcome
from panelsearch.model.search_results import Hit
from panelsearch.model.sources import Citation
from panelsearch.model.spans import PageSpan
from panelsearch.retrieval.highlighting import highlights
from panelsearch.text.analyzer import analyze

_OF_THE_TIME = 0.9
_NEAREST, _ALTERNATIVES = 3, 4


@dataclass(frozen=True, slots=True)
class _Trusted:
    """A proposal, and how likely it is right."""

    proposal: Proposal
    trust: float

    @property
    def day(self) -> date:
        """The meeting's day; the first of all days where it is not known."""
        return self.proposal.source.held or date.min


class ExtractiveAnswerer:
    """Answers with spans of page text only."""

    def answer(self, question: str, evidence: Evidence, previous: str | None = None) -> Answer:
        """An answer with its quotation, or which kind of silence; `previous` is the question that this one follows."""
        if evidence.is_empty:
            return Answer(question, AnswerOutcome.EMPTY_INDEX)
        asked = understood(question, evidence.bodies(), previous)
        if not asked.terms:
            return Answer(question, AnswerOutcome.NOTHING_FOUND, explanation="The question names nothing to look for.")
        record = from_attendance(asked, evidence)
        if record is not None:
            return _recorded(asked, record, evidence)
        if asked.role in LISTED and any(period.is_day for period in asked.periods):
            return Answer(question, AnswerOutcome.NOT_ANSWERED, explanation=why_nobody(asked, evidence))
        hits = gathered(asked, evidence)
        if not hits:
            return Answer(question, AnswerOutcome.NOTHING_FOUND)
        return _chosen(asked, proposals(asked, hits, evidence), hits)


def _chosen(asked: Question, found: Sequence[Proposal], hits: Sequence[Hit]) -> Answer:
    nearest = tuple(replace(hit, highlights=highlights(hit.text, matter_of(asked))) for hit in hits[:_NEAREST])
    choice = choose(found, shipped_model())
    if choice is None or not choice.is_given:
        return Answer(asked.text, AnswerOutcome.NOT_ANSWERED, nearest=nearest, understood=asked.constraints)
    others = _others(asked, found, choice)
    return Answer(
        asked.text,
        AnswerOutcome.ANSWERED,
        choice.proposal.answer,
        choice.trust,
        (_citation(choice.proposal),),
        nearest,
        understood=asked.constraints,
        alternatives=tuple(Alternative(o.proposal.answer, o.trust, _citation(o.proposal)) for o in others),
    )


def _others(asked: Question, found: Sequence[Proposal], choice: Choice) -> list[_Trusted]:
    """What other meetings of the body answer, each as if the chosen one were not there; the latest first."""
    chosen, scores = choice.proposal, choice.scores
    said = {_said(chosen)}
    others: dict[tuple[str, date | None], _Trusted] = {}
    for n in sorted(range(len(found)), key=lambda n: -scores[n]):
        other = found[n]
        meeting = (other.source.body or "", other.source.held)
        if other.source.body != chosen.source.body or meeting in others or _said(other) in said:
            continue
        if other.source.held == chosen.source.held or (asked.periods and other.signals.agrees < _OF_THE_TIME):
            continue
        rivals = [s for m, s in enumerate(scores) if found[m].source.held == other.source.held]
        trusted = _Trusted(other, shipped_model().trust(other.signals, rivals, scores[n]))
        if trusted.trust >= ANSWER_FROM and scores[n] > 0:
            others[meeting] = trusted
            said.add(_said(other))
    latest = sorted(others.values(), key=lambda o: o.day, reverse=True)
    return latest[:_ALTERNATIVES]


def _said(proposal: Proposal) -> tuple[str, ...]:
    return tuple(token.term for token in analyze(proposal.answer))


def _citation(proposal: Proposal) -> Citation:
    at = PageSpan(proposal.source.page, proposal.quote.start, proposal.quote.end)
    return Citation(proposal.source, at, proposal.quote.of(proposal.text))


def _recorded(asked: Question, record: Record, evidence: Evidence) -> Answer:
    text = evidence.page(record.source.document, record.source.page).text
    return Answer(
        asked.text,
        AnswerOutcome.ANSWERED,
        record.answer.span.of(text),
        record.probability,
        (Citation(record.source, record.quote, record.quote.span.of(text)),),
        understood=asked.constraints,
    )
