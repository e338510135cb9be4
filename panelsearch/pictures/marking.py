"""How are places marked on a page's picture? As with a marker pen: the print stays to be read through the colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw

from panelsearch.model.pages import Page, Rect
from panelsearch.pictures.painting import Picture, Region

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of a picture, right and bottom exclusive."""

MarkedPicture = Image.Image

Colour = tuple[int, int, int]

_MARGIN_PT = 1.0
"""Boxes end where the type does; a marker is a little wider."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Rectangles on a page, in points as its words have them, and the colour they are painted with."""

    rects: tuple[Rect, ...]
    colour: Colour
    framed: bool = False


def share(page: Page, rect: Rect) -> Region:
    """Where a rectangle of the page lies, in shares of its width and height, origin top left."""
    return Region(
        (rect.x0_pt - _MARGIN_PT) / page.width_pt,
        1 - (rect.y1_pt + _MARGIN_PT) / page.height_pt,
        (rect.x1_pt + _MARGIN_PT) / page.width_pt,
        1 - (rect.y0_pt - _MARGIN_PT) / page.height_pt,
    )


def boxes(picture: Picture, page: Page, rects: Iterable[Rect]) -> Sequence[Box]:
    """The rectangles in pixels of the picture, cut at its edges; those that lie outside are left out."""
    left, top, right, bottom = picture.region
    across, down = picture.width_px / (right - left), picture.height_px / (bottom - top)
    found = []
    for rect in rects:
        at = share(page, rect)
        x0, x1 = int((at.left - left) * across), -int(-(at.right - left) * across // 1)
        y0, y1 = int((at.top - top) * down), -int(-(at.bottom - top) * down // 1)
        box = (max(0, x0), max(0, y0), min(picture.width_px, x1), min(picture.height_px, y1))
        if box[0] < box[2] and box[1] < box[3]:
            found.append(box)
    return found


def marked(picture: Picture, page: Page, marks: Sequence[Mark]) -> MarkedPicture:
    """The picture with the marks on it, later ones over earlier."""
    image = Image.frombytes("RGB", (picture.width_px, picture.height_px), picture.pixels)
    pen = Image.new("RGB", image.size, "white")
    draw = ImageDraw.Draw(pen)
    for mark in marks:
        for x0, y0, x1, y1 in boxes(picture, page, mark.rects):
            draw.rectangle((x0, y0, x1 - 1, y1 - 1), fill=mark.colour)
    image = ImageChops.multiply(image, pen)
    frames = ImageDraw.Draw(image)
    for mark in marks:
        if mark.framed:
            for x0, y0, x1, y1 in boxes(picture, page, mark.rects):
                frames.rectangle((x0, y0, x1 - 1, y1 - 1), outline=(200, 0, 0))
    return image
