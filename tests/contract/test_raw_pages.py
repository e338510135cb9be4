"""Both ways of reading a PDF keep one contract; the stock way is the lean one's oracle."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from panelsearch.errors import (
    DamagedDocumentError,
    EncryptedDocumentError,
    NotADocumentError,
    UnreadableDocumentError,
)
from panelsearch.extraction.pdf.document import open_document
from panelsearch.extraction.pdf.text_runs import RawPage
from panelsearch.testing.raw_pages import raw_pages, stock_pages

PageReader = Callable[[Path], Iterator[RawPage]]
SHARED = Path(__file__).resolve().parents[2] / "../shared/material"


@pytest.fixture(params=[raw_pages, stock_pages], ids=["lean", "stock"])
def read(request: pytest.FixtureRequest) -> PageReader:
    reader: PageReader = request.param
    return reader


@pytest.fixture
def drawn(tmp_path: Path) -> Callable[..., Path]:
    """Writes a PDF: each function draws one page."""

    def draw(*pages: Callable[[Canvas], object], **settings: object) -> Path:
        path = tmp_path / "drawn.pdf"
        canvas = Canvas(str(path), pagesize=(600, 800), **settings)
        for page in pages:
            page(canvas)
            canvas.showPage()
        canvas.save()
        return path

    return draw


def written(
    path: Path,
    content: bytes,
    resources: bytes = b"",
    page: bytes = b"",
    more: tuple[bytes, ...] = (),
    length: bytes = b"",
) -> Path:
    """A one-page PDF with this content stream; `more` are objects from number 6 on, `length` what it says its is."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>"
        + resources
        + b">>"
        + page
        + b">>",
        b"<</Length %s>>stream\n%s\nendstream" % (length or b"%d" % len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        *more,
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, text in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number + text + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    path.write_bytes(out.getvalue())
    return path


def words(page: RawPage) -> list[str]:
    return [run.text for run in page.runs]


def form(content: bytes, extra: bytes = b"") -> bytes:
    return b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]%s/Length %d>>stream\n%s\nendstream" % (
        extra,
        len(content),
        content,
    )


def test_words_stand_where_they_are_drawn(read: PageReader, drawn: Callable[..., Path]) -> None:
    (page,) = read(drawn(lambda c: (c.setFont("Helvetica-Bold", 12), c.drawString(72, 700, "Public minutes"))))
    first, second = page.runs
    assert (first.text, second.text) == ("Public", "minutes")
    assert first.x0 == pytest.approx(72)
    assert first.y0 < 700 < first.y1
    assert first.x1 < second.x0
    assert first.size_pt == pytest.approx(12)
    assert first.bold
    assert not first.italic
    assert first.angle == 0


def test_every_sort_of_white_space_parts_words(read: PageReader, drawn: Callable[..., Path]) -> None:
    (page,) = read(drawn(lambda c: c.drawString(72, 700, "item\N{NO-BREAK SPACE}7 agreed")))
    assert words(page) == ["item", "7", "agreed"]


def test_a_gap_parts_words_and_kerning_does_not(read: PageReader, tmp_path: Path) -> None:
    path = written(tmp_path / "a.pdf", b"BT /F1 10 Tf 50 700 Td [(Re) 40 (sol) -20 (ved) -400 (that)] TJ ET")
    assert words(next(read(path))) == ["Resolved", "that"]


def test_letter_spacing_does_not_part_a_word(read: PageReader, tmp_path: Path) -> None:
    path = written(tmp_path / "a.pdf", b"BT /F1 10 Tf 4 Tc 50 700 Td (AGENDA item) Tj ET")
    assert words(next(read(path))) == ["AGENDA", "item"]


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F1 10 Tf 12 TL 50 700 Td (one) Tj T* (two) Tj (three) ' ET",
        b"BT /F1 10 Tf 50 700 TD (one) Tj 0 -12 TD (two) Tj T* (three) Tj ET",
        b"BT /F1 10 Tf 1 0 0 1 50 700 Tm <6f6e65> Tj 1 0 0 1 50 688 Tm (t\\167o) Tj 0 -12 Td (thr\\\nee) Tj ET",
        b"q 2 0 0 2 100 0 cm BT /F1 5 Tf -25 350 Td (one) Tj 0 -6 Td (two) Tj 0 -6 Td [(th) 10 (ree)] TJ ET Q",
    ],
)
def test_lines_follow_one_another_whichever_operators_move_them(
    read: PageReader, tmp_path: Path, content: bytes
) -> None:
    page = next(read(written(tmp_path / "a.pdf", content)))
    assert words(page) == ["one", "two", "three"]
    assert [run.x0 for run in page.runs] == pytest.approx([50, 50, 50], abs=0.1)
    one, two, three = (run.y0 for run in page.runs)
    assert one - two == pytest.approx(12)
    assert two - three == pytest.approx(12)


