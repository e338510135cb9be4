"""What was the precept of a year? The lines that name it with the year and one sum, where all of them tell the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from panelsearch.answering.answer_types import Wanted
from panelsearch.answering.base import Evidence, Sheet
from panelsearch.answering.body_linking import of_bodies
from panelsearch.answering.question_analysis import Question
from panelsearch.answering.register_answers.record import SURE, Record, asks_only, bodies_asked, lines_of, words_asked
from panelsearch.answering.temporal_expressions import Period, times_named
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan, Span
from panelsearch.query.ast import And, DateIn, Word
from panelsearch.text.analyzer import analyze
from panelsearch.text.sentences import sentences

_PRECEPT = "precept"
_SAID = frozenset(
    """precept set sets amount level sum figure request requested requests demand demanded ask asked agree agreed
    approve approved decide decided resolve resolved adopt adopted financial year total much""".split()
)
_OF_A_SHARE = frozenset(
    "band increase increased decrease decreased raise raised rise per household grant difference instalment".split()
)
"""Words of a sum that is a part of the precept, or what it grew by."""
_PROPOSED = frozenset("propose proposed proposal draft estimate estimated suggested recommended option".split())
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
    year = _year_asked(asked)
    bodies = bodies_asked(asked, evidence) if year else frozenset()
    if year is None or not bodies:
        return None
    told = list(_told(bodies, year, evidence))
    if len({one.value for one in told}) != 1:
        return None
    first = min(told, key=lambda one: (one.source.draft, one.source.meeting_date or year.last, one.source.document))
    answer = PageSpan(first.page, first.at.start, first.at.end)
    text = evidence.page(first.source.document, first.page).text
    return Record(first.source, answer, lines_of(text, first.page, first.quote.start, first.quote.end), SURE)


def _year_asked(asked: Question) -> Period | None:
    """The one financial year that a question is about, where it asks for nothing but its precept."""
    if not asked.is_whole or _PRECEPT not in words_asked(asked) or not asks_only(asked, _SAID):
        return None
    if len(asked.periods) != 1 or not any(sort is Wanted.SUM for sort, _ in asked.sorts):
        return None
    year = asked.periods[0]
    return year if (year.first.month, year.last.month) == (4, 3) else None


def _told(bodies: frozenset[str], year: Period, evidence: Evidence) -> Iterator[_Told]:
    about = DateIn(year.first - _BEFORE, year.last + _BEHIND)
    seen: set[tuple[str, int]] = set()
    for hit in evidence.find(And((Word(_PRECEPT), of_bodies(bodies), about)), _PASSAGES):
        place = (hit.source.document, hit.at.page)
        if place not in seen:
            seen.add(place)
            yield from _on_page(hit.source, hit.at.page, evidence.sheet(*place), year)


def _on_page(source: Source, page: int, sheet: Sheet, year: Period) -> Iterator[_Told]:
    """The sentences, or rows, that name the precept, the year and one sum only."""
    for sentence in sentences(sheet.text):
        words = {token.exact for token in analyze(sentence.of(sheet.text))}
        if _PRECEPT not in words or words & (_OF_A_SHARE | _PROPOSED):
            continue
        if [period for _, period in times_named(sentence.of(sheet.text)) if _is_a_year(period)] != [year]:
            continue
        sums = [m for m in sheet.mentions if m.label is MentionLabel.MONEY and sentence.contains(m.at.span)]
        if len(sums) == 1 and sums[0].value_pence:
            yield _Told(source, page, sums[0].at.span, sentence, (sums[0].value_pence, sums[0].currency))


def _is_a_year(period: Period) -> bool:
    return (period.last - period.first).days > _MOST_OF_A_YEAR
