"""What sort of paper is it: minutes, agenda, pack, report or something else? From its own words, file name last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from panelsearch.model.documents import FileFacts
from panelsearch.model.meetings import DocumentKind
from panelsearch.model.pages import Page
from panelsearch.structure.attendance import opens_minutes
from panelsearch.text.required_words import KnownPattern
from panelsearch.text.rule_engine import OPEN, Fence, Rule, rule

_HEAD_CHARACTERS = 1800
_TOP_CHARACTERS = 300
_PACK_FROM_PAGES = 8

_MINUTES_HEADING = KnownPattern(
    r"^[^\S\n]*(?:\W*(?:draft|unconfirmed|unapproved|approved|confirmed)\W+)?(?:extract\s+(?:of|from)\s+)?(?:the\s+)?minutes?\b(?!\s*(?:past|silence|late|walk|by\b))",
    re.IGNORECASE | re.MULTILINE,
)
_MONTH = "(?i:january|february|march|april|may|june|july|august|september|october|november|december)"
_MINUTES_TITLE = KnownPattern(
    rf"^[^\S\n]*(?!\d(?!\d?(?:st|nd|rd|th)?\s+{_MONTH})|\(|(?i:approv|adopt|confirm|accept|previous|review|sign|to\b|agenda))"
    r"(?:[A-Z0-9][^\n.:]{0,70}[ –—-])?"
    r"(?:Minutes?|MINUTES?)[^\S\n]*(?:$|[–—:-]|\(|\d)",
    re.MULTILINE,
)
"""A line of its own that ends in "Minutes": "Regular Council Meeting Minutes"."""
_MINUTES_SENTENCE = KnownPattern(
    r"\bat\s+an?\s+(?:\w+\s+){0,4}meeting\s+of\b[^.]{0,200}\bheld\b"
    r"|\bminutes\s+of\s+(?:the|a|an)\b[^.\n]{0,120}\b(?:meeting|assembly|panel|committee|council|held)\b"
    r"|\b(?:meeting|assembly)\b[^.]{0,160}\b(?:was|were)\s+held\b",
    re.IGNORECASE,
)
_AGENDA_HEADING = KnownPattern(
    r"^[^\w\n]*(?=[A-Z])(?i:amended\s+|revised\s+|draft\s+|supplementary\s+)*(?i:agenda)\b(?!\.)"
    r"|^[^\w\n]*(?!\d)(?:(?!\b(?:of|the|and|to|an?|for)\b)[^\n]){0,50}A(?:genda|GENDA)\W*$",
    re.MULTILINE,
)
_SUMMONS = KnownPattern(
    r"\byou\s+are\s+(?:hereby\s+)?(?:summoned|invited)\b|\binvites?\s+you\s+to\s+attend\b"
    r"|\bnotice\s+is\s+hereby\s+given\b[^.]{0,200}\b(?:meeting|assembly)\b"
    r"|\bmeeting\b[^.]{0,140}\b(?:will|to)\s+be\s+held\b|\b(?:public\s+)?notice\s+of\s+(?:a\s+|the\s+)?(?:\w+\s+){0,3}meeting",
    re.IGNORECASE,
)
_REPORT = KnownPattern(
    r"^[^\w\n]*(?:(?:annual|financial|joint|internal|external|audit\w*|inspection|progress|budget|monitoring|status|update"
    r"|capital|draft|final|treasurer.?s|clerk.?s|quarterly)\s+){0,3}(?:report|return|statements?|accounts|budget|forecast"
    r"|reconciliation|variances)\b|\breport\s+(?:of|by|to|from)\s+the\b|\breport\s+author\b|\bpurpose\s+of\s+(?:the\s+)?report\b"
    r"|^[^\w\n]*recommendations?[^\w\n]*$|\bbank\s+reconciliation\b|\bsummary\s+of\s+accounts\b|\bannual\s+(?:governance|return)\b"
    r"|\bexplanation\s+of\s+variances\b|\b(?:schedule|register)\s+of\s+assets\b|\bfinancial\s+statements?\b|\bcapital\s+budget\b"
    r"|\bbudget\b[^.\n]{0,30}\b(?:presentation|forecast|draft|20\d\d)|\baudit\s*report\b|\bpresentation\s+to\b[^\n]*\bcouncil\b"
    r"|\b(?:end\s+of\s+year|year.?end)\s+summary\b|\btangible\s+(?:fixed\s+)?assets\b|\bassets?\s+register\b"
    r"|\b(?:receipts|income)\s+(?:and|&)\s+(?:payments|expenditure)\b",
    re.IGNORECASE | re.MULTILINE,
)
_PROCEEDINGS = re.compile(
    r"\b(?:resolved|agreed|noted|approved|moved|seconded|carried|apolog(?:ies|y)\b[^.\n]{0,40}\b(?:was|were|been)\s+\w+ed)\b",
    re.IGNORECASE,
)
_PAPER_OPENS = re.compile(
    r"^[^\w\n]*(?:(?:agenda\s+)?item\s+(?:no\.?\s*)?\d+[a-z]?\W*$|report\s+(?:to|of|by|title|author|from)\b|report\s*:|appendix\b"
    r"|(?:purpose|summary)\s+of\s+(?:the\s+)?report\b)",
    re.IGNORECASE | re.MULTILINE,
)
_COUNCIL = re.compile(r"\b(?:Council(?:lors?)?|Panel|Committee|Commissioner)\b", re.IGNORECASE)
_NAMES = (
    (DocumentKind.PACK, re.compile(r"pack(?:age|et)?(?![a-z])|agenda.?papers", re.IGNORECASE)),
    (DocumentKind.MINUTES, re.compile(r"minutes|(?<![a-z])mins?(?![a-z])", re.IGNORECASE)),
    (DocumentKind.AGENDA, re.compile(r"agenda|notice.?of.?meeting|summons", re.IGNORECASE)),
    (
        DocumentKind.REPORT,
        re.compile(r"report|budget|accounts|financial.?statement|return|forecast|reconciliation", re.IGNORECASE),
    ),
)


@dataclass(frozen=True, slots=True)
class FoundKind:
    """The kind, and whether only the file's name or title says so."""

    kind: DocumentKind
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class _Signs:
    """What tells the kind: the pages, the file's facts, and where the head says that it is minutes, agenda, summons."""

    pages: Sequence[Page]
    facts: FileFacts
    fence: Fence
    head: str
    first_text: int = 0
    minutes_at: int | None = None
    agenda_at: int | None = None
    summons_at: int | None = None
    report_at: int | None = None

    @property
    def lists_members(self) -> bool:
        """Whether the first page with words has a list of those present."""
        return opens_minutes(self.pages[self.first_text], self.fence)

    @property
    def by_name(self) -> DocumentKind:
        """What the file is called."""
        return _by_name(self.facts, len(self.pages))