def test_the_text_of_forms_is_read_where_the_form_is_placed(read: PageReader, tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.pdf",
        b"BT /F1 10 Tf 50 700 Td (before) Tj ET q 1 0 0 1 200 0 cm /X Do Q BT /F1 10 Tf 50 600 Td (after) Tj ET",
        b"/XObject<</X 6 0 R>>",
        more=(
            form(b"BT /F1 10 Tf 50 650 Td (Page 7) Tj ET", b"/Matrix[1 0 0 1 10 0]/Resources<</Font<</F1 5 0 R>>>>"),
        ),
    )
    page = next(read(path))
    assert words(page) == ["before", "Page", "7", "after"]
    assert page.runs[1].x0 == pytest.approx(260)
    assert page.runs[3].x0 == pytest.approx(50)


def test_forms_that_call_one_another_come_to_an_end(read: PageReader, tmp_path: Path) -> None:
    calls = b" /Y Do /Y Do /Y Do /Y Do /Y Do /Y Do /Y Do /Y Do"
    deep = tuple(form(calls, b"/Resources<</XObject<</Y %d 0 R>>>>" % (7 + level)) for level in range(9))
    path = written(tmp_path / "a.pdf", b"/X Do", b"/XObject<</X 6 0 R>>", more=(*deep, form(b"")))
    assert next(read(path)).failed
    circle = form(b"BT /F1 9 Tf 50 650 Td (once) Tj ET /X Do", b"/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>")
    path = written(tmp_path / "b.pdf", b"/X Do", b"/XObject<</X 6 0 R>>", more=(circle,))
    assert words(next(read(path))) == ["once"]


@pytest.mark.parametrize(("turn", "angle", "width"), [(0, 0, 600), (90, 270, 800), (180, 180, 600), (270, 90, 800)])
def test_a_turned_page_is_measured_as_displayed(
    read: PageReader, tmp_path: Path, turn: int, angle: int, width: float
) -> None:
    content = b"BT /F1 10 Tf 50 700 Td (Turned) Tj ET"
    page = next(read(written(tmp_path / "a.pdf", content, page=b"/Rotate %d" % turn)))
    (run,) = page.runs
    assert (run.angle, page.width_pt) == (angle, width)
    assert 0 <= run.x0 < run.x1 <= page.width_pt
    assert 0 <= run.y0 < run.y1 <= page.height_pt


def test_the_crop_box_is_the_page_and_what_lies_outside_it_is_not_read(read: PageReader, tmp_path: Path) -> None:
    content = b"BT /F1 10 Tf 150 700 Td (seen) Tj 400 0 Td (hidden) Tj ET"
    page = next(read(written(tmp_path / "a.pdf", content, page=b"/CropBox[100 100 500 800]")))
    assert (page.width_pt, page.height_pt) == (400, 700)
    assert words(page) == ["seen"]
    assert page.runs[0].x0 == pytest.approx(50)


def test_invisible_text_over_a_picture_is_read(read: PageReader, tmp_path: Path) -> None:
    picture = (
        b"<</Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\n0\nendstream"
    )
    content = b"q 600 0 0 800 0 0 cm /I Do Q BT 3 Tr /F1 10 Tf 50 700 Td (recognised) Tj ET"
    page = next(read(written(tmp_path / "a.pdf", content, b"/XObject<</I 6 0 R>>", more=(picture,))))
    assert words(page) == ["recognised"]
    assert page.image_share == pytest.approx(1)


def test_an_inline_picture_is_stepped_over(read: PageReader, tmp_path: Path) -> None:
    picture = b"q 300 0 0 400 0 0 cm BI /W 4 /H 2 /BPC 8 /CS /G ID (EI)]<\xff\x00( EI Q "
    page = next(read(written(tmp_path / "a.pdf", picture + b"BT /F1 10 Tf 50 700 Td (after) Tj ET")))
    assert words(page) == ["after"]
    assert page.image_share == pytest.approx(0.25)


def test_letters_without_a_unicode_value_are_counted_not_guessed(read: PageReader, tmp_path: Path) -> None:
    path = written(tmp_path / "a.pdf", b"BT /F1 10 Tf 50 700 Td (\\001\\002) Tj ET")
    (run,) = next(read(path)).runs
    assert (run.text, run.unmapped) == ("\ufffd\ufffd", 2)


