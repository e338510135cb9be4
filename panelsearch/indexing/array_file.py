"""How do numbers lie on disk so that opening them costs nothing? Named arrays in one file, mapped into memory.

Layout: eight bytes that name the format, the length of the directory and its checksum, the directory as JSON
({name: [type, offset, count, [checksum of each block]]}), then the arrays, each aligned to eight bytes. No code is ever
read from it, and no number of which the checksum was not looked at: a block is, when it is first read.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_MAGIC = b"psarray2"
_HEAD = struct.Struct("<8sII")
_TYPES = {"|u1": np.uint8, "<u2": np.uint16, "<u4": np.uint32, "<i8": np.int64}
_BLOCK_BYTES = 1 << 15


class DamagedArrayError(ValueError):
    """What is read is not what was written."""


class StoredArray:
    """Numbers as they lie in a file: a slice of them is an array, a number is an int. DamagedArrayError."""

    __slots__ = ("_checked", "_name", "_numbers", "_shift", "_sums", "_whole")

    def __init__(self, name: str, numbers: Array, sums: Sequence[int]) -> None:
        """`sums` are the checksums of the blocks of `numbers`."""
        self._name, self._numbers, self._sums = name, numbers, sums
        self._shift = (_BLOCK_BYTES // numbers.itemsize).bit_length() - 1
        self._checked = bytearray(len(sums))
        self._whole = not sums

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> Array: ...
    def __getitem__(self, at: int | slice) -> int | Array:
        if isinstance(at, slice):
            if not self._whole:
                start, stop, _ = at.indices(len(self._numbers))
                if start < stop:
                    self._check(start >> self._shift, ((stop - 1) >> self._shift) + 1)
            return self._numbers[at]
        if not self._whole and not self._checked[at >> self._shift]:
            self._check(at >> self._shift, (at >> self._shift) + 1)
        return int(self._numbers[at])

    def all(self) -> Array:
        """All of them, looked at once: later slices cost nothing more."""
        numbers = self[:]
        self._whole = True
        return numbers

    def _check(self, first: int, after: int) -> None:
        """Look at the checksums of some blocks, of each once."""
        block = self._checked.find(0, first, after)
        while block >= 0:
            if zlib.crc32(self._numbers[block << self._shift : (block + 1) << self._shift].data) != self._sums[block]:
                raise DamagedArrayError(f"{self._name} is damaged")
            self._checked[block] = 1
            block = self._checked.find(0, block, after)


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


def mapped_arrays(path: Path) -> dict[str, StoredArray]:
    """The arrays of a file, read where they lie; DamagedArrayError where the file is not whole."""
    with path.open("rb") as file:
        held = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    if len(held) < _HEAD.size:
        raise DamagedArrayError(f"{path.name} is cut short")
    magic, size, checksum = _HEAD.unpack_from(held)
    head = bytes(held[_HEAD.size : _HEAD.size + size])
    if magic != _MAGIC or zlib.crc32(head) != checksum:
        raise DamagedArrayError(f"{path.name} is damaged")
    start = _HEAD.size + _padded(size)
    found = {}
    for name, (kind, at, count, sums) in json.loads(head).items():
        numbers = np.frombuffer(held, _TYPES[kind], count, start + at)
        if len(sums) != -(-numbers.nbytes // _BLOCK_BYTES):
            raise DamagedArrayError(f"{path.name} is not whole")
        found[name] = StoredArray(f"{name} of {path.name}", numbers, sums)
    return found


def _sums(data: memoryview) -> list[int]:
    return [zlib.crc32(data[start : start + _BLOCK_BYTES]) for start in range(0, len(data), _BLOCK_BYTES)]


def _padded(size: int) -> int:
    return -(-size // 8) * 8
