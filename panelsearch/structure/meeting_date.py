"""When was the meeting? The day that stands with the heading, not that of the last minutes or of the next meeting.

Every place that may tell proposes a day with a weight: the head, a sentence of the opening, the pages' margins, the
file's name; what they say of one day adds up. A weekday that does not fit speaks against a day, and tells the year
where none is printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from panelsearch.gazetteers.loader import pattern
from panelsearch.model.documents import FileFacts
from panelsearch.model.meetings import DocumentKind
from panelsearch.model.pages import Page
from panelsearch.structure.paper_head import head_end
from panelsearch.text.date_grammar import FoundDate as PrintedDate
from panelsearch.text.date_grammar import find_dates, order_in_figures, order_in_words
from panelsearch.text.date_values import DateOrder
from panelsearch.text.date_words import WEEKDAYS
from panelsearch.text.rule_engine import OPEN, Fence, Rule, rule

_OPENING_CHARACTERS, _PAGES = 3000, 12
_BELIEVED = 1.4
_HELD = re.compile(
    r"\b(?:held|convened|took\s+place|summoned|scheduled|called\s+to\s+order|met|gynhaliwyd|gynhelir|cynhaliwyd|meetings?\s+(?:on|of|held|for|dated)"
    r"|(?:agm|egm|hearing|session|meeting|cyfarfod)\b[^.\n]{0,40}|date(?:\s+(?:and|&)\s+(?:time|place|venue))?(?:\s+of\s+(?:the\s+)?meeting)?\s*[:\t]"
    r"|when\s*[:\t]|dyddiad\s*[:\t])",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:minutes?|agenda|meeting|notes|agm|egm|council|committee|cofnodion|cyfarfod)\b", re.IGNORECASE
)
_OTHER_MEETING = re.compile(
    r"\b(?:previous|last|next|nesaf|diwethaf|blaenorol|future|following(?!\s+(?:the|a|an|its|their|on)\b)|forthcoming|earlier)\b",
    re.IGNORECASE,
)
_CALLS_IT = re.compile(r"\bnotice\s+is\s+(?:hereby\s+)?given\b[^.;]*\bnext\b", re.IGNORECASE)
"""A notice of the next meeting is the paper of that one."""
_MINUTES = re.compile(r"\b(?:minutes?|notes|record|cofnodion)\b", re.IGNORECASE)
_DEALING = re.compile(
    r"\b(?:approv|adopt|confirm|accept|agree|sign|receiv|not(?:ed?|ing)\b|circulat|cymeradwy|derbyn|dderbyn|cadarnhau)\w*",
    re.IGNORECASE,
)
_IN_A_TITLE = re.compile(
    r"^\W*(?:(?:un)?(?:approved|confirmed|adopted|agreed|signed)|notes?)\s+(?=(?:draft\s+)?(?:minutes?|of|from)\b)",
    re.IGNORECASE,
)
_DEALT_WITH = re.compile(
    r"[^.\n]*(?:\n(?=(?-i:[a-z])))?[^.\n]{0,160}?\b(?:was|were|be|been|are|is)\b[^.\n]{0,60}?\b(?:approv|circulat|agree|confirm|sign|accept"
    r"|adopt|receiv|noted|taken|correct)",
    re.IGNORECASE,
)
"""What becomes of the minutes of another meeting once they are named."""
_OTHER_DAY = re.compile(rf"\b{pattern('meetings.other_day')}\b\W*(?:\w+\W+){{0,3}}$", re.IGNORECASE)
"""What a day right behind is the day of, and no meeting."""
_PERIOD = re.compile(
    r"\b(?:as\s+at|as\s+of|year|years|period|quarter|month|ended|ending|from|to|until|by|before|after|balance|since"
    r"|commencing|announcement|dated|published|signed)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s*\(?(?:\d{1,4}[.):]|[a-z][.)]|[IVX]{1,5}[.)]|[A-Z][.)]\s|[A-Z]{0,3}\d{2,4}[-/]\d+|\d+\.\d+)")
_WEEKDAY = re.compile(r"\b(?P<day>mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}(?:\W+\w+)?\W*$", re.IGNORECASE)
_WEEKDAY_WORD = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_STOPPED_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\.(?=\s+\d{4}\b)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19[5-9]|20[0-4])\d(?!\d)")
_FILE_DATES = (
    re.compile(r"(?<!\d)(20\d\d|19\d\d)[-_. ]?(0[1-9]|1[0-2])[-_. ]?([0-2]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)([0-2]?\d|3[01])[-_. ](0?[1-9]|1[0-2])[-_. ](20\d\d|19\d\d)(?!\d)"),
)
_GOES_TO = re.compile(
    r"^\W*(?:report\s+)?(?:to\b[^\n]*|[^\n]*\b(?:council|cabinet|committee|board|panel|forum|executive))\W*$",
    re.IGNORECASE,
)
"""What stands before the day of the meeting that a report goes to: "Report to Council, ", "To: Cabinet - "."""
_OTHER_WORDS_AT_MOST = 2
_LEAP_YEAR = 2000
_WIDE = 50


@dataclass(frozen=True, slots=True)
class FoundDate:
    """The meeting's date, and whether it is not printed as such: the file's name says so, or its year is worked out."""

    day: date | None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Dating:
    """A day that some place proposes, and how much of its rule's weight that place deserves."""

    day: date
    share: float = 1.0


