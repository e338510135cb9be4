"""Which bytes are these? The hash that a document is kept under, whatever its files are called."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from panelsearch.config.regular_files import open_regular

_IN_MEMORY_BYTES = 64 * 1024 * 1024
_CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file's bytes as they were at one moment: `sha256` is of just what `content` gives, whatever becomes of it."""

    sha256: str
    content: BinaryIO


def sha256(path: Path) -> str:
    """The file's SHA-256 in hexadecimal, as `held` has it; OSError where it cannot be read or is no file."""
    with open_regular(path) as file:
        return _copied(file, None)


@contextmanager
def held(path: Path) -> Iterator[HeldFile]:
    """A file's bytes and their hash, read once: what is read of them is what was hashed.

    A file that grows is held as long as it was when it was opened. Long ones lie in a temporary file without a name,
    which ends with the process. OSError where the file cannot be read or is no regular one.
    """
    with open_regular(path) as file:
        short = os.fstat(file.fileno()).st_size <= _IN_MEMORY_BYTES
        content: BinaryIO = io.BytesIO() if short else tempfile.TemporaryFile()  # noqa: SIM115
        try:
            digest = _copied(file, content)
        except BaseException:
            content.close()
            raise
    with content:
        content.seek(0)
        yield HeldFile(digest, content)


def _copied(file: BinaryIO, into: BinaryIO | None) -> str:
    """The hash of as many bytes as the file has now, which are copied on the way."""
    digest, left = hashlib.sha256(), os.fstat(file.fileno()).st_size
    while left and (chunk := file.read(min(left, _CHUNK_BYTES))):
        digest.update(chunk)
        left -= len(chunk)
        if into is not None:
            into.write(chunk)
    return digest.hexdigest()
