"""What in a paper says which kind it is? Witnesses by their weight; where they differ the heavier side is believed.

No witness decides: minutes may stand under "Agenda", an agenda names the minutes to be approved. What a body did is
told in the past, what it is to do in the infinitive, and only minutes tell who came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from panelsearch.gazetteers.loader import pattern
from panelsearch.model.documents import FileFacts
from panelsearch.model.meetings import DocumentKind
from panelsearch.model.pages import Page
from panelsearch.structure.attendance import opens_minutes
from panelsearch.text.required_words import KnownPattern
from panelsearch.text.rule_engine import Fence, Rule, rule

_HEAD_CHARACTERS, _TITLE_CHARACTERS, _REPORT_CHARACTERS = 1800, 500, 900
PACK_FROM_PAGES = 8
_MONTH = "(?i:january|february|march|april|may|june|july|august|september|october|november|december)"
_MINUTES_HEADING = KnownPattern(
    rf"^[^\S\n]*(?:\W*{pattern('kinds.state')}\W+){{0,2}}(?:extract\s+(?:of|from)\s+)?"
    r"(?:the\s+)?(?:minutes?\b(?!\s*(?:past|silence|late|walk|by\b))"
    r"|(?:notes|record|summary|proceedings|synopsis)\s+(?:of|from)\s+(?:the\s+|an?\s+)?(?:[^\n.]{0,60}\b)?(?:meetings?|proceedings|minutes|session|agm|committee|board|panel|group)\b"
    r"|action\s+(?:notes|points)\b|cofnodion\b)",
    re.IGNORECASE | re.MULTILINE,
)
_MINUTES_TITLE = KnownPattern(
    rf"^[^\S\n]*(?!(?!20\d\d|19\d\d)\d(?!\d?(?:st|nd|rd|th)?\s+{_MONTH})|\(|(?i:approv|adopt|confirm|accept|previous|review|sign|to\b|agenda\b(?!\W{{1,3}}minutes)))"
    r"(?:[A-Z0-9*][^\n.:]{0,90}[ /–—-]\s?)?"
    r"(?:(?:Draft|DRAFT)\s)?(?:Minutes?|MINUTES?"
    r"|(?:[Mm]eeting|MEETING|[Cc]ommittee|COMMITTEE|[Bb]oard|BOARD|AGM|[Aa]ction)\s(?:[Nn]otes|NOTES|[Rr]eport|REPORT))[^\S\n]*(?:$|[,–—:-]|\(|\d)",
    re.MULTILINE,
)
"""A line of its own that ends in "Minutes": "Regular Council Meeting Minutes"."""
_MEETING_TOLD = KnownPattern(
    r"\bat\s+an?\s+(?:\w+\s+){0,4}meeting\s+of\b[^.]{0,200}\bheld\b"
    r"|\b(?:meeting|assembly)\b[^.]{0,160}\b(?:was|were)\s+held\b"
    r"|\b(?:was|were)?\s*called\s+(?:the\s+)?(?:[\w’']+\s+){0,8}to\s+order\b|\bmeeting\s+(?:was\s+)?(?:opened|commenced|began|started)\b"
    r"|\bopened\s+(?:the\s+)?(?:[\w’'()]+\s+){0,6}meeting\b|\bcyfarfod\b[^.]{0,120}\bgynhaliwyd\b",
    re.IGNORECASE,
)
_CAME = rf"(?:{pattern('kinds.who')}\s+){{0,3}}{pattern('kinds.came')}"
_WHO_CAME = KnownPattern(
    rf"^\W*(?:[a-z0-9.]+[.)]\s+)?{_CAME}(?:\s+(?:were|was|from|received|for\s+absence))*\s*(?:[:;–-]|\t)\s*\S"
    rf"|^\W*(?:[a-z0-9.]+[.)]\s+)?(?:[\w ]+/\s*)?{_CAME}\W*\n[^\w\n]*(?:[\d.]+\s|[ivx]+\.\s)?\s*"
    r"(?-i:(?:[A-Z][\w’'.-]*\s+){1,3}[A-Z][\w’'-]+)\s*(?:\(|,|\*|-|\t|$)",
    re.IGNORECASE | re.MULTILINE,
)
_AGENDA_TITLE = KnownPattern(
    r"^[^\w\n]*(?=[A-Z])(?i:amended\s+|revised\s+|draft\s+|final\s+|supplementary\s+)*(?i:agenda|rhaglen)\b(?!\.|\s+(?i:items?)\s*(?i:no\.?|number)?\s*[:\d])"
    r"|^[^\w\n]*(?!\d)(?:(?!\b(?:of|the|and|to|an?|for)\b)[^\n]){0,50}A(?:genda|GENDA)\W*$"
    r"|^[^\S\n]*[A-Z][^\n.]{0,70}[–—-]\s(?i:agenda)\b",
    re.MULTILINE,
)
_PACK_TITLE = re.compile(
    r"^\W*(?:public\s+)?(?:documents?|agenda|reports?|meeting|board|council|supplementary|supplement)\s+(?:agenda\s+)?pack(?:age|et)?\b",
    re.IGNORECASE | re.MULTILINE,
)
_SUMMONS = KnownPattern(
    r"\byou\s+are\s+(?:hereby\s+)?(?:summoned|invited)\b|\binvites?\s+you\s+to\s+attend\b"
    r"|\bnotice\s+is\s+hereby\s+given\b[^.]{0,200}\b(?:meeting|assembly)\b|\benclosed?\b[^.]{0,60}\bfor\s+(?:your\s+)?consideration\b|\bi\s+(?:enclose|attach)\b[^.]{0,40}\bagenda\b|\bgwysir\s+(?:chi|aelodau)\b|\bcyfarfod\b[^.]{0,100}\bgynhelir\b"
    r"|\bmeeting\b[^.]{0,140}\b(?:will|to)\s+be\s+held\b|\b(?:public\s+)?notice\s+of\s+(?:a\s+|the\s+)?(?:\w+\s+){0,3}meeting",
    re.IGNORECASE,
)
_TO_DO = re.compile(
    rf"^\W*(?:\d{{1,3}}[a-z]?[.):]?|[a-z][.)]|[•-])\s*(?:to|i)\s+{pattern('kinds.to_do')}\b",
    re.IGNORECASE | re.MULTILINE,
)
_REPORT = KnownPattern(
    rf"^[^\w\n]*(?:{pattern('kinds.report_kind')}\s+){{0,3}}{pattern('kinds.report')}\b"
    r"|\breport\s+(?:of|by|to|from)\s+the\b|^[^\w\n]*report\s+(?:of|by|to|from)\b|\breport\s+author\b|\bpurpose\s+of\s+(?:the\s+)?report\b"
    r"|^[^\w\n]*recommendations?[^\w\n]*$|\bbank\s+reconciliation\b|\bsummary\s+of\s+accounts\b|\bannual\s+(?:governance|return)\b"
    r"|\bexplanation\s+of\s+variances\b|\b(?:schedule|register)\s+of\s+assets\b|\bfinancial\s+statements?\b|\bcapital\s+budget\b"
    r"|\bbudget\b[^.\n]{0,30}\b(?:presentation|forecast|draft|20\d\d)|\baudit\s*report\b|\bpresentation\s+to\b[^\n]*\bcouncil\b"
    r"|\b(?:end\s+of\s+year|year.?end)\s+summary\b|\btangible\s+(?:fixed\s+)?assets\b|\bassets?\s+register\b|\bbalance\s+sheet\b"
    r"|\b(?:receipts|income)\s+(?:and|&)\s+(?:payments|expenditure)\b",
    re.IGNORECASE | re.MULTILINE,
)
_DONE = KnownPattern(rf"\b{pattern('kinds.done')}\b", re.IGNORECASE)
_CLOSED = KnownPattern(
    r"\bmeeting\s+(?:was\s+|duly\s+)?(?:closed|ended|concluded|adjourned|finished|terminated)\b|\bclosed\s+the\s+meeting\b|\bmeeting\s+close\w*\s*:?\s*\d"
    r"|\bno\s+(?:further|other|more)\s+business\b|\badjourn(?:ed|ment)\b|\bterfynodd\b|\bdaeth\s+y\s+cyfarfod\s+i\s+ben\b|\bminutes\s+(?:taken|recorded|prepared|submitted)\s+by\b"
    r"|\brespectfully\s+submitted\b|\bsigned\b[^\n]{0,60}\b(?:chair|date)",
    re.IGNORECASE,
)
_MEETING_DATED = re.compile(
    rf"^(?!\W*\d+[.)])[^\n]{{0,80}}\b(?:meeting|agm|egm|cyfarfod)\b(?:[^\n]{{0,40}}\d|(?:\W*\n(?:held\b[^\n]{{0,50}})?|[^\n.]{{0,70}}\n)[^\n]{{0,40}}(?:\d\s*(?:st|nd|rd|th)?\s+{_MONTH}|{_MONTH}\s+\d))",
    re.IGNORECASE | re.MULTILINE,
)
_BULLETIN = re.compile(
    r"\b(?:newsletter|bulletin|magazine)\b|\bnews\W*$"
    r"|\A(?:[^\n]*\n+)?\W*(?:public\s+)?notice\s+of\s+(?!(?:[\w']+\s+){0,5}(?:meeting|assembly|agm|motion|session|hearing)\b)[a-z]",
    re.IGNORECASE | re.MULTILINE,
)
_PAPER_OPENS = re.compile(
    r"^[^\w\n]*(?:(?:agenda\s+)?item\s+(?:no\.?\s*)?\d+[a-z]?\W*$|report\s+(?:to|of|by|title|author|from)\b|report\s*:|appendix\b"
    r"|(?:purpose|summary)\s+of\s+(?:the\s+)?report\b)",
    re.IGNORECASE | re.MULTILINE,
)
_COUNCIL = re.compile(r"\b(?:Council(?:lors?)?|Panel|Committee|Commissioner)\b", re.IGNORECASE)
_NAMES = (
    (DocumentKind.PACK, re.compile(r"pack(?:age|et)?(?![a-z])|agenda.?papers", re.IGNORECASE)),
    (DocumentKind.MINUTES, re.compile(r"minutes|(?<![a-z])mins?(?![a-z])|cofnodion", re.IGNORECASE)),
    (DocumentKind.AGENDA, re.compile(r"agenda|notice.?of.?meeting|summons", re.IGNORECASE)),
    (
        DocumentKind.REPORT,
        re.compile(r"report|budget|accounts|financial.?statement|return|forecast|reconciliation", re.IGNORECASE),
    ),
)
_DONE_MUCH, _TO_DO_MUCH = 6, 4
_PAPER_OPENS_WITHIN = 300


@dataclass(frozen=True, slots=True)
class Vote:
    """A witness for a kind; `share` of its rule's weight."""

    kind: DocumentKind
    share: float = 1.0


