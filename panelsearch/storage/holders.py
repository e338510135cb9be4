"""Who holds a library to write to it? What a run signs the lock with, and what another is told of that."""

from __future__ import annotations

import os
import platform
from datetime import datetime

from panelsearch.errors import LibraryBusyError


def signed(*, with_machine: bool = True) -> str:
    """Which process this is, and since when."""
    machine = f" on {platform.node()}" if with_machine else ""
    return f"process {os.getpid()}{machine}, since {datetime.now().astimezone():%H:%M}"


def busy(where: object, who: str) -> LibraryBusyError:
    """Somebody else writes to the library there, who signed so; "" where that is not known."""
    return LibraryBusyError(
        f"Another run is indexing into {where}" + (f" ({who})." if who else "."),
        "Wait for it with --wait, or stop it; searching goes on meanwhile.",
    )
