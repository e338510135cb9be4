"""How are many PDFs read side by side? In processes of their own, each file and each page within its limits.

A file whose pages must be recognised first is read again when they have been. Pages queue behind the files: what has
text is read before the slow work begins, which all workers then share.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from queue import Empty, SimpleQueue

import pebble

from panelsearch.config import Limits
from panelsearch.config.memory_limit import MEMORY_EXIT_CODE
from panelsearch.ingestion import worker
from panelsearch.ingestion.cancellation import Cancellation
from panelsearch.ingestion.planning import Pending
from panelsearch.ingestion.worker import OUTGREW_MEMORY, Missed, Unread, Unrecognised
from panelsearch.model.ingest_reports import FileOutcome, FileReport, Progress
from panelsearch.ner.taggers import Tagging
from panelsearch.ocr.cache import RecognitionCache
from panelsearch.ocr.engine_selection import Ocr
from panelsearch.storage.packing import PackedDocument

_POLL_SECONDS = 0.1
_TO_PAINT_SECONDS = 30.0
_FILES_A_WORKER = 200
"""After so many a worker is replaced by a fresh one, whatever it has gathered."""

OnProgress = Callable[[Progress], None]
Result = PackedDocument | Unread | Missed
OnRead = Callable[[Pending, Result], None]


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How files are read: what each may cost, by which engine pictures are, by which tagger, and passwords to try."""

    limits: Limits
    ocr: Ocr
    tagging: Tagging = worker.STANDARD_TAGGING
    passwords: tuple[str, ...] = field(default=(), repr=False)


def read_all(
    pending: Sequence[Pending], options: ReadingOptions, on_read: OnRead, tell: OnProgress, cancellation: Cancellation
) -> None:
    """Read what is pending in worker processes; `on_read` is called in this one, with each file as it is done.

    Interrupted, once all workers are stopped, where the user wants no more; what `on_read` was given is done.
    """
    todo = sorted(pending, key=lambda p: -p.file.size_bytes)  # the long ones first: no core waits at the end
    progress = Progress("reading", 0, len(todo), 0, 0, sum(p.file.size_bytes for p in todo))
    tell(progress)
    if not todo:
        return
    pool = pebble.ProcessPool(
        max_workers=min(options.limits.worker_count, len(todo)),
        max_tasks=_FILES_A_WORKER,
        initializer=worker.start_worker,
        initargs=[options.limits.memory_bytes_per_file, options.tagging],
        context=worker.worker_processes(options.tagging),
    )
    try:
        _Reading(_Scheduler(pool, options), on_read, tell, cancellation, progress).run(todo)
    except BaseException:
        pool.stop()  # type: ignore[no-untyped-call]
        raise
    else:
        pool.close()  # type: ignore[no-untyped-call]
    finally:
        pool.join()


@dataclass(frozen=True, slots=True)
class _Task:
    """What a worker is at: a file, or one `page` of it to be recognised."""

    pending: Pending
    page: int | None = None


class _Scheduler:
    """Hands tasks to the workers, and says in words what became of one that a worker did not survive."""

    def __init__(self, pool: pebble.ProcessPool, options: ReadingOptions) -> None:
        self._pool, self._options = pool, options

    def read(self, pending: Pending, *, last: bool) -> Future[object]:
        future: Future[object] = self._pool.schedule(
            worker.read_document, args=[self._source(pending), self._options.ocr, self._options.tagging],
            kwargs={"last": last}, timeout=self._options.limits.seconds_per_file,
        )  # fmt: skip
        return future

    def recognise(self, pending: Pending, page: int) -> Future[object]:
        ocr = self._options.ocr
        future: Future[object] = self._pool.schedule(
            worker.recognise, args=[self._source(pending), page, ocr], timeout=ocr.seconds_per_page + _TO_PAINT_SECONDS
        )
        return future

    def result(self, future: Future[object]) -> Result | Unrecognised:
        """What a file gave, whatever became of its worker."""
        try:
            result = future.result()
            assert isinstance(result, PackedDocument | Unread | Unrecognised | Missed)
            return result
        except TimeoutError:
            return Unread(f"took longer than {self._options.limits.seconds_per_file:.0f} seconds")
        except pebble.ProcessExpired as error:
            if error.exitcode == MEMORY_EXIT_CODE:
                return OUTGREW_MEMORY
            return Unread("its reader process ended unexpectedly")
        except MemoryError:
            return OUTGREW_MEMORY

    def note_page(self, future: Future[object], pending: Pending, page: int) -> None:
        """Note a page that its worker did not survive, for this run; one that was recognised is in the cache."""
        try:
            future.result()
        except TimeoutError:
            failed = "recognising took too long"
        except (pebble.ProcessExpired, MemoryError):
            failed = "recognising it ended the reader process"
        else:
            return
        ocr = self._options.ocr
        RecognitionCache(ocr.directory).save_page(pending.sha256, page, ocr.engine, None, failed, passing=True)

    def _source(self, pending: Pending) -> worker.Source:
        return worker.Source(pending.file.path, pending.sha256, self._options.passwords)


