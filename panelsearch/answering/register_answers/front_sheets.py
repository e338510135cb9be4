"""When is the next meeting, where was one held? What papers print of their meetings answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from panelsearch.answering.base import Evidence
from panelsearch.answering.question_analysis import Question
from panelsearch.answering.register_answers.called_off import called_off, day_of
from panelsearch.answering.register_answers.record import (
    A_MONTH,
    SURE,
    Record,
    asks_only,
    bodies_asked,
    held,
    lines_of,
    words_asked,
)
from panelsearch.gazetteers.loader import either, words
from panelsearch.model.meetings import DetailKind, DocumentKind
from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan
from panelsearch.text.analyzer import analyze


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which questions ask for a detail: by a shape they have, one they have not, and the words they may say.

    `cue` is what the paper says of it, up to so many characters before.
    """

    what: DetailKind
    shape: re.Pattern[str]
    never: re.Pattern[str]
    words: frozenset[str]
    cue: re.Pattern[str]
    before: int


_OF_A_MEETING = words("questions.meeting_held") | words("body_words.regular_meeting")
_NEXT = _Asked(
    DetailKind.NEXT,
    re.compile(
        r"\bnext\b.*\b(?:meetings?|meets?)\b|\b(?:meetings?|meets?)\b.*\bnext\b|\bcyfarfod nesaf\b"
        r"|\bmeet\b.*\bafter\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:where|who|whom|why|how|time|place|venue|location)\b", re.IGNORECASE),
    _OF_A_MEETING | words("questions.next_meeting"),
    re.compile(rf"\b{either(sorted(words('body_words.next_meeting')))}\b", re.IGNORECASE),
    220,
)
_PLACE = _Asked(
    DetailKind.PLACE,
    re.compile(
        r"^(?:and )?where\b.*\b(?:meet|met|meetings?|held)\b|\b(?:venue|location|place)\b.*\bmeeting", re.IGNORECASE
    ),
    re.compile(r"\b(?:next|when|who|why|how)\b", re.IGNORECASE),
    _OF_A_MEETING,
    re.compile(r"\b(?:held|convened|meeting|venue|place|location)\b", re.IGNORECASE),
    160,
)
_OF_ANOTHER_SORT = re.compile(r"\bnext\s+(?:annual|special|extra-?ordinary|emergency)\b", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|follow\w*)\b", re.IGNORECASE)
_TELLS_BEST = (DocumentKind.MINUTES, DocumentKind.AGENDA, DocumentKind.PACK)
"""What is said at the meeting, before what was said of it beforehand."""


def from_front_sheets(asked: Question, evidence: Evidence) -> Record | None:
    """What the latest paper prints, or that of the meeting asked for.

    None where the next meeting is asked for, and there are papers of a later one than those that tell of it, or one
    that says it is cancelled.
    """
    detail = next((one for one in (_NEXT, _PLACE) if one.shape.search(asked.text)), None)
    bodies = bodies_asked(asked, evidence) if detail else frozenset()
    if detail is None or not _is_asked(asked, detail, bodies):
        return None
    best = _told(asked, detail, bodies, evidence)
    if best is None or (detail is _PLACE and not _is_of_all(asked, best, bodies, evidence)):
        return None
    if detail is _NEXT and (_is_past(asked, best, bodies, evidence) or called_off(best, bodies, evidence)):
        return None
    return _recorded(*best, detail, evidence)


