"""Which words of the papers answer the question? Looks for evidence, weighs it, answers with a quotation or is silent.

A sentence is weighed by how much of what the question asks about it says (each word by how much it tells: inverse
passage frequency), by its heading and neighbours, by body and period, and by whether it holds an answer of the sort
wanted. Below `ANSWER_FROM` the answer is silence: the papers are about it perhaps, but do not say it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from panelsearch.analysis import analyze
from panelsearch.answering.base import Evidence
from panelsearch.answering.candidates import Candidate, candidates
from panelsearch.answering.question import Question, Wanted, understood
from panelsearch.answering.sentences import sentences
from panelsearch.documents import DocumentKind, Mention
from panelsearch.query.tree import Or, Query, Word
from panelsearch.results import Answer, AnswerOutcome, Citation, DocumentView, Hit
from panelsearch.spans import PageSpan, Span

ANSWER_FROM = 0.6
_PASSAGES_LOOKED_AT = 40
_NEIGHBOUR, _HEADING, _PASSAGE = 0.8, 0.7, 0.6


_KIND_FACTORS = {DocumentKind.AGENDA: 0.75, DocumentKind.OTHER: 0.95}
"""What minutes and reports tell, an agenda only announces."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A candidate in its sentence, with its weight 0..1."""

    hit: Hit
    sentence: Span
    candidate: Candidate
    weight: float


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
        telling = {
            term: _telling(evidence.frequency(word)) for term, word in zip(asked.terms, asked.words, strict=True)
        }
        hits = evidence.find(_any_of(asked.words), _PASSAGES_LOOKED_AT * (3 if asked.bodies else 1))
        if not hits:
            return Answer(question, AnswerOutcome.NOTHING_FOUND)
        hits = [hit for hit in hits if not asked.bodies or hit.source.body in asked.bodies] or list(hits)
        views: dict[str, DocumentView] = {}
        best: list[_Weighed] = []
        for hit in hits[:_PASSAGES_LOOKED_AT]:
            best += self._weigh(asked, telling, hit, evidence, views)
        best.sort(key=lambda w: (-w.weight, w.hit.rank, w.sentence))
        if not best or best[0].weight < ANSWER_FROM:
            return Answer(question, AnswerOutcome.NOT_ANSWERED, nearest=tuple(hits[:3]))
        chosen = best[0]
        text = evidence.page(chosen.hit.source.document, chosen.hit.source.page).text
        return Answer(
            question,
            AnswerOutcome.ANSWERED,
            chosen.candidate.at.of(text),
            chosen.weight,
            (Citation(chosen.hit.source, _place(chosen.hit, chosen.sentence), chosen.sentence.of(text)),),
            tuple(hits[:3]),
        )

    def _weigh(
        self,
        asked: Question,
        telling: dict[str, float],
        hit: Hit,
        evidence: Evidence,
        views: dict[str, DocumentView],
    ) -> list[_Weighed]:
        name = hit.source.document
        if name not in views:
            views[name] = evidence.view(name)
        view = views[name]
        text = view.pages[hit.at.page - 1].text
        mentions = [m for m in view.mentions if m.at.page == hit.at.page]
        spans = [span.shift(hit.at.start) for span in sentences(hit.text)]
        said = [{token.term for token in analyze(span.of(text))} for span in spans]
        heading = {t.term for t in analyze(f"{hit.source.item.heading if hit.source.item else ''} {hit.source.title}")}
        total = sum(telling.values())
        weighed = []
        for at in range(len(spans)):
            around = set().union(*said[max(0, at - 2) : at], *said[at + 1 : at + 2])
            beyond = set().union(*said)
            covered = sum(
                weight * _nearness(term, said[at], around, heading, beyond) for term, weight in telling.items()
            )
            share = covered / total * _period_factor(asked, hit) * _KIND_FACTORS.get(hit.source.kind, 1.0)
            for candidate, quoted in _found(asked, text, spans, at, mentions):
                weight = share * (0.85 + 0.15 * candidate.nearness)
                weighed.append(_Weighed(hit, quoted, candidate, min(1.0, weight)))
                break
        return weighed


def _found(
    asked: Question, text: str, spans: Sequence[Span], at: int, mentions: Sequence[Mention]
) -> list[tuple[Candidate, Span]]:
    """Candidates of a sentence with the quotation that holds them; failing that, of the sentence after it."""
    here = [(candidate, spans[at]) for candidate in candidates(asked, text, spans[at], mentions)]
    if here or asked.wanted in (Wanted.STATEMENT, Wanted.DECISION) or at + 1 == len(spans):
        return here
    both = Span(spans[at].start, spans[at + 1].end)
    return [
        (Candidate(candidate.at, candidate.nearness * 0.5), both)
        for candidate in candidates(asked, text, spans[at + 1], mentions)
    ]


def _nearness(term: str, here: set[str], around: set[str], heading: set[str], beyond: set[str]) -> float:
    """What a word counts by where it is said: in the sentence, beside it, over it, or nowhere."""
    if term in here:
        return 1.0
    return max(
        _NEIGHBOUR if term in around else 0.0,
        _HEADING if term in heading else 0.0,
        _PASSAGE if term in beyond else 0.0,
    )


def _period_factor(asked: Question, hit: Hit) -> float:
    """How well the meeting's date agrees with the period asked about: papers speak of a year before and after it."""
    when = hit.source.meeting_date
    if not asked.periods:
        return 1.0
    if when is None:
        return 0.9
    days = min(period.distance_days(when) for period in asked.periods)
    return 1.0 if days == 0 else 0.95 if days <= 62 else 0.85 if days <= 366 else 0.7


def _telling(frequency: float) -> float:
    """How much a word tells: inverse passage frequency, smoothed so that an unknown word counts most."""
    return math.log(1 + 1 / (frequency + 0.0005))


def _any_of(words: Sequence[str]) -> Query:
    tree = tuple(Word(word) for word in words)
    return tree[0] if len(tree) == 1 else Or(tree)


def _place(hit: Hit, span: Span) -> PageSpan:
    return PageSpan(hit.at.page, span.start, span.end)
