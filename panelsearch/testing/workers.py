"""How do the tests start workers? All as forks of one process that lives as long as the tests do, a second saved each.

That process has read a paper. A command forks its own so too, but from a process it has to start first, that has read
none, and those that write segments it starts afresh; tests that run a command in a process of its own see that.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import context
from typing import Any
from unittest import mock

_LOADED = ("pebble.pool.process", "panelsearch.testing.workers", "panelsearch.testing.first_paper")


@contextmanager
def quick_workers() -> Iterator[None]:
    """While this lasts, whichever way of starting processes is asked for, they are forked; no change on Windows."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        yield
        return
    forks = _Forks()
    forks.set_forkserver_preload([])
    with mock.patch.object(multiprocessing, "get_context", return_value=forks):
        yield


class _Worker(context.ForkServerProcess):
    """A fork that has the environment of this moment, not that of the process it is a fork of."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._environment = dict(os.environ)

    def run(self) -> None:
        """What the process was made for."""
        os.environ.clear()
        os.environ.update(self._environment)
        super().run()


class _Forks(context.ForkServerContext):
    Process = _Worker

    def set_forkserver_preload(self, module_names: list[str]) -> None:
        """What is asked for is imported, and what all tests want of it done."""
        super().set_forkserver_preload([*module_names, *_LOADED])
