"""What does a page's content stream say, read each of the two ways? For tests and benches that compare them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from panelsearch.extraction.pdf.document import open_document
from panelsearch.extraction.pdf.page_interpreter import LeanReader
from panelsearch.extraction.pdf.stock_interpreter import StockReader
from panelsearch.extraction.pdf.text_runs import RawPage


def raw_pages(path: Path, password: str = "") -> Iterator[RawPage]:
    """Every page of the PDF at `path` as extraction reads it, in order. Raises what `open_document` raises."""
    with open_document(path, [password] if password else []) as document:
        yield from document.pages(LeanReader().read)


def stock_pages(path: Path, password: str = "") -> Iterator[RawPage]:
    """The same by pdfminer's own interpreter."""
    with open_document(path, [password] if password else []) as document:
        yield from document.pages(StockReader().read)
