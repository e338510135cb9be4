"""Does the table of stages say where an answer was lost?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.answer_stages import Stage, main

ROOT = Path(__file__).resolve().parents[2]


def test_the_stages_of_questions_over_the_sample_corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = "nether-alderby-pc/2023-01-10-minutes.pdf"
    known = {"question": "Who proposed the Nether Alderby precept for 2023/24?", "type": "person",
             "answers": ["Drummond-Kerr"], "document": paper, "page": 1}  # fmt: skip
    unknown = {"question": "Who painted the submarine?", "type": "none", "answers": [], "document": None}
    questions = tmp_path / "questions.json"
    questions.write_text(json.dumps([known, unknown]), encoding="utf-8")
    blind = tmp_path / "blind.txt"
    blind.write_text("nether-alderby-pc\n", encoding="utf-8")
    assert main([str(ROOT / "corpus"), str(questions), "--blind", str(blind), "--each"]) == 0
    printed = capsys.readouterr().out
    rows = {line[:32].strip(): line[32:].split() for line in printed.splitlines()[: 1 + len(Stage)]}
    assert rows["right"] == ["1/1", "1.000", "0/0", "0.000", "1/1", "1.000"]
    assert rows["unanswerable: silent"][:2] == ["1/1", "1.000"]
    assert "precept" not in printed  # what is blind is never told one by one
