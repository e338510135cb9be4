"""How many passages a second leave a library, and in how much memory? From the query to the file in its place."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from bench.building import build
from bench.figures import OURS, Figure
from bench.papers_at_scale import records
from panelsearch.exporting.selection import of_query
from panelsearch.exporting.writing import write
from panelsearch.services.library import Library
from panelsearch.services.saved_searches import SavedSearch

_EVERYTHING = "kind:minutes OR kind:agenda OR kind:report OR kind:pack OR kind:other"
_PASSAGES_A_PAPER = 5
_FORMATS = ("jsonl", "xlsx", "csv", "docx", "qdpx")
_FEW = 1_000


def measure(count: int, directory: Path) -> Iterator[Figure]:
    """Builds a library of about so many passages, and exports all of them to some formats."""
    build(records(max(4, count // _PASSAGES_A_PAPER)), directory / "library")
    with Library.open(directory / "library") as library:
        few = of_query(library, SavedSearch("", _EVERYTHING), limit=_FEW)
        for form in _FORMATS:
            write(few, directory / f"few.{form}", form, library=library)
        selection = of_query(library, SavedSearch("", _EVERYTHING))
        task = f"exporting {selection.total:,} passages"
        for form in _FORMATS:
            held = _Held()
            began, worked = time.perf_counter(), time.process_time()
            written = write(selection, directory / f"all.{form}", form, library=library, progress=held.look)
            yield Figure(f"{task} to {form}", OURS, written.taken / (time.perf_counter() - began), "passages/s")
            cpu = time.process_time() - worked
            yield Figure(f"{task} to {form}, of one core", OURS, written.taken / cpu, "passages/s")
            yield Figure(f"{task} to {form}: memory grown beyond {_FEW:,}", OURS, held.grown_mb, "MB")


class _Held:
    """What the process holds while it exports: most of all, beyond what it held before."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self._before = self._most = self._process.memory_info().rss

    def look(self, done: int, total: int | None) -> None:
        """Look once more."""
        self._most = max(self._most, self._process.memory_info().rss)

    @property
    def grown_mb(self) -> float:
        """In megabytes."""
        return (self._most - self._before) / 1e6
