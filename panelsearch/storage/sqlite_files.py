"""How is any SQLite file of an index opened? With the checksum of every page looked at, and no faith in what it says.

Each page ends in a checksum of the rest, which SQLite's own checksum VFS writes and looks at whenever a page is read; a
page that differs is an error, whatever it holds. The VFS is one of SQLite's extensions, which Python's `sqlite3` cannot
bring: `apsw` does. What has been opened once cannot load extensions, run a file's views and triggers, or make values
without end.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from time import sleep

import apsw

from panelsearch.errors import LibraryError
from panelsearch.storage.own_files import is_same_file

SEALED = 8
"""How many bytes of a page the checksum takes: the file's header says so, and where it says otherwise there is none."""
_AT_PAGE_SIZE, _AT_SEALED, _AT_PAGES = 16, 20, 28
_LOG_HEAD, _LOG_SALTS, _FRAME_HEAD = 32, slice(16, 24), 24
_SHARED_BYTES = 1 << 15
"""Memory is shared in parts of this size."""
_LOOKS, _BETWEEN_LOOKS = 5, 0.01
"""How often, and seconds apart, memory must be seen torn: for a moment it is so too while SQLite makes it."""
_LONGEST_VALUE = 256 * 1024 * 1024
_LONGEST_STATEMENT = 2_000_000
_STEPS_BETWEEN = 1_000_000
_VFS = "cksmvfs"
_FLAGS = {
    "ro": apsw.SQLITE_OPEN_READONLY,
    "rwc": apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE,
}


class _Connection(apsw.Connection):
    """One that any thread may ask which file it has open: apsw's own answers none while another is at work with it."""

    def __init__(self, path: Path, mode: str) -> None:
        self.path = path.absolute()
        uri = f"{self.path.as_uri()}?mode={mode}"
        super().__init__(uri, flags=_FLAGS[mode.partition("&")[0]] | apsw.SQLITE_OPEN_URI, vfs=_VFS)


class TornMemoryError(apsw.BusyError):
    """What `is_memory_torn` tells."""

    def __init__(self) -> None:
        super().__init__("another program cut short the memory beside it; close everything that has it open")


def head_of(path: Path, count: int) -> bytes:
    """The first bytes of a file, which may be no database; none where it has not so many. apsw.Error.

    They are read by SQLite's own means: who opens the file beside it and closes it again has undone, by POSIX's rules,
    all locks that the process holds on it, and others then overwrite what its readers still look at.
    """
    _checksums_loaded()
    with closing(_Connection(path, "ro")) as db:
        return _head(db, count)


def _head(db: apsw.Connection, count: int) -> bytes:
    is_whole, head = db.read("main", 0, 0, count)
    return head if is_whole else b""


def is_sealed(path: Path) -> bool | None:
    """Whether the pages of a file have checksums; None where it has no page yet. apsw.Error where it cannot be read."""
    head = head_of(path, _AT_SEALED + 1)
    return head[_AT_SEALED] == SEALED if head else None


def _is_cut_short(path: Path, db: apsw.Connection) -> bool:
    """Whether pages at a file's end are missing: SQLite takes them for noughts, and looks at no checksum then.

    A log of changes may have them, while it is folded into the file or where that was stopped. What cannot be read is
    for SQLite to tell.
    """
    with suppress(OSError, apsw.Error):
        if not path.is_file() or _size(_beside(path, "-journal")):
            return False
        head = _head(db, _AT_PAGES + 4)
        page_bytes, pages = int.from_bytes(head[_AT_PAGE_SIZE:][:2], "big"), int.from_bytes(head[_AT_PAGES:], "big")
        if page_bytes <= 1 or path.stat().st_size // page_bytes >= pages:
            return False
        logged = _logged(_beside(path, "-wal"), page_bytes)
        there = path.stat().st_size // page_bytes  # once more: a log that was folded meanwhile has nothing any more
        return any(number not in logged for number in range(there + 1, pages + 1))
    return False


def _logged(log: Path, page_bytes: int) -> set[int]:
    """The numbers of the pages that whole transactions in a log of changes have. OSError."""
    found: set[int] = set()
    if not _size(log):
        return found
    with log.open("rb") as file:
        salts = file.read(_LOG_HEAD)[_LOG_SALTS]
        pending: set[int] = set()
        while len(frame := file.read(_FRAME_HEAD)) == _FRAME_HEAD and frame[8:16] == salts:
            if len(file.read(page_bytes)) < page_bytes:
                break
            pending.add(int.from_bytes(frame[:4], "big"))
            if any(frame[4:8]):  # the last of a transaction
                found |= pending
    return found


