"""Which settings are there? Frozen, read once at the edge (command line, environment) and passed down."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

DEFAULT_INDEX_DIR = Path("index")
DEFAULT_ROOT = Path("corpus")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one PDF may cost before it is given up: wall-clock seconds and bytes of memory on top of the start."""

    seconds_per_file: float = 180.0
    memory_bytes_per_file: int = 1536 * 1024 * 1024
    workers: int = 0

    def __post_init__(self) -> None:
        if self.seconds_per_file <= 0 or self.memory_bytes_per_file <= 0 or self.workers < 0:
            raise ValueError("limits are positive")

    @property
    def worker_count(self) -> int:
        """How many files are read side by side; 0 workers asked for means one a core, at most eight."""
        return self.workers or max(1, min(8, os.cpu_count() or 1))
