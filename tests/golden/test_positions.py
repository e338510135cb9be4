"""Do the rectangles of a span cover its ink: of part of a line, of several lines, of turned text, of a turned page?"""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen import canvas

from panelsearch.extraction.layout.span_geometry import rectangles
from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.model.pages import Page, Rect
from panelsearch.model.spans import Span

FIRST, SECOND = "Resolved: that the lych-gate be mended", "before the harvest supper in the barn"


def page_of(path: Path, draw: str) -> Page:
    sheet = canvas.Canvas(str(path), pagesize=(595, 842), invariant=1)
    sheet.setFont("Helvetica", 12)
    if draw == "upright":
        sheet.drawString(72, 700, FIRST)
        sheet.drawString(72, 684, SECOND)
    else:
        sheet.saveState()
        sheet.translate(*{"up": (300, 200), "down": (300, 700), "over": (400, 400)}[draw])
        sheet.rotate({"up": 90, "down": 270, "over": 180}[draw])
        sheet.drawString(0, 0, FIRST)
        sheet.restoreState()
    sheet.save()
    return PdfminerExtractor().extract(path).pages[0]


def near(rect: Rect, x0: float, y0: float, x1: float, y1: float) -> bool:
    return all(
        abs(a - b) < 4 for a, b in zip((rect.x0_pt, rect.y0_pt, rect.x1_pt, rect.y1_pt), (x0, y0, x1, y1), strict=True)
    )


def test_part_of_a_line(tmp_path: Path) -> None:
    page = page_of(tmp_path / "a.pdf", "upright")
    start = page.text.index("lych-gate")
    (rect,) = rectangles(page, Span(start, start + len("lych-gate be")))
    left = 72 + stringWidth("Resolved: that the ", "Helvetica", 12)
    assert near(rect, left, 698, left + stringWidth("lych-gate be", "Helvetica", 12), 710)


def test_a_rectangle_for_each_line(tmp_path: Path) -> None:
    page = page_of(tmp_path / "a.pdf", "upright")
    first, second = rectangles(page, Span(page.text.index("mended"), page.text.index("harvest")))
    assert first.y0_pt > second.y1_pt - 4
    assert second.x0_pt == pytest.approx(72, abs=1)


@pytest.mark.parametrize(
    ("draw", "box"),
    [("up", (288, 200, 304, None)), ("down", (298, None, 312, 700)), ("over", (None, 390, 400, 404))],
)
def test_turned_text(tmp_path: Path, draw: str, box: tuple[float | None, ...]) -> None:
    page = page_of(tmp_path / "a.pdf", draw)
    start = page.text.index(FIRST[:8])
    (rect,) = rectangles(page, Span(start, start + len(FIRST)))
    length = stringWidth(FIRST, "Helvetica", 12)
    along = rect.x1_pt - rect.x0_pt if draw == "over" else rect.y1_pt - rect.y0_pt
    assert along == pytest.approx(length, abs=3)
    for got, wanted in zip((rect.x0_pt, rect.y0_pt, rect.x1_pt, rect.y1_pt), box, strict=True):
        assert wanted is None or got == pytest.approx(wanted, abs=4)


def test_a_span_of_no_words_covers_nothing(tmp_path: Path) -> None:
    page = page_of(tmp_path / "a.pdf", "upright")
    assert rectangles(page, Span(len(page.text), len(page.text))) == ()
