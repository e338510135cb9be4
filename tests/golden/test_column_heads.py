"""Is the head over a cell known: for figures under years, under units, in wrapped cells, on the pages that follow?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen import canvas

from panelsearch.extraction.layout.table_headers import column_head
from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.model.pages import Page
from panelsearch.model.spans import Span

HEAD = ("Service", "Budget 2023/24 (£)", "Forecast (£)", "Note")
ROWS = [(f"Depot {n}", f"{n},100", f"{n},250", "oil" if n % 2 else "gas") for n in range(1, 31)]


def tabled(path: Path, pages: Sequence[Sequence[Sequence[str]]], lead: str = "") -> tuple[Page, ...]:
    sheet = canvas.Canvas(str(path), pagesize=(595, 842), invariant=1)
    for rows in pages:
        sheet.setFont("Helvetica", 10)
        y = 780
        if lead:
            sheet.drawString(60, y, lead)
            y -= 30
        for row in rows:
            sheet.drawString(60, y, row[0])
            for x, cell in zip((300, 420), row[1:3], strict=True):
                sheet.drawRightString(x, y, cell)
            sheet.drawString(460, y, row[3])
            y -= 18
        sheet.showPage()
    sheet.save()
    return PdfminerExtractor().extract(path).pages


def head_of(pages: Sequence[Page], number: int, words: str) -> str | None:
    start = pages[number - 1].text.index(words)
    return column_head(pages, number, Span(start, start + len(words)))


def test_figures_stand_under_their_heads(tmp_path: Path) -> None:
    pages = tabled(tmp_path / "a.pdf", [[HEAD, *ROWS[:12]]], lead="The table gives what each depot is to cost.")
    assert head_of(pages, 1, "7,100") == "Budget 2023/24 (£)"
    assert head_of(pages, 1, "7,250") == "Forecast (£)"
    assert head_of(pages, 1, "Depot 9") == "Service"
    assert head_of(pages, 1, "gas") == "Note"


def test_a_table_that_goes_on_keeps_its_head(tmp_path: Path) -> None:
    pages = tabled(tmp_path / "a.pdf", [[HEAD, *ROWS[:10]], ROWS[10:20], ROWS[20:]])
    assert head_of(pages, 2, "15,100") == "Budget 2023/24 (£)"
    assert head_of(pages, 3, "25,250") == "Forecast (£)"


@pytest.mark.parametrize("words", ["what each depot", "The table"])
def test_prose_stands_under_nothing(tmp_path: Path, words: str) -> None:
    pages = tabled(tmp_path / "a.pdf", [[HEAD, *ROWS[:12]]], lead="The table gives what each depot is to cost.")
    assert head_of(pages, 1, words) is None


def test_a_table_without_a_head_has_none(tmp_path: Path) -> None:
    pages = tabled(tmp_path / "a.pdf", [ROWS[:8]])
    assert head_of(pages, 1, "5,100") is None
