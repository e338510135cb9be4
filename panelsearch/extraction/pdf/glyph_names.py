"""Which letters do glyph names mean that no list has? A letter and a code, as some converters number their glyphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pdfminer.encodingdb import EncodingDB, name2unicode
from pdfminer.pdffont import PDFFont, PDFSimpleFont
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral

_CODED = re.compile(r"[A-Za-z](?:[0-9A-Fa-f]{2}|[0-9]{3})")
_MOSTLY, _AT_LEAST = 0.8, 3
_SPACE, _MOST, _SOFT = 32, 255, 0xAD


def with_coded_names(font: PDFFont, spec: Mapping[str, object]) -> PDFFont:
    """The font, its glyphs called such as /G41 or /c65 read as the letters of those codes, where nearly all are so."""
    if not isinstance(font, PDFSimpleFont) or font.unicode_map is not None:
        return font
    encoding = resolve1(spec.get("Encoding"))
    named = _differences(encoding) if isinstance(encoding, dict) else ()
    names = {code: name.partition(".")[0] for code, name in named}  # behind a dot stands which of its shapes it is
    coded = {code: name for code, name in names.items() if _CODED.fullmatch(name) and not _is_listed(name)}
    if len(coded) < _AT_LEAST or len(coded) < _MOSTLY * len(names):
        return font
    if len({name[0] for name in coded.values()}) > 1:
        return font
    told = _codes(coded)
    if told is not None:
        plain = EncodingDB.get_encoding("WinAnsiEncoding")
        font.cid2unicode = font.cid2unicode | {code: plain.get(meant, chr(meant)) for code, meant in told.items()}
    return font


def with_hyphen(font: PDFFont, spec: Mapping[str, object]) -> PDFFont:
    """The font, its code 173 a hyphen as Windows prints it there, which pdfminer takes for a blank: it parts words."""
    if isinstance(font, PDFSimpleFont) and font.cid2unicode.get(_SOFT) == " ":
        encoding = resolve1(spec.get("Encoding"))
        if not isinstance(encoding, dict) or _SOFT not in dict(_differences(encoding)):
            font.cid2unicode = {**font.cid2unicode, _SOFT: chr(_SOFT)}
    return font


def _codes(names: Mapping[int, str]) -> dict[int, int] | None:
    """The codes that names tell, in hexadecimal digits where any has a letter among them; None where they make none."""
    digits = {code: name[1:] for code, name in names.items()}
    base = 16 if any(not one.isdigit() for one in digits.values()) else 10
    try:
        found = {code: int(one, base) for code, one in digits.items()}
    except ValueError:
        return None
    return found if all(_SPACE <= meant <= _MOST for meant in found.values()) else None


def _is_listed(name: str) -> bool:
    try:
        name2unicode(name)
    except (KeyError, ValueError):
        return False
    return True


def _differences(encoding: Mapping[str, object]) -> Iterator[tuple[int, str]]:
    found, code = resolve1(encoding.get("Differences")), 0
    for one in found if isinstance(found, list) else []:
        one = resolve1(one)
        if isinstance(one, int):
            code = one
        elif isinstance(one, PSLiteral):
            yield code, str(one.name)
            code += 1