def test_a_broken_page_costs_itself_alone(read: PageReader, drawn: Callable[..., Path]) -> None:
    path = drawn(*(lambda c, n=n: c.drawString(72, 700, f"page{n}") for n in range(3)), pageCompression=0)
    whole = path.read_bytes()
    second = whole.index(b"/Type /Page\n", whole.index(b"/Type /Page\n") + 1)
    pages = list(read(path))
    assert [words(page) for page in pages] == [["page0"], ["page1"], ["page2"]]
    at = whole.rindex(b" obj", 0, second)
    path.write_bytes(whole[:at] + b" obX" + whole[at + 4 :])
    pages = list(read(path))
    assert [words(page) for page in pages] == [["page0"], [], ["page2"]]
    assert [bool(page.failed) for page in pages] == [False, True, False]
    assert [page.index for page in pages] == [0, 1, 2]


def test_the_pdfs_own_page_labels_are_kept(read: PageReader, drawn: Callable[..., Path]) -> None:
    path = drawn(*(lambda c: c.drawString(72, 700, "text") for _ in range(3)), pageCompression=0)
    whole = path.read_bytes().replace(
        b"/Type /Catalog", b"/PageLabels <</Nums [0 <</S /r>> 1 <</S /D /St 14>>]>> /Type /Catalog"
    )
    path.write_bytes(whole)
    assert [page.pdf_label for page in read(path)] == ["i", "14", "15"]


def test_a_file_that_opens_without_a_password_is_read(read: PageReader, drawn: Callable[..., Path]) -> None:
    path = drawn(
        lambda c: c.drawString(72, 700, "open"), encrypt=pdfencrypt.StandardEncryption("", ownerPassword="owner")
    )
    assert words(next(read(path))) == ["open"]


def test_a_file_that_asks_for_a_password_is_refused(read: PageReader, drawn: Callable[..., Path]) -> None:
    path = drawn(lambda c: c.drawString(72, 700, "shut"), encrypt=pdfencrypt.StandardEncryption("secret"))
    with pytest.raises(EncryptedDocumentError) as refused:
        next(read(path))
    assert "drawn.pdf" in refused.value.message
    assert refused.value.hint
    assert words(next(raw_pages(path, "secret"))) == ["shut"]


