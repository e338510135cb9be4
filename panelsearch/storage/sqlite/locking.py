"""Who may write to a directory? One process at a time; who comes second waits, or is told who is at work.

The lock is the system's own (`flock` on Unix): it goes with the process that holds it, however that ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import filelock

from panelsearch.config.regular_files import open_regular
from panelsearch.errors import LibraryError
from panelsearch.storage.base import OnWait
from panelsearch.storage.drives import WrittenFolder, network_drive
from panelsearch.storage.holders import busy, signed
from panelsearch.storage.own_files import refuse_links

HOLDER_NAME = "writer.txt"
_LOCK_NAME = "writer.lock"
_ASKED_EVERY_SECONDS = 0.5
_HOLDER_BYTES = 200


@contextmanager
def locked(index_dir: Path, wait: OnWait | None = None) -> Iterator[WrittenFolder]:
    """Hold the library in a directory, which is made where there is none, for writing; that directory as it is.

    With `wait`, until nobody else holds it. LibraryBusyError where somebody else does; LibraryError where the directory
    cannot be made or written to, or lies on a drive that keeps no locks; LibraryDamagedError where links lie in it.
    """
    try:
        index_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"{index_dir} cannot be made: {error.strerror or error}.", "Choose another place with --index DIR."
        ) from error
    refuse_links(index_dir)
    holder = index_dir / HOLDER_NAME
    lock = filelock.FileLock(index_dir / _LOCK_NAME)
    _acquire(lock, holder, wait)
    try:
        if not _is_kept(index_dir / _LOCK_NAME):
            raise LibraryError(
                f"{index_dir} is on a drive{_kind(index_dir)} that keeps no locks; two runs at once would spoil it.",
                "Put the index on a disk of this machine with --index DIR; the papers may stay where they are.",
            )
        _sign(holder)
        yield WrittenFolder.at(index_dir)
    finally:
        with suppress(OSError):
            holder.unlink()
        lock.release()


def _acquire(lock: filelock.BaseFileLock, holder: Path, wait: OnWait | None) -> None:
    index_dir = holder.parent
    while True:
        try:
            lock.acquire(timeout=_ASKED_EVERY_SECONDS if wait else 0)
            return
        except filelock.Timeout as error:
            who = _told(holder)
            if wait is None:
                raise busy(index_dir, who) from error
            wait(who)
        except OSError as error:
            raise LibraryError(
                f"{index_dir} cannot be written to: {error.strerror or error}.",
                "Make it writable, or choose another place with --index DIR; searching goes on meanwhile.",
            ) from error


def _is_kept(path: Path) -> bool:
    """Whether a lock that is held keeps another out; some network drives grant any, or know none."""
    try:
        import fcntl
    except ImportError:  # Windows keeps all it grants
        return True
    with path.open("rb") as other:
        try:
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False


def _kind(index_dir: Path) -> str:
    kind = network_drive(index_dir)
    return f" ({kind})" if kind else ""


def _sign(holder: Path) -> None:
    """Say who is at work; what lies under that name is no file of ours to follow. Nobody depends on it."""
    with suppress(OSError):
        holder.unlink(missing_ok=True)
        with holder.open("x", encoding="utf-8") as file:
            file.write(signed())


def _told(holder: Path) -> str:
    try:
        with open_regular(holder) as file:
            said = file.read(_HOLDER_BYTES).decode("utf-8", "replace").strip()
    except OSError:
        return ""
    return "".join(c if c.isprintable() else "\ufffd" for c in said)
