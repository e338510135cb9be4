"""How much memory did this process take at its worst?"""

from __future__ import annotations

import sys

import psutil


def peak_mb() -> float:
    """The peak of this process in megabytes."""
    if sys.platform == "win32":
        return float(psutil.Process().memory_info().peak_wset) / 1e6
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
