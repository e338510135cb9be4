"""How is a page painted? As a viewer shows it: by pdfium, whole or in part, at the size that is asked for.

What is painted may be hostile: only `painter` calls this, in a process of its own, and OCR in its workers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pypdfium2

from panelsearch.errors import PaintingError


class Region(NamedTuple):
    """A part of a page as it is shown, in shares of its width and height from 0 to 1, origin top left."""

    left: float
    top: float
    right: float
    bottom: float


WHOLE = Region(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Picture:
    """A region of a page: `pixels` holds `height_px` rows of `width_px` pixels, three bytes each: red, green, blue."""

    pixels: bytes
    width_px: int
    height_px: int
    region: Region


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be painted: page `number` (from 1) of the PDF at `path`, the `region` fitted into so many pixels."""

    path: Path
    number: int
    region: Region
    width_px: int
    height_px: int


def paint(wanted: Wanted) -> Picture:
    """Paint it; the picture keeps the page's proportions, so one side may be shorter. PaintingError."""
    try:
        with opened(wanted.path) as document:
            return _painted(document[wanted.number - 1], wanted)
    except (pypdfium2.PdfiumError, ArithmeticError, IndexError, OSError, ValueError) as error:
        raise PaintingError(f"The page of {wanted.path.name} cannot be painted.") from error


def opened(file: Path | BinaryIO, passwords: Sequence[str] = ()) -> pypdfium2.PdfDocument:
    """The PDF, opened with the first of the passwords that fits. pypdfium2.PdfiumError where it cannot be."""
    for password in passwords:
        try:
            return pypdfium2.PdfDocument(file, password=password)
        except pypdfium2.PdfiumError:
            continue
    return pypdfium2.PdfDocument(file)


def _painted(page: pypdfium2.PdfPage, wanted: Wanted) -> Picture:
    width_pt, height_pt = page.get_size()
    left, top, right, bottom = wanted.region
    scale = min(wanted.width_px / (width_pt * (right - left)), wanted.height_px / (height_pt * (bottom - top)))
    # pdfium cuts at whole pixels of the whole page: the region that is told is the one that was painted
    whole_px = math.ceil(width_pt * scale), math.ceil(height_pt * scale)
    cut = (left * width_pt, (1 - bottom) * height_pt, (1 - right) * width_pt, top * height_pt)
    cut_px = [math.ceil(side * scale) for side in cut]
    bitmap = page.render(scale=scale, crop=cut, rev_byteorder=True, limit_image_cache=True)
    rows = bitmap.to_numpy()[:, :, :3]
    height_px, width_px = rows.shape[:2]
    x0, y0 = cut_px[0] / whole_px[0], cut_px[3] / whole_px[1]
    region = Region(x0, y0, x0 + width_px / whole_px[0], y0 + height_px / whole_px[1])
    return Picture(rows.tobytes(), width_px, height_px, region)
