"""The measurements measure what they say: same questions for both subjects, ratios the right way round."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.figures import OURS, Figure, ratio, table
from bench.peers import build_fts5, build_tantivy, build_xapian
from bench.searching import build_ours
from bench.synthetic import CLASSES, passages, questions
from panelsearch.model.indexed_passages import IndexedPassage

ROOT = Path(__file__).resolve().parents[2]


def test_rates_compare_upwards_and_times_downwards() -> None:
    assert ratio(Figure("t", "peer", 10.0, "pages/s"), Figure("t", OURS, 30.0, "pages/s")) == "x3.00"
    assert ratio(Figure("t", "peer", 10.0, "ms"), Figure("t", OURS, 30.0, "ms")) == "x0.33"
    assert ratio(Figure("t", OURS, 30.0, "ms"), Figure("t", OURS, 30.0, "ms")) == ""


def test_a_missing_peer_has_its_row() -> None:
    shown = table(
        [Figure("extraction", OURS, 1.0, "pages/s"), Figure("extraction", "pypdf", None, "", "not installed")]
    )
    assert shown.splitlines()[1].split() == ["extraction", "1.0", "pypdf", "not", "installed"]


def test_libraries_are_the_same_every_time() -> None:
    assert list(passages(40)) == list(passages(40))
    assert questions("or", 5) == questions("or", 5)


@pytest.fixture(scope="module")
def made() -> list[IndexedPassage]:
    return list(passages(300))


@pytest.mark.parametrize(
    ("build", "package"), [(build_fts5, "sqlite3"), (build_tantivy, "tantivy"), (build_xapian, "xapian")]
)
def test_every_subject_finds_as_many(build, package: str, made: list[IndexedPassage], tmp_path: Path) -> None:
    pytest.importorskip(package)
    # prefixes are left out: the peers look for them among stems, we among the words printed
    asked = [question for kind in CLASSES if kind != "prefix" for question in questions(kind, 8)]
    ours, peer = build_ours(tmp_path, made)(), build(tmp_path, made)()
    for question in asked:
        assert ours(question) == peer(question), question


def test_command_line_measures_one_task() -> None:
    command = [sys.executable, "-m", "bench", "--task", "library", OURS, "50", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=True)
    rows = json.loads(done.stdout)
    assert {row["subject"] for row in rows} == {OURS}
    assert {f"50 passages: {kind}, again p95" for kind in CLASSES} <= {row["task"] for row in rows}
    assert all(row["value"] > 0 for row in rows)
