"""A library out of records that no PDF was opened for: stored, indexed and published as a run of `index` would."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from panelsearch.ingestion.published_tables import DERIVED_TABLES
from panelsearch.model.documents import DocumentRecord
from panelsearch.registers.library_indexes import LibraryIndexes
from panelsearch.storage.packing import pack
from panelsearch.storage.place import Place
from panelsearch.storage.records import Generation, Member
from panelsearch.storage.registry import open_store


def build(records: Iterable[tuple[str, DocumentRecord]], place: Place | Path) -> int:
    """Make the next generation of the library at a place, named records added; how many passages these hold."""
    place = Place.of(place)
    for directory in place.directories:
        directory.mkdir(parents=True, exist_ok=True)
    indexes, added = LibraryIndexes(place.index), 0
    with open_store(place.store) as store:
        before, number = store.generations.newest(), store.generations.next_number()
        held = store.generations.members(before.number) if before else ()
        members = list(held)
        for name, record in records:
            members.append(Member(name, "bench", name, 1, 1, name, store.writer.save(name, "bench", pack(record))))
            added += len(record.reading.passages)
        members.sort(key=lambda member: member.name)
        name_of_index = indexes.name_of(number)
        indexes.write(
            name_of_index, before.index_name if before else None, store, _documents(members), _documents(held)
        )
        built = datetime.now(UTC).isoformat(timespec="seconds")
        generation = Generation(number, built, name_of_index, "bench", indexes.fingerprint, ("bench",))
        store.generations.publish(generation, members, DERIVED_TABLES)
        store.generations.sweep()
        indexes.sweep([one.index_name for one in (before, generation) if one])
    return added


def _documents(members: Sequence[Member]) -> list[int]:
    return [member.document_id for member in members if member.document_id is not None]
