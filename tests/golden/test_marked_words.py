"""Are words that are no plain print read and marked: typed into forms, noted on the page, covered, struck out?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.colors import black
from reportlab.pdfgen.canvas import Canvas

from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.ingestion.worker import as_printed
from panelsearch.model.documents import Extracted
from panelsearch.model.pages import Marked, PageProblem

NAMED = "The letter of Miss Ottoline Garth of 3 Weir Row was read."


def extract(path: Path, draw: Callable[[Canvas], None]) -> Extracted:
    sheet = Canvas(str(path), pagesize=(595, 842), invariant=1)
    sheet.setFont("Helvetica", 11)
    draw(sheet)
    sheet.save()
    return PdfminerExtractor().extract(path)


def marked(extracted: Extracted) -> list[tuple[str, Marked]]:
    (page,) = extracted.pages
    return [(one.span.of(page.text), one.kind) for one in page.markings]


def place(sheet: Canvas, words: str) -> tuple[float, float]:
    """From where to where some words of NAMED stand, set from x 60."""
    start = 60 + sheet.stringWidth(NAMED[: NAMED.index(words)], "Helvetica", 11)
    return start, sheet.stringWidth(words, "Helvetica", 11)


def annotated(
    path: Path, *annotations: bytes, content: bytes = b"", more: tuple[bytes, ...] = (), catalog: bytes = b""
) -> Extracted:
    """A page with these annotations; `more` are objects from number 6 on."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog, b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots["
        + b"".join(annotations) + b"]>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        *more,
    ]  # fmt: skip
    written = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(objects, 1))
    path.write_bytes(written + b"trailer\n<</Root 1 0 R>>\n")
    return PdfminerExtractor().extract(path)


LINE = b"BT /F1 11 Tf 60 700 Td (Proposed by the clerk) Tj ET"


