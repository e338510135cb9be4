"""How is a library opened? Its store, its newest generation, and the engine of its indexes; `parts` is the rest."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from panelsearch.config import Engines
from panelsearch.errors import LibraryMissingError, LibraryOutdatedError
from panelsearch.services.library import Library
from panelsearch.services.parts import Parts
from panelsearch.services.snapshot import Snapshot
from panelsearch.storage.address import without_secrets
from panelsearch.storage.place import Place
from panelsearch.storage.records import Generation
from panelsearch.storage.registry import open_snapshot
from panelsearch.storage.tables import versions

if TYPE_CHECKING:
    from panelsearch.indexing.base import IndexReader

_GO_ON = "Go on with it: panelsearch index (or, where a copy was stopped, by the same panelsearch copy)"


def open_library(place: Place | Path, engines: Engines | None = None) -> Library:
    """The library as it is now. LibraryMissingError, LibraryOutdatedError or LibraryDamagedError."""
    engines, place = engines or Engines.in_use(), Place.of(place)
    store = open_snapshot(place.store)
    generation = store.generations.newest()
    if generation is None:
        store.close()
        raise LibraryMissingError(f"The index in {place} was never finished.", _GO_ON)
    if not all(store.tables.has(name, version) for name, version in versions.ALL):
        store.close()
        raise LibraryOutdatedError(
            f"The index in {place} was made by another version of panelsearch.",
            "Bring it up to date with: panelsearch index",
        )
    return Library(Parts(Snapshot(place, store, generation, partial(_index_of, generation, place, engines))))


def _index_of(generation: Generation, place: Place, engines: Engines, name: str) -> IndexReader:
    """An index of a generation, by its name; its engine is loaded now, when a request needs it.

    LibraryOutdatedError where another engine or version made it, LibraryDamagedError where it cannot be read.
    """
    from panelsearch.registers.library_indexes import LibraryIndexes

    indexes = LibraryIndexes(place.index, engines.index)
    if generation.index_fingerprint != indexes.fingerprint:
        elsewhere = "" if place.is_one_directory else f", or elsewhere than in {without_secrets(place.index)}"
        raise LibraryOutdatedError(
            f"The index in {place} was made by another version of panelsearch{elsewhere}.",
            "Bring it up to date with: panelsearch index",
        )
    return indexes.reader(generation.index_name, name)
