"""Where does one passage of a file of text end and the next begin? A file is read in pieces, never whole."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from panelsearch.exporting.base import NotAnExportError

_AT_ONCE = 1 << 16
_LONGEST = 1 << 26


def parted(file: TextIO, end: str) -> Iterator[str]:
    """What a file says, parted behind each `end`; last what stands behind all, "" where nothing does."""
    rest = ""
    while some := file.read(_AT_ONCE):
        *done, rest = (rest + some).split(end)
        yield from (one + end for one in done)
        if len(rest) > _LONGEST:
            raise NotAnExportError("a passage has no end")
    yield rest


def first_and_last(path: Path, end: str) -> tuple[str, str]:
    """What stands in a file before the first passage, with it, and what stands behind the last."""
    with path.open(encoding="utf-8") as file:
        pieces = parted(file, end)
        first = next(pieces)
        last = deque(pieces, 1)
    return first, last[0] if last else first
