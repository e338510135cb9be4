"""What speaks for a candidate, and what against it? A dozen numbers anyone can read, each 0..1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import timedelta

from panelsearch.answering.answer_types import Role, Wanted, asks_what_was_decided
from panelsearch.answering.candidate_extraction import FALLEN, MOTION, Candidate
from panelsearch.answering.closeness import share_in
from panelsearch.answering.context_windows import Window
from panelsearch.answering.labels import labelled
from panelsearch.answering.question_analysis import Question
from panelsearch.answering.said_around import Around
from panelsearch.answering.said_of import clause_of, next_to, row_head, stems_in
from panelsearch.answering.sum_purposes import purpose_fits, purposes_asked
from panelsearch.answering.temporal_expressions import Period, days_of
from panelsearch.model.meetings import DocumentKind
from panelsearch.model.mentions import MentionLabel

_SURELY = 0.5
"""How surely a candidate is of the sort wanted, to count as being of it."""
_BEFORE, _AFTER = timedelta(days=150), timedelta(days=100)
"""A year's budget is set in the winter before it; what happened in a month is told at the next meeting or two."""
_BESIDE, _HEADING, _PASSAGE, _DECIDED_ON = 0.8, 0.75, 0.6, 0.85
"""What a word counts by where it is said; a decision is on the matter that its item has told before."""


