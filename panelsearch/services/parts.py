"""Which parts is a library made of? The one place that says so; each is loaded and made when it is first asked for.

A command asks one or two of them, and loading the others would cost it more time than its answer does.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from panelsearch.retrieval.hits import Hits
    from panelsearch.retrieval.provenance import Places
    from panelsearch.services.answer_service import AnswerService
    from panelsearch.services.document_service import DocumentService
    from panelsearch.services.entity_service import EntityService
    from panelsearch.services.overview_service import OverviewService
    from panelsearch.services.passage_service import PassageService
    from panelsearch.services.register_service import RegisterService
    from panelsearch.services.row_matching import RowMatching
    from panelsearch.services.search_service import SearchService
    from panelsearch.services.snapshot import Snapshot
    from panelsearch.services.status_service import StatusService
    from panelsearch.services.timeline_service import TimelineService
    from panelsearch.storage.tables.register_queries import RegisterQueries

_Part = TypeVar("_Part")


class _Once(Generic[_Part]):
    """A part that is made by whichever thread asks for it first, and is the same for all."""

    def __init__(self, make: Callable[[Parts], _Part]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, _: type, name: str) -> None:
        self._name = name

    def __get__(self, parts: Parts, _: type | None = None) -> _Part:
        with parts.making:
            if self._name not in parts.__dict__:
                parts.__dict__[self._name] = self._make(parts)
            made: _Part = parts.__dict__[self._name]
            return made


class Parts:
    """The services that answer from a snapshot, each given those it asks itself."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.making = threading.RLock()

    @_Once
    def search(self) -> SearchService:
        """Which passages?"""
        from panelsearch.services.search_service import SearchService

        return SearchService(self.snapshot, self._places, self._hits, lambda tree: self.entities.meant(tree))

    @_Once
    def passages(self) -> PassageService:
        """Passages one by one."""
        from panelsearch.services.passage_service import PassageService

        return PassageService(self.snapshot, self._places, self._hits, self.search)

    @_Once
    def documents(self) -> DocumentService:
        """What does one paper say?"""
        from panelsearch.services.document_service import DocumentService

        return DocumentService(self.snapshot, self._places, self._rows)

    @_Once
    def registers(self) -> RegisterService:
        """What do the meetings say side by side?"""
        from panelsearch.registers.follow_up import FollowUp
        from panelsearch.services.register_service import RegisterService

        snapshot = self.snapshot
        follow_up = FollowUp(snapshot.index, self._places, self._rows, lambda: snapshot.passage_count)
        return RegisterService(snapshot, self._places, self.entities, self._matching, self._rows, follow_up)

    @_Once
    def timelines(self) -> TimelineService:
        """How did a matter go?"""
        from panelsearch.services.timeline_service import TimelineService

        return TimelineService(self.snapshot, self._places, self.entities, self._matching, self._rows)

    @_Once
    def entities(self) -> EntityService:
        """Who, which council, how much, when?"""
        from panelsearch.services.entity_service import EntityService

        return EntityService(self.snapshot)

    @_Once
    def answers(self) -> AnswerService:
        """Which words answer a question?"""
        from panelsearch.services.answer_service import AnswerService, SnapshotEvidence

        return AnswerService(SnapshotEvidence(self.snapshot, self.search, self.documents))

    @_Once
    def status(self) -> StatusService:
        """What is in the library?"""
        from panelsearch.services.status_service import StatusService

        return StatusService(self.snapshot)

    @_Once
    def overviews(self) -> OverviewService:
        """What is in the library, at a glance?"""
        from panelsearch.services.overview_service import OverviewService

        return OverviewService(self.snapshot, self._places)

    @_Once
    def _places(self) -> Places:
        from panelsearch.retrieval.provenance import Places

        return Places(self.snapshot.store, self.snapshot.number)

    @_Once
    def _hits(self) -> Hits:
        from panelsearch.retrieval.hits import Hits

        return Hits(self.snapshot.store, self._places)

    @_Once
    def _rows(self) -> RegisterQueries:
        from panelsearch.storage.tables.register_queries import RegisterQueries

        return RegisterQueries(self.snapshot.store.tables)

    @_Once
    def _matching(self) -> RowMatching:
        from panelsearch.services.row_matching import RowMatching

        return RowMatching(self.snapshot, self.entities, self._rows)
