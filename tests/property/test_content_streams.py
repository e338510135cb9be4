"""Whatever a content stream holds, both readers come to an end and raise nothing of their own making."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from panelsearch.errors import UnreadableDocumentError
from panelsearch.extraction.pdf.content_stream import (
    SurpriseError,
    codes_of,
    is_step,
    numbers,
    operations,
    shown,
    step_of,
)
from panelsearch.extraction.pdf.text_runs import RawPage
from panelsearch.testing.raw_pages import raw_pages, stock_pages

NUMBERS = st.integers(-900, 900).map(lambda number: b"%d" % number)
WORDS = st.text("abcXYZ ()\\", min_size=1, max_size=8)


def literal(text: str) -> bytes:
    raw = text.encode()
    for special in (b"\\", b"(", b")"):
        raw = raw.replace(special, b"\\" + special)
    return b"(" + raw + b")"


SHOWING = st.one_of(
    WORDS.map(lambda text: literal(text) + b" Tj"),
    WORDS.map(lambda text: b"<" + text.encode().hex().encode() + b"> Tj"),
    st.lists(st.one_of(WORDS.map(literal), NUMBERS), max_size=6).map(lambda parts: b"[" + b" ".join(parts) + b"] TJ"),
    WORDS.map(lambda text: literal(text) + b" '"),
)
# Character spacing is left out: pdfminer spends it before a glyph, the format asks for it after.
MOVING = st.one_of(
    st.tuples(NUMBERS, NUMBERS).map(lambda pair: b" ".join(pair) + b" Td"),
    st.tuples(NUMBERS, NUMBERS).map(lambda pair: b"1 0 0 1 " + b" ".join(pair) + b" Tm"),
    st.sampled_from([b"T*", b"q", b"Q", b"ET BT", b"12 TL", b"-1 Tw", b"80 Tz", b"3 Ts", b"/F1 9 Tf"]),
    st.sampled_from([b"10 10 m 20 20 l S", b"0 0 9 9 re f*", b"/P <</MCID 0>> BDC", b"EMC", b"% note\n", b"1 0 0 RG"]),
)
CONTENT = st.lists(st.one_of(SHOWING, MOVING), max_size=25).map(
    lambda operations: b"BT /F1 10 Tf 100 400 Td " + b" ".join(operations) + b" ET"
)
NOISE = st.one_of(
    st.binary(max_size=120),
    st.lists(
        st.sampled_from(
            [
                *(bytes((code,)) for code in b"()<>[]{}/%\\\n 1-."),
                b"Tj",
                b"TJ",
                b"Tf",
                b"BI",
                b"ID ",
                b" EI",
                b"Do",
                b"q",
            ]
        ),
        max_size=60,
    ).map(b"".join),
)


def read_both(content: bytes) -> tuple[list[RawPage], list[RawPage]]:
    whole = (
        b"%%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        b"3 0 obj\n<</Type/Page/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>\nendobj\n"
        b"5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n"
        b"4 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n" % (len(content), content)
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(whole)
        return list(raw_pages(path)), list(stock_pages(path))


@given(CONTENT)
@example(b"BT /F1 10 Tf 100 400 Td (XY) Tj [400 (Y)] TJ ET")  # a step before the first string comes before it
@example(b"BT /F1 10 Tf 100 400 Td q (X) Tj Q (X) Tj ET")  # Q brings the pen back
@example(b"BT /F1 9 Tf 9 40 Td (X) Tj q 0 0 9 9 re W* n BT /F1 12 Tf 1 0 0 1 72 70 Tm 0 g [(Y)3(Z)] TJ ET Q (X) Tj ET")
@settings(max_examples=80, deadline=None)
def test_lean_and_stock_agree_on_words_and_places(content: bytes) -> None:
    (lean,), (stock,) = read_both(content)
    assert not lean.failed
    assert [run.text for run in lean.runs] == [run.text for run in stock.runs]
    for ours, theirs in zip(lean.runs, stock.runs, strict=True):
        assert abs(ours.x0 - theirs.x0) < 0.05
        assert abs(ours.y0 - theirs.y0) < 0.05
        assert abs(ours.x1 - theirs.x1) < 0.05


@given(NOISE)
@settings(max_examples=150, deadline=2000)
def test_noise_yields_a_page_or_an_error_of_ours(content: bytes) -> None:
    try:
        lean, stock = read_both(content)
    except UnreadableDocumentError:
        return
    assert len(lean) == len(stock) == 1


@given(st.one_of(NOISE, st.tuples(CONTENT, NOISE, CONTENT).map(b" ".join)))
@settings(max_examples=200, deadline=1000)
def test_the_tokenizer_is_surprised_at_most(content: bytes) -> None:
    try:
        for operator, operands in operations(content):
            assert operator
            assert operands in content
    except SurpriseError:
        return


def read_back(operands: bytes) -> list[bytes | float]:
    return [step_of(item) if is_step(item) else codes_of(item) for item in shown(operands)]


@given(st.lists(st.one_of(st.binary(max_size=12), st.integers(-500, 500)), max_size=8))
def test_strings_come_back_as_they_were_written(parts: list[bytes | int]) -> None:
    written = [
        b"%d" % part if isinstance(part, int) else b"(" + b"".join(b"\\%03o" % code for code in part) + b")"
        for part in parts
    ]
    assert read_back(b"[" + b" ".join(written) + b"]") == parts
    digits = [b"%d" % part if isinstance(part, int) else b"<" + part.hex().encode() + b">" for part in parts]
    assert read_back(b"[" + b" ".join(digits) + b"]") == parts


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=6), st.lists(st.integers(-9, 9), max_size=3))
def test_the_last_numbers_are_the_operands(wanted: list[float], before: list[int]) -> None:
    written = " ".join([*map(str, before), *(f"{number:f}" for number in wanted)]).encode()
    assert numbers(written, len(wanted)) == [float(f"{number:f}") for number in wanted]