def test_what_was_typed_into_a_form(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        sheet.drawString(60, 700, "Proposed by:")
        sheet.acroForm.textfield(value="Cllr Larch, for 42 chairs", x=140, y=694, width=200, height=18, fontSize=10)

    extracted = extract(tmp_path / "a.pdf", draw)
    assert extracted.pages[0].text == "Proposed by:\tCllr Larch, for 42 chairs\n"
    assert marked(extracted) == [("Cllr Larch, for 42 chairs", Marked.FORM)]


def test_a_value_that_no_stream_shows_is_set_into_its_field(tmp_path: Path) -> None:
    field = b"<</Subtype/Widget/FT/Tx/Rect[60 600 300 640]/V(Forty chairs\\rfor the hall)>>"
    assert annotated(tmp_path / "a.pdf", field).pages[0].text == "Forty chairs\nfor the hall\n"


def test_a_choice_is_read_as_its_list_prints_it_and_a_tick_as_a_tick(tmp_path: Path) -> None:
    choice = b"<</Subtype/Widget/FT/Ch/Rect[60 600 300 614]/V(y)/Opt[[(y)(In favour)][(n)(Against)]]>>"
    tick = b"<</Subtype/Widget/FT/Btn/AS/Yes/Rect[60 560 72 572]>><</Subtype/Widget/FT/Btn/AS/Off/Rect[90 560 99 572]>>"
    extracted = annotated(tmp_path / "a.pdf", choice, tick)
    assert marked(extracted) == [("In favour", Marked.FORM), ("✓", Marked.FORM)]


def test_a_hidden_value_is_told_and_a_password_never_read(tmp_path: Path) -> None:
    hidden = b"<</Subtype/Widget/FT/Tx/F 2/Rect[60 600 300 614]/V(unseen)>>"
    secret = b"<</Subtype/Widget/FT/Tx/Ff 8192/Rect[60 500 300 514]/V(sesame)>>"
    extracted = annotated(tmp_path / "a.pdf", hidden, secret, content=LINE)
    assert extracted.pages[0].text == "Proposed by the clerk\n"
    assert [(one.layer, one.page, one.reason) for one in extracted.unread] == [
        ("words", 1, "1 hidden note or form value")
    ]


def test_notes_in_their_place_and_comments_at_the_end(tmp_path: Path) -> None:
    typed = b"<</Subtype/FreeText/Rect[60 720 300 734]/Contents(Draft, not yet agreed)>>"
    comment = b"<</Subtype/Text/Rect[500 700 520 720]/Contents(The sum is wrong.\\nAsk the treasurer.)>>"
    extracted = annotated(tmp_path / "a.pdf", comment, typed, content=LINE)
    words = "Draft, not yet agreed\n\nProposed by the clerk\n\nThe sum is wrong.\nAsk the treasurer.\n"
    assert extracted.pages[0].text == words
    assert marked(extracted) == [
        ("Draft, not yet agreed", Marked.NOTE), ("The sum is wrong.\nAsk the treasurer.", Marked.NOTE)
    ]  # fmt: skip


@pytest.mark.parametrize("kind", [b"Screen", b"RichMedia", b"Movie", b"Sound", b"3D"])
def test_what_a_viewer_plays_is_told_and_what_stands_in_its_place_is_read(tmp_path: Path, kind: bytes) -> None:
    words = b"BT /F1 11 Tf 5 5 Td (Press to hear the debate) Tj ET"  # in the page's font, which it does not name itself
    poster = b"<</Subtype/Form/BBox[0 0 200 20]/Length %d>>\nstream\n%s\nendstream" % (len(words), words)
    played = b"<</Subtype/%s/Rect[60 600 260 620]/AP<</N 6 0 R>>/Contents(The debate of 4 May)>>" % kind
    extracted = annotated(tmp_path / "a.pdf", played, content=LINE, more=(poster,))
    assert extracted.pages[0].text == "Proposed by the clerk\n\nPress to hear the debate\n"
    assert [(one.layer, one.page, one.reason) for one in extracted.unread] == [("words", 1, "1 film, sound or model")]
    silent = annotated(tmp_path / "b.pdf", played.replace(b"/AP<</N 6 0 R>>", b""), content=LINE)
    assert silent.pages[0].text == "Proposed by the clerk\n\nThe debate of 4 May\n"


def test_an_annotation_that_cannot_be_read_costs_no_other(tmp_path: Path) -> None:
    broken = b"<</Subtype/FreeText/Rect[60 (x)]/Contents(lost)>>"
    good = b"<</Subtype/FreeText/Rect[60 720 300 734]/Contents(kept)>>"
    extracted = annotated(tmp_path / "a.pdf", broken, good, content=LINE)
    assert extracted.pages[0].text.startswith("kept")
    assert extracted.unread[0].reason == "1 damaged note or form value"


@pytest.mark.parametrize("grey", [0, 1])
def test_words_under_a_box_are_marked_as_covered(tmp_path: Path, grey: float) -> None:
    def draw(sheet: Canvas) -> None:
        sheet.drawString(60, 700, NAMED)
        start, width = place(sheet, "Miss Ottoline Garth")
        sheet.setFillGray(grey)
        sheet.rect(start, 697, width, 12, stroke=0, fill=1)

    extracted = extract(tmp_path / "a.pdf", draw)
    assert marked(extracted) == [("Miss Ottoline Garth", Marked.COVERED)]
    (seen,) = as_printed(extracted).pages
    assert seen.text == NAMED.replace("Miss Ottoline Garth", "█" * 19) + "\n"


def test_words_on_a_box_are_plain_print(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        sheet.drawString(60, 740, "A heading that stands above")
        sheet.rect(50, 690, 400, 24, stroke=0, fill=1)
        sheet.setFillGray(1)
        sheet.drawString(60, 700, NAMED)

    assert marked(extract(tmp_path / "a.pdf", draw)) == []


def test_a_marker_pen_covers_nothing(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        sheet.drawString(60, 700, NAMED)
        sheet.setFillColor(black, alpha=0.3)
        sheet.rect(60, 697, 200, 12, stroke=0, fill=1)

    assert marked(extract(tmp_path / "a.pdf", draw)) == []


def test_a_frame_about_words_covers_nothing(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        sheet.drawString(60, 700, NAMED)
        sheet._code.append("40 680 480 50 re 42 682 476 46 re f*")

    assert marked(extract(tmp_path / "a.pdf", draw)) == []


def test_a_box_laid_over_words_as_an_annotation(tmp_path: Path) -> None:
    box = b"<</Subtype/Square/Rect[58 695 130 712]/IC[0 0 0]/AP<</N 6 0 R>>>>"
    look = b"0 g 0 0 72 17 re f"
    stream = b"<</Subtype/Form/BBox[0 0 72 17]/Length %d>>\nstream\n%s\nendstream" % (len(look), look)
    extracted = annotated(tmp_path / "a.pdf", box, content=LINE, more=(stream,))
    assert marked(extracted) == [("Proposed by", Marked.COVERED)]


@pytest.mark.parametrize(("level", "struck"), [(3.1, True), (-1.5, False), (9.5, False)])
def test_a_line_through_words_strikes_them_out(tmp_path: Path, level: float, struck: bool) -> None:
    def draw(sheet: Canvas) -> None:
        sheet.drawString(60, 700, NAMED)
        start, width = place(sheet, "Ottoline Garth")
        sheet.line(start, 700 + level, start + width, 700 + level)

    expected = [("Ottoline Garth", Marked.STRUCK)] if struck else []
    assert marked(extract(tmp_path / "a.pdf", draw)) == expected


@pytest.mark.parametrize("moved", [b"", b"q 1 0 0 1 0 0 cm "])
def test_a_thin_box_through_words_strikes_them_out(tmp_path: Path, moved: bytes) -> None:
    content = LINE + b" " + moved + b"60 702.8 47 0.6 re f 60 698.5 100 0.6 re f"
    assert marked(annotated(tmp_path / "a.pdf", content=content)) == [("Proposed", Marked.STRUCK)]


def test_a_rule_across_the_page_strikes_nothing_out(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        sheet.drawString(200, 700, "Signed")
        sheet.line(60, 703, 500, 703)

    assert marked(extract(tmp_path / "a.pdf", draw)) == []


def test_words_struck_out_by_an_annotation(tmp_path: Path) -> None:
    struck = b"<</Subtype/StrikeOut/Rect[60 698 110 710]/QuadPoints[58 710 107 710 58 697 107 697]/Contents(no)>>"
    extracted = annotated(tmp_path / "a.pdf", struck, content=LINE)
    assert marked(extracted) == [("Proposed", Marked.STRUCK), ("no", Marked.NOTE)]


@pytest.mark.parametrize(("sides", "problem"), [(40, PageProblem.PICTURE), (2, PageProblem.BLANK)])
def test_a_page_of_drawn_letters_is_a_picture_and_not_blank(tmp_path: Path, sides: int, problem: PageProblem) -> None:
    content = b"60 700 m " + b" ".join(b"%d %d l" % (60 + n, 700 + n % 3) for n in range(sides)) + b" f"
    assert annotated(tmp_path / "a.pdf", content=content).pages[0].problem is problem


def test_words_outside_the_visible_page_and_attached_files_are_told(tmp_path: Path) -> None:
    attached = b"<</Subtype/FileAttachment/Rect[0 0 9 9]/FS<</Type/Filespec/F(accounts.xls)>>>>"
    content = LINE + b" BT /F1 11 Tf 60 900 Td (Printed by the bureau) Tj ET"
    extracted = annotated(tmp_path / "a.pdf", attached, content=content)
    assert extracted.pages[0].text == "Proposed by the clerk\n"
    assert [one.reason for one in extracted.unread] == [
        "4 words outside the visible part of the page", "attached: accounts.xls"
    ]  # fmt: skip


def test_files_that_a_portfolio_carries_are_told(tmp_path: Path) -> None:
    names = b"".join(b"(%s)<</Type/Filespec/F(%s)>>" % (name, name) for name in (b"agenda.pdf", b"accounts.xls"))
    catalog = b"/Collection<<>>/Names<</EmbeddedFiles<</Names[%s]>>>>" % names
    (told,) = annotated(tmp_path / "a.pdf", content=LINE, catalog=catalog).unread
    assert (told.page, told.layer) == (None, "words")
    assert told.reason == "a portfolio of 2 attached files: agenda.pdf, accounts.xls"
