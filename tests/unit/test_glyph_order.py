"""Fonts whose text nothing tells are read by the usual order of their glyphs, where their widths prove it."""

from __future__ import annotations

import random
from pathlib import Path

import pikepdf
import pytest
from pdfminer.fontmetrics import FONT_METRICS
from pikepdf import Array, Dictionary, Name

from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.model.documents import Extracted
from panelsearch.model.pages import PageProblem

MINUTE = "The sum of £45.60 was paid for the gate – Cllr Birch’s motion, “unopposed”, at the café."
LATER = {"£": 133, "é": 112, "–": 177, "“": 179, "”": 180, "’": 182}
ASCII = [FONT_METRICS["Helvetica"][1][chr(code)] for code in range(32, 127)]


def glyph(sign: str) -> int:
    return LATER.get(sign) or ord(sign) - 29


def read(folder: Path, widths: list[int], *, lost_map: bool = False) -> Extracted:
    with pikepdf.new() as pdf:
        under = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name("/ABCDEF+Plain"),
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            W=Array([3, Array(widths)]),
            CIDToGIDMap=Name.Identity,
        )
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/ABCDEF+Plain"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(under)]),
        )
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
        codes = b"".join(glyph(sign).to_bytes(2, "big") for sign in MINUTE)
        page.Contents = pdf.make_stream(b"BT /F1 10 Tf 60 700 Td <%s> Tj ET" % codes.hex().encode())
        pdf.save(folder / "a.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable, stream_decode_level=None)
    if lost_map:
        content = (folder / "a.pdf").read_bytes()
        (folder / "a.pdf").write_bytes(content.replace(b"/Subtype /Type0", b"/Subtype /Type0 /ToUnicode 99 0 R"))
    return PdfminerExtractor().extract(folder / "a.pdf")


@pytest.mark.parametrize("lost_map", [False, True])
def test_widths_of_a_well_known_font_prove_the_order(tmp_path: Path, lost_map: bool) -> None:
    extracted = read(tmp_path, ASCII, lost_map=lost_map)
    assert extracted.pages[0].text.strip() == MINUTE
    assert extracted.unread == ()


def test_widths_that_rise_and_fall_with_them_prove_it_too(tmp_path: Path) -> None:
    wider = [round(width * 1.07) + (at * 7) % 40 for at, width in enumerate(ASCII)]
    assert read(tmp_path, wider).pages[0].text.strip() == MINUTE


@pytest.mark.parametrize(
    "widths",
    [random.Random(5).sample(ASCII, len(ASCII)), ASCII[1:] + ASCII[:1], [600] * len(ASCII), ASCII[:4]],
    ids=["in disorder", "one aside", "all alike", "too few"],
)
def test_without_that_no_letter_is_guessed(tmp_path: Path, widths: list[int]) -> None:
    assert read(tmp_path, widths).pages[0].problem is PageProblem.GARBLED
