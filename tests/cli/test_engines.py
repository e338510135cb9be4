"""Places are addresses and engines have names: what nobody here knows is refused, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from panelsearch.cli.main import main
from panelsearch.config import Engines
from panelsearch.ner.taggers import RULES, SPACY, TAGGERS, Tagging


@pytest.mark.parametrize("command", [["status"], ["search", "weir"], ["index", "."], ["searches", "--forget", "x"]])
def test_a_place_that_no_engine_knows_is_refused(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--index", "postgresql://county/library", *command]) == 2
    assert "postgresql://" in capsys.readouterr().err
    assert not Path("postgresql:").exists()


@pytest.mark.parametrize("setting", ["INDEX_ENGINE", "OCR_ENGINE", "TAGGER"])
def test_an_engine_that_is_not_there_is_refused(
    setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"PANELSEARCH_{setting}", "abacus")
    (tmp_path / "papers").mkdir()
    assert main(["--index", str(tmp_path / "index"), "index", str(tmp_path / "papers")]) == 2
    assert "abacus" in capsys.readouterr().err


def test_engines_are_those_the_environment_names(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Engines.in_use() == Engines()
    monkeypatch.setenv("PANELSEARCH_TAGGER", RULES)
    assert Engines.in_use() == Engines(tagger=RULES)


def test_a_model_is_asked_through_the_tagger_that_can() -> None:
    assert Tagging.chosen().name == Engines().tagger
    assert Tagging.chosen(model="m") == Tagging(SPACY, "m")
    assert len({one.fingerprint(None) for one in TAGGERS.values()}) == len(TAGGERS)
