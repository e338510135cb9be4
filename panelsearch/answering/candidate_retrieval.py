"""What might answer? Every candidate of the passages found, with what speaks for it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from panelsearch.answering.answer_spans import worded
from panelsearch.answering.answer_types import Wanted, asks_of_a_meeting
from panelsearch.answering.base import Evidence
from panelsearch.answering.body_linking import of_bodies
from panelsearch.answering.candidate_extraction import candidates
from panelsearch.answering.context_windows import windows
from panelsearch.answering.features import Signals, signals
from panelsearch.answering.question_analysis import Question, Term
from panelsearch.answering.said_around import Around
from panelsearch.answering.temporal_expressions import Period
from panelsearch.model.search_results import Hit
from panelsearch.model.sources import Source
from panelsearch.model.spans import Span
from panelsearch.query.ast import And, Boost, DateIn, MoneyIn, Or, Phrase, Query, Word

_PASSAGES, _FURTHER = 30, 20
_A_SENTENCE = 2
"""Candidates of one sentence that are looked at."""
_AGAIN, _LATER = 0.3, 0.6
"""How recent the earliest of several papers counts, and how much more the last but one."""
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
    """Every candidate of the passages, in the order of the passages; each place once, where it tells most."""
    telling = {term.stem: _telling(term, evidence) for term in asked.terms}
    found: list[Proposal] = []
    around = windows(hits, evidence)
    days = sorted({window.source.held for window in around if window.source.held is not None})
    for window in around:
        recency, said = _recency(asked, window.source.held, days), Around(asked, telling, window)
        for number in window.own:
            taken: set[tuple[Span, Span]] = set()  # a sentence may be a decision and a statement: it is proposed once
            for sort, _ in asked.sorts:
                as_asked = replace(asked, wanted=sort)
                for candidate in candidates(as_asked, window, number)[:_A_SENTENCE]:
                    if (candidate.at, candidate.quote) in taken:
                        continue
                    taken.add((candidate.at, candidate.quote))
                    found.append(
                        Proposal(
                            window.source,
                            window.text,
                            worded(as_asked, window, candidate),
                            candidate.quote,
                            signals(as_asked, said, number, candidate, recency),
                        )
                    )
    return _once(found)


def _once(found: Sequence[Proposal]) -> list[Proposal]:
    """Passages overlap and sorts agree: of several proposals of one place the one that most speaks for."""
    best: dict[tuple[str, int, Span], int] = {}
    for number, one in enumerate(found):
        place = (one.source.document, one.source.page, one.at)
        if place not in best or _told(one.signals) > _told(found[best[place]].signals):
            best[place] = number
    return [found[number] for number in sorted(best.values())]


def _told(told: Signals) -> float:
    return told.coverage + told.here + told.fit + told.rank


def _recency(asked: Question, held: date | None, days: Sequence[date]) -> float:
    """How late a paper's meeting is among the days of those found; what is asked of no time is asked of today."""
    if asked.periods or held is None:
        return 0.5
    return 1.0 if held == days[-1] else _AGAIN + _LATER * days.index(held) / len(days)


def matter_of(asked: Question) -> Query:
    """Any of the words that matter, or of those that say the same."""
    words: list[Query] = [Word(term.word) for term in asked.terms]
    words += [Boost(Word(stem), _KIN_COUNTS) for term in asked.terms for stem in sorted(term.kin)]
    return words[0] if len(words) == 1 else Or(tuple(words))


def gathered(asked: Question, evidence: Evidence) -> list[Hit]:
    """Passages about the matter: of the bodies named, then of the period named, with sums where a sum is wanted."""
    matter = matter_of(asked)
    home: tuple[Query, ...] = (of_bodies(asked.bodies),) if asked.bodies else ()
    searches: list[tuple[tuple[Query, ...], int]] = [((matter, *home), _PASSAGES)]
    searches += [((matter, *home, _about(period)), _FURTHER) for period in asked.periods[:2]]
    for period in asked.periods:
        if period.is_day:
            searches.append(((matter, *home, DateIn(period.first, period.last)), _FURTHER))
            searches.append(((matter, *home, _tells(period)), _FURTHER // 2))
    if any(sort is Wanted.SUM for sort, _ in asked.sorts):
        searches.append(((matter, *home, MoneyIn(0, None)), _FURTHER))
    if asked.periods and asks_of_a_meeting(asked.text):
        searches += [((_OPENINGS, *home, DateIn(p.first, p.last)), _FURTHER // 2) for p in asked.periods[:2]]
    if home:
        searches.append(((matter,), _FURTHER // 2))
    found: dict[int, Hit] = {}
    for parts, limit in searches:
        for hit in evidence.find(And(parts) if len(parts) > 1 else parts[0], limit):
            found.setdefault(hit.passage_id, hit)
    return list(found.values())


_OPENINGS = Or(tuple(Word(word) for word in "held order venue location present apologies minutes".split()))
"""What a paper's opening says, whatever the words of the question."""


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
