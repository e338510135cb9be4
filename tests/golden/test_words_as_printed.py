"""Is each word read once and whole, however it was set: struck twice, spaced out, joined, recognised once more?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from panelsearch.extraction.layout.word_segmentation import clean
from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor

MINUTE = "RESOLVED that 45.60 be paid to Larch & Daughters for the gate."


def read(path: Path, draw: Callable[[Canvas], None]) -> str:
    sheet = Canvas(str(path), pagesize=(595, 842), invariant=1)
    sheet.setFont("Helvetica", 11)
    draw(sheet)
    sheet.save()
    return PdfminerExtractor().extract(path).pages[0].text.strip()


def code(sheet: Canvas, *operations: str) -> None:
    """Operations of the format itself, on one line of text at (60, 700)."""
    sheet._code.append(f"q BT /F1 10 Tf 60 700 Td {' '.join(operations)} ET Q")


def letter_by_letter(sheet: Canvas, aside: float) -> None:
    x = 60.0
    for letter in MINUTE:
        for by in (0, aside):
            sheet.drawString(x + by, 700, letter)
        x += sheet.stringWidth(letter, "Helvetica", 11)


@pytest.mark.parametrize("aside", [0, 0.3, 0.9])
def test_letters_struck_twice_are_read_once(tmp_path: Path, aside: float) -> None:
    assert read(tmp_path / "a.pdf", lambda sheet: letter_by_letter(sheet, aside)) == MINUTE


def test_letters_struck_twice_in_one_string_are_read_once(tmp_path: Path) -> None:
    twice = " ".join(f"({c}) {width} ({c})" for c, width in (("l", 222), ("i", 222), ("d", 556)))
    assert read(tmp_path / "a.pdf", lambda sheet: code(sheet, f"[{twice}] TJ")) == "lid"


def test_double_letters_stay_double(tmp_path: Path) -> None:
    words = "Committee fill-in 11.11 book-keeping II iii"
    assert read(tmp_path / "a.pdf", lambda sheet: sheet.drawString(60, 700, words)) == words


def recognised(sheet: Canvas, text: str, x: float, y: float, size: float) -> None:
    """Words that nobody sees, each where the recogniser found it."""
    for word in text.split(" "):
        line = sheet.beginText(x, y)
        line.setFont("Helvetica", size)
        line.setTextRenderMode(3)
        line.textOut(word)
        sheet.drawText(line)
        x += sheet.stringWidth(word + " ", "Helvetica", 11)


@pytest.mark.parametrize("said", [MINUTE, MINUTE.replace("Larch", "Lareh").replace("l", "1")])
def test_printed_words_that_were_recognised_once_more_are_read_once(tmp_path: Path, said: str) -> None:
    def draw(sheet: Canvas) -> None:
        sheet.drawString(60, 700, MINUTE)
        recognised(sheet, said, 61.2, 698.5, 10)

    assert read(tmp_path / "a.pdf", draw) == MINUTE


def test_words_recognised_where_none_are_printed_are_read(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        sheet.drawString(60, 700, "Scanned by the clerk")
        recognised(sheet, MINUTE, 60, 600, 10)

    assert read(tmp_path / "a.pdf", draw) == f"Scanned by the clerk\n\n{MINUTE}"


def test_a_page_recognised_twice_says_its_words_once(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        recognised(sheet, MINUTE, 60, 600, 10)
        recognised(sheet, MINUTE.replace("gate", "gale"), 62, 598, 10)

    assert read(tmp_path / "a.pdf", draw) == MINUTE


def test_cells_of_one_string_that_character_spacing_parts(tmp_path: Path) -> None:
    cells = "[(3) (1) 3000 (,) 3000 (4) 3000 (0) 3000 (5) (7) 3000 (2)] TJ"
    assert read(tmp_path / "a.pdf", lambda sheet: code(sheet, "30 Tc", cells)) == "3\t1,405\t72"


def test_words_of_one_string_that_character_spacing_parts(tmp_path: Path) -> None:
    shown = ("(Repair ) Tj", "3 Tc (si) Tj", "0 Tc (n the spring of) Tj", "( a bench) Tj")
    assert read(tmp_path / "a.pdf", lambda sheet: code(sheet, *shown)) == "Repair s in the spring of a bench"
    shown = ("(the pric) Tj", "3 Tc (eo) Tj (f) Tj", "0 Tc (a bench) Tj")
    assert read(tmp_path / "a.pdf", lambda sheet: code(sheet, *shown)) == "the price of a bench"


def test_a_heading_spaced_out_within_its_string_is_one_word(tmp_path: Path) -> None:
    assert read(tmp_path / "a.pdf", lambda sheet: code(sheet, "4 Tc (MINUTES) Tj")) == "MINUTES"


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("peƟƟon", "petition"), ("aƩendance", "attendance"), ("CommiƩee", "Committee"), ("Ɵme", "time"),
        ("aŌer", "after"), ("AŌer", "After"), ("OŌen", "Often"),
        ("plaƞorm", "platform"), ("commiƫng", "committing"), ("Ōtaki", "Ōtaki"), ("ĀŌ", "ĀŌ"),
        ("of\ufb01ce", "office"), ("\uf043\uf06c\uf065\uf072\uf06b", "Clerk"), ("\uf731\uf739", "19"),
        ("anti\xadsocial", "anti-social"), ("zero\u200bwidth", "zerowidth"), ("𝐌𝐢𝐧𝐮𝐭𝐞𝐬", "Minutes"),
    ],
)  # fmt: skip
def test_joined_letters_and_letters_of_odd_numbers(printed: str, meant: str) -> None:
    assert clean(printed) == meant


def test_words_broken_at_a_line_s_end(tmp_path: Path) -> None:
    lines = (
        "The Police and Crime Commis-",
        "sioner spoke of a price-",
        "determining plan and of anti-",
        "social acts.",
    )

    def draw(sheet: Canvas) -> None:
        for number, line in enumerate(lines):
            sheet.drawString(60, 780 - 13 * number, line)

    whole = "The Police and Crime Commissioner spoke of a price-determining plan and of anti-social acts."
    assert read(tmp_path / "a.pdf", draw) == whole


def written(path: Path, font: bytes, content: bytes, *more: bytes) -> str:
    """What a page says that is set in a font of these attributes; `more` are objects from number 6 on."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content), b"<</Type/Font" + font + b">>", *more,
    ]  # fmt: skip
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(objects, 1))
    path.write_bytes(body + b"trailer\n<</Root 1 0 R>>\n")
    return PdfminerExtractor().extract(path).pages[0].text.strip()


