"""What does a font make of the bytes it is shown? Text and widths, each code asked of pdfminer once.

A `Face` is a font as the readers of content streams need it; pdfminer's font object stays inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pdfminer.cmapdb import FileUnicodeMap
from pdfminer.pdffont import (
    FontWidthDict,
    PDFCIDFont,
    PDFFont,
    PDFSimpleFont,
    PDFType3Font,
    PDFUnicodeNotDefined,
)  # fmt: skip
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, int_value, resolve1

from panelsearch.extraction.pdf.content_stream import codes_of, is_step, step_of
from panelsearch.extraction.pdf.embedded_cmaps import has_no_map, with_own_map
from panelsearch.extraction.pdf.glyph_names import with_coded_names, with_hyphen
from panelsearch.extraction.pdf.glyph_order import with_usual_order
from panelsearch.extraction.pdf.stream_decoding import content_of
from panelsearch.extraction.pdf.symbol_fonts import with_signs
from panelsearch.extraction.pdf.unicode_maps import unicode_map
from panelsearch.extraction.pdf.xref_recovery import FAULTS

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile(r"bold|black|heavy|demi|^(?:cm|ec|sf|la)(?:ss)?bx|-medi(?:ital)?$", re.IGNORECASE)  # TeX: cmbx, Medi
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
# Controls and lone surrogates are no text: they cannot be stored, shown or searched.
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_ITALIC_FLAG, _FORCE_BOLD_FLAG = 1 << 6, 1 << 18
_BOLD_WEIGHT = 600
_USUAL_LOW, _USUAL_HEIGHT = -0.21, 1.0
# Without one of these that it names, a font would make the wrong letters of its bytes.
_PARTS = ("ToUnicode", "Encoding", "DescendantFonts", "Widths")
_MOST_CODES = 0xFFFF
_MOST_TOLD = 16 * (_MOST_CODES + 1)
"""In all ranges of a map, which may tell a code again and again."""
# What is never closed is looked through once, not again from each place that opens it.
_BEGIN, _END = (re.compile(rb"%s(?:bf|cid|notdef)range" % edge) for edge in (b"begin", b"end"))
_RANGE = re.compile(rb"<([0-9A-Fa-f]{1,16})>\s*<([0-9A-Fa-f]{1,16})>\s*(?:<[^>]*>|\[(?:[^\[\]]*\])?|[0-9]+)")
_REMEMBERED_STRINGS, _REMEMBERED_BYTES, _REMEMBERED_SIZES = 20_000, 48, 64
_SPACE, _NO_CODE = 32, -1
_NO_MAP = PDFStream({}, b"")
_new = tuple.__new__  # makes a piece in a third of the time that its class takes


class Glyph(NamedTuple):
    """One code's text, its advance in ems, how many of its characters have no Unicode value; whether it is a blank."""

    text: str
    width_em: float
    unmapped: int
    blank: bool


class Piece(NamedTuple):
    """A stretch of a shown string without white space; its ends are counted from the string's start.

    Ends are in ems, in codes and in spaces, since character and word spacing widen them by the latter two.
    """

    text: str
    from_em: float
    from_codes: int
    from_spaces: int
    to_em: float
    to_codes: int
    to_spaces: int
    unmapped: int


class Shown(NamedTuple):
    """What a shown string comes to: its pieces and how far it moves the pen.

    `spaces` counts the single-byte code 32, the one that word spacing widens, whatever it prints.
    `opens` and `closes` say whether white space stands at its start and end.
    """

    pieces: tuple[Piece, ...]
    width_em: float
    codes: int
    spaces: int
    opens: bool
    closes: bool


Move = tuple[str, float, Shown | None]
"""Letters and how far they move the pen, in units of the text; or a string that takes more than that to tell."""


