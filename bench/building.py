"""A library out of records that no PDF was opened for: stored, indexed and published as a run of `index` would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from panelsearch.indexing.base import IndexedPassage
from panelsearch.indexing.whoosh_backend import WhooshBackend
from panelsearch.ingestion.pipeline import indexed_passages
from panelsearch.model.documents import DocumentRecord
from panelsearch.storage.store import Generation, Member, Store, pack


def build(records: Iterable[tuple[str, DocumentRecord]], directory: Path) -> int:
    """Make a library of one generation in `directory` from named records; how many passages it holds."""
    directory.mkdir(parents=True, exist_ok=True)
    store = Store.open_to_write(directory)
    backend = WhooshBackend()
    members: list[Member] = []
    held = 0

    def passages() -> Iterator[IndexedPassage]:
        nonlocal held
        for name, record in records:
            document = store.save(name, "bench", pack(record))
            members.append(Member(name, "bench", name, 1, 1, name, document))
            for passage in indexed_passages(store, document, {}):
                held += 1
                yield passage

    with backend.writer(directory / "generation-1") as writer:
        writer.add(passages())
    built = datetime.now(UTC).isoformat(timespec="seconds")
    store.publish(Generation(1, built, "generation-1", "bench", backend.fingerprint, ("bench",)), members)
    store.close()
    return held
