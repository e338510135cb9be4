"""What else does a paper print of its meeting: when and where, who was in the chair, who signed, when is the next?

Of a report: whose it is, and for which item.

Each is a span of the page that prints it; what is not printed is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from panelsearch.gazetteers.loader import pattern
from panelsearch.model.meetings import Attendance, Detail, DetailKind, DocumentKind
from panelsearch.model.pages import Page
from panelsearch.model.spans import PageSpan, Span
from panelsearch.structure.attendee_names import person_in
from panelsearch.structure.next_meeting import next_meeting
from panelsearch.text.rule_engine import OPEN, Fence, Rule, rule

_I = re.IGNORECASE
_HEAD_CHARACTERS = 1500
_AFTER_HELD = 120
"""How soon after "held" or "meeting" the place is named."""
_SPOKEN = r"(?:\d{1,2}(?:[.:]\d{2})?\s*(?:[ap]m\b|[ap]\.\s?m\b\.?|noon\b|h(?:ou)?rs\b)|(?:12\s+)?noon\b|midday\b)"
_CLOCK = rf"(?:{_SPOKEN}|(?:[01]?\d|2[0-3])[:.][0-5]\d(?!\d|[.,/]\d))"
_TIME = re.compile(rf"\b(?:at|commenc\w+(?:\s+at)?|start\w*(?:\s+at)?|from|time\W{{1,3}})\s*(?P<time>{_CLOCK})", _I)
_BARE_TIME = re.compile(rf"(?P<time>{_SPOKEN})", _I)
_VENUE = re.compile(rf"\b{pattern('places.venue')}\b", _I)
_PLACE = re.compile(
    r"\b(?:at|in)\s+(?P<place>(?!\d{1,2}(?:[.:]\d{2})?\s*[ap]\.?m)(?-i:(?:the\s+)?[A-Z0-9])(?:(?!\s(?:on|at|commenc\w+|from|start\w*)\s)[^.;:\n]){3,90}?)"
    r"(?=\s*(?:[.;:]|$|,?\s+(?:on|at|commenc\w+|start\w*|from)\s|,?\s+and\s|,?\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day|\n\s*\n))",
    _I | re.MULTILINE,
)
_LABELLED_PLACE = re.compile(r"^\W*(?:venue|place|location)\s*[:\t]\s*(?P<place>\S[^\n]{3,90})", _I | re.MULTILINE)
_HELD = re.compile(r"\b(?:held|convened|meeting)\b", _I)
_NEXT_LINE = re.compile(r"[\s,]*\n\s*(?:[^\n:.,]{1,40}:|(?:members\s+)?present\b|apologies\b|in attendance\b|_)", _I)
"""A line of its own, not the rest of the place."""
_IN_THE_CHAIR = re.compile(r"\bin\s+the\s+chair\b|\bpresiding\b", _I)
_CHAIR = re.compile(r"(?<!vice[ -])(?<!deputy )\b(?:chair(?:man|woman|person)?|convener|convenor)\b", _I)
_SIGNED = re.compile(r"^\W*signed\b[^\w\n]{0,3}[^\S\n]*(?P<name>[A-Z][^\n_…]{2,50})$", _I | re.MULTILINE)
_AUTHOR = re.compile(
    r"^\W*(?:(?:report\s+)?author|report\s+(?:of|by|from)|contact\s+officer|lead\s+officer)\s*[:\t]?\s*(?:the\s+)?(?P<author>[A-Z][^\n\d£*.]{2,70})(?:\.|$)",
    _I | re.MULTILINE,
)
_ITEM = re.compile(
    r"^\W*(?:agenda\s+)?item\s*(?:no\.?|number)?\s*[:\t]?\s*(?P<item>\d{1,3}[a-z]?(?:\.\d{1,2})?)\W*$", _I | re.M
)


@dataclass(frozen=True, slots=True)
class _Front:
    """What the rules read: the first page with words, its head down to who came, all pages, who came, and when."""

    first: Page
    head: str
    pages: Sequence[Page]
    attendance: Attendance
    kind: DocumentKind
    held: date | None
    fence: Fence


def find_details(
    pages: Sequence[Page], kind: DocumentKind, attendance: Attendance, held: date | None = None, fence: Fence = OPEN
) -> tuple[Detail, ...]:
    """The details in the order of `DetailKind`; none for papers of no known kind."""
    first = next((page for page in pages if page.text.strip()), None)
    if first is None or kind is DocumentKind.OTHER:
        return ()
    head = first.text[:_HEAD_CHARACTERS]
    came = next((a.at.start for a in attendance.present if a.at.page == first.number), None)
    report = kind is DocumentKind.REPORT
    front = _Front(first, head if report or not came else head[:came], pages, attendance, kind, held, fence)
    return tuple(detail for of in (OF_A_REPORT if report else OF_A_MEETING) for detail in fence.each(of, front))


@rule("details.author")
def _author(front: _Front) -> Iterator[Detail]:
    """Whose report it is."""
    if found := _AUTHOR.search(front.head):
        yield _detail(DetailKind.AUTHOR, front.first, Span(*found.span("author")))


@rule("details.item")
def _item(front: _Front) -> Iterator[Detail]:
    """For which item of the agenda it is."""
    if found := _ITEM.search(front.head):
        yield _detail(DetailKind.ITEM, front.first, Span(*found.span("item")))


@rule("details.time")
def _time(front: _Front) -> Iterator[Detail]:
    """When the meeting began."""
    if found := _TIME.search(front.head) or _BARE_TIME.search(front.head):
        yield _detail(DetailKind.TIME, front.first, Span(*found.span("time")))


@rule("details.place")
def _venue(front: _Front) -> Iterator[Detail]:
    """Where it was."""
    if place := _place(front.head):
        yield _detail(DetailKind.PLACE, front.first, place)


@rule("details.chair")
def _chair(front: _Front) -> Iterator[Detail]:
    """Who took the chair: one said to be in it before one whose post it is."""
    for role in (_IN_THE_CHAIR, _CHAIR):
        for member in front.attendance.present:
            if role.search(member.role):
                yield Detail(DetailKind.CHAIR, member.at)
                return


@rule("details.signed")
def _signed(front: _Front) -> Iterator[Detail]:
    """Who signed the minutes, on their last pages."""
    for page in front.pages[-2:]:
        for found in _SIGNED.finditer(page.text):
            if person := person_in(page.text, Span(*found.span("name"))):
                yield _detail(DetailKind.SIGNED, page, person.at)
                return


@rule("details.next_meeting")
def _next(front: _Front) -> Iterator[Detail]:
    """When the next one is; a pack holds the minutes of the last one, whose next one is its own."""
    if front.held is None or front.kind is DocumentKind.PACK:
        return
    if day := next_meeting(front.pages, front.held, front.fence):
        yield Detail(DetailKind.NEXT, day)


DetailRule = Rule[[_Front], Iterator[Detail]]
OF_A_REPORT: tuple[DetailRule, ...] = (_author, _item)
OF_A_MEETING: tuple[DetailRule, ...] = (_time, _venue, _chair, _signed, _next)


def _place(head: str) -> Span | None:
    labelled = _LABELLED_PLACE.search(head)
    if labelled:
        return Span(*labelled.span("place"))
    unbroken = re.sub(r"(?<!\n)\n(?!\n)", " ", head)
    for found in _PLACE.finditer(unbroken):
        if _VENUE.search(found["place"]) and _HELD.search(unbroken, max(0, found.start() - _AFTER_HELD), found.start()):
            start, end = found.span("place")
            ends = _NEXT_LINE.search(head, start, end + 1)
            return Span(start, ends.start() if ends else end)
    return None


def _detail(what: DetailKind, page: Page, span: Span) -> Detail:
    return Detail(what, PageSpan(page.number, span.start, span.end))
