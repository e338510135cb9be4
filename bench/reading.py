"""How fast are pages read? Ours beside the ways people take words out of a PDF otherwise; and words tagged."""

from __future__ import annotations

import importlib.util
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.figures import NOT_INSTALLED, OURS, Figure

# what has to be importable for each subject
SUBJECTS = {OURS: "pdfminer", "pdfminer default": "pdfminer", "pdfplumber": "pdfplumber", "pypdf": "pypdf"}


def measure(subject: str, papers: Path) -> Iterator[Figure]:
    """Reads every paper below `papers` once."""
    if importlib.util.find_spec(SUBJECTS[subject]) is None:
        yield Figure("extraction", subject, None, "pages/s", NOT_INSTALLED)
        return
    logging.disable(logging.WARNING)
    read = _READERS[subject]()
    held = {path: _page_count(path) for path in sorted(papers.rglob("*.pdf"))}  # before the clock starts
    began = time.perf_counter()
    pages = failed = 0
    for path, count in held.items():
        try:
            read(path)
            pages += count
        except (ArithmeticError, AssertionError, LookupError, OSError, TypeError, ValueError, RuntimeError):
            failed += 1  # what the peers raise on bad files is anything at all
    yield Figure("extraction", subject, pages / (time.perf_counter() - began), "pages/s")
    if failed:
        yield Figure("extraction: files given up", subject, failed, "files")


def _page_count(path: Path) -> int:
    from pdfminer.pdfpage import PDFPage

    try:
        with path.open("rb") as file:
            return sum(1 for _ in PDFPage.get_pages(file))
    except (ArithmeticError, AssertionError, LookupError, OSError, TypeError, ValueError, RuntimeError):
        return 0


def _ours() -> Callable[[Path], object]:
    from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
    from panelsearch.ingestion.worker import spare_the_collector

    spare_the_collector()  # as where papers are read
    extractor = PdfminerExtractor()
    return extractor.extract


def _pdfminer() -> Callable[[Path], object]:
    from pdfminer.high_level import extract_text

    return extract_text


def _pdfplumber() -> Callable[[Path], object]:
    import pdfplumber

    def read(path: Path) -> object:
        with pdfplumber.open(path) as opened:
            return [page.extract_text() for page in opened.pages]

    return read


def _pypdf() -> Callable[[Path], object]:
    import pypdf

    return lambda path: [page.extract_text() for page in pypdf.PdfReader(path).pages]


_READERS = {OURS: _ours, "pdfminer default": _pdfminer, "pdfplumber": _pdfplumber, "pypdf": _pypdf}


def measure_tagging(papers: Sequence[Path]) -> Iterator[Figure]:
    """Words tagged a second by the tagger in use, extraction and reading not counted."""
    from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
    from panelsearch.ner.rule_tagger import RuleTagger
    from panelsearch.structure.parser import read

    extractor = PdfminerExtractor()
    read_papers = [(found.pages, read(found)) for found in map(extractor.extract, papers)]
    words = sum(len(page.text.split()) for pages, _ in read_papers for page in pages)
    tagger = RuleTagger()
    began = time.perf_counter()
    for pages, reading in read_papers:
        tagger.tag(pages, reading)
    yield Figure("tagging", OURS, words / (time.perf_counter() - began), "words/s")