def why_no_next(asked: Question, evidence: Evidence) -> str:
    """Why it is not told when a body meets next: what is told is past, or called off. "" if not so."""
    bodies = bodies_asked(asked, evidence) if _NEXT.shape.search(asked.text) else frozenset()
    best = _told(asked, _NEXT, bodies, evidence) if _is_asked(asked, _NEXT, bodies) else None
    if best is None:
        return ""
    if _is_past(asked, best, bodies, evidence):
        return (
            f"The papers of the last meeting, on {_day(last_held(bodies, evidence))}, do not say when the next one is."
        )
    day = called_off(best, bodies, evidence)
    return f"The meeting of {_day(day)} was called off, as another paper says." if day else ""


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _told(
    asked: Question, detail: _Asked, bodies: frozenset[str], evidence: Evidence
) -> tuple[Source, PageSpan] | None:
    """Where the body's latest paper of those asked for prints a detail.

    None where papers without a date differ, and where it lies inside the long time that the next meeting is to follow.
    """
    found = evidence.details(detail.what, bodies, asked.days) if bodies else ()
    told = [one for one in found if one[0].kind in _TELLS_BEST]
    latest = max((held(one[0]) for one in told), default=date.min)
    of_that_day = [one for one in told if held(one[0]) == latest]
    if latest == date.min and len({_words_at(one, evidence) for one in of_that_day}) > 1:
        return None
    best = min(
        of_that_day, key=lambda one: (_TELLS_BEST.index(one[0].kind), one[0].draft, one[0].document), default=None
    )
    if best is None or detail is _PLACE:
        return best
    day = day_of(best, evidence)
    inside = day is not None and any(
        first <= day <= last and (last - first).days > A_MONTH for first, last in asked.days
    )
    return None if inside else best


def _is_of_all(asked: Question, told: tuple[Source, PageSpan], bodies: frozenset[str], evidence: Evidence) -> bool:
    """Whether a place is that of the last meeting in the time asked for, and of all in a time longer than a month."""
    if held(told[0]) < last_held(bodies, evidence, asked.days):
        return False
    if not asked.periods or all((last - first).days <= A_MONTH for first, last in asked.days):
        return True
    places = evidence.details(DetailKind.PLACE, bodies, asked.days)
    return len({_words_at(one, evidence) for one in places}) == 1


def _words_at(told: tuple[Source, PageSpan], evidence: Evidence) -> tuple[str, ...]:
    text = told[1].span.of(evidence.page(told[0].document, told[1].page).text)
    return tuple(token.exact for token in analyze(text))


def _is_past(asked: Question, told: tuple[Source, PageSpan], bodies: frozenset[str], evidence: Evidence) -> bool:
    """Whether papers of a later meeting than the one that told of the next are there, where none is asked after."""
    return not asked.periods and held(told[0]) < last_held(bodies, evidence)


def asks_when_next(asked: Question) -> bool:
    """Whether a question is when the next meeting is, whosever, as of today or after a time."""
    if not _NEXT.shape.search(asked.text) or _NEXT.never.search(asked.text):
        return False
    return not asked.periods or bool(_AFTER.search(asked.text))


def further_words(asked: Question, bodies: frozenset[str]) -> list[str]:
    """What a question about the next meeting of a body says besides: which of its committees, perhaps."""
    return [word for word in words_asked(asked, bodies) if word not in _NEXT.words]


def last_held(bodies: frozenset[str], evidence: Evidence, periods: Sequence[tuple[date, date]] = ()) -> date:
    """When the body met last, of the meetings whose people were listed; with periods, of those held in one."""
    days = map(held, evidence.lists_of_meetings(bodies, periods))
    return max(
        (day for day in days if not periods or any(first <= day <= last for first, last in periods)), default=date.min
    )


def _is_asked(asked: Question, detail: _Asked, bodies: frozenset[str]) -> bool:
    if not asked.is_whole or not detail.shape.search(asked.text) or detail.never.search(asked.text):
        return False
    if detail is _NEXT and asked.periods and not _AFTER.search(asked.text):
        return False  # the time may be that of the meeting to come
    if detail is _NEXT and _OF_ANOTHER_SORT.search(asked.text):
        return False
    return asks_only(asked, detail.words, bodies)


def _recorded(source: Source, at: PageSpan, detail: _Asked, evidence: Evidence) -> Record:
    text = evidence.page(source.document, at.page).text
    cues = list(detail.cue.finditer(text, max(0, at.start - detail.before), at.start))
    return Record(source, at, lines_of(text, at.page, cues[-1].start() if cues else at.start, at.end), SURE)
