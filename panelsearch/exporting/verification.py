"""Is an export still what was written, and does every quotation stand? The PDFs themselves are opened again.

Without the index: what a row says is held against its seal and against the pages of the PDF that it cites; the rows
against one another and against the manifest, so that none is dropped or added unseen.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from panelsearch.errors import UsageError
from panelsearch.exporting.base import ExportFormat, Found, NotAnExportError
from panelsearch.exporting.characters import as_utf_8_holds
from panelsearch.exporting.formats import readable_format
from panelsearch.exporting.links import opens
from panelsearch.exporting.manifest import Manifest, manifest_path, read_manifest
from panelsearch.exporting.records import CONTEXT, Value, text_of
from panelsearch.exporting.reopening import Reopened, damage, everywhere_on
from panelsearch.exporting.seals import Seal, checksum_of
from panelsearch.exporting.shelf import Shelf
from panelsearch.exporting.verdicts import Judged, Verdict, completed, out_of_order
from panelsearch.model.spans import PageSpan
from panelsearch.storage.content_hash import sha256

_WHAT_READERS_RAISE = (
    LookupError, ValueError, TypeError, AttributeError, ArithmeticError, SyntaxError, EOFError, RuntimeError,
    zipfile.BadZipFile, zlib.error, struct.error,
)  # fmt: skip
"""What csv, json, zipfile, openpyxl and the XML parsers raise of files that are not what they are called."""
_NEEDED = {"document", "page", "quote"}
_SAID_OF_PLACE = ("document", "page", "start", "end", "quote", "document_sha256", "rank", "score", "link")


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
    judge = _Judge(wanted, shelf)
    rows, aside = list[Judged](), list[Found]()
    for found in read_rows(path, wanted):
        if found.aside:
            aside.append(found)
            continue
        rows.append(judge.judged(found, len(rows) + 1))
        if progress:
            progress(len(rows))
    return _told(path, wanted, rows, aside)


def read_rows(path: Path, wanted: ExportFormat | None = None) -> Iterator[Found]:
    """The rows of a file that we exported. UsageError where it is not one."""
    wanted = wanted or readable_format(path)
    assert wanted.read is not None
    empty = True
    try:
        for found in wanted.read(path):
            if wanted.tabular and not found.aside and not found.values.keys() >= _NEEDED:
                if found.seal and "name" in found.values:
                    raise UsageError(f"{path} counts and quotes nothing.", "Only what is quoted can be verified.")
                raise NotAnExportError("it lacks the columns document, page and quote")
            empty = False
            yield found
        if empty and not manifest_path(path).exists():
            raise NotAnExportError("it holds no passage")
    except OSError as error:
        raise UsageError(f"{path} cannot be opened: {error.strerror or error}.") from error
    except _WHAT_READERS_RAISE as error:
        raise UsageError(
            f"{path} is not an export of panelsearch: {error}.", "It needs the columns document, page and quote."
        ) from error


def _told(path: Path, wanted: ExportFormat, rows: list[Judged], aside: list[Found]) -> Verification:
    notes: list[str] = []
    wrong: list[Judged] = []
    manifest: Manifest | None = None
    try:
        manifest = read_manifest(path)
    except ValueError as error:
        wrong.append(_of_the_file(f"{error}"))
    if manifest and len(manifest.rows) != manifest.row_count:
        wrong.append(_of_the_file("its manifest does not list as many rows as it counts"))
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
    if manifest and sha256(path) != manifest.whole and not failures:
        if wanted.whole:
            notes.append("the file was saved again by another program, but says what was written")
        else:
            failures.append(_of_the_file("something beside its passages is not as it was written"))
    recognised = sum(one.recognised and one.verdict is Verdict.STANDS for one in judged)
    return Verification(str(path), len(rows), tuple(failures), recognised, tuple(notes))


def _of_another_file(manifest: Manifest, rows: Sequence[Judged], wanted: ExportFormat) -> str:
    """What a manifest says of a file whose rows all stand, and is not so."""
    if manifest.format != wanted.name:
        return f"it is of a file in {manifest.format}"
    if wanted.shows and manifest.columns != wanted.shows:
        return "it names other columns than the file has"
    quoted = {(as_utf_8_holds(row.document), row.document_sha256) for row in rows}
    told = {(as_utf_8_holds(wanted.held(name)), checksum) for name, checksum in manifest.documents.items()}
    if not told <= quoted or {name for name, _ in quoted} != {name for name, _ in told}:
        return "it names other papers: " + ", ".join(sorted({name for name, _ in quoted ^ told}))
    if manifest.document_count != len(manifest.documents):
        return "it does not list as many papers as it counts"
    return ""


def _of_the_file(reason: str, quote: str = "") -> Judged:
    return Judged(Verdict.FILE_ALTERED, "", None, quote, reason)


class _Judge:
    """Judges rows one by one."""

    def __init__(self, wanted: ExportFormat, shelf: Shelf) -> None:
        self._wanted, self._held, self._shelf = wanted, wanted.held, shelf

    def judged(self, found: Found, at: int) -> Judged:
        """What a row is found to be; `at` is its number in the file."""
        values = {name: self._held(value) for name, value in found.values.items() if name}
        names = tuple(sorted(self._wanted.shows or values))
        texts = [values.get(name, "") for name in names]
        seal = Seal.parsed(found.seal)
        intact = seal is not None and seal.checksum == checksum_of(
            seal.export, seal.number, last=seal.last, names=names, texts=texts
        )
        row = _Row(values, intact, sealed=seal is not None)
        verdict, reason, recognised = self._verdict(row)
        if verdict is Verdict.STANDS and seal is not None and not intact:
            verdict, reason = Verdict.CHANGED, "its checksum does not fit what it says"
        shown = self._wanted.shows
        beside = ", ".join(name for name, value in values.items() if value and shown and name not in shown)
        if verdict is Verdict.STANDS and (wrong := found.wrong or beside):
            verdict, reason = Verdict.CHANGED, f"not as it was written: {wrong}"
        return Judged(
            verdict, values.get("document", ""), row.page, values.get("quote", ""), reason, at, seal, intact,
            recognised, row.text("document_sha256"),
        )  # fmt: skip

    def _verdict(self, row: _Row) -> tuple[Verdict, str, bool]:
        document, checksum = row.text("document"), row.text("document_sha256")
        found = self._shelf.find(document, checksum, self._held)
        if found is None:
            if row.intact or not row.sealed:
                return Verdict.DOCUMENT_MISSING, "the PDF is no longer there", False
            return Verdict.CHANGED, self._which(checksum) or "it names a PDF that is not there", False
        name, path = found
        other = bool(checksum) and self._shelf.checksum(path) != checksum
        if other and not row.intact and (which := self._which(checksum)):
            return Verdict.CHANGED, which, False
        if other and (wrong := damage(path)):
            return Verdict.DOCUMENT_DAMAGED, wrong, False
        paper = self._shelf.opened(name, path)
        if isinstance(paper, str):
            damaged = other or damage(path)
            return (Verdict.DOCUMENT_DAMAGED if damaged else Verdict.UNREADABLE), paper, False
        stands, recognised, why = self._stands(row, paper)
        if other and row.intact:
            told = "the words still stand there" if stands else self._where(row, paper) or "the words are not there"
            return Verdict.DOCUMENT_ALTERED, f"the PDF is not the one that was quoted; {told}", False
        if not stands and why:
            return Verdict.UNREADABLE, why, False
        if stands:
            otherwise = "" if recognised else self._otherwise(row, paper, name)
            if row.intact:
                return (Verdict.READ_OTHERWISE if otherwise else Verdict.STANDS), otherwise, recognised
            changed = otherwise or ("its PDF's checksum was changed" if other else "")
            return (Verdict.CHANGED if changed else Verdict.STANDS), changed, recognised
        reason = self._where(row, paper)
        moved = row.intact and reason.startswith("the words stand")
        return (Verdict.MOVED if moved else Verdict.CHANGED), reason or "the words are not on that page", False

    def _which(self, checksum: str) -> str:
        name = self._shelf.with_checksum(checksum)
        return f"its document was changed: it is quoted from {name}" if name else ""

    def _stands(self, row: _Row, paper: Reopened) -> tuple[bool, bool, str]:
        """Whether the words stand at their place; whether in a picture only; why that cannot be told."""
        if row.page is None or row.page not in paper.numbers or not row.quote.strip():
            return False, False, ""
        if self._at(row, paper.text(row.page)):
            return True, False, ""
        if not (paper.is_picture(row.page) or (row.intact and paper.may_be_recognised(row.page))):
            return False, False, ""
        why = paper.why_not(row.page)
        if why:
            return False, False, why if paper.is_picture(row.page) else ""
        return self._at(row, paper.recognised_text(row.page)), True, ""

    def _at(self, row: _Row, text: str) -> bool:
        if row.at is None:
            return not row.sealed and row.quote in self._held(text)
        return row.at.end <= len(text) and self._held(text[row.at.start : row.at.end]) == row.quote

    def _where(self, row: _Row, paper: Reopened) -> str:
        """Where the words of a row stand instead, or what else is wrong with them; "" where that is not known."""
        if row.page is None or row.page not in paper.numbers:
            return f"there is no page {row.text('page') or '?'}"
        if not row.quote.strip():
            return "the quotation is gone"
        if row.at is not None:
            there = self._held(paper.text(row.page)[row.at.start : row.at.end])
            if row.quote in there and len(row.quote) < len(there):
                return f"the quotation was cut: {len(row.quote)} of {len(there)} characters are left"
        places = sorted(
            everywhere_on(paper, row.quote), key=lambda one: (one.page != row.page, abs(one.page - (row.page or 0)))
        )  # fmt: skip
        if not places:
            pages = (number for number in paper.numbers if row.quote in self._held(paper.text(number)))
            near = sorted(pages, key=lambda number: abs(number - (row.page or 0)))
            if not near:
                return "the words are not on that page"
            return "the words stand elsewhere on it" if near[0] == row.page else f"the words stand on page {near[0]}"
        first = places[0]
        if first.page == row.page:
            return f"the words stand at {first.start} to {first.end} of that page"
        return f"the words stand on page {first.page}"

    def _otherwise(self, row: _Row, paper: Reopened, name: str) -> str:
        """Which of the facts that a row tells of its place are not those that the PDF gives; "" where none is."""
        link = row.text("link")
        if link and not opens(link, row.text("document"), row.text("page"), self._held):
            return "its link opens something else"
        if row.page is None or paper.is_picture(row.page) or (row.intact and paper.has_pictures):
            return ""
        at = row.at
        if at is None:
            text = paper.text(row.page)
            start = max(0, text.find(row.quote))
            at = PageSpan(row.page, start, start + len(row.quote))
        document = row.text("document")
        tellings = paper.facts(at, name if self._held(name) == document else document)
        wrong = min((self._unlike(row, said) for said in tellings), key=len)
        told = "; ".join(
            f"{column.replace('_', ' ')}: the PDF gives {said or 'none'}" for column, said in wrong.items()
        )
        return f"not as the PDF has it: {told}" if told else ""

    def _unlike(self, row: _Row, said: Mapping[str, Value]) -> dict[str, str]:
        """What the PDF gives in the columns in which a row says something else."""
        held = {name: self._held(text_of(said[name])) for name in row.values if name in said}
        return {
            name: text
            for name, text in held.items()
            if name not in _SAID_OF_PLACE and row.text(name) != text and (row.text(name) or name not in CONTEXT)
        }


@dataclass(frozen=True, slots=True)
class _Row:
    """What a row says, and whether its seal is `intact`."""

    values: Mapping[str, str]
    intact: bool
    sealed: bool

    def text(self, name: str) -> str:
        """What it says in a column; "" where it has none."""
        return self.values.get(name, "")

    @property
    def quote(self) -> str:
        """The words."""
        return self.text("quote")

    @property
    def page(self) -> int | None:
        """The page; None where what stands there is no number of one."""
        return _number(self.text("page"), 1)

    @property
    def at(self) -> PageSpan | None:
        """The place; None where it tells none, or none that could be."""
        start, end = _number(self.text("start"), 0), _number(self.text("end"), 0)
        if self.page is None or start is None or end is None or end < start:
            return None
        return PageSpan(self.page, start, end)


def _number(text: str, least: int) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and int(text) >= least else None
