"""What do the registers hand to the front ends? Closed, frozen values; what is inferred says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from panelsearch.model.meetings import Action, Decision, DecisionOutcome, Reference
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.sources import Citation, Source


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows of a register: words in the body's and the person's name, meetings of `first..last`, an outcome.

    Empty strings and None restrict nothing; both days are included. ValueError where `last` lies before `first`.
    """

    body: str = ""
    person: str = ""
    first: date | None = None
    last: date | None = None
    outcome: str = ""

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise ValueError(f"{self.last} lies before {self.first}")

    def covers(self, day: date | None) -> bool:
        """Whether a meeting of that day is wanted; one without a date only where no day is asked for."""
        if day is None:
            return self.first is None and self.last is None
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


ALL_ROWS = Wanted()


class RowOrder(StrEnum):
    """How decisions and actions are sorted, by their meetings; those without a date come last."""

    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A row of the decisions register; `text` is verbatim."""

    source: Source
    decision: Decision
    text: str


@dataclass(frozen=True, slots=True)
class EntityRow:
    """What the tagger found, merged: one thing, its variants, how often, where first and last.

    `places` are the pages that name a sum or date, each once, or the first of its `pages`; of people and councils there
    are none here.
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
    pages: int = 0


@dataclass(frozen=True, slots=True)
class EntityPage:
    """Some rows of a list, in its order, and how many the whole list has."""

    rows: tuple[EntityRow, ...]
    total: int


class NameOrder(StrEnum):
    """How people and councils are sorted: by how often, by name, by the last meeting that names them."""

    COUNT = "count"
    NAME = "name"
    LATEST = "-date"


class ValueOrder(StrEnum):
    """How rows are sorted: by how often, by value, by the meeting's date; a minus sign turns it about."""

    COUNT = "count"
    VALUE = "value"
    VALUE_DOWN = "-value"
    DATE = "date"
    DATE_DOWN = "-date"


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """Words that point to another place, verbatim in `text`; `target` where the library holds what they mean."""

    source: Source
    reference: Reference
    text: str
    target: Source | None = None
    inferred: bool = False


class AttendanceOrder(StrEnum):
    """How people are sorted: body by body, who came most often first; or over all bodies, by the meetings they missed
    (their number, their share of those they were expected at), or by name.
    """

    BODY = "body"
    MISSED = "missed"
    SHARE = "share"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One person at one body's meetings, a citation a meeting.

    `not_listed` are meetings between the first and the last that list them which do not name them at all: that they
    were away is inferred.
    """

    name: str
    body: str
    role: str
    variants: tuple[str, ...]
    present: tuple[Citation, ...]
    in_attendance: tuple[Citation, ...]
    apologies: tuple[Citation, ...]
    not_listed: tuple[Source, ...]

    @property
    def came(self) -> int:
        """How many meetings they came to, by whichever list."""
        return len({cited.source.held for cited in (*self.present, *self.in_attendance)})

    @property
    def missed(self) -> int:
        """How many meetings they missed: with apologies, or not listed, of which it is inferred."""
        return len(self.apologies) + len(self.not_listed)


class Stage(StrEnum):
    """What became of a matter at a meeting. All but `DECIDED` and `ORDERED` are inferred from order and wording."""

    RAISED = "first raised"
    REPORTED = "reported on"
    DISCUSSED = "discussed"
    DECIDED = "decided"
    ORDERED = "to be done"
    ACTED = "acted on"


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One step of a matter, quoted. `outcome` is that of a decision: a motion that was lost is decided too."""

    stage: Stage
    citation: Citation
    outcome: DecisionOutcome | None = None

    @property
    def told(self) -> str:
        """The stage in words, with the outcome: "decided: refused", "reported on (inferred)"."""
        return self.stage + (f": {self.outcome}" if self.outcome else "") + (" (inferred)" if self.inferred else "")

    @property
    def inferred(self) -> bool:
        """Whether the stage is our reading of the words; a decision or an action stands as printed."""
        return self.stage not in (Stage.DECIDED, Stage.ORDERED)


@dataclass(frozen=True, slots=True)
class Timeline:
    """A matter through the meetings, oldest first. `undated` counts passages of papers whose date is not known.

    `is_cut`: later steps follow, which were not asked for.
    """

    query: str
    canonical: str
    rows: tuple[TimelineRow, ...]
    undated: int = 0
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A row of the actions register; `text` is verbatim.

    `later` are passages of later meetings of the body that hold the action's rarest words: that they are about it is
    inferred.
    """

    source: Source
    action: Action
    text: str
    later: tuple[Citation, ...] = ()


class GapKind(StrEnum):
    """Why an empty result may prove nothing."""

    NO_MINUTES = "no minutes"
    NO_MEETING = "no meeting"
    SEEN_TWICE = "seen twice"
    WITHOUT_TEXT = "pages without text"
    UNREAD = "could not be read"
    UNPLACED = "body or date unknown"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the library lacks. `documents` are the files it was seen from; `inferred` where nothing states it."""

    kind: GapKind
    statement: str
    documents: tuple[str, ...]
    inferred: bool
    body: str | None = None
    day: date | None = None
