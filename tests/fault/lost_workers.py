"""A cluster of this machine whose workers kill themselves where a test wants them to: loaded by each as it starts."""

from __future__ import annotations

import functools
import logging
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PHASES = ("before", "reading", "returning", "returned")
PLANS = "PANELSEARCH_TEST_KILLS"
"""The variable of the environment that says where plans lie."""


@contextmanager
def cluster_of_two(plans: Path) -> Iterator[Any]:
    """Two workers, each a process that its nanny starts anew; what is lost twice is not tried a third time."""
    import dask
    import distributed

    # such a cluster looks again so long after a loss, and closes for good a worker that is just then started once more
    patient = dask.config.set({"distributed.deploy.lost-worker-timeout": "1 day"})
    with patient, distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address="127.0.0.1:0",
        memory_limit=0, silence_logs=logging.CRITICAL, scheduler_kwargs={"allowed_failures": 1},
        preload=[__file__], env={PLANS: str(plans)},
    ) as started:  # fmt: skip
        yield started


def kill(plans: Path, phase: str, times: int = 1) -> None:
    """Have so many workers end, each as it comes to that phase of a file."""
    for number in range(times):
        (plans / f"{phase}-{number}").touch()


def dask_setup(_: Any) -> None:
    """Put the killing in place; called in each worker."""
    from panelsearch.ingestion.cluster import on_worker

    done = on_worker.done

    @functools.wraps(done)
    def doomed(*args: Any, **options: Any) -> Any:
        if _is_due("before"):
            _end()
        if _is_due("reading"):
            threading.Timer(0.3, _end).start()
            outcome = done(*args, **options)
            time.sleep(1)
            return outcome
        outcome = done(*args, **options)
        if _is_due("returning"):
            _end()
        if _is_due("returned"):
            threading.Timer(0.005, _end).start()
        return outcome

    on_worker.done = doomed


def _is_due(phase: str) -> bool:
    for plan in sorted(Path(os.environ[PLANS]).glob(f"{phase}-*")):
        try:
            plan.unlink()
        except FileNotFoundError:  # another worker was quicker
            continue
        return True
    return False


def _end() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
