"""How is a library put together? The one place that says which parts it is made of."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from panelsearch.config import STANDARD_ENGINES, Engines
from panelsearch.errors import (
    LibraryDamagedError,
    LibraryError,
    LibraryMissingError,
    LibraryMovedOnError,
    LibraryOutdatedError,
)
from panelsearch.indexing.base import IndexReader
from panelsearch.linking.published import LinkedTables
from panelsearch.registers.follow_up import FollowUp
from panelsearch.registers.library_indexes import LibraryIndexes
from panelsearch.registers.register_tables import RegisterTables
from panelsearch.retrieval.hits import Hits
from panelsearch.retrieval.provenance import Places
from panelsearch.services.answer_service import AnswerService, SnapshotEvidence
from panelsearch.services.document_service import DocumentService
from panelsearch.services.entity_service import EntityService
from panelsearch.services.library import Library
from panelsearch.services.passage_service import PassageService
from panelsearch.services.register_service import RegisterService
from panelsearch.services.row_matching import RowMatching
from panelsearch.services.search_service import SearchService
from panelsearch.services.snapshot import Snapshot
from panelsearch.services.status_service import StatusService
from panelsearch.services.timeline_service import TimelineService
from panelsearch.storage.records import Generation
from panelsearch.storage.registry import open_snapshot
from panelsearch.storage.tables.register_queries import RegisterQueries


def open_library(index_dir: Path, engines: Engines = STANDARD_ENGINES) -> Library:
    """The library as it is now. LibraryMissingError, LibraryOutdatedError or LibraryDamagedError."""
    store = open_snapshot(index_dir)
    generation = store.generations.newest()
    if generation is None:
        store.close()
        raise LibraryMissingError(
            f"The index in {index_dir} was never finished.", "Finish it with: panelsearch index FOLDER_OF_PDFS"
        )
    if not all(store.tables.has(made.name, made.version) for made in (LinkedTables, RegisterTables)):
        store.close()
        raise LibraryOutdatedError(
            f"The index in {index_dir} was made by another version of panelsearch.",
            "Bring it up to date with: panelsearch index",
        )
    return library_of(Snapshot(store, generation, partial(_index_of, generation, store.directory, engines)))


def library_of(snapshot: Snapshot) -> Library:
    """A snapshot with the services that answer from it, each given those it asks itself."""
    places = Places(snapshot.store, snapshot.number)
    rows = RegisterQueries(snapshot.store.tables)
    entities = EntityService(snapshot)
    hits = Hits(snapshot.store, places)
    search = SearchService(snapshot, places, hits, entities.meant)
    passages = PassageService(snapshot, places, hits, search)
    documents = DocumentService(snapshot, places, rows)
    status = StatusService(snapshot)
    matching = RowMatching(snapshot, entities, rows)
    follow_up = FollowUp(snapshot.index, places, rows, lambda: snapshot.passage_count)
    registers = RegisterService(snapshot, places, entities, matching, rows, follow_up)
    timelines = TimelineService(snapshot, places, entities, matching, rows)
    answers = AnswerService(SnapshotEvidence(snapshot, search, documents))
    return Library(snapshot, search, documents, registers, timelines, entities, answers, status, passages)


def _index_of(generation: Generation, directory: Path, engines: Engines, name: str) -> IndexReader:
    """An index of a generation, by its name; its engine is loaded now, when a request needs it.

    LibraryOutdatedError where another engine or version made it, LibraryMovedOnError where later runs swept it,
    LibraryDamagedError where it is there and cannot be read.
    """
    indexes = LibraryIndexes(directory, engines.index)
    if generation.index_fingerprint != indexes.fingerprint:
        raise LibraryOutdatedError(
            f"The index in {directory} was made by another version of panelsearch.",
            "Bring it up to date with: panelsearch index",
        )
    try:
        return indexes.reader(generation.index_name, name)
    except LibraryDamagedError as error:
        if _is_newest(generation, directory):
            raise
        raise LibraryMovedOnError(
            f"The library in {directory} was brought up to date since it was opened.", "Ask once more."
        ) from error


def _is_newest(generation: Generation, directory: Path) -> bool:
    """Whether no later run has published another state; taken to be so where that cannot be told."""
    try:
        store = open_snapshot(directory)
    except LibraryError:
        return True
    try:
        newest = store.generations.newest()
    finally:
        store.close()
    return newest is None or newest.number == generation.number
