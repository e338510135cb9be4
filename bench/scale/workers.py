"""A Dask cluster of this machine, a scheduler and two workers, whose workers die where they are told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.fault import lost_workers
from tests.scale.servers import LOOPBACK, STARTING, free_port

_WORKERS = 2


class Workers:
    """The cluster; a worker that dies is started anew by its nanny."""

    def __init__(self, folder: Path) -> None:
        """`folder` is where it is said which workers are to die."""
        self._plans = folder
        self.address = f"tcp://{LOOPBACK}:{free_port()}"
        self._processes: list[subprocess.Popen[bytes]] = []

    def plan(self, phase: str) -> None:
        """Have a worker die as it comes to that phase of a file, once there are as many as there should be."""
        self._wait_for_all()
        lost_workers.kill(self._plans, phase)

    def mend(self) -> None:
        """Nothing: a nanny does."""

    def killed(self) -> bool:
        """Whether it did; what was planned is forgotten."""
        left = list(self._plans.iterdir())
        for plan in left:
            plan.unlink(missing_ok=True)
        return not left

    def __enter__(self) -> Self:
        self._plans.mkdir()
        host = ("--host", LOOPBACK, "--no-dashboard")
        self._start("dask_scheduler", *host, "--port", self.address.rpartition(":")[2])
        self._start(
            "dask_worker", self.address, *host, "--nworkers", str(_WORKERS), "--nthreads", "1", "--memory-limit", "0",
            "--preload", str(Path(lost_workers.__file__)), "--local-directory", str(self._plans.parent),
        )  # fmt: skip
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in reversed(self._processes):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _start(self, program: str, *arguments: str) -> None:
        environment = {
            **os.environ, lost_workers.PLANS: str(self._plans), "PANELSEARCH_TAGGER": "rules",
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        }  # fmt: skip
        self._processes.append(subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{program}", *arguments], env=environment, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ))  # fmt: skip

    def _wait_for_all(self) -> None:
        import distributed

        until = time.monotonic() + STARTING
        while time.monotonic() < until:
            with suppress(OSError), distributed.Client(self.address, timeout=10, set_as_default=False) as client:
                if len(client.scheduler_info(n_workers=-1)["workers"]) == _WORKERS:
                    return
            time.sleep(0.3)
        raise RuntimeError(f"the cluster at {self.address} has not {_WORKERS} workers")