def find_kind(pages: Sequence[Page], facts: FileFacts, fence: Fence = OPEN) -> FoundKind:
    """The kind from the words at the head and what follows; from the file's name where the words do not tell."""
    signs = _signs(pages, facts, fence)
    said = (fence.ask(rule, None, signs) for rule in KIND_RULES)
    return next((found for found in said if found is not None), FoundKind(DocumentKind.OTHER))


def _signs(pages: Sequence[Page], facts: FileFacts, fence: Fence) -> _Signs:
    head = next((page.text for page in pages if page.text.strip()), "")[:_HEAD_CHARACTERS]
    if not head.strip():
        return _Signs(pages, facts, fence, "")
    minutes_at = _first(head, _MINUTES_HEADING, _MINUTES_TITLE, _MINUTES_SENTENCE)
    summons_at = _first(head, _SUMMONS)
    if summons_at is not None and minutes_at is not None and minutes_at < summons_at:
        summons_at = None  # minutes end with the notice of the next meeting
    return _Signs(
        pages,
        facts,
        fence,
        head,
        next(number for number, page in enumerate(pages) if page.text.strip()),
        minutes_at,
        _first(head, _AGENDA_HEADING),
        summons_at,
        _first(head[:900], _REPORT),
    )


@rule("kind.without_words")
def _without_words(signs: _Signs) -> FoundKind | None:
    """A paper without words is what its file is called."""
    return None if signs.head else FoundKind(signs.by_name, signs.by_name is not DocumentKind.OTHER)


