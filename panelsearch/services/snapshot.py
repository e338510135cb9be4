"""Which state of the library is asked? One generation of the store with its members and its index, never changing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import islice

from panelsearch.errors import DocumentNotFoundError, LibraryDamagedError, LibraryError, LibraryMovedOnError
from panelsearch.indexing.base import IndexReader
from panelsearch.registers.library_indexes import PASSAGES
from panelsearch.storage import registry
from panelsearch.storage.base import StoreSnapshot
from panelsearch.storage.place import Place
from panelsearch.storage.records import Generation, Member, StoredDocument
from panelsearch.storage.tables.catalogue_queries import CatalogueQueries

_NAMES_OFFERED = 3
_KEPT = 4_096
"""How many documents' front sheets are kept at hand."""


class Snapshot:
    """One generation of a library: what its services share. Safe to use from several threads.

    `open_index` opens the index of the passages or that of a register, when a request first needs it: many do not.
    """

    def __init__(
        self, place: Place, store: StoreSnapshot, generation: Generation, open_index: Callable[[str], IndexReader]
    ) -> None:
        self.place = place
        self.store = store
        self.generation = generation
        self.catalogue = CatalogueQueries(store.tables, generation.number)
        self._open_index = open_index
        self._member = lru_cache(_KEPT)(self._looked_up)
        self._opening = threading.Lock()
        self._indexes: dict[str, IndexReader] = {}

    @property
    def number(self) -> int:
        """The number of the generation."""
        return self.generation.number

    @property
    def built(self) -> datetime:
        """When this state of the library was made; papers of later states are said to have come in later."""
        return datetime.fromisoformat(self.generation.built)

    @property
    def is_empty(self) -> bool:
        """Whether no document could be read into it."""
        return not self.document_count

    @cached_property
    def document_count(self) -> int:
        """How many documents there are."""
        return self.catalogue.count()

    @cached_property
    def passage_count(self) -> int:
        """How many passages there are."""
        return self.catalogue.totals().passages

    @cached_property
    def documents(self) -> dict[int, StoredDocument]:
        """The documents' front sheets, by id: all of them, so that only who needs all asks for it."""
        return self.store.queries.documents(self.number)

    @cached_property
    def arrived(self) -> dict[int, datetime]:
        """When each document came in, under whichever name first."""
        known = self.store.arrivals.known()
        members = self.store.generations.members(self.number)
        return {m.document_id: known.get(m.sha256, self.built) for m in members if m.document_id is not None}

    def find(self, document: str) -> Member | None:
        """A file by its name in the library; None where there is none."""
        return self.store.generations.member(self.number, document)

    def member(self, document: str) -> tuple[int, StoredDocument]:
        """A document by one of its names: its id and front sheet. DocumentNotFoundError."""
        return self._member(document)

    def _looked_up(self, document: str) -> tuple[int, StoredDocument]:
        member = self.find(document)
        if member is None:
            names = (one.name for one in self.store.generations.members(self.number))
            near = list(islice((name for name in names if document.lower() in name.lower()), _NAMES_OFFERED))
            raise DocumentNotFoundError(
                f"There is no document {document} in the library.",
                "Did you mean " + " or ".join(near) + "?" if near else "See panelsearch status for what is indexed.",
            )
        if member.document_id is None:
            raise DocumentNotFoundError(f"{document} could not be read: {member.reason}.", "See panelsearch status.")
        return member.document_id, self.store.documents.document(member.document_id)

    def index(self, of: str = PASSAGES) -> IndexReader:
        """The index of the passages, or of a register; opened now if it was not.

        LibraryOutdatedError, LibraryMovedOnError where later runs swept it, LibraryDamagedError where it is there and
        cannot be read.
        """
        with self._opening:  # two threads that both come first must not open it twice
            if of not in self._indexes:
                self._indexes[of] = self._opened(of)
            return self._indexes[of]

    def _opened(self, of: str) -> IndexReader:
        try:
            return self._open_index(of)
        except LibraryDamagedError as error:
            if self.is_newest():
                raise
            raise LibraryMovedOnError(
                f"The library in {self.place} was brought up to date since it was opened.", "Ask once more."
            ) from error

    def is_newest(self) -> bool:
        """Whether no later run has published another state; taken to be so where that cannot be told."""
        try:
            newest = registry.newest(self.place.store)
        except LibraryError:
            return True
        return newest is None or newest == self.generation

    def close(self) -> None:
        """Release every file."""
        with self._opening:
            for index in self._indexes.values():
                index.close()
            self._indexes.clear()
            self.store.close()
