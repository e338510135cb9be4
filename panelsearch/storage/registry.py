"""Which engine keeps the store at this address? One entry a scheme; engines are imported when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from panelsearch.errors import UsageError
from panelsearch.storage.address import LOCAL, Address
from panelsearch.storage.base import Hold, OnWait, StoreEngine, StoreSnapshot, WritableStore
from panelsearch.storage.library_files import LibraryFiles
from panelsearch.storage.records import Generation


def _sqlite() -> StoreEngine:
    from panelsearch.storage.sqlite.engine import SqliteEngine

    return SqliteEngine()


def _postgres() -> StoreEngine:
    try:
        from panelsearch.storage.postgres.engine import PostgresEngine
    except ImportError as error:
        raise UsageError(
            f"What a library in PostgreSQL needs is not installed: {error}.",
            "Install it: pip install 'panelsearch[scale]'",
        ) from error
    return PostgresEngine()


ENGINES: Mapping[str, Callable[[], StoreEngine]] = {LOCAL: _sqlite, "postgresql": _postgres, "postgres": _postgres}
"""By scheme, how to get its engine."""


def has_store(place: Address | Path | str) -> bool:
    """Whether there is a store at a place, of whatever version and state. UsageError for an unknown scheme."""
    address = _address(place)
    return _engine(address).has_store(address)


def open_snapshot(place: Address | Path | str) -> StoreSnapshot:
    """The store at a place, to read. UsageError for a scheme that nobody knows, and what its engine raises."""
    address = _address(place)
    return _engine(address).open_to_read(address)


def newest(place: Address | Path | str) -> Generation | None:
    """The newest generation of the store at a place; see `StoreEngine`."""
    address = _address(place)
    return _engine(address).newest(address)


def open_store(place: Address | Path | str, *, in_place: bool = True) -> WritableStore:
    """The store at a place, to write; see `StoreEngine`. UsageError for a scheme that nobody knows."""
    address = _address(place)
    return _engine(address).open_to_write(address, in_place=in_place)


def faults(place: Address | Path | str) -> Iterator[str]:
    """What is damaged in the store at a place; see `StoreEngine`."""
    address = _address(place)
    return _engine(address).faults(address)


def set_aside(place: Address | Path | str) -> str:
    """Put a damaged store out of the way; see `StoreEngine`."""
    address = _address(place)
    return _engine(address).set_aside(address)


def files(place: Address | Path | str) -> LibraryFiles:
    """The own files of the library whose store is at a place; see `StoreEngine`."""
    address = _address(place)
    return _engine(address).files(address)


def locked(place: Address | Path | str, wait: OnWait | None = None) -> AbstractContextManager[Hold]:
    """Hold the store at a place for writing; see `StoreEngine`."""
    address = _address(place)
    return _engine(address).locked(address, wait)


def _address(place: Address | Path | str) -> Address:
    return place if isinstance(place, Address) else Address.parse(place)


def _engine(address: Address) -> StoreEngine:
    if address.scheme not in ENGINES:
        raise UsageError(
            f"Nothing here knows what {address.scheme}:// is.",
            "Give a directory with --index DIR, or postgresql://HOST/DATABASE.",
        )
    return ENGINES[address.scheme]()