@dataclass(frozen=True)
class Signs:
    """What the witnesses look at: the pages and the file's facts."""

    pages: Sequence[Page]
    facts: FileFacts
    fence: Fence

    @cached_property
    def first_text(self) -> int | None:
        """Which page is the first with words."""
        return next((number for number, page in enumerate(self.pages) if page.text.strip()), None)

    @cached_property
    def first(self) -> Page:
        """The first page with words."""
        return self.pages[self.first_text or 0]

    @cached_property
    def behind(self) -> Sequence[Page]:
        """The pages behind it."""
        return self.pages[(self.first_text or 0) + 1 :]

    @cached_property
    def head(self) -> str:
        """The words it begins with."""
        return self.first.text[:_HEAD_CHARACTERS]

    @cached_property
    def minutes_at(self) -> int | None:
        """Where the head says that it is minutes."""
        return _first(self.head, _MINUTES_HEADING, _MINUTES_TITLE)

    @cached_property
    def told_at(self) -> int | None:
        """Where it tells of the meeting as of one that was."""
        return _first(self.head, _MEETING_TOLD)

    @cached_property
    def agenda_at(self) -> int | None:
        """Where it says that it is an agenda."""
        return _first(self.head, _AGENDA_TITLE)

    @cached_property
    def named(self) -> DocumentKind:
        """What the file is called."""
        return named_kind(self.facts, len(self.pages))

    @cached_property
    def lists_members(self) -> bool:
        """Whether the first page lists those present."""
        return opens_minutes(self.first, self.fence)


