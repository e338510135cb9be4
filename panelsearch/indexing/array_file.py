"""How do numbers lie on disk so that opening them costs nothing? Named arrays in one file, mapped into memory.

Layout: eight bytes that name the format, the length of the directory and its checksum, the directory as JSON
({name: [type, offset, count]}), then the arrays, each aligned to eight bytes. No code is ever read from it.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_MAGIC = b"psarray1"
_HEAD = struct.Struct("<8sII")
_TYPES = {"|u1": np.uint8, "<u2": np.uint16, "<u4": np.uint32, "<i8": np.int64}


def narrowed(numbers: Array) -> Array:
    """Numbers from 0 up in the smallest type that holds them."""
    most = int(numbers.max()) if len(numbers) else 0
    return numbers.astype(np.uint8 if most < 1 << 8 else np.uint16 if most < 1 << 16 else np.uint32)


def save_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write the arrays durably; their types are one, two or four unsigned bytes, or eight signed."""
    directory, at = {}, 0
    for name, array in arrays.items():
        kind = array.dtype.newbyteorder("<").str
        if kind not in _TYPES:
            raise ValueError(f"{name} is of type {kind}")
        directory[name] = (kind, at, len(array))
        at += _padded(array.nbytes)
    head = json.dumps(directory).encode()
    with path.open("wb") as file:
        file.write(_HEAD.pack(_MAGIC, len(head), zlib.crc32(head)))
        file.write(head.ljust(_padded(len(head)), b" "))
        for array in arrays.values():
            file.write(np.ascontiguousarray(array, array.dtype.newbyteorder("<")).data)
            file.write(bytes(_padded(array.nbytes) - array.nbytes))
        file.flush()
        os.fsync(file.fileno())


def mapped_arrays(path: Path) -> dict[str, Array]:
    """The arrays of a file, read where they lie; ValueError where the file is not whole."""
    with path.open("rb") as file:
        held = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    if len(held) < _HEAD.size:
        raise ValueError(f"{path.name} is cut short")
    magic, size, checksum = _HEAD.unpack_from(held)
    head = bytes(held[_HEAD.size : _HEAD.size + size])
    if magic != _MAGIC or zlib.crc32(head) != checksum:
        raise ValueError(f"{path.name} is damaged")
    start = _HEAD.size + _padded(size)
    return {
        name: np.frombuffer(held, np.dtype(kind), count, start + at)
        for name, (kind, at, count) in json.loads(head).items()
    }


def _padded(size: int) -> int:
    return -(-size // 8) * 8
