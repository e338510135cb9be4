"""How do rows leave the library? Each passage is looked up on its page first; the file appears whole or not at all."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from panelsearch.errors import UsageError
from panelsearch.exporting.base import ExportFormat, Setting
from panelsearch.exporting.characters import as_heading
from panelsearch.exporting.destination import check_destination, placed, put_in_place, unfinished
from panelsearch.exporting.formats import TABULAR, check_ending, format_for
from panelsearch.exporting.manifest import ManifestOf, heading_of, manifest_path
from panelsearch.exporting.records import COLUMNS, ExportRecord, Row
from panelsearch.exporting.seals import sealed
from panelsearch.exporting.selection import Papers, Selection, of_hits
from panelsearch.model.search_results import Hit

Progress = Callable[[int, int | None], None]
"""Told how many rows were taken in, and of how many; what it raises ends the export, and nothing is left of it."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many passages or rows were taken from the library, how many rows the file has, where its manifest stands.

    No file and no manifest where there is no row. `left_out` are columns that were asked for, or that a register has,
    and the format has no place for.
    """

    taken: int
    rows: int = 0
    manifest: Path | None = None
    left_out: tuple[str, ...] = ()


_TOLD_EVERY = 500
_HOLDS_ALL = "Nothing was written. Export to jsonl, which holds every character."


def export(
    hits: Sequence[Hit], path: Path, form: str | None, *, query: str, library: Papers, replace: bool = False,
    progress: Progress | None = None,
) -> int:  # fmt: skip
    """Write the hits and give their number; see `write`."""
    selection = of_hits(hits, library, query)
    return write(selection, path, form, library=library, replace=replace, progress=progress).taken


def write(
    selection: Selection, path: Path, form: str | None, *, library: Papers, replace: bool = False,
    by: Literal["year", "month"] = "year", progress: Progress | None = None,
) -> Written:  # fmt: skip
    """Write a selection, and its manifest beside it; nothing where nothing is to be written.

    The format is taken from the file's ending where `form` is None. A file that is there is written over only where
    `replace` says so; a PDF, or a file of the library, never. A character that the format cannot hold is written as
    U+FFFD. UsageError for a format that there is none of or that has no place for such rows, a passage that does not
    stand on its page, or a file that cannot be written; nothing is written then.
    """
    wanted = format_for(path, form)
    if not selection.quotes and not wanted.tabular:
        raise UsageError(
            f"{selection.asked.what} counts and quotes nothing; {wanted.name} is for passages.",
            "Export it to " + ", ".join(TABULAR),
        )
    beside = manifest_path(path)
    stood = False
    try:
        for place in (path, beside):
            check_destination(place, library=library.place.directories, replace=replace, is_paper=library.is_paper)
        check_ending(path, wanted)
        stood = path.exists()
        with unfinished(path) as part, unfinished(beside) as manifest_part:
            count, manifest = _written(selection, part, wanted, library, by, progress)
            if not manifest.count:
                return Written(count)
            manifest.write(manifest_part, part)
            with placed(part, path, replace=replace):  # without its manifest it is not whole
                put_in_place(manifest_part, beside, replace=replace)
            return Written(count, manifest.count, beside, _left_out(selection.columns, wanted))
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        raise UsageError(
            f"{path} cannot be written: {error.strerror or error}. "
            + ("What stood there is as it was." if stood else "Nothing is left of it."),
            "Make room there, or choose another disk." if full else "Choose another file.",
        ) from error
    except ValueError as error:  # what a writer says of what its format has no place for
        raise UsageError(f"{path} cannot be written as {wanted.name}: {error}.", _HOLDS_ALL) from error


def _written(
    selection: Selection, part: Path, wanted: ExportFormat, library: Papers, by: Literal["year", "month"],
    progress: Progress | None,
) -> tuple[int, ManifestOf]:  # fmt: skip
    columns = wanted.columns_of(selection.columns)
    manifest = ManifestOf(selection.asked, library.fingerprint, wanted.name, columns)
    heading = heading_of(selection.asked.what, selection.asked.typed)
    setting = Setting(as_heading(selection.asked.typed), manifest.export, columns, library.page_text, heading, by)
    taken = _Taken(selection.total, progress)
    rows: Iterable[Row] = taken.counted(_checked(selection.rows(wanted), library, fresh=selection.fresh))
    if wanted.made_of:
        rows = wanted.made_of(rows, setting)
    wanted.write(manifest.noted(sealed(rows, manifest.export, columns, wanted.held)), part, setting)
    return taken.count, manifest


def _left_out(asked: tuple[str, ...], wanted: ExportFormat) -> tuple[str, ...]:
    columns = wanted.columns_of(asked)
    return tuple(name for name in asked if name not in {*COLUMNS, *columns})


class _Taken:
    """Counts the rows that pass by, and tells of it."""

    def __init__(self, total: int | None, progress: Progress | None) -> None:
        self.count, self._total, self._progress = 0, total, progress

    def counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The same rows."""
        for row in rows:
            self.count += 1
            if self._progress and self.count % _TOLD_EVERY == 0:
                self._progress(self.count, self._total)
            yield row


def _checked(rows: Iterable[Row], library: Papers, *, fresh: bool) -> Iterator[Row]:
    """The rows, of which each passage stands on its page; `fresh` from the store, its words are those of its place."""
    for row in rows:
        if isinstance(row, ExportRecord) and not (_fills_its_place(row) if fresh else _stands(row, library)):
            raise UsageError(
                f"A passage does not stand on page {row.page} of {row.document}; nothing was written.",
                "Rebuild the index: panelsearch index",
            )
        yield row


def _fills_its_place(row: ExportRecord) -> bool:
    return 0 < len(row.quote) == row.end - row.start


def _stands(row: ExportRecord, library: Papers) -> bool:
    return bool(row.quote) and library.page_text(row.document, row.page)[row.start : row.end] == row.quote