class _Reading:
    """One run of the workers: what they are at, how far they are, and whom to tell."""

    def __init__(
        self, scheduler: _Scheduler, on_read: OnRead, tell: OnProgress, cancellation: Cancellation, progress: Progress
    ) -> None:
        self._scheduler, self._on_read, self._tell, self._cancellation = scheduler, on_read, tell, cancellation
        self._progress = progress
        self._waiting: dict[Future[object], _Task] = {}
        self._finished: SimpleQueue[Future[object]] = SimpleQueue()
        self._pages_left: dict[str, int] = {}

    def run(self, todo: Sequence[Pending]) -> None:
        for pending in todo:
            self._wait_for(self._scheduler.read(pending, last=False), _Task(pending))
        while self._waiting:
            self._cancellation.check()
            with suppress(Empty):
                future = self._finished.get(timeout=_POLL_SECONDS)
                self._finish(future, self._waiting.pop(future))

    def _wait_for(self, future: Future[object], task: _Task) -> None:
        """Have the future tell when it is done; to ask them all, again and again, takes the square of their number."""
        self._waiting[future] = task
        future.add_done_callback(self._finished.put)

    def _finish(self, future: Future[object], task: _Task) -> None:
        if task.page is not None:
            self._scheduler.note_page(future, task.pending, task.page)
            self._page_done(task.pending)
            return
        result = self._scheduler.result(future)
        if isinstance(result, Unrecognised):
            self._recognise_first(task.pending, result.pages)
        else:
            self._file_done(task.pending, result)

    def _recognise_first(self, pending: Pending, pages: Sequence[int]) -> None:
        self._pages_left[pending.sha256] = len(pages)
        for page in pages:
            self._wait_for(self._scheduler.recognise(pending, page), _Task(pending, page))
        self._note(pending, replace(self._progress, to_recognise=self._progress.to_recognise + len(pages)))

    def _page_done(self, pending: Pending) -> None:
        self._pages_left[pending.sha256] -= 1
        if not self._pages_left[pending.sha256]:
            self._wait_for(self._scheduler.read(pending, last=True), _Task(pending))
        self._note(pending, replace(self._progress, recognised=self._progress.recognised + 1))

    def _file_done(self, pending: Pending, result: Result) -> None:
        self._on_read(pending, result)
        report = None
        if isinstance(result, Unread):
            report = FileReport(pending.file.name, FileOutcome.FAILED, reason=result.reason)
        elif isinstance(result, PackedDocument):
            report = FileReport(pending.file.name, FileOutcome.INDEXED, result.page_count)
        progress = replace(
            self._progress,
            files_done=self._progress.files_done + 1,
            pages_done=self._progress.pages_done + (report.pages if report else 0),
            bytes_done=self._progress.bytes_done + pending.file.size_bytes,
        )
        self._note(pending, progress, report)

    def _note(self, pending: Pending, progress: Progress, report: FileReport | None = None) -> None:
        self._progress = replace(progress, document=pending.file.name, report=report)
        self._tell(self._progress)
