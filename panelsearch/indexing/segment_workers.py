"""Who writes the files of segments? This process where there is little to do, others beside it where there is much."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from typing import ParamSpec

_MOST_WORKERS = 8
_P = ParamSpec("_P")


class SegmentWorkers:
    """Runs jobs that each write a file of their own. Not before `wait` returns are all of them written.

    A process that dies, or cannot be started, costs nothing but time: its job is done here.
    """

    def __init__(self, most: int | None = None) -> None:
        self._most = most if most is not None else max(1, min(_MOST_WORKERS, os.cpu_count() or 1))
        self._pool: ProcessPoolExecutor | None = None
        self._running: dict[Future[None], Callable[[], None]] = {}

    def run(self, job: Callable[_P, None], *args: _P.args, **kwargs: _P.kwargs) -> None:
        """Do it now, in this process."""
        job(*args, **kwargs)

    def run_beside(self, job: Callable[_P, None], *args: _P.args, **kwargs: _P.kwargs) -> None:
        """Have it done in another process; waits while each has a job and one more is due, so that memory is bounded.

        What an earlier job raised is raised here or by `wait`.
        """
        if self._most == 1:
            self.run(job, *args, **kwargs)
            return
        while len(self._running) > self._most:
            self._settle()
        try:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    self._most, multiprocessing.get_context("spawn"), initializer=_leave_ctrl_c_to_the_parent
                )
            future = self._pool.submit(job, *args, **kwargs)
        except (BrokenExecutor, OSError, NotImplementedError):  # a system without semaphores, or without room
            self.run(job, *args, **kwargs)
        else:
            self._running[future] = lambda: job(*args, **kwargs)

    def wait(self) -> None:
        """Until every file is written."""
        while self._running:
            self._settle()

    def stop(self) -> None:
        """Give up what has not begun, wait for the rest, and end the processes."""
        self._running.clear()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _settle(self) -> None:
        finished, _ = wait(self._running, return_when=FIRST_COMPLETED)
        for future in finished:
            job = self._running.pop(future)
            try:
                future.result()
            except BrokenExecutor:
                job()


def _leave_ctrl_c_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
