"""What does a worker of a cluster do with a file? It has a process of its own read it, within its limits.

So a file that hangs or eats memory costs neither the worker nor what else it is at. Each run has its own processes on a
worker; they go when the run ends, and by themselves where nothing more comes of a run that was killed.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from dataclasses import dataclass

from panelsearch import __version__
from panelsearch.config import Limits
from panelsearch.errors import PanelsearchError
from panelsearch.ingestion import worker
from panelsearch.ingestion.reading import Outcome
from panelsearch.ingestion.worker import Source, Unread
from panelsearch.ingestion.worker_pool import ReaderProcesses
from panelsearch.ner.taggers import Tagging
from panelsearch.ocr.engine_selection import Ocr

_IDLE_SECONDS = 60.0
_STOPPED = Unread("the run was stopped")


@dataclass(frozen=True, slots=True)
class Orders:
    """How the files of the run of that name are read, and by a pipeline of which fingerprint."""

    run: str
    fingerprint: str
    limits: Limits
    ocr: Ocr
    tagging: Tagging


@dataclass(frozen=True, slots=True)
class Fitness:
    """What a worker would read with: its version, its pipeline's fingerprint, and its engine of OCR, "" for none.

    `lacking` says what is not there at all.
    """

    version: str = __version__
    fingerprint: str = ""
    engine: str = ""
    lacking: str = ""


def fitness(tagging: Tagging, ocr: Ocr) -> Fitness:
    """What this worker would read with."""
    try:
        fingerprint = worker.pipeline_fingerprint(tagging)
    except PanelsearchError as error:
        return Fitness(lacking=error.message)
    engine = Ocr.here(ocr.mode, ocr.directory, ocr.seconds_per_page, ocr.name).engine if ocr.engine else ""
    return Fitness(fingerprint=fingerprint, engine=engine)


def done(orders: Orders, source: Source, page: int | None, *, last: bool) -> Outcome | Fitness:
    """What comes of a file, or of one `page` of it; see `Outcome`. What this worker has, where it is not as ordered."""
    here = worker.pipeline_fingerprint(orders.tagging)
    if here != orders.fingerprint:
        return Fitness(fingerprint=here)
    try:
        with _of(orders) as processes:
            readers = processes.readers
            if page is None:
                return readers.result_of(processes.watched(readers.read(source, last=last)))
            return readers.looked_at(processes.watched(readers.recognise(source, page)))
    except CancelledError:
        return _STOPPED  # which nobody waits for


async def stop(run: str) -> None:
    """End the processes of a run on this worker, whatever they are at."""
    with _LOCK:
        processes = _RUNS.pop(run, None)
    if processes is not None:
        await asyncio.to_thread(processes.stop)


class _Processes:
    """The processes of one run on this worker, as many as it does tasks at once, and what they are at."""

    def __init__(self, orders: Orders) -> None:
        from distributed import get_worker

        _may_have_processes()
        self.readers = ReaderProcesses(get_worker().state.nthreads, orders.limits, orders.ocr, orders.tagging)
        self.users = 0
        self.idle: threading.Timer | None = None
        self._under_way: set[Future[object]] = set()

    def watched(self, future: Future[object]) -> Future[object]:
        """The future, which `stop` cancels."""
        self._under_way.add(future)
        future.add_done_callback(self._under_way.discard)
        return future

    def stop(self) -> None:
        """End them; who waits for one has CancelledError."""
        if self.idle is not None:
            self.idle.cancel()
        for future in tuple(self._under_way):
            future.cancel()
        self.readers.stop()


_LOCK = threading.Lock()
_RUNS: dict[str, _Processes] = {}
"""The processes of this worker, by the run."""


@contextmanager
def _of(orders: Orders) -> Iterator[_Processes]:
    """The processes of a run, started where there are none; those that raise anything else are not used again."""
    with _LOCK:
        processes = _RUNS.get(orders.run) or _RUNS.setdefault(orders.run, _Processes(orders))
        processes.users += 1
        if processes.idle is not None:
            processes.idle.cancel()
    try:
        yield processes
    except Exception:
        _stop_soon(orders.run)
        raise
    finally:
        with _LOCK:
            processes.users -= 1
            if not processes.users:
                processes.idle = threading.Timer(_IDLE_SECONDS, _stop_idle, [orders.run, processes])
                processes.idle.daemon = True
                processes.idle.start()


def _stop_idle(run: str, processes: _Processes) -> None:
    with _LOCK:
        if processes.users or _RUNS.get(run) is not processes:
            return
        del _RUNS[run]
    processes.stop()


def _stop_soon(run: str) -> None:
    with _LOCK:
        processes = _RUNS.pop(run, None)
    if processes is not None:
        threading.Thread(target=processes.stop, daemon=True).start()


def _may_have_processes() -> None:
    """Let this worker start processes, which its nanny's kind may not: they could be left behind.

    Ours are not: each ends with the process that started it (`worker.start_worker`).
    """
    config = getattr(multiprocessing.current_process(), "_config", {})
    config["daemon"] = False
