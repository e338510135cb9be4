"""Which text do a font's codes mean, as the font tells it? A map that is written as nearly all are is read at once.

pdfminer reads such maps letter by letter, logging each token. What is written in any other way is left to it.
"""

from __future__ import annotations

import re

from pdfminer.cmapdb import FileUnicodeMap

_S = rb"[ \t\r\n]*+"
_CODE = rb"<(?:[0-9A-Fa-f]{2})++>" + _S
_CODES = rb"\[" + _S + rb"(?:" + _CODE + rb")*+\]" + _S
_BLOCK = re.compile(
    rb"\sbeginbf(?:char(?=[\s<])" + _S + rb"((?:" + _CODE + _CODE + rb")*+)endbfchar"
    rb"|range(?=[\s<])" + _S + rb"((?:" + _CODE + _CODE + rb"(?:" + _CODE + rb"|" + _CODES + rb"))*+)endbfrange)(?=\s)"
)  # fmt: skip
_CHAR = re.compile(rb"<(\w++)>" + _S + rb"<(\w++)>")
_RANGE = re.compile(rb"<(\w++)>" + _S + rb"<(\w++)>" + _S + rb"(?:<(\w++)>|\[([^\]]*+)\])")
_WITHIN = re.compile(rb"\w++")
_OTHERWISE = re.compile(rb"%|usecmap|begincid|\([^()]*?beginbf")
"""Comments, what means more than codes and text, and strings that seem to."""


def unicode_map(written: bytes) -> FileUnicodeMap | None:
    """The map as pdfminer would make it; None where it is written in a way that is not known here."""
    blocks = _BLOCK.findall(written)
    behind = written.partition(b"endcmap")[2]  # where nothing counts
    if len(blocks) != written.count(b"beginbf") or b"endbf" in behind or _OTHERWISE.search(written):
        return None
    made = FileUnicodeMap()
    for chars, ranges in blocks:
        for char, text in _CHAR.findall(chars):
            made.add_cid2unichr(int(char, 16), _bytes(text))
        for first, last, text, texts in _RANGE.findall(ranges):
            if len(first) != len(last):
                continue
            codes = range(int(first, 16), int(last, 16) + 1)
            if not text:
                for number, each in zip(codes, _WITHIN.findall(texts), strict=False):
                    made.add_cid2unichr(number, _bytes(each))
                continue
            kept, counted = _bytes(text)[:-4], _bytes(text)[-4:]
            for number, code in enumerate(codes, int.from_bytes(counted, "big")):
                made.add_cid2unichr(code, kept + number.to_bytes(4, "big")[-len(counted) :])
    return made


def _bytes(digits: bytes) -> bytes:
    return bytes.fromhex(digits.decode("ascii"))
