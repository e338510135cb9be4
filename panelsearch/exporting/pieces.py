"""Where does one passage of a file of text end and the next begin? A file is read in pieces, never whole."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from panelsearch.exporting.base import Found, NotAnExportError

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


def found_in(path: Path, end: str, of_piece: Callable[[str, bool], Iterator[Found]]) -> Iterator[Found]:
    """What `of_piece(piece, first)` finds in each piece of a file, of which one is the first."""
    with path.open(encoding="utf-8-sig") as file:
        for number, piece in enumerate(parted(file, end)):
            yield from of_piece(piece, not number)


def first_and_last(path: Path, end: str) -> tuple[str, str]:
    """What stands in a file before the first passage, with it, and what stands behind the last."""
    with path.open(encoding="utf-8-sig") as file:
        pieces = parted(file, end)
        first = next(pieces)
        last = deque(pieces, 1)
    return first, last[0] if last else first
