"""Is what lies in an index ours to read and write? It may come from somebody else, and links lead out of it.

What is of no use as it is, is put aside rather than deleted.
"""

from __future__ import annotations

import os
from pathlib import Path

from panelsearch.errors import LibraryDamagedError


def refuse_links(directory: Path) -> None:
    """LibraryDamagedError where a directory of an index holds anything but files and directories; none is no fault.

    The directory itself may be a link: that is for its user to say. What it holds is not, for a link, a pipe or a
    device there would be read, and written to, in its place.
    """
    try:
        with os.scandir(directory) as entries:
            for entry in entries:
                if not entry.is_file(follow_symlinks=False) and not entry.is_dir(follow_symlinks=False):
                    raise LibraryDamagedError(
                        f"{entry.path} is no file and no folder but leads elsewhere; an index holds no such thing.",
                        "If you put it there, put the file itself in its place; if not, delete it.",
                    )
    except FileNotFoundError:
        return
    except OSError as error:
        raise LibraryDamagedError(
            f"{directory} cannot be looked into: {error.strerror or error}.",
            "See who may read it, or name another place with --index.",
        ) from error


def set_aside(path: Path, why: str) -> Path:
    """Rename a file that cannot be used as it is, with what SQLite keeps beside it; where it is then."""
    number = 1
    while True:
        aside = path.with_name(f"{path.stem}.{why}{f'-{number}' if number > 1 else ''}{path.suffix}")
        if not aside.exists():
            break
        number += 1
    for suffix in ("-wal", "-shm", ""):  # the file itself last: until then it is found by its name
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + suffix))
    return aside


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two names are of one file or folder: some disks take capitals and small letters for the same."""
    try:
        return one.samefile(other)
    except OSError:
        return False
