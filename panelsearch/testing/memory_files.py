"""A library's own files, its arrivals and its lock, plainly in memory: what the seams are held against."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from panelsearch.errors import LibraryBusyError
from panelsearch.storage.base import OnWait
from panelsearch.storage.library_files import PATIENCE_SECONDS


class MemoryFiles:
    """See `storage.library_files.LibraryFiles`."""

    def __init__(self) -> None:
        self._told: dict[str, bytes] = {}
        self._lock = threading.Lock()

    def where(self, name: str) -> str:
        """Its name, and that it is in memory."""
        return f"{name} in memory"

    def read(self, name: str, most_bytes: int) -> bytes | None:
        """So many bytes of a file."""
        told = self._told.get(name)
        return None if told is None else told[:most_bytes]

    def write(self, name: str, text: str) -> None:
        """Keep a text."""
        self._told[name] = text.encode()

    def remove(self, name: str) -> None:
        """Forget a file."""
        self._told.pop(name, None)

    @contextmanager
    def changing(self, name: str) -> Iterator[None]:
        """One lock for all files."""
        if not self._lock.acquire(timeout=PATIENCE_SECONDS):
            raise TimeoutError
        try:
            yield
        finally:
            self._lock.release()


class MemoryArrivals:
    """See `storage.acquisitions.Arrivals`."""

    def __init__(self) -> None:
        self._built: dict[str, str] = {}

    def note(self, contents: Iterable[str], built: str) -> None:
        """Keep the first moment of each."""
        for sha256 in contents:
            self._built.setdefault(sha256, built)

    def known(self) -> dict[str, datetime]:
        """All of it."""
        return {sha256: datetime.fromisoformat(built).astimezone(UTC) for sha256, built in self._built.items()}

    def restore(self, moments: Mapping[str, datetime]) -> None:
        """Keep these."""
        self._built = {sha256: built.isoformat() for sha256, built in moments.items()}

    def mend(self) -> str:
        """Nothing is ever damaged here."""
        return ""


class MemoryHold:
    """See `storage.base.Hold`."""

    def must_stay(self) -> None:
        """Memory stays."""


@dataclass
class Beside:
    """What is kept beside one store."""

    files: MemoryFiles = field(default_factory=MemoryFiles)
    arrivals: MemoryArrivals = field(default_factory=MemoryArrivals)
    writing: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def locked(self, wait: OnWait | None) -> Iterator[MemoryHold]:
        """Hold the store; see `storage.base.StoreEngine`."""
        while not self.writing.acquire(timeout=0.05):
            if wait is None:
                raise LibraryBusyError("Another run is at work.", "Wait for it with --wait.")
            wait("")
        try:
            yield MemoryHold()
        finally:
            self.writing.release()
