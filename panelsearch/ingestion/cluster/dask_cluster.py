"""How are files read on a Dask cluster? Handed to its workers, few at a time, and their results taken as they come.

Where a worker is lost, the scheduler has its files done again on another, as often as it allows; what a worker lost
twice has a line in the report and is tried again by the next run. Nothing here knows what the files lie on: workers
open them by the same names.
"""

from __future__ import annotations

import logging
import re
import threading
import time
import uuid
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future as Answer
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, cast

from panelsearch.errors import ClusterError, UsageError
from panelsearch.ingestion import worker
from panelsearch.ingestion.cancellation import Cancellation
from panelsearch.ingestion.cluster import on_worker
from panelsearch.ingestion.cluster.on_worker import Fitness, Orders
from panelsearch.ingestion.planning import Pending
from panelsearch.ingestion.reading import OnProgress, OnRead, Outcome, Reading, ReadingOptions, Task, to_read
from panelsearch.ingestion.worker import Source, Unread
from panelsearch.ocr.base import LookedAt
from panelsearch.ocr.cache import RecognitionCache

if TYPE_CHECKING:
    from distributed import Client, Future

LOCAL = "local"
"""What is named in the place of a scheduler's address for a cluster of this machine alone, without a port."""
_ADDRESS = re.compile(r"(tcp|tls)://([^\s/:@\[\]]+|\[[0-9A-Fa-f:.]+\]):[0-9]{1,5}")
_CONNECT_SECONDS = 15.0
_ANSWER_SECONDS = 5.0
_SILENT_SECONDS = 30.0
_WITHOUT_WORKERS_SECONDS = 60.0
_LOOK_EVERY_SECONDS = 2.0
_CLOSE_SECONDS = 2.0
_START_SECONDS = 60.0
"""A worker that is asked what it reads with imports all of that first."""
_TASKS_A_THREAD = 2
_TO_GO_ON = "What was read is kept: run the same command again to go on."
_SEE_WHETHER_THEY_RUN = "See whether the workers run; one that hangs is best ended and started anew."
_INSTALL_THERE = "Install the same panelsearch[scale] on every worker, and start them anew."


class DaskCluster:
    """A cluster by its scheduler's address, such as tcp://host:8786 or tls://host:8786; or `LOCAL`.

    UsageError for an address that is none.
    """

    def __init__(self, scheduler: str) -> None:
        if scheduler != LOCAL and not _ADDRESS.fullmatch(scheduler):
            raise UsageError(
                f"{scheduler} is not the address of a scheduler.",
                "Name one like tcp://host:8786 or tls://host:8786, or local for this machine.",
            )
        self._scheduler = scheduler

    def check(self, options: ReadingOptions) -> None:
        """See that its workers would read as this machine does.

        UsageError where Dask is not installed, or certificates are missing; ClusterError where the scheduler does not
        answer, and for workers of another version.
        """
        if self._scheduler == LOCAL:
            _dask()
            return
        with self._client(options) as client:
            _must_be_fit(client, options)

    def read_all(
        self, pending: Sequence[Pending], options: ReadingOptions, on_read: OnRead, tell: OnProgress,
        cancellation: Cancellation,
    ) -> None:  # fmt: skip
        """Read what is pending on the cluster; see `ReadAll`."""
        todo, progress = to_read(pending)
        tell(progress)
        if not todo:
            return
        with self._client(options) as client:
            _must_be_fit(client, options)
            readers = _DaskReaders(client, self._scheduler, options)
            try:
                Reading(readers, options.ocr, on_read, tell, cancellation, progress).run(todo)
            finally:
                readers.stop()

    @contextmanager
    def _client(self, options: ReadingOptions) -> Iterator[Client]:
        dask = _dask()
        with ExitStack() as opened:
            address: object = self._scheduler
            if address == LOCAL:
                address = opened.enter_context(_here(dask, options.limits.worker_count))
            security = _certificates(dask) if self._scheduler.startswith("tls://") else None
            try:
                client = dask.Client(
                    address, timeout=_CONNECT_SECONDS, set_as_default=False, name="panelsearch", security=security
                )
            except OSError as error:
                raise ClusterError(
                    f"The scheduler {self._scheduler} does not answer.",
                    "See whether it runs and can be reached from here; without --scheduler this machine reads alone.",
                ) from error
            try:
                yield client
            finally:
                with suppress(Exception):  # it may be gone; nothing of ours is left there
                    client.close(timeout=_CLOSE_SECONDS)


