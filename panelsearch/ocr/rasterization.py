"""What does the page look like? pypdfium2 paints it, in grey, as a viewer shows it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import pypdfium2

from panelsearch.ocr.base import PagePicture, RecognitionError
from panelsearch.pictures.painting import opened

DPI = 300.0
"""What engines are trained for; larger gains nothing, smaller loses small print."""

_MOST_PIXELS = 20_000_000  # a drawing of A0 is painted smaller: it must not eat the memory of the worker


def picture_of(file: Path | BinaryIO, number: int, passwords: Sequence[str] = (), dpi: float = DPI) -> PagePicture:
    """Page `number` (from 1) of the PDF. RecognitionError where it cannot be painted."""
    try:
        with opened(file, passwords) as document:
            page = document[number - 1]
            width_pt, height_pt = page.get_size()
            size = width_pt * height_pt * (dpi / 72) ** 2
            scale = dpi / 72 * min(1.0, math.sqrt(_MOST_PIXELS / size)) if size > 0 else dpi / 72
            bitmap = page.render(scale=scale, grayscale=True)
            rows = bitmap.to_numpy()
            height_px, width_px = rows.shape[:2]
            return PagePicture(rows.reshape(height_px, width_px).tobytes(), width_px, height_px, scale * 72)
    except (pypdfium2.PdfiumError, IndexError, OSError, ValueError) as error:
        raise RecognitionError("the page cannot be painted") from error
