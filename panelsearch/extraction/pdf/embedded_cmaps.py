"""Which glyphs do bytes mean in a font that brings its own map of codes? pdfminer knows the maps of the format only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pdfminer.cmapdb import CMap, CMapBase, UnicodeMap
from pdfminer.pdffont import PDFCIDFont, PDFFont
from pdfminer.pdftypes import PDFStream, resolve1

from panelsearch.extraction.pdf.stream_decoding import content_of

_MOST_CODES, _LONGEST_CODE = 0x10000, 4
_BLOCK = re.compile(rb"begin(codespace|cid)(range|char)((?:[^b]|b(?!egin))*?)end\1\2")
_ENTRY = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>\s*)?(\d+)?")


class EmbeddedCMap(CMapBase):
    """A map from codes of one to four bytes to the numbers of glyphs, as a stream of the file spells it out."""

    def __init__(self, written: bytes) -> None:
        super().__init__()
        self._lengths: set[int] = set()
        self.cids: dict[bytes, int] = {}
        for kind, form, body in _BLOCK.findall(written):
            for first, last, cid in _ENTRY.findall(body):
                low = bytes.fromhex(b"".join(first.split()).decode())
                high = bytes.fromhex(b"".join(last.split()).decode()) if last else low
                if not 0 < len(low) <= _LONGEST_CODE or len(high) != len(low):
                    continue
                self._lengths.add(len(low))
                if kind == b"cid" and cid:
                    self._add(low, high if form == b"range" else low, int(cid))

    def _add(self, low: bytes, high: bytes, cid: int) -> None:
        start, count = int.from_bytes(low, "big"), int.from_bytes(high, "big") - int.from_bytes(low, "big") + 1
        for at in range(min(count, _MOST_CODES - len(self.cids))):
            self.cids[(start + at).to_bytes(len(low), "big")] = cid + at

    def is_vertical(self) -> bool:
        """Never: the maps of vertical writing are those of the format."""
        return False

    def decode(self, code: bytes) -> Iterator[int]:
        """The numbers of the glyphs that a string shows; the shortest code that is known comes first."""
        at, lengths = 0, sorted(self._lengths) or [1]
        while at < len(code):
            for length in lengths:
                cid = self.cids.get(code[at : at + length])
                if cid is not None:
                    yield cid
                    at += length
                    break
            else:
                yield 0
                at += lengths[0]


def has_no_map(font: PDFFont) -> bool:
    """Whether nothing tells the codes in a font's strings: it names a map that is none of the format's."""
    return isinstance(font, PDFCIDFont) and type(font.cmap) is CMap and not font.cmap.code2cid


def with_own_map(font: PDFFont, spec: Mapping[str, object]) -> PDFFont:
    """The font, its codes read by the map that it brings along, if it does and no other is known."""
    encoding = resolve1(spec.get("Encoding"))
    if not isinstance(font, PDFCIDFont) or not isinstance(encoding, PDFStream):
        return font
    if not has_no_map(font):
        return font
    own = EmbeddedCMap(content_of(encoding))
    if not own.cids:
        return font
    font.cmap = own
    if font.unicode_map is not None:  # which tells the text of codes, where pdfminer asks it for that of glyphs
        told = UnicodeMap()
        for code, cid in own.cids.items():
            text = font.unicode_map.cid2unichr.get(int.from_bytes(code, "big"))
            if text is not None:
                told.cid2unichr.setdefault(cid, text)
        font.unicode_map = told
    return font
