"""What is one row of an export found to be? Held against its seal, and against the page of the PDF that it cites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from panelsearch.exporting.base import ExportFormat, Found
from panelsearch.exporting.characters import as_utf_8_holds
from panelsearch.exporting.links import opens
from panelsearch.exporting.records import CONTEXT, Value, text_of
from panelsearch.exporting.reopening import Reopened, damage, everywhere_on
from panelsearch.exporting.seals import Seal, checksum_of
from panelsearch.exporting.shelf import Shelf
from panelsearch.exporting.verdicts import Judged, Verdict
from panelsearch.model.spans import PageSpan

_SAID_OF_PLACE = ("document", "page", "start", "end", "quote", "document_sha256", "rank", "score", "link")


class Judge:
    """Judges rows one by one; `columns` are those that a manifest says they have."""

    def __init__(self, wanted: ExportFormat, shelf: Shelf, columns: tuple[str, ...]) -> None:
        self._held, self._shelf = wanted.held, shelf
        self._sets = (wanted.shows, (*wanted.shows, *wanted.also)) if wanted.shows else (columns, ())
        """Of which columns a seal may have been made, none for all that there are."""
        self._columns = () if wanted.shows else columns
        self._seen: dict[str, None] = {}
        self.pages: dict[str, None] = {}
        """The places whose page has another text in the file than in the PDF."""

    @property
    def added(self) -> list[str]:
        """The columns that the rows have and were not written with, where they say nothing."""
        return [name for name in self._seen if self._columns and name not in self._columns]

    def judged(self, found: Found, at: int) -> Judged:
        """What a row is found to be; `at` is its number in the file."""
        values = {name: self._held(value) for name, value in found.values.items() if name}
        self._seen.update(dict.fromkeys(values))
        seal = Seal.parsed(found.seal)
        columns = self._sealed(seal, values) if seal else None
        row = _Row(values, intact=columns is not None, sealed=seal is not None)
        verdict, reason, recognised = self._verdict(row)
        if verdict is Verdict.STANDS and seal and not row.intact:
            verdict, reason = Verdict.CHANGED, "its checksum does not fit what it says"
        wrong = found.wrong or self._beside(values, columns) or self._spaced(found)
        if verdict is Verdict.STANDS and wrong:
            verdict, reason = Verdict.CHANGED, f"not as it was written: {wrong}"
        if found.page_text is not None and verdict is Verdict.STANDS:
            self._look_at_page(found.page_text, row)
        return Judged(
            verdict, values.get("document", ""), row.page, values.get("quote", ""), reason, at, seal, row.intact,
            recognised, row.text("document_sha256"),
        )  # fmt: skip

    def _sealed(self, seal: Seal, values: Mapping[str, str]) -> tuple[str, ...] | None:
        """The columns of which a seal was made; None where it fits none: who has the file may have added some."""
        for columns in dict.fromkeys(some or tuple(values) for some in self._sets):
            names = tuple(sorted(columns))
            texts = [values.get(name, "") for name in names]
            if seal.checksum == checksum_of(seal.export, seal.number, last=seal.last, names=names, texts=texts):
                return columns
        return None

    def _beside(self, values: Mapping[str, str], columns: tuple[str, ...] | None) -> str:
        """What a row says in columns that it was not written with."""
        known = columns or max(self._sets, key=len)
        return ", ".join(name for name, value in values.items() if known and value and name not in known)

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
