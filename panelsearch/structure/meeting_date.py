"""When was the meeting? The date that stands with the heading, not that of the last minutes or of the next meeting."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from panelsearch.model.documents import FileFacts
from panelsearch.model.meetings import DocumentKind
from panelsearch.model.pages import Page
from panelsearch.model.spans import Span
from panelsearch.structure.paper_head import HEADING_OVER
from panelsearch.text.date_grammar import find_dates
from panelsearch.text.rule_engine import OPEN, Fence, rule

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
_ENDS_IN_MINUTES = re.compile(r"[^\S\n]*[–—:-]?[^\S\n]*minutes[^\S\n]*$", re.IGNORECASE | re.MULTILINE)
"""What follows the date in a title such as "Council 4 May 2023 Minutes"."""
_TITLE_CHARACTERS = 500
_MINUTES = re.compile(r"\b(?:minutes|notes)\b", re.IGNORECASE)
_TITLE_BEGINS = re.compile(r"\W*(?:\w+\W+){0,4}minutes\b", re.IGNORECASE)
_DEALING_WITH = re.compile(r"\b(?:approv|adopt|confirm|accept|agree|sign|receiv|note)\w*", re.IGNORECASE)
_IN_A_TITLE = re.compile(r"^\W*(?:approved|confirmed|adopted|agreed|signed)\s+(?=minutes\b)", re.IGNORECASE)
_DEALT_WITH = re.compile(
    r"[^.\n]*(?:\n(?=(?-i:[a-z])))?[^.\n]{0,160}?\b(?:was|were|be|been|are|is)\b[^.\n]{0,60}?\b(?:approv|circulat|agree|confirm|sign|accept"
    r"|adopt|receiv|noted|taken|correct)",
    re.IGNORECASE,
)
"""What becomes of the minutes of another meeting once they are named."""
_STOPPED_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\.(?=\s+\d{4}\b)", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_WEEKDAY_OF_DAY = re.compile(
    r"\b(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),?\s+(?:the\s+)?(?P<day>\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?"
    rf"(?:{'|'.join(calendar.month_name[1:])}))\b(?!,?\s+\d{{4}})",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:as\s+at|as\s+of|year|years|period|quarter|month|ended|ending|from|to|until|by|before|after|balance|since"
    r"|commencing|announcement|dated|published|signed)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s*\(?(?:\d{1,4}[.)]|[a-z][.)]|[A-Z]{0,3}\d{2,4}[-/]\d+|\d+\.\d+)")
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


def find_meeting_date(pages: Sequence[Page], kind: DocumentKind, facts: FileFacts, fence: Fence = OPEN) -> FoundDate:
    """The date of the meeting that the paper is of, or goes to."""
    opening = next((page for page in pages if page.text.strip()), None)
    head = opening.text[:_HEAD_CHARACTERS] if opening else ""
    named = fence.ask(_from_name, None, facts, fence)
    if kind is DocumentKind.PACK and named is not None and opening is not pages[0]:
        return FoundDate(named, inferred=True)  # the page that says it is a picture: later ones are of other papers
    if kind is not DocumentKind.OTHER and (day := fence.ask(_in_the_head, None, head, kind, fence)):
        return FoundDate(day)
    if kind in (DocumentKind.MINUTES, DocumentKind.AGENDA) and (day := fence.ask(_year_by_weekday, None, head, fence)):
        return FoundDate(day, inferred=True)
    if named is not None and kind in (DocumentKind.MINUTES, DocumentKind.AGENDA, DocumentKind.PACK):
        return FoundDate(named, inferred=True)
    return FoundDate(None)


@rule("meeting_date.head")
def _in_the_head(head: str, kind: DocumentKind, fence: Fence) -> date | None:
    """The date in the head that is likeliest the meeting's."""
    best: tuple[float, date] | None = None
    for found in find_dates(_STOPPED_ORDINAL.sub(r"\1 ", head), fence=fence.uncounted()):
        day = _day(found.iso)
        if day is None or (kind is DocumentKind.REPORT and not _dates_a_report(head, found.span)):
            continue
        weight = _weight(head, found.span.start, found.span.end)
        if weight > 0 and (best is None or weight > best[0]):
            best = (weight, day)
    return best[1] if best else None


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
    if start < _TITLE_CHARACTERS and _ENDS_IN_MINUTES.match(head, end) and not _ITEM.match(line):
        return weight + 1.0
    if _EARLIER_MEETING.search(sentence):
        return 0.0
    if _MINUTES.search(_leading_to(head, start)):
        # Above the list of those who came, minutes say what they are; below, those of other meetings are dealt with.
        over = HEADING_OVER.search(head)
        above = over is None or start < over.start()
        dealt_with = _DEALING_WITH.search(_IN_A_TITLE.sub("", line)) or _DEALT_WITH.match(head, end)
        return weight + 1.0 if above and not dealt_with else 0.0
    if _OTHER_MEETING.search(sentence):
        weight -= 2.2
    if _ITEM.match(line):
        weight -= 1.5  # inside an item
    return weight


@rule("meeting_date.weekday")
def _year_by_weekday(head: str, fence: Fence) -> date | None:
    """The day that the title gives without its year, "Tuesday 7th April": of the years the head names, the one it fits.

    None where two fit, or none.
    """
    over = HEADING_OVER.search(head)
    named = _WEEKDAY_OF_DAY.search(head, 0, over.start() if over else len(head))
    if named is None:
        return None
    weekday = named["weekday"].lower()
    years = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", head)}
    fitting = [
        day
        for year in sorted(years)
        for found in find_dates(f"{named['day']} {year}", fence=fence.uncounted())
        if (day := _day(found.iso)) and calendar.day_name[day.weekday()].lower() == weekday
    ]
    return fitting[0] if len(fitting) == 1 else None


def _leading_to(head: str, start: int) -> str:
    """What leads to the date, from where its sentence, paragraph or item begins; a title may run over two lines."""
    lines = re.split(r"\n\n|\. ", head[:start])[-1].split("\n")
    for number in range(len(lines) - 1, -1, -1):
        if _TITLE_BEGINS.match(lines[number]) or _ITEM.match(lines[number]):
            return "\n".join(lines[number:])
    return "\n".join(lines[-2:])


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso) if len(iso) == 10 else None
    except ValueError:
        return None


@rule("meeting_date.file_name")
def _from_name(facts: FileFacts, fence: Fence) -> date | None:
    """The first day that the file's name holds."""
    for found in find_dates(re.sub(r"[-_.]+", " ", facts.name), fence=fence.uncounted()):
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
