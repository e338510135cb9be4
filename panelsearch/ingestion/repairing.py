"""What of an index is damaged is put aside, and nothing of it is believed; what its user wrote stays where it is.

Papers and their words are read anew from the PDFs. Of a damaged store only the list of its folders is asked, and even
that is only where to look.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from panelsearch.errors import LibraryError, LibraryOutdatedError
from panelsearch.ingestion.discovery import neutral
from panelsearch.ocr.base import RecognitionError
from panelsearch.ocr.cache import CACHE_NAME, RecognitionCache
from panelsearch.storage import registry
from panelsearch.storage.address import Address
from panelsearch.storage.own_files import set_aside
from panelsearch.storage.paper_addresses import is_remote
from panelsearch.storage.place import Place


@dataclass(frozen=True, slots=True)
class Repair:
    """What was put aside, in words, and the folders that a damaged store was made of."""

    notice: str = ""
    roots: Sequence[Path] = ()


def put_aside_what_is_damaged(place: Place) -> Repair:
    """Leave only what is whole in its place, for the writer of the library. LibraryError where that cannot be."""
    told: list[str] = []
    roots: Sequence[Path] = ()
    if registry.has_store(place.store) and _is_damaged(place.store):
        known = _roots(place.store)
        roots = [root for root in known if is_remote(root) or root.exists()]
        told.append(f"The library was damaged; it is kept as {registry.set_aside(place.store)}.")
        if gone := [neutral(str(root)) for root in known if root not in roots]:
            told.append(f"It was made of {', '.join(gone)} too, not there now: name it again once it is.")
    try:
        RecognitionCache(place.home).check()
    except RecognitionError:
        told.append(f"{CACHE_NAME} was damaged; it is kept as {set_aside(place.home / CACHE_NAME, 'damaged')}.")
    return Repair(" ".join(told), roots)


def _is_damaged(store: Address) -> bool:
    try:
        return bool(list(registry.faults(store)))
    except LibraryOutdatedError:
        return False  # it is taken over, or set aside, whatever state it is in


def _roots(address: Address) -> Sequence[Path]:
    """The folders and addresses of a damaged store; none where it cannot even say that."""
    try:
        with registry.open_snapshot(address) as store:
            newest = store.generations.newest()
            return [Path(root) for root in newest.roots] if newest else ()
    except LibraryError:
        return ()
