"""How does a page keep the places of its words? As bytes: a paper has very many, and hardly any is ever asked for."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from panelsearch.model.pages import Rect, WordBox
from panelsearch.model.spans import Span

_RECORD = struct.Struct("<II4d")


class WordBoxes(Sequence[WordBox]):
    """Word boxes in the order of the text, each made when it is asked for; equal to any sequence of the same boxes.

    `records` holds of each box start, end (unsigned, four bytes) and x0, y0, x1, y1 in points (doubles), little-endian.
    """

    __slots__ = ("records",)

    def __init__(self, records: bytes = b"") -> None:
        self.records = records

    @classmethod
    def of(cls, boxes: Iterable[WordBox]) -> WordBoxes:
        """Boxes kept so."""
        return cls(b"".join([record(box.span.start, box.span.end, *box.rect) for box in boxes]))

    @overload
    def __getitem__(self, at: int) -> WordBox: ...
    @overload
    def __getitem__(self, at: slice) -> WordBoxes: ...
    def __getitem__(self, at: int | slice) -> WordBox | WordBoxes:
        size = _RECORD.size
        if isinstance(at, slice):
            return WordBoxes(b"".join([self.records[i * size : (i + 1) * size] for i in range(*at.indices(len(self)))]))
        return _box(*_RECORD.unpack_from(self.records, range(len(self))[at] * size))

    def __iter__(self) -> Iterator[WordBox]:
        return (_box(*numbers) for numbers in _RECORD.iter_unpack(self.records))

    def __len__(self) -> int:
        return len(self.records) // _RECORD.size

    def __eq__(self, other: object) -> bool:
        if isinstance(other, WordBoxes):
            return self.records == other.records
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"WordBoxes.of({list(self)!r})"


record = _RECORD.pack
"""One box as bytes: start and end of its span, and x0, y0, x1, y1 in points."""


def _box(start: int, end: int, x0: float, y0: float, x1: float, y1: float) -> WordBox:
    return WordBox(Span(start, end), Rect(x0, y0, x1, y1))
