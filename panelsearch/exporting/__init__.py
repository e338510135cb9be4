"""How do passages leave the library? Eleven formats, each with document, page and the very words; and their check.

`export` writes, `verify` opens the PDFs themselves again and looks every quotation up on its page.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from panelsearch.errors import UnreadableDocumentError, UsageError
from panelsearch.exporting import bibliographic, narrative, tabular
from panelsearch.exporting.qdpx import write_qdpx
from panelsearch.exporting.records import ExportRecord
from panelsearch.model.pages import Page, PageProblem, TextSource
from panelsearch.model.search_results import Hit
from panelsearch.ocr.base import RecognitionError
from panelsearch.ocr.page_recognition import RecognisedAgain


class Papers(Protocol):
    """The library as exporting sees it."""

    def page(self, document: str, number: int) -> Page:
        """One page, counted from 1."""
        ...

    def pdf_path(self, document: str) -> Path | None:
        """Where the PDF lies."""
        ...

    def recognised_throughout(self, document: str) -> bool:
        """Whether all of its pages were recognised, those with a text layer too."""
        ...

    @property
    def directory(self) -> Path:
        """Where the index lies, and with it what was recognised before."""
        ...


_Writer = Callable[[Sequence[ExportRecord], Path, str, Papers], None]

_WRITERS: Mapping[str, _Writer] = {
    "csv": lambda records, path, heading, papers: tabular.write_csv(records, path),
    "tsv": lambda records, path, heading, papers: tabular.write_tsv(records, path),
    "xlsx": lambda records, path, heading, papers: tabular.write_xlsx(records, path),
    "jsonl": lambda records, path, heading, papers: tabular.write_jsonl(records, path),
    "md": lambda records, path, heading, papers: narrative.write_markdown(records, path, heading),
    "html": lambda records, path, heading, papers: narrative.write_html(records, path, heading),
    "docx": lambda records, path, heading, papers: narrative.write_docx(records, path, heading),
    "ris": lambda records, path, heading, papers: bibliographic.write_ris(records, path),
    "bibtex": lambda records, path, heading, papers: bibliographic.write_bibtex(records, path),
    "csl-json": lambda records, path, heading, papers: bibliographic.write_csl_json(records, path),
    "qdpx": lambda records, path, heading, papers: write_qdpx(
        records, path, heading, lambda document, number: papers.page(document, number).text
    ),
}
FORMATS = tuple(_WRITERS)
_BY_ENDING = {"bib": "bibtex", "htm": "html", "markdown": "md"}


def export(hits: Sequence[Hit], path: Path, form: str | None, *, query: str, library: Papers) -> int:
    """Write the hits and give their number; the format is taken from the file's ending where `form` is None.

    Every quotation is looked up on its page first. The file appears whole or not at all. UsageError.
    """
    ending = path.suffix.lower().lstrip(".")
    form = form or _BY_ENDING.get(ending, ending)
    if form not in _WRITERS:
        raise UsageError(f"No export format is named by {path.name}.", "Give --format: " + ", ".join(FORMATS))
    records = [ExportRecord.of(hit) for hit in hits]
    for record in records:
        if library.page(record.document, record.page).text[record.start : record.end] != record.quote:
            raise UsageError(
                f"A passage does not stand on page {record.page} of {record.document}; nothing was written.",
                "Rebuild the index: panelsearch index",
            )
    unfinished = path.with_name(f".{path.name}.part")
    try:
        _WRITERS[form](records, unfinished, f"Passages found for: {query}", library)
        os.replace(unfinished, path)  # noqa: PTH105 - the same call under its clearer name
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise UsageError(f"{path} cannot be written: {error.strerror or error}.", "Choose another file.") from error
    return len(records)


@dataclass(frozen=True, slots=True)
class Missing:
    """A quotation that could not be confirmed, and why."""

    document: str
    page: int
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of an export's quotations. `recognised` of those confirmed stand on pages read by OCR."""

    file: str
    checked: int
    failures: tuple[Missing, ...]
    recognised: int = 0

    @property
    def confirmed(self) -> int:
        """How many stand on their page."""
        return self.checked - len(self.failures)

    @property
    def all_there(self) -> bool:
        """Whether there was something to confirm, and all of it stands."""
        return self.checked > 0 and not self.failures


def verify(path: Path, library: Papers, passwords: Sequence[str] = ()) -> Verification:
    """Open the PDFs again, without the index, and look up each quotation of an export on the page it cites.

    A scanned page's words are those that the OCR engine finds in its picture now, or found in the very same picture.
    """
    quotations = tabular.read_quotations(path)
    papers: dict[str, _Reopened | str] = {}
    failures = []
    recognised = 0
    for quotation in quotations:
        if quotation.document not in papers:
            papers[quotation.document] = _reopened(quotation.document, library, passwords)
        paper = papers[quotation.document]
        reason = paper if isinstance(paper, str) else paper.why_not(quotation)
        if reason:
            failures.append(Missing(quotation.document, quotation.page, quotation.quote, reason))
        elif isinstance(paper, _Reopened) and not paper.stands_in_text(quotation):
            recognised += 1
    return Verification(str(path), len(quotations), tuple(failures), recognised)


class _Reopened:
    """A PDF read afresh, by the same way through extraction that made the library."""

    def __init__(self, path: Path, directory: Path, passwords: Sequence[str], *, everywhere: bool) -> None:
        from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor

        self._path, self._passwords, self._everywhere = path, passwords, everywhere
        self._words = RecognisedAgain(path, directory, passwords)
        pages = PdfminerExtractor(passwords=passwords).extract(path).pages
        self._printed = {page.number: page for page in pages}

    @cached_property
    def _recognised(self) -> dict[int, Page]:
        """The pages with what an OCR engine reads in their pictures: slow, so only for what is not printed as text."""
        from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor

        extractor = PdfminerExtractor(self._words.page, everywhere=self._everywhere, passwords=self._passwords)
        return {page.number: page for page in extractor.extract(self._path).pages}

    def stands_in_text(self, quotation: tabular.Quotation) -> bool:
        """Whether the page's own text holds the quotation."""
        page = self._printed.get(quotation.page)
        return page is not None and bool(quotation.quote.strip()) and quotation.quote in page.text

    def why_not(self, quotation: tabular.Quotation) -> str:
        """Why the quotation is not confirmed; "" where it stands on its page, as text or in its picture."""
        if quotation.page not in self._printed:
            return "there is no such page"
        if self.stands_in_text(quotation):
            return ""
        try:
            page = self._recognised[quotation.page]
        except RecognitionError as error:
            return str(error)
        if page.source is TextSource.NONE and page.problem is not PageProblem.BLANK:
            return self._words.why_not(page.number) or "the page has no text that can be read"
        if not quotation.quote.strip() or quotation.quote not in page.text:
            return "the words are not on that page"
        return ""


def _reopened(document: str, library: Papers, passwords: Sequence[str]) -> _Reopened | str:
    """The PDF, read afresh; or why not."""
    path = library.pdf_path(document)
    if path is None:
        return "the PDF is no longer there"
    try:
        return _Reopened(path, library.directory, passwords, everywhere=library.recognised_throughout(document))
    except UnreadableDocumentError as error:
        return error.message