@rule("kind.proceedings")
def _proceedings(signs: _Signs) -> FoundKind | None:
    """Members listed and proceedings told, without a word of what it is: minutes."""
    unnamed = signs.minutes_at is None and signs.agenda_at is None and signs.summons_at is None
    if unnamed and signs.lists_members and _PROCEEDINGS.search(signs.pages[signs.first_text].text):
        return FoundKind(DocumentKind.MINUTES)
    return None


@rule("kind.listed_minutes")
def _listed_minutes(signs: _Signs) -> FoundKind | None:
    """Members listed under a word for minutes."""
    first = signs.minutes_at is not None and (signs.agenda_at is None or signs.minutes_at < signs.agenda_at)
    return FoundKind(DocumentKind.MINUTES) if first and signs.lists_members else None


@rule("kind.agenda")
def _agenda(signs: _Signs) -> FoundKind | None:
    """An agenda or a summons: a pack where it is long or papers stand behind it."""
    if signs.agenda_at is None and (signs.summons_at is None or signs.lists_members):
        return None
    behind = signs.pages[signs.first_text + 1 :]
    papers = len(behind) > 2 and any(opens_paper(page) or opens_minutes(page, signs.fence) for page in behind)
    if len(behind) + 1 >= _PACK_FROM_PAGES or papers:
        return FoundKind(DocumentKind.PACK)
    return FoundKind(DocumentKind.AGENDA) if signs.agenda_at is not None or signs.minutes_at is None else None


@rule("kind.minutes")
def _minutes(signs: _Signs) -> FoundKind | None:
    """A word for minutes, and members listed on this page or the next."""
    near = signs.pages[signs.first_text : signs.first_text + 2] if signs.minutes_at is not None else ()
    return FoundKind(DocumentKind.MINUTES) if any(opens_minutes(page, signs.fence) for page in near) else None


@rule("kind.report")
def _report(signs: _Signs) -> FoundKind | None:
    """A word for a report before any for minutes."""
    first = signs.report_at is not None and (signs.minutes_at is None or signs.report_at < signs.minutes_at)
    return FoundKind(DocumentKind.REPORT) if first else None


@rule("kind.titled_minutes")
def _titled_minutes(signs: _Signs) -> FoundKind | None:
    """Minutes by their heading, whoever came."""
    headed = _MINUTES_HEADING.search(signs.head[:500]) or _MINUTES_TITLE.search(signs.head[:_TOP_CHARACTERS])
    return FoundKind(DocumentKind.MINUTES) if signs.minutes_at is not None and headed else None


@rule("kind.file_name")
def _file_name(signs: _Signs) -> FoundKind | None:
    """What the file is called, where the words support it."""
    named = signs.by_name
    supported = {
        DocumentKind.PACK: signs.first_text > 0,
        DocumentKind.MINUTES: signs.minutes_at is not None,
        DocumentKind.AGENDA: signs.summons_at is not None,
        DocumentKind.REPORT: signs.report_at is not None or _COUNCIL.search(signs.head) is not None,
    }
    return FoundKind(named, inferred=True) if supported.get(named) else None


KIND_RULES: tuple[Rule[[_Signs], FoundKind | None], ...] = (
    _without_words,
    _proceedings,
    _listed_minutes,
    _agenda,
    _minutes,
    _report,
    _titled_minutes,
    _file_name,
)
"""In order: the first that says something is believed."""


def opens_paper(page: Page) -> bool:
    """Whether a paper behind an agenda begins on the page: a report, an appendix, "Agenda item 4"."""
    return bool(_PAPER_OPENS.search(page.text[:_TOP_CHARACTERS]))


def _first(text: str, *patterns: KnownPattern) -> int | None:
    found = [match.start() for pattern in patterns if (match := pattern.search(text))]
    return min(found) if found else None


def _by_name(facts: FileFacts, pages: int) -> DocumentKind:
    for text in (facts.name, facts.title):
        for kind, pattern in _NAMES:
            if pattern.search(text):
                long = kind is DocumentKind.AGENDA and pages >= _PACK_FROM_PAGES
                return DocumentKind.PACK if long else kind
    return DocumentKind.OTHER
