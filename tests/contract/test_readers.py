"""Whoever reads the papers, the library is the same: the processes of this machine, and a cluster's."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from conftest import Cli

from panelsearch.storage.sqlite.engine import STORE_NAME
from panelsearch.storage.sqlite_files import connected

pytest.importorskip("distributed")


def stored(index_dir: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the store's own tables but the generations', which say when they were built."""
    with closing(connected(index_dir / STORE_NAME, "ro", 10)) as db:
        tables = db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        ).fetchall()
        return {
            str(name): sorted(map(repr, db.execute(f'SELECT * FROM "{name}"').fetchall()))
            for (name,) in tables
            if name not in ("generations", "sqlite_sequence")
        }


def test_a_cluster_and_the_processes_of_this_machine_make_the_same_library(papers: Path, tmp_path: Path) -> None:
    here, spread = Cli(tmp_path / "here"), Cli(tmp_path / "spread")
    in_order = ("index", "--workers", "1", str(papers))  # so that documents have the same numbers
    told = [here.json(*in_order, expect=4), spread.json(*in_order, "--scheduler", "local", expect=4)]
    assert told[0]["documents"] == told[1]["documents"]
    assert stored(here.index_dir) == stored(spread.index_dir)
    found = [cli.json("search", "footbridge", "--limit", "0") for cli in (here, spread)]
    assert found[0]["hits"] == found[1]["hits"] != []


def test_what_a_cluster_read_is_not_read_again_by_this_machine(papers: Path, fresh: Cli) -> None:
    fresh.json("index", "--scheduler", "local", str(papers), expect=4)
    again = fresh.json("index", expect=4)
    assert {d["document"]: d["outcome"] for d in again["documents"]} == {
        "broken.pdf": "failed",
        "dunmere/2023-02-07-minutes.pdf": "unchanged",
        "severnmoor/speed-report.pdf": "unchanged",
    }
