"""Who paints pages? A process of its own, begun when first asked: a hostile PDF may hang, crash or eat memory there."""

from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING

from panelsearch.config.log import keep_log
from panelsearch.config.memory_limit import MEMORY_EXIT_CODE, limit_memory
from panelsearch.errors import PaintingError

if TYPE_CHECKING:
    import pebble

    from panelsearch.pictures.painting import Picture, Wanted

_SECONDS = 20.0
_MEMORY_BYTES = 768 * 1024 * 1024
_MOST_PIXELS = 12_000_000
_PICTURES_A_PROCESS = 500
_TOO_MUCH = "takes too much memory"


class Painter:
    """Paints one page after the other; safe to use from several threads. Close it, or a process stays."""

    def __init__(self, seconds: float = _SECONDS, memory_bytes: int = _MEMORY_BYTES) -> None:
        self._seconds, self._memory_bytes = seconds, memory_bytes
        self._lock = threading.Lock()
        self._pool: pebble.ProcessPool | None = None

    def paint(self, wanted: Wanted) -> Picture:
        """Paint a region of a page. PaintingError, also where it took too long or its process did not outlive it."""
        import pebble

        from panelsearch.pictures.painting import paint

        if not 1 <= wanted.width_px * wanted.height_px <= _MOST_PIXELS:
            raise PaintingError("A picture of that size is not made.")
        future: Future[Picture] = self._begun().schedule(paint, args=[wanted], timeout=self._seconds)
        try:
            return future.result()
        except TimeoutError:
            why = f"took longer than {self._seconds:.0f} seconds"
        except MemoryError:
            why = _TOO_MUCH
        except pebble.ProcessExpired as error:
            why = _TOO_MUCH if error.exitcode == MEMORY_EXIT_CODE else "ended the process that paints"
        raise PaintingError(f"Painting page {wanted.number} of {wanted.path.name} {why}.", "o opens the PDF.")

    def close(self) -> None:
        """End the process."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    def _begun(self) -> pebble.ProcessPool:
        import pebble

        with self._lock:
            if self._pool is None:
                self._pool = pebble.ProcessPool(
                    max_workers=1, max_tasks=_PICTURES_A_PROCESS, initializer=_start,
                    initargs=[self._memory_bytes], context=multiprocessing.get_context("spawn"),
                )  # fmt: skip
            return self._pool


def _start(memory_bytes: int) -> None:
    """Load what painting needs, then hold the process to its limit; what goes wrong in it goes to the log."""
    import numpy  # noqa: F401 - before the limit is set

    import panelsearch.pictures.painting  # noqa: F401

    keep_log()
    limit_memory(memory_bytes)
