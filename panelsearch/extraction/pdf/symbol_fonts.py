"""What do fonts of signs print? Codes that would pass for letters: a tick is a 4 in Zapf's dingbats."""

from __future__ import annotations

from collections.abc import Mapping

from pdfminer.pdffont import PDFFont, PDFSimpleFont
from pdfminer.pdftypes import resolve1

_ZAPF = {code: chr(0x2700 + code - 0x20) for code in range(0x21, 0x7F)} | {
    0x25: "☎", 0x2A: "☛", 0x2B: "☞", 0x48: "★", 0x6C: "●", 0x6E: "■", 0x73: "▲", 0x74: "▼", 0x75: "◆", 0x77: "◗",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "◻",
    0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_CAPITALS, _SMALL = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL = {
    **{0x41 + at: letter for at, letter in enumerate(_CAPITALS)}, **{0x61 + at: c for at, c in enumerate(_SMALL)},
    0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xD6: "√",
}  # fmt: skip
_FONTS = {"zapfdingbats": _ZAPF, "dingbats": _ZAPF, "wingdings": _WINGDINGS, "symbol": _SYMBOL, "symbolmt": _SYMBOL}


def with_signs(font: PDFFont, spec: Mapping[str, object]) -> PDFFont:
    """The font, its codes read as the signs that they print, where it is a font of signs and does not tell itself."""
    if not isinstance(font, PDFSimpleFont) or font.unicode_map is not None or _names_glyphs(spec):
        return font
    name = font.fontname.decode("latin-1") if isinstance(font.fontname, bytes) else str(font.fontname)
    plain = "".join(c for c in name.rpartition("+")[2].split("-")[0].split(",")[0].lower() if c.isalpha())
    signs = _FONTS.get(plain)
    if signs is not None:
        font.cid2unicode = font.cid2unicode | signs
    return font


def _names_glyphs(spec: Mapping[str, object]) -> bool:
    return isinstance(resolve1(spec.get("Encoding")), dict)
