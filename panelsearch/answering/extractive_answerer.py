"""Which words of the papers answer the question? Looks for evidence, weighs it, answers with a quotation or is silent.

What registers hold answers first, where nothing else is meant (`register_answers`). Otherwise every sentence of the
passages found is looked at for something of the sort wanted (`candidate_retrieval`), the candidates are weighed against
each other and against silence (`scoring_model`), and the best is given if it is trusted enough (`choosing`); else the
answer is silence: the papers are about it perhaps, but do not say it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from panelsearch.answering.base import Evidence
from panelsearch.answering.candidate_retrieval import Proposal, gathered, matter_of, proposals
from panelsearch.answering.choosing import Choice, Contender, choose, contenders
from panelsearch.answering.question_analysis import Question, understood
from panelsearch.answering.register_answers.doubts import doubt_of
from panelsearch.answering.register_answers.lookup import from_registers, why_silent
from panelsearch.answering.register_answers.record import Record
from panelsearch.answering.scoring_model import shipped_model
from panelsearch.answering.span_reader.reader import shipped_reader
from panelsearch.model.answers import Alternative, Answer, AnswerOutcome
from panelsearch.model.search_results import Hit
from panelsearch.model.sources import Citation
from panelsearch.model.spans import PageSpan
from panelsearch.retrieval.highlighting import highlights
from panelsearch.text.analyzer import analyze

_OF_THE_TIME = 0.9
_NEAREST, _ALTERNATIVES = 3, 4


@contextmanager
def _undisturbed() -> Iterator[None]:
    """No looking for garbage in rings meanwhile: beside a large library that takes as long as an answer does."""
    looks = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looks:
            gc.enable()


class ExtractiveAnswerer:
    """Answers with spans of page text only."""

    @_undisturbed()
    def answer(self, question: str, evidence: Evidence, previous: str | None = None) -> Answer:
        """An answer with its quotation, or which kind of silence; `previous` is the question that this one follows."""
        if evidence.is_empty:
            return Answer(question, AnswerOutcome.EMPTY_INDEX)
        asked = understood(question, evidence.bodies(), previous)
        if not asked.terms:
            return Answer(question, AnswerOutcome.NOTHING_FOUND, explanation="The question names nothing to look for.")
        record = from_registers(asked, evidence)
        if record is not None:
            return _recorded(asked, record, evidence)
        if why := why_silent(asked, evidence):
            return Answer(question, AnswerOutcome.NOT_ANSWERED, explanation=why)
        hits = gathered(asked, evidence)
        if not hits:
            return Answer(question, AnswerOutcome.NOTHING_FOUND)
        doubt = doubt_of(asked, evidence)
        found = proposals(asked, hits, evidence)
        if doubt is not None:
            found = [one for one in found if not doubt(one.source, one.at, one.quote)]
        return _chosen(asked, found, hits)


def _chosen(asked: Question, found: Sequence[Proposal], hits: Sequence[Hit]) -> Answer:
    nearest = tuple(replace(hit, highlights=highlights(hit.text, matter_of(asked))) for hit in hits[:_NEAREST])
    running = contenders(asked, found, shipped_model(), shipped_reader())
    choice = choose(running, shipped_model())
    if choice is None or not choice.is_given:
        return Answer(asked.text, AnswerOutcome.NOT_ANSWERED, nearest=nearest, understood=asked.constraints)
    chosen = choice.first.proposal
    others = _others(asked, running, chosen)
    return Answer(
        asked.text,
        AnswerOutcome.ANSWERED,
        chosen.answer,
        choice.trust,
        (_citation(chosen),),
        nearest,
        understood=asked.constraints,
        alternatives=tuple(_alternative(other) for other in others),
    )


def _others(asked: Question, running: Sequence[Contender], chosen: Proposal) -> list[Choice]:
    """What other meetings of the body answer, each as if the chosen one were not there; the latest first."""
    meetings: dict[date | None, list[Contender]] = {}
    for one in running:
        source = one.proposal.source
        of_the_time = not asked.periods or one.proposal.signals.agrees >= _OF_THE_TIME
        if of_the_time and source.body == chosen.source.body and source.held != chosen.source.held:
            meetings.setdefault(source.held, []).append(one)
    choices = [choice for some in meetings.values() if (choice := choose(some, shipped_model())) is not None]
    said = {_said(chosen)}
    others = []
    for choice in sorted(choices, key=lambda one: one.first.score, reverse=True):
        words = _said(choice.first.proposal)
        if choice.is_given and choice.first.score > 0 and words not in said:
            said.add(words)
            others.append(choice)
    return sorted(others, key=lambda one: one.first.proposal.source.held or date.min, reverse=True)[:_ALTERNATIVES]


def _said(proposal: Proposal) -> tuple[str, ...]:
    return tuple(token.term for token in analyze(proposal.answer))


def _alternative(choice: Choice) -> Alternative:
    return Alternative(choice.first.proposal.answer, choice.trust, _citation(choice.first.proposal))


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
