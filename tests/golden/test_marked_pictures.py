"""Do the rectangles of a quotation cover its words on the page's picture? Against where pdfium paints each letter.

On real papers, where they lie beside this checkout: fifty passages drawn by a seed, each of one to four printed lines
or a part of them. A letter counts as covered where its middle lies in a rectangle. Of a page whose font does not say
which letters it has pdfium knows the places, not the letters: there their number is compared.
"""

from __future__ import annotations

import ctypes
import os
import random
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from panelsearch.errors import PanelsearchError
from panelsearch.extraction.layout.span_geometry import rectangles
from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.model.pages import Page, TextSource
from panelsearch.model.spans import Span
from panelsearch.pictures.marking import boxes
from panelsearch.pictures.painting import WHOLE, Wanted, paint

MATERIAL = Path(os.environ.get("MATERIAL", Path(__file__).parents[3] / "shared" / "material"))
PASSAGES, LARGEST_BYTES, WIDTH_PX = 50, 1_500_000, 1000
COVERED, FOREIGN = 0.98, 0.02
_THE_SAME = 0.9
"""Share of a page's letters that pdfium tells as we do, or else it cannot tell them."""


@dataclass(frozen=True, slots=True)
class Passage:
    path: Path
    page: Page
    span: Span

    @property
    def told(self) -> str:
        return f"{self.path.name} p. {self.page.number}: {self.span.of(self.page.text)!r}"


def letters(text: str) -> Counter[str]:
    """What is printed, whatever blanks, hyphens at line ends and forms of letters it is told with."""
    return Counter(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def drawn(count: int) -> Iterator[Passage]:
    chance = random.Random(17)
    files = [path for path in sorted((MATERIAL / "papers").rglob("*.pdf")) if path.stat().st_size < LARGEST_BYTES]
    chance.shuffle(files)
    for path in files:
        try:
            pages = PdfminerExtractor().extract(path).pages
        except PanelsearchError:
            continue
        written = [p for p in pages if p.source is TextSource.TEXT_LAYER and len(p.lines) > 4 and len(p.text) > 200]
        for page in chance.sample(written, min(2, len(written))):
            first = chance.randrange(len(page.lines) - 3)
            last = page.lines[first + chance.randrange(4)]
            span = Span(page.lines[first].span.start, last.span.end)
            words = span.of(page.text).split()
            if len(words) > 4 and chance.random() < 0.5:  # from the second word to the last but one
                start = page.text.index(words[1], span.start + len(words[0]))
                span = Span(start, page.text.rindex(words[-1], start, span.end))
            if sum(letters(span.of(page.text)).values()) > 8:
                yield Passage(path, page, span)
                count -= 1
            if not count:
                return


def painted_letters(passage: Passage) -> tuple[str, str]:
    """What pdfium paints with its middle inside the marks of the passage, and all that it tells of the page."""
    path, page = passage.path, passage.page
    picture = paint(Wanted(path, page.number, WHOLE, WIDTH_PX, 10 * WIDTH_PX))
    marks = boxes(picture, page, rectangles(page, passage.span))
    inside: list[str] = []
    told: list[str] = []
    with pypdfium2.PdfDocument(path) as document:
        sheet = document[page.number - 1]
        text = sheet.get_textpage()
        x, y = ctypes.c_int(), ctypes.c_int()
        for n in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(n)
            pdfium.FPDF_PageToDevice(
                sheet, 0, 0, picture.width_px, picture.height_px, 0, (left + right) / 2, (bottom + top) / 2, x, y
            )
            if any(x0 <= x.value < x1 and y0 <= y.value < y1 for x0, y0, x1, y1 in marks):
                inside.append(chr(pdfium.FPDFText_GetUnicode(text, n)))
            told.append(chr(pdfium.FPDFText_GetUnicode(text, n)))
    return "".join(inside), "".join(told)


def compared(passage: Passage) -> tuple[int, int, int]:
    """How many letters the passage has, how many of them are marked, and how many marked letters are not its own."""
    quoted, whole = letters(passage.span.of(passage.page.text)), letters(passage.page.text)
    inside, told = painted_letters(passage)
    if (whole & letters(told)).total() >= _THE_SAME * whole.total():
        marked = letters(inside)
        return quoted.total(), (quoted & marked).total(), (marked - quoted).total()
    printed = sum(not c.isspace() for c in passage.span.of(passage.page.text))
    blank = Counter(told).most_common(1)[0][0]  # whatever it is told as
    painted = sum(c not in (blank, "\r", "\n") for c in inside)
    return printed, min(printed, painted), max(0, painted - printed)


@pytest.mark.skipif(not (MATERIAL / "papers").is_dir(), reason="no real papers beside this checkout")
def test_marks_cover_the_words_of_fifty_passages() -> None:
    missed, foreign, looked_at = [], [], 0
    for passage in drawn(PASSAGES):
        looked_at += 1
        quoted, covered, others = compared(passage)
        if covered < COVERED * quoted:
            missed.append(f"{covered}/{quoted} {passage.told}")
        if others > FOREIGN * quoted:
            foreign.append(f"+{others}/{quoted} {passage.told}")
    print(
        f"{looked_at} passages: {looked_at - len(missed)} covered, {len(foreign)} with letters of others in their marks"
    )
    assert looked_at == PASSAGES
    assert not missed, "\n".join(missed)
    assert not foreign, "\n".join(foreign)
