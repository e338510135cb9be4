"""How does a PDF become pages of text? Raw runs, rows in reading order, furniture apart, words whole, boxes kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from panelsearch.extraction.fingerprint import FINGERPRINT
from panelsearch.extraction.layout.hyphenation import SOFT, Vocabulary, ends_in_hyphen, is_broken
from panelsearch.extraction.layout.lines import Row, ink, printed_rows
from panelsearch.extraction.layout.ocr_words import confidence, legible, runs_of, turned_back
from panelsearch.extraction.layout.reading_order import Laid, in_reading_order
from panelsearch.extraction.layout.running_heads import Furniture, find_furniture
from panelsearch.extraction.layout.stacked_letters import running_down
from panelsearch.extraction.layout.text_quality import is_garbled, legible_part
from panelsearch.extraction.layout.word_segmentation import clean
from panelsearch.extraction.pdf.document import open_document
from panelsearch.extraction.pdf.page_interpreter import LeanReader
from panelsearch.extraction.pdf.text_runs import RawPage, Run
from panelsearch.model.documents import Extracted, FileFacts, MissingLayer
from panelsearch.model.pages import Line, Marked, Marking, Page, PageProblem, Rect, TextSource
from panelsearch.model.spans import Span
from panelsearch.model.word_boxes import WordBoxes, record
from panelsearch.ocr.base import RecognisedPage
from panelsearch.text.counts import counted

RecognisedPages = Callable[[int], RecognisedPage | None]
"""What was recognised on a page, by its number from 1; None where no engine has looked at it."""

_PICTURE_FROM_SHARE = 0.15
_MOSTLY_PICTURE_SHARE, _FEW_WORDS = 0.6, 25
_JOINED_WITHOUT_SPACE_EM = 0.1
_AS_HIGH, _LEVEL_PT = 0.2, 12.0
_WORDS = "words"
"""The layer that words belong to which no page's text has."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A page between its runs and its text. `problem` is set where its text must not be read.

    `untold` counts the words that lack letters, or are left out, for want of a font that tells them; `in_part`: some
    were left out, as no language.
    """

    index: int
    width_pt: float
    height_pt: float
    rows: list[Row]
    problem: PageProblem | None
    image_share: float
    marked: tuple[tuple[Marked, Rect], ...] = ()
    notes: tuple[tuple[str, Rect], ...] = ()
    unread: tuple[str, ...] = ()
    drawn: bool = False
    untold: int = 0
    in_part: bool = False
    recognised: RecognisedPage | None = None

    @property
    def mostly_picture(self) -> bool:
        """Whether the few words that were set on it, such as a stamp or a page number, are not what it says."""
        if self.problem is PageProblem.FAILED:
            return False
        words = sum(len(cell.runs) for row in self.rows for cell in row.cells)
        return self.image_share > _MOSTLY_PICTURE_SHARE and words < _FEW_WORDS


class PdfminerExtractor:
    """The extractor in use: pdfminer.six read the lean way, laid out by position.

    Pages without usable text take their words from `recognised`; with `everywhere` all pages do. `passwords` are tried
    in turn on a file that asks for one.
    """

    fingerprint = FINGERPRINT

    def __init__(
        self,
        recognised: RecognisedPages = lambda number: None,
        *,
        everywhere: bool = False,
        passwords: Sequence[str] = (),
    ) -> None:
        self._recognised = recognised
        self._everywhere = everywhere
        self._passwords = passwords

    def extract(
        self, path: Path, on_page: Callable[[int, int], None] | None = None, content: BinaryIO | None = None
    ) -> Extracted:
        """See `Extractor.extract`."""
        drafts, facts, locked, beside = _drafts(path, on_page, self._passwords, content)
        pages = _laid_out(drafts)
        pictures = [
            page.number
            for draft, page in zip(drafts, pages, strict=True)
            if self._everywhere
            or draft.mostly_picture
            or draft.in_part
            or draft.problem is PageProblem.PICTURE
            or page.problem not in (None, PageProblem.FAILED)
        ]
        unrecognised, failed = [], []
        for number in pictures:
            found = self._recognised(number)
            if found is None:
                unrecognised.append(number)
            elif found.failed:
                failed.append((number, found.failed))
            else:
                drafts[number - 1] = _recognised_draft(drafts[number - 1], found)
        if any(draft.recognised for draft in drafts):
            pages = _laid_out(drafts)  # what runs along all pages shows only once all of them have words
        return Extracted(
            pages, facts, tuple(pictures), tuple(unrecognised), tuple(failed), locked, _unread(drafts, beside)
        )


def _drafts(
    path: Path, on_page: Callable[[int, int], None] | None, passwords: Sequence[str], content: BinaryIO | None
) -> tuple[list[_Draft], FileFacts, bool, tuple[str, ...]]:
    drafts = []
    with open_document(path, passwords, content) as document:
        for raw in document.pages(LeanReader().read):
            drafts.append(_draft(raw))
            if on_page is not None:
                on_page(len(drafts), document.page_count)
        return drafts, document.facts, document.locked, document.beside


def _draft(raw: RawPage) -> _Draft:
    raw = replace(raw, runs=tuple(running_down(raw.runs)))
    problem = None
    rows: list[Row] = []
    runs = legible_part(raw.runs)
    in_part = 0 < len(runs) < len(raw.runs)
    if raw.failed:
        problem = PageProblem.FAILED
    elif raw.runs and not runs:
        problem = PageProblem.GARBLED
    else:
        rows = printed_rows(replace(raw, runs=tuple(runs)) if in_part else raw)
        if not rows:
            problem = PageProblem.PICTURE if raw.image_share > _PICTURE_FROM_SHARE or raw.drawn else PageProblem.BLANK
    return _Draft(
        raw.index, raw.width_pt, raw.height_pt, rows, problem, raw.image_share, raw.marked, raw.notes, raw.unread,
        raw.drawn, 0 if problem else _untold(raw.runs, runs), in_part,
    )  # fmt: skip


def _untold(runs: Sequence[Run], legible: Sequence[Run]) -> int:
    """How many words lack letters or are left out; a sign on its own that the font does not tell is no word."""
    return len(runs) - len(legible) + sum([run.unmapped > 0 and len(run.text) > 1 for run in legible])


def _unread(drafts: Sequence[_Draft], beside: Sequence[str]) -> tuple[MissingLayer, ...]:
    on_pages = [MissingLayer(_WORDS, draft.index + 1, why) for draft in drafts for why in _reasons(draft)]
    return (*on_pages, *(MissingLayer(_WORDS, None, why) for why in beside))


def _reasons(draft: _Draft) -> Iterator[str]:
    yield from draft.unread
    if draft.untold and not draft.recognised:
        yield f"{counted(draft.untold, 'word or line', 'words or lines')} in a font that does not tell its letters"


def _recognised_draft(draft: _Draft, found: RecognisedPage) -> _Draft:
    """The draft with the words that were recognised on it; as it was where they are none or make no sense."""
    words = legible(found)
    runs = runs_of(words)
    if not runs or is_garbled(runs):
        return draft
    rows = printed_rows(RawPage(draft.index, draft.width_pt, draft.height_pt, runs), recognised=True)
    return replace(draft, rows=rows, problem=None, recognised=replace(found, words=words))


def _laid_out(drafts: Sequence[_Draft]) -> tuple[Page, ...]:
    furniture = find_furniture([(draft.height_pt, draft.rows) for draft in drafts])
    words = Vocabulary(lambda: (row.plain for draft in drafts for row in draft.rows))
    return tuple(_pages(drafts, furniture, words))


def _pages(drafts: Sequence[_Draft], furniture: Furniture, words: Vocabulary) -> Iterator[Page]:
    laid = Laid(())
    for draft, dropped, label in zip(drafts, furniture.rows, furniture.labels, strict=True):
        kept = [row for at, row in enumerate(draft.rows) if at not in dropped]
        aside = tuple(row.plain for at, row in enumerate(draft.rows) if at in dropped)
        typist = _Typist(words)
        laid = in_reading_order(kept, laid.edges)
        for row in laid.rows:
            typist.row(row)
        typist.notes(draft.notes)
        problem = draft.problem
        if problem in (PageProblem.PICTURE, PageProblem.BLANK, None) and draft.notes and typist.lines:
            problem = None
        elif problem is None and not typist.lines:  # a picture with a page number under it is a picture all the same
            problem = (
                PageProblem.PICTURE if draft.image_share > _PICTURE_FROM_SHARE or draft.drawn else PageProblem.BLANK
            )
        found = draft.recognised if problem is None else None
        source = TextSource.NONE if problem else TextSource.OCR if found else TextSource.TEXT_LAYER
        lines, boxes = turned_back(
            typist.lines, typist.boxes, found.skew_degrees if found else 0.0, draft.width_pt, draft.height_pt
        )
        yield Page(
            draft.index + 1, typist.text, label, draft.width_pt, draft.height_pt, source, problem,
            lines, boxes, aside, confidence(found.words) if found else None,
            typist.markings(draft.marked) if draft.marked or draft.notes else (),
        )  # fmt: skip


class _Typist:
    """Types rows one after another and notes where each word and line came to stand."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._parts: list[str] = []
        self._length = 0
        self.lines: list[Line] = []
        self._boxes: list[bytes] = []
        self._noted: list[Marking] = []
        self._soft = False  # whether the last run ends in a soft hyphen

    @property
    def boxes(self) -> WordBoxes:
        return WordBoxes(b"".join(self._boxes))

    @property
    def text(self) -> str:
        return "".join(self._parts) + ("\n" if self._parts else "")

    def row(self, row: Row) -> None:
        runs = [run for cell in row.cells for run in cell.runs]
        if self._parts:
            if (not row.gap_before or row.jumped) and self._hyphened(runs[0]):
                if is_broken(self._last_word, runs[0].text, self._words, soft=self._soft):
                    self._drop_hyphen()
            else:
                self._put("\n\n" if row.gap_before else "\n")
        start, first_box = self._length, len(self._boxes)
        cells = []
        for number, cell in enumerate(row.cells):
            if number:
                self._put("\t")
            cells.append(self._cell(cell.runs))
        self.lines.append(
            Line(
                Span(start, self._length), row.rect, row.size, row.bold, row.side,
                tuple(cells) if len(cells) > 1 else (), self._lead(runs, start, first_box),
            )
        )  # fmt: skip

    def _lead(self, runs: Sequence[Run], start: int, first_box: int) -> int:
        """How many code points of the row stand before its first plain word, where it begins in bold; else none.

        A number that the heading behind it leaves plain counts with it.
        """
        begins = 0 if runs[0].bold else 1
        upto = next((at for at in range(begins, len(runs)) if not runs[at].bold), len(runs))
        if upto in (begins, len(runs)):
            return 0
        (box,) = WordBoxes(self._boxes[first_box + upto - 1])
        return box.span.end - start

    def notes(self, notes: Sequence[tuple[str, Rect]]) -> None:
        """Type what was noted on the page at its end, unless the page says so itself."""
        said = " ".join(self.text.split())
        for words, rect in notes:
            if " ".join(words.split()) in said:
                continue
            if self._parts:
                self._put("\n\n")
            start = self._length
            for at, line in enumerate(words.split("\n")):
                if at:
                    self._put("\n")
                first = self._length
                self._put(clean(line))
                self.lines.append(Line(Span(first, self._length), rect, 0.0))
                self._boxes.append(record(first, self._length, *rect))
            self._noted.append(Marking(Span(start, self._length), Marked.NOTE))

    def markings(self, marked: Sequence[tuple[Marked, Rect]]) -> tuple[Marking, ...]:
        """Which words are no plain print: those whose middle stands at a place that is marked, and the notes."""
        found, levels = list(self._noted), dict[int, list[tuple[Marked, Rect]]]()
        for kind, place in marked:
            for level in range(int(place.y0_pt // _LEVEL_PT), int(place.y1_pt // _LEVEL_PT) + 1):
                levels.setdefault(level, []).append((kind, place))
        for span, (x0, y0, x1, y1) in self.boxes:
            if self._noted and span.start >= self._noted[0].span.start:
                break  # a note lies over the words that it is about
            x, y = (x0 + x1) / 2, (y0 + y1) / 2
            kinds = {
                kind
                for kind, (left, low, right, high) in levels.get(int(y // _LEVEL_PT), ())
                if left <= x <= right and low <= y <= high and abs(high - low - y1 + y0) <= _AS_HIGH * (y1 - y0)
            }  # larger words may be hidden behind
            found += [Marking(span, kind) for kind in kinds]
        text, joined = self.text, dict[Marked, list[Span]]()
        for marking in sorted(found):
            spans = joined.setdefault(marking.kind, [])
            between = text[spans[-1].end : marking.span.start] if spans else ""
            if spans and not between.strip() and "\n\n" not in between:
                spans[-1] = Span(spans[-1].start, max(spans[-1].end, marking.span.end))
            else:
                spans.append(marking.span)
        return tuple(sorted(Marking(span, kind) for kind, spans in joined.items() for span in spans))

    def _cell(self, runs: Sequence[Run]) -> Span:
        start = at = self._length
        parts, boxes = self._parts, self._boxes
        reach, size_before, first, soft = 0.0, 0.0, True, False
        for run in runs:
            text, x0, y0, x1, y1, size, _, _, angle, _, _, spaced = run
            if soft := text[-1] == SOFT:
                text = text[:-1] + "-"
            if not first and (
                spaced or x0 - reach > _JOINED_WITHOUT_SPACE_EM * (size if size < size_before else size_before)
            ):
                parts.append(" ")
                at += 1
            parts.append(text)
            end = at + len(text)
            boxes.append(record(at, end, *ink(run)) if angle else record(at, end, x0, y0, x1, y1))
            at, reach, size_before, first = end, x1, size, False
        self._length = at
        self._soft = soft
        return Span(start, at)

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _hyphened(self, run: Run) -> bool:
        """Whether the last line ends in a hyphen, and this run goes on with its word in small letters."""
        if not run.text[0].islower() or not ends_in_hyphen(self._last_word):
            return False
        return bool(self.lines) and not self.lines[-1].side and not self.lines[-1].cells

    @property
    def _last_word(self) -> str:
        at = len(self._parts) - 1
        while at > 0 and not self._parts[at - 1].isspace():
            at -= 1
        return "".join(self._parts[at:])

    def _drop_hyphen(self) -> None:
        self._length -= 1
        last = self._parts.pop()[:-1]
        (box,) = WordBoxes(self._boxes.pop())
        if last:
            self._parts.append(last)
            self._boxes.append(record(box.span.start, box.span.end - 1, *box.rect))
        line = self.lines[-1]
        self.lines[-1] = replace(line, span=Span(line.span.start, line.span.end - 1))
