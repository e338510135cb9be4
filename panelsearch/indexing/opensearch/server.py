"""How is a server asked? Each request with a limit of time, again where that may help, and its failures in words.

Every request here may be made twice without harm: what is written says its own id, and what it says of a passage holds
whatever the passage held before. Who asks, and by which certificates the server is believed, stands in the environment.
"""

from __future__ import annotations

import json
import logging
import os
import random
import ssl
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Protocol
from urllib.parse import urlsplit

from opensearchpy import exceptions
from opensearchpy.transport import Transport

from panelsearch.errors import LibraryBusyError, ServerError, UsageError
from panelsearch.indexing.opensearch.address import writing

USER, PASSWORD, CERTIFICATES = "PANELSEARCH_INDEX_USER", "PANELSEARCH_INDEX_PASSWORD", "PANELSEARCH_INDEX_CA"
"""The variables of the environment: name, password, and the file of the certificates that are trusted."""

Json = dict[str, Any]

_AGAIN = (429, 502, 503, 504)
"""Too much at once, or somebody between us and the server, or a shard on its way to another node."""
_TOO_MUCH = (429,)
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 8.0  # seconds; each is twice the one before
NOT_UP = "Wait until its shards are up, and try again."
_BULK_BYTES = 4 << 20
_DONE_BEFORE = {("create", 409), ("delete", 404)}
"""What an action says that was carried out by a request whose answer was lost."""
_NO_ROOM = "cluster_block_exception"
_NO_SHARD = "unavailable_shards_exception"
_NOT_THERE = "index_not_found_exception"

logging.getLogger("opensearch").setLevel(logging.CRITICAL)  # it would print each request that failed


class Refused(Exception):  # noqa: N818 - an answer
    """The server answered and will not do it, however often it is asked: `status` of HTTP, `kind` and `reason`."""

    def __init__(self, status: int, kind: str, reason: str) -> None:
        super().__init__(f"{status} {kind}: {reason}")
        self.status, self.kind, self.reason = status, kind, reason


class Channel(Protocol):
    """What carries a request: opensearch-py's `Transport`, or a stub."""

    def perform_request(
        self, method: str, url: str, params: Mapping[str, Any] | None = None, body: Any = None,
        timeout: float | None = None,
    ) -> Any:  # fmt: skip
        """The answer; raises what opensearch-py raises."""
        ...

    def close(self) -> Any:
        """Release connections."""
        ...


