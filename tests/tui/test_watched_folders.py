"""Folders that are watched: papers are read as they come, once; what goes and comes back; nothing after leaving."""

from __future__ import annotations

import errno
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import watchfiles
from driving import drive, on_screen, picture, shown, until
from textual.pilot import Pilot

from panelsearch.ingestion import pipeline
from panelsearch.ingestion.writer_lock import writer_lock
from panelsearch.tui import app as app_module
from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.controllers import watching
from panelsearch.tui.screens.indexing import HoldingsList, IndexScreen

SECONDS = 60


@pytest.fixture(autouse=True)
def runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The runs of indexing that were begun; changes are told after a short quiet."""
    monkeypatch.setattr(watching, "_QUIET_MS", 100)
    monkeypatch.setattr(watching, "_LOOK_AGAIN_MS", 200)
    begun: list[int] = []
    ingest = pipeline.ingest

    def noted(*arguments: object, **options: object) -> object:
        begun.append(1)
        return ingest(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "ingest", noted)
    return begun


@pytest.fixture
def folder(fresh, make_pdf, tmp_path: Path, runs: list[int]) -> Path:
    """A folder with one paper, read into a library that lies in it."""
    make_pdf(tmp_path / "papers" / "one.pdf", [["Minutes about grass."]])
    fresh.index_dir = tmp_path / "papers" / "index"
    assert fresh("index", "--ocr", "off", str(tmp_path / "papers")).returncode == 0
    runs.clear()
    return tmp_path / "papers"


async def watched(app: PanelsearchApp, pilot: Pilot[int]) -> IndexScreen:
    await pilot.press("f4")
    screen = await on_screen(pilot, IndexScreen)
    await until(pilot, lambda: bool(screen.rows))
    screen.query_one(HoldingsList).focus()
    await pilot.press("w")
    assert app.folder_watch.is_on
    await until(pilot, lambda: "watched for papers" in picture(app))
    return screen


def test_papers_are_read_as_they_come_and_go_and_never_twice(folder, make_pdf, runs) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = await watched(app, pilot)
        make_pdf(folder / "2024" / "two.pdf", [["Minutes about a zeppelin."]])
        await until(pilot, lambda: app.session.documents == 2, SECONDS)
        assert app.screen is screen  # which stays, as nobody asked for that run
        await pilot.press("escape")
        (folder / "2024" / "two.pdf").unlink()
        await until(pilot, lambda: app.session.documents == 1, SECONDS)
        await until(pilot, lambda: not app.indexing.is_at_work)
        count = len(runs)
        (folder / "notes.txt").write_text("no paper")
        (folder / "index" / "scratch.pdf").write_text("our own")
        await pilot.pause(0.6)
        assert len(runs) == count
        await pilot.press("f4")
        screen = await on_screen(pilot, IndexScreen)
        await until(pilot, lambda: bool(screen.rows))
        screen.query_one(HoldingsList).focus()
        await pilot.press("w")
        assert not app.folder_watch.is_on
        assert "watched no more" in shown(app, "#told")
        make_pdf(folder / "three.pdf", [["Minutes about bats."]])
        await pilot.pause(0.6)
        assert len(runs) == count

    drive(folder / "index", script, size=(120, 40))


def test_a_folder_that_vanishes_keeps_its_papers_and_is_read_when_it_is_back(folder, make_pdf, tmp_path, runs) -> None:
    outside = tmp_path / "index"
    (folder / "index").rename(outside)

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await watched(app, pilot)
        folder.rename(tmp_path / "away")
        await until(pilot, lambda: f"waiting for {folder}"[:40] in picture(app).replace("\n", ""), SECONDS)
        assert not runs
        make_pdf(tmp_path / "away" / "two.pdf", [["Minutes about a zeppelin."]])
        (tmp_path / "away").rename(folder)
        await until(pilot, lambda: app.session.documents == 2, SECONDS)

    drive(outside, script, size=(160, 40))


def test_papers_that_come_while_a_run_is_at_work_are_read_by_one_more(folder, make_pdf, runs, monkeypatch) -> None:
    gate, ingest = threading.Event(), pipeline.ingest

    def slow(*arguments: object, **options: object) -> object:
        report = ingest(*arguments, **options)  # type: ignore[arg-type]
        gate.wait(SECONDS)
        return report

    monkeypatch.setattr(pipeline, "ingest", slow)

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await watched(app, pilot)
        make_pdf(folder / "two.pdf", [["Minutes about a zeppelin."]])
        await until(pilot, lambda: bool(runs), SECONDS)
        await until(pilot, lambda: app.indexing.latest is not None, SECONDS)
        make_pdf(folder / "three.pdf", [["Minutes about bats."]])
        await until(pilot, lambda: app._to_read, SECONDS)
        gate.set()
        await until(pilot, lambda: app.session.documents == 3, SECONDS)
        await until(pilot, lambda: not app.indexing.is_at_work)
        assert len(runs) <= 3

    drive(folder / "index", script, size=(120, 40))


def test_what_came_while_somebody_else_writes_is_read_once_they_are_done(folder, make_pdf, monkeypatch) -> None:
    monkeypatch.setattr(app_module, "_TRY_AGAIN_SECONDS", 0.2)

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await watched(app, pilot)
        with writer_lock(folder / "index"):
            make_pdf(folder / "two.pdf", [["Minutes about a zeppelin."]])
            await until(pilot, lambda: app._waits, SECONDS)
            assert app.session.documents == 1
        await until(pilot, lambda: app.session.documents == 2, SECONDS)

    drive(folder / "index", script, size=(120, 40))


def test_leaving_ends_the_watch(folder) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await watched(app, pilot)

    drive(folder / "index", script, size=(120, 40))
    for thread in threading.enumerate():
        if thread.name == "watching":
            thread.join(10)
            assert not thread.is_alive()


def test_where_the_system_watches_no_more_folders_they_are_looked_at_in_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def watch(*_: Path, force_polling: bool | None, **_options: object) -> Iterator[set[object]]:
        asked.append(force_polling)
        if not force_polling:
            raise OSError(errno.ENOSPC, "no more folders can be watched")
        yield {object()}

    monkeypatch.setattr(watchfiles, "watch", watch)
    changed = threading.Event()
    watcher = watching.FolderWatch([tmp_path / "index"], changed.set)
    watcher.start([str(tmp_path)])
    assert changed.wait(SECONDS)
    watcher.stop()
    assert asked[:2] == [None, True]
