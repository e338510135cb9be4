"""How are PDFs read side by side on one machine? In processes of their own, each file and page within its limits."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue

import pebble

from panelsearch.config import Limits
from panelsearch.config.memory_limit import MEMORY_EXIT_CODE
from panelsearch.ingestion import worker
from panelsearch.ingestion.cancellation import Cancellation
from panelsearch.ingestion.planning import Pending
from panelsearch.ingestion.reading import (
    OnProgress,
    OnRead,
    Outcome,
    Reading,
    ReadingOptions,
    Result,
    Task,
    to_read,
)  # fmt: skip
from panelsearch.ingestion.worker import OUTGREW_MEMORY, Missed, Source, Unread, Unrecognised
from panelsearch.ner.taggers import Tagging
from panelsearch.ocr.base import LookedAt
from panelsearch.ocr.engine_selection import Ocr
from panelsearch.storage.packing import PackedDocument

_TO_PAINT_SECONDS = 30.0
_FILES_A_WORKER = 200
"""After so many a worker is replaced by a fresh one, whatever it has gathered."""
_TASKS_A_WORKER = 4
"""So many wait for a worker that is free, or are done by it."""


def read_all(
    pending: Sequence[Pending], options: ReadingOptions, on_read: OnRead, tell: OnProgress, cancellation: Cancellation
) -> None:
    """Read what is pending in processes of this machine; see `ReadAll`."""
    todo, progress = to_read(pending)
    tell(progress)
    if not todo:
        return
    processes = ReaderProcesses(
        min(options.limits.worker_count, len(todo)), options.limits, options.ocr, options.tagging
    )
    try:
        readers = _PoolReaders(processes, options)
        Reading(readers, options.ocr, on_read, tell, cancellation, progress).run(todo)
    except BaseException:
        processes.stop()
        raise
    else:
        processes.close()


class ReaderProcesses:
    """So many processes that read files and recognise pages, and are replaced where one does not survive that."""

    def __init__(self, count: int, limits: Limits, ocr: Ocr, tagging: Tagging) -> None:
        self._limits, self._ocr, self._tagging = limits, ocr, tagging
        self._pool = pebble.ProcessPool(
            max_workers=count,
            max_tasks=_FILES_A_WORKER,
            initializer=worker.start_worker,
            initargs=[limits.memory_bytes_per_file, tagging],
            context=worker.worker_processes(tagging),
        )

    def read(self, source: Source, *, last: bool) -> Future[object]:
        """Have a file read; `result_of` says what came of it."""
        future: Future[object] = self._pool.schedule(
            worker.read_document, args=[source, self._ocr, self._tagging], kwargs={"last": last},
            timeout=self._limits.seconds_per_file,
        )  # fmt: skip
        return future

    def recognise(self, source: Source, page: int) -> Future[object]:
        """Have a page recognised, counted from 1; `looked_at` says what came of it."""
        limit = self._ocr.seconds_per_page + _TO_PAINT_SECONDS
        future: Future[object] = self._pool.schedule(worker.recognise, args=[source, page, self._ocr], timeout=limit)
        return future

    def result_of(self, future: Future[object]) -> Result | Unrecognised:
        """What a file gave, whatever became of its process; waits for it."""
        try:
            result = future.result()
            assert isinstance(result, PackedDocument | Unread | Unrecognised | Missed)
            return result
        except TimeoutError:
            return Unread(f"took longer than {self._limits.seconds_per_file:.0f} seconds")
        except pebble.ProcessExpired as error:
            if error.exitcode == MEMORY_EXIT_CODE:
                return OUTGREW_MEMORY
            return Unread("its reader process ended unexpectedly")
        except MemoryError:
            return OUTGREW_MEMORY

    def looked_at(self, future: Future[object]) -> LookedAt | None:
        """What a page gave, for this run alone where its process did not survive it; waits for it.

        RecognitionError where the cache of recognised pages cannot be used.
        """
        try:
            looked_at = future.result()
            assert looked_at is None or isinstance(looked_at, LookedAt)
            return looked_at
        except TimeoutError:
            return LookedAt(failed="recognising took too long", passing=True)
        except (pebble.ProcessExpired, MemoryError):
            return LookedAt(failed="recognising it ended the reader process", passing=True)

    def close(self) -> None:
        """Let the processes end what they are at, and go."""
        self._pool.close()  # type: ignore[no-untyped-call]
        self._pool.join()

    def stop(self) -> None:
        """End the processes, whatever they are at."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


class _PoolReaders:
    """The processes of this machine, as those who read."""

    def __init__(self, processes: ReaderProcesses, options: ReadingOptions) -> None:
        self._processes, self._options = processes, options
        self._done: SimpleQueue[tuple[Task, Future[object]]] = SimpleQueue()

    @property
    def at_once(self) -> int:
        """See `Readers`."""
        return _TASKS_A_WORKER * self._options.limits.worker_count

    def begin(self, task: Task) -> None:
        """Have the future tell when it is done; to ask them all, again and again, takes the square of their number."""
        pending = task.pending
        source = Source(pending.file.path, pending.sha256, self._options.passwords)
        if task.page is None:
            future = self._processes.read(source, last=task.last)
        else:
            future = self._processes.recognise(source, task.page)
        future.add_done_callback(lambda done: self._done.put((task, done)))

    def finished(self, seconds: float) -> Sequence[tuple[Task, Outcome]]:
        """See `Readers`."""
        try:
            task, future = self._done.get(timeout=seconds)
        except Empty:
            return ()
        if task.page is None:
            return ((task, self._processes.result_of(future)),)
        return ((task, self._processes.looked_at(future)),)
