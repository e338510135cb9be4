"""What do the services hand to the front ends? Closed, frozen values that outlive any open index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from panelsearch.documents import (
    Attendance,
    Decision,
    Detail,
    DocumentKind,
    Mention,
    MentionLabel,
    Page,
    Part,
    Reference,
    TextSource,
)
from panelsearch.spans import PageSpan, Span


@dataclass(frozen=True, slots=True)
class ItemRef:
    """The item a place belongs to."""

    number: str | None
    heading: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where something stands: enough to cite it and to open it. `page_label` is the printed page number.

    `part` is the paper inside the document; `inferred` names what of this is not printed but concluded.
    `ocr_confidence` is the engine's mean confidence, 0 to 1, in the words of a page that was recognised.
    """

    document: str
    title: str
    kind: DocumentKind
    body: str | None
    meeting_date: date | None
    page: int
    page_label: str | None
    item: ItemRef | None = None
    text_source: TextSource = TextSource.TEXT_LAYER
    draft: bool = False
    part: Part | None = None
    inferred: tuple[str, ...] = ()
    ocr_confidence: float | None = None

    @property
    def held(self) -> date | None:
        """The day of the meeting that the words are of: in minutes inside a pack, not the pack's own."""
        return (self.part.meeting_date if self.part else None) or self.meeting_date


class Holds(StrEnum):
    """Which of the query's words a passage holds: matches hold all; the others follow them."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. `at` is its place; `highlights` count from the passage's start, in order, never overlapping.

    `also_in` are places of the very same words; `near_in` of nearly the same, which may differ where it matters.
    `same_as` is the rank of an earlier hit of the very same words, where hits are not folded. Where a hit `holds` none
    of the words, those that go with them are marked. `first_indexed` is told where only new papers are asked for.
    """

    rank: int
    score: float
    passage_id: int
    source: Source
    at: PageSpan
    text: str
    highlights: tuple[Span, ...]
    also_in: tuple[Source, ...] = ()
    near_in: tuple[Source, ...] = ()
    same_as: int | None = None
    holds: Holds = Holds.ALL
    first_indexed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Synonym:
    """Words of a query, and what they were also searched by."""

    words: str
    others: tuple[str, ...]


class Grouping(StrEnum):
    """By what hits are put together."""

    PASSAGE = "passage"
    ITEM = "item"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The best hits of one item or one meeting, whose `source` is the first one's; `matching` of its passages match."""

    by: Grouping
    source: Source
    matching: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that some of the matching passages count under; `narrowing` is the field that restricts to it."""

    value: str
    passages: int
    narrowing: str


@dataclass(frozen=True, slots=True)
class FacetTable:
    """All values of a facet among the matches of a query, most passages first."""

    facet: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`canonical` is how the query was understood, `notes` what was taken another way or left out.

    `synonyms` widened it, `related` words ranked the hits and found those that hold none of its own. Only papers that
    came in at `since` or later were searched, where it is given. Asked for by item or by meeting, `hits` are those of
    the `groups`, in their order.
    """

    query: str
    canonical: str
    total: int
    hits: tuple[Hit, ...]
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    library_empty: bool = False
    synonyms: tuple[Synonym, ...] = ()
    related: tuple[str, ...] = ()
    since: datetime | None = None
    groups: tuple[HitGroup, ...] = ()


class AnswerOutcome(StrEnum):
    """An answer, or which kind of silence."""

    ANSWERED = "answered"
    NOT_ANSWERED = "not_answered"
    NOTHING_FOUND = "nothing_found"
    EMPTY_INDEX = "empty_index"


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quotation and its place: `quote` is the page's text at `at`."""

    source: Source
    at: PageSpan
    quote: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """What another meeting answers, where it answers differently; `answer` is a span of its citation's page."""

    answer: str
    confidence: float
    citation: Citation


@dataclass(frozen=True, slots=True)
class Answer:
    """`answer` is a span of the first citation's page (None when silent); `nearest` what was found instead.

    `understood` are the constraints taken from the question: the sort of answer, bodies, periods. `alternatives` are
    other meetings' answers, the latest first.
    """

    question: str
    outcome: AnswerOutcome
    answer: str | None = None
    confidence: float = 0.0
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Hit, ...] = ()
    explanation: str = ""
    understood: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A row of the decisions register; `text` is verbatim."""

    source: Source
    decision: Decision
    text: str


@dataclass(frozen=True, slots=True)
class EntityRow:
    """What the tagger found, merged: one thing, its variants, how often, where first and last.

    `places` are the pages that name a sum or date, each once; of people and councils there are none here.
    """

    label: MentionLabel
    name: str
    count: int
    documents: int
    variants: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    value_pence: int | None = None
    currency: str | None = None
    iso: str | None = None
    places: tuple[Source, ...] = ()
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """Words that point to another place, verbatim in `text`; `target` where the library holds what they mean."""

    source: Source
    reference: Reference
    text: str
    target: Source | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item with the page its heading stands on."""

    number: str | None
    heading: str
    page: int


@dataclass(frozen=True, slots=True)
class DocumentView:
    """Everything read out of one document."""

    document: str
    title: str
    kind: DocumentKind
    body: str | None
    meeting_date: date | None
    draft: bool
    pages: tuple[Page, ...]
    attendance: Attendance
    items: tuple[ItemView, ...]
    decisions: tuple[DecisionRow, ...]
    mentions: tuple[Mention, ...]
    inferred: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    references: tuple[ReferenceRow, ...] = ()
    referred_to: tuple[ReferenceRow, ...] = ()
    details: tuple[Detail, ...] = ()


class FileOutcome(StrEnum):
    """What became of one file in a run of `index`."""

    INDEXED = "indexed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class FileReport:
    """One line of the report. `reason` says why a file, or which of its pages, could not be read."""

    document: str
    outcome: FileOutcome
    pages: int = 0
    pages_without_text: tuple[int, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What a run of `index` did; `advice` is the command that would make more pages searchable, "" for none."""

    files: tuple[FileReport, ...]
    seconds: float
    interrupted: bool = False
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run of `index` stands; `document` is the file last worked on, `stage` what is being done.

    `recognised` of the `to_recognise` pages without usable text have been looked at.
    """

    stage: str
    files_done: int
    files_total: int
    pages_done: int
    bytes_done: int
    bytes_total: int
    document: str = ""
    report: FileReport | None = None
    recognised: int = 0
    to_recognise: int = 0


@dataclass(frozen=True, slots=True)
class Status:
    """What is in the library, what could not be read and why, what is out of date.

    `ocr_pages` counts the pages that were recognised; `locked` names the documents that open with a password only;
    `advice` is the command that would make more pages searchable.
    """

    index_dir: str
    roots: tuple[str, ...]
    built: str
    documents: int
    pages: int
    passages: int
    mentions: int
    kinds: tuple[tuple[str, int], ...]
    bodies: tuple[tuple[str, int], ...]
    unreadable: tuple[FileReport, ...]
    without_text: tuple[FileReport, ...]
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    ocr_pages: int = 0
    locked: tuple[str, ...] = ()
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Twin:
    """Another passage of the same words (`resemblance` 1) or nearly the same (below 1)."""

    source: Source
    at: PageSpan
    resemblance: float
