"""The measurements of reading measure what they say."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pdfminer.pdftypes import PDFStream

from bench.fidelity import Why, compared
from bench.indexing import long_paper, text_papers
from bench.mutations import mutated
from panelsearch.extraction.pdf.document import open_document
from panelsearch.extraction.pdf.page_interpreter import LeanReader

LINES = ["The footbridge was mended for £4,500 on 7 February.", "A weir, co-opted members; the clerk's report."]


def test_alike_pages_are_told_from_others(make_pdf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_pdf(tmp_path / "a.pdf", [LINES, ["Another page."]])
    pages = list(compared(path))
    assert [(page.page, page.why) for page in pages] == [(1, Why.ALIKE), (2, Why.ALIKE)]
    assert all(page.words == page.shared > 0 for page in pages)
    monkeypatch.setattr("bench.fidelity.raw_pages", lambda _: iter([]))
    assert list(compared(path)) == []


def test_a_lost_word_is_told(make_pdf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = make_pdf(tmp_path / "a.pdf", [LINES])
    with open_document(make_pdf(tmp_path / "b.pdf", [LINES[:1]])) as document:
        (less,) = document.pages(LeanReader().read)
    monkeypatch.setattr("bench.fidelity.raw_pages", lambda _: iter([less]))
    (page,) = compared(whole)
    assert page.why is Why.LOST
    assert page.shared < page.words


def test_a_long_paper_is_read_without_keeping_it(tmp_path: Path) -> None:
    with open_document(long_paper(tmp_path / "a.pdf", 40)) as document:
        pages = [(page.failed, len(page.runs)) for page in document.pages(LeanReader().read)]
        kept = [one for one, _ in document._document._cached_objs.values() if isinstance(one, PDFStream)]
    assert len(pages) == 40
    assert not any(failed for failed, _ in pages)
    assert all(runs > 1_000 for _, runs in pages)
    assert kept == []


def test_text_papers_are_those_with_text(make_pdf, tmp_path: Path) -> None:
    make_pdf(tmp_path / "papers" / "text.pdf", [LINES])
    (tmp_path / "papers" / "none.pdf").write_bytes(b"no PDF")
    assert [path.name for path in text_papers(tmp_path / "papers", tmp_path / "copies")] == ["00001-text.pdf"]


def test_the_same_seed_damages_alike(make_pdf, tmp_path: Path) -> None:
    whole = make_pdf(tmp_path / "a.pdf", [LINES]).read_bytes()
    seeds = random.Random(3).sample(range(10_000), 30)
    assert [mutated(whole, seed) for seed in seeds] == [mutated(whole, seed) for seed in seeds]
    assert sum(mutated(whole, seed) != whole for seed in seeds) > 25
