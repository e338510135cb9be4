"""A font's own map of codes to text comes out as pdfminer reads it, or is left to pdfminer."""

from __future__ import annotations

from io import BytesIO

import pytest
from pdfminer.cmapdb import CMapParser, FileUnicodeMap

from panelsearch.extraction.pdf.unicode_maps import unicode_map

HEAD = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS)"
    b" /Supplement 0 >> def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
)
TAIL = b"\nendcmap CMapName currentdict /CMap defineresource pop end end"
USUAL = (
    b"2 beginbfchar\n<0003> <0020>\n<0024><0041>\nendbfchar\n2 beginbfrange <0044> <0046> <0061>\n<0050><0051>\n"
    b"[<0066> <00660069>] endbfrange",
    b"1 beginbfchar <01> <D835DC00> endbfchar",
    b"1 beginbfrange <00> <7f> <0000> endbfrange",
    b"1 beginbfrange\n<0001> <0003> [ <0041> <0042> ]\nendbfrange",
    b"1 beginbfrange <01> <0003> <0041> endbfrange 1 beginbfrange <0003> <0001> <0041> endbfrange",
    b"1 beginbfrange <01> <03> <0066006900FE> endbfrange",
    b"2 beginbfchar <05> <0020> <05> <00A0> endbfchar",
    b"0 beginbfchar endbfchar",
    b"",
)
OTHER = (
    b"1 beginbfchar <0003> <> endbfchar",
    b"1 beginbfchar <003> <0041> endbfchar",
    b"1 beginbfchar <0003> /A endbfchar",
    b"1 beginbfchar <0003> <0041> % a space\nendbfchar",
    b"/Other usecmap 1 beginbfchar <0003> <0041> endbfchar",
    b"1 begincidrange <00> <ff> 0 endcidrange",
    b"(1 beginbfchar <0003> <0041> endbfchar ) pop",
    b"endcmap 1 beginbfchar <0003> <0041> endbfchar",
    b"1 beginbfchar <0003> <0041>",
)


@pytest.mark.parametrize("told", USUAL)
def test_what_is_written_as_usual_is_read_as_pdfminer_reads_it(told: bytes) -> None:
    written = HEAD + told + TAIL
    theirs = FileUnicodeMap()
    CMapParser(theirs, BytesIO(written)).run()
    ours = unicode_map(written)
    assert ours is not None
    assert ours.cid2unichr == theirs.cid2unichr


@pytest.mark.parametrize("told", OTHER)
def test_what_is_written_otherwise_is_left_to_pdfminer(told: bytes) -> None:
    assert unicode_map(HEAD + told + TAIL) is None
