"""What speaks for a candidate, and what against it? A dozen numbers anyone can read, each 0..1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta

from panelsearch.answering.answer_types import Role, Wanted, asks_what_was_decided
from panelsearch.answering.candidate_extraction import FALLEN, MOTION, Candidate
from panelsearch.answering.closeness import is_lesser, said_share
from panelsearch.answering.context_windows import Sentence, Stretch
from panelsearch.answering.labels import labelled
from panelsearch.answering.question_analysis import Question, Term
from panelsearch.answering.sum_purposes import purpose_fits, purposes_asked
from panelsearch.answering.temporal_expressions import Period, days_of
from panelsearch.model.meetings import DocumentKind
from panelsearch.model.mentions import MentionLabel

_BEFORE, _AFTER = timedelta(days=150), timedelta(days=100)
"""A year's budget is set in the winter before it; what happened in a month is told at the next meeting or two."""
_BESIDE, _HEADING, _PASSAGE, _DECIDED_ON = 0.8, 0.75, 0.6, 0.85
"""What a word counts by where it is said; a decision is on the matter that its item has told before."""


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
    says what is asked for.
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

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The signals' names, in order."""
        return tuple(field.name for field in fields(cls))

    def values(self) -> tuple[float, ...]:
        """The signals in the order of their names."""
        return tuple([getattr(self, name) for name in self.__slots__])  # a dozen per candidate: astuple copies deeply


def signals(
    question: Question, telling: Mapping[str, float], stretch: Stretch, number: int, candidate: Candidate
) -> Signals:
    """The signals of a candidate of a stretch's sentence; `telling` gives each term's weight by its stem."""
    sentence = stretch.sentences[number]
    quoted = [s for s in stretch.sentences if candidate.quote.contains(s.at)]
    here = frozenset().union(*(_plainly(question, stretch, s) for s in (*quoted, sentence)))
    beside = frozenset().union(*(stretch.sentences[n].stems for n in stretch.beside(number, before=2)))
    own = frozenset().union(*(stretch.sentences[n].stems for n in stretch.own))
    # what is decided is told before it; what comes after it may be another matter
    before = frozenset().union(*(stretch.sentences[n].stems for n in stretch.own if n <= number))
    total = sum(telling.values()) or 1.0
    covered = inside = missing = 0.0
    names = named = 0
    at_home = stretch.source.body in question.bodies
    decided = any(d.at.span.overlaps(candidate.quote) for d in stretch.decisions)
    of_decision = question.wanted is Wanted.DECISION or question.role in (Role.PROPOSER, Role.SECONDER)
    settled = 0.0
    if decided and question.wanted is Wanted.DECISION:
        settled = 1.0 if asks_what_was_decided(question.text) else 0.8
    passage = _DECIDED_ON if decided and of_decision else _PASSAGE
    for term in question.terms:
        weight = telling[term.stem]
        if (term.of_body and at_home) or (term.proper and term.stem in stretch.filed):
            names += term.proper
            named += term.proper
            covered += weight
            inside += weight
            continue
        share = max(
            _share(term, here),
            _BESIDE * _share(term, beside),
            _HEADING * _share(term, stretch.heading),
            passage * _share(term, own),
            0.8 * passage * _share(term, stretch.stems),
        )
        covered += weight * share
        # the item of a decision tells what it is about as the sentence of a fact does
        told = max(_share(term, here), _HEADING * _share(term, stretch.heading), passage * _share(term, before))
        inside += weight * max(_share(term, here), settled * told)
        if share == 0.0:
            missing = max(missing, weight)
        if term.proper:
            names += 1
            named += share > 0.0
    only_moved = 0.0 if decided or of_decision else _only_moved(stretch, number)
    agrees, conflicts = _time(question, stretch, number)
    return Signals(
        covered / total,
        inside / total,
        missing / total,
        (names - named) / names if names else 0.0,
        _together(question, stretch),
        candidate.fit,
        float(candidate.counts),
        candidate.typed * (0.3 if only_moved == 1.0 else 1.0),
        float(candidate.alone),
        agrees,
        conflicts,
        float(stretch.source.kind is DocumentKind.AGENDA),
        stretch.score,
        float(decided),
        settled or float(decided and of_decision),
        only_moved,
        float(bool(question.bodies) and not at_home),
        dict(question.sorts)[question.wanted] / question.sorts[0][1],
        purpose_fits(purposes_asked(question.text), stretch.text, candidate.at)
        if question.wanted is Wanted.SUM
        else 0.5,
        labelled(_asked_for(question), stretch.text, candidate.at),
    )


