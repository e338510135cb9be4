"""A drive that goes while a run is at work, with the papers or with the library, costs that run and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Cli, MakePdf

from panelsearch.errors import LibraryError
from panelsearch.ingestion import pipeline, planning
from panelsearch.registers.library_indexes import LibraryIndexes
from panelsearch.storage.sql.generations import SqlGenerationLog
from panelsearch.storage.sqlite.arrivals import ARRIVALS_NAME, SqliteArrivals


class Drive:
    """A folder that goes as a drive does, and comes back; an empty folder is left where it was mounted, or nothing."""

    def __init__(self, folder: Path, *, bare: bool) -> None:
        self.folder, self._away, self._bare = folder, folder.with_name("away"), bare

    def goes(self) -> None:
        if not self._away.exists():
            self.folder.rename(self._away)
            if self._bare:
                self.folder.mkdir()

    def comes_back(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self._away.rename(self.folder)


@pytest.fixture
def library(tmp_path: Path, make_pdf: MakePdf, fresh: Cli) -> Cli:
    make_pdf(tmp_path / "papers" / "weir.pdf", [["Dunmere Parish Council", "The weir was discussed."]])
    fresh.json("index", str(tmp_path / "papers"))
    make_pdf(tmp_path / "papers" / "hedge.pdf", [["Dunmere Parish Council", "The hedge was discussed."]])
    return fresh


def first(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, happens: Callable[[], None]) -> None:
    original = getattr(owner, name)

    def called(*args: object, **options: object) -> object:
        happens()
        return original(*args, **options)

    monkeypatch.setattr(owner, name, called)


@pytest.mark.parametrize("bare", [True, False], ids=["where it was mounted", "moved"])
@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (planning, "compare"),
        (pipeline, "read_all"),
        (LibraryIndexes, "write"),
        (SqlGenerationLog, "publish"),
        (LibraryIndexes, "sweep"),
    ],
    ids=["looking", "reading", "indexing", "publishing", "sweeping"],
)
def test_a_library_whose_drive_goes_is_what_it_was_when_that_is_back(
    library: Cli, monkeypatch, owner: Any, name: str, *, bare: bool
) -> None:
    drive = Drive(library.index_dir, bare=bare)
    with monkeypatch.context() as unplugged:
        first(unplugged, owner, name, drive.goes)
        error = library.json("index", expect=3)["error"]
    assert "is not there any more" in error["message"]
    assert "Bring it back" in error["hint"]
    assert not (drive.folder / "library.sqlite").exists()
    drive.comes_back()
    assert library.json("search", "weir")["total"] == 1
    assert library("status", "--check").returncode == 0
    library.json("index")
    assert library.json("search", "hedge")["total"] == 1


@pytest.mark.parametrize("bare", [True, False], ids=["where it was mounted", "moved"])
def test_papers_whose_drive_goes_stay_and_are_gone_on_with(library: Cli, monkeypatch, tmp_path, *, bare: bool) -> None:
    drive = Drive(tmp_path / "papers", bare=bare)
    with monkeypatch.context() as unplugged:
        first(unplugged, pipeline, "read_all", drive.goes)
        report = library.json("index", expect=4)
    assert f"{drive.folder} is not there any more" in str(report["notice"])
    assert {d["document"]: d["outcome"] for d in report["documents"]} == {
        "weir.pdf": "unchanged",
        "hedge.pdf": "failed",
    }
    assert library.json("search", "weir")["total"] == 1
    assert library.json("index", expect=2)["error"]["code"] == "usage"  # nothing there: the library stays as it is
    drive.comes_back()
    assert library.json("index")["notice"] is None
    assert library.json("search", "hedge")["total"] == 1


def test_a_drive_that_takes_no_more_is_not_told_as_a_full_one(library: Cli, monkeypatch) -> None:
    def fails(*args: object, **options: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(LibraryIndexes, "write", fails)
        error = library.json("index", expect=3)["error"]
    assert "Input/output error" in error["message"]
    assert "room" not in error["hint"]
    assert library.json("search", "weir")["total"] == 1
    library.json("index")
    assert library.json("search", "hedge")["total"] == 1


@pytest.mark.parametrize(
    ("owner", "name", "error", "what"),
    [
        (SqliteArrivals, "note", OSError(30, "Read-only file system"), "when its papers came in"),
        (SqlGenerationLog, "sweep", LibraryError("The file cannot be used: disk I/O error."), "its older states"),
        (LibraryIndexes, "sweep", OSError(5, "Input/output error"), "its older indexes"),
    ],
    ids=["noting", "sweeping", "clearing"],
)
def test_what_fails_once_the_library_is_published_is_told_as_that(
    library: Cli, monkeypatch, owner: Any, name: str, error: Exception, what: str
) -> None:
    published: list[object] = []

    def fails(*args: object, **options: object) -> None:
        if published:
            raise error

    with monkeypatch.context() as broken:
        first(broken, SqlGenerationLog, "publish", lambda: published.append(1))
        broken.setattr(owner, name, fails)
        report = library.json("index")
    assert f"is up to date, but {what}" in str(report["notice"])
    assert (getattr(error, "strerror", None) or "disk I/O error") in str(report["notice"])
    assert "could not be written" not in str(report["notice"])
    assert str(report["notice"]).endswith("The next run that changes it makes up for it, once that can be done.")
    assert library.json("search", "hedge")["total"] == 1
    assert library.json("index")["notice"] is None
    assert library("status", "--check").returncode == 0
    swept = [path.name for path in library.index_dir.glob("generation-*")]
    assert len(swept) <= 2, swept


def test_when_papers_came_in_is_made_up_for_by_the_next_run_that_can(tmp_path: Path, make_pdf, fresh: Cli) -> None:
    papers, in_its_place = tmp_path / "papers", fresh.index_dir / ARRIVALS_NAME
    in_its_place.mkdir(parents=True)
    make_pdf(papers / "weir.pdf", [["Dunmere Parish Council", "The weir was discussed."]])
    assert "came in could not be noted" in (notice := str(fresh.json("index", str(papers))["notice"]))
    assert "The next run that changes it makes up for it, once that can be done." in notice
    assert fresh.json("index")["notice"] is None  # it changes nothing
    built = fresh.json("status")["built"]
    make_pdf(papers / "hedge.pdf", [["Dunmere Parish Council", "The hedge was discussed."]])
    assert ARRIVALS_NAME in fresh.json("index", expect=3)["error"]["message"]  # else both would be as new as the hedge
    in_its_place.rmdir()
    assert fresh.json("index")["notice"] is None
    weir, hedge = sorted(SqliteArrivals(fresh.index_dir).known().values())
    assert weir.isoformat() == built
    assert hedge > weir