class Face:
    """A font with its answers remembered; `low` and `height` say where its glyphs reach, in ems."""

    def __init__(self, font: PDFFont) -> None:
        name = font.fontname
        self._font = font
        self._glyphs = _Glyphs(font)
        self.strings: Mapping[bytes, Shown] = _Strings(font, self._glyphs)
        """What a shown string comes to, by how it is written in the content."""
        self._moves: dict[tuple[float, bool], _Moves] = {}
        self.name = _SUBSET.sub("", name.decode("latin-1") if isinstance(name, bytes) else str(name))
        self.multibyte = font.is_multibyte()
        self.vertical = font.is_vertical()
        weight = font.descriptor.get("FontWeight")
        self.bold = (
            bool(_BOLD.search(self.name))
            or bool(font.flags & _FORCE_BOLD_FLAG)
            or (isinstance(weight, int | float) and weight >= _BOLD_WEIGHT)
        )
        self.italic = bool(_ITALIC.search(self.name)) or bool(font.flags & _ITALIC_FLAG) or bool(font.italic_angle)
        self.low, self.height = _reach(font)

    def moves(self, em: float, *, spaced: bool) -> Mapping[bytes, Move]:
        """What strings and steps between them come to where an em is so wide, and whether glyphs are `spaced`."""
        moves = self._moves.get((em, spaced))
        if moves is None:
            if len(self._moves) >= _REMEMBERED_SIZES:
                self._moves.clear()
            moves = self._moves[em, spaced] = _Moves(self.strings, em, spaced=spaced)
        return moves

    def glyph(self, code: int) -> Glyph:
        """What one code prints."""
        return self._glyphs[code]

    def glyphs_of(self, written: bytes) -> Iterator[tuple[Glyph, int]]:
        """What a string prints code by code, as it is written in the content, and which of them word spacing widens."""
        codes = codes_of(written)
        for code in self._font.decode(codes) if self.multibyte else codes:
            yield self._glyphs[code], int(code == _SPACE and not self.multibyte)

    def top(self, code: int) -> float:
        """Where a glyph of a vertical font starts above the pen, in ems."""
        displacement = self._font.char_disp(code)
        return (1000 - displacement[1]) / 1000 if isinstance(displacement, tuple) else 0.0


class _Glyphs(dict[int, Glyph]):
    """A font's glyphs by code."""

    def __init__(self, font: PDFFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, code: int) -> Glyph:
        glyph = self[code] = _glyph(self._font, code)
        return glyph


