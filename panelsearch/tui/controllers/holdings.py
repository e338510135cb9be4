"""What is in the library, and what not, folder by folder? The rows of the library screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.text import Text

from panelsearch.ingestion.reporting import missing_in_words
from panelsearch.model.ingest_reports import FileReport, Status
from panelsearch.ocr.engine_selection import OcrMode
from panelsearch.services.library import Library
from panelsearch.text.counts import counted
from panelsearch.tui.rendering.drawing import safe

_MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """A row as drawn: of a `folder`, of a `document` that may be opened, or only told."""

    words: Text
    folder: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the library holds, and whether its pages without text were recognised."""

    status: Status
    ocr: OcrMode

    @classmethod
    def of(cls, library: Library) -> Holdings:
        """Look, on disk too."""
        return cls(library.status(), library.ocr_mode)


def holding_rows(holdings: Holdings) -> tuple[HoldingRow, ...]:
    """Folders, what waits to be read, what could not be."""
    status = holdings.status
    return (*_folders(status), *_waiting(status), *_unread(status))


def recognition_told(mode: OcrMode, advice: str) -> str:
    """Whether scanned pages are recognised, and what that wants."""
    if mode is OcrMode.OFF:
        return "scanned pages are not recognised (r turns it on)"
    return f"scanned pages cannot be recognised before: {advice}" if advice else "scanned pages are recognised"


def _folders(status: Status) -> Iterator[HoldingRow]:
    yield _head("Folders")
    for root in status.roots:
        yield HoldingRow(Text(f"   {safe(root)}"), folder=root)


def _waiting(status: Status) -> Iterator[HoldingRow]:
    for names, what in ((status.added, "new"), (status.changed, "changed"), (status.vanished, "gone")):
        if names:
            more = f" and {len(names) - _MOST_NAMES:,} more" if len(names) > _MOST_NAMES else ""
            yield _head(f"{len(names):,} {what} since the last run: i reads the folders again")
            yield HoldingRow(Text(f"   {safe(', '.join(names[:_MOST_NAMES]))}{more}"))


def _unread(status: Status) -> Iterator[HoldingRow]:
    if status.unreadable:
        yield _head(f"{len(status.unreadable):,} could not be read: t tries again")
        for file in status.unreadable:
            yield HoldingRow(_told(file.document, file.reason))
    if status.without_text:
        yield _head(f"{len(status.without_text):,} without text on some pages")
        for file in status.without_text:
            yield HoldingRow(_told(file.document, _pages_without(file)), document=file.document)
    if status.incomplete:
        yield _head(f"{len(status.incomplete):,} read but for some of it")
        for file in status.incomplete:
            yield HoldingRow(_told(file.document, missing_in_words(file.missing)), document=file.document)
    if status.locked:
        yield _head(f"{len(status.locked):,} open with a password only")
        for name in status.locked:
            yield HoldingRow(_told(name, ""), document=name)


def _pages_without(file: FileReport) -> str:
    return file.reason or f"{len(file.pages_without_text)} of {counted(file.pages, 'page')}"


def _head(words: str) -> HoldingRow:
    return HoldingRow(Text(safe(words), style="bold"))


def _told(name: str, why: str) -> Text:
    drawn = Text(f"   {safe(name)}")
    if why:
        drawn.append(f"  {safe(why)}", style="dim")
    return drawn
