"""What would a clerk note of a paper? Kind, parts, items, attendance, decisions, actions, references.

Items, decisions, actions and attendees carry the `rule` that found them and a `score`, 0 to 1, of how sure it is; both
say where a reading comes from, not what it is, and take no part in comparing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from panelsearch.model.spans import PageSpan


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
    """What else a paper prints of its meeting, or of the one after it; or of a report."""

    TIME = "time"
    PLACE = "place"
    CHAIR = "chair"
    SIGNED = "signed_by"
    AUTHOR = "author"
    ITEM = "for_item"
    NEXT = "next_meeting"


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
    rule: str = field(default="", compare=False)
    score: float = field(default=1.0, compare=False)


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
    rule: str = field(default="", compare=False)
    score: float = field(default=1.0, compare=False)


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
    rule: str = field(default="", compare=False)
    score: float = field(default=1.0, compare=False)


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody named in a list of who came: `name` as printed without title, initials where the list defines them."""

    name: str
    at: PageSpan
    role: str = ""
    initials: str = ""
    rule: str = field(default="", compare=False)
    score: float = field(default=1.0, compare=False)


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
