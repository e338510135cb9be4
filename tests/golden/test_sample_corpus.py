"""Are the sample papers what the script makes, do they say that they are fiction, do their facts stand in place?"""

from __future__ import annotations

import dataclasses
import importlib
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from conftest import BuildOnce

from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.model.pages import Page

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
PAPERS = sorted(path.relative_to(CORPUS).as_posix() for path in CORPUS.rglob("*.pdf"))


def script(name: str) -> ModuleType:
    """A module of scripts/, which is no package."""
    if str(ROOT / "scripts") not in sys.path:
        sys.path.append(str(ROOT / "scripts"))
    return importlib.import_module(name)


FACTS = script("corpus_facts")


@cache
def pages(path: Path) -> tuple[Page, ...]:
    return PdfminerExtractor().extract(path).pages


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def made(build_once: BuildOnce) -> Path:
    return build_once("sample-corpus", script("make_corpus").make)


def test_script_makes_every_paper_and_no_other(made: Path) -> None:
    assert sorted(path.relative_to(made).as_posix() for path in made.rglob("*.pdf")) == PAPERS


def test_script_makes_the_same_bytes_twice(made: Path, tmp_path: Path) -> None:
    script("make_corpus").make(tmp_path)
    assert [name for name in PAPERS if (tmp_path / name).read_bytes() != (made / name).read_bytes()] == []


@pytest.mark.parametrize("name", PAPERS)
def test_paper_reads_as_the_script_makes_it(name: str, made: Path) -> None:
    # the bytes differ with the release of reportlab, the words and their places do not
    kept, fresh = pages(CORPUS / name), pages(made / name)
    assert [(page.text, page.label) for page in kept] == [(page.text, page.label) for page in fresh]


@pytest.mark.parametrize("name", PAPERS)
def test_front_sheet_says_that_it_is_fiction(name: str) -> None:
    assert script("corpus_layout").FICTION in words(pages(CORPUS / name)[0].text)


@pytest.mark.parametrize(("paper", "number", "label", "fact"), [dataclasses.astuple(fact) for fact in FACTS.FACTS])
def test_fact_stands_on_its_page(paper: str, number: int, label: str, fact: str) -> None:
    page = pages(CORPUS / paper)[number - 1]
    assert fact in words(page.text)
    assert page.label == label


@pytest.mark.parametrize(("name", "number"), FACTS.PICTURES)
def test_picture_page_has_no_text(name: str, number: int) -> None:
    assert not pages(CORPUS / name)[number - 1].text.strip()


def test_signed_minutes_correct_one_name_of_the_draft() -> None:
    draft, signed, wrong, right = FACTS.CORRECTED
    drafted = words(" ".join(page.text for page in pages(CORPUS / draft)))
    final = words(" ".join(page.text for page in pages(CORPUS / signed)))
    assert f"seconded by Councillor {wrong}" in drafted
    assert f"seconded by Councillor {right}" in final
    assert f"seconded by Councillor {wrong}" not in final


def test_corpus_is_small() -> None:
    assert sum((CORPUS / name).stat().st_size for name in PAPERS) < 2_000_000