_BESIDE_IT = 0.3
"""The same of another time that its neighbours tell."""
_OF_A_LAW, _A_WORD = re.compile(r"\b(?:Acts?|LGA|Orders?|Regulations|Rules|Measures?|Bill|Code)\s+$"), 14
"""The year behind a law is part of its name."""
_NEXT_MEETING = re.compile(r"\bnext\b[^.]{0,40}\bmeet|\bmeet\w*\b[^.]{0,20}\bnext\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NO_TIME = 0.6
"""How far the time fits where none is asked for."""
_HELD_OTHERWISE = 0.7
"""What it speaks against a fact that the meeting was held at another time; that the sentence says so counts wholly."""


@dataclass(frozen=True, slots=True)
class Signals:
    """The signals of one candidate.

    coverage: how much of what is asked is said in the sentence, beside it, over it or in its passage, each word by
    how much it tells. here: the same for the sentence alone. missing: the most telling word said nowhere, as a share
    of all. unnamed: the share of the names asked for that are said nowhere. together: neighbouring words of the
    question that are neighbours here too. fit: how close the answer stands to the words asked about. counts, typed,
    alone: see Candidate. agrees, conflicts: whether the time told fits the time asked for. announced: an agenda tells
    what will be talked about. rank: the passage's score against the best one's. decided: a decision of the body.
    purpose: whether a sum is for what is asked (a cost, a refund, an estimate). labelled: whether a label beside it
    says what is asked for. about: how much of what is asked its own clause says. afar: how far from it the words asked
    about stand, each by how much it tells. unheard: how much of what is asked is said neither beside it nor over it.
    recent: how late its paper is among those found, where no time is asked for. row: how much of the head of its row
    is asked for. next_to: how close the most telling word of its sentence stands.
    """

    coverage: float
    here: float
    missing: float
    unnamed: float
    together: float
    fit: float
    counts: float
    typed: float
    alone: float
    agrees: float
    conflicts: float
    announced: float
    rank: float
    decided: float
    settles: float
    moved: float
    elsewhere: float
    sort: float
    purpose: float
    labelled: float
    about: float
    afar: float
    unheard: float
    recent: float
    row: float
    next_to: float

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The signals' names, in order."""
        return tuple(field.name for field in fields(cls))

    def values(self) -> tuple[float, ...]:
        """The signals in the order of their names."""
        return tuple([getattr(self, name) for name in self.__slots__])  # a dozen per candidate: astuple copies deeply

    def by_name(self) -> dict[str, float]:
        """The signals, each by its name."""
        return {name: getattr(self, name) for name in self.__slots__}


def signals(question: Question, around: Around, number: int, candidate: Candidate, recency: float) -> Signals:
    """The signals of a candidate of a window's sentence; `recency` is how late the paper is among those found, 0..1.

    `around` is of the same question, whatever sort of answer it wants.
    """
    window = around.window
    sentence = window.sentences[number]
    here = around.shares_in((*window.within(candidate.quote), number))
    clause = stems_in(sentence, clause_of(window.text, sentence.at, candidate.at))
    total = around.total or 1.0
    covered = inside = missing = 0.0
    about = afar = unheard = asked = 0.0
    names = named = 0
    decided = any(d.at.span.overlaps(candidate.quote) for d in window.decisions)
    of_decision = question.wanted is Wanted.DECISION or question.role in (Role.PROPOSER, Role.SECONDER)
    settled = 0.0
    if decided and question.wanted is Wanted.DECISION:
        settled = 1.0 if asks_what_was_decided(question.text) else 0.8
    elif question.wanted is Wanted.DECISION and candidate.typed >= _SURELY:
        settled = 0.6
    passage = _DECIDED_ON if decided and of_decision else _PASSAGE
    for term, in_it, said in zip(question.terms, here, around.of(number), strict=True):
        weight = said.weight
        if said.known:
            names += term.proper
            named += term.proper
            covered += weight
            inside += weight
            continue
        near_it, over_it, by_then, in_own, in_all = said.beside, said.over, said.before, said.own, said.anywhere
        share = max(in_it, _BESIDE * near_it, _HEADING * over_it, passage * in_own, 0.8 * passage * in_all)
        asked += weight
        # a decision settles the matter that its item has told before it
        matter = settled * max(by_then, _HEADING * over_it)
        about += weight * max(share_in(term, clause), matter)
        unheard += weight * (max(in_it, near_it, over_it, matter) == 0.0)
        afar += weight * min(_far(in_it, over_it, near_it, in_own, in_all), 1 - matter)
        covered += weight * share
        # the item of a decision tells what it is about as the sentence of a fact does
        told = max(in_it, _HEADING * over_it, passage * by_then)
        inside += weight * max(in_it, settled * told)
        if share == 0.0:
            missing = max(missing, weight)
        if term.proper:
            names += 1
            named += share > 0.0
    only_moved = 0.0 if decided or of_decision else _only_moved(window, number)
    agrees, conflicts = _time(question, window, number)
    return Signals(
        covered / total,
        inside / total,
        missing / total,
        (names - named) / names if names else 0.0,
        around.together,
        candidate.fit,
        float(candidate.counts),
        candidate.typed * (0.3 if only_moved == 1.0 else 1.0),
        float(candidate.alone),
        agrees,
        conflicts,
        float(window.source.kind is DocumentKind.AGENDA),
        window.score,
        float(decided),
        settled if decided else float(decided and of_decision),
        only_moved,
        float(bool(question.bodies) and not around.at_home),
        dict(question.sorts)[question.wanted] / question.sorts[0][1],
        purpose_fits(purposes_asked(question.text), window.text, candidate.at)
        if question.wanted is Wanted.SUM
        else 0.5,
        labelled(around.asked_for, window.text, candidate.at),
        about / asked if asked else 1.0,
        afar / asked if asked else 0.0,
        unheard / total,
        recency,
        row_head(around.asked_for, window.text, sentence.at, candidate.at),
        next_to(question, around.telling, window.text, sentence, candidate.at),
    )


def _far(here: float, over: float, beside: float, own: float, share: float) -> float:
    """How far off a word is said: the nearest of the places that say any of it."""
    if here:
        return 0.0
    if over:
        return 0.3
    if beside:
        return 0.4
    return 0.7 if own else 0.85 if share else 1.0


def _only_moved(window: Window, number: int) -> float:
    """Whether a sentence tells a motion only: wholly so where it is said to have come to nothing."""
    if not MOTION.search(window.sentences[number].at.of(window.text)):
        return 0.0
    after = window.sentences[number + 1 : number + 3]
    return 1.0 if any(FALLEN.search(sentence.at.of(window.text)) for sentence in after) else 0.4


def _time(question: Question, window: Window, number: int) -> tuple[float, float]:
    """Whether the time told agrees with the time asked for, and whether it speaks against it."""
    if not question.periods:
        return _NO_TIME, 0.0
    if question.sitting and window.source.held is not None:
        # what a meeting did is told in its own minutes; another's may name its day, as that of the next or the last
        if any(p.first <= window.source.held <= p.last for p in question.periods):
            return 1.0, 0.0
        if window.source.kind is not DocumentKind.PACK:
            return 0.0, 1.0
    around = range(max(0, number - 1), min(len(window.sentences), number + 2))
    beside = _told(window, [n for n in around if n == number or not _tells_of_the_next(window, n)])
    here = _told(window, range(number, number + 1))
    asked = question.periods
    met = window.source.held
    years = [p for p in asked if _is_year(p)]
    same_sort = [p for p in beside if _is_year(p)] if years else beside
    said = [p for p in here if _is_year(p)]
    if years and said and not any(_may_be(p, q) for p in said for q in years):
        return 0.0, 1.0  # the sentence speaks of another year
    if any(p == q or (not _is_year(q) and q.first <= p.first and p.last <= q.last) for p in beside for q in asked):
        return 1.0, 0.0
    against = _BESIDE_IT if same_sort and question.wanted is not Wanted.DATE else 0.0
    if met is not None and any(p.is_day for p in asked):
        there = any(p.first <= met <= p.last for p in asked)
        return (0.9, 0.0) if there else (0.0, _HELD_OTHERWISE)
    if met is None:
        # nothing says of what time the paper is but the dates that it names
        dates = [days_of(m.iso or "") for m in window.mentions if m.label is MentionLabel.DATE]
        named = [period for period in dates if period is not None]
        if any(p == q for p in named for q in asked if q.is_day):
            return 0.9, 0.0
        if any(q.first <= p.first and p.last <= q.last for p in named for q in asked) or _filed_under(window, years):
            return 0.5, against
        return (0.0, _HELD_OTHERWISE) if named or years else (0.3, against)
    financial = [p for p in years if p.first.month != 1]
    if financial:
        if any(p.first - _BEFORE <= met <= p.first + timedelta(days=45) for p in financial):
            return 0.9, against
        return (0.4, against) if any(p.first <= met <= p.last for p in financial) else (0.0, _HELD_OTHERWISE)
    if any(p.first <= met <= p.last for p in asked):
        return 0.9, 0.0
    if any(p.first - _BEFORE / 3 <= met <= p.last + _AFTER for p in asked):
        return 0.5, against
    return 0.0, _HELD_OTHERWISE


def _tells_of_the_next(window: Window, number: int) -> bool:
    """Whether a sentence says when they meet again: its day is not that of what is told beside it."""
    return _NEXT_MEETING.search(window.sentences[number].at.of(window.text)) is not None


def _filed_under(window: Window, years: Sequence[Period]) -> bool:
    """Whether the names of a paper's file and folders say one of the years."""
    filed = {int(year) for year in _YEAR.findall(window.source.document)}
    return any(p.first.year in filed or p.last.year in filed for p in years)


def _may_be(told: Period, asked: Period) -> bool:
    """Whether a year told may be the one asked for: the same, or one that overlaps it where they begin otherwise."""
    return told == asked or (
        told.first.month != asked.first.month and told.first <= asked.last and asked.first <= told.last
    )


def _told(window: Window, sentences: Iterable[int]) -> list[Period]:
    """The periods of the dates that some of the sentences tell."""
    places = [window.sentences[n].at for n in sentences]
    dates = [
        m
        for m in window.mentions
        if m.label is MentionLabel.DATE
        and any(p.start <= m.at.start and m.at.end <= p.end for p in places)
        and not _OF_A_LAW.search(window.text, max(0, m.at.start - _A_WORD), m.at.start)
    ]
    return [period for mention in dates if (period := days_of(mention.iso or "")) is not None]


def _is_year(period: Period) -> bool:
    return (period.last - period.first).days > 300