@dataclass(frozen=True)
class _Dated:
    """What the rules read: the pages, what kind of paper they are, and what the file is called."""

    pages: Sequence[Page]
    kind: DocumentKind
    facts: FileFacts
    fence: Fence

    @cached_property
    def first(self) -> Page | None:
        """The first page with words."""
        return next((page for page in self.pages if page.text.strip()), None)

    @cached_property
    def opening(self) -> str:
        """The words it opens with, every letter in its place."""
        text = self.first.text[:_OPENING_CHARACTERS] if self.first else ""
        return _STOPPED_ORDINAL.sub(r"\1 ", text)

    @cached_property
    def head_end(self) -> int:
        """Where those who came, or the matters, begin."""
        return head_end(self.first) if self.first else 0

    @cached_property
    def orders(self) -> tuple[DateOrder, DateOrder]:
        """How dates in words and in figures are written; figures as words where they do not tell."""
        texts = [page.text for page in self.pages[:_PAGES]]
        in_words, in_figures = order_in_words(texts), order_in_figures(texts)
        return in_words, in_words if in_figures is DateOrder.UNKNOWN else in_figures

    def dates(self, text: str, year: int | None = None) -> Iterator[tuple[PrintedDate, date]]:
        """Every whole day that a text names."""
        in_words, in_figures = self.orders
        figures = DateOrder.DAY if in_figures is DateOrder.UNKNOWN else in_figures
        for found in find_dates(text, year=year, fence=self.fence.uncounted(), words=in_words, figures=figures):
            if (day := _day(found.iso)) is not None:
                yield found, day


def find_meeting_date(pages: Sequence[Page], kind: DocumentKind, facts: FileFacts, fence: Fence = OPEN) -> FoundDate:
    """The date of the meeting that the paper is of, or goes to."""
    seen = _Dated(pages, kind, facts, fence)
    if kind is DocumentKind.OTHER:
        return FoundDate(None)
    of_a_meeting = kind is not DocumentKind.REPORT
    if kind is DocumentKind.PACK and (not pages or seen.first is not pages[0]):
        # the page that says it is a picture: later ones are of other papers
        named = next((dating.day for dating in fence.each(_file_name, seen)), None)
        return FoundDate(named, inferred=named is not None)
    weights: Counter[date] = Counter()
    printed: set[date] = set()
    for of in DATE_RULES:
        best: dict[date, float] = {}
        for dating in fence.each(of, seen):
            best[dating.day] = max(best.get(dating.day, 0.0), dating.share * of.score)
        for day, weight in best.items():
            weights[day] += weight  # type: ignore[assignment]
            if of in PRINTED:
                printed.add(day)
    if not of_a_meeting:
        weights = Counter({day: weight for day, weight in weights.items() if day in printed})
    if not weights:
        return FoundDate(None)
    day = max(weights, key=lambda day: weights[day])
    return FoundDate(day, inferred=day not in printed) if weights[day] >= _BELIEVED else FoundDate(None)


