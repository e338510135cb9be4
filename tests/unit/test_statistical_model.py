"""A statistical model adds names where no rule found any, and changes nothing else."""

from datetime import date
from pathlib import Path

import pytest
import spacy

from panelsearch.cli.main import main
from panelsearch.errors import UsageError
from panelsearch.ingestion.worker import Source, pipeline_fingerprint, read_document
from panelsearch.model.meetings import DocumentKind, Reading
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.pages import Page
from panelsearch.ner.spacy_tagger import SpacyTagger
from panelsearch.ocr.engine_selection import Ocr, OcrMode
from panelsearch.storage.packing import PackedDocument

READING = Reading(DocumentKind.MINUTES, body="Wexbridge Parish Council", meeting_date=date(2020, 3, 3))
PAGE = Page(1, "The hedge by Quillfeather was cut for £40 on 4 April.\nOldmere Preservation Trust thanked zephyr.")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    nlp = spacy.blank("en")
    patterns = [
        {"label": "ORG", "pattern": "Quillfeather"},
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
    (added,) = set(both) - set(rules)
    assert added.label is MentionLabel.ORG
    assert PAGE.text[added.at.start : added.at.end] == added.canonical == "Quillfeather"
    assert list(both) == sorted(both, key=lambda one: one.at)


def test_documents_tagged_with_a_model_are_told_apart(model: str) -> None:
    assert SpacyTagger(model).fingerprint != SpacyTagger().fingerprint
    assert pipeline_fingerprint(model) != pipeline_fingerprint()


def test_a_model_that_is_not_installed_is_a_loud_error() -> None:
    with pytest.raises(UsageError, match="no spaCy model"):
        pipeline_fingerprint("no_such_model")


def test_a_worker_reads_a_paper_with_the_model(make_pdf, tmp_path: Path, model: str) -> None:
    made = make_pdf(tmp_path / "one.pdf", [["Wexbridge Parish Council", "The hedge by Quillfeather was cut."]])
    source, ocr = Source(made, "0" * 64), Ocr(OcrMode.OFF, "", tmp_path)
    plain, helped = read_document(source, ocr), read_document(source, ocr, model)
    assert isinstance(plain, PackedDocument)
    assert isinstance(helped, PackedDocument)
    assert helped != plain


def test_the_command_line_names_a_model_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    index = ["--index", str(tmp_path / "index"), "index", str(tmp_path), "--model", "no_such_model"]
    assert main(index) == 2
    assert "no_such_model" in capsys.readouterr().err
