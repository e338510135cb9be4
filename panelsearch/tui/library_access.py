"""Which library is open, is it still there and the newest, and who calls it? Never the UI's thread.

Calls are made in lanes, one thread each: what one is slow at delays only its own lane. A caller that is cancelled
gets nothing any more, and where its turn has not come the call is not made. The threads are daemons, so that leaving
never waits for a slow register.

What is open is one state of the library, to which all that is on screen belongs. A newer one, which another run
published, takes its place where a list is asked for anew, so that nobody's rows change while they are read.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import queue
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from enum import StrEnum
from typing import TypeVar

from panelsearch.errors import LibraryError, LibraryMissingError, LibraryMovedOnError
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
    ROWS = "further rows"
    SAVED = "saved searches"
    HOLDINGS = "holdings"
    COUNT = "count"
    FILES = "files"
    MODEL = "language model"
    BASKET = "basket"
    COMPLETION = "completion"
    HOME = "home"
    STATE = "state of the library"


_ASKED_ANEW = frozenset({Lane.SEARCH, Lane.REGISTER, Lane.SAVED, Lane.HOLDINGS})
"""What takes the place of what was on screen: there the library is gone over to as it is now."""
_LOOKS_APART_SECONDS = 5.0
"""A server is asked no more often than that whether it has a newer state; a file may be each time."""
_PATIENCE_SECONDS = 0.5
"""So long it is waited for what the store says to that; where that comes later, it is for the next time."""


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
    """The library at one place; `moved` is called with how many documents there are when it was gone over to another.

    That is in whatever thread, and only for what others published: who calls `open` knows.
    """

    def __init__(self, place: Place, moved: Callable[[int], None] = lambda documents: None) -> None:
        self.place = place
        self._moved = moved
        self._threads = Threads()
        self._lock = threading.Lock()
        self._current: _Borrowed | None = None
        self._newer: Library | None = None
        self._look: asyncio.Future[bool] | None = None
        self._looked = 0.0

    @property
    def is_open(self) -> bool:
        """Whether a library could be opened."""
        return self._current is not None

    async def open(self) -> None:
        """Open the library as it is now, in the place of the one before. LibraryError."""
        await self._threads.call(Lane.SEARCH, lambda: self._take(Library.open(self.place)))

    async def call(self, lane: Lane, ask: Callable[[Library], T]) -> T:
        """Ask the library, in a lane's thread; once more as it is now, where others made it anew meanwhile.

        PanelsearchError; LibraryMissingError where its files are gone.
        """
        if lane in _ASKED_ANEW:
            await self.follow()
        return await self._threads.call(lane, lambda: self._asked(ask))

    async def run(self, lane: Lane, work: Callable[[], T]) -> T:
        """Do something slow that needs no library, in a lane's thread."""
        return await self._threads.call(lane, work)

    async def follow(self) -> None:
        """Go over to a newer state of the library, if there is one: nothing that is read may hang on that before.

        A store that does not answer is not waited for, and whatever is wrong with it breaks nothing here.
        """
        if self._current is None or (self._look is not None and not self._look.done()):
            return
        self._look = look = asyncio.ensure_future(self._threads.call(Lane.STATE, self._find_newer))
        await asyncio.wait([look], timeout=_PATIENCE_SECONDS)
        if look.done() and look.result():
            await self._threads.call(Lane.STATE, self._go_over)

    def _find_newer(self) -> bool:
        """Have a newer state of the library open, if there is one and it is time to look; whether it is."""
        apart = 0.0 if self.place.store.scheme == LOCAL else _LOOKS_APART_SECONDS
        if self._newer is None and time.monotonic() - self._looked >= apart:
            with contextlib.suppress(LibraryError, OSError), self._borrowed() as one:  # it is told to who asks for more
                if not one.library.is_newest():
                    self._keep_newer(Library.open(self.place), one)
            self._looked = time.monotonic()
        return self._newer is not None

    def _keep_newer(self, library: Library, than: _Borrowed) -> None:
        with self._lock:
            is_newer = self._current is than  # else that was opened anew meanwhile
            if is_newer:
                self._newer = library
        if not is_newer:
            library.close()

    def _go_over(self) -> None:
        with self._lock:
            newer, self._newer = self._newer, None
        if newer is not None:
            self._take(newer)
            with contextlib.suppress(LibraryError):
                self._moved(newer.document_count)

    def _take(self, library: Library) -> None:
        """Have a library in the place of the one before."""
        opened = _Borrowed(library, self.place.store)
        with self._lock:
            before, self._current = self._current, opened
            passed_over, self._newer = self._newer, None
            idle = before is not None and not before.calls
            if before is not None:
                before.retired = True
        if before is not None and idle:  # else whoever calls it last closes it
            before.library.close()
        if passed_over is not None:
            passed_over.close()

    def _asked(self, ask: Callable[[Library], T]) -> T:
        try:
            return self._asked_once(ask)
        except LibraryMovedOnError:
            self._open_anew()
            return self._asked_once(ask)

    def _open_anew(self) -> None:
        before, opened = self._current, Library.open(self.place)
        self._take(opened)
        if before is None or before.library.generation != opened.generation:  # else only a connection was lost
            self._moved(opened.document_count)

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
