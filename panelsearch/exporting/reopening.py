"""What does a PDF say, opened again? Its pages read afresh, by the same extraction that made the library."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from panelsearch.errors import UnreadableDocumentError
from panelsearch.exporting.records import COLUMNS, CONTEXT, Value, record_of
from panelsearch.exporting.register_columns import ACTION, DECISION, LISTED, LISTS, of_action, of_decision
from panelsearch.exporting.surroundings import BESIDE, sentences_around, words_around
from panelsearch.model.meetings import Reading
from panelsearch.model.pages import Page, PageProblem, TextSource
from panelsearch.model.sources import ItemRef, Source
from panelsearch.model.spans import PageSpan
from panelsearch.ocr.base import RecognitionError
from panelsearch.ocr.page_recognition import RecognisedAgain
from panelsearch.storage.content_hash import held

if TYPE_CHECKING:
    from panelsearch.model.documents import Extracted

_TAIL = 2048
_WORD = re.compile(r"\S+")
FACTS = (*COLUMNS, "titled", "locator", "place", "meeting_day")
"""What of a row a PDF tells, beside what a register says of it and what stands around it."""


class Reopened:
    """A PDF read afresh; UnreadableDocumentError, OSError or MemoryError where it cannot be.

    `everywhere`: all of its pages were recognised. `name` is the document's in the library.
    """

    def __init__(
        self, path: Path, name: str, directory: Path, passwords: Sequence[str] = (), *, everywhere: bool = False
    ) -> None:
        from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor

        self._path, self._name, self._passwords, self._everywhere = path, name, passwords, everywhere
        self._words = RecognisedAgain(path, directory, passwords)
        with held(path) as file:  # of bytes that are held no more can be asked than there are, whatever a PDF says
            self._extracted: Extracted = PdfminerExtractor(passwords=passwords).extract(path, content=file.content)
        self._printed = {page.number: page for page in self._extracted.pages}

    @property
    def numbers(self) -> Sequence[int]:
        """The pages that there are, from 1."""
        return tuple(self._printed)

    def text(self, number: int) -> str:
        """What is printed on a page; "" where there is no such page."""
        page = self._printed.get(number)
        return page.text if page else ""

    def may_be_recognised(self, number: int) -> bool:
        """Whether a page's words may come from a picture: its own, or those of others, where heads run along all."""
        return self._everywhere or any(page.source is TextSource.NONE for page in self._printed.values())

    def is_picture(self, number: int) -> bool:
        """Whether a page says nothing but by its picture."""
        page = self._printed.get(number)
        return page is not None and page.source is TextSource.NONE and page.problem is not PageProblem.BLANK

    def recognised_text(self, number: int) -> str:
        """What an OCR engine reads on a page; "" where it says nothing."""
        page = self._recognised.get(number)
        return page.text if page else ""

    def why_not(self, number: int) -> str:
        """Why a page that is a picture could not be recognised; "" where it was."""
        try:
            page = self._recognised[number]
        except RecognitionError as error:
            return str(error)
        if page.source is TextSource.NONE and page.problem is not PageProblem.BLANK:
            return self._words.why_not(number) or "the page has no text that can be read"
        return ""

    @cached_property
    def has_pictures(self) -> bool:
        """Whether words may be wanting that were recognised when the library was made."""
        return self._everywhere or any(map(self.is_picture, self._printed))

    def facts(self, at: PageSpan, document: str) -> Iterator[Mapping[str, Value]]:
        """What an export would say of a place today, by column, under the name `document`.

        Several where it may be told in several ways: as a passage, as a decision or an action, on a list of people.
        """
        page, reading = self._printed[at.page], self._reading
        part = next((one for one in reading.parts if one.first_page <= at.page <= one.last_page), None)
        inferred = (*reading.inferred, "part") if part and part.inferred else reading.inferred
        decisions = [one for one in reading.decisions if one.at == at]
        actions = [one for one in reading.actions if one.at == at]
        came = (reading.attendance.present, reading.attendance.in_attendance, reading.attendance.apologies)
        lists = [name for name, some in zip(LISTS, came, strict=True) if any(one.at == at for one in some)]
        inside = [one for one in reading.passages if one.at.page == at.page and one.at.span.overlaps(at.span)]
        around = sentences_around(page.text, at.start, at.end)
        beside = words_around(page.text, at.start, at.end)
        fixed: dict[str, Value] = dict.fromkeys((*DECISION, *ACTION, LISTED), "")
        fixed |= zip((*CONTEXT, *BESIDE), (*around, *beside), strict=True)
        registers: list[Mapping[str, Value]] = [
            *map(of_decision, decisions), *map(of_action, actions), *({LISTED: name} for name in lists), {}
        ]  # fmt: skip
        items = [*(one.item for one in inside), *(one.item for one in decisions), *(one.item for one in actions)]
        for number in dict.fromkeys([*items, None]):
            item = reading.items[number] if number is not None else None
            source = Source(
                document, reading.title, reading.kind, reading.body, reading.meeting_date, at.page, page.label,
                ItemRef(item.number, item.heading) if item else None, page.source, reading.draft, part, inferred,
                page.confidence, page.markings,
            )  # fmt: skip
            for place in (at, *(one.at for one in inside)):  # a match is cited as its passage is
                record = record_of(source, place, "")
                for more in registers:
                    yield {**fixed, **structs.replace(record, more=more).told(FACTS), **more}

    def listed(self, at: PageSpan) -> Iterator[Mapping[str, Value]]:
        """Who is on a list of people at a place, as the list has it."""
        came = self._reading.attendance
        for one in (*came.present, *came.in_attendance, *came.apologies):
            if one.at == at:
                yield {"person": one.name, "role": one.role}

    @cached_property
    def _reading(self) -> Reading:
        from panelsearch.ingestion.worker import as_printed
        from panelsearch.structure.parser import read

        return read(as_printed(self._extracted))

    @cached_property
    def _recognised(self) -> dict[int, Page]:
        """The pages with what an OCR engine reads in their pictures: slow, so only for what is not printed as text."""
        from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor

        extractor = PdfminerExtractor(self._words.page, everywhere=self._everywhere, passwords=self._passwords)
        return {page.number: page for page in extractor.extract(self._path).pages}


