"""How do numbers lie on disk so that opening them costs nothing? Named arrays in one file, of which slices are read.

Layout: eight bytes that name the format, the length of the directory and its checksum, the directory as JSON
({name: [type, offset, count, [checksum of each block]]}), then the arrays, each aligned to eight bytes. No code is ever
read from it, and no number of which the checksum was not looked at: a block is, when it is first read.

The file is read and never mapped into memory: of a mapped file that is cut short, or whose drive goes, the system makes
a signal that ends the process, where reading it makes an error.
"""

from __future__ import annotations

import json
import os
import struct
import threading
import weakref
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_MAGIC = b"psarray2"
_HEAD = struct.Struct("<8sII")
_TYPES: Mapping[str, np.dtype[Any]] = {
    "|u1": np.dtype("u1"),
    "<u2": np.dtype("<u2"),
    "<u4": np.dtype("<u4"),
    "<i8": np.dtype("<i8"),
}
_BLOCK_BYTES = 1 << 15


class DamagedArrayError(ValueError):
    """What is read is not what was written."""


class _OpenFile:
    """A file that is open as long as anybody has it, and read from any place by any thread."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        weakref.finalize(self, os.close, self._descriptor)
        self._lock = threading.Lock()
        self.size = os.fstat(self._descriptor).st_size

    def read(self, at: int, size: int) -> bytes:
        """So many bytes, or DamagedArrayError where there are not so many any more. OSError."""
        held = self._some(at, size)
        while len(held) < size:  # systems give a part where very much is asked for
            more = self._some(at + len(held), size - len(held))
            if not more:
                raise DamagedArrayError(f"{self.name} is cut short")
            held += more
        return held

    def _some(self, at: int, size: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._descriptor, size, at)
        with self._lock:
            os.lseek(self._descriptor, at, os.SEEK_SET)
            return os.read(self._descriptor, size)


class StoredArray:
    """Numbers as they lie in a file: a slice of them is an array, a number is an int. DamagedArrayError, OSError."""

    __slots__ = ("_at", "_checked", "_count", "_file", "_held", "_name", "_shift", "_sums", "_type")

    def __init__(
        self, file: _OpenFile, name: str, kind: np.dtype[Any], at: int, count: int, sums: Sequence[int]
    ) -> None:
        """`count` numbers from byte `at` on; `sums` are the checksums of their blocks."""
        self._file, self._name, self._at, self._count, self._sums = file, name, at, count, sums
        self._type = kind
        self._shift = (_BLOCK_BYTES // self._type.itemsize).bit_length() - 1
        self._checked = bytearray(len(sums))
        self._held: Array | None = None
        size = count * self._type.itemsize
        if at < 0 or count < 0 or at + size > file.size or len(sums) != -(-size // _BLOCK_BYTES):
            raise DamagedArrayError(f"{file.name} is not whole")

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> Array: ...
    def __getitem__(self, at: int | slice) -> int | Array:
        if self._held is not None:
            return self._held[at] if isinstance(at, slice) else int(self._held[at])
        if isinstance(at, slice):
            start, stop, step = at.indices(self._count)
            return self._read(start, max(start, stop))[::step]
        if not 0 <= at < self._count:
            raise IndexError(f"{self._name} has no number {at}")
        return int(self._read(at, at + 1)[0])

    def all(self) -> Array:
        """All of them, kept: later slices cost nothing more."""
        if self._held is None:
            self._held = self[:]
        return self._held

    def _read(self, start: int, stop: int) -> Array:
        """Some numbers; with those around them, where the checksum of a block of them was not looked at yet."""
        first, after = start >> self._shift, ((stop - 1) >> self._shift) + 1
        if start == stop or self._checked.find(0, first, after) < 0:
            return self._numbers(start, stop)
        around = first << self._shift
        numbers = self._numbers(around, min(after << self._shift, self._count))
        block = self._checked.find(0, first, after)
        while block >= 0:
            begin = (block - first) << self._shift
            if zlib.crc32(numbers[begin : begin + (1 << self._shift)].data) != self._sums[block]:
                raise DamagedArrayError(f"{self._name} is damaged")
            self._checked[block] = 1
            block = self._checked.find(0, block, after)
        return numbers[start - around : stop - around]

    def _numbers(self, start: int, stop: int) -> Array:
        size = self._type.itemsize
        return np.frombuffer(self._file.read(self._at + start * size, (stop - start) * size), self._type)


def narrowed(numbers: Array) -> Array:
    """Numbers from 0 up in the smallest type that holds them."""
    most = int(numbers.max()) if len(numbers) else 0
    return numbers.astype(np.uint8 if most < 1 << 8 else np.uint16 if most < 1 << 16 else np.uint32)


def save_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write the arrays durably; their types are one, two or four unsigned bytes, or eight signed."""
    directory, written, at = {}, [], 0
    for name, array in arrays.items():
        kind = array.dtype.newbyteorder("<").str
        if kind not in _TYPES:
            raise ValueError(f"{name} is of type {kind}")
        data = np.ascontiguousarray(array, array.dtype.newbyteorder("<")).data.cast("B")
        directory[name] = (kind, at, len(array), _sums(data))
        written.append(data)
        at += _padded(array.nbytes)
    head = json.dumps(directory).encode()
    with path.open("wb") as file:
        file.write(_HEAD.pack(_MAGIC, len(head), zlib.crc32(head)))
        file.write(head.ljust(_padded(len(head)), b" "))
        for data in written:
            file.write(data)
            file.write(bytes(_padded(len(data)) - len(data)))
        file.flush()
        os.fsync(file.fileno())


def stored_arrays(path: Path) -> dict[str, StoredArray]:
    """The arrays of a file, read when they are asked for; DamagedArrayError where the file is not whole."""
    file = _OpenFile(path)
    magic, size, checksum = _HEAD.unpack(file.read(0, _HEAD.size))
    if magic != _MAGIC or size > file.size:
        raise DamagedArrayError(f"{path.name} is damaged")
    head = file.read(_HEAD.size, size)
    if zlib.crc32(head) != checksum:
        raise DamagedArrayError(f"{path.name} is damaged")
    start = _HEAD.size + _padded(size)
    return {
        name: StoredArray(file, f"{name} of {path.name}", _TYPES[kind], start + at, count, sums)
        for name, (kind, at, count, sums) in json.loads(head).items()
    }


def _sums(data: memoryview) -> list[int]:
    return [zlib.crc32(data[start : start + _BLOCK_BYTES]) for start in range(0, len(data), _BLOCK_BYTES)]


def _padded(size: int) -> int:
    return -(-size // 8) * 8
