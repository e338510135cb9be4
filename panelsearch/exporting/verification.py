"""Does every quotation of an export stand on the page it cites? The PDFs themselves are opened again, not the index."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from panelsearch.errors import UnreadableDocumentError, UsageError
from panelsearch.exporting.base import Quotation
from panelsearch.exporting.formats import readable_format
from panelsearch.model.pages import Page, PageProblem, TextSource
from panelsearch.ocr.base import RecognitionError
from panelsearch.ocr.page_recognition import RecognisedAgain


class Papers(Protocol):
    """The library as verifying sees it."""

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
    held = readable_format(path).held
    papers: dict[str, _Reopened | str] = {}
    failures = []
    checked = recognised = 0
    for quotation in read_quotations(path):
        checked += 1
        if quotation.document not in papers:
            papers[quotation.document] = _reopened(quotation.document, library, passwords, held)
        paper = papers[quotation.document]
        reason = paper if isinstance(paper, str) else paper.why_not(quotation)
        if reason:
            failures.append(Missing(quotation.document, quotation.page, quotation.quote, reason))
        elif isinstance(paper, _Reopened) and not paper.stands_in_text(quotation):
            recognised += 1
    return Verification(str(path), checked, tuple(failures), recognised)


def read_quotations(path: Path) -> Iterator[Quotation]:
    """The quotations of a file that we exported. UsageError where it is not one."""
    read = readable_format(path).read
    assert read is not None
    try:
        yield from read(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be opened: {error.strerror or error}.") from error
    except (KeyError, ValueError, TypeError) as error:
        raise UsageError(
            f"{path} is not an export of panelsearch: {error}.", "It needs the columns document, page and quote."
        ) from error


class _Reopened:
    """A PDF read afresh, by the same way through extraction that made the library.

    `held` puts a page's text as the export's format can hold it.
    """

    def __init__(
        self, path: Path, directory: Path, passwords: Sequence[str], held: Callable[[str], str], *, everywhere: bool
    ) -> None:
        from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor

        self._path, self._passwords, self._everywhere = path, passwords, everywhere
        self._held = held
        self._words = RecognisedAgain(path, directory, passwords)
        pages = PdfminerExtractor(passwords=passwords).extract(path).pages
        self._printed = {page.number: page for page in pages}

    @cached_property
    def _recognised(self) -> dict[int, Page]:
        """The pages with what an OCR engine reads in their pictures: slow, so only for what is not printed as text."""
        from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor

        extractor = PdfminerExtractor(self._words.page, everywhere=self._everywhere, passwords=self._passwords)
        return {page.number: page for page in extractor.extract(self._path).pages}

    def stands_in_text(self, quotation: Quotation) -> bool:
        """Whether the page's own text holds the quotation."""
        page = self._printed.get(quotation.page)
        return page is not None and self._stands(quotation, page)

    def why_not(self, quotation: Quotation) -> str:
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
        return "" if self._stands(quotation, page) else "the words are not on that page"

    def _stands(self, quotation: Quotation, page: Page) -> bool:
        return bool(quotation.quote.strip()) and quotation.quote in self._held(page.text)


def _reopened(document: str, library: Papers, passwords: Sequence[str], held: Callable[[str], str]) -> _Reopened | str:
    """The PDF, read afresh; or why not."""
    path = library.pdf_path(document)
    if path is None:
        return "the PDF is no longer there"
    try:
        everywhere = library.recognised_throughout(document)
        return _Reopened(path, library.directory, passwords, held, everywhere=everywhere)
    except UnreadableDocumentError as error:
        return error.message