@rule("meeting_date.head", score=2.5)
def _head(seen: _Dated) -> Iterator[Dating]:
    """The head prints the day: on a line of its own, with the title, behind "held"."""
    head = seen.opening[: seen.head_end]
    for order, (found, day) in enumerate(seen.dates(head)):
        start, end = found.span.start, found.span.end
        if seen.kind is DocumentKind.REPORT and not _dates_a_report(head, start, end):
            continue
        if not _is_of_another(seen.opening, start, end, titled=True):
            yield Dating(day, _share(head, start, end, day) - min(0.05 * order, 0.2))


@rule("meeting_date.told", score=2.0)
def _told(seen: _Dated) -> Iterator[Dating]:
    """A sentence below the head says when the meeting was held."""
    text = seen.opening
    if seen.kind is DocumentKind.REPORT:
        return
    for found, day in seen.dates(text):
        start, end = found.span.start, found.span.end
        if start < seen.head_end or _ITEM.match(_line_before(text, start)):
            continue
        sentence = _sentence_before(text, start)
        if (
            _HELD.search(sentence)
            and not _MINUTES.search(sentence)
            and not _is_of_another(text, start, end, titled=False)
        ):
            yield Dating(day, 1.0 if _weekday_fits(text, start, day) is not False else 0.5)


@rule("meeting_date.margin", score=1.0)
def _margin(seen: _Dated) -> Iterator[Dating]:
    """The pages' margins print the day."""
    for line in dict.fromkeys(line for page in seen.pages[:_PAGES] for line in page.furniture):
        for found, day in seen.dates(line):
            if not _is_of_another(line, found.span.start, found.span.end, titled=True):
                yield Dating(day)


@rule("meeting_date.year", score=2.0)
def _year(seen: _Dated) -> Iterator[Dating]:
    """The head prints a day without its year: of the years that the paper and its file name, the one it fits.

    The weekday tells; without one, only a year that stands in the file's name or in the title.
    """
    head = seen.opening[: seen.head_end]
    whole = {found.span for found, _ in seen.dates(head)}
    if all(found.span in whole for found, _ in seen.dates(head, _LEAP_YEAR)):
        return  # no day is without its year
    near = [int(year[0]) for text in (seen.facts.name, head) for year in _YEAR.finditer(text)]
    years = dict.fromkeys([*near, *_years_named(seen)])
    fits: dict[int, list[date]] = {}
    for year in years:
        for found, day in seen.dates(head, year):
            start, end = found.span.start, found.span.end
            if found.span in whole or _is_of_another(seen.opening, start, end, titled=True):
                continue
            fitting = _weekday_fits(head, start, day)
            if fitting or (fitting is None and near and year == near[0]):
                fits.setdefault(start, []).append(day)
    for days in fits.values():
        sure = [day for day in days if day.year in near]
        if len(set(days)) == 1 or len(set(sure)) == 1:
            yield Dating((sure or days)[0])


@rule("meeting_date.file_name", score=1.4)
def _file_name(seen: _Dated) -> Iterator[Dating]:
    """The file's name holds the day."""
    name = seen.facts.name
    for _, day in seen.dates(re.sub(r"[-_.]+", " ", name)):
        yield Dating(day)
        return
    for number, form in enumerate(_FILE_DATES):
        if match := form.search(name):
            year, month, day_text = match.groups() if number == 0 else reversed(match.groups())
            if (found := _day(f"{year}-{int(month):02}-{int(day_text):02}")) is not None:
                yield Dating(found)
                return


