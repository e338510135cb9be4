"""How is much written? In batches of some megabytes, a few on their way at a time, the next one made meanwhile."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

import msgspec

from panelsearch.indexing.opensearch.server import Json, Server

_BATCH = 2 << 20
_AT_ONCE = 3


class Sending:
    """What is put is sent, sooner or later; what could not be written is raised by a later call."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._lines: dict[str, list[str]] = {}
        self._sizes: dict[str, int] = {}
        self._pool = ThreadPoolExecutor(_AT_ONCE, "bulk")
        self._under_way: set[Future[None]] = set()

    def put(self, index: str, action: Json, content: Json) -> None:
        """Have an action carried out. LibraryError."""
        lines = f"{msgspec.json.encode(action).decode()}\n{msgspec.json.encode(content).decode()}\n"
        self._lines.setdefault(index, []).append(lines)
        self._sizes[index] = self._sizes.get(index, 0) + len(lines)
        if self._sizes[index] >= _BATCH:
            self._send(index)

    def finish(self) -> None:
        """Have all of it carried out. LibraryError."""
        for index in list(self._lines):
            self._send(index)
        self._wait(0)

    def stop(self) -> None:
        """Send no more; what is on its way arrives or does not."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _send(self, index: str) -> None:
        self._wait(_AT_ONCE)
        self._sizes[index] = 0
        self._under_way.add(self._pool.submit(self._server.write_batch, index, self._lines.pop(index)))

    def _wait(self, most: int) -> None:
        """Until no more than so many are under way."""
        while len(self._under_way) > most:
            done, self._under_way = wait(self._under_way, return_when=FIRST_COMPLETED)
            for one in done:
                one.result()
