"""How is a file made and opened that is an archive of parts? Made as a stream, always with the same bytes."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from panelsearch.exporting.base import NotAnExportError

_NO_DAY = (1980, 1, 1, 0, 0, 0)
_AT_ONCE = 1 << 16


class Archive:
    """A zip file whose parts carry no time."""

    def __init__(self, path: Path) -> None:
        self._archive = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def add(self, name: str, part: str | bytes | Iterable[str]) -> None:
        """Write a part: a text as UTF-8, or one that comes in pieces."""
        info = zipfile.ZipInfo(name, _NO_DAY)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        pieces = (part,) if isinstance(part, (str, bytes)) else part
        with self._archive.open(info, "w", force_zip64=not isinstance(part, (str, bytes))) as file:
            waiting: list[str] = []
            size = 0
            for piece in pieces:
                if isinstance(piece, bytes):
                    file.write(piece)
                    continue
                waiting.append(piece)
                size += len(piece)
                if size > _AT_ONCE:
                    file.write("".join(waiting).encode())
                    waiting.clear()
                    size = 0
            file.write("".join(waiting).encode())


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """An archive to be read. NotAnExportError where two of its parts have one name: which is read, programs differ."""
    with zipfile.ZipFile(path) as archive:
        if twice := [name for name, count in Counter(archive.namelist()).items() if count > 1]:
            raise NotAnExportError(f"two of its parts are called {twice[0]}")
        yield archive
