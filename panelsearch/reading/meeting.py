"""When was the meeting? The date that stands with the heading, not that of the last minutes or of the next meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from panelsearch.documents import DocumentKind, FileFacts, Page
from panelsearch.spans import Span
from panelsearch.tagging.dates import find_dates

_HEAD_CHARACTERS = 2500
_HELD = re.compile(
    r"\b(?:held|convened|took\s+place|to\s+be\s+held|summoned|meeting\s+(?:on|of)|date\s*:|scheduled)\b", re.I
)
_EARLIER_MEETING = re.compile(r"\b(?:previous|last)\b", re.IGNORECASE)
_OTHER_MEETING = re.compile(
    r"\b(?:next|minutes\s+of\s+(?:the\s+)?(?:previous|last|meetings?\b.{0,40}held)|confirm\w*|approv\w*|adopt\w*|sign\w*"
    r"|published|issued|dated|date\s+of\s+(?:issue|publication)|ending|ended|since|until|deadline|received\s+by|by\s+noon)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\s*(?:draft\s+)?minutes\s+of\b.*\b(?:held|meeting|on)\b", re.IGNORECASE)
"""What minutes call themselves in a line of its own; an item that approves older ones begins otherwise."""
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_PERIOD = re.compile(
    r"\b(?:as\s+at|as\s+of|year|years|period|quarter|month|ended|ending|from|to|until|by|before|after|balance|since"
    r"|commencing|announcement|dated|published|signed)\b",
    re.IGNORECASE,
)
_OTHER_WORDS_AT_MOST = 2
_FILE_DATES = (
    re.compile(r"(?<!\d)(20\d\d|19\d\d)[-_. ]?(0[1-9]|1[0-2])[-_. ]?([0-2]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)([0-2]?\d|3[01])[-_. ](0?[1-9]|1[0-2])[-_. ](20\d\d|19\d\d)(?!\d)"),
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """The meeting's date, and whether only the file's name says so."""

    day: date | None
    inferred: bool = False


def find_meeting_date(pages: Sequence[Page], kind: DocumentKind, facts: FileFacts) -> FoundDate:
    """The date of the meeting that the paper is of, or goes to."""
    opening = next((page for page in pages if page.text.strip()), None)
    head = opening.text[:_HEAD_CHARACTERS] if opening else ""
    named = _from_name(facts)
    if kind is DocumentKind.PACK and named is not None and opening is not pages[0]:
        return FoundDate(named, inferred=True)  # the page that says it is a picture: later ones are of other papers
    best: tuple[float, date] | None = None
    if kind is not DocumentKind.OTHER:
        for found in find_dates(head):
            day = _day(found.iso)
            if day is None:
                continue
            if kind is DocumentKind.REPORT and not _dates_a_report(head, found.span):
                continue
            weight = _weight(head, found.span.start, found.span.end)
            if weight > 0 and (best is None or weight > best[0]):
                best = (weight, day)
    if best is not None:
        return FoundDate(best[1])
    if named is not None and kind in (DocumentKind.MINUTES, DocumentKind.AGENDA, DocumentKind.PACK):
        return FoundDate(named, inferred=True)
    return FoundDate(None)


def _dates_a_report(head: str, at: Span) -> bool:
    """Whether the date is that of the meeting a report goes to: on a line of its own, or after "meeting" or "held"."""
    begin = head.rfind("\n", 0, at.start) + 1
    line_end = head.find("\n", at.end)
    before, after = head[begin : at.start], head[at.end : line_end if line_end >= 0 else len(head)]
    if _PERIOD.search(before):
        return False
    rest = _WEEKDAY.sub("", f"{before} {after}")
    return bool(_HELD.search(before)) or len(re.findall(r"[^\W\d_]{3,}", rest)) <= _OTHER_WORDS_AT_MOST


def _weight(head: str, start: int, end: int) -> float:
    """How likely a date is the meeting's: early, after "held on", with its weekday, not another meeting's."""
    line_start = head.rfind("\n\n", 0, start) + 1
    before = head[max(line_start, start - 110) : start]
    around = head[max(0, start - 25) : end + 5]
    weight = 2.0 - min(start / 1200, 1.5)
    if _HELD.search(before):
        weight += 1.0
    if _WEEKDAY.search(around):
        weight += 0.8
    sentence = before[max(before.rfind(". "), 0) :]
    line = head[head.rfind("\n", 0, start) + 1 : start]
    if _TITLE.match(line) and not _EARLIER_MEETING.search(line):
        return weight + 1.0
    if _EARLIER_MEETING.search(sentence):
        return 0.0
    if _OTHER_MEETING.search(sentence):
        weight -= 2.2
    if re.match(r"\s*\(?(?:\d{1,4}[.)]|[a-z][.)]|[A-Z]?\d{4}-\d+|\d+\.\d+)", line):
        weight -= 1.5  # inside an item
    return weight


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso) if len(iso) == 10 else None
    except ValueError:
        return None


def _from_name(facts: FileFacts) -> date | None:
    for found in find_dates(re.sub(r"[-_.]+", " ", facts.name)):
        if day := _day(found.iso):
            return day
    for number, pattern in enumerate(_FILE_DATES):
        if match := pattern.search(facts.name):
            year, month, day_text = match.groups() if number == 0 else reversed(match.groups())
            try:
                return date(int(year), int(month), int(day_text))
            except ValueError:
                continue
    return None
