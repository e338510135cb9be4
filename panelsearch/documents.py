"""What do we know of a document? The values that every stage hands on. No library object inside.

Extraction makes `Page`s; reading adds a `Reading` (kind, body, meeting, items, decisions, attendance, passages);
tagging adds `Mention`s. Everything below the page is a span of page text, never a copy carried beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from panelsearch.spans import PageSpan, Span


class TextSource(StrEnum):
    """Where a page's text came from."""

    TEXT_LAYER = "text"
    OCR = "ocr"
    NONE = "none"


class PageProblem(StrEnum):
    """Why a page has no text that can be searched."""

    BLANK = "blank"
    PICTURE = "picture"
    GARBLED = "garbled"
    FAILED = "failed"


class DocumentKind(StrEnum):
    """What sort of paper it is."""

    MINUTES = "minutes"
    AGENDA = "agenda"
    PACK = "pack"
    REPORT = "report"
    OTHER = "other"


class PartKind(StrEnum):
    """What sort of paper a part of a document is."""

    AGENDA = "agenda"
    MINUTES = "minutes"
    REPORT = "report"
    APPENDIX = "appendix"


class DecisionOutcome(StrEnum):
    """What the body did with a matter."""

    RESOLVED = "resolved"
    AGREED = "agreed"
    APPROVED = "approved"
    REFUSED = "refused"
    NOTED = "noted"
    DEFERRED = "deferred"
    RECOMMENDED = "recommended"
    ELECTED = "elected"


class DetailKind(StrEnum):
    """What else a front sheet prints of a meeting or a report."""

    TIME = "time"
    PLACE = "place"
    CHAIR = "chair"
    SIGNED = "signed_by"
    AUTHOR = "author"
    ITEM = "for_item"


class MentionLabel(StrEnum):
    """What sort of thing a mention names."""

    PERSON = "PERSON"
    COUNCIL = "COUNCIL"
    ORG = "ORG"
    MONEY = "MONEY"
    DATE = "DATE"


class Rect(NamedTuple):
    """A rectangle on a page in points, origin bottom left."""

    x0_pt: float
    y0_pt: float
    x1_pt: float
    y1_pt: float


class WordBox(NamedTuple):
    """The span of one word (or part of one) in the page's text and the rectangle it covers."""

    span: Span
    rect: Rect


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line of the page's text with what a reader sees at a glance: place, size, weight.

    `side` marks a side heading printed in the left margin beside the text that follows it.
    `cells` are the spans of its table cells, where the line is a row of at least two cells.
    """

    span: Span
    rect: Rect
    size_pt: float
    bold: bool = False
    side: bool = False
    cells: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read: its text is final, everything downstream points into it.

    `label` is the number printed on the page ("14", "iv"), "" where the page prints none, None where unknown.
    `furniture` holds running headers and footers that were kept out of the text. `confidence` is the OCR engine's mean
    confidence in the page's words, 0 to 1; None where the text was not recognised.
    """

    number: int
    text: str
    label: str | None = None
    width_pt: float = 0.0
    height_pt: float = 0.0
    source: TextSource = TextSource.TEXT_LAYER
    problem: PageProblem | None = None
    lines: tuple[Line, ...] = ()
    boxes: tuple[WordBox, ...] = ()
    furniture: tuple[str, ...] = ()
    confidence: float | None = None

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError(f"pages count from 1, not {self.number}")
        if (self.confidence is not None) != (self.source is TextSource.OCR):
            raise ValueError("a confidence goes with recognised text, and only with it")


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the file says of itself, outside its pages: tie-breakers only, never proof."""

    name: str = ""
    title: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Extracted:
    """All pages of one PDF, in order.

    `pictures` are the numbers of the pages whose words have to be recognised, if they have any; `unrecognised` those
    of them that no engine has looked at yet, and `failed` says of others why it could not. `locked` tells that the file
    was opened with a password.
    """

    pages: tuple[Page, ...]
    facts: FileFacts = FileFacts()
    pictures: tuple[int, ...] = ()
    unrecognised: tuple[int, ...] = ()
    failed: tuple[tuple[int, str], ...] = ()
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item or minute: its number as printed (None without one), heading, and where it runs.

    `at` is the heading's own place. The item's text starts there and runs to (`end_page`, `end`), exclusive.
    """

    number: str | None
    heading: str
    at: PageSpan
    end_page: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A paper inside a document, on whole pages, both ends included.

    `title` is the agenda's words for it, or its own heading; `item_number` the agenda's item that it belongs to,
    `meeting_date` that of minutes. `inferred` where neither the agenda nor a heading names it outright.
    """

    kind: PartKind
    title: str
    first_page: int
    last_page: int
    meeting_date: date | None = None
    item_number: str | None = None
    inferred: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.first_page <= self.last_page:
            raise ValueError(f"not a range of pages: {self.first_page}..{self.last_page}")


@dataclass(frozen=True, slots=True)
class Decision:
    """A formal decision of the body, verbatim at `at`. People and votes only where printed, never guessed."""

    at: PageSpan
    outcome: DecisionOutcome
    item: int | None = None
    proposer: str | None = None
    seconder: str | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None


class ReferenceKind(StrEnum):
    """What a reference points to."""

    MINUTES = "minutes"
    MINUTE = "minute"
    PAGE = "page"
    APPENDIX = "appendix"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that point to another place: `number` as printed ("27", "A"; "" for whole minutes), `day` where named."""

    at: PageSpan
    kind: ReferenceKind
    number: str = ""
    day: date | None = None