class _DaskReaders:
    """The workers of a cluster, as those who read."""

    def __init__(self, client: Client, scheduler: str, options: ReadingOptions) -> None:
        self._client, self._scheduler, self._options = client, scheduler, options
        fingerprint = worker.pipeline_fingerprint(options.tagging)
        ocr = replace(options.ocr, directory=Path())  # which is this machine's
        self._orders = Orders(f"panelsearch-{uuid.uuid4().hex}", fingerprint, options.limits, ocr, options.tagging)
        self._numbers = count()
        self._under_way: set[Future] = set()
        self._done: SimpleQueue[tuple[Task, Future]] = SimpleQueue()
        self._threads = 0
        self._looked = 0.0
        self._answered = self._had_workers = time.monotonic()
        self._look()

    @property
    def at_once(self) -> int:
        """See `Readers`; grows with the cluster."""
        return max(1, _TASKS_A_THREAD * self._threads)

    def begin(self, task: Task) -> None:
        """See `Readers`."""
        pending, options = task.pending, self._options
        cache = RecognitionCache(options.ocr.directory)
        # a page is recognised whatever the others say: of a long scan they would be read and sent with each
        known = cache.pages(pending.sha256, options.ocr.engine) if task.page is None else {}
        source = Source(pending.file.path, pending.sha256, options.passwords, known)
        future = self._client.submit(
            on_worker.done, self._orders, source, task.page, last=task.last,
            key=f"{self._orders.run}-{next(self._numbers)}", pure=False,
        )  # fmt: skip
        self._under_way.add(future)
        self._wait_for(task, future)

    def finished(self, seconds: float) -> Sequence[tuple[Task, Outcome]]:
        """See `Readers`. ClusterError where the scheduler has gone, or no worker has been there for long."""
        self._look()
        try:
            task, future = self._done.get(timeout=seconds)
        except Empty:
            return ()
        try:
            outcome = self._outcome(task, future)
        except TimeoutError:  # its worker went before it was fetched, and it is done again; or it takes long
            self._wait_for(task, future)
            return ()
        self._under_way.discard(future)
        future.release()
        return ((task, outcome),)

    def stop(self) -> None:
        """End what is under way, and the run's processes on all workers that can be reached."""

        def ended() -> None:
            self._client.cancel(list(self._under_way), force=True)
            self._client.run(on_worker.stop, self._orders.run, on_error="ignore")

        with suppress(Exception):  # who cannot be reached ends them by itself
            _within(_CLOSE_SECONDS, ended)

    def _wait_for(self, task: Task, future: Future) -> None:
        future.add_done_callback(lambda done: self._done.put((task, done)))

    def _outcome(self, task: Task, future: Future) -> Outcome:
        """What came of a task. TimeoutError where that is not there yet."""
        from distributed import KilledWorker

        if future.status == "cancelled":
            raise self._gone()
        if future.status != "error":
            outcome = future.result(timeout=_ANSWER_SECONDS)
            if isinstance(outcome, Fitness):
                raise _unfit("A worker that joined", outcome)
            return cast(Outcome, outcome)
        error = future.exception(timeout=_ANSWER_SECONDS)
        if isinstance(error, KilledWorker):
            return _failed(task, f"was lost {_times(error.allowed_failures + 1)}")
        if isinstance(error, ImportError | AttributeError):
            raise ClusterError(f"A worker cannot load panelsearch ({error}).", _INSTALL_THERE)
        logging.getLogger(__name__).warning("%s: %s", task.pending.file.name, type(error).__name__, exc_info=error)
        return _failed(task, f"could not ({type(error).__name__})")

    def _look(self) -> None:
        """See now and then how large the cluster is, and that it is there at all."""
        if self._client.status != "running":
            raise self._gone()
        now = time.monotonic()
        if now - self._looked < _LOOK_EVERY_SECONDS:
            return
        try:
            told: Any = self._client.sync(self._client.scheduler.identity, n_workers=0, callback_timeout=_CLOSE_SECONDS)
        except (OSError, TimeoutError) as error:
            if now - self._answered > _SILENT_SECONDS:
                raise self._gone() from error
            return
        self._looked = self._answered = now
        self._threads = told["total_threads"]
        if self._threads:
            self._had_workers = now
        elif now - self._had_workers > _WITHOUT_WORKERS_SECONDS:
            raise ClusterError(f"The scheduler {self._scheduler} has no workers.", f"Start some. {_TO_GO_ON}")

    def _gone(self) -> ClusterError:
        return ClusterError(f"The scheduler {self._scheduler} went away while files were read.", _TO_GO_ON)