@rule("kind.minutes_title", score=3.0)
def _minutes_title(signs: Signs) -> Iterator[Vote]:
    """A heading says minutes, notes or record of a meeting."""
    if signs.minutes_at is not None:
        both = signs.agenda_at is not None and "\n" not in signs.head[signs.agenda_at : signs.minutes_at].strip()
        yield Vote(DocumentKind.MINUTES, 1.0 if signs.minutes_at < _TITLE_CHARACTERS and not both else 0.5)


@rule("kind.told", score=1.0)
def _told(signs: Signs) -> Iterator[Vote]:
    """A sentence tells of the meeting as of one that was."""
    if signs.told_at is not None:
        yield Vote(DocumentKind.MINUTES)


@rule("kind.present", score=2.0)
def _present(signs: Signs) -> Iterator[Vote]:
    """Those who came are listed."""
    if signs.lists_members:
        yield Vote(DocumentKind.MINUTES)
    elif signs.minutes_at is not None and any(opens_minutes(page, signs.fence) for page in signs.behind[:1]):
        yield Vote(DocumentKind.MINUTES, 0.5)
    elif _WHO_CAME.search(signs.head):
        yield Vote(DocumentKind.MINUTES, 0.6)


@rule("kind.done", score=1.6)
def _done(signs: Signs) -> Iterator[Vote]:
    """What was done is told in the past."""
    counted = sum(1 for _ in _DONE.finditer(signs.first.text))
    if counted and (counted > 1 or signs.lists_members):
        yield Vote(DocumentKind.MINUTES, min(1.0, counted / _DONE_MUCH))


