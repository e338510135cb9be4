"""How is a library put together? The one place that says which parts it is made of."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from panelsearch.errors import LibraryMissingError, LibraryOutdatedError
from panelsearch.indexing.base import IndexReader
from panelsearch.indexing.engines import open_engine
from panelsearch.retrieval.hits import Hits
from panelsearch.retrieval.provenance import Places
from panelsearch.services.answer_service import AnswerService, SnapshotEvidence
from panelsearch.services.document_service import DocumentService
from panelsearch.services.entity_service import EntityService
from panelsearch.services.library import Library
from panelsearch.services.register_service import RegisterService
from panelsearch.services.search_service import SearchService
from panelsearch.services.snapshot import Snapshot
from panelsearch.services.status_service import StatusService
from panelsearch.storage.records import Generation
from panelsearch.storage.registry import open_snapshot


def open_library(index_dir: Path) -> Library:
    """The library as it is now. LibraryMissingError, LibraryOutdatedError or LibraryDamagedError."""
    store = open_snapshot(index_dir)
    generation = store.generations.newest()
    if generation is None:
        store.close()
        raise LibraryMissingError(
            f"The index in {index_dir} was never finished.", "Finish it with: panelsearch index FOLDER_OF_PDFS"
        )
    return library_of(Snapshot(store, generation, partial(_index_of, generation, store.directory)))


def library_of(snapshot: Snapshot) -> Library:
    """A snapshot with the services that answer from it, each given those it asks itself."""
    places = Places(snapshot.store, snapshot)
    entities = EntityService(snapshot, places)
    search = SearchService(snapshot, places, Hits(snapshot.store, places), entities.meant)
    documents = DocumentService(snapshot, places)
    status = StatusService(snapshot)
    registers = RegisterService(snapshot, places, entities, search, status)
    answers = AnswerService(SnapshotEvidence(snapshot, search, documents))
    return Library(snapshot, search, documents, registers, entities, answers, status)


def _index_of(generation: Generation, directory: Path) -> IndexReader:
    """The index of a generation; its engine is loaded now, when a request needs it."""
    engine = open_engine(directory)
    if generation.index_fingerprint != engine.fingerprint:
        raise LibraryOutdatedError(
            f"The index in {directory} was made by another version of panelsearch.",
            "Bring it up to date with: panelsearch index",
        )
    return engine.reader(generation.index_name)
