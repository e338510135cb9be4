"""What was the precept of a year? The lines that name it with the year and one sum, where all of them tell the same."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from panelsearch.answering.answer_types import Wanted
from panelsearch.answering.base import Evidence, Sheet
from panelsearch.answering.body_linking import of_bodies
from panelsearch.answering.question_analysis import Question
from panelsearch.answering.register_answers.precept_links import is_the_precept
from panelsearch.answering.register_answers.record import SURE, Record, asks_only, bodies_asked, lines_of, words_asked
from panelsearch.answering.temporal_expressions import Period, times_named
from panelsearch.gazetteers.loader import pattern, words
from panelsearch.model.meetings import DecisionOutcome
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan, Span
from panelsearch.query.ast import And, DateIn, Word
from panelsearch.text.analyzer import analyze
from panelsearch.text.sentences import sentences

PRECEPT = "precept"
_SAID = words("precepts.asked")
_OF_A_SHARE = words("precepts.share")
"""Words in the clause of a sum that is a part of the precept, or what it would come to."""
_CLAUSE = re.compile(r"[,;](?!\d)|\.\s")
_GREW = pattern("precepts.grew")
_BY = re.compile(rf"\bby\s+$|\b{_GREW}\s+(?:of|by)\s+(?:about\s+|just\s+|some\s+)?$", re.IGNORECASE)
_MORE = re.compile(rf"\s+(?:\([^)]*\)\s*)?{_GREW}\b(?!\s+to\b)", re.IGNORECASE)
_GROWTH = re.compile(rf"\b{pattern('precepts.growth')}\s+(?:in|on|to)\b", re.IGNORECASE)
"""What a sum is by which the precept grew, beside it or in its sentence."""
_PROPOSED = words("precepts.for_others")
"""Words of a sum that is for others to settle."""
_MOVED = re.compile(rf"\b{pattern('precepts.moved')}\b", re.IGNORECASE)
_CARRIED = re.compile(rf"\b{pattern('precepts.carried')}\b", re.IGNORECASE)
_REFUSED = (DecisionOutcome.REFUSED, DecisionOutcome.DEFERRED, DecisionOutcome.RECOMMENDED)
_PASSAGES, _MOST_OF_A_YEAR = 40, 300
_BEFORE, _BEHIND = timedelta(days=200), timedelta(days=150)
"""A precept is set before its year, and reported on for a while after it."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A sum that a line gives the precept of the year."""

    source: Source
    page: int
    at: Span
    quote: Span
    value: tuple[int, str | None]


def from_precepts(asked: Question, evidence: Evidence) -> Record | None:
    """The precept of the financial year asked for, as first told; None where lines of it differ or are open."""
    bodies = bodies_asked(asked, evidence) if PRECEPT in asked.text.casefold() else frozenset()
    year = year_asked(asked, bodies)
    if year is None or not bodies:
        return None
    told = list(_told(bodies, year, evidence))
    if len({one.value for one in told}) != 1:
        return None
    first = min(told, key=lambda one: (one.source.draft, one.source.meeting_date or year.last, one.source.document))
    answer = PageSpan(first.page, first.at.start, first.at.end)
    text = evidence.page(first.source.document, first.page).text
    return Record(first.source, answer, lines_of(text, first.page, first.quote.start, first.quote.end), SURE)


def year_asked(asked: Question, bodies: frozenset[str]) -> Period | None:
    """The one financial year that a question is about, where it asks for nothing but its precept."""
    if not asked.is_whole or PRECEPT not in words_asked(asked) or not asks_only(asked, _SAID, bodies):
        return None
    if len(asked.periods) != 1 or not any(sort is Wanted.SUM for sort, _ in asked.sorts):
        return None
    year = asked.periods[0]
    return year if (year.first.month, year.last.month) == (4, 3) else None


def _told(bodies: frozenset[str], year: Period, evidence: Evidence) -> Iterator[_Told]:
    about = DateIn(year.first - _BEFORE, year.last + _BEHIND)
    own = frozenset(token.exact for body in bodies for token in analyze(body))
    seen: set[tuple[str, int]] = set()
    for hit in evidence.find(And((Word(PRECEPT), of_bodies(bodies), about)), _PASSAGES):
        place = (hit.source.document, hit.at.page)
        if place not in seen:
            seen.add(place)
            yield from _on_page(hit.source, hit.at.page, evidence.sheet(*place), year, own)


def _on_page(source: Source, page: int, sheet: Sheet, year: Period, own: Collection[str]) -> Iterator[_Told]:
    """The sentences, or rows, that name the precept, the year and one sum for it."""
    for sentence in sentences(sheet.text):
        if not is_of_all(sentence.of(sheet.text)):
            continue
        sums = [
            m for m in sheet.mentions if m.label is MentionLabel.MONEY and is_whole(m.at.span, sentence, sheet.text)
        ]
        years = [(span, period) for span, period in times_named(sentence.of(sheet.text)) if is_a_year(period)]
        told = _sum_of(year, years, sums, sentence.start)
        if told is None or not told.value_pence or not is_settled(sentence, told.at.span, sheet):
            continue
        figures = [Span(sentence.start + span.start, sentence.start + span.end) for span, _ in years]
        figures += [one.at.span for one in sums]
        if is_the_precept(told.at.span, sentence, figures, sheet.text, own):
            yield _Told(source, page, told.at.span, sentence, (told.value_pence, told.currency))


def is_of_all(said: str) -> bool:
    """Whether a sentence is about the precept, all of it, and not what somebody would have it be."""
    told = {token.exact for token in analyze(said)}
    return PRECEPT in told and not told & _PROPOSED


def is_whole(told: Span, sentence: Span, text: str) -> bool:
    """Whether a sum of a sentence is neither a share of the precept nor what it grew by."""
    if not sentence.contains(told) or _GROWTH.search(text, sentence.start, sentence.end):
        return False
    before = _CLAUSE.split(text[sentence.start : told.start])[-1]
    clause = before + _CLAUSE.split(text[told.end : sentence.end])[0]
    if not _OF_A_SHARE.isdisjoint(token.exact for token in analyze(clause)):
        return False
    return not _BY.search(text[sentence.start : told.start]) and not _MORE.match(text, told.end, sentence.end)


def _sum_of(year: Period, years: Sequence[tuple[Span, Period]], sums: Sequence[Mention], start: int) -> Mention | None:
    """The sum of a year: the only one of the only year, or its partner where years and sums take turns."""
    if not sums or len(sums) != len(years) or [period for _, period in years].count(year) != 1:
        return None
    in_turn = sorted([(start + span.start, True) for span, _ in years] + [(m.at.start, False) for m in sums])
    if any(one[1] is other[1] for one, other in zip(in_turn[::2], in_turn[1::2], strict=True)):
        return None
    return sums[[period for _, period in years].index(year)]


def is_settled(sentence: Span, told: Span, sheet: Sheet) -> bool:
    """Whether a sum was more than moved: no motion, or one that was carried."""
    about = [one for one in sheet.decisions if one.at.span.overlaps(told)]
    if any(one.outcome in _REFUSED for one in about):
        return False
    said = sentence.of(sheet.text) + " ".join(one.at.span.of(sheet.text) for one in about)
    return not _MOVED.search(said) or bool(_CARRIED.search(said))


def is_a_year(period: Period) -> bool:
    """Whether a time is about a year long."""
    return (period.last - period.first).days > _MOST_OF_A_YEAR