@rule("kind.closed", score=0.8)
def _closed(signs: Signs) -> Iterator[Vote]:
    """The paper's end tells the meeting's, or who took the minutes."""
    last = next((page.text for page in reversed(signs.pages) if page.text.strip()), "")
    if len(signs.behind) < PACK_FROM_PAGES and _CLOSED.search(last[-1500:]):
        yield Vote(DocumentKind.MINUTES)


@rule("kind.meeting_dated", score=0.9)
def _meeting_dated(signs: Signs) -> Iterator[Vote]:
    """A heading names a meeting and its day: a paper of that meeting, minutes unless it says another."""
    if _MEETING_DATED.search(signs.head[:_TITLE_CHARACTERS]):
        yield Vote(DocumentKind.MINUTES)


@rule("kind.agenda_title", score=3.0)
def _agenda_title(signs: Signs) -> Iterator[Vote]:
    """A heading says agenda, before any says minutes."""
    if signs.agenda_at is not None:
        yield Vote(DocumentKind.AGENDA, 1.0 if signs.minutes_at is None or signs.agenda_at < signs.minutes_at else 0.5)


@rule("kind.pack_title", score=3.0)
def _pack_title(signs: Signs) -> Iterator[Vote]:
    """A heading says pack."""
    if _PACK_TITLE.search(signs.head[:_PAPER_OPENS_WITHIN]):
        yield Vote(DocumentKind.PACK if signs.behind else DocumentKind.AGENDA)


@rule("kind.summons", score=2.2)
def _summons(signs: Signs) -> Iterator[Vote]:
    """Members are summoned, or a meeting that will be is made known; at the end of minutes that is the next one."""
    at = _first(signs.head, _SUMMONS)
    if at is not None and not any(said is not None and said < at for said in (signs.minutes_at, signs.told_at)):
        yield Vote(DocumentKind.AGENDA)


@rule("kind.to_do", score=1.0)
def _to_do(signs: Signs) -> Iterator[Vote]:
    """Items say what is to be done."""
    counted = len(_TO_DO.findall(signs.first.text))
    if counted > 1:
        yield Vote(DocumentKind.AGENDA, min(1.0, counted / _TO_DO_MUCH))


@rule("kind.report_title", score=2.2)
def _report_title(signs: Signs) -> Iterator[Vote]:
    """A heading says report, accounts or budget."""
    at = _first(signs.head[:_REPORT_CHARACTERS], _REPORT)
    if at is not None:
        before = [said for said in (signs.minutes_at, signs.agenda_at) if said is not None and said < at]
        yield Vote(DocumentKind.REPORT, 0.4 if before else 1.0)


@rule("kind.bulletin", score=2.5)
def _bulletin(signs: Signs) -> Iterator[Vote]:
    """A heading says newsletter or bulletin, or gives notice of something that is no meeting."""
    if _BULLETIN.search(signs.head[:_PAPER_OPENS_WITHIN]):
        yield Vote(DocumentKind.OTHER)


@rule("kind.file_name", score=1.0)
def _file_name(signs: Signs) -> Iterator[Vote]:
    """What the file is called; more where the words agree with it."""
    agreed = {
        DocumentKind.PACK: bool(signs.first_text),
        DocumentKind.REPORT: _COUNCIL.search(signs.head) is not None,
    }
    if signs.named is not DocumentKind.OTHER:
        yield Vote(signs.named, 2.2 if agreed.get(signs.named) else 1.0)


KIND_RULES: tuple[Rule[[Signs], Iterator[Vote]], ...] = (
    _minutes_title, _told, _present, _done, _closed, _meeting_dated, _pack_title, _agenda_title, _summons, _to_do,
    _report_title, _bulletin, _file_name,
)  # fmt: skip
BY_NAME = _file_name.name


def opens_with_minutes(page: Page) -> bool:
    """Whether a page is headed as minutes."""
    return _first(page.text[:_PAPER_OPENS_WITHIN], _MINUTES_HEADING, _MINUTES_TITLE) is not None


def opens_paper(page: Page) -> bool:
    """Whether a paper behind an agenda begins on the page: a report, an appendix, "Agenda item 4"."""
    return bool(_PAPER_OPENS.search(page.text[:_PAPER_OPENS_WITHIN]))


def named_kind(facts: FileFacts, pages: int) -> DocumentKind:
    """What the file is called."""
    for text in (facts.name, facts.title):
        for kind, name in _NAMES:
            if name.search(text):
                long = kind is DocumentKind.AGENDA and pages >= PACK_FROM_PAGES
                return DocumentKind.PACK if long else kind
    return DocumentKind.OTHER


def _first(text: str, *patterns: KnownPattern) -> int | None:
    found = [match.start() for pattern in patterns if (match := pattern.search(text))]
    return min(found) if found else None
