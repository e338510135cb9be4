"""One contract for every extractor; the plain one is what the one in use is held against."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from panelsearch.errors import NotADocumentError, UnreadableDocumentError
from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.model.pages import PageProblem
from panelsearch.testing.plain_extractor import PlainExtractor

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
PAGES = [
    ["Dunmere Parish Council", "Minutes of 7 February 2023", "The foot-", "bridge was repaired for £4,500."],
    [],
    ["A last page with a few more words on it."],
]


@pytest.fixture(params=[PlainExtractor, PdfminerExtractor], ids=["plain", "in use"])
def extractor(request):
    return request.param()


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def test_pages_come_in_order_with_true_lines_and_boxes(extractor, make_pdf, tmp_path) -> None:
    told: list[tuple[int, int]] = []
    extracted = extractor.extract(make_pdf(tmp_path / "a.pdf", PAGES), lambda *at: told.append(at))
    assert [page.number for page in extracted.pages] == [1, 2, 3]
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert "£4,500" in extracted.pages[0].text
    for page in extracted.pages:
        assert (round(page.width_pt), round(page.height_pt)) == (595, 842)
        for line in page.lines:
            assert line.span.of(page.text).strip()
        covered = "".join(box.span.of(page.text) for box in page.boxes)
        assert covered == "".join(page.text.split())
        for box in page.boxes:
            assert 0 <= box.rect.x0_pt < box.rect.x1_pt <= page.width_pt
            assert 0 <= box.rect.y0_pt < box.rect.y1_pt <= page.height_pt


def test_what_is_no_pdf_is_told(extractor, tmp_path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"Dear Sir")
    with pytest.raises(NotADocumentError) as caught:
        extractor.extract(tmp_path / "a.pdf")
    assert caught.value.hint
    with pytest.raises(UnreadableDocumentError):
        extractor.extract(tmp_path / "nowhere.pdf")


def test_the_extractor_in_use_finds_the_same_words(make_pdf, tmp_path) -> None:
    path = make_pdf(tmp_path / "a.pdf", PAGES)
    plain, used = PlainExtractor().extract(path), PdfminerExtractor().extract(path)
    for mine, theirs in zip(used.pages, plain.pages, strict=True):
        joined = theirs.text.replace("foot-\nbridge", "footbridge")
        assert words(mine.text + " ".join(mine.furniture)) == words(joined)


@pytest.mark.parametrize("path", sorted(CORPUS.rglob("*.pdf")), ids=lambda path: path.name)
def test_no_word_of_the_sample_papers_is_lost(path: Path) -> None:
    plain, used = PlainExtractor().extract(path), PdfminerExtractor().extract(path)
    for mine, theirs in zip(used.pages, plain.pages, strict=True):
        if mine.problem is PageProblem.GARBLED:
            continue
        letters = Counter(c for c in mine.text + "".join(mine.furniture) if c.isalnum())
        assert letters == Counter(c for c in theirs.text if c.isalnum())


def test_a_label_runs_through_the_document_and_inner_numbers_do_not(make_pdf, tmp_path) -> None:
    pages = PdfminerExtractor().extract(make_pdf(tmp_path / "a.pdf", [[f"Words of page {n}"] for n in "abcd"])).pages
    assert [page.label for page in pages] == ["1", "2", "3", "4"]
    assert all("Page" not in page.text for page in pages)


def test_a_broken_word_is_joined_and_a_compound_is_not(make_pdf, tmp_path) -> None:
    lines = ["The foot-", "bridge and the co-", "ordinator met. The co-ordinator spoke."]
    (page,) = PdfminerExtractor().extract(make_pdf(tmp_path / "a.pdf", [lines])).pages
    assert "footbridge" in page.text
    assert page.text.count("co-\nordinator") + page.text.count("co-ordinator") == 2
