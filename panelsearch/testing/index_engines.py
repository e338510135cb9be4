"""Which index engines do the contract suites run over? Those of the program, and the plain one in memory."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from panelsearch.indexing import engines
from panelsearch.indexing.base import IndexEngine
from panelsearch.testing.memory_index import MemoryEngine

_MEMORY = "memory"
ENGINES = (*engines.ENGINES, _MEMORY)


def open_engine(place: str | Path, name: str = engines.DEFAULT_ENGINE) -> IndexEngine:
    """The index at a place, as the engine of that name keeps it. UsageError for an engine that is not there."""
    return _in_memory(str(place)) if name == _MEMORY else engines.open_engine(place, name)


@cache
def _in_memory(_: str) -> IndexEngine:
    """The same index for whoever names the same place, as long as the process lives."""
    return MemoryEngine()
