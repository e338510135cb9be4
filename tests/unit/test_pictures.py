"""Is a page painted as it is, the part of it that is asked for, and marked where its words stand?"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from reportlab.pdfgen import canvas

from panelsearch.errors import PaintingError
from panelsearch.extraction.layout.span_geometry import rectangles
from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.model.spans import Span
from panelsearch.pictures.marking import Mark, boxes, marked
from panelsearch.pictures.painter import Painter
from panelsearch.pictures.painting import WHOLE, Picture, Region, Wanted, paint

Pixels = npt.NDArray[np.uint8]
YELLOW = (255, 255, 0)


def as_pixels(picture: Picture) -> Pixels:
    return np.frombuffer(picture.pixels, np.uint8).reshape(picture.height_px, picture.width_px, 3)


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pictures") / "page.pdf"
    sheet = canvas.Canvas(str(path), pagesize=(600, 800), invariant=1)
    sheet.setFont("Helvetica", 12)
    sheet.drawString(72, 700, "The footbridge at Mill Lane")
    sheet.drawString(300, 200, "was mended in May.")
    sheet.save()
    return path


def test_a_page_is_painted_whole_and_in_proportion(page_file) -> None:
    picture = paint(Wanted(page_file, 1, WHOLE, 300, 1000))
    assert (picture.width_px, picture.height_px) == (300, 400)
    dark = as_pixels(picture).min(axis=2) < 128
    assert dark[40:60, 30:160].any()
    assert not dark[:30].any()


def test_a_region_is_the_same_as_cut_out_of_the_whole(page_file) -> None:
    whole = as_pixels(paint(Wanted(page_file, 1, WHOLE, 1200, 1600)))
    part = paint(Wanted(page_file, 1, Region(0.4, 0.6, 0.9, 0.9), 600, 480))
    left, top = round(part.region.left * 1200), round(part.region.top * 1600)
    cut = whole[top : top + part.height_px, left : left + part.width_px]
    assert cut.shape == (part.height_px, part.width_px, 3)
    assert np.array_equal(cut, as_pixels(part))


@pytest.mark.parametrize("region", [WHOLE, Region(0.05, 0.05, 0.5, 0.2)])
def test_marks_cover_the_words_and_nothing_else(page_file, region) -> None:
    page = PdfminerExtractor().extract(page_file).pages[0]
    picture = paint(Wanted(page_file, 1, region, 900, 900))
    start = page.text.index("footbridge")
    rects = rectangles(page, Span(start, start + len("footbridge")))
    ((x0, y0, x1, y1),) = boxes(picture, page, rects)
    before, after = as_pixels(picture), np.asarray(marked(picture, page, [Mark(rects, YELLOW)]))
    assert (after[y0:y1, x0:x1, 2] == 0).all()  # no blue is left under yellow
    assert (after[y0:y1, x0:x1, 0] < 128).any()  # and the print is still to be read
    outside = np.ones(before.shape[:2], bool)
    outside[y0:y1, x0:x1] = False
    assert np.array_equal(before[outside], after[outside])
    line = before[y0:y1].min(axis=2) < 128
    assert not line[:, max(0, x0 - 2) : x0].any()  # a blank is before the word, and one behind it
    assert not line[:, x1 : x1 + 2].any()


def test_what_lies_outside_a_picture_is_not_marked(page_file) -> None:
    page = PdfminerExtractor().extract(page_file).pages[0]
    picture = paint(Wanted(page_file, 1, Region(0, 0.5, 1, 1), 300, 300))
    assert boxes(picture, page, rectangles(page, Span(0, 10))) == []


def test_files_that_are_no_pdf_and_pages_there_are_not(page_file, tmp_path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 but no more")
    for wanted in (Wanted(tmp_path / "broken.pdf", 1, WHOLE, 9, 9), Wanted(page_file, 2, WHOLE, 9, 9),
                   Wanted(tmp_path / "gone.pdf", 1, WHOLE, 9, 9)):  # fmt: skip
        with pytest.raises(PaintingError, match="cannot be painted"):
            paint(wanted)


# in a process of its own


def test_a_page_without_any_width_is_told(page_file, monkeypatch) -> None:
    monkeypatch.setattr("pypdfium2.PdfPage.get_size", lambda page: (0.0, 800.0))
    with pytest.raises(PaintingError, match="cannot be painted"):
        paint(Wanted(page_file, 1, WHOLE, 60, 80))


@pytest.fixture
def painter() -> Iterator[Painter]:
    one = Painter(seconds=30)
    yield one
    one.close()


def test_a_painter_paints_and_can_be_closed(painter, page_file) -> None:
    assert painter.paint(Wanted(page_file, 1, WHOLE, 60, 80)).width_px == 60
    painter.close()
    painter.close()
    assert painter.paint(Wanted(page_file, 1, WHOLE, 60, 80)).width_px == 60


def test_no_picture_larger_than_any_screen(painter, page_file) -> None:
    with pytest.raises(PaintingError, match="of that size"):
        painter.paint(Wanted(page_file, 1, WHOLE, 100_000, 100_000))


def hostile(path: Path, image_px: int) -> Path:
    """A page whose one picture says that it is very large: a few bytes that unpack to very many."""
    import zlib

    packed = zlib.compress(bytes(image_px) * 16)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        b"<</Length 30>>stream\nq 600 0 0 800 0 0 cm /I Do Q   \nendstream",
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8"
        b"/Filter/FlateDecode/Length %d>>stream\n" % (image_px, image_px, len(packed)) + packed + b"\nendstream",
    ]  # fmt: skip
    file, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj" % number + body + b"endobj\n"
    xref = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer<</Size %d/Root 1 0 R>>startxref\n%d\n%%%%EOF" % (len(objects) + 1, xref)
    path.write_bytes(file)
    return path


def test_a_page_that_wants_gigabytes_costs_its_picture_and_no_more(page_file, tmp_path) -> None:
    painter = Painter(seconds=20, memory_bytes=256 * 1024 * 1024)
    try:
        began = time.monotonic()
        with contextlib.suppress(PaintingError):
            painter.paint(Wanted(hostile(tmp_path / "huge.pdf", 30_000), 1, WHOLE, 300, 400))
        assert time.monotonic() - began < 60
        assert painter.paint(Wanted(page_file, 1, WHOLE, 60, 80)).width_px == 60
    finally:
        painter.close()


def test_a_page_that_takes_for_ever_is_given_up(page_file, monkeypatch, tmp_path) -> None:
    slow = tmp_path / "slow.pdf"
    sheet = canvas.Canvas(str(slow), pagesize=(600, 800))
    for n in range(4000):  # each stroke crosses all the others
        path = sheet.beginPath()
        path.moveTo(n % 600, 0)
        for m in range(60):
            path.lineTo((n * 7 + m * 131) % 600, (n * 13 + m * 57) % 800)
        sheet.drawPath(path)
    sheet.save()
    painter = Painter(seconds=0.01)
    try:
        with pytest.raises(PaintingError, match=r"took longer than|o opens|slow\.pdf"):
            painter.paint(Wanted(slow, 1, WHOLE, 3000, 3900))
    finally:
        painter.close()
