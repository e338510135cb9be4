"""How many passages a second leave a library, and in how much memory? From the query to the file in its place."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bench.building import build
from bench.figures import OURS, Figure
from bench.memory import peak_mb
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
    build(islice(records(max(4, count // _PASSAGES_A_PAPER)), None), directory / "library")
    with Library.open(directory / "library") as library:
        few = of_query(library, SavedSearch("", _EVERYTHING), limit=_FEW)
        for form in _FORMATS:
            write(few, directory / f"few.{form}", form, library=library)
        before = peak_mb()
        selection = of_query(library, SavedSearch("", _EVERYTHING))
        task = f"exporting {selection.total:,} passages"
        for form in _FORMATS:
            began, worked = time.perf_counter(), time.process_time()
            written = write(selection, directory / f"all.{form}", form, library=library)
            yield Figure(f"{task} to {form}", OURS, written.taken / (time.perf_counter() - began), "passages/s")
            yield Figure(f"{task} to {form}, of one core", OURS, written.taken / (time.process_time() - worked),
                         "passages/s")  # fmt: skip
            grown = max(0.0, peak_mb() - before)
            yield Figure(f"{task} to {form}: memory grown beyond {_FEW:,}", OURS, grown, "MB")
