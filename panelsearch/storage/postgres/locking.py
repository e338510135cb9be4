"""Who may write? Whoever holds the library's lock in its database, which goes with the connection that took it.

The same connection writes: one that loses the lock can write nothing more, and whoever comes next finds it free.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from panelsearch.storage.base import OnWait
from panelsearch.storage.holders import busy, signed
from panelsearch.storage.postgres.connection import Connection, closed, connected, fetched, guarded, lock_key
from panelsearch.storage.postgres.target import Target

_ASKED_EVERY_SECONDS = 0.5
_LONGEST_NAME = 63
"""PostgreSQL cuts an application's name there."""
_BEGIN = "panelsearch, "
_HOLDER = (
    "SELECT s.pid, s.application_name FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity s ON s.pid = l.pid"
    " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1"
    " AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())"
    " AND l.classid::bigint << 32 | l.objid::bigint = $1"
)
_held: dict[Target, WriterLock] = {}
_among_threads = threading.Lock()


class WriterLock:
    """A library's lock, held through `connection`; `is_used` while a store writes through that. See `base.Hold`."""

    def __init__(self, connection: Connection, target: Target) -> None:
        self.connection, self._target = connection, target
        self.is_used = False

    def must_stay(self) -> None:
        """LibraryError where the connection is gone, and the lock with it."""
        with guarded(self.connection, self._target):
            self.connection.execute("SELECT 1")


@contextmanager
def locked(target: Target, wait: OnWait | None = None) -> Iterator[WriterLock]:
    """Hold a library for writing, which a store that is opened in this process then does.

    With `wait`, until nobody else holds it. LibraryBusyError where somebody else does; LibraryError where the database
    cannot be reached.
    """
    lock = WriterLock(_acquired(target, wait), target)
    with _among_threads:
        _held[target] = lock
    try:
        yield lock
    finally:
        with _among_threads:
            _held.pop(target, None)
        closed(lock.connection)


@contextmanager
def writer(target: Target) -> Iterator[Connection]:
    """The connection that holds the library's lock in this process, or one that takes it now, to write through.

    LibraryBusyError where somebody else writes.
    """
    with _among_threads:
        lock = _held.get(target)
        if lock is not None and not lock.is_used:
            lock.is_used = True
        else:
            lock = None
    if lock is None:
        connection = _acquired(target, None)
        try:
            yield connection
        finally:
            closed(connection)
        return
    try:
        yield lock.connection
    finally:
        lock.is_used = False


def _acquired(target: Target, wait: OnWait | None) -> Connection:
    name = f"{_BEGIN}{signed()}"
    if len(name) > _LONGEST_NAME:
        name = f"{_BEGIN}{signed(with_machine=False)}"
    connection = connected(target, name, may_write=True)
    key = lock_key(target, "writer")
    try:
        while not _ask(connection, target, "SELECT pg_catalog.pg_try_advisory_lock($1)", key)[0][0]:
            holders = _ask(connection, target, _HOLDER, key)
            who = str(holders[0][1] or f"connection {holders[0][0]}").removeprefix(_BEGIN) if holders else ""
            if wait is None:
                raise busy(target.shown, who)
            wait(who)
            time.sleep(_ASKED_EVERY_SECONDS)
    except BaseException:
        closed(connection)
        raise
    return connection


def _ask(connection: Connection, target: Target, sql: str, key: int) -> list[tuple[object, ...]]:
    with guarded(connection, target):
        return fetched(connection, sql, (key,))