def _asked_for(question: Question) -> frozenset[str]:
    """The stems of what is asked for, and of other words for it; names of bodies aside."""
    return frozenset().union(*({term.stem} | term.kin for term in question.terms if not term.of_body))


def _only_moved(stretch: Stretch, number: int) -> float:
    """Whether a sentence tells a motion only: wholly so where it is said to have come to nothing."""
    if not MOTION.search(stretch.sentences[number].at.of(stretch.text)):
        return 0.0
    after = stretch.sentences[number + 1 : number + 3]
    return 1.0 if any(FALLEN.search(sentence.at.of(stretch.text)) for sentence in after) else 0.4


def _plainly(question: Question, stretch: Stretch, sentence: Sentence) -> frozenset[str]:
    """The stems that a sentence says, those of lesser offices than the one asked for aside."""
    asked = {term.stem for term in question.terms}
    lesser = {
        token.term
        for token in sentence.tokens
        if token.term in asked and is_lesser(question, stretch.text, sentence.at.start + token.start)
    }
    return sentence.stems - lesser if lesser else sentence.stems


def _share(term: Term, stems: frozenset[str]) -> float:
    if term.stem in stems:
        return 1.0
    return max((said_share(term, stem) for stem in term.kin & stems), default=0.0)


def _together(question: Question, stretch: Stretch) -> float:
    """The share of the question's neighbouring words that stand within three words of each other in the stretch."""
    pairs = list(zip(question.terms, question.terms[1:], strict=False))
    if not pairs:
        return 0.0
    places: dict[str, list[int]] = {}
    position = 0
    for sentence in stretch.sentences:
        for token in sentence.tokens:
            places.setdefault(token.term, []).append(position + token.position)
        position += len(sentence.tokens) + 5
    near = 0
    for first, second in pairs:
        ones = [p for stem in (first.stem, *first.kin) for p in places.get(stem, ())]
        others = [p for stem in (second.stem, *second.kin) for p in places.get(stem, ())]
        near += any(abs(a - b) <= 3 for a in ones for b in others)
    return near / len(pairs)


def _time(question: Question, stretch: Stretch, number: int) -> tuple[float, float]:
    """Whether the time told agrees with the time asked for, and whether it speaks against it."""
    if not question.periods:
        return 0.0, 0.0
    if question.sitting and stretch.source.held is not None:
        # what a meeting did is told in its own minutes; another's may name its day, as that of the next or the last
        if any(p.first <= stretch.source.held <= p.last for p in question.periods):
            return 1.0, 0.0
        if stretch.source.kind is not DocumentKind.PACK:
            return 0.0, 1.0
    beside = _told(stretch, range(max(0, number - 1), min(len(stretch.sentences), number + 2)))
    here = _told(stretch, range(number, number + 1))
    asked = question.periods
    met = stretch.source.held
    years = [p for p in asked if _is_year(p)]
    same_sort = [p for p in beside if _is_year(p)] if years else beside
    said = [p for p in here if _is_year(p)]
    if years and said and not any(_may_be(p, q) for p in said for q in years):
        return 0.0, 1.0  # the sentence speaks of another year
    if any(p == q or (not _is_year(q) and q.first <= p.first and p.last <= q.last) for p in beside for q in asked):
        return 1.0, 0.0
    against = 1.0 if same_sort and question.wanted is not Wanted.DATE else 0.0
    if any(p.is_day for p in asked):
        there = met is not None and any(p.first <= met <= p.last for p in asked)
        return (0.9, 0.0) if there else (0.0, _HELD_OTHERWISE)
    if met is None and years:
        # nothing says of what year the paper is but the years that it names
        dates = [days_of(m.iso or "") for m in stretch.mentions if m.label is MentionLabel.DATE]
        named = [period for period in dates if period is not None]
        fits = any(p == q or (q.first <= p.first and p.last <= q.last) for p in named for q in years)
        return (0.5, against) if fits else (0.0, _HELD_OTHERWISE)
    if met is None:
        return 0.3, against
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


def _may_be(told: Period, asked: Period) -> bool:
    """Whether a year told may be the one asked for: the same, or one that overlaps it where they begin otherwise."""
    return told == asked or (
        told.first.month != asked.first.month and told.first <= asked.last and asked.first <= told.last
    )


def _told(stretch: Stretch, sentences: range) -> list[Period]:
    """The periods of the dates that some of the sentences tell."""
    places = [stretch.sentences[n].at for n in sentences]
    dates = [m for m in stretch.mentions if m.label is MentionLabel.DATE and any(p.contains(m.at.span) for p in places)]
    return [period for mention in dates if (period := days_of(mention.iso or "")) is not None]


def _is_year(period: Period) -> bool:
    return (period.last - period.first).days > 300
