"""Who came, who sent apologies? Attendance lists answer what the text of a meeting need not say in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from panelsearch.answering.answer_types import Role
from panelsearch.answering.base import Evidence
from panelsearch.answering.question_analysis import Question
from panelsearch.answering.temporal_expressions import Period, days_of
from panelsearch.model.meetings import Attendance, Attendee, DocumentKind
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan, Span, trimmed

_SURE, _LATEST = 0.9, 0.75
LISTED = frozenset({Role.APOLOGIES, Role.PRESENT})
_CHAIR = re.compile(r"^(?!.*\b(?:vice|deputy)\b).*\bchair", re.IGNORECASE)
_PAGES_BEFORE, _HEAD = 3, 700
_BETWEEN_NAMES = 160
_TITLE = re.compile(r"\b(?:Councillors?|Cllrs?\.?|Members?|Mayor|Chair(?:man)?|Mrs?|Ms|Miss|Dr)\.?:?\s+$")
"""Names further apart than this stand in different lists."""


@dataclass(frozen=True, slots=True)
class Record:
    """An answer out of a list: its span, the lines to quote with it, and how sure it is."""

    source: Source
    answer: PageSpan
    quote: PageSpan
    probability: float


def from_attendance(asked: Question, evidence: Evidence) -> Record | None:
    """The list asked for, of the meeting asked for; of the latest where no day is named but one body is.

    Who chairs is told by the same lists.
    """
    if asked.role not in (*LISTED, Role.CHAIR) or (not asked.periods and len(asked.bodies) != 1):
        return None
    meetings = evidence.lists_of_meetings(asked.bodies, [(period.first, period.last) for period in asked.periods])
    found = [record for source in meetings for record in _records(asked, source, evidence)]
    found.sort(key=lambda r: (r.probability, r.source.meeting_date is not None and r.source.meeting_date.toordinal()))
    if not found:
        return None
    chosen = found[-1]
    label = evidence.page(chosen.source.document, chosen.source.page).label  # costly: for the chosen one alone
    return replace(chosen, source=replace(chosen.source, page_label=label))


def why_nobody(asked: Question, evidence: Evidence) -> str:
    """Why the lists do not answer: that meeting's names nobody of the sort asked for, or none was read."""
    meetings = evidence.lists_of_meetings(asked.bodies, [(period.first, period.last) for period in asked.periods])
    if not any(_within(source, asked.periods) and source.kind is DocumentKind.MINUTES for source in meetings):
        return "No list of that meeting's people was read."
    wanted = "was present" if asked.role is Role.PRESENT else "was absent or sent apologies"
    return f"The list of that meeting's people was read; it names nobody who {wanted}."


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
    listed = _with_title(text, _run(people, page))
    start = text.rfind("\n", 0, listed.start) + 1
    end = text.find("\n", listed.end)
    quote = trimmed(text, Span(start, len(text) if end < 0 else end))
    yield Record(
        Source(
            source.document, source.title, source.kind, source.body, source.meeting_date, page,
            None, draft=source.draft,
        ),
        PageSpan(page, listed.start, listed.end),
        PageSpan(page, quote.start, quote.end),
        _SURE if any((p.last - p.first).days < 31 for p in asked.periods) else _LATEST,
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


def _run(people: Sequence[Attendee], page: int) -> Span:
    """From the first name to the last that stand together on the page."""
    places = sorted(person.at.span for person in people if person.at.page == page)
    end = places[0].end
    for before, after in pairwise(places):
        if after.start - before.end > _BETWEEN_NAMES:
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
