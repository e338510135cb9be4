"""Is a user told why nothing is found: which body is meant, which word stands nowhere, what follows instead?"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest
from conftest import Cli

from panelsearch.cli.main import main


@pytest.mark.parametrize(
    "command", [("decisions",), ("actions",), ("attendance",), ("gaps",), ("timeline", "footbridge")]
)
def test_a_body_that_is_not_there_is_told_with_the_nearest(library: Cli, command: tuple[str, ...]) -> None:
    done = library(*command, "--body", "Dunmre")
    assert "no body of this library is called 'Dunmre'. The nearest: Dunmere Parish Council." in done.stderr
    assert "no body of this library" in library(*command, "--body", "zzz").stderr
    assert "panelsearch status shows those there are" in library(*command, "--body", "zzz").stderr
    assert library(*command, "--body", "dunmere").stderr == ""


def test_a_command_to_be_typed_asks_the_library_that_was_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PANELSEARCH_INDEX", raising=False)
    monkeypatch.chdir(tmp_path)
    asked = Cli(Path("our papers"))
    told = "Make one with: panelsearch index --index 'our papers' FOLDER_OF_PDFS"
    assert asked.json("status", expect=3)["error"]["hint"] == told
    assert told in asked("status").stderr
    assert main(["status"]) == 3
    assert "Make one with: panelsearch index FOLDER_OF_PDFS" in capsys.readouterr().err


def test_a_timeline_names_the_search_that_shows_what_has_no_date(fresh: Cli, tmp_path: Path, make_pdf) -> None:
    make_pdf(tmp_path / "a.pdf", [["Dunmere Parish Council", "The clerk's footbridge was discussed at length."]])
    fresh.json("index", str(tmp_path / "a.pdf"))
    *_, last = fresh("timeline", '"clerk\'s footbridge"').stdout.splitlines()
    told, _, command = last.partition(": ")
    assert told == "1 matching passage stands in papers whose date is not known"
    assert fresh(*shlex.split(command)[1:]).stdout.startswith("1 passage matches.")


def test_near_misses_are_no_matches_and_missing_words_are_named(library: Cli) -> None:
    told = library("search", "footbridge", "zyzzyva").stdout
    assert "Note: no paper says zyzzyva." in told
    assert "No passage holds all of footbridge zyzzyva;" in told
    assert "0 passages" not in told
    assert library("search", "-c", "footbridge", "zyzzyva").stdout == "0\n"


def test_that_answers_are_weighed_without_the_reader_is_told(library: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Answers" not in library("status").stdout
    assert library.json("status")["reader"] is True
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert "Answers    weighed without the small reader: onnxruntime is not installed" in library("status").stdout
    assert library.json("status")["reader"] is False
