"""What do the papers say? The one thing both front ends hold: a snapshot of the library, and who answers what."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from panelsearch.services.open_requests import OpenRequests

if TYPE_CHECKING:
    from panelsearch.ocr.engine_selection import OcrMode
    from panelsearch.services.answer_service import SnapshotEvidence
    from panelsearch.services.parts import Parts
    from panelsearch.storage.library_files import LibraryFiles, OwnFile
    from panelsearch.storage.place import Place


class Library:
    """A snapshot of the library. Each attribute that is called asks the service it is named of, from any thread.

    `composition.open_library` makes one.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts, self._snapshot = parts, parts.snapshot
        self._requests = OpenRequests()
        counted = self._requests.counted_when_made

        self.search = counted(lambda: parts.search.search)
        self.facets = counted(lambda: parts.search.facets)
        self.by_month = counted(lambda: parts.search.by_month)
        self.highlights = counted(lambda: parts.search.highlights)
        self.twins = counted(lambda: parts.search.twins)
        self.unknown = counted(lambda: parts.search.unknown)

        self.show = counted(lambda: parts.documents.show)
        self.page = counted(lambda: parts.documents.page)
        self.page_text = counted(lambda: parts.documents.page_text)
        self.source = counted(lambda: parts.documents.source)
        self.sources = counted(lambda: parts.documents.sources)
        self.references = counted(lambda: parts.documents.references)
        self.rectangles = counted(lambda: parts.documents.rectangles)
        self.labels = counted(lambda: parts.documents.labels)
        self.outline = counted(lambda: parts.documents.outline)
        self.page_count = counted(lambda: parts.documents.page_count)
        self.pdf_path = counted(lambda: parts.documents.pdf_path)
        self.needs_password = counted(lambda: parts.documents.needs_password)
        self.recognised_throughout = counted(lambda: parts.documents.recognised_throughout)

        self.every_match = counted(lambda: parts.passages.every_match)
        self.by_place = counted(lambda: parts.passages.by_place)
        self.passages_of = counted(lambda: parts.passages.passages_of)
        self.papers_called = counted(lambda: parts.passages.papers_called)
        self.is_paper = counted(lambda: parts.passages.is_paper)
        self.mentions_on = counted(lambda: parts.passages.mentions_on)
        self.papers = counted(lambda: parts.passages.papers)
        self._fingerprint = counted(lambda: lambda: parts.passages.fingerprint)

        self.decisions = counted(lambda: parts.registers.decisions)
        self.actions = counted(lambda: parts.registers.actions)
        self.later = counted(lambda: parts.registers.later)
        self.attendance = counted(lambda: parts.registers.attendance)
        self.count_decisions = counted(lambda: parts.registers.count_decisions)
        self.count_actions = counted(lambda: parts.registers.count_actions)
        self.decisions_by_year = counted(lambda: parts.registers.decisions_by_year)
        self.actions_by_year = counted(lambda: parts.registers.actions_by_year)
        self.count_attendance = counted(lambda: parts.registers.count_attendance)
        self.gaps = counted(lambda: parts.registers.gaps)

        self.timeline = counted(lambda: parts.timelines.timeline)

        self.entities = counted(lambda: parts.entities.entities)
        self.values = counted(lambda: parts.entities.values)
        self.values_by_year = counted(lambda: parts.entities.values_by_year)
        self.people = counted(lambda: parts.entities.people)
        self.value_notes = counted(lambda: parts.entities.value_notes)

        self.ask = counted(lambda: parts.answers.ask)
        self._evidence = counted(lambda: lambda: parts.answers.evidence)

        self.status = counted(lambda: parts.status.status)
        self.count_papers = counted(lambda: parts.status.count_papers)
        self.list_papers = counted(lambda: parts.status.papers)
        self.overview = counted(lambda: parts.overviews.overview)

        self._count_documents = counted(lambda: lambda: parts.snapshot.document_count)

    @classmethod
    def open(cls, place: Place | Path) -> Library:
        """The library as it is now. LibraryMissingError, LibraryOutdatedError or LibraryDamagedError."""
        from panelsearch.services.composition import open_library

        return open_library(place)

    @property
    def is_empty(self) -> bool:
        """Whether no document could be read into it."""
        return not self.document_count

    @property
    def document_count(self) -> int:
        """How many documents could be read into it."""
        return self._count_documents()

    @property
    def evidence(self) -> SnapshotEvidence:
        """What an answerer looks at, as long as the library is open."""
        return self._evidence()

    @property
    def fingerprint(self) -> str:
        """What tells the library from one of other papers, or read in another way."""
        return self._fingerprint()

    @property
    def generation(self) -> int:
        """The number of this state of the library."""
        return self._snapshot.number

    def is_newest(self) -> bool:
        """Whether no later run has published another state; taken to be so where that cannot be told."""
        return self._snapshot.is_newest()

    @property
    def built(self) -> datetime:
        """When this state of the library was made."""
        return self._snapshot.built

    @property
    def ocr_mode(self) -> OcrMode:
        """Whether pages without usable text were to be recognised when this state of the library was made."""
        from panelsearch.ocr.engine_selection import mode_of

        return mode_of(self._snapshot.generation.pipeline_fingerprint)

    @property
    def people_file(self) -> OwnFile:
        """Where the user says who is who; the file need not be there."""
        return self._parts.entities.people_file

    @property
    def place(self) -> Place:
        """Where the library is."""
        return self._snapshot.place

    @property
    def files(self) -> LibraryFiles:
        """What its users wrote."""
        return self._snapshot.store.files

    def close(self) -> None:
        """Release every file, when the requests under way have been answered."""
        self._requests.end()
        self._snapshot.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