class Server:
    """A cluster, by its nodes. `patience` is for how many seconds a request is tried again."""

    def __init__(
        self, nodes: Sequence[str], *, timeout: float, patience: float, channel: Channel | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        """A request that takes longer than `timeout` seconds has failed."""
        self._name = ", ".join(nodes)
        self._timeout, self._patience, self._sleep = timeout, patience, sleep
        self._channel = channel or _transport(nodes)

    def close(self) -> None:
        """Release the connections."""
        self._channel.close()

    def ask(self, method: str, path: str, body: Any = None, **params: Any) -> Any:
        """The answer to a request. `Refused` where it says no for good; LibraryError where it cannot be had."""
        return self._asked(method, path, body, params, _AGAIN)

    def _asked(self, method: str, path: str, body: Any, params: Json, again: Collection[int]) -> Any:
        """As `ask`, answers of these statuses being no final ones."""
        for _ in self.tries():
            try:
                return self._channel.perform_request(method, path, params, body, timeout=self._timeout)
            except exceptions.TransportError as error:
                failed = error
            except exceptions.SerializationError as error:  # somebody else answers there
                raise self.unusable("does not answer as OpenSearch does") from error
            if not isinstance(failed.status_code, int):
                if isinstance(failed, exceptions.SSLError):
                    raise self._not_believed() from failed
            elif failed.status_code not in again:
                raise self._final(failed) from failed
        raise self._given_up(failed) from failed

    def search(self, body: Json, index: str = "") -> Json:
        """The whole answer to a search: one that some shards did not give, or that time cut short, is none.

        Of a point in time, unless an `index` is named: `Refused` also where its shards are gone, to open another.
        """
        path, again = (f"/{index}/_search", _AGAIN) if index else ("/_search", _TOO_MUCH)
        answer: Json = self._asked("POST", path, body, {"allow_partial_search_results": "false"}, again)
        return self._whole(answer)

    def refresh(self, *indexes: str) -> None:
        """Have all that was written be found from now on. LibraryError."""
        for _ in self.tries():
            if not self.ask("POST", f"/{','.join(indexes)}/_refresh")["_shards"]["failed"]:
                return
        raise self.unusable("cannot make what was written be found", NOT_UP)

    def searches(self, bodies: Sequence[Json]) -> list[Json]:
        """The answers to several searches, each of which names its point in time."""
        lines = [line for body in bodies for line in ('{"allow_partial_search_results":false}', json.dumps(body))]
        answer = self._asked("POST", "/_msearch", "\n".join(lines) + "\n", {}, _TOO_MUCH)
        for one in answer["responses"]:
            if "error" in one:
                raise self._final_of(int(one.get("status", 500)), one["error"])
        return [self._whole(one) for one in answer["responses"]]

    def write(self, index: str, actions: Iterator[tuple[Json, Json | None]]) -> None:
        """Carry out actions, each with its line of content, some megabytes at a time. LibraryError."""
        batch: list[str] = []
        size = 0
        for action, content in actions:
            lines = json.dumps(action) + "\n" + ("" if content is None else json.dumps(content) + "\n")
            batch.append(lines)
            size += len(lines)
            if size >= _BULK_BYTES:
                self.write_batch(index, batch)
                batch, size = [], 0
        if batch:
            self.write_batch(index, batch)

    def write_batch(self, index: str, batch: Sequence[str]) -> None:
        """Carry out actions that are written out; those the server had no time for are sent again. LibraryError."""
        left, why = list(batch), ""
        for _ in self.tries():
            answer = self.ask("POST", f"/{writing(index)}/_bulk", "".join(left), require_alias="true")
            if not answer["errors"]:
                return
            again = []
            for lines, item in zip(left, answer["items"], strict=True):
                ((action, done),) = item.items()
                if "error" not in done or (action, done["status"]) in _DONE_BEFORE:
                    continue
                if done["error"].get("type") == _NOT_THERE:  # only another run drops an index that is written to
                    raise LibraryBusyError(
                        "Another process writes to that index, and began it anew.", "Wait until it is done."
                    )
                why = f"{done['error'].get('type')}: {done['error'].get('reason')}"
                if done["status"] not in _AGAIN and (action, done["status"]) != ("update", 409):
                    raise self._final_of(done["status"], done["error"])
                again.append(lines)
            if not again:
                return
            left = again
        if _NO_ROOM in why:
            raise self._blocked()
        hint = NOT_UP if _NO_SHARD in why else "Look at its log, and try again."
        raise self.unusable(f"took no more to write ({why})", hint)

    def unusable(self, what: str, hint: str = "Look at its log, and try again.") -> ServerError:
        """An error that names the server."""
        return ServerError(f"The index server {self._name} {what}.", hint)

    def tries(self) -> Iterator[None]:
        """Once for each time that something is tried, with pauses between that grow, and not quite as others' do."""
        yield
        pause, until = _FIRST_PAUSE, time.monotonic() + self._patience
        while time.monotonic() + pause < until:
            self._sleep(pause * random.uniform(0.75, 1.25))  # noqa: S311 - so that not all come back at once
            yield
            pause = min(pause * 2, _LONGEST_PAUSE)

    def _whole(self, answer: Json) -> Json:
        shards = answer["_shards"]
        if answer["timed_out"] or shards["failed"] or shards["successful"] != shards["total"]:
            raise self.unusable("answered for a part of the index only", NOT_UP)
        return answer

    def _final(self, failed: exceptions.TransportError) -> Exception:
        info = failed.info if isinstance(failed.info, dict) else {}
        return self._final_of(int(failed.status_code), info.get("error", failed.error))

    def _final_of(self, status: int, error: Any) -> Exception:
        """What an answer of that status means: ours where the user must act."""
        told = error if isinstance(error, dict) else {"type": str(error)}
        roots = told.get("root_cause") or [told]
        causes = [root for root in (*roots, told.get("caused_by") or {}, told) if root]
        kind, reason = str(causes[0].get("type", "")), str(causes[0].get("reason", ""))
        if status in (401, 403) and kind != _NO_ROOM:
            return self.unusable(
                "does not let us do this", f"Set {USER} and {PASSWORD} to an account that may read and write there."
            )
        if kind == _NO_ROOM:
            return self._blocked()
        return Refused(status, kind, reason)

    def _given_up(self, failed: exceptions.TransportError) -> ServerError:
        if not isinstance(failed.status_code, int):
            timed_out = isinstance(failed, exceptions.ConnectionTimeout)
            what = f"did not answer within {self._timeout:g} s" if timed_out else "cannot be reached"
            return self.unusable(what, "See whether it runs and whether the address is right, and try again.")
        told = str(failed.info)
        if _NO_ROOM in told:
            return self._blocked()
        if failed.status_code == 429:
            return self.unusable("has too much to do", "Try again later, or give it more nodes.")
        return self.unusable(f"is not ready (HTTP {failed.status_code})", NOT_UP)

    def _blocked(self) -> ServerError:
        return self.unusable(
            "takes nothing more: a disk of it is full, or writing is blocked", "Give it room, and try again."
        )

    def _not_believed(self) -> ServerError:
        return self.unusable(
            "shows no certificate that is trusted",
            f"Set {CERTIFICATES} to the file of the authority that signed it.",
        )


def _transport(nodes: Sequence[str]) -> Channel:
    user, password = os.environ.get(USER, ""), os.environ.get(PASSWORD, "")
    ours: Channel = Transport(
        [_host(node) for node in nodes],
        http_auth=(user, password) if user else None,
        pool_maxsize=8,
        max_retries=0,
    )
    return ours


def _host(node: str) -> Json:
    part = urlsplit(node)
    encrypted = part.scheme == "https"
    host = {"host": part.hostname, "port": part.port or (443 if encrypted else 80), "scheme": part.scheme}
    return host | ({"ssl_context": _trusted()} if encrypted else {})


def _trusted() -> ssl.SSLContext:
    """By which certificates a server is believed: those that the user names, or the system's."""
    named = os.environ.get(CERTIFICATES)
    try:
        return ssl.create_default_context(cafile=named or None)
    except OSError as error:
        raise UsageError(
            f"{CERTIFICATES} names {named}, which cannot be read as certificates.",
            "Name the file (PEM) of the authority that signed the server's certificate.",
        ) from error
