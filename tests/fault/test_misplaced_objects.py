"""Files whose objects, keys, boxes or first line are not where they should be are read all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from panelsearch.errors import NotADocumentError
from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.model.documents import Extracted
from panelsearch.model.pages import PageProblem

SHOWN = b"BT /F1 12 Tf 72 700 Td (The footbridge is shut) Tj ET"
OBJECTS = {
    1: b"<</Type/Catalog/Pages 2 0 R>>",
    2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    4: b"<</Length %d>>\nstream\n%s\nendstream" % (len(SHOWN), SHOWN),
    5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
}


def written(
    objects: dict[int, bytes],
    *,
    before: bytes = b"%PDF-1.7\n",
    end: bytes = b"endobj\n",
    stray: int = 0,
    trailer: bytes = b"",
) -> bytes:
    """A file with a table of places, all wrong by `stray` from the fourth object on."""
    made, places = before, dict[int, int]()
    for number, body in objects.items():
        places[number] = len(made) + (stray if number > 3 else 0)
        made += b"%d 0 obj\n%s\n%s" % (number, body, end)
    table = b"".join(b"%010d 00000 n \n" % places[number] for number in sorted(places))
    told = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + told


def read(folder: Path, content: bytes) -> Extracted:
    path = folder / "a.pdf"
    path.write_bytes(content)
    return PdfminerExtractor().extract(path)


@pytest.mark.parametrize(
    "content",
    [
        written(OBJECTS, stray=9),
        written(OBJECTS, stray=-40),
        written(OBJECTS).replace(b"xref\n0 6\n", b"xref\n1 6\n"),
        written(OBJECTS, end=b""),
        written(OBJECTS, end=b"").split(b"xref")[0] + b"trailer\n<</Root 1 0 R>>\n",
        written(OBJECTS, before=b""),
        written(OBJECTS, before=b"Received: from a server\n" * 90 + b"%PDF-1.7\n"),
        written(OBJECTS, trailer=b"/Encrypt 9 0 R/ID[(a)(b)]"),
        written({**OBJECTS, 3: OBJECTS[3].replace(b"[0 0 595 842]", b"6 0 R"), 6: b"7 0 R", 7: b"6 0 R"}),
        written({**OBJECTS, 3: OBJECTS[3].replace(b"[0 0 595 842]", b"[(a) /b 3]")}),
    ],
    ids="on back from-one no-ends no-ends-no-table no-first-line mail no-key box-in-circles box-of-words".split(),
)
def test_what_is_not_in_its_place_is_found(tmp_path: Path, content: bytes) -> None:
    extracted = read(tmp_path, content)
    assert [page.text.strip() for page in extracted.pages] == ["The footbridge is shut"]
    assert extracted.pages[0].problem is None


def test_what_has_no_object_is_no_pdf(tmp_path: Path) -> None:
    with pytest.raises(NotADocumentError):
        read(tmp_path, b"<html>The committee may not object 12 0 objections</html>\n" * 900)


@pytest.mark.parametrize(
    "lost", [b"(The footbridge is shut", b"(The footbridge \\) Tj ET", b"(The (foot) bridge Tj ET"]
)
def test_a_string_that_nothing_closes_is_damage_and_no_blank_page(tmp_path: Path, lost: bytes) -> None:
    alone = b"BT /F1 12 Tf 72 700 Td " + lost
    objects = {**OBJECTS, 4: b"<</Length %d>>\nstream\n%s\nendstream" % (len(alone), alone)}
    assert read(tmp_path, written(objects)).pages[0].problem is PageProblem.FAILED
    behind = SHOWN + b" " + alone
    objects = {**OBJECTS, 4: b"<</Length %d>>\nstream\n%s\nendstream" % (len(behind), behind)}
    extracted = read(tmp_path, written(objects))
    assert extracted.pages[0].text.strip() == "The footbridge is shut"
    assert [layer.reason for layer in extracted.unread] == ["what follows a place where the content is damaged"]


def test_a_form_value_kept_as_a_stream_is_read(tmp_path: Path) -> None:
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V 7 0 R/Rect[50 500 300 520]>>"
    objects = {
        **OBJECTS,
        1: b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>>>",
        3: OBJECTS[3][:-2] + b"/Annots[6 0 R]>>",
        6: field,
        7: b"<</Length 14>>\nstream\nby Cllr Birch.\nendstream",
    }
    assert "by Cllr Birch." in read(tmp_path, written(objects)).pages[0].text
