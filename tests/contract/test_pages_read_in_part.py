"""A page set in part in a font that does not tell its letters: is what can be read kept, and the rest told?"""

from pathlib import Path

import pytest

from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.model.documents import Extracted
from panelsearch.model.pages import PageProblem

MINUTES = [
    "The board met in the old mill and heard from the treasurer that the gate",
    "had been mended for less than was set aside. It was agreed to thank those",
    "who had given their time, and to meet again in the spring.",
]
LOST = "6HFUHWRIWKHPLOO"
# nothing maps its codes to letters: the map that it names is not in the file
UNTOLD = b"/Subtype/TrueType/BaseFont/ABCDEF+Some/FirstChar 32/LastChar 32/Widths[250]/ToUnicode 9 0 R"
NAMED = b"/Subtype/Type1/BaseFont/ABCDEF+Some/Encoding<</Differences[1%s]>>"


def extracted(path: Path, plain: list[str], other: list[str], font: bytes = UNTOLD) -> Extracted:
    """A page of lines in a plain font and of lines in another."""
    lines = [("F1", line) for line in plain] + [("F2", line) for line in other]
    content = "".join(
        f"BT /{face} 11 Tf 60 {700 - 14 * at} Td <{line.encode('cp1252').hex()}> Tj ET\n"
        for at, (face, line) in enumerate(lines)
    ).encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>", b"<</Type/Font" + font + b">>",
    ]  # fmt: skip
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(objects, 1))
    path.write_bytes(body + b"trailer\n<</Root 1 0 R>>\n")
    return PdfminerExtractor().extract(path)


@pytest.mark.parametrize("lines", [6, 30])
def test_what_can_be_read_stays_and_what_cannot_is_told(tmp_path: Path, lines: int) -> None:
    found = extracted(tmp_path / "a.pdf", MINUTES, [LOST] * lines)
    (page,) = found.pages
    assert page.problem is None
    assert page.text.split() == " ".join(MINUTES).split()
    assert [(one.page, one.reason.split()[0]) for one in found.unread] == [(1, str(lines))]
    assert found.pictures == (1,)  # an engine may recognise the whole of it


def test_a_heading_alone_makes_no_page(tmp_path: Path) -> None:
    found = extracted(tmp_path / "a.pdf", ["Minutes of the board"], [LOST] * 20)
    assert (found.pages[0].problem, found.pages[0].text) == (PageProblem.GARBLED, "")


def test_letters_wanting_in_a_page_that_reads_are_told(tmp_path: Path) -> None:
    found = extracted(tmp_path / "a.pdf", MINUTES, [LOST])
    assert [(one.page, one.reason.split()[0]) for one in found.unread] == [(1, "1")]
    assert not found.pictures


@pytest.mark.parametrize("sign", ["…", ".", "_", "·", "~"])
def test_lines_to_sign_on_are_no_nonsense(tmp_path: Path, sign: str) -> None:
    (page,) = extracted(tmp_path / "a.pdf", [f"Signed {sign * 40} Date {sign * 35}", "Chair of the board"], []).pages
    assert page.problem is None
    assert page.text.startswith("Signed")
    assert page.text.endswith("Chair of the board\n")


def test_shapes_of_a_glyph_named_by_its_code(tmp_path: Path) -> None:
    letters = "".join(dict.fromkeys("at 4 p.m."))
    names = "".join(f"/G{ord(c)}" + "._" * (c == ".") for c in letters)
    shown = "".join(chr(1 + letters.index(c)) for c in "at 4 p.m.")
    (page,) = extracted(tmp_path / "a.pdf", [], [shown], NAMED % names.encode()).pages
    assert page.text == "at 4 p.m.\n"
