"""How is a library's database connected to? With limits on all that could hang, and errors that become ours."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from panelsearch.errors import LibraryError
from panelsearch.storage.packing import Row
from panelsearch.storage.postgres import errors
from panelsearch.storage.postgres.target import Target

Connection = psycopg.Connection[Row]
MOST_SECONDS = 120
"""No question takes so long of a library that we made."""
LOCK_SECONDS = 10
"""So long is waited for others who hold what is wanted."""
_LIMITS = {
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "60000",
}
"""libpq's, in seconds but the last: a server that is gone is noticed, whatever was being waited for."""
_SETTINGS = (
    "SELECT pg_catalog.set_config('search_path', $1, false), pg_catalog.set_config('statement_timeout', $2, false),"
    " pg_catalog.set_config('lock_timeout', $3, false), pg_catalog.set_config('jit', 'off', false),"
    " pg_catalog.set_config('client_encoding', 'UTF8', false), pg_catalog.current_setting('server_encoding')"
)

logging.getLogger("psycopg").setLevel(logging.CRITICAL)  # it would print what an error of ours tells already


def connected(target: Target, name: str = "panelsearch", *, may_write: bool = False) -> Connection:
    """A connection of that name, whose statements are each their own transaction. LibraryError where there is none.

    PostgreSQL's own functions come before those of the library's schema, which somebody else may have made: what is
    called by its name in `pg_catalog` is that, whatever the schema holds. Who may not write changes nothing either by
    a function or view there.
    """
    try:
        connection: Connection = psycopg.connect(
            make_conninfo(**{**_LIMITS, **target.parameters, "application_name": name}),
            autocommit=True,
            cursor_factory=psycopg.RawCursor,
        )
    except (psycopg.Error, UnicodeError) as error:
        raise errors.unreachable(error, target) from error
    try:
        with guarded(connection, target):
            path = f'"{target.schema}"'  # before which PostgreSQL looks into pg_catalog by itself
            *_, encoding = connection.execute(
                _SETTINGS, (path, str(MOST_SECONDS * 1000), str(LOCK_SECONDS * 1000))
            ).fetchall()[0]
            if not may_write:
                connection.execute("SET default_transaction_read_only = on")
        if encoding != "UTF8":
            raise LibraryError(
                f"The database of {target.shown} keeps words in {encoding}, which cannot write all.",
                "Make one with: createdb --encoding=UTF8 --template=template0 NAME",
            )
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def guarded(connection: Connection, target: Target, *, is_snapshot: bool = False) -> Iterator[None]:
    """Turn what psycopg raises into a LibraryError that says what to do; see `errors.ours`."""
    try:
        yield
    except (psycopg.Error, UnicodeError) as error:
        if isinstance(error, UnicodeError):
            error = psycopg.DataError(str(error))
        is_open = not connection.closed and not connection.broken
        raise errors.ours(error, target, is_open=is_open, is_snapshot=is_snapshot) from error


def lock_key(target: Target, what: str) -> int:
    """The number that a lock of a library has among all of its database's."""
    digest = hashlib.sha256(f"panelsearch {what} {target.schema}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def form_key(target: Target) -> int:
    """The lock that readers share, and that whoever gives tables another form has alone: no snapshot outlives those."""
    return lock_key(target, "form")


def in_form(connection: Connection, target: Target) -> None:
    """Have no table changed in form as long as this connection is there. LibraryBusyError where that is under way."""
    with guarded(connection, target):
        connection.execute("SELECT pg_catalog.pg_advisory_lock_shared($1)", (form_key(target),))


def changing_form(connection: Connection, target: Target) -> None:
    """Have nobody read, or begin to, until this transaction is done. LibraryBusyError where somebody does."""
    with guarded(connection, target):
        connection.execute("SELECT pg_catalog.pg_advisory_xact_lock($1)", (form_key(target),))


def fetched(connection: Connection, sql: str, parameters: Any) -> list[Row]:
    """The rows of a query."""
    with connection.cursor(binary=True) as cursor:
        cursor.execute(sql, parameters or None)
        return cursor.fetchall()


def closed(connection: Connection) -> None:
    """Let a connection go, whatever state it is in."""
    with suppress(psycopg.Error):
        connection.close()
