"""A library out of records that no PDF was opened for: stored, indexed and published as a run of `index` would."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from panelsearch.ingestion.published_tables import DERIVED_TABLES
from panelsearch.model.documents import DocumentRecord
from panelsearch.registers.library_indexes import LibraryIndexes
from panelsearch.storage.packing import pack
from panelsearch.storage.records import Generation, Member
from panelsearch.storage.registry import open_store


def build(records: Iterable[tuple[str, DocumentRecord]], directory: Path) -> int:
    """Make a library of one generation in `directory` from named records; how many passages it holds."""
    directory.mkdir(parents=True, exist_ok=True)
    store = open_store(directory)
    indexes = LibraryIndexes(directory)
    name_of_index = indexes.name_of(1)
    members: list[Member] = []
    held = 0

    for name, record in records:
        members.append(Member(name, "bench", name, 1, 1, name, store.writer.save(name, "bench", pack(record))))
        held += len(record.reading.passages)
    members.sort(key=lambda member: member.name)
    indexes.write(name_of_index, None, store, [m.document_id for m in members if m.document_id is not None], ())
    built = datetime.now(UTC).isoformat(timespec="seconds")
    generation = Generation(1, built, name_of_index, "bench", indexes.fingerprint, ("bench",))
    store.generations.publish(generation, members, DERIVED_TABLES)
    store.close()
    return held