@pytest.mark.parametrize("form", ["G%02X", "c%d"])
def test_glyphs_named_by_a_letter_and_a_code(tmp_path: Path, form: str) -> None:
    words = "The clerk, jelly & 9 quoits"
    names = "".join(f"/{form % ord(c)}" if form != "c%d" or ord(c) > 99 else f"/c{ord(c):02d}" for c in words)
    codes = bytes(range(65, 65 + len(words)))
    font = b"/Subtype/Type1/BaseFont/ABCDEF+Some/Encoding<</Differences[65%s]>>" % names.encode()
    assert written(tmp_path / "a.pdf", font, b"BT /F1 11 Tf 60 700 Td <%s> Tj ET" % codes.hex().encode()) == words


def test_codes_by_a_map_that_the_font_brings_along(tmp_path: Path) -> None:
    cmap = b"1 begincodespacerange <00> <5c> endcodespacerange 1 begincidrange <01> <1a> 40 endcidrange"
    text = b"begincmap 1 beginbfrange <01> <1a> <0061> endbfrange endcmap"
    streams = [b"<</Type/CMap/CMapName/Own-H/Length %d>>\nstream\n%s\nendstream" % (len(s), s) for s in (cmap, text)]
    inner = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Some/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)>>/DW 600>>"
    )
    font = b"/Subtype/Type0/BaseFont/Some/Encoding 6 0 R/ToUnicode 7 0 R/DescendantFonts[8 0 R]"
    shown = b"BT /F1 11 Tf 60 700 Td <030c05120b> Tj ET"
    assert written(tmp_path / "a.pdf", font, shown, *streams, inner) == "clerk"


def test_letters_that_a_font_tells_stand_whatever_became_of_its_program(tmp_path: Path) -> None:
    text = b"begincmap 1 beginbfrange <0001> <001a> <0061> endbfrange endcmap"
    program = b"<</Filter/Unknown/Length 10>>\nstream\nno program\nendstream"
    told = b"<</Length %d>>\nstream\n%s\nendstream" % (len(text), text)
    inner = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Some/FontDescriptor<</FontName/Some/FontFile2 8 0 R>>/DW 600>>"
    font = b"/Subtype/Type0/BaseFont/Some/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[7 0 R]"
    shown = b"BT /F1 11 Tf 60 700 Td <0003000c00050012000b> Tj ET"
    assert written(tmp_path / "a.pdf", font, shown, told, inner, program) == "clerk"


def test_signs_of_a_font_of_signs(tmp_path: Path) -> None:
    shown = b"BT /F1 11 Tf 60 700 Td (4 8) Tj ET"
    assert written(tmp_path / "a.pdf", b"/Subtype/Type1/BaseFont/ZapfDingbats", shown) == "✔ ✘"


def test_a_large_initial_begins_its_word(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        for x, y, words in (
            (86, 700, "he panel met in the"),
            (86, 686, "old mill beside the"),
            (60, 664, "brook again."),
        ):
            sheet.drawString(x, y, words)
        sheet.setFont("Helvetica", 36)
        sheet.drawString(60, 678, "T")

    assert read(tmp_path / "a.pdf", draw).split() == "The panel met in the old mill beside the brook again.".split()


def test_a_watermark_lies_between_lines(tmp_path: Path) -> None:
    lines = ("The panel met in the old mill and", "agreed to spend forty pounds on", "the gate beside the brook.")

    def draw(sheet: Canvas) -> None:
        for number, line in enumerate(lines):
            sheet.drawString(60, 700 - 14 * number, line)
        sheet.setFillGray(0.9)
        sheet.setFont("Helvetica-Bold", 80)
        sheet.drawString(70, 660, "DRAFT")

    said = read(tmp_path / "a.pdf", draw).split("\n")
    assert [line for line in said if line in lines] == list(lines)


def test_underscores_below_words_only_underline_them(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        sheet.drawString(60, 700, "Minutes")
        sheet.drawString(60, 699, "_______")
        sheet.drawString(60, 660, "Signed ________")

    assert read(tmp_path / "a.pdf", draw) == "Minutes\n\nSigned ________"


def test_a_hyphen_of_the_windows_code_page_goes_on_over_the_line(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        sheet.drawString(60, 700, "The re-ordering of the nurs\xad")
        sheet.drawString(60, 686, "ery was put off by the sub\xadcommittee.")

    assert read(tmp_path / "a.pdf", draw) == "The re-ordering of the nursery was put off by the sub-committee."


def test_a_line_recognised_once_more_in_one_piece_is_read_once(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        sheet.drawString(60, 700, MINUTE)
        unseen = sheet.beginText(61, 698)
        unseen.setFont("Times-Roman", 10)
        unseen.setTextRenderMode(3)
        unseen.textOut(MINUTE)
        sheet.drawText(unseen)

    assert read(tmp_path / "a.pdf", draw) == MINUTE
