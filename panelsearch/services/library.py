"""What do the papers say? The one thing both front ends hold: a snapshot of the library, and who answers what."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from types import TracebackType

from panelsearch.services.answer_service import AnswerService, SnapshotEvidence
from panelsearch.services.document_service import DocumentService
from panelsearch.services.entity_service import EntityService
from panelsearch.services.open_requests import OpenRequests
from panelsearch.services.passage_service import PassageService
from panelsearch.services.register_service import RegisterService
from panelsearch.services.search_service import SearchService
from panelsearch.services.snapshot import Snapshot
from panelsearch.services.status_service import StatusService
from panelsearch.services.timeline_service import TimelineService


class Library:
    """A snapshot of the library. Each attribute that is called asks the service it is named of, from any thread.

    `composition.open_library` makes one.
    """

    def __init__(
        self, snapshot: Snapshot, search: SearchService, documents: DocumentService, registers: RegisterService,
        timelines: TimelineService, entities: EntityService, answers: AnswerService, status: StatusService,
        passages: PassageService,
    ) -> None:  # fmt: skip
        self._snapshot = snapshot
        self._requests = OpenRequests()
        counted = self._requests.counted

        self.search, self.facets = counted(search.search), counted(search.facets)
        self.highlights, self.twins = search.highlights, counted(search.twins)

        self.show, self.page = counted(documents.show), counted(documents.page)
        self.page_text = counted(documents.page_text)
        self.source, self.sources = counted(documents.source), counted(documents.sources)
        self.references, self.rectangles = counted(documents.references), counted(documents.rectangles)
        self.page_count, self.pdf_path = counted(documents.page_count), counted(documents.pdf_path)
        self.needs_password = counted(documents.needs_password)
        self.recognised_throughout = counted(documents.recognised_throughout)

        self.every_match, self.by_place = counted(passages.every_match), counted(passages.by_place)
        self.hits_of, self.digest = counted(passages.hits_of), counted(passages.digest)
        self.is_paper, self.mentions_on = counted(passages.is_paper), counted(passages.mentions_on)
        self.papers = counted(passages.papers)
        self._fingerprint = counted(lambda: passages.fingerprint)

        self.decisions, self.actions = counted(registers.decisions), counted(registers.actions)
        self.attendance, self.timeline = counted(registers.attendance), counted(timelines.timeline)
        self.count_decisions, self.count_actions = counted(registers.count_decisions), counted(registers.count_actions)
        self.count_attendance = counted(registers.count_attendance)
        self.gaps = counted(registers.gaps)

        self.entities, self.values = counted(entities.entities), counted(entities.values)
        self.people, self.value_notes = counted(entities.people), entities.value_notes
        self.people_file = entities.people_file

        self.ask, self._evidence = counted(answers.ask), counted(lambda: answers.evidence)
        self.status = counted(status.status)
        self._count_documents = counted(lambda: snapshot.document_count)

    @classmethod
    def open(cls, index_dir: Path) -> Library:
        """The library as it is now. LibraryMissingError, LibraryOutdatedError or LibraryDamagedError."""
        from panelsearch.services.composition import open_library

        return open_library(index_dir)

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

    @property
    def built(self) -> datetime:
        """When this state of the library was made."""
        return self._snapshot.built

    @property
    def directory(self) -> Path:
        """Where the library lies."""
        return self._snapshot.directory

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
