"""`status --report` tells a maintainer what is needed, and not what papers say, are called, or where they lie."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import apsw
import pytest
from conftest import Cli

from panelsearch import __version__
from panelsearch.config.log import LOG_VARIABLE, keep_log


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(LOG_VARIABLE, str(tmp_path / "log" / "panelsearch.log"))
    return tmp_path / "log" / "panelsearch.log"


def test_what_is_counted_and_what_is_never_said(library: Cli, tmp_path, log, monkeypatch) -> None:
    cli = library.copied_to(tmp_path / "index")
    (cli.index_dir / "notes of Cllr Pryce.txt").write_text("secret")
    keep_log()
    try:
        raise KeyError("Cllr Pryce")
    except KeyError:
        logging.getLogger("panelsearch.test").warning("2023-02-07-minutes.pdf: Cllr Pryce", exc_info=True)
    with log.open("a") as file:
        file.write("what a library below us says of Cllr Pryce\n")
    report = cli.json("status", "--report")
    assert report["program"]["panelsearch"] == __version__
    assert report["libraries"]["whoosh"] == "2.7.4"
    assert report["program"]["sqlite"] == apsw.sqlite_lib_version()
    assert (report["library"]["documents"], report["library"]["unreadable"]) == (2, {"is not a PDF": 1})
    assert report["files"]["bytes"]["library.sqlite"] > 0
    assert report["files"]["bytes"]["others"] == len("secret")
    (record,) = report["log"]
    assert (record["error"], record["logger"]) == ("KeyError", "panelsearch.test")
    assert record["frames"]
    told = json.dumps(report)
    roots = cli.json("status")["roots"]
    for secret in ("Pryce", "minutes.pdf", "Dunmere", "Severnmoor", "footbridge", str(cli.index_dir), *roots):
        assert secret not in told


def test_a_library_that_is_missing_or_damaged_is_reported_all_the_same(library: Cli, tmp_path, log) -> None:
    assert Cli(tmp_path / "none").json("status", "--report")["library"]["error"] == "index_missing"
    cli = library.copied_to(tmp_path / "index")
    (cli.index_dir / "library.sqlite").write_bytes(b"no database" * 500)
    assert cli.json("status", "--report")["library"]["error"] == "index_damaged"
    assert '"index_damaged"' in cli("status", "--report").stdout
