"""Where a paragraph goes on in the next line, and where a line is one of its own."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfgen import canvas

from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.model.pages import Page
from panelsearch.tui.finding import occurrences
from panelsearch.tui.rendering.reflow import reflowed


def page_of(folder: Path, *lines: str | tuple[str, str]) -> Page:
    """A page of lines; a line in two cells stands in two columns."""
    path = folder / "page.pdf"
    sheet = canvas.Canvas(str(path), pagesize=(595, 842), invariant=1)
    sheet.setFont("Helvetica", 11)
    for row, line in enumerate(lines):
        for column, cell in enumerate((line,) if isinstance(line, str) else line):
            sheet.drawString(72 + 250 * column, 780 - 14 * row, cell)
    sheet.save()
    return PdfminerExtractor().extract(path).pages[0]


def test_a_line_that_was_full_goes_on_in_the_next(tmp_path) -> None:
    page = page_of(
        tmp_path,
        "The clerk reported that the footbridge at Mill Lane had lost two of its boards and that the",
        "contractor had been asked to mend them before the end of the month at a cost that was not to",
        "be more than was set aside.",
        "Nobody objected.",
    )
    flowing = reflowed(page)
    assert len(flowing) == len(page.text)
    assert "and that the contractor had" in flowing
    assert "not to be more" in flowing
    assert "set aside.\nNobody" in flowing


def test_marks_of_lists_and_brackets(tmp_path) -> None:
    full = "The clerk reported that the footbridge at Mill Lane had lost two of its boards and that the"
    for begins, goes_on in (("(a) grass", False), ("12. Grass", False), ("• grass", False), ("– grass", False),
                            ("(see above)", True), ("£40 was", True), ("3rd party", True)):  # fmt: skip
        page = page_of(
            tmp_path, full, f"{begins} that had been asked to mend them before the end of the month at a cost"
        )
        assert (f"that the {begins}" in reflowed(page)) is goes_on, begins


def test_rows_of_a_table_stay_rows(tmp_path) -> None:
    page = page_of(tmp_path, *((f"Grass cutting at the northern end of {n}", f"£{n},400.00") for n in range(1, 6)))
    assert reflowed(page) == page.text


def test_words_are_found_as_people_type_them() -> None:
    text = "Cllr C O’Rourke moved that the well–kept\nfoot bridge (A+B) stay."
    assert [one.of(text) for one in occurrences("o'rourke MOVED", text)] == ["O’Rourke moved"]
    assert [one.of(text) for one in occurrences("well-kept foot", text)] == ["well–kept\nfoot"]
    assert [one.of(text) for one in occurrences("(a+b)", text)] == ["(A+B)"]
    assert occurrences("  ", text) == ()