@pytest.mark.parametrize("content", [b"", b"<html>Not found</html>", b"\x00" * 5000])
def test_what_is_no_pdf_is_refused(read: PageReader, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    with pytest.raises(NotADocumentError):
        next(read(tmp_path / "a.pdf"))


def test_a_pdf_without_pages_is_damaged(read: PageReader, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>")
    with pytest.raises(DamagedDocumentError):
        next(read(tmp_path / "a.pdf"))


def test_a_file_that_is_not_there_is_unreadable(read: PageReader, tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError):
        next(read(tmp_path / "gone.pdf"))


def test_a_lost_cross_reference_table_is_made_again(read: PageReader, tmp_path: Path) -> None:
    path = written(tmp_path / "a.pdf", b"BT /F1 10 Tf 50 700 Td (found) Tj ET")
    path.write_bytes(path.read_bytes().replace(b"startxref\n", b"startxref\n9"))
    assert words(next(read(path))) == ["found"]


@pytest.mark.parametrize("count", [1, 400])
def test_a_stream_is_read_whole_whose_length_stands_behind_it(read: PageReader, tmp_path: Path, count: int) -> None:
    content = b"BT /F1 10 Tf 50 700 Td%b ET" % b"".join(b" 0 -1 Td (word%d) Tj" % number for number in range(count))
    path = written(tmp_path / "a.pdf", content, more=(b"%d" % len(content),), length=b"6 0 R")
    (page,) = read(path)
    assert not page.failed
    assert words(page) == [f"word{number}" for number in range(count)]


@pytest.mark.parametrize(
    "told", [b"Length 9", b"Length 99", b"Length 9999", b"Length -1", b"Length(x)", b"Other 1", b"Length 6 0 R",
             b"Length 7 0 R", b"Length 9 0 R", b"Length 8 0 R"],
)  # fmt: skip
def test_a_stream_ends_where_it_ends_whatever_it_says(read: PageReader, tmp_path: Path, told: bytes) -> None:
    content = b"BT /F1 10 Tf 50 700 Td (lost) Tj 0 -20 Td (words) Tj ET"
    right = b"Length %-8d" % len(content)
    more = (b"4", b"4000", form(b"BT /F1 10 Tf (no more) Tj ET"))
    whole = written(tmp_path / "a.pdf", content, length=right.removeprefix(b"Length "), more=more).read_bytes()
    assert right in whole
    (tmp_path / "a.pdf").write_bytes(whole.replace(right, told.ljust(len(right))))
    assert words(next(read(tmp_path / "a.pdf"))) == ["lost", "words"]


@pytest.mark.parametrize("length", [b"", b"6 0 R"])
@pytest.mark.parametrize("size", [10, 70_000, 300_000])
def test_a_long_stream_is_read_whole_though_it_holds_what_ends_one(
    read: PageReader, tmp_path: Path, size: int, length: bytes
) -> None:
    content = b"BT /F1 10 Tf 50 700 Td (endstream) Tj ET %s\nBT /F1 10 Tf 50 600 Td (last) Tj ET" % (b" " * size)
    path = written(tmp_path / "a.pdf", content, length=length, more=(b"%d" % len(content),))
    assert words(next(read(path))) == ["endstream", "last"]
    path = written(tmp_path / "b.pdf", content.replace(b"endstream", b"endless"), length=b"7")
    assert words(next(read(path))) == ["endless", "last"]


def test_a_form_shows_words_in_a_font_that_only_its_page_names(read: PageReader, tmp_path: Path) -> None:
    codes = b"<</Type/Encoding/Differences[97/L/a/r/c/h]>>"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding 7 0 R>>"
    own = b"/Resources<</Font<</F1 5 0 R>>/XObject<</Y 9 0 R>>>>"
    shown = form(b"BT /Page 10 Tf 50 650 Td (abcde) Tj ET BT /F1 10 Tf 50 600 Td (own) Tj ET /Y Do", own)
    inner = form(b"BT /Page 10 Tf 50 550 Td (abc) Tj ET", b"/Resources<</Font<</F9 5 0 R>>>>")
    path = written(
        tmp_path / "a.pdf", b"/X Do", b"/XObject<</X 8 0 R>>", more=(font, codes, shown, inner)
    )  # fmt: skip
    named = path.read_bytes().replace(b"<</F1 5 0 R>>/XObject<</X", b"<</Page 6 0 R>>/XObject<</X")
    path.write_bytes(named)
    assert words(next(read(path))) == ["Larch", "own", "Lar"]


@pytest.mark.parametrize("kept", [0.75, 0.95])
def test_a_file_cut_off_at_its_end_keeps_the_pages_it_has(read: PageReader, tmp_path: Path, kept: float) -> None:
    path = written(tmp_path / "a.pdf", b"BT /F1 10 Tf 50 700 Td (found) Tj ET")
    whole = path.read_bytes()
    assert whole.index(b"xref") < 0.75 * len(whole)
    path.write_bytes(whole[: int(kept * len(whole))])
    assert words(next(read(path))) == ["found"]


def test_a_page_that_is_lost_keeps_its_number(read: PageReader, tmp_path: Path) -> None:
    path = written(tmp_path / "a.pdf", b"BT /F1 10 Tf 50 700 Td (third) Tj ET")
    path.write_bytes(path.read_bytes().replace(b"/Kids[3 0 R]/Count 1", b"/Kids[8 0 R 9 0 R 3 0 R]"))
    pages = list(read(path))
    assert [words(page) for page in pages] == [[], [], ["third"]]
    assert [bool(page.failed) for page in pages] == [True, True, False]


def test_a_font_that_lost_its_character_map_guesses_no_letters(read: PageReader, tmp_path: Path) -> None:
    path = written(tmp_path / "a.pdf", b"BT /F1 10 Tf 50 700 Td (Zroo) Tj ET")
    path.write_bytes(path.read_bytes().replace(b"/Encoding/WinAnsiEncoding", b"/ToUnicode 77 0 R"))
    (run,) = next(read(path)).runs
    assert (run.text, run.unmapped) == ("\ufffd" * 4, 4)


def test_facts_and_count_are_known_before_the_first_page(drawn: Callable[..., Path]) -> None:
    path = drawn(lambda c: (c.setTitle("Minutes of May"), c.setAuthor("Clerk")), lambda c: c.drawString(9, 9, "x"))
    with open_document(path) as document:
        assert document.page_count == 2
        assert (document.facts.title, document.facts.author) == ("Minutes of May", "Clerk")


REAL = ("papers/milburn_pc", "papers/burton_cum_walden_pc", "odd_pdfs")


@pytest.mark.skipif(not SHARED.exists(), reason="the real papers are not on this machine")
@pytest.mark.parametrize("folder", REAL)
def test_lean_reads_the_words_that_stock_reads_on_real_papers(folder: str) -> None:
    paths = [path for path in sorted((SHARED / folder).rglob("*.pdf")) if path.stat().st_size < 150_000][::6]
    wanted = found = 0
    for path in paths:
        try:
            pairs = list(zip(stock_pages(path), raw_pages(path), strict=True))
        except EncryptedDocumentError:
            continue
        for stock, lean in pairs:
            expected = Counter(words(stock))
            wanted += expected.total()
            found += (expected & Counter(words(lean))).total()
    assert wanted
    assert found >= 0.999 * wanted
