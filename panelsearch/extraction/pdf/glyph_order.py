"""Which letters do glyphs mean by their numbers alone? Those of Windows' first fonts, where the widths prove it."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from pdfminer.cmapdb import IdentityCMap, UnicodeMap
from pdfminer.fontmetrics import FONT_METRICS
from pdfminer.pdffont import PDFCIDFont, PDFFont

_FIRST, _LAST, _BEFORE = 3, 97, 29
"""The glyphs of ASCII's signs from the blank on, and how far each stands before its sign."""
_MACINTOSH = ((98, 171, 30), (172, 187, 31))
"""Then come the signs of the Macintosh in the order of its codes: from which glyph to which, how far before its sign.
Its blank that breaks no line has no glyph of its own; behind its stroke of fractions the fonts differ."""
_LIKE = ("Helvetica", "Helvetica-Bold", "Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic")
_FEW, _AGREEING, _MANY, _ALIKE = 5, 0.95, 15, 0.9


def with_usual_order(font: PDFFont) -> PDFFont:
    """The font, if nothing tells its text, read by the order of the first fonts of Windows, where its widths fit that.

    The widths are those of a well-known font that is as wide, or rise and fall with them over many letters.
    """
    if not isinstance(font, PDFCIDFont) or font.unicode_map is not None or not isinstance(font.cmap, IdentityCMap):
        return font
    widths = {
        glyph: float(width)
        for glyph, width in font.widths.items()
        if isinstance(glyph, int) and isinstance(width, int | float)
    }
    if font.is_vertical() or not any(_fits(widths, FONT_METRICS[name][1]) for name in _LIKE):
        return font
    font.unicode_map = UnicodeMap()
    font.unicode_map.cid2unichr.update(_signs())
    return font


def _signs() -> dict[int, str]:
    signs = {glyph: chr(glyph + _BEFORE) for glyph in range(_FIRST, _LAST + 1)}
    for first, last, before in _MACINTOSH:
        signs |= {glyph: bytes([glyph + before]).decode("mac_roman") for glyph in range(first, last + 1)}
    return signs


def _fits(widths: Mapping[int, float], known: Mapping[str, float]) -> bool:
    pairs = [
        (width, float(known[chr(glyph + _BEFORE)]))
        for glyph, width in widths.items()
        if _FIRST < glyph <= _LAST and width
    ]
    if len(pairs) < _FEW or len({width for width, _ in pairs}) < _FEW - 1:
        return False
    agreeing = sum(abs(width - usual) <= 1 for width, usual in pairs)
    return agreeing >= _AGREEING * len(pairs) or (len(pairs) >= _MANY and _likeness(pairs) >= _ALIKE)


def _likeness(pairs: list[tuple[float, float]]) -> float:
    """How far the two rise and fall together: 1 where they always do."""
    mean, usual = (sum(side) / len(pairs) for side in zip(*pairs, strict=True))
    shared = sum((one - mean) * (other - usual) for one, other in pairs)
    spread = sqrt(sum((one - mean) ** 2 for one, _ in pairs) * sum((other - usual) ** 2 for _, other in pairs))
    return shared / spread if spread else 0.0
