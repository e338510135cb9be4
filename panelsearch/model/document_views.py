"""What was read out of one document?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from panelsearch.model.meetings import Attendance, Detail, DocumentKind, Part
from panelsearch.model.mentions import Mention
from panelsearch.model.pages import Page
from panelsearch.model.register_rows import DecisionRow, ReferenceRow


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
