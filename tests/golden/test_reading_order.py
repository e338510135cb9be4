"""Is each sort of page read as its clerk would: columns, lists, side headings, Action columns, accounts, notes?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor

BROOK = (
    "The panel heard that the footbridge at Nether Compley had been shut since the flood of last winter and that the"
    " county would mend it in the spring, when the brook is low enough to stand in. "
)
FAIR = (
    "Stalls for the fair may be booked from the first of May; the green is free to clubs of the parish, and a deposit"
    " is asked of others, which is paid back once the grass has been looked at. "
)
LEVY = (
    "Members asked why the levy had risen twice in one year and were told that the valuer had counted the old mill as"
    " a dwelling, which the clerk has since put right in writing with the assessor. "
)


def set_text(sheet: Canvas, x: float, y: float, width: float, text: str, size: float = 11, lead: float = 13) -> float:
    """Set a paragraph from (x, y) down, in points; the next free baseline."""
    sheet.setFont("Helvetica", size)
    for line in simpleSplit(text.strip(), "Helvetica", size, width):
        sheet.drawString(x, y, line)
        y -= lead
    return y


def read(path: Path, draw: Callable[[Canvas], None]) -> str:
    sheet = Canvas(str(path), pagesize=(595, 842), invariant=1)
    sheet.setFont("Helvetica", 11)
    draw(sheet)
    sheet.save()
    return PdfminerExtractor().extract(path).pages[0].text


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("lower", [0, 4, 7, 40, 131], ids=lambda by: f"right {by} pt lower")
def test_two_columns_need_not_share_baselines(tmp_path: Path, lower: float) -> None:
    def draw(sheet: Canvas) -> None:
        sheet.drawString(50, 810, "The Compley News")
        set_text(sheet, 50, 780, 230, (BROOK + LEVY) * 2)
        set_text(sheet, 310, 780 - lower, 230, FAIR * 4)

    assert flat(read(tmp_path / "a.pdf", draw)) == flat("The Compley News " + (BROOK + LEVY) * 2 + FAIR * 4)


def test_a_left_column_that_begins_lower_is_read_first(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        set_text(sheet, 310, 780, 230, FAIR * 4)
        set_text(sheet, 50, 645, 230, (BROOK + LEVY) * 2)

    assert flat(read(tmp_path / "a.pdf", draw)) == flat((BROOK + LEVY) * 2 + FAIR * 4)


def test_columns_set_in_different_type(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        set_text(sheet, 50, 780, 230, (BROOK + LEVY) * 2)
        set_text(sheet, 310, 780, 230, FAIR * 4, size=9.5, lead=11.5)

    assert flat(read(tmp_path / "a.pdf", draw)) == flat((BROOK + LEVY) * 2 + FAIR * 4)


def test_three_columns_that_begin_at_different_heights(tmp_path: Path) -> None:
    texts = ((BROOK + LEVY) * 2, FAIR * 3, (LEVY + FAIR) * 2)

    def draw(sheet: Canvas) -> None:
        for number, text in enumerate(texts):
            set_text(sheet, 50 + 170 * number, 780 - 4 * number, 155, text, 9, 11)

    assert flat(read(tmp_path / "a.pdf", draw)) == flat("".join(texts))


def test_a_list_in_two_columns_is_read_person_by_person_whatever_follows(tmp_path: Path) -> None:
    people = [("Cllr Ada Quill (Chair)", "Nether Compley"), ("Cllr Bram Stoke", "Market Ashby"), ("Dov Marr", "Clerk")]

    def draw(sheet: Canvas) -> None:
        for number, (name, place) in enumerate(people):
            sheet.drawString(50, 780 - 14 * number, name)
            sheet.drawString(300, 780 - 14 * number, place)
        sheet.drawString(50, 700, "Apologies were received from Cllr Edna Fitch.")

    lines = read(tmp_path / "a.pdf", draw).splitlines()
    assert lines[:3] == [f"{name}\t{place}" for name, place in people]


def test_figures_stay_with_what_they_are_for(tmp_path: Path) -> None:
    blocks = [
        [("Hall hire", "$", "412.50"), ("Insurance of the mower and the shed", "$", "96.00"), ("Audit", "$", "40.00")],
        [("Wages of the caretaker", "$", "3,025.00"), ("Oil", "$", "86.10"), ("Flower tubs", "$", "12.00")],
    ]

    def draw(sheet: Canvas) -> None:
        y = 780.0
        for block in blocks:
            for label, sign, sum_ in block:
                sheet.drawString(50, y, label)
                sheet.drawString(330, y, sign)
                sheet.drawRightString(420, y, sum_)
                y -= 13
            y -= 20

    lines = [line for line in read(tmp_path / "a.pdf", draw).splitlines() if line]
    assert lines == ["\t".join(row) for block in blocks for row in block]


def test_a_label_of_two_lines_keeps_its_figure_on_the_last(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        for number, (label, sum_) in enumerate(
            [("Hall hire", "410"), ("Accounts payable and", ""), ("accrued liabilities", "731"), ("Audit fee", "40")]
        ):
            sheet.drawString(50, 780 - 13 * number, label)
            sheet.drawRightString(420, 780 - 13 * number, sum_)

    lines = read(tmp_path / "a.pdf", draw).splitlines()
    assert lines == ["Hall hire\t410", "Accounts payable and", "accrued liabilities\t731", "Audit fee\t40"]


def test_side_headings_come_before_what_stands_beside_them(tmp_path: Path) -> None:
    parts = [(("Footbridge at", "Nether Compley"), BROOK * 2), (("The fair",), FAIR), (("The levy",), LEVY * 2)]

    def draw(sheet: Canvas) -> None:
        y = 780.0
        for heading, text in parts:
            sheet.setFont("Helvetica-Bold", 10)
            for number, line in enumerate(heading):
                sheet.drawString(50, y - 12 * number, line)
            y = set_text(sheet, 170, y, 370, text) - 10

    wanted = " ".join(f"{' '.join(heading)} {text}" for heading, text in parts)
    assert flat(read(tmp_path / "a.pdf", draw)) == flat(wanted)


def test_initials_in_an_action_column_follow_their_paragraph(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        y = 780.0
        for number, (text, initials) in enumerate([(BROOK + "The clerk is to write.", "BS"), (FAIR, "CP / DM")], 1):
            sheet.drawString(50, y, f"{number}.")
            end = set_text(sheet, 75, y, 400, text)
            sheet.drawString(500, end + 13, initials)
            y = end - 12

    text = flat(read(tmp_path / "a.pdf", draw))
    assert text == flat(f"1. {BROOK}The clerk is to write. BS 2. {FAIR}CP / DM")


def test_notes_follow_the_body_and_their_marks_stand_in_it(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        y = set_text(sheet, 60, 780, 470, BROOK)
        sheet.drawString(60, y, "The levy is set in March")
        mark = 60 + sheet.stringWidth("The levy is set in March", "Helvetica", 11)
        sheet.setFont("Helvetica", 7)
        sheet.drawString(mark, y + 4, "3")
        sheet.setFont("Helvetica", 11)
        sheet.drawString(mark + 8, y, "and paid in April.")
        sheet.setFont("Helvetica", 6)
        sheet.drawString(60, 103, "3")
        set_text(sheet, 65, 100, 470, "Under section 12 of the act.", 8, 10)

    text = flat(read(tmp_path / "a.pdf", draw))
    assert text == flat(f"{BROOK}The levy is set in March3 and paid in April. 3 Under section 12 of the act.")


@pytest.mark.parametrize("times", [2, 3])
def test_words_printed_over_themselves_are_read_once(tmp_path: Path, times: int) -> None:
    def draw(sheet: Canvas) -> None:
        for again in range(times):
            sheet.drawString(60 + 0.4 * again, 780, "Budget of the Panel")
        sheet.drawString(60, 760, "He had had 11 11 22 in all")

    assert read(tmp_path / "a.pdf", draw).split("\n\n") == ["Budget of the Panel", "He had had 11 11 22 in all\n"]


def test_words_printed_over_themselves_are_bold(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        for x in (60, 60.4):
            sheet.drawString(x, 780, "Budget of the Panel")
        sheet.drawString(60, 740, "An ordinary line")

    read(tmp_path / "a.pdf", draw)
    lines = PdfminerExtractor().extract(tmp_path / "a.pdf").pages[0].lines
    assert [line.bold for line in lines] == [True, False]


def test_only_broken_words_lose_their_hyphen(tmp_path: Path) -> None:
    lines = ("The com-", "mittee met self-", "Employed people in 2018-", "2019 at M I N U T E S")

    def draw(sheet: Canvas) -> None:
        for number, line in enumerate(lines):
            sheet.drawString(60, 780 - 13 * number, line)

    assert flat(read(tmp_path / "a.pdf", draw)) == "The committee met self- Employed people in 2018- 2019 at MINUTES"


def test_a_sheet_turned_on_its_side_reads_as_it_is_shown(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        sheet.setPageRotation(90)
        sheet.translate(595, 0)
        sheet.rotate(90)
        set_text(sheet, 60, 540, 480, BROOK + FAIR)

    assert flat(read(tmp_path / "a.pdf", draw)) == flat(BROOK + FAIR)


def test_the_blanks_of_a_typewriter_part_no_columns(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        sheet.setFont("Courier", 10)
        for row, line in enumerate(simpleSplit(LEVY + BROOK + FAIR, "Courier", 10, 480)):
            sheet.drawString(57, 780 - 12.5 * row, line)

    assert flat(read(tmp_path / "a.pdf", draw)) == flat(LEVY + BROOK + FAIR)


def test_each_label_is_read_with_what_stands_beside_it(tmp_path: Path) -> None:
    rows = [
        ("Date:", "Friday 1 March 2019"),
        ("Time:", "10.00 am to 12.35 pm"),
        ("Venue:", "Board Room, Market Hall, Compley"),
        ("Chair:", "Mr P Hazel"),
        ("Present:", "Mrs E Ash, Mr J H Birch, Cllr A Elm, Cllr M Fenn, Cllr D Rowan"),
        ("Apologies:", "Ms R Thorne, Cllr D Dale."),
    ]

    def draw(sheet: Canvas) -> None:
        for row, (label, said) in enumerate(rows):
            sheet.drawString(57, 780 - 15 * row, label)
            sheet.drawString(155, 780 - 15 * row, said)

    assert flat(read(tmp_path / "a.pdf", draw)) == " ".join(f"{label} {said}" for label, said in rows)


def test_names_of_one_length_are_rows_of_a_roll(tmp_path: Path) -> None:
    rows = [
        ("Name", ["Representing"], "Attendance"),
        ("Dawn Elm (Chair)", ["Secondary academies, Hillcrest", "Academy"], "Present"),
        ("Colin Makepeace", ["Maintained primary, St Bede's Primary", "School"], "Present"),
        ("Tim Ashby", ["Diocese of Varrow"], "Present"),
        ("Shirin Azizi", ["Special schools, Oak Lodge School"], "Present"),
        ("Pamela Crouch", ["Early years, Bright Start Nurseries"], "Apologies"),
        ("Geraldine Hope", ["Governors"], "Absent"),
    ]

    def draw(sheet: Canvas) -> None:
        y = 780.0
        for name, stands_for, mark in rows:
            sheet.drawString(57, y, name)
            sheet.drawString(400, y, mark)
            for line in stands_for:
                sheet.drawString(205, y, line)
                y -= 13
            y -= 6

    assert flat(read(tmp_path / "a.pdf", draw)) == " ".join(f"{name} {' '.join(of)} {mark}" for name, of, mark in rows)
