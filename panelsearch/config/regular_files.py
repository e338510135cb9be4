"""How is a file opened that may turn out to be anything? Nothing is waited for that is no regular file."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def what_else(mode: int) -> str:
    """What a path is by its `st_mode`, in words, where it is no regular file; "" where it is one."""
    if stat.S_ISREG(mode):
        return ""
    return next((said for is_one, said in _KINDS if is_one(mode)), "no regular file")


def open_regular(path: Path) -> BinaryIO:
    """A regular file, open to read; OSError for any other thing, at once: reading a pipe could take for ever."""
    said = what_else(os.stat(path).st_mode)  # noqa: PTH116 - opening a device may already set it going
    file = None if said else open(path, "rb", opener=_unwaited)  # noqa: SIM115 - Path.open has no opener
    if file is not None and (said := what_else(os.fstat(file.fileno()).st_mode)):
        file.close()
    if said or file is None:
        raise OSError(errno.EINVAL, f"is {said}, not a file", str(path))
    return file


def why_unreadable(error: OSError | UnicodeDecodeError) -> str:
    """Why a text file cannot be read, in words: of what is no UTF-8, the line."""
    if isinstance(error, UnicodeDecodeError):
        line = error.object.count(b"\n", 0, error.start) + 1
        return f"line {line} is not UTF-8"
    return error.strerror or str(error)


def _unwaited(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
