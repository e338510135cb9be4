"""Is an export still what was written, and does every quotation stand? The PDFs themselves are opened again.

Without the index: what a row says is held against its seal and against the pages of the PDF that it cites; the rows
against one another and against the manifest, so that none is dropped or added unseen.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from panelsearch.errors import UsageError
from panelsearch.exporting.base import Beside, ExportFormat, Found, NotAnExportError
from panelsearch.exporting.characters import as_utf_8_holds
from panelsearch.exporting.fitting import NEEDED
from panelsearch.exporting.formats import readable_format
from panelsearch.exporting.judging import Judge, Oddity
from panelsearch.exporting.manifest import Manifest, manifest_path, read_manifest
from panelsearch.exporting.seals import Seal
from panelsearch.exporting.shelf import Shelf
from panelsearch.exporting.sources import told_of
from panelsearch.exporting.verdicts import Judged, Verdict, completed, out_of_order
from panelsearch.storage.content_hash import sha256

_WHAT_READERS_RAISE = (
    LookupError, ValueError, TypeError, AttributeError, ArithmeticError, SyntaxError, EOFError, RuntimeError,
    zipfile.BadZipFile, zlib.error, struct.error,
)  # fmt: skip
"""What csv, json, zipfile, openpyxl and the XML parsers raise of files that are not what they are called."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of an export's quotations. `recognised` of those confirmed stand on pages read by OCR.

    `failures` are rows that do not stand, rows that are missing, and what else of the file is not as it was written;
    `notes` are to be known and are no fault.
    """

    file: str
    checked: int
    failures: tuple[Judged, ...]
    recognised: int = 0
    notes: tuple[str, ...] = ()

    @property
    def confirmed(self) -> int:
        """How many rows stand."""
        wrong = sum(one.verdict not in (Verdict.DROPPED, Verdict.FILE_ALTERED) for one in self.failures)
        return self.checked - wrong

    @property
    def all_there(self) -> bool:
        """Whether there was something to confirm, and all of it stands."""
        return self.checked > 0 and not self.failures


def verify(
    path: Path, shelf: Shelf, *, form: str | None = None, progress: Callable[[int], None] | None = None
) -> Verification:  # fmt: skip
    """Open the PDFs again, without the index, and look up each quotation of an export on the page it cites.

    The PDFs on the shelf and the file are all that is needed. A scanned page's words are those that the OCR engine
    finds in its picture now, or found in the very same picture. UsageError for a file that is no export of ours, or of
    a format that quotes nothing.
    """
    wanted = readable_format(path, form)
    manifest, unusable = _manifest(path)
    judge = Judge(wanted, shelf, manifest)
    rows, aside = list[Judged](), list[Found]()
    for found in read_rows(path, wanted):
        if found.aside:
            aside.append(found)
            continue
        try:
            rows.append(judge.judged(found, len(rows) + 1))
        except NotAnExportError as error:
            raise _is_no_export(path, error) from error
        if progress:
            progress(len(rows))
    aside += (Found({"place": one}, aside=True, wrong=f"the text of {one} is not the PDF's") for one in judge.pages)
    return _told(path, wanted, rows, aside, judge.odd, manifest, unusable)


def read_rows(path: Path, wanted: ExportFormat | None = None) -> Iterator[Found]:
    """The rows of a file that we exported. UsageError where it is not one."""
    wanted = wanted or readable_format(path)
    assert wanted.read is not None
    nothing, stray = True, ""
    try:
        for found in wanted.read(path):
            if nothing and wanted.tabular and not found.aside and not found.values.keys() >= {*NEEDED}:
                if found.seal and "name" in found.values:
                    raise UsageError(f"{path} counts and quotes nothing.", "Only what is quoted can be verified.")
                if not Seal.parsed(found.seal):  # a row that has a seal may have columns under other names
                    raise NotAnExportError("it lacks the columns document, page and quote")
            if found.aside:
                stray = stray or found.wrong
            else:
                nothing = False
            yield found
        if nothing and not manifest_path(path).exists():
            raise NotAnExportError(stray or "it holds no passage")
    except OSError as error:
        raise UsageError(f"{path} cannot be opened: {error.strerror or error}.") from error
    except _WHAT_READERS_RAISE as error:
        raise _is_no_export(path, error) from error


def _is_no_export(path: Path, error: Exception) -> UsageError:
    told = "it is no text in UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
    return UsageError(
        f"{path} is not an export of panelsearch: {told}.", "It needs the columns document, page and quote."
    )


def _manifest(path: Path) -> tuple[Manifest | None, str]:
    """The manifest beside a file, if there is one; why it cannot be used."""
    try:
        return read_manifest(path), ""
    except ValueError as error:
        return None, str(error)


def _told(
    path: Path, wanted: ExportFormat, rows: list[Judged], aside: list[Found], odd: Mapping[Oddity, Sequence[int]],
    manifest: Manifest | None, unusable: str,
) -> Verification:  # fmt: skip
    fitted = sum(row.seal is not None for row in rows)  # a row that lost its seal tells nothing of the columns
    notes = [one.told for one, where in odd.items() if one.harmless and len(where) == fitted]
    wrong = [_of_the_file(unusable)] if unusable else []
    wrong += (_of_the_file(one.told) for one, where in odd.items() if not one.harmless and len(where) == fitted)
    for one, where in odd.items():
        if len(where) < fitted:  # then it is no column of the file, but what was done to a row
            for at in where:
                rows[at] = _changed(rows[at], f"not as it was written: {one.told}")
    if manifest and len(manifest.rows) != manifest.row_count:
        wrong.append(_of_the_file("its manifest does not list as many rows as it counts"))
        manifest = None
    if manifest and wanted.headed and rows and not any(row.seal for row in rows):
        wrong.append(_of_the_file(f"its column seal is gone: it has {len(rows)} of {manifest.row_count} rows"))
        manifest = None
    exports = {row.seal.export for row in rows if row.seal and row.intact}
    if manifest and exports and manifest.export not in exports:
        wrong.append(_of_the_file("the manifest beside it is that of another export"))
        manifest = None
    if manifest is None:
        said = "no manifest stands beside it" if not wrong else "its manifest cannot be used"
        if any(row.seal for row in rows):
            notes.append(f"{said}: what it says beside its passages cannot be checked")
        else:
            notes.append(f"{said}, and its rows carry no seals: whether any was dropped cannot be told")
    judged = completed(rows, manifest)
    failures = [one for one in judged if one.verdict is not Verdict.STANDS]
    named = {f"{one.document} p. {one.page}" for one in failures}
    failures += [_of_the_file(one.wrong, one.values.get("quote", "")) for one in aside
                 if one.values.get("place") not in named]  # fmt: skip
    failures += wrong
    if not failures and (astray := out_of_order(judged)):
        failures.append(_of_the_file(f"its rows are in another order than they were written: {astray}"))
    if manifest and not failures and (unlike := _of_another_file(manifest, rows, wanted)):
        failures.append(_of_the_file(f"its manifest tells otherwise: {unlike}"))
    if not failures and wanted.beside and (unlike := _unlike(wanted.beside(path), wanted, judged, manifest)):
        failures.append(_of_the_file(unlike))
    if manifest and sha256(path) != manifest.whole and not failures:
        if wanted.whole:
            notes.append("the file was saved again by another program, but says what was written")
        else:
            failures.append(_of_the_file("something beside its passages is not as it was written"))
    recognised = sum(one.recognised and one.verdict is Verdict.STANDS for one in judged)
    return Verification(str(path), len(rows), tuple(failures), recognised, tuple(notes))


def _unlike(beside: Beside, wanted: ExportFormat, rows: Sequence[Judged], manifest: Manifest | None) -> str:
    """Which of what a file says beside its rows is not what they and its manifest tell."""
    sources = {row.document: row.document_sha256 for row in rows}
    if beside.sources is not None and list(map(wanted.held, told_of(sources))) != list(beside.sources):
        return "its list of sources is not that of its passages"
    if manifest and wanted.held(manifest.heading) != wanted.held(beside.heading):
        return f"its heading was changed: it was made of {manifest.heading}"
    return ""


def _of_another_file(manifest: Manifest, rows: Sequence[Judged], wanted: ExportFormat) -> str:
    """What a manifest says of a file whose rows all stand, and is not so."""
    if manifest.format != wanted.name:
        return f"it is of a file in {manifest.format}"
    if wanted.shows and manifest.columns != wanted.columns_of(manifest.columns):
        return "it names other columns than the file has"
    quoted = {(as_utf_8_holds(row.document), row.document_sha256) for row in rows}
    told = {(as_utf_8_holds(wanted.held(name)), checksum) for name, checksum in manifest.documents.items()}
    if not told <= quoted or {name for name, _ in quoted} != {name for name, _ in told}:
        return "it names other papers: " + ", ".join(sorted({name for name, _ in quoted ^ told}))
    if manifest.document_count != len(manifest.documents):
        return "it does not list as many papers as it counts"
    return ""


def _changed(row: Judged, reason: str) -> Judged:
    return replace(row, verdict=Verdict.CHANGED, reason=reason) if row.verdict is Verdict.STANDS else row


def _of_the_file(reason: str, quote: str = "") -> Judged:
    return Judged(Verdict.FILE_ALTERED, "", None, quote, reason)