def _dask() -> Any:
    """Dask's library, which says what goes wrong in our log. UsageError where it is not installed."""
    try:
        import distributed
    except ImportError as error:
        raise UsageError(
            "Reading on a cluster stands on Dask, which is not installed.",
            "Install it: pip install 'panelsearch[scale]'",
        ) from error
    told = logging.getLogger("distributed")
    told.handlers.clear()  # its own show on the screen
    told.propagate = True
    return distributed


def _certificates(dask: Any) -> Any:
    """What Dask's settings say of encryption. UsageError where they name no certificate to show."""
    security = dask.Security(require_encryption=True)
    if not (security.tls_ca_file and security.tls_client_cert):
        variables = [f"DASK_DISTRIBUTED__COMM__TLS__{one}" for one in ("CA_FILE", "CLIENT__CERT", "CLIENT__KEY")]
        raise UsageError(
            "A scheduler at tls:// asks for a certificate, and none is set here.",
            f"Name the files: {', '.join(variables)}.",
        )
    return security


@contextmanager
def _here(dask: Any, threads: int) -> Iterator[object]:
    """A cluster inside this process, whose one worker has so many files read at once; it answers nobody else."""
    import dask as settings

    silent: dict[str, list[str]] = {f"distributed.{who}.http.routes": [] for who in ("scheduler", "worker")}
    with ExitStack() as opened:
        opened.enter_context(settings.config.set(silent))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that a worker's pages on the web are rarely switched off so
            cluster = dask.LocalCluster(
                n_workers=1, threads_per_worker=threads, processes=False, memory_limit=0,
                dashboard_address="127.0.0.1:0", worker_dashboard_address="127.0.0.1:0",
                scheduler_kwargs={"dashboard": False}, dashboard=False,
            )  # fmt: skip
        yield opened.enter_context(cluster)


def _must_be_fit(client: Client, options: ReadingOptions) -> None:
    """ClusterError for a worker that would read otherwise than this machine."""
    ocr = replace(options.ocr, directory=Path())
    try:
        found: dict[str, object] = _within(
            _START_SECONDS, lambda: client.run(on_worker.fitness, options.tagging, ocr, on_error="return")
        )
    except (OSError, TimeoutError) as error:
        raise ClusterError("Not all workers of the cluster answer.", _SEE_WHETHER_THEY_RUN) from error
    fingerprint = worker.pipeline_fingerprint(options.tagging)
    for address, there in found.items():
        if isinstance(there, OSError):
            raise ClusterError(f"The worker {address} does not answer.", _SEE_WHETHER_THEY_RUN)
        if not isinstance(there, Fitness):
            raise ClusterError(f"The worker {address} cannot load panelsearch ({there}).", _INSTALL_THERE)
        if there.lacking or there.fingerprint != fingerprint:
            raise _unfit(f"The worker {address}", there)
        if there.engine != ocr.engine:
            raise ClusterError(
                f"The worker {address} has not the OCR of this machine: {there.engine or 'none'}, not {ocr.engine}.",
                "Install the same there, or give --ocr off now and index the scans from this machine afterwards.",
            )


def _within(seconds: float, ask: Callable[[], Any]) -> Any:
    """What asking gives; TimeoutError where nobody answers for so long, and whatever it raises."""
    answer: Answer[Any] = Answer()

    def asked() -> None:
        try:
            answer.set_result(ask())
        except BaseException as error:  # noqa: BLE001 - raised where it is waited for
            answer.set_exception(error)

    threading.Thread(target=asked, daemon=True).start()
    return answer.result(timeout=seconds)


def _unfit(who: str, there: Fitness) -> ClusterError:
    lacking = f": {there.lacking}" if there.lacking else ""
    version = f"{there.version}, {there.fingerprint or 'nothing'}"
    return ClusterError(f"{who} would read papers otherwise than this machine ({version}){lacking}", _INSTALL_THERE)


def _failed(task: Task, what: str) -> Outcome:
    """A task that no worker could do, for a reason that may pass."""
    if task.page is None:
        return Unread(f"the worker that read it {what}")
    return LookedAt(failed=f"the worker that recognised it {what}", passing=True)


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
