"""A library out of records that no PDF was opened for: stored, indexed and published as a run of `index` would."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from panelsearch.indexing.engines import open_engine
from panelsearch.indexing.passage_documents import write_generation
from panelsearch.model.documents import DocumentRecord
from panelsearch.storage.packing import pack
from panelsearch.storage.records import Generation, Member
from panelsearch.storage.registry import open_store


def build(records: Iterable[tuple[str, DocumentRecord]], directory: Path) -> int:
    """Make a library of one generation in `directory` from named records; how many passages it holds."""
    directory.mkdir(parents=True, exist_ok=True)
    store = open_store(directory)
    engine = open_engine(directory)
    generation = engine.name_of(1)
    members: list[Member] = []
    held = 0

    for name, record in records:
        members.append(Member(name, "bench", name, 1, 1, name, store.writer.save(name, "bench", pack(record))))
        held += len(record.reading.passages)
    members.sort(key=lambda member: member.name)
    with engine.writer(generation) as writer:
        write_generation(writer, store, [m.document_id for m in members if m.document_id is not None])
    built = datetime.now(UTC).isoformat(timespec="seconds")
    store.generations.publish(Generation(1, built, generation, "bench", engine.fingerprint, ("bench",)), members)
    store.close()
    return held
