"""Are scans read as the papers they are scans of? With the real engine; skipped where it is missing, but not in CI."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.model.documents import Extracted
from panelsearch.model.meetings import DocumentKind
from panelsearch.model.pages import TextSource
from panelsearch.ocr.base import RecognisedPage
from panelsearch.ocr.engines import how_to_install, installed
from panelsearch.structure.parser import read

if os.environ.get("PANELSEARCH_TEST_OCR") != "required" and how_to_install():
    pytest.skip(f"no OCR engine: {how_to_install()}", allow_module_level=True)

MINUTES = [
    [
        "Dunmere Parish Council",
        "Minutes of the meeting held on Tuesday 7 February 2023 at 7.30 pm in the Village Hall",
        "Present: Cllr A Pryce (Chair), Cllr B Nnamdi, Cllr C O'Rourke",
        "Apologies: Cllr D Fraser",
        "",
        "1. Minutes of the last meeting",
        "The minutes of 10 January 2023 were agreed as a correct record.",
        "",
        "2. Footbridge",
        "The clerk reported that the footbridge at Mill Lane had lost two boards.",
        "RESOLVED: That Ferris Timber Ltd be paid £4,500 to repair the footbridge.",
        "Proposed by Cllr B Nnamdi, seconded by Cllr C O'Rourke.",
    ],
    [
        "3. Grass cutting",
        "Three quotations for grass cutting had been received. It was agreed to defer the matter.",
    ],
]


def recognised_pages(path: Path) -> Extracted:
    from panelsearch.ocr.page_recognition import recognised
    from panelsearch.ocr.rasterization import picture_of

    engine = installed(120.0)
    assert engine is not None
    known: dict[int, RecognisedPage] = {}

    def page(number: int) -> RecognisedPage:
        if number not in known:
            known[number] = recognised(picture_of(path, number), engine)
        return known[number]

    return PdfminerExtractor(page).extract(path)


@pytest.fixture(scope="module")
def scan(tmp_path_factory, make_pdf) -> tuple[Extracted, Extracted]:
    """A paper, and its scan: crooked by a degree, grainy, its first page only a picture, its second a printed one."""
    import numpy as np
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    from panelsearch.ocr import deskewing
    from panelsearch.ocr.rasterization import picture_of

    folder = tmp_path_factory.mktemp("scans")
    printed = make_pdf(folder / "printed.pdf", MINUTES)
    picture = picture_of(printed, 1, dpi=200)
    crooked = deskewing.as_array(deskewing.turned(picture, -1.0))
    grain = np.random.default_rng(1).normal(0, 15, crooked.shape)
    image = Image.fromarray(np.clip(crooked + grain, 0, 255).astype(np.uint8))
    canvas = Canvas(str(folder / "scan.pdf"), pagesize=(595, 842))
    canvas.drawImage(ImageReader(image), 0, 0, 595, 842)
    canvas.showPage()
    for row, line in enumerate(MINUTES[1]):
        canvas.drawString(72, 780 - 16 * row, line)
    canvas.showPage()
    canvas.save()
    return PdfminerExtractor().extract(printed), recognised_pages(folder / "scan.pdf")


def test_a_crooked_scan_says_what_the_paper_says(scan) -> None:
    printed, scanned = scan
    assert scanned.pages[0].text.split() == printed.pages[0].text.split()
    assert scanned.pages[0].confidence is not None
    assert scanned.pages[0].confidence > 0.8


def test_only_the_page_that_needs_it_is_recognised(scan) -> None:
    _, scanned = scan
    assert [page.source for page in scanned.pages] == [TextSource.OCR, TextSource.TEXT_LAYER]
    assert scanned.pictures == (1,)
    assert scanned.unrecognised == ()


def test_words_stand_where_their_ink_is(scan) -> None:
    printed, scanned = scan

    def places(extracted: Extracted) -> dict[str, tuple[float, float]]:
        page = extracted.pages[0]
        return {
            box.span.of(page.text): ((box.rect.x0_pt + box.rect.x1_pt) / 2, (box.rect.y0_pt + box.rect.y1_pt) / 2)
            for box in page.boxes
        }

    level, crooked = places(printed), places(scanned)
    for word in ("Dunmere", "Footbridge", "£4,500"):
        x, y = level[word][0] - 297.5, level[word][1] - 421
        turned = (297.5 + x * 0.99985 - y * 0.01745, 421 + y * 0.99985 + x * 0.01745)  # by one degree
        assert crooked[word] == pytest.approx(turned, abs=4)


def test_a_scan_is_understood_as_minutes(scan) -> None:
    printed, scanned = (read(extracted) for extracted in scan)
    assert scanned.kind is DocumentKind.MINUTES
    assert scanned.meeting_date == printed.meeting_date
    assert scanned.body == printed.body
    assert [(d.outcome, d.proposer, d.seconder) for d in scanned.decisions] == [
        (d.outcome, d.proposer, d.seconder) for d in printed.decisions
    ]
    assert [item.heading for item in scanned.items] == [item.heading for item in printed.items]
