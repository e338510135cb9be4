"""Who may write to a library, and is what is written to still there? Its store's engine keeps the lock.

A directory may be another one meanwhile, where a drive was taken out: then what is written there is no library of ours.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from panelsearch.errors import LibraryDamagedError, LibraryError, LibraryOutdatedError
from panelsearch.storage import registry
from panelsearch.storage.address import LOCAL, Address
from panelsearch.storage.base import Hold, OnWait
from panelsearch.storage.drives import WrittenFolder
from panelsearch.storage.own_files import refuse_links
from panelsearch.storage.place import Place

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class WrittenPlace:
    """The place that a run writes a library to, as it was when that began: the lock on its store, and its folders."""

    place: Place
    _holds: tuple[Hold, ...]

    def must_stay(self) -> None:
        """LibraryError where the lock was lost, or another folder lies there now, or none."""
        for hold in self._holds:
            hold.must_stay()

    @contextmanager
    def written(self) -> Iterator[None]:
        """The index is written to its place meanwhile. LibraryError as for `must_stay`, or where that fails."""
        self.must_stay()
        try:
            yield
        except OSError as error:
            raise self._not_written(error) from error
        self.must_stay()

    def _not_written(self, error: OSError) -> LibraryError:
        self.must_stay()
        where = self.place.index_directory or self.place.home
        room = "Make room on the disk" if error.errno in _NO_ROOM else f"See whether {where} can be written to"
        return LibraryError(
            f"The index could not be written: {error.strerror or error}.",
            f"{room} and run panelsearch index again; what was read is kept.",
        )


@contextmanager
def writer_lock(place: Place | Path, wait: OnWait | None = None) -> Iterator[WrittenPlace]:
    """Hold the library at a place for writing; its directories on this machine are made where there are none.

    With `wait`, until nobody else holds it. LibraryBusyError where somebody else does; LibraryError where the store or
    a directory cannot be made or written to, or the index's is another library's; LibraryDamagedError where links lie
    in one.
    """
    place = Place.of(place)
    index = place.index_directory
    if index is not None and not place.is_one_directory and holds_library(Address(LOCAL, str(index))):
        raise LibraryError(
            f"There is a library in {index}, whose index lies there: that of {place} cannot.",
            "Name another directory for the index.",
        )
    with registry.locked(place.store, wait) as hold:
        yield WrittenPlace(place, (hold, *map(_made, place.directories_beside_the_store)))


def holds_library(store: Address) -> bool:
    """Whether a library is there, of whatever version and state, that was ever finished."""
    if not registry.has_store(store):
        return False
    try:
        with registry.open_snapshot(store) as opened:
            return opened.generations.newest() is not None
    except (LibraryOutdatedError, LibraryDamagedError):
        return True


def _made(directory: Path) -> WrittenFolder:
    try:
        directory.mkdir(parents=True, exist_ok=True)
        refuse_links(directory)
        return WrittenFolder.at(directory)
    except OSError as error:
        raise LibraryError(
            f"{directory} cannot be made: {error.strerror or error}.", "Choose another place with --index."
        ) from error
