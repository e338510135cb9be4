"""A library out of records, in as many generations as a test wants, stored and indexed as a run of `index` would."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from panelsearch.ingestion.published_tables import DERIVED_TABLES
from panelsearch.model.documents import DocumentRecord
from panelsearch.registers.library_indexes import LibraryIndexes
from panelsearch.storage.packing import pack
from panelsearch.storage.place import Place
from panelsearch.storage.records import Generation, Member
from panelsearch.storage.registry import open_store

_BUILT = datetime(2024, 1, 1, tzinfo=UTC)


def publish(place: Place | Path, papers: Mapping[str, DocumentRecord]) -> None:
    """Make the next generation of a library: the papers by their names; equal records are the same bytes."""
    place = Place.of(place)
    for directory in place.directories:
        directory.mkdir(parents=True, exist_ok=True)
    with open_store(place.store) as store:
        before = store.generations.newest()
        known = store.writer.known_documents("test")
        members = []
        for name, record in sorted(papers.items()):
            digest = str(hash(record))
            if digest not in known:
                known[digest] = store.writer.save(digest, "test", pack(record))
            members.append(Member(name, "papers", f"papers/{name}", 1, 1, digest, known[digest]))
        indexes, number = LibraryIndexes(place.index), store.generations.next_number()
        name, held = indexes.name_of(number), store.generations.members(before.number) if before else ()
        indexes.write(
            name, before.index_name if before else None, store,
            tuple(dict.fromkeys(m.document_id for m in members if m.document_id is not None)),
            {m.document_id for m in held if m.document_id is not None},
        )  # fmt: skip
        built = (_BUILT + timedelta(days=number)).isoformat(timespec="seconds")
        generation = Generation(number, built, name, "test", indexes.fingerprint, ("papers",))
        store.generations.publish(generation, members, DERIVED_TABLES)
        store.generations.sweep()
