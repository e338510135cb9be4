"""What of an index is damaged is put aside, and nothing of it is believed; what its user wrote stays where it is.

Papers and their words are read anew from the PDFs. Of a damaged store only the list of its folders is asked, and even
that is only where to look.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from panelsearch.errors import LibraryError, LibraryOutdatedError
from panelsearch.ocr.base import RecognitionError
from panelsearch.ocr.cache import CACHE_NAME, RecognitionCache
from panelsearch.storage import registry
from panelsearch.storage.acquisitions import ARRIVALS_NAME, Arrivals
from panelsearch.storage.own_files import set_aside


@dataclass(frozen=True, slots=True)
class Repair:
    """What was put aside, in words, and the folders that a damaged store was made of."""

    notice: str = ""
    roots: Sequence[Path] = ()


def put_aside_what_is_damaged(index_dir: Path) -> Repair:
    """Leave only what is whole in its place, for the writer of the library. LibraryError where that cannot be."""
    told: list[str] = []
    roots: Sequence[Path] = ()
    if registry.has_store(index_dir) and _is_damaged(index_dir):
        roots = _roots(index_dir)
        told.append(f"The library was damaged; it is kept as {registry.set_aside(index_dir)}.")
    for name, look in ((ARRIVALS_NAME, Arrivals(index_dir).known), (CACHE_NAME, RecognitionCache(index_dir).check)):
        try:
            look()
        except (LibraryError, RecognitionError):
            told.append(f"{name} was damaged; it is kept as {set_aside(index_dir / name, 'damaged')}.")
    return Repair(" ".join(told), roots)


def _is_damaged(index_dir: Path) -> bool:
    try:
        return bool(list(registry.faults(index_dir)))
    except LibraryOutdatedError:
        return False  # it is taken over, or set aside, whatever state it is in


def _roots(index_dir: Path) -> Sequence[Path]:
    """The folders of a damaged store that are there; none where it cannot even say that."""
    try:
        with registry.open_snapshot(index_dir) as store:
            newest = store.generations.newest()
            return [root for root in map(Path, newest.roots) if root.exists()] if newest else ()
    except LibraryError:
        return ()
