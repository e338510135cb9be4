"""How does a reader keep seeing one generation? A point in time of the server's, and a filter for the generation in it.

A server drops a point in time that nobody asked for a while, and loses it with the node that held it. Another is then
opened, in which the generation is the same passages, unless it was swept meanwhile.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TypeVar

from panelsearch.errors import LibraryError, LibraryMovedOnError, QueryError
from panelsearch.indexing.opensearch.catalogue import Held
from panelsearch.indexing.opensearch.filters import all_of, among, but
from panelsearch.indexing.opensearch.passage_fields import DOCUMENT, RUN
from panelsearch.indexing.opensearch.server import NOT_UP, Json, Refused, Server

KEPT = "10m"
"""For so long after each question a point in time is kept."""
PAGE_SIZE = 10_000
_TOO_MUCH = re.compile("clause|determiniz|nested|terms_count", re.IGNORECASE)
"""What an error speaks of where a query has more parts than the server takes, or its patterns more ways to match."""
_BUSY = 429
_LOST = (404, 500, 502, 503, 504)
"""It was dropped, or the shards that it held are gone with their node."""

T = TypeVar("T")


def seen(held: Held) -> Json:
    """What a generation holds of its index, as a filter."""
    gone = [
        but(all_of([among(DOCUMENT, documents), {"range": {RUN: {"lt": number}}}]))
        for number, documents in held.removed.items()
    ]
    return all_of([brought(held), *gone])


def brought(held: Held) -> Json:
    """What its runs brought, though it may have been taken out since."""
    return all_of([{"range": {RUN: {"lte": held.run}}}, *([but(among(RUN, held.given_up))] if held.given_up else [])])


class PointInTime:
    """A state of one generation's index. Safe to use from several threads."""

    def __init__(self, server: Server, held: Held, is_held: Callable[[], bool] = lambda: True) -> None:
        """`is_held` says whether the generation is still there, when the point in time was lost."""
        self._server, self._held, self._is_held = server, held, is_held
        self._lock = threading.Lock()
        self._id = self._opened()

    def close(self) -> None:
        """Let the server drop it."""
        self._drop(self._id)

    def search(self, body: Json) -> Json:
        """The whole answer to a search. QueryError, LibraryMovedOnError, LibraryError."""
        return self._asked(lambda pit: self._server.search({**body, **pit}))

    def searches(self, bodies: Sequence[Json]) -> list[Json]:
        """The answers to several searches. QueryError, LibraryMovedOnError, LibraryError."""
        return self._asked(lambda pit: self._server.searches([{**body, **pit} for body in bodies])) if bodies else []

    def count(self, query: Json) -> int:
        """How many passages a query finds."""
        return int(self.search({"query": query, "size": 0, "track_total_hits": True})["hits"]["total"]["value"])

    def pages(self, body: Json, size: int = PAGE_SIZE) -> Iterator[Json]:
        """The answers that hold all hits of a search, so many each; its `sort` must tell any two passages apart."""
        after: Json = {}
        while True:
            answer = self.search({**body, **after, "size": size})
            yield answer
            hits = answer["hits"]["hits"]
            if len(hits) < size or not size:
                return
            after = {"search_after": hits[-1]["sort"], "track_total_hits": False}

    def _asked(self, question: Callable[[Json], T]) -> T:
        refused: Refused | None = None
        for _ in self._server.tries():
            with self._lock:
                pit = self._id
            try:
                return question({"pit": {"id": pit, "keep_alive": KEPT}})
            except Refused as error:
                if _TOO_MUCH.search(f"{error.kind} {error.reason}"):
                    raise QueryError(
                        "The query is too much for the index server.", "Ask for fewer words, or with fewer * in one."
                    ) from error
                if error.status not in (_BUSY, *_LOST):
                    raise
                refused = error
                if error.status != _BUSY:
                    self._anew(pit)
        raise self._server.unusable(f"cannot answer ({refused})", NOT_UP)

    def _anew(self, lost: str) -> None:
        with self._lock:
            if self._id != lost:  # another thread did
                return
            self._id = self._opened()
        self._drop(lost)  # nodes that still hold a part of it allow so many only

    def _drop(self, pit: str) -> None:
        with suppress(LibraryError, Refused):  # it goes by itself
            self._server.ask("DELETE", "/_search/point_in_time", {"pit_id": [pit]})

    def _opened(self) -> str:
        path = f"/{self._held.index}/_search/point_in_time"
        try:
            made = self._server.ask("POST", path, keep_alive=KEPT, allow_partial_pit_creation="false")
        except Refused as refused:
            if refused.status != 404:
                raise self._server.unusable(f"opens no view of the index ({refused})") from refused
            raise _moved_on() from refused
        pit = str(made["pit_id"])
        if not self._is_held():
            self._drop(pit)
            raise _moved_on()
        return pit


def _moved_on() -> LibraryMovedOnError:
    return LibraryMovedOnError("The library was brought up to date since it was opened.", "Ask once more.")
