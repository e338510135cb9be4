"""Are tables whose cells run over lines read row by row, each cell whole, and prose and lists left alone?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen import canvas

from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor

PLAN = [
    (
        "A.1",
        "Answer calls from rural parishes within the time that the plan sets for them",
        "The control room has taken on nine people and the longest wait of the winter fell to four minutes",
        "Panel, quarterly",
    ),
    ("", "Publish the waits of each month by district and town", "Done since May", "Web page"),
    (
        "A.2",
        "Open the front counter at Lower Brackwell on two evenings of the week",
        "The landlord has not answered the letters of March and April, and the surveyor doubts that the floor holds",
        "Estates board report",
    ),
    (
        "B.1",
        "Visit every school with more than ninety pupils before the end of the year",
        "Twenty-one of the forty schools were visited; the rest have dates in the spring term that follows",
        "Headteachers' letters to the board",
    ),
]
WIDTHS = (40, 150, 190, 90)


def table_pdf(path: Path, rows: Sequence[Sequence[str]], padding: float) -> Path:
    sheet = canvas.Canvas(str(path), pagesize=(595, 842), invariant=1)
    sheet.setFont("Helvetica", 9)
    y = 780.0
    for row in rows:
        cells = [simpleSplit(cell, "Helvetica", 9, width - 8) for cell, width in zip(row, WIDTHS, strict=True)]
        x = 60.0
        for lines, width in zip(cells, WIDTHS, strict=True):
            for number, line in enumerate(lines):
                sheet.drawString(x, y - 11 * number, line)
            x += width
        y -= 11 * max(len(lines) for lines in cells) + padding
    sheet.save()
    return path


def read(path: Path) -> str:
    return " ".join(PdfminerExtractor().extract(path).pages[0].text.split())


@pytest.mark.parametrize("padding", [2, 8, 20])
def test_rows_are_read_one_after_another_with_whole_cells(tmp_path: Path, padding: float) -> None:
    text = read(table_pdf(tmp_path / "plan.pdf", PLAN, padding))
    wanted = [" ".join(cell.split()) for row in PLAN for cell in row if cell]
    assert all(cell in text for cell in wanted)
    assert sorted(wanted, key=text.index) == wanted


def test_a_list_of_short_cells_stays_a_line_a_row(tmp_path: Path) -> None:
    rows = [(str(n), f"Seat {n}", "Market Place and Church Green", f"{n}0.00") for n in range(1, 13)]
    pages = PdfminerExtractor().extract(table_pdf(tmp_path / "seats.pdf", rows, 3)).pages
    lines = [line.split("\t") for line in pages[0].text.splitlines() if line.strip()]
    assert [line[0].split()[0] for line in lines] == [row[0] for row in rows]
    assert all(row[3] in "".join(line) for row, line in zip(rows, lines, strict=True))


def test_three_columns_of_prose_are_read_one_after_another(tmp_path: Path) -> None:
    columns = [
        "After the storm of last week the brook rose to the top step of the mill and the wardens went from door to door"
        " with lamps. No one was hurt but a hen house was lost and is still to be found. " * 4,
        "Our new bus will run at six in the morning and at nine at night if ten of us say that we would take it to work"
        " or to the shops in town. Tell the clerk by the end of May or it will be lost. " * 4,
        "The fair will be on the green on the first day of June from noon. Bring a cake or a cup of tea to the tent by"
        " the oak and stay to hear the band of the mill play in the dark of the evening. " * 4,
    ]
    columns = [column.strip() for column in columns]
    sheet = canvas.Canvas(str(tmp_path / "news.pdf"), pagesize=(595, 842), invariant=1)
    sheet.setFont("Helvetica", 9)
    for number, column in enumerate(columns):
        for row, line in enumerate(simpleSplit(column, "Helvetica", 9, 150)):
            sheet.drawString(50 + 170 * number, 780 - 11 * row, line)
    sheet.save()
    assert read(tmp_path / "news.pdf") == " ".join(columns)


def test_names_with_their_posts_are_a_list_and_no_wrapped_cells(tmp_path: Path) -> None:
    sheet = canvas.Canvas(str(tmp_path / "list.pdf"), pagesize=(595, 842), invariant=1)
    sheet.setFont("Helvetica", 11)
    people = [
        ("Present:", "Sir Ivor Penhallow", "Chairman", 0),
        ("", "Gladys Mensah-Boyle", "Public Governor", 0),
        ("", "Tony Ruscoe-Hallett", "Public Governor", 0),
        ("", "Hilary Quaye", "Staff Governor", 6),
        ("", "Bertram Oduya", "Rimmer Borough Council", 0),
        ("In attendance:", "Dr Priya Natarajan", "Medical Director", 0),
        ("", "Steph Lomas", "Trust Secretary", 0),
        ("Apologies:", "Carl Vint", "Public Governor", 6),
        ("", "Wyn Ap Rhobert", "Healthwatch", 0),
    ]
    y = 700.0
    for label, name, post, white in people:
        y -= 14 + white
        for x, words in ((60, label), (180, name), (340, post)):
            sheet.drawString(x, y, words)
    sheet.save()
    text = PdfminerExtractor().extract(tmp_path / "list.pdf").pages[0].text
    assert [line.split("\t")[-2:] for line in text.split("\n") if line.strip()] == [[n, p] for _, n, p, _ in people]
