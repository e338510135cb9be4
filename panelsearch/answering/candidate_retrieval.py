"""What might answer? Every candidate of the passages found, with what speaks for it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from panelsearch.answering.answer_spans import worded
from panelsearch.answering.answer_types import Wanted
from panelsearch.answering.base import Evidence
from panelsearch.answering.candidate_extraction import candidates
from panelsearch.answering.context_windows import stretches
from panelsearch.answering.features import Signals, signals
from panelsearch.answering.question_analysis import Question, Term
from panelsearch.answering.temporal_expressions import Period
from panelsearch.model.search_results import Hit
from panelsearch.model.sources import Source
from panelsearch.model.spans import Span
from panelsearch.query.ast import And, Boost, DateIn, MoneyIn, NameIs, Or, Phrase, Query, Word
from panelsearch.query.fields import BODY

_PASSAGES, _FURTHER = 30, 20
_A_SENTENCE = 2
"""Candidates of one sentence that are looked at."""
_KIN_COUNTS = 0.4
_LIGHT_TELLS = 0.3


@dataclass(frozen=True, slots=True)
class Proposal:
    """What might answer, on a page: the answer's span, the quotation's span that holds it, and its signals."""

    source: Source
    text: str
    at: Span
    quote: Span
    signals: Signals

    @property
    def answer(self) -> str:
        """The answer's words, as on the page."""
        return self.at.of(self.text)


def proposals(asked: Question, hits: Sequence[Hit], evidence: Evidence) -> list[Proposal]:
    """Every candidate of the passages, in the order of the passages."""
    telling = {term.stem: _telling(term, evidence) for term in asked.terms}
    found: list[Proposal] = []
    for stretch in stretches(hits, evidence):
        for number in stretch.own:
            taken: set[tuple[Span, Span]] = set()  # a sentence may be a decision and a statement: it is proposed once
            for sort, _ in asked.sorts:
                as_asked = replace(asked, wanted=sort)
                for candidate in candidates(as_asked, stretch, number)[:_A_SENTENCE]:
                    if (candidate.at, candidate.quote) in taken:
                        continue
                    taken.add((candidate.at, candidate.quote))
                    found.append(
                        Proposal(
                            stretch.source,
                            stretch.text,
                            worded(as_asked, stretch, candidate),
                            candidate.quote,
                            signals(as_asked, telling, stretch, number, candidate),
                        )
                    )
    return found


def matter_of(asked: Question) -> Query:
    """Any of the words that matter, or of those that say the same."""
    words: list[Query] = [Word(term.word) for term in asked.terms]
    words += [Boost(Word(stem), _KIN_COUNTS) for term in asked.terms for stem in sorted(term.kin)]
    return words[0] if len(words) == 1 else Or(tuple(words))


def gathered(asked: Question, evidence: Evidence) -> list[Hit]:
    """Passages about the matter: of the bodies named, then of the period named, with sums where a sum is wanted."""
    matter = matter_of(asked)
    names = tuple(NameIs(BODY, body) for body in sorted(asked.bodies))
    home: tuple[Query, ...] = (names[0] if len(names) == 1 else Or(names),) if names else ()
    searches: list[tuple[tuple[Query, ...], int]] = [((matter, *home), _PASSAGES)]
    searches += [((matter, *home, _about(period)), _FURTHER) for period in asked.periods[:2]]
    for period in asked.periods:
        if period.is_day:
            searches.append(((matter, *home, DateIn(period.first, period.last)), _FURTHER))
            searches.append(((matter, *home, _tells(period)), _FURTHER // 2))
    if any(sort is Wanted.SUM for sort, _ in asked.sorts):
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


def _tells(day: Period) -> Query:
    """Passages that print the day."""
    month, year = f"{day.first:%B}", str(day.first.year)
    number = day.first.day
    ending = "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return Or((Phrase((str(number), month, year)), Phrase((f"{number}{ending}", month, year))))


def _telling(term: Term, evidence: Evidence) -> float:
    """How much a word tells: inverse passage frequency, smoothed so that an unknown word counts most."""
    frequency = max(evidence.frequency(word) for word in (term.word, *sorted(term.kin)))
    return math.log(1 + 1 / (frequency + 0.0005)) * (_LIGHT_TELLS if term.light else 1.0)