def damage(path: Path) -> str:
    """What is wrong with a file as a PDF, as far as its ends show; "" where nothing is."""
    try:
        with path.open("rb") as file:
            head = file.read(1024)
            file.seek(max(0, path.stat().st_size - _TAIL))
            tail = file.read()
    except OSError as error:
        return f"the PDF cannot be opened: {error.strerror or error}"
    if not head:
        return "the PDF is damaged: it is empty"
    if b"%PDF-" not in head:
        return "the PDF is damaged: it does not begin as a PDF"
    return "" if b"%%EOF" in tail or b"startxref" in tail else "the PDF is damaged: its end is missing"


def reopened(path: Path, name: str, directory: Path, passwords: Sequence[str], *, everywhere: bool) -> Reopened | str:
    """The PDF, read afresh; or why not."""
    try:
        return Reopened(path, name, directory, passwords, everywhere=everywhere)
    except UnreadableDocumentError as error:
        return error.message
    except OSError as error:
        return f"{path.name} cannot be opened: {error.strerror or error}"
    except MemoryError:
        return f"{path.name} needs more memory than there is"


def places_of(paper: Reopened, page: int, words: str) -> Iterator[PageSpan]:
    """Each place of a page where the words stand; where none does, those where they stand with other white space."""
    text = paper.text(page)
    found = [PageSpan(page, start, end) for start, end in _each(words, text)]
    if not found and len(sought := _on_one_line(words)) <= len(text):
        there = [at for word in _WORD.finditer(text) for at in range(word.start(), word.end() + 1)]
        found = [
            PageSpan(page, there[start], there[end - 1] + 1) for start, end in _each(sought, " ".join(text.split()))
        ]
    yield from found


def _each(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Where words stand in a text, one behind the other. A pattern of a page's length would take seconds to make."""
    at = text.find(words) if words else -1
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + len(words))


@lru_cache(1)
def _on_one_line(words: str) -> str:
    """The words with one blank between them; those of a row are sought on page after page."""
    return " ".join(words.split())
