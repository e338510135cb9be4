"""What is one row of an export found to be? Held against its seal, and against the page of the PDF that it cites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from panelsearch.exporting.base import ExportFormat, Found, NotAnExportError
from panelsearch.exporting.characters import as_utf_8_holds
from panelsearch.exporting.fitting import NEEDED, Fitted, Fitting, is_ours
from panelsearch.exporting.links import opens
from panelsearch.exporting.manifest import Manifest
from panelsearch.exporting.marks import IN_MARK, PLACE
from panelsearch.exporting.records import CONTEXT, Value, text_of, whole_number
from panelsearch.exporting.register_columns import ACTION, ATTENDANCE, DECISION, LISTED
from panelsearch.exporting.reopening import FACTS, Reopened, damage, places_of
from panelsearch.exporting.shelf import Shelf
from panelsearch.exporting.surroundings import BESIDE
from panelsearch.exporting.verdicts import SEAL_GONE, Judged, Verdict
from panelsearch.model.spans import PageSpan

_SAID_OF_PLACE = ("document", "page", "start", "end", "quote", "document_sha256", "rank", "score", "link")
_CALLED = {"titled": "title", "locator": "page as cited", "document_sha256": "the PDF's checksum"}
"""Columns that are called otherwise to readers."""
_TOLD = frozenset((*FACTS, *DECISION, *ACTION, LISTED, *CONTEXT, *BESIDE, "document_sha256")) - {"rank", "score"}
"""The columns that a PDF tells."""


@dataclass(frozen=True, slots=True)
class Oddity:
    """What is odd about the columns of rows; `harmless`: a reader may do so."""

    told: str
    harmless: bool = False


class Judge:
    """Judges rows one by one; the manifest says which columns they have, and which checksums."""

    def __init__(self, wanted: ExportFormat, shelf: Shelf, manifest: Manifest | None) -> None:
        self._held, self._shelf = wanted.held, shelf
        self._fitting = Fitting(wanted, manifest.columns if manifest else ())
        self._checksums = manifest.rows if manifest else ()
        self.odd: dict[Oddity, list[int]] = {}
        """What is odd about the columns of which rows, counted from 0."""
        self.pages: dict[str, None] = {}
        """The places whose page has another text in the file than in the PDF."""

    def judged(self, found: Found, at: int) -> Judged:
        """What a row is found to be; `at` is its number in the file. NotAnExportError where it names no place."""
        fitted = self._fitting.fitted(found, {name: self._held(value) for name, value in found.values.items() if name})
        for oddity in _oddities(fitted):
            self.odd.setdefault(oddity, []).append(at - 1)
        if lacking := [name for name in NEEDED if name in fitted.gone]:
            raise NotAnExportError(f"it lacks the column {', '.join(lacking)}")
        row = _Row(fitted)
        verdict, reason, recognised = self._verdict(row)
        if verdict is Verdict.STANDS and found.seal.strip() and not fitted.seal:
            verdict, reason = Verdict.CHANGED, SEAL_GONE
        if verdict is Verdict.STANDS and row.sealed and not row.intact:
            verdict, reason = Verdict.CHANGED, self._unfit(fitted, recognised=recognised)
        wrong = found.wrong or fitted.stray or self._spaced(found)
        if verdict is Verdict.STANDS and wrong:
            verdict, reason = Verdict.CHANGED, f"not as it was written: {wrong}"
        if found.page_text is not None and verdict is Verdict.STANDS:
            self._look_at_page(found.page_text, row)
        return Judged(
            verdict, row.text("document"), row.page, row.quote, reason, at, fitted.seal, row.intact, recognised,
            row.text("document_sha256"),
        )  # fmt: skip

    def _unfit(self, fitted: Fitted, *, recognised: bool) -> str:
        """What was changed of a row that says what its PDF tells, and does not fit its seal."""
        assert fitted.seal is not None
        if self._checksums[fitted.seal.number - 1 : fitted.seal.number] == (fitted.checksum_of(fitted.values),):
            return "its seal was changed"
        told = "its checksum does not fit what it says"
        if recognised:
            return told
        untold = (name for name in fitted.values if name not in _TOLD)
        return f"{told}: what the PDF does not tell of it is its {', '.join((*untold, 'seal'))}"

    def _spaced(self, found: Found) -> str:
        """Where a row says what its format would have put otherwise: it writes one space between words."""
        told = ", ".join(name for name, value in found.values.items() if name and self._held(value) != value)
        return told and f"white space in {told}"

    def _look_at_page(self, text: str, row: _Row) -> None:
        """Note where the text of a page that stands in the file is another than the PDF has."""
        there = self._shelf.find(row.text("document"), row.text("document_sha256"), self._held)
        paper = self._shelf.opened(*there) if there else ""
        if not isinstance(paper, Reopened) or row.page is None or paper.has_pictures:
            return
        if text != as_utf_8_holds(paper.text(row.page)):
            self.pages[row.text("place")] = None

    def _verdict(self, row: _Row) -> tuple[Verdict, str, bool]:
        document, checksum = row.text("document"), row.text("document_sha256")
        found = self._shelf.find(document, checksum, self._held)
        if found is None:
            folder = self._shelf.folder
            if row.intact or not row.sealed:
                called = self._shelf.with_checksum(checksum)
                told = f": {called} is the same, under another name" if called else ""
                where = f"not in {folder}" if folder else "no longer there"
                return Verdict.DOCUMENT_MISSING, f"the PDF is {where}{told}", False
            where = f"not in {folder}" if folder else "not there"
            return Verdict.CHANGED, self._which(checksum) or f"it names a PDF that is {where}", False
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
        if row.sealed and not row.intact and (changed := self._only(row, paper, name)):
            return Verdict.CHANGED, changed, recognised
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

    def _only(self, row: _Row, paper: Reopened, name: str) -> str:
        """Which one thing that a row says was changed, where its seal fits with what the PDF says there instead."""
        for column, said in self._guessed(row, paper, name):
            if row.fits(column, said):
                if column in ("start", "end"):
                    start, end = (said if one == column else row.text(one) for one in ("start", "end"))
                    return f"the words stand at {start} to {end} of that page: {column} was changed"
                if column in _TOLD or column in ATTENDANCE:
                    return _unlike_the_pdf({column: said})
                return f"its {column} was changed"
        return ""

    def _guessed(self, row: _Row, paper: Reopened, name: str) -> Iterator[tuple[str, str]]:
        """What a row may have said in one column or another, before that was changed."""
        if row.page is None or row.page not in paper.numbers:
            return
        for place in places_of(paper, row.page, row.quote):
            yield from (("start", str(place.start)), ("end", str(place.end)))
        yield from ((column, row.text(f"{column}{IN_MARK}")) for column in PLACE if row.text(f"{column}{IN_MARK}"))
        if row.at is not None and row.at.end <= len(paper.text(row.page)):
            for told in (*self._tellings(row, row.at, paper, name), *paper.listed(row.at)):
                yield from ((column, self._held(text_of(said))) for column, said in told.items())
        yield from ((column, said) for column in row.values for said in ("", str(row.number)))

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
        near = sorted(paper.numbers, key=lambda number: abs(number - (row.page or 0)))
        first = next((place for number in near for place in places_of(paper, number, row.quote)), None)
        if first is None:
            return "the words are not on that page"
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
        return _unlike_the_pdf(min((self._unlike(row, said) for said in self._tellings(row, at, paper, name)), key=len))

    def _tellings(self, row: _Row, at: PageSpan, paper: Reopened, name: str) -> Iterator[Mapping[str, Value]]:
        """What a PDF tells of a place, in each of the ways in which it may be told."""
        document = row.text("document")
        return paper.facts(at, name if self._held(name) == document else document)

    def _unlike(self, row: _Row, said: Mapping[str, Value]) -> dict[str, str]:
        """What the PDF gives in the columns in which a row says something else."""
        held = {name: self._held(text_of(said[name])) for name in row.values if name in said}
        return {
            name: text
            for name, text in held.items()
            if name not in _SAID_OF_PLACE and row.text(name) != text and (row.text(name) or name not in CONTEXT)
        }


def _oddities(fitted: Fitted) -> Iterator[Oddity]:
    for name in fitted.added:
        if is_ours(name):
            yield Oddity(f"there is a column more, under a name of ours: {name}")
        else:
            yield Oddity(f"its column {name} was not written by panelsearch: what stands there is somebody's own", True)
    for name, called in fitted.renamed:
        yield Oddity(f"its column {name} is called {called}")
    if fitted.gone:
        names = ", ".join(fitted.gone)
        yield Oddity(f"it lacks the column {names}: what its rows say cannot be held against their seals")
    if fitted.astray:
        yield Oddity("its columns stand in another order than they were written", True)


def _unlike_the_pdf(wrong: Mapping[str, str]) -> str:
    told = "; ".join(
        f"{_CALLED.get(column, column.replace('_', ' '))}: the PDF gives {' '.join(said.split()) or 'none'}"
        for column, said in wrong.items()
    )
    return f"not as the PDF has it: {told}" if told else ""


@dataclass(frozen=True, slots=True)
class _Row:
    """What a row says, as it was fitted to the columns that it was written with."""

    fitted: Fitted

    @property
    def values(self) -> Mapping[str, str]:
        """What it says, by column."""
        return self.fitted.values

    @property
    def intact(self) -> bool:
        """Whether its seal fits what it says."""
        return self.fitted.intact

    @property
    def sealed(self) -> bool:
        """Whether it has a seal that can be held against what it says."""
        return self.fitted.seal is not None and not self.fitted.gone

    @property
    def number(self) -> int:
        """Its number by its seal; 0 without one."""
        return self.fitted.seal.number if self.fitted.seal else 0

    def fits(self, column: str, said: str) -> bool:
        """Whether its seal would fit, did it say that in a column of its own."""
        seal = self.fitted.seal
        return (
            seal is not None
            and column in self.fitted.columns
            and said != self.text(column)
            and self.fitted.checksum_of({**self.values, column: said}) == seal.checksum
        )

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
        return whole_number(self.text("page")) or None

    @property
    def at(self) -> PageSpan | None:
        """The place; None where it tells none, or none that could be."""
        start, end = whole_number(self.text("start")), whole_number(self.text("end"))
        if self.page is None or start is None or end is None or end < start:
            return None
        return PageSpan(self.page, start, end)
