"""The extractor's plain twin: pdfminer's own interpreter, lines from top to bottom, nothing kept out.

What the extractor in use is held against: it must find the same words on the same pages.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from panelsearch.extraction.layout.lines import printed_rows
from panelsearch.extraction.pdf.document import open_document
from panelsearch.extraction.pdf.stock_interpreter import StockReader
from panelsearch.extraction.pdf.text_runs import RawPage
from panelsearch.model.documents import Extracted
from panelsearch.model.pages import Line, Page, PageProblem, TextSource, WordBox
from panelsearch.model.pages import Rect as Rectangle
from panelsearch.model.spans import Span


class PlainExtractor:
    """Satisfies the seam in the simplest way."""

    fingerprint = "plain 1"

    def extract(
        self, path: Path, on_page: Callable[[int, int], None] | None = None, content: BinaryIO | None = None
    ) -> Extracted:
        """See `Extractor.extract`."""
        pages = []
        with open_document(path, content=content) as document:
            for raw in document.pages(StockReader().read):
                pages.append(_page(raw))
                if on_page is not None:
                    on_page(len(pages), document.page_count)
            return Extracted(tuple(pages), document.facts)


def _page(raw: RawPage) -> Page:
    text = ""
    lines, boxes = [], []
    for row in printed_rows(raw):
        start = len(text)
        for run in (run for cell in row.cells for run in cell.runs):
            at = len(text)
            text += run.text + " "
            boxes.append(WordBox(Span(at, len(text) - 1), Rectangle(run.x0, run.y0, run.x1, run.y1)))
        text = text[:-1] + "\n"
        lines.append(Line(Span(start, len(text) - 1), row.rect, row.size, row.bold))
    problem = PageProblem.FAILED if raw.failed else None if text else PageProblem.BLANK
    source = TextSource.TEXT_LAYER if text else TextSource.NONE
    return Page(raw.index + 1, text, None, raw.width_pt, raw.height_pt, source, problem, tuple(lines), tuple(boxes))
