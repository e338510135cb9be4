"""Which library is open, is it still there, and who calls it? Never the UI's thread.

Calls are made in lanes, one thread each: what one is slow at delays only its own lane. A caller that is cancelled
gets nothing any more, and where its turn has not come the call is not made. The threads are daemons, so that leaving
never waits for a slow register.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from enum import StrEnum
from typing import TypeVar

from panelsearch.errors import LibraryMissingError, LibraryMovedOnError
from panelsearch.services.library import Library
from panelsearch.storage.address import LOCAL, Address
from panelsearch.storage.place import Place
from panelsearch.storage.registry import has_store

T = TypeVar("T")


class Lane(StrEnum):
    """What waits for what."""

    SEARCH = "search"
    PAGE = "page"
    PICTURE = "picture"
    REGISTER = "register"
    COUNT = "count"
    FILES = "files"
    MODEL = "language model"
    BASKET = "basket"
    COMPLETION = "completion"
    HOME = "home"


class Threads:
    """A daemon thread a lane, begun when first needed; the calls of a lane are made in turn."""

    def __init__(self) -> None:
        self._queues: dict[Lane, queue.SimpleQueue[Callable[[], None]]] = {}

    async def call(self, lane: Lane, work: Callable[[], T]) -> T:
        """What `work` gives, or raises. Cancelled before its turn, it is not done at all."""
        future: Future[T] = Future()

        def do() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                value = work()
            except BaseException as error:  # noqa: BLE001 - the caller's to handle, whatever it is
                future.set_exception(error)
            else:
                future.set_result(value)

        self._queue(lane).put(do)
        return await asyncio.wrap_future(future)

    def _queue(self, lane: Lane) -> queue.SimpleQueue[Callable[[], None]]:
        if lane not in self._queues:
            self._queues[lane] = queue.SimpleQueue()
            threading.Thread(target=_work_off, args=[self._queues[lane]], name=f"lane-{lane}", daemon=True).start()
        return self._queues[lane]


def _work_off(waiting: queue.SimpleQueue[Callable[[], None]]) -> None:
    while True:
        waiting.get()()


class _Borrowed:
    """A library, how many calls it serves, and whether it is to be closed after the last."""

    def __init__(self, library: Library, store: Address) -> None:
        self.library = library
        self._file = store if store.scheme == LOCAL and has_store(store) else None
        self.calls = 0
        self.retired = False

    @property
    def is_gone(self) -> bool:
        """Whether its store was deleted under it: an open file still answers, with nothing. A server says so itself."""
        return self._file is not None and not has_store(self._file)


class LibraryAccess:
    """The library at one place, opened anew after each change of it."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._threads = Threads()
        self._lock = threading.Lock()
        self._current: _Borrowed | None = None

    @property
    def is_open(self) -> bool:
        """Whether a library could be opened."""
        return self._current is not None

    async def open(self) -> None:
        """Open the library as it is now, in the place of the one before. LibraryError."""
        await self._threads.call(Lane.SEARCH, self._open)

    async def call(self, lane: Lane, ask: Callable[[Library], T]) -> T:
        """Ask the library, in a lane's thread; once more as it is now, where others made it anew meanwhile.

        PanelsearchError; LibraryMissingError where its files are gone.
        """
        return await self._threads.call(lane, lambda: self._asked(ask))

    async def run(self, lane: Lane, work: Callable[[], T]) -> T:
        """Do something slow that needs no library, in a lane's thread."""
        return await self._threads.call(lane, work)

    def _open(self) -> None:
        opened = _Borrowed(Library.open(self.place), self.place.store)
        with self._lock:
            before, self._current = self._current, opened
            idle = before is not None and not before.calls
            if before is not None:
                before.retired = True
        if before is not None and idle:  # else whoever calls it last closes it
            before.library.close()

    def _asked(self, ask: Callable[[Library], T]) -> T:
        try:
            return self._asked_once(ask)
        except LibraryMovedOnError:
            self._open()
            return self._asked_once(ask)

    def _asked_once(self, ask: Callable[[Library], T]) -> T:
        with self._borrowed() as one:
            if one.is_gone:
                raise LibraryMissingError(
                    f"The library in {self.place} is gone: somebody moved or deleted it.", "f4 makes it anew."
                )
            return ask(one.library)

    @contextlib.contextmanager
    def _borrowed(self) -> Iterator[_Borrowed]:
        with self._lock:
            one = self._current
            if one is None:
                raise LibraryMissingError(f"There is no library in {self.place} yet.", "f4 reads a folder of PDFs.")
            one.calls += 1
        try:
            yield one
        finally:
            with self._lock:
                one.calls -= 1
                over = one.retired and not one.calls
            if over:
                one.library.close()


def spare_the_library() -> None:
    """Keep the collector from going through all front sheets while somebody types: a tenth of a second for 20,000."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
