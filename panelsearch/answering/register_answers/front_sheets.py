"""When is the next meeting, where was one held? What papers print of their meetings answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from panelsearch.answering.base import Evidence
from panelsearch.answering.question_analysis import Question
from panelsearch.answering.register_answers.record import SURE, Record, asks_only, bodies_asked, lines_of
from panelsearch.gazetteers.loader import words
from panelsearch.model.meetings import DetailKind, DocumentKind
from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan


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


_OF_A_MEETING = frozenset(
    "meeting meetings meet meets met held hold holds place venue location take took takes taking date day due".split()
)
_NEXT = _Asked(
    DetailKind.NEXT,
    re.compile(r"\bnext\b.*\b(?:meetings?|meets?)\b|\b(?:meetings?|meets?)\b.*\bnext\b", re.IGNORECASE),
    re.compile(r"\b(?:where|who|whom|why|how|time|place|venue|location)\b", re.IGNORECASE),
    _OF_A_MEETING | words("body_words.regular_meeting") | {"next", "set", "planned", "arranged", "fixed"},
    re.compile(r"\bnext\b|\bnesaf\b", re.IGNORECASE),
    220,
)
_PLACE = _Asked(
    DetailKind.PLACE,
    re.compile(
        r"^(?:and )?where\b.*\b(?:meet|met|meetings?|held)\b|\b(?:venue|location|place)\b.*\bmeeting", re.IGNORECASE
    ),
    re.compile(r"\b(?:next|when|who|why|how)\b", re.IGNORECASE),
    _OF_A_MEETING | words("body_words.regular_meeting"),
    re.compile(r"\b(?:held|convened|meeting|venue|place|location)\b", re.IGNORECASE),
    160,
)
_AFTER = re.compile(r"\b(?:after|follow\w*)\b", re.IGNORECASE)
_TELLS_BEST = (DocumentKind.MINUTES, DocumentKind.AGENDA, DocumentKind.PACK)
"""What is said at the meeting, before what was said of it beforehand."""


def from_front_sheets(asked: Question, evidence: Evidence) -> Record | None:
    """What the latest paper prints, or that of the meeting asked for.

    None where the next meeting is asked for, and there are papers of a later one than those that tell of it.
    """
    detail = next((one for one in (_NEXT, _PLACE) if _is_asked(asked, one)), None)
    bodies = bodies_asked(asked, evidence) if detail else frozenset()
    if detail is None or not bodies:
        return None
    periods = [(period.first, period.last) for period in asked.periods]
    told = [one for one in evidence.details(detail.what, bodies, periods) if one[0].kind in _TELLS_BEST]
    latest = max(map(_held, told), default=date.min)
    if not told or (detail is _NEXT and not periods and latest < _last_held(bodies, evidence)):
        return None
    of_that_day = [one for one in told if _held(one) == latest]
    best = min(of_that_day, key=lambda one: (_TELLS_BEST.index(one[0].kind), one[0].draft, one[0].document))
    return _recorded(*best, detail, evidence)


def why_no_next(asked: Question, evidence: Evidence) -> str:
    """Why it is not told when a body meets next, where that is asked of no time: what is told is past. "" if not so."""
    bodies = bodies_asked(asked, evidence) if _is_asked(asked, _NEXT) and not asked.periods else frozenset()
    if not bodies or not evidence.details(DetailKind.NEXT, bodies, []):
        return ""
    last = _last_held(bodies, evidence)
    return f"The papers of the last meeting, on {last.day} {last:%B %Y}, do not say when the next one is."


def _held(told: tuple[Source, PageSpan]) -> date:
    return told[0].meeting_date or date.min


def _last_held(bodies: frozenset[str], evidence: Evidence) -> date:
    return max((source.meeting_date or date.min for source in evidence.lists_of_meetings(bodies, [])), default=date.min)


def _is_asked(asked: Question, detail: _Asked) -> bool:
    if not asked.is_whole or not detail.shape.search(asked.text) or detail.never.search(asked.text):
        return False
    if detail is _NEXT and asked.periods and not _AFTER.search(asked.text):
        return False  # the time may be that of the meeting to come
    return asks_only(asked, detail.words)


def _recorded(source: Source, at: PageSpan, detail: _Asked, evidence: Evidence) -> Record:
    text = evidence.page(source.document, at.page).text
    cues = list(detail.cue.finditer(text, max(0, at.start - detail.before), at.start))
    return Record(source, at, lines_of(text, at.page, cues[-1].start() if cues else at.start, at.end), SURE)
