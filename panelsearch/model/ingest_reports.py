"""What did a run of `index` do, where does it stand, and what is in the library?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from panelsearch.model.documents import MissingLayer


class FileOutcome(StrEnum):
    """What became of one file in a run of `index`."""

    INDEXED = "indexed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class FileReport:
    """One line of the report. `reason` says why a file, or which of its pages, could not be read.

    `missing` are the layers that could not be made of it.
    """

    document: str
    outcome: FileOutcome
    pages: int = 0
    pages_without_text: tuple[int, ...] = ()
    reason: str = ""
    missing: tuple[MissingLayer, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of the library: what it is, and in `remark` what could not be read of it; no `pages` for nothing."""

    name: str
    kind: str = ""
    body: str | None = None
    day: date | None = None
    pages: int = 0
    remark: str = ""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What a run of `index` did; `advice` is the command that would make more pages searchable, "" for none.

    `notice` says what became of a library of another version, "" where there was none.
    """

    files: tuple[FileReport, ...]
    seconds: float
    interrupted: bool = False
    advice: str = ""
    notice: str = ""


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
    `incomplete` are those of which a layer is missing; `advice` is the command that would make more pages searchable.
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
    incomplete: tuple[FileReport, ...] = ()
