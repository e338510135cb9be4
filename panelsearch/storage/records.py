"""What comes out of a store? Values without a line of SQL in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from panelsearch.model.ingest_reports import FileOutcome
from panelsearch.model.meetings import DocumentKind
from panelsearch.model.spans import PageSpan


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the library in one generation; `document_id` is None where it could not be read."""

    name: str
    root: str
    path: str
    size_bytes: int
    mtime_ns: int
    sha256: str
    document_id: int | None
    outcome: FileOutcome = FileOutcome.INDEXED
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Generation:
    """A state of the library: its number, when built, the index directory's name and what made it."""

    number: int
    built: str
    index_name: str
    pipeline_fingerprint: str
    index_fingerprint: str
    roots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document's front sheet. `without_text` lists pages (from 1) that have no text to search.

    `locked`: the file opens with a password only.
    """

    id: int
    kind: DocumentKind
    title: str
    body: str | None
    meeting_date: date | None
    draft: bool
    inferred: tuple[str, ...]
    page_count: int
    without_text: tuple[int, ...]
    reason: str
    locked: bool = False


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its id; `likeness` is equal for passages of equal words (None for short ones)."""

    id: int
    document_id: int
    at: PageSpan
    item: int | None
    likeness: int | None
