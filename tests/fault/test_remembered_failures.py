"""Only what a file's bytes cause is remembered: by the stage that they bring down, and by that stage's version."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Cli, MakePdf

from panelsearch.extraction import pdfminer_extractor
from panelsearch.ingestion import pipeline
from panelsearch.ingestion.worker import Stage
from panelsearch.ner import spacy_tagger
from panelsearch.structure import parser
from panelsearch.testing.killed_run import read_here

DONE_BY = {
    Stage.EXTRACTING: (pdfminer_extractor.PdfminerExtractor, "extract"),
    Stage.READING: (parser, "read"),
    Stage.TAGGING: (spacy_tagger.SpacyTagger, "tag"),
}
VERSIONS = {
    Stage.EXTRACTING: ("panelsearch.ingestion.worker.EXTRACTION_FINGERPRINT", "layout of another version"),
    Stage.READING: ("panelsearch.ingestion.worker.READING_FINGERPRINT", "reading of another version"),
    Stage.TAGGING: ("panelsearch.ingestion.worker.Tagging.fingerprint", "tagging of another version"),
}


@pytest.fixture
def papers(tmp_path: Path, make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pipeline, "read_all", read_here)  # workers know of nothing that a test puts in place
    return make_pdf(tmp_path / "papers" / "paper.pdf", [["Dunmere Parish Council", "The weir was discussed."]]).parent


def outcomes(cli: Cli, *folder: str, expect: int = 0) -> dict[str, str]:
    return {d["document"]: d["outcome"] for d in cli.json("index", *folder, expect=expect)["documents"]}


def brings_down(monkeypatch: pytest.MonkeyPatch, stage: Stage, error: BaseException) -> None:
    def failing(*args: object, **options: object) -> None:
        raise error

    monkeypatch.setattr(*DONE_BY[stage], failing)


@pytest.mark.parametrize("error", [RecursionError(), ValueError("odd")], ids=["too deep", "a slip"])
@pytest.mark.parametrize("stage", Stage, ids=lambda stage: stage.value)
@pytest.mark.parametrize("raised", Stage, ids=lambda raised: f"{raised.value} raised")
def test_a_file_is_tried_again_when_what_it_failed_at_has_changed(
    papers, fresh: Cli, monkeypatch, stage: Stage, raised: Stage, error: BaseException
) -> None:
    with monkeypatch.context() as broken:
        brings_down(broken, stage, error)
        assert outcomes(fresh, str(papers), expect=4) == {"paper.pdf": "failed"}
    assert outcomes(fresh, expect=4) == {"paper.pdf": "failed"}  # it is remembered
    stages = list(Stage)
    bears_on_it = stages.index(raised) <= stages.index(stage)
    with monkeypatch.context() as newer:
        newer.setattr(*VERSIONS[raised])
        found = outcomes(fresh, expect=0 if bears_on_it else 4)
    assert found == {"paper.pdf": "indexed" if bears_on_it else "failed"}


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), MemoryError()], ids=["drive", "memory"])
@pytest.mark.parametrize("stage", Stage, ids=lambda stage: stage.value)
def test_what_the_bytes_do_not_cause_is_not_remembered(
    papers, fresh: Cli, monkeypatch, stage: Stage, error: BaseException
) -> None:
    with monkeypatch.context() as broken:
        brings_down(broken, stage, error)
        assert outcomes(fresh, str(papers), expect=4) == {"paper.pdf": "failed"}
    assert outcomes(fresh) == {"paper.pdf": "indexed"}
