"""How does a PDF become pages of text? Raw runs, rows in reading order, furniture apart, words whole, boxes kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from panelsearch.documents import (
    Extracted,
    FileFacts,
    Line,
    Page,
    PageProblem,
    Rect,
    TextSource,
    WordBox,
)
from panelsearch.extraction.furniture import Furniture, find_furniture
from panelsearch.extraction.layout import Row, in_reading_order, printed_rows
from panelsearch.extraction.lean import LeanReader
from panelsearch.extraction.legibility import is_garbled
from panelsearch.extraction.opening import open_document
from panelsearch.extraction.raw import RawPage, Run
from panelsearch.spans import Span

_PICTURE_FROM_SHARE = 0.15
_JOINED_WITHOUT_SPACE_EM = 0.1
_WORD = re.compile(r"\w[\w’'-]*")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page between its runs and its text. `problem` is set where its text must not be read."""

    index: int
    width_pt: float
    height_pt: float
    rows: list[Row]
    problem: PageProblem | None
    image_share: float


class PdfminerExtractor:
    """The extractor in use: pdfminer.six read the lean way, laid out by position."""

    fingerprint = "layout 4"

    def extract(self, path: Path, on_page: Callable[[int, int], None] | None = None) -> Extracted:
        """See `Extractor.extract`."""
        sheets, facts = _sheets(path, on_page)
        furniture = find_furniture([(sheet.height_pt, sheet.rows) for sheet in sheets])
        words = Counter(word.lower() for sheet in sheets for row in sheet.rows for word in _WORD.findall(row.plain))
        return Extracted(tuple(_pages(sheets, furniture, words)), facts)


def _sheets(path: Path, on_page: Callable[[int, int], None] | None) -> tuple[list[_Sheet], FileFacts]:
    sheets = []
    with open_document(path) as document:
        for raw in document.pages(LeanReader().read):
            sheets.append(_sheet(raw))
            if on_page is not None:
                on_page(len(sheets), document.page_count)
        return sheets, document.facts


def _sheet(raw: RawPage) -> _Sheet:
    problem = None
    rows: list[Row] = []
    if raw.failed:
        problem = PageProblem.FAILED
    elif is_garbled(raw.runs):
        problem = PageProblem.GARBLED
    else:
        rows = printed_rows(raw)
        if not rows:
            problem = PageProblem.PICTURE if raw.image_share > _PICTURE_FROM_SHARE else PageProblem.BLANK
    return _Sheet(raw.index, raw.width_pt, raw.height_pt, rows, problem, raw.image_share)


def _pages(sheets: Sequence[_Sheet], furniture: Furniture, words: Counter[str]) -> Iterator[Page]:
    for sheet, dropped, label in zip(sheets, furniture.rows, furniture.labels, strict=True):
        kept = [row for at, row in enumerate(sheet.rows) if at not in dropped]
        aside = tuple(row.plain for at, row in enumerate(sheet.rows) if at in dropped)
        typist = _Typist(words)
        for row in in_reading_order(kept):
            typist.row(row)
        problem = sheet.problem
        if problem is None and not typist.lines:  # a picture with a page number under it is a picture all the same
            problem = PageProblem.PICTURE if sheet.image_share > _PICTURE_FROM_SHARE else PageProblem.BLANK
        source = TextSource.NONE if problem else TextSource.TEXT_LAYER
        yield Page(
            sheet.index + 1, typist.text, label, sheet.width_pt, sheet.height_pt, source, problem,
            tuple(typist.lines), tuple(typist.boxes), aside,
        )  # fmt: skip


class _Typist:
    """Types rows one after another and notes where each word and line came to stand."""

    def __init__(self, words: Counter[str]) -> None:
        self._words = words
        self._parts: list[str] = []
        self._length = 0
        self.lines: list[Line] = []
        self.boxes: list[WordBox] = []

    @property
    def text(self) -> str:
        return "".join(self._parts) + ("\n" if self._parts else "")

    def row(self, row: Row) -> None:
        runs = [run for cell in row.cells for run in cell.runs]
        if self._parts:
            if not row.gap_before and self._carries_on(runs[0]):
                self._drop_hyphen()
            else:
                self._put("\n\n" if row.gap_before else "\n")
        start = self._length
        cells = []
        for number, cell in enumerate(row.cells):
            if number:
                self._put("\t")
            cells.append(self._cell(cell.runs))
        self.lines.append(
            Line(
                Span(start, self._length), row.rect, row.size, row.bold, row.side,
                tuple(cells) if len(cells) > 1 else (),
            )
        )  # fmt: skip

    def _cell(self, runs: Sequence[Run]) -> Span:
        start = self._length
        before: Run | None = None
        for run in runs:
            gap = run.x0 - before.x1 if before is not None else 0.0
            if before is not None and (run.spaced or gap > _JOINED_WITHOUT_SPACE_EM * min(run.size_pt, before.size_pt)):
                self._put(" ")
            at = self._length
            self._put(run.text)
            self.boxes.append(WordBox(Span(at, self._length), Rect(run.x0, run.y0, run.x1, run.y1)))
            before = run
        return Span(start, self._length)

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _carries_on(self, run: Run) -> bool:
        """Whether the last line broke a word that this run ends: a hyphen, and the word is not known with it."""
        last = self._parts[-1]
        if len(last) < 3 or last[-1] not in "-‐" or not last[-2].isalpha() or not run.text[0].islower():
            return False
        if not self.lines or self.lines[-1].side or self.lines[-1].cells:
            return False
        head = _WORD.findall(last)[-1].rstrip("-").lower() if _WORD.findall(last) else ""
        tail = (_WORD.findall(run.text) or [""])[0].lower()
        whole, hyphened = self._words[head + tail], self._words[f"{head}-{tail}"]
        return whole >= hyphened

    def _drop_hyphen(self) -> None:
        last = self._parts[-1]
        self._parts[-1] = last[:-1]
        self._length -= 1
        box = self.boxes[-1]
        self.boxes[-1] = WordBox(Span(box.span.start, box.span.end - 1), box.rect)
        line = self.lines[-1]
        from dataclasses import replace

        self.lines[-1] = replace(line, span=Span(line.span.start, line.span.end - 1))
