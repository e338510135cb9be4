"""The library screen: folders added and dropped, what could not be read and why, runs as the user wants them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from driving import drive, on_screen, picture, search_for, shown, until
from textual.pilot import Pilot
from textual.widgets import Input

from panelsearch.ocr.engine_selection import OcrMode
from panelsearch.services.library import Library
from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.screens.indexing import HoldingsList, IndexScreen
from panelsearch.tui.screens.reader import ReaderScreen
from panelsearch.tui.screens.register import RegisterScreen


@pytest.fixture
def index_dir(library, tmp_path: Path) -> Path:
    return library.copied_to(tmp_path / "index").index_dir


async def opened(pilot: Pilot[int]) -> IndexScreen:
    await pilot.press("f4")
    screen = await on_screen(pilot, IndexScreen)
    await until(pilot, lambda: bool(screen.rows))
    screen.query_one(HoldingsList).focus()
    return screen


def roots(index_dir: Path) -> tuple[str, ...]:
    with Library.open(index_dir) as library:
        return library.status(on_disk=False).roots


def test_a_folder_is_read_while_one_searches_and_dropped_when_asked_twice(index_dir, tmp_path, make_pdf) -> None:
    make_pdf(tmp_path / "more" / "extra.pdf", [["Minutes about a zeppelin over the green."]])
    before = roots(index_dir)

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = await opened(pilot)
        await pilot.press("a")
        screen.query_one(Input).value = str(tmp_path / "more")
        await pilot.press("enter", "ctrl+f")
        await search_for(pilot, "footbridge")
        await until(pilot, lambda: app.indexing.end is not None and app.session.documents == 3, 60)
        app.screen.query_one(Input).value = "zeppelin"
        await until(pilot, lambda: app.session.shown_query == "zeppelin" and len(app.session.entries) == 1)
        screen = await opened(pilot)
        await until(pilot, lambda: str(tmp_path / "more") in [row.folder for row in screen.rows])
        folders = screen.query_one(HoldingsList)
        folders.move_to(next(n for n, row in enumerate(screen.rows) if row.folder == str(tmp_path / "more")))
        await pilot.press("d")
        assert not screen.is_indexing
        assert "d again drops" in shown(app, "#told")
        await pilot.press("d")
        await until(pilot, lambda: app.session.documents == 2, 60)

    drive(index_dir, script, size=(120, 40))
    assert roots(index_dir) == before
    assert (tmp_path / "more" / "extra.pdf").is_file()


def test_what_could_not_be_read_is_told_with_its_reason(index_dir: Path) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await opened(pilot)
        assert "1 could not be read" in picture(app)
        assert "broken.pdf" in picture(app)

    drive(index_dir, script)


def test_a_library_read_without_ocr_stays_without_unless_it_is_turned_on(papers, tmp_path, fresh, monkeypatch) -> None:
    from panelsearch.ingestion import pipeline

    assert fresh("index", "--ocr", "off", str(papers)).returncode == 4
    wished: list[OcrMode] = []
    real = pipeline.ingest

    def ingest(*arguments, ocr: OcrMode, **more):
        wished.append(ocr)
        return real(*arguments, ocr=OcrMode.OFF, **more)

    monkeypatch.setattr(pipeline, "ingest", ingest)

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = await opened(pilot)
        for key in ("i", "r", "i"):
            await pilot.press(key)
            await until(pilot, lambda: not screen.is_indexing and bool(screen.rows), 60)
            screen.query_one(HoldingsList).focus()

    drive(fresh.index_dir, script)
    assert wished == [OcrMode.OFF, OcrMode.AUTO]


def test_all_papers_are_listed_with_what_became_of_them(index_dir: Path) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+y")
        screen = await on_screen(pilot, RegisterScreen)
        await until(pilot, lambda: screen.loaded is not None)
        assert "3 papers" in shown(app, "#heading")
        assert "broken.pdf" in picture(app)
        assert "not read" in picture(app)
        await pilot.press("down", "enter")
        await on_screen(pilot, ReaderScreen)

    drive(index_dir, script)


def test_new_files_wait_to_be_read(library, papers, tmp_path: Path, fresh) -> None:
    shutil.copytree(papers, tmp_path / "papers")
    assert fresh("index", str(tmp_path / "papers")).returncode == 4
    shutil.copy(tmp_path / "papers" / "dunmere" / "2023-02-07-minutes.pdf", tmp_path / "papers" / "again.pdf")

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await opened(pilot)
        assert "1 new since the last run" in picture(app)
        assert "again.pdf" in picture(app)

    drive(fresh.index_dir, script)
