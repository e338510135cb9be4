"""Which state of the library is asked? One generation of the store with its members and its index, never changing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path

from panelsearch.errors import DocumentNotFoundError
from panelsearch.indexing.base import IndexReader
from panelsearch.storage.acquisitions import Arrivals
from panelsearch.storage.base import StoreSnapshot
from panelsearch.storage.records import Generation, Member, StoredDocument


class Snapshot:
    """One generation of a library: what its services share. Safe to use from several threads.

    `open_index` is called once, when a request first needs the index: many do not.
    """

    def __init__(self, store: StoreSnapshot, generation: Generation, open_index: Callable[[], IndexReader]) -> None:
        self.store = store
        self.generation = generation
        self._open_index = open_index
        self._opening = threading.Lock()
        self._index: IndexReader | None = None

    @property
    def number(self) -> int:
        """The number of the generation."""
        return self.generation.number

    @property
    def built(self) -> datetime:
        """When this state of the library was made; papers of later states are said to have come in later."""
        return datetime.fromisoformat(self.generation.built)

    @property
    def directory(self) -> Path:
        """Where the library lies."""
        return self.store.directory

    @property
    def is_empty(self) -> bool:
        """Whether no document could be read into it."""
        return not self.documents

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """Every file, by name."""
        return self.store.generations.members(self.number)

    @cached_property
    def documents(self) -> dict[int, StoredDocument]:
        """The documents' front sheets, by id."""
        return self.store.queries.documents(self.number)

    @cached_property
    def names(self) -> dict[int, list[str]]:
        """Every name of a document, by its id: the same bytes may lie in two places."""
        names: dict[int, list[str]] = {}
        for member in self.members:
            if member.document_id is not None:
                names.setdefault(member.document_id, []).append(member.name)
        return names

    @cached_property
    def by_name(self) -> dict[str, Member]:
        """The files by their names."""
        return {member.name: member for member in self.members}

    @cached_property
    def passage_count(self) -> int:
        """How many passages there are."""
        return self.store.queries.passage_count(self.number)

    @cached_property
    def arrived(self) -> dict[int, datetime]:
        """When each document came in, under whichever name first."""
        known = Arrivals(self.directory).known()
        return {m.document_id: known.get(m.sha256, self.built) for m in self.members if m.document_id is not None}

    def member(self, document: str) -> tuple[int, StoredDocument]:
        """A document by one of its names: its id and front sheet. DocumentNotFoundError."""
        member = self.by_name.get(document)
        if member is None:
            near = [name for name in self.by_name if document.lower() in name.lower()][:3]
            raise DocumentNotFoundError(
                f"There is no document {document} in the library.",
                "Did you mean " + " or ".join(near) + "?" if near else "See panelsearch status for what is indexed.",
            )
        if member.document_id is None:
            raise DocumentNotFoundError(f"{document} could not be read: {member.reason}.", "See panelsearch status.")
        return member.document_id, self.documents[member.document_id]

    def index(self) -> IndexReader:
        """The index of the passages, opened now if it was not. LibraryOutdatedError, LibraryDamagedError."""
        with self._opening:  # two threads that both come first must not open it twice
            if self._index is None:
                self._index = self._open_index()
            return self._index

    def close(self) -> None:
        """Release every file."""
        with self._opening:
            if self._index is not None:
                self._index.close()
                self._index = None
            self.store.close()
