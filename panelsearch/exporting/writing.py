"""How do passages leave the library? Each is looked up on its page first; the file appears whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from panelsearch.errors import UsageError
from panelsearch.exporting.base import ExportFormat, Setting
from panelsearch.exporting.characters import as_heading
from panelsearch.exporting.destination import check_destination
from panelsearch.exporting.formats import format_for
from panelsearch.exporting.records import ExportRecord
from panelsearch.model.search_results import Hit

_HOLDS_ALL = "Nothing was written. Export to jsonl, which holds every character."


class Pages(Protocol):
    """The library as writing sees it."""

    @property
    def directory(self) -> Path:
        """Where it lies; nothing is written there."""
        ...

    def page_text(self, document: str, number: int) -> str:
        """The whole text of a page, counted from 1."""
        ...


def export(
    hits: Sequence[Hit], path: Path, form: str | None, *, query: str, library: Pages, replace: bool = False
) -> int:
    """Write the hits and give their number; the format is taken from the file's ending where `form` is None.

    A file that is there is written over only where `replace` says so; a PDF, or a file of the library, never. A
    character that the format cannot hold is written as U+FFFD. UsageError for a format that there is none of, a
    passage that does not stand on its page, a document whose very name the format cannot hold, or a file that cannot
    be written; nothing is written then.
    """
    wanted = format_for(path, form)
    check_destination(path, library=library.directory, replace=replace)
    unfinished = path.with_name(f".panelsearch-{secrets.token_hex(8)}.part")  # a name that nobody could plant a link at
    try:
        setting = Setting(wanted.held(as_heading(query)), library.page_text)
        wanted.write(_held(_checked(hits, library), wanted), unfinished, setting)
        os.replace(unfinished, path)  # noqa: PTH105 - the same call under its clearer name
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}.", "Choose another file.") from error
    except ValueError as error:  # what a writer says of a character that nobody foresaw
        raise UsageError(f"{path} cannot be written as {wanted.name}: {error}.", _HOLDS_ALL) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return len(hits)


def _checked(hits: Sequence[Hit], library: Pages) -> Iterator[ExportRecord]:
    for hit in hits:
        record = ExportRecord.of(hit)
        if library.page_text(record.document, record.page)[record.start : record.end] != record.quote:
            raise UsageError(
                f"A passage does not stand on page {record.page} of {record.document}; nothing was written.",
                "Rebuild the index: panelsearch index",
            )
        yield record


def _held(records: Iterator[ExportRecord], wanted: ExportFormat) -> Iterator[ExportRecord]:
    """The records as the format can hold them; not so a name, by which the document is to be found again."""
    for record in records:
        if wanted.held(record.document) != record.document:
            raise UsageError(
                f"The name of {wanted.held(record.document)} has a character that {wanted.name} cannot hold.",
                _HOLDS_ALL,
            )
        yield record.put(wanted.held)
