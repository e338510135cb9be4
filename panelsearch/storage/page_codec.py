"""How are a page's lines and word boxes kept small? As compressed arrays of little-endian numbers."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

from panelsearch.model.pages import Line, Rect, WordBox
from panelsearch.model.spans import Span
from panelsearch.model.word_boxes import WordBoxes

_COUNT = struct.Struct("<I")
_LINE = struct.Struct("<II5fBH")  # span, rectangle, size of print, flags, how many cells
_CELL = struct.Struct("<II")
_BOX = struct.Struct("<II4f")
_LEVEL = 3
_BOLD, _SIDE = 1, 2
_MOST_BYTES = 32 * 1024 * 1024
"""No page has more: a library may come from somebody else, and a small blob unpack to more than the memory holds."""


def pack_lines(lines: Sequence[Line]) -> bytes:
    """The lines as bytes; places in points become 32-bit floats."""
    parts = [_COUNT.pack(len(lines))]
    for line in lines:
        flags = (_BOLD if line.bold else 0) | (_SIDE if line.side else 0)
        parts.append(_LINE.pack(line.span.start, line.span.end, *line.rect, line.size_pt, flags, len(line.cells)))
        parts.extend(_CELL.pack(cell.start, cell.end) for cell in line.cells)
    return zlib.compress(b"".join(parts), _LEVEL)


def unpack_lines(blob: bytes) -> tuple[Line, ...]:
    """The lines that `pack_lines` packed; ValueError, struct.error or zlib.error where it did not."""
    raw = _unpacked(blob)
    (count,) = _COUNT.unpack_from(raw)
    at, lines = _COUNT.size, []
    for _ in range(count):
        start, end, x0, y0, x1, y1, size, flags, n_cells = _LINE.unpack_from(raw, at)
        at += _LINE.size
        cells = tuple(Span(*_CELL.unpack_from(raw, at + _CELL.size * i)) for i in range(n_cells))
        at += _CELL.size * n_cells
        rect = Rect(x0, y0, x1, y1)
        lines.append(Line(Span(start, end), rect, size, bool(flags & _BOLD), bool(flags & _SIDE), cells))
    return tuple(lines)


def pack_boxes(boxes: Sequence[WordBox]) -> bytes:
    """The boxes as bytes; places in points become 32-bit floats."""
    import numpy as np  # a reader of pages has no need of it

    records = (boxes if isinstance(boxes, WordBoxes) else WordBoxes.of(boxes)).records
    exact = np.frombuffer(records, [("span", "<u4", 2), ("rect", "<f8", 4)])
    return zlib.compress(exact.astype([("span", "<u4", 2), ("rect", "<f4", 4)]).tobytes(), _LEVEL)


def unpack_boxes(blob: bytes) -> tuple[WordBox, ...]:
    """The boxes that `pack_boxes` packed; ValueError, struct.error or zlib.error where it did not."""
    return tuple(
        WordBox(Span(start, end), Rect(x0, y0, x1, y1))
        for start, end, x0, y0, x1, y1 in _BOX.iter_unpack(_unpacked(blob))
    )


def _unpacked(blob: bytes) -> bytes:
    inflate = zlib.decompressobj()
    raw = inflate.decompress(blob, _MOST_BYTES)
    if not inflate.eof:
        raise ValueError("more than a page can hold, or less than was packed")
    return raw
