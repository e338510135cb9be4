"""What can this terminal draw? Asked when the first picture is wanted, so that nobody waits for it at the start.

textual-image asks when it is imported: it writes to the terminal and reads the answer, for which the app must let go of
the keyboard. Where there is no terminal to ask (a browser, a test), letters of two halves are drawn.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import App

if TYPE_CHECKING:
    from textual_image.widget import HalfcellImage, SixelImage, TGPImage


@dataclass(frozen=True, slots=True)
class Graphics:
    """The widget that draws images here, and how many pixels a cell has."""

    widget: type[HalfcellImage | SixelImage | TGPImage]
    cell_width_px: int
    cell_height_px: int


_known: list[Graphics] = []


def graphics(app: App[int]) -> Graphics:
    """What the terminal of the app can draw; asked once."""
    if not _known:
        with _keyboard_free(app):
            _known.append(_asked())
    return _known[0]


@contextlib.contextmanager
def _keyboard_free(app: App[int]) -> Iterator[None]:
    driver = app._driver
    is_terminal = sys.__stdout__ is not None and sys.__stdout__.isatty()
    if is_terminal and driver is not None and driver.can_suspend:
        with app.suspend():
            yield
    else:
        yield


def _asked() -> Graphics:
    from textual_image._terminal import get_cell_size
    from textual_image.widget import HalfcellImage, SixelImage, TGPImage
    from textual_image.widget import Image as Best

    size = get_cell_size()
    kinds = [kind for kind in (SixelImage, TGPImage) if Best is kind or Best._Renderable is kind._Renderable]
    return Graphics(kinds[0] if kinds else HalfcellImage, size.width, size.height)
