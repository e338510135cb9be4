"""Is a library whole? Everything that an index keeps is read once, and held against its checksums and itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from panelsearch.config import Engines
from panelsearch.errors import LibraryDamagedError, LibraryError
from panelsearch.storage import registry
from panelsearch.storage.acquisitions import Arrivals

if TYPE_CHECKING:
    from panelsearch.storage.address import Address


def check(place: Address | Path, engines: Engines | None = None) -> None:
    """LibraryDamagedError, naming all that is damaged. It takes as long as reading the library does."""
    if found := list(faults(place, engines)):
        raise LibraryDamagedError(
            f"The library in {place} is damaged: " + "; ".join(found),
            "Make it anew of the PDFs, whatever you wrote kept: panelsearch index --repair",
        )


def faults(place: Address | Path, engines: Engines | None = None) -> Iterator[str]:
    """What is damaged, in words; nothing where all is as it was written. LibraryError where there is no library."""
    from panelsearch.registers.library_indexes import LibraryIndexes

    found = list(registry.faults(place))
    yield from found
    with suppress(LibraryDamagedError), registry.open_snapshot(place) as store:
        newest = store.generations.newest()
        if newest is not None:
            indexes = LibraryIndexes(store.directory, (engines or Engines.in_use()).index)
            if newest.index_fingerprint == indexes.fingerprint:  # another's is made anew anyway
                yield from indexes.faults(newest.index_name)
        try:
            Arrivals(store.directory).known()
        except LibraryError as error:
            yield error.message