def is_memory_torn(path: Path) -> bool:
    """Whether another program cut short the memory that those who have a file open share, this process among them.

    SQLite maps it, and who touches what is not there any more is ended by a signal: so the file is not to be asked. It
    is not given its length back either, for what is read beside the log meanwhile would be older than it should be.
    Once all have closed the file it is made anew.
    """
    memory = f"{path}-shm"
    if not _is_torn(memory) or not _has_open(path):
        return False
    for _ in range(_LOOKS - 1):
        sleep(_BETWEEN_LOOKS)
        if not _is_torn(memory):
            return False
    return True


def _is_torn(memory: str) -> bool:
    try:
        size = os.stat(memory).st_size  # noqa: PTH116 - asked before every question, and a Path takes as long as that
    except OSError:
        return False
    return not size or size % _SHARED_BYTES > 0


def _has_open(path: Path) -> bool:
    return any(isinstance(db, _Connection) and is_same_file(db.path, path) for db in apsw.connections())


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def connected(
    path: Path, mode: str, busy_seconds: float, given_up: Callable[[], bool] | None = None
) -> apsw.Connection:
    """The file, opened "ro", "ro&immutable=1" or "rwc"; `given_up`, asked now and then, ends a statement.

    A file that is made has checksums; one that is there keeps those that it has, see `seal`. apsw.Error.
    """
    _checksums_loaded()
    if is_memory_torn(path):
        raise TornMemoryError
    db = _Connection(path, mode)
    try:
        if _is_cut_short(path, db):
            raise apsw.CorruptError("it is cut short")
        db.set_busy_timeout(int(busy_seconds * 1000))
        for setting in (
            apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, apsw.SQLITE_DBCONFIG_ENABLE_VIEW,
        ):  # fmt: skip
            db.config(setting, 0)
        db.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
        db.limit(apsw.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        db.limit(apsw.SQLITE_LIMIT_SQL_LENGTH, _LONGEST_STATEMENT)
        db.create_scalar_function("casefold", _casefold, 1, deterministic=True)
        if given_up is not None:
            db.set_progress_handler(given_up, _STEPS_BETWEEN)
        db.execute("PRAGMA cell_size_check=ON")
        if mode == "rwc":
            _leave_room_for_checksums(db)
    except BaseException:
        db.close()
        raise
    return db


def _casefold(*values: object) -> str | None:
    """A text whatever its capitals: SQLite's own `lower` knows those of ASCII only. Not for statements in a file."""
    (value,) = values
    return value.casefold() if isinstance(value, str) else None


def seal_older(path: Path) -> None:
    """`seal` a file that is there and was made by a version without checksums."""
    if path.is_file() and is_sealed(path) is False:
        seal(path)


def seal(path: Path) -> None:
    """Give the pages of a file checksums that was made without: a copy takes its place, and nobody may have it open.

    apsw.BusyError where somebody does; OSError.
    """
    made = path.with_name(f"{path.name}.sealing")
    made.unlink(missing_ok=True)
    try:
        with closing(connected(path, "rwc", 0)) as db:
            ((mode,),) = db.execute("PRAGMA journal_mode").fetchall()
            db.execute("PRAGMA journal_mode=DELETE").fetchall()  # a log of changes has pages of the old form
            db.execute("VACUUM INTO ?", (str(made),))
        with closing(connected(made, "rwc", 0)) as db:
            # room there is now, but SQLite counts only once it has seen so in a file's first page: once more, then
            db.execute("PRAGMA checksum_verification=OFF").fetchall()
            db.execute("VACUUM")
        with closing(connected(made, "rwc", 0)) as db:
            db.execute("PRAGMA quick_check").fetchall()  # reads every page
            db.execute(f"PRAGMA journal_mode={mode}").fetchall()
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


def _leave_room_for_checksums(db: apsw.Connection) -> None:
    """What is made from now on leaves room at the end of each page."""
    room = ctypes.c_int(SEALED)
    db.file_control("main", apsw.SQLITE_FCNTL_RESERVE_BYTES, ctypes.addressof(room))


@cache
def _checksums_loaded() -> None:
    """Load the VFS, once in a process. LibraryError where apsw was installed without it."""
    suffix = {"win32": "dll", "darwin": "dylib"}.get(sys.platform, "so")
    extension = Path(apsw.__file__).parent / "sqlite_extra_binaries" / f"cksumvfs.{suffix}"
    with apsw.Connection(":memory:") as db:
        try:
            db.enable_load_extension(True)
            db.load_extension(str(extension), "sqlite3_cksumvfs_init")
        except apsw.Error as error:
            raise LibraryError(
                f"SQLite's checksums cannot be loaded: {error}.",
                "Install apsw anew: pip install --force-reinstall apsw",
            ) from error
        finally:
            db.enable_load_extension(False)
    db.close()
