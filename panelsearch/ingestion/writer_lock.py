"""Who may write? One process at a time; who comes second is told who is at work."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import filelock

from panelsearch.errors import LibraryBusyError, LibraryError


@contextmanager
def writer_lock(index_dir: Path) -> Iterator[None]:
    """Hold the library in a directory, which is made where there is none, for writing.

    LibraryBusyError where somebody else does; LibraryError where the directory cannot be made or written to.
    """
    try:
        index_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"{index_dir} cannot be made: {error.strerror or error}.", "Choose another place with --index DIR."
        ) from error
    holder = index_dir / "writer.txt"
    lock = filelock.FileLock(index_dir / "writer.lock", timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        who = _told(holder)
        raise LibraryBusyError(
            f"Another run is indexing into {index_dir}" + (f" ({who})." if who else "."),
            "Wait for it to finish, or stop it; searching goes on meanwhile.",
        ) from error
    except OSError as error:
        raise LibraryError(
            f"{index_dir} cannot be written to: {error.strerror or error}.",
            "Choose another place with --index DIR.",
        ) from error
    try:
        started = datetime.now().astimezone().strftime("%H:%M")
        holder.write_text(f"process {os.getpid()}, since {started}", encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _told(holder: Path) -> str:
    try:
        return holder.read_text(encoding="utf-8").strip()
    except OSError:
        return ""
