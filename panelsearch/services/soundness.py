"""Is a library whole? Everything that an index keeps is read once, and held against its checksums and itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from panelsearch.config import Engines
from panelsearch.errors import (
    TO_REPAIR,
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryMovedOnError,
    ServerError,
)
from panelsearch.storage import registry
from panelsearch.storage.place import Place
from panelsearch.storage.tables.versions import LINKING, REGISTERS

if TYPE_CHECKING:
    from panelsearch.storage.base import StoreSnapshot


def check(place: Place | Path, engines: Engines | None = None) -> None:
    """LibraryDamagedError, naming all that is damaged. It takes as long as reading the library does."""
    if found := list(faults(place, engines)):
        raise LibraryDamagedError(
            f"The library in {place} is damaged: " + "; ".join(found),
            TO_REPAIR,
        )


def faults(place: Place | Path, engines: Engines | None = None) -> Iterator[str]:
    """What is damaged, in words; nothing where all is as it was written.

    LibraryError where there is no library; ServerError, LibraryBusyError, LibraryMovedOnError where it cannot be told.
    """
    from panelsearch.query.ast import Everything
    from panelsearch.registers.library_indexes import PASSAGES, LibraryIndexes

    place = Place.of(place)
    found = list(registry.faults(place.store))
    yield from found
    if found:
        return  # the rest is made anew with the store
    with registry.open_snapshot(place.store) as store:
        try:
            newest = store.generations.newest()
            indexes = LibraryIndexes(place.index, (engines or Engines.in_use()).index)
            if newest is not None and newest.index_fingerprint == indexes.fingerprint:  # another's is made anew anyway
                yield from indexes.faults(newest.index_name)
                with closing(indexes.reader(newest.index_name, PASSAGES)) as index:
                    if index.matching_ids(Everything()) != _passages(store, newest.number):
                        yield f"the index {newest.index_name} is of other passages than the library's"
                yield from _strange_people(store)
            store.arrivals.known()
        except (ServerError, LibraryBusyError, LibraryMovedOnError):
            raise  # nothing was found out: to tell that as damage would have papers read again for nothing
        except LibraryError as error:
            yield error.message


def _strange_people(store: StoreSnapshot) -> Iterator[str]:
    """Names that nobody is known by, where somebody must be."""
    if not store.tables.has(*REGISTERS) or not store.tables.has(*LINKING):
        return
    for sql, what in (
        (
            "SELECT document_id FROM attendee_names JOIN attendees AS listed USING (document_id, idx) WHERE NOT EXISTS"
            " (SELECT 1 FROM entity_names AS used INDEXED BY entity_names_by_document"
            " WHERE used.document_id = attendee_names.document_id AND used.label = 'PERSON'"
            " AND used.canonical = attendee_names.canonical AND used.text = listed.name) LIMIT 1",
            "lists somebody among those who came who is nobody among the people",
        ),
        (
            "SELECT document_id FROM entity_names WHERE entity NOT IN (SELECT id FROM entities) LIMIT 1",
            "uses a name that nobody has",
        ),
    ):
        for (key,) in store.tables.rows(sql):
            yield f"document {key} {what}"


def _passages(store: StoreSnapshot, generation: int) -> frozenset[int]:
    rows = store.tables.rows(
        "SELECT id FROM passages WHERE document_id IN (SELECT document_id FROM members WHERE generation = ?)",
        (generation,),
    )
    return frozenset(key for (key,) in rows)