DATE_RULES: tuple[Rule[[_Dated], Iterator[Dating]], ...] = (_head, _told, _margin, _year, _file_name)
PRINTED = (_head, _told, _margin)


def _share(head: str, start: int, end: int, day: date) -> float:
    """How likely a day of the head is the meeting's."""
    line = _line_before(head, start)
    rest = head[end : (head.find("\n", end) + 1 or len(head) + 1) - 1]
    share = 1.0
    if _HELD.search(_sentence_before(head, start)):
        share += 0.4
    if _TITLE.search(line) or re.match(r"[^\S\n]*[–—:-]?[^\S\n]*(?:minutes|agenda|meeting)\b", rest, re.IGNORECASE):
        share += 0.3
    if len(re.findall(r"[^\W\d_]{3,}", _WEEKDAY_WORD.sub("", f"{line} {rest}"))) <= _OTHER_WORDS_AT_MOST:
        share += 0.3
    if (fits := _weekday_fits(head, start, day)) is not None:
        share += 0.4 if fits else -0.3
    return share


def _is_of_another(text: str, start: int, end: int, *, titled: bool) -> bool:
    """Whether the words around a day say that it is another meeting's, or no meeting's."""
    line, sentence = _line_before(text, start), _sentence_before(text, start)
    another = _OTHER_MEETING.search(sentence) and not _CALLS_IT.search(sentence)
    if another or _OTHER_DAY.search(line):
        return True
    bare = _IN_A_TITLE.sub("", sentence)
    if _MINUTES.search(sentence):
        dealt_with = _DEALING.search(bare) or _DEALT_WITH.match(text, end)
        return bool(dealt_with) or not titled or bool(_ITEM.match(line))
    return bool(_ITEM.match(line)) and not titled


def _line_before(text: str, start: int) -> str:
    return text[text.rfind("\n", 0, start) + 1 : start]


def _sentence_before(text: str, start: int) -> str:
    """What leads to a day in its sentence; a line that does not reach the margin ends one in a head."""
    begin = text.rfind("\n", 0, start) + 1
    before = text[begin:start]
    while begin > 0:
        above_begin = text.rfind("\n", 0, begin - 1) + 1
        above = text[above_begin : begin - 1]
        if not above.strip() or len(above) < _WIDE or _ITEM.match(before):
            break
        before, begin = f"{above} {before}", above_begin
    return re.split(r"[.;]\s+(?=[A-Z(])", before)[-1][-240:]


def _weekday_fits(text: str, start: int, day: date) -> bool | None:
    """Whether the weekday printed before a day is its own; None where none is."""
    printed = _WEEKDAY.search(text, max(0, start - 30), start)
    if printed is None:
        return None
    names = list(WEEKDAYS)
    return names[day.weekday()].startswith(printed["day"].casefold())


def _years_named(seen: _Dated) -> list[int]:
    """The years of the days that the paper names, the commonest first."""
    counts: Counter[int] = Counter()
    for page in (*seen.pages[:2], *seen.pages[-1:]):
        for _, day in seen.dates(page.text):
            counts[day.year] += 1
        for year in _YEAR.findall(page.text):
            counts[int(year)] += 1
    return [year for year, _ in counts.most_common()]


def _dates_a_report(head: str, start: int, end: int) -> bool:
    """Whether a date is that of the meeting a report goes to: on a line of its own, or after "meeting" or "held"."""
    before = _line_before(head, start)
    line_end = head.find("\n", end)
    if _PERIOD.search(before):
        return False
    after = head[end : line_end if line_end >= 0 else len(head)]
    rest = _WEEKDAY_WORD.sub("", f"{before} {after}")
    if _GOES_TO.match(before) and not after.strip():
        return True
    return bool(_HELD.search(before)) or len(re.findall(r"[^\W\d_]{3,}", rest)) <= _OTHER_WORDS_AT_MOST


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso) if len(iso) == 10 else None
    except ValueError:
        return None
