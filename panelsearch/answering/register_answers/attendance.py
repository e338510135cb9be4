"""Who came, who sent apologies? Attendance lists answer what the text of a meeting need not say in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from panelsearch.answering.answer_types import Role
from panelsearch.answering.base import Evidence
from panelsearch.answering.question_analysis import Question
from panelsearch.answering.register_answers.record import (
    A_MONTH,
    SURE,
    Record,
    asks_only,
    bodies_asked,
    held,
    is_of_kind,
    lines_of,
)
from panelsearch.answering.temporal_expressions import Period, days_of
from panelsearch.gazetteers.loader import words
from panelsearch.model.meetings import Attendance, Attendee, DocumentKind
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan, Span

_LATEST = 0.75
_LISTED = frozenset({Role.APOLOGIES, Role.PRESENT})
_OF_ATTENDANCE = words("questions.attendance")
_CHAIR = re.compile(r"^(?!.*\b(?:vice|deputy)\b).*\bchair", re.IGNORECASE)
_CHAIRED = re.compile(r"\b(?:chaired|presided|was in|took)\b", re.IGNORECASE)
_PAGES_BEFORE, _HEAD = 3, 700
_BETWEEN_NAMES = 160
"""Names further apart than this stand in different lists."""
_ITEM = re.compile(r"\n\s*\n\s*\d")
_TITLE = re.compile(r"\b(?:Councillors?|Cllrs?\.?|Members?|Mayor|Chair(?:man)?|Mrs?|Ms|Miss|Dr)\.?:?\s+$")


def from_attendance(asked: Question, evidence: Evidence) -> Record | None:
    """The list asked for, of the meeting asked for; of the latest where no day is named but one body is.

    Who chairs is told by the same lists.
    """
    if asked.role not in (*_LISTED, Role.CHAIR) or not _is_of_a_meeting(asked, evidence):
        return None
    if asked.role is Role.CHAIR and not asked.periods and not _CHAIRED.search(asked.text):
        return None  # who holds the chair, not who was in it
    meetings = _meetings(asked, evidence)
    found = [record for source in meetings for record in _records(asked, source, evidence)]
    if not asked.periods:
        last = max((held(source) for source in meetings if source.kind is DocumentKind.MINUTES), default=date.min)
        found = [record for record in found if held(record.source) >= last]
    found.sort(key=lambda r: (r.probability, r.source.meeting_date is not None and r.source.meeting_date.toordinal()))
    return found[-1] if found else None


def why_nobody(asked: Question, evidence: Evidence) -> str:
    """Why lists of a day asked for do not answer: they name nobody of the sort, or none was read. "" if none is."""
    if (
        asked.role not in _LISTED
        or not _is_of_a_meeting(asked, evidence)
        or not any(period.is_day for period in asked.periods)
    ):
        return ""
    meetings = _meetings(asked, evidence)
    if not any(_within(source, asked.periods) and source.kind is DocumentKind.MINUTES for source in meetings):
        return "No list of that meeting's people was read."
    wanted = "was present" if asked.role is Role.PRESENT else "was absent or sent apologies"
    return f"The list of that meeting's people was read; it names nobody who {wanted}."


def _is_of_a_meeting(asked: Question, evidence: Evidence) -> bool:
    """Whether it is told whose meeting is meant, or when it was, and nothing else: no word may name another body."""
    if asked.bodies and not bodies_asked(asked, evidence):
        return False
    return bool(asked.periods or asked.bodies) and asks_only(asked, _OF_ATTENDANCE, asked.bodies)


def _meetings(asked: Question, evidence: Evidence) -> list[Source]:
    """Papers of the body meant, or of any of the sort that is meant, that list who came in the time asked for."""
    bodies = bodies_asked(asked, evidence) if asked.bodies else ()
    found = evidence.lists_of_meetings(bodies, asked.days)
    return [source for source in found if source.body is None or is_of_kind(asked, source.body)]


def _records(asked: Question, source: Source, evidence: Evidence) -> Iterator[Record]:
    if asked.periods and source.kind is DocumentKind.MINUTES and not _within(source, asked.periods):
        return
    people = _people(asked.role, evidence.attended(source.document))
    if not people:
        return
    page = people[0].at.page
    sheet = evidence.sheet(source.document, page)
    if asked.periods and not _within(source, asked.periods):
        # minutes printed again in a later pack: the day is told over the list, or at the head of a page before it
        if not any(_in(day, asked.periods) for day in _days_told_before(people[0], source.document, evidence)):
            return
    elif source.kind is DocumentKind.PACK and source.meeting_date is not None:
        return  # who will come to the meeting that a pack is for, it cannot know
    text = sheet.text
    listed = _with_title(text, _run(text, people, page))
    yield Record(
        Source(
            source.document, source.title, source.kind, source.body, source.meeting_date, page,
            None, draft=source.draft,
        ),
        PageSpan(page, listed.start, listed.end),
        lines_of(text, page, listed.start, listed.end),
        SURE if any((p.last - p.first).days < A_MONTH for p in asked.periods) else _LATEST,
    )  # fmt: skip


def _people(role: Role | None, attendance: Attendance) -> tuple[Attendee, ...]:
    match role:
        case Role.PRESENT:
            return attendance.present
        case Role.APOLOGIES:
            return attendance.apologies
        case Role.CHAIR:
            return tuple(person for person in attendance.present if _CHAIR.search(person.role))[:1]
        case _:
            return ()


def _days_told_before(first: Attendee, document: str, evidence: Evidence) -> Iterator[Period]:
    for page in range(first.at.page, max(0, first.at.page - _PAGES_BEFORE), -1):
        reach = first.at.start if page == first.at.page else _HEAD
        for mention in evidence.sheet(document, page).mentions:
            day = days_of(mention.iso or "") if mention.label is MentionLabel.DATE else None
            if day is not None and day.is_day and mention.at.start < reach:
                yield day


def _run(text: str, people: Sequence[Attendee], page: int) -> Span:
    """From the first name to the last that stand together on the page."""
    places = sorted(person.at.span for person in people if person.at.page == page)
    end = places[0].end
    for before, after in pairwise(places):
        if after.start - before.end > _BETWEEN_NAMES or _ITEM.search(text, before.end, after.start):
            break
        end = after.end
    return Span(places[0].start, end)


def _with_title(text: str, listed: Span) -> Span:
    """The list with the title printed before its first name."""
    title = _TITLE.search(text[max(0, listed.start - 30) : listed.start])
    return Span(listed.start - len(title.group()), listed.end) if title else listed


def _within(source: Source, periods: Sequence[Period]) -> bool:
    when = source.meeting_date
    return when is not None and any(period.first <= when <= period.last for period in periods)


def _in(told: Period, periods: Sequence[Period]) -> bool:
    return any(period.first <= told.first <= period.last for period in periods)
