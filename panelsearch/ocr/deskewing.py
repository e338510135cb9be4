"""How crooked does a scan lie? Levels it, so that printed lines become rows again.

The angle is the one at which the page's ink gathers most sharply into rows.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from panelsearch.ocr.base import PagePicture

_MOST_DEGREES = 5.0
_LEAST_DEGREES = 0.15
_LOOKED_AT_PX = 900

Grey = npt.NDArray[np.uint8]


def as_array(picture: PagePicture) -> Grey:
    """The picture's pixels, row by row."""
    return np.frombuffer(picture.grey, dtype=np.uint8).reshape(picture.height_px, picture.width_px)


def is_blank(picture: PagePicture) -> bool:
    """Whether there is no more on the page than specks."""
    grey = as_array(picture)
    return float(np.mean(grey < 140)) < 0.0002


def skew_degrees(picture: PagePicture) -> float:
    """By how much the lines climb to the right, in degrees, at most five either way; 0 where no angle stands out."""
    step = max(1, picture.width_px // _LOOKED_AT_PX)
    grey = as_array(picture)[::step, ::step]
    ys, xs = np.nonzero(grey < min(160.0, float(np.percentile(grey, 20)) * 0.75 + 40))
    if len(xs) < 500:
        return 0.0
    if len(xs) > 60_000:
        chosen = np.linspace(0, len(xs) - 1, 60_000).astype(np.int64)
        ys, xs = ys[chosen], xs[chosen]

    def sharpness(degrees: float) -> float:
        rows = np.rint(ys + xs * math.tan(math.radians(degrees))).astype(np.int64)
        counts = np.bincount(rows - rows.min()).astype(np.float64)
        return float(np.sum(np.diff(counts) ** 2))

    coarse = max(np.arange(-_MOST_DEGREES, _MOST_DEGREES + 0.01, 0.5), key=sharpness)
    fine = max(np.arange(coarse - 0.5, coarse + 0.51, 0.1), key=sharpness)
    return float(fine) if abs(fine) >= _LEAST_DEGREES and sharpness(fine) > 1.05 * sharpness(0.0) else 0.0


def turned(picture: PagePicture, degrees: float) -> PagePicture:
    """The picture turned clockwise about its middle, its size kept; what comes in from outside is white."""
    from PIL import Image

    image = Image.frombytes("L", (picture.width_px, picture.height_px), picture.grey)
    level = image.rotate(-degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
    return PagePicture(level.tobytes(), picture.width_px, picture.height_px, picture.dpi)