class _Strings(dict[bytes, Shown]):
    """What is shown, by how it is written."""

    def __init__(self, font: PDFFont, glyphs: _Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._decode = font.decode if font.is_multibyte() else None
        self._space = _NO_CODE if font.is_multibyte() else _SPACE

    def __missing__(self, written: bytes) -> Shown:
        codes = codes_of(written)
        shown = self._printed(codes if self._decode is None else self._decode(codes))
        if len(written) <= _REMEMBERED_BYTES:  # a whole line of text seldom comes twice
            if len(self) >= _REMEMBERED_STRINGS:
                self.clear()
            self[written] = shown
        return shown

    def _printed(self, codes: Iterable[int]) -> Shown:
        glyphs, space = self._glyphs, self._space
        pieces: list[Piece] = []
        letters = ""
        at_em = from_em = 0.0
        count = spaces = from_codes = from_spaces = unmapped = 0
        opens = closes = False
        for code in codes:
            text, width, without_value, blank = glyphs[code]
            if blank:
                opens = opens or not (letters or pieces)
                closes = True
                if letters:
                    pieces.append(
                        _new(Piece, (letters, from_em, from_codes, from_spaces, at_em, count, spaces, unmapped))
                    )
                    letters = ""
            elif letters:
                letters += text
                unmapped += without_value
                closes = False
            elif text:
                letters, from_em, from_codes, from_spaces, unmapped = text, at_em, count, spaces, without_value
                closes = False
            at_em += width
            count += 1
            if code == space:
                spaces += 1
        if letters:
            pieces.append(_new(Piece, (letters, from_em, from_codes, from_spaces, at_em, count, spaces, unmapped)))
        return _new(Shown, (tuple(pieces), at_em, count, spaces, opens, closes))


class _Moves(dict[bytes, Move]):
    """What strings, and steps back between them, come to in one size of type, by how they are written.

    A string that is a part of one word is its letters and how far it moves the pen; a step moves it only. Any other is
    given as it was `Shown`; so are all where glyphs are `spaced` by more than their widths.
    """

    def __init__(self, strings: Mapping[bytes, Shown], em: float, *, spaced: bool) -> None:
        super().__init__()
        self._strings, self._em, self._spaced = strings, em, spaced

    def __missing__(self, written: bytes) -> Move:
        if is_step(written):
            move: Move = ("", -step_of(written) / 1000 * self._em, None)
        else:
            shown = self._strings[written]
            pieces, width_em, _, _, opens, closes = shown
            move = ("", 0.0, shown)
            if not (opens or closes or self._spaced) and len(pieces) == 1:
                letters, from_em, _, _, to_em, _, _, unmapped = pieces[0]
                if from_em == 0.0 and to_em == width_em and not unmapped:
                    move = (letters, width_em * self._em, None)
        if len(written) <= _REMEMBERED_BYTES:
            if len(self) >= _REMEMBERED_STRINGS:
                self.clear()
            self[written] = move
        return move


class Fonts(PDFResourceManager):
    """The fonts of one document; those that cannot be read make no letters, and cost no page its other words."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """The font that `spec` describes, kept under `objid`."""
        if objid in self._cached_fonts:
            return self._cached_fonts[objid]
        try:
            lost = [part for part in _PARTS if part in spec and resolve1(spec[part]) is None]
            told = {part: value for part, value in spec.items() if part not in lost}
            if lost in ([], ["ToUnicode"]) and not _is_absurd(told):
                font = with_own_map(self._made(objid, told), told)
                if lost and isinstance(font, PDFCIDFont):
                    font.unicode_map = None  # the map of its own program tells some letters wrongly
                font = with_usual_order(font)
                if not has_no_map(font) and not (lost and getattr(font, "unicode_map", None) is None):
                    return with_signs(with_coded_names(with_hyphen(font, told), told), told)
        except FAULTS:
            pass
        font = _LostFont(two_bytes="DescendantFonts" in spec)
        if objid:
            self._cached_fonts[objid] = font
        return font

    def _made(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """The font as pdfminer makes it, spared what it reads letter by letter, number by number, or for nothing."""
        if "DescendantFonts" in spec:
            return super().get_font(objid, spec)
        spared, told, widths = {**spec}, _told(spec), _plain_widths(spec)
        if told is not None:
            spared["ToUnicode"] = _NO_MAP
        if widths:
            spared["Widths"] = []
        if "ToUnicode" in spec and "FontDescriptor" in spec:
            spared["FontDescriptor"] = _without_program(spec["FontDescriptor"])
        font = super().get_font(objid, spared)
        if isinstance(font, PDFSimpleFont | PDFCIDFont) and told is not None:
            font.unicode_map = told
        if isinstance(font, PDFSimpleFont) and not font.widths:  # it has those of the format's own fonts
            font.widths = widths
        return font


def _told(spec: Mapping[str, object]) -> FileUnicodeMap | None:
    """Which text a font's codes mean as it tells itself, in the usual way; None where it does not."""
    stream = resolve1(spec.get("ToUnicode"))
    return unicode_map(content_of(stream)) if isinstance(stream, PDFStream) else None


def _plain_widths(spec: Mapping[str, object]) -> FontWidthDict:
    """The widths of a simple font's glyphs; none where they are not written as numbers."""
    widths = resolve1(spec.get("Widths"))
    if not isinstance(widths, list) or not {*map(type, widths)} <= {int, float}:
        return {}
    return dict(enumerate(widths, int_value(spec.get("FirstChar", 0))))


def _without_program(descriptor: object) -> object:
    """What describes a font that tells its text itself: nobody looks for that in what draws its glyphs."""
    found = resolve1(descriptor)
    return {part: told for part, told in found.items() if part != "FontFile2"} if isinstance(found, dict) else found


def _is_absurd(spec: Mapping[str, object]) -> bool:
    """Whether the font means to hold more glyphs than there are codes, which would take all memory to write down."""
    widths = resolve1(spec.get("W"))
    if isinstance(widths, list) and any(isinstance(code, int | float) and abs(code) > _MOST_CODES for code in widths):
        return True
    for part in ("ToUnicode", "Encoding"):
        stream = resolve1(spec.get(part))
        if isinstance(stream, PDFStream):
            blocks = [_BEGIN.split(each, 1)[-1] for each in _END.split(content_of(stream))[:-1]]
            ranges = [found for each in blocks for found in _RANGE.findall(each)]
            sizes = [max(0, int(last, 16) - int(first, 16)) + 1 for first, last in ranges]
            if max(sizes, default=0) > _MOST_CODES + 1 or sum(sizes) > _MOST_TOLD:
                return True
    return False


class _LostFont(PDFFont):
    """Stands in for a font that cannot be read: letters it never guesses, only that there were some."""

    def __init__(self, two_bytes: bool) -> None:
        super().__init__({}, {}, default_width=500)
        self._two_bytes = two_bytes

    def is_multibyte(self) -> bool:
        return self._two_bytes

    def decode(self, codes: bytes) -> Iterable[int]:
        return codes[1::2] if self._two_bytes else codes

    def to_unichr(self, cid: int) -> str:
        raise PDFUnicodeNotDefined(None, cid)


def _glyph(font: PDFFont, code: int) -> Glyph:
    width = float(font.char_width(code))
    try:
        text = font.to_unichr(code)
    except PDFUnicodeNotDefined:
        return Glyph(REPLACEMENT, width, 1, False)
    if not text.isspace() and any(character.isspace() for character in text):
        text = "".join(text.split())  # white space inside one glyph has no place of its own on the page
    text = _NOT_TEXT.sub(REPLACEMENT, text)
    return Glyph(text, width, text.count(REPLACEMENT), text.isspace())


def _reach(font: PDFFont) -> tuple[float, float]:
    """Depth below the baseline and full height, in ems: the font's own where they make sense."""
    if isinstance(font, PDFType3Font):
        low, height = font.bbox[1] * font.vscale, (font.bbox[3] - font.bbox[1]) * font.vscale
        return (low, height) if 0.05 < height < 4 and -2 < low <= 0.5 else (_USUAL_LOW, _USUAL_HEIGHT)
    low = font.get_descent()
    return (low if -0.6 < low < 0 else _USUAL_LOW), _USUAL_HEIGHT
