"""What may be touched by who sits at a browser? Files where `panelsearch serve` was started, and no program at all."""

from __future__ import annotations

import os
from pathlib import Path

from panelsearch.errors import UsageError
from panelsearch.storage.paper_addresses import is_remote

VARIABLE = "PANELSEARCH_CONFINED_TO"
"""The folder; set by `panelsearch serve` for its sessions, and by nothing else."""


def folder() -> Path | None:
    """Where files may be read and written; None at a terminal, where the user may do what the system lets them."""
    told = os.environ.get(VARIABLE)
    return Path(told) if told else None


def check(path: Path) -> None:
    """UsageError for a place that is out of reach."""
    within = folder()
    if within is not None and (is_remote(path) or not path.resolve().is_relative_to(within.resolve())):
        raise UsageError(
            f"{path} is out of reach from a browser.", f"Name a place in {within}, or use panelsearch at the machine."
        )
