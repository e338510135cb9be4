"""The fast parser of objects makes what pdfminer's own makes, and keeps only so many."""

from __future__ import annotations

from io import BytesIO
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream
from pdfminer.psparser import PSException

from panelsearch.extraction.pdf.object_parser import ObjectParser
from panelsearch.extraction.pdf.xref_recovery import FAULTS

TOKENS = st.sampled_from(
    [
        *(b"<< >> [ ] ( ) < > { } / % \n \0 # \\ - + . 1.5 -.25 12 0 1 5. 1e5 R null true false obj endobj").split(
            b" "
        ),
        b" ",
        b"\r\n",
        b"/Name",
        b"/A#20B",
        b"/\xe9",
        b"(text)",
        b"(a \\) b (c) \\101)",
        b"<48656C6c6f>",
        b"<486>",
        b"% a note\n",
        b"12 0 R",
        b"[3 -4 1.5 +.25 ]",
        b"7 0 R/Next",
        b"99999999999 0 R",
        b"9" * 400,
    ]
)
WRITTEN = st.lists(st.tuples(TOKENS, st.sampled_from([b"", b" ", b"\n"])), max_size=40).map(
    lambda pairs: b"".join(part for pair in pairs for part in pair)
)


def comparable(read: object) -> object:
    if isinstance(read, PDFObjRef):
        return "reference", read.objid
    if isinstance(read, list):
        return [comparable(part) for part in read]
    if isinstance(read, dict):
        return {key: comparable(part) for key, part in read.items()}
    return type(read).__name__, repr(read)


def objects(parser: PDFParser) -> tuple[list[object], str]:
    found: list[object] = []
    try:
        for _ in range(200):
            read = parser.nextobject()[1]
            found.append(comparable(read))
    except FAULTS as fault:
        return [*found, comparable([one for _, one in parser.curstack])], type(fault).__name__
    return found, ""


@given(WRITTEN, st.sampled_from([b" endobj ", b"", b"\n1 0 obj <</A [1 2 R 3 0 R]>> endobj"]))
@settings(max_examples=300, deadline=None)
def test_both_parsers_make_the_same_objects(written: bytes, end: bytes) -> None:
    assert objects(ObjectParser(BytesIO(written + end))) == objects(PDFParser(BytesIO(written + end)))


@pytest.mark.parametrize("before", range(4080, 4100, 3))
def test_tokens_over_the_edge_of_the_buffer_stay_whole(before: int) -> None:
    written = b" " * before + b"/Name 12 0 R 3.25 <4142> (text) /Last endobj"
    found, fault = objects(ObjectParser(BytesIO(written)))
    assert (found, fault) == objects(PDFParser(BytesIO(written)))
    assert found
    assert fault


def test_a_fault_is_one_that_is_expected() -> None:
    with pytest.raises(PSException):
        ObjectParser(BytesIO(b"<< /A >> endobj")).nextobject()


def a_stream(parser: PDFParser) -> tuple[bytes | None, object]:
    parser.set_document(cast(PDFDocument, SimpleNamespace(decipher=None)))
    read = parser.nextobject()[1]
    assert isinstance(read, PDFStream)
    return read.rawdata, comparable(read.attrs)


@pytest.mark.parametrize("begin", [b"stream\n", b"stream\r\n"])
@pytest.mark.parametrize("end", [b"\nendstream", b"\r\nendstream ", b"endstream", b" " * 16 + b"endstream\r"])
@pytest.mark.parametrize("content", [b"", b"words", b"words\n", b"endstream of words", b"x" * 5_000])
def test_a_stream_of_the_length_that_it_tells(begin: bytes, end: bytes, content: bytes) -> None:
    written = b"1 0 obj <</Length %d/W[1 2.5 -3 +.5]>>" % len(content) + begin + content + end + b"\nendobj "
    ours = a_stream(ObjectParser(BytesIO(written)))
    assert ours == a_stream(PDFParser(BytesIO(written)))
    assert ours[0] == content
