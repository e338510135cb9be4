"""How much memory may a process take? What it has now and so much more; then it ends."""

from __future__ import annotations

import os
import threading

MEMORY_EXIT_CODE = 86
"""How a process ends that outgrew its memory where no system limit stops it first."""

_WATCH_SECONDS = 0.25


def limit_memory(more_bytes: int) -> None:
    """Hold this process to its present memory plus `more_bytes`: MemoryError beyond that, or an end by exit code."""
    import psutil

    process = psutil.Process()
    try:
        import resource
    except ImportError:  # Windows
        pass
    else:
        ceiling = process.memory_info().vms + more_bytes
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    allowed = process.memory_info().rss + more_bytes

    def watch() -> None:
        while process.memory_info().rss <= allowed:
            stopped.wait(_WATCH_SECONDS)
        os._exit(MEMORY_EXIT_CODE)

    stopped = threading.Event()
    threading.Thread(target=watch, daemon=True, name="memory-watch").start()