class ActionKind(StrEnum):
    """Whether somebody is to do it, or a report asks the body to."""

    ACTION = "action"
    RECOMMENDATION = "recommendation"


@dataclass(frozen=True, slots=True)
class Action:
    """Something to be done, verbatim at `at`. `owner` as printed ("Clerk", "JMS"), "" where nobody is named.

    `people` are those on the document's own lists whom `owner` means; whoever may be two people is nobody.
    """

    at: PageSpan
    kind: ActionKind
    item: int | None = None
    owner: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody named in a list of who came: `name` as printed without title, initials where the list defines them."""

    name: str
    at: PageSpan
    role: str = ""
    initials: str = ""


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who came and who sent apologies."""

    present: tuple[Attendee, ...] = ()
    in_attendance: tuple[Attendee, ...] = ()
    apologies: tuple[Attendee, ...] = ()


@dataclass(frozen=True, slots=True)
class Detail:
    """A fact of the front sheet at the place that prints it."""

    what: DetailKind
    at: PageSpan


@dataclass(frozen=True, slots=True)
class Acronym:
    """Capitals, and the place of the words that they stand for."""

    letters: str
    at: PageSpan


@dataclass(frozen=True, slots=True)
class Passage:
    """What search finds: a span of one page that crosses no heading. `item` indexes `Reading.items`."""

    at: PageSpan
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clerk would note on a document's front sheet, and its parts. `inferred` names facts not printed.

    `parts` cover every page once, or are none where the document is a single paper; items and passages keep to them.
    """

    kind: DocumentKind
    title: str = ""
    body: str | None = None
    meeting_date: date | None = None
    draft: bool = False
    items: tuple[Item, ...] = ()
    decisions: tuple[Decision, ...] = ()
    attendance: Attendance = Attendance()
    passages: tuple[Passage, ...] = ()
    inferred: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    actions: tuple[Action, ...] = ()
    references: tuple[Reference, ...] = ()
    details: tuple[Detail, ...] = ()
    acronyms: tuple[Acronym, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """An occurrence of a person, council, organisation, sum or date in a page's text, with its normalised value.

    PERSON, COUNCIL and ORG carry `canonical`; MONEY carries whole hundredths in `value_pence`, a `currency` and,
    where one is printed behind it, a `unit` ("per year", "each", "per person per day"); DATE carries `iso`:
    2018-02-06, 2018-02, 2018, or a span 2018-04/2019-03.
    """

    label: MentionLabel
    at: PageSpan
    canonical: str | None = None
    value_pence: int | None = None
    currency: str | None = None
    iso: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """Everything the pipeline learnt from one PDF; what the store keeps."""

    extracted: Extracted
    reading: Reading
    mentions: tuple[Mention, ...] = ()
