"""How do passages leave the library? Eleven formats, each with document, page and the very words; and their check.

`export` writes, `verify` opens the PDFs themselves again and looks every quotation up on its page.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from panelsearch.documents import Page
from panelsearch.errors import UnreadableDocumentError, UsageError
from panelsearch.exporting import prose, references, tables
from panelsearch.exporting.qdpx import write_qdpx
from panelsearch.exporting.records import ExportRecord
from panelsearch.results import Hit


class Papers(Protocol):
    """The library as exporting sees it."""

    def page(self, document: str, number: int) -> Page:
        """One page, counted from 1."""
        ...

    def pdf_path(self, document: str) -> Path | None:
        """Where the PDF lies."""
        ...


_Writer = Callable[[Sequence[ExportRecord], Path, str, Papers], None]

_WRITERS: Mapping[str, _Writer] = {
    "csv": lambda records, path, heading, papers: tables.write_csv(records, path),
    "tsv": lambda records, path, heading, papers: tables.write_tsv(records, path),
    "xlsx": lambda records, path, heading, papers: tables.write_xlsx(records, path),
    "jsonl": lambda records, path, heading, papers: tables.write_jsonl(records, path),
    "md": lambda records, path, heading, papers: prose.write_markdown(records, path, heading),
    "html": lambda records, path, heading, papers: prose.write_html(records, path, heading),
    "docx": lambda records, path, heading, papers: prose.write_docx(records, path, heading),
    "ris": lambda records, path, heading, papers: references.write_ris(records, path),
    "bibtex": lambda records, path, heading, papers: references.write_bibtex(records, path),
    "csl-json": lambda records, path, heading, papers: references.write_csl_json(records, path),
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
    """What became of an export's quotations."""

    file: str
    checked: int
    failures: tuple[Missing, ...]

    @property
    def confirmed(self) -> int:
        """How many stand on their page."""
        return self.checked - len(self.failures)

    @property
    def all_there(self) -> bool:
        """Whether there was something to confirm, and all of it stands."""
        return self.checked > 0 and not self.failures


def verify(path: Path, library: Papers) -> Verification:
    """Open the PDFs again, without the index, and look up each quotation of an export on the page it cites."""
    quotations = tables.read_quotations(path)
    texts: dict[str, dict[int, str] | str] = {}
    failures = []
    for quotation in quotations:
        if quotation.document not in texts:
            texts[quotation.document] = _pages_of(quotation.document, library)
        pages = texts[quotation.document]
        reason = (
            pages
            if isinstance(pages, str)
            else "there is no such page"
            if quotation.page not in pages
            else "the words are not on that page"
            if not quotation.quote.strip() or quotation.quote not in pages[quotation.page]
            else ""
        )
        if reason:
            failures.append(Missing(quotation.document, quotation.page, quotation.quote, reason))
    return Verification(str(path), len(quotations), tuple(failures))


def _pages_of(document: str, library: Papers) -> dict[int, str] | str:
    """The PDF's pages, read afresh; or why not."""
    from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor

    path = library.pdf_path(document)
    if path is None:
        return "the PDF is no longer there"
    try:
        return {page.number: page.text for page in PdfminerExtractor().extract(path).pages}
    except UnreadableDocumentError as error:
        return error.message
