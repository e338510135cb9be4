"""Which words of the papers answer the question? Looks for evidence, weighs it, answers with a quotation or is silent.

What the register and the attendance lists hold answers first (`records`). Otherwise every sentence of the passages
found is looked at for something of the sort wanted, each such candidate gets its signals (`signals`), and the model
(`weighing`) says how likely it is the answer. Below `ANSWER_FROM` the answer is silence: the papers are about it
perhaps, but do not say it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from panelsearch.answering.base import Evidence
from panelsearch.answering.candidates import Candidate, candidates
from panelsearch.answering.question import Question, Term, Wanted, understood
from panelsearch.answering.records import LISTED, Record, from_attendance
from panelsearch.answering.signals import Signals, signals
from panelsearch.answering.stretches import Stretch, stretches
from panelsearch.answering.times import Period
from panelsearch.answering.weighing import probability
from panelsearch.answering.wording import worded
from panelsearch.query.tree import And, Boost, DateIn, MoneyIn, NameField, NameIs, Or, Query, Word
from panelsearch.results import Answer, AnswerOutcome, Citation, Hit
from panelsearch.spans import PageSpan, Span

ANSWER_FROM = 0.5
_PASSAGES = 30
_FURTHER = 20


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate in its stretch, with its signals and how likely it is the answer."""

    stretch: Stretch
    candidate: Candidate
    signals: Signals
    probability: float


class ExtractiveAnswerer:
    """Answers with spans of page text only."""

    def answer(self, question: str, evidence: Evidence) -> Answer:
        """An answer with its quotation, or which kind of silence."""
        if evidence.is_empty:
            return Answer(question, AnswerOutcome.EMPTY_INDEX)
        bodies = sorted({source.body for source in evidence.sources() if source.body})
        asked = understood(question, bodies)
        if not asked.terms:
            return Answer(question, AnswerOutcome.NOTHING_FOUND, explanation="The question names nothing to look for.")
        record = from_attendance(asked, evidence)
        if record is not None:
            return _recorded(question, record, evidence)
        if asked.role in LISTED and any(period.is_day for period in asked.periods):
            return Answer(
                question, AnswerOutcome.NOT_ANSWERED, explanation="No list of that meeting's people was read."
            )
        hits = _hits(asked, evidence)
        if not hits:
            return Answer(question, AnswerOutcome.NOTHING_FOUND)
        best = proposals(asked, hits, evidence)
        if not best or best[0].probability < ANSWER_FROM:
            return Answer(question, AnswerOutcome.NOT_ANSWERED, nearest=tuple(hits[:3]))
        chosen = best[0]
        stretch, candidate = chosen.stretch, chosen.candidate
        return Answer(
            question,
            AnswerOutcome.ANSWERED,
            worded(asked, stretch, candidate).of(stretch.text),
            chosen.probability,
            (Citation(stretch.source, _place(stretch, candidate.quote), candidate.quote.of(stretch.text)),),
            tuple(hits[:3]),
        )


def _recorded(question: str, record: Record, evidence: Evidence) -> Answer:
    text = evidence.page(record.source.document, record.source.page).text
    citation = Citation(record.source, record.quote, record.quote.span.of(text))
    return Answer(
        question, AnswerOutcome.ANSWERED, record.answer.span.of(text), record.probability, (citation,)
    )  # fmt: skip


def proposals(asked: Question, hits: Sequence[Hit], evidence: Evidence) -> list[Proposal]:
    """Every candidate of the passages found, the likeliest first."""
    telling = {term.stem: _telling(term, evidence) for term in asked.terms}
    found = []
    for stretch in stretches(hits, evidence):
        for number in stretch.own:
            for candidate in candidates(asked, stretch, number)[:2]:
                given = signals(asked, telling, stretch, number, candidate)
                found.append(Proposal(stretch, candidate, given, probability(given)))
    found.sort(key=lambda p: -p.probability)
    return found


def _hits(asked: Question, evidence: Evidence) -> list[Hit]:
    """Passages about the matter: of the bodies named, then of the period named, with sums where a sum is wanted."""
    words: list[Query] = [Word(term.word) for term in asked.terms]
    words += [Boost(Word(stem), 0.4) for term in asked.terms for stem in sorted(term.kin)]
    matter: Query = words[0] if len(words) == 1 else Or(tuple(words))
    names = tuple(NameIs(NameField.BODY, body) for body in sorted(asked.bodies))
    home: tuple[Query, ...] = (names[0] if len(names) == 1 else Or(names),) if names else ()
    searches: list[tuple[tuple[Query, ...], int]] = [((matter, *home), _PASSAGES)]
    searches += [((matter, *home, _about(period)), _FURTHER) for period in asked.periods[:2]]
    if asked.wanted is Wanted.SUM:
        searches.append(((matter, *home, MoneyIn(0, None)), _FURTHER))
    if home:
        searches.append(((matter,), _FURTHER // 2))
    found: dict[int, Hit] = {}
    for parts, limit in searches:
        for hit in evidence.find(And(parts) if len(parts) > 1 else parts[0], limit):
            found.setdefault(hit.passage_id, hit)
    return list(found.values())


def _about(period: Period) -> DateIn:
    """Meetings of a period, those that prepare it and those that report on it."""
    return DateIn(period.first - timedelta(days=150), period.last + timedelta(days=100))


def _telling(term: Term, evidence: Evidence) -> float:
    """How much a word tells: inverse passage frequency, smoothed so that an unknown word counts most."""
    frequency = max(evidence.frequency(word) for word in (term.word, *sorted(term.kin)))
    return math.log(1 + 1 / (frequency + 0.0005)) * (0.3 if term.light else 1.0)


def _place(stretch: Stretch, span: Span) -> PageSpan:
    return PageSpan(stretch.source.page, span.start, span.end)
