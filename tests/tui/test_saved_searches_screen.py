"""Searches that are kept, in the terminal UI: saved, listed, run over all papers or over the new ones, dropped."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import write_pdf
from driving import drive, on_screen, search_for, shown, until
from textual.pilot import Pilot
from textual.widgets import Input

from panelsearch.cli.main import main
from panelsearch.services.library import Library
from panelsearch.services.saved_searches import SavedSearches
from panelsearch.storage.library_files import DirectoryFiles
from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.screens.line import LineDialog
from panelsearch.tui.screens.saved_searches import SavedSearchesScreen, saved_search_lines
from panelsearch.tui.screens.search import SearchScreen

LATER = [["Dunmere Parish Council", "Minutes of the meeting held on 7 March 2023", "1. Bridge",
          "The footbridge at Mill Lane was opened again."]]  # fmt: skip


@pytest.fixture
def index_dir(library, tmp_path: Path) -> Path:
    shutil.copytree(library.index_dir, tmp_path / "index")
    return tmp_path / "index"


async def open_list(app: PanelsearchApp, pilot: Pilot[int]) -> SavedSearchesScreen:
    await pilot.press("ctrl+o")
    screen = await on_screen(pilot, SavedSearchesScreen)
    await until(pilot, lambda: bool(screen.rows))
    return screen


def listed(screen: SavedSearchesScreen) -> list[str]:
    return ["\n".join(line.plain for line in saved_search_lines(row)) for row in screen.rows]


def test_a_search_is_kept_under_a_name_with_its_order(index_dir: Path) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "first" in shown(app, "#told"))
        await search_for(pilot, "footbridge")
        await pilot.press("down")
        await pilot.press("s")
        await until(pilot, lambda: "oldest first" in shown(app, "#told"))
        await pilot.press("ctrl+s")
        await on_screen(pilot, LineDialog)
        app.screen.query_one(Input).value = "the bridge"
        await pilot.press("enter")
        await until(pilot, lambda: "Saved as the bridge" in shown(app, "#told"))
        assert "the bridge" in SavedSearches(DirectoryFiles(index_dir)).runs()

    drive(index_dir, script)
    (one,) = SavedSearches(DirectoryFiles(index_dir)).all()
    assert (one.name, one.query, one.sort.value) == ("the bridge", "footbridge", "date")


def test_a_kept_search_is_picked_from_the_list_and_only_the_new_is_shown(index_dir: Path, tmp_path: Path) -> None:
    index = ["--index", str(index_dir)]
    assert main([*index, "search", "footbridge", "--save", "bridge"]) == 0
    assert main([*index, "search", "grass", "--save", "grass"]) == 0
    write_pdf(tmp_path / "later" / "march.pdf", LATER)
    assert main([*index, "index", str(tmp_path / "later")]) == 0

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        search = app.screen
        assert isinstance(search, SearchScreen)
        screen = await open_list(app, pilot)
        bridge, grass = listed(screen)
        assert "bridge  1 new since" in bridge
        assert "grass  0 new since" in grass
        await pilot.press("n")
        await until(pilot, lambda: len(search.session.entries) == 1)
        assert search.session.entries[0].source.document == "march.pdf"
        assert "1 passage for bridge in papers that came in since" in shown(app, "#told")
        noted = SavedSearches(DirectoryFiles(index_dir))
        with Library.open(index_dir) as now:
            await until(pilot, lambda: noted.runs()["bridge"].library == now.built)

        screen = await open_list(app, pilot)  # it was run, so nothing is new any more
        assert "bridge  0 new since" in listed(screen)[0]
        await pilot.press("enter")
        await until(pilot, lambda: len(search.session.entries) > 1)
        assert search.query_one(Input).value == "footbridge"

        await pilot.press("slash")
        search.query_one(Input).value = ""
        await search_for(pilot, "grass")  # another query: no longer the one that is kept
        assert "for bridge" not in shown(app, "#told")

    drive(index_dir, script, (120, 40))


def test_a_kept_search_is_dropped(index_dir: Path) -> None:
    for name in ("footbridge", "grass"):
        main(["--index", str(index_dir), "search", name, "--save", name])

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = await open_list(app, pilot)
        await pilot.press("j")
        await pilot.press("d")
        await until(pilot, lambda: len(listed(screen)) == 1)
        assert [one.name for one in SavedSearches(DirectoryFiles(index_dir)).all()] == ["footbridge"]
        await pilot.press("d")
        await until(pilot, lambda: "No search is saved yet" in shown(app, "#heading"))
        assert SavedSearches(DirectoryFiles(index_dir)).all() == ()
        await pilot.press("d", "n", "enter", "escape")
        await on_screen(pilot, SearchScreen)

    drive(index_dir, script)


def test_a_mistake_in_the_file_is_told(index_dir: Path) -> None:
    (index_dir / "searches.toml").write_text("[[search]]\nname = 1\n")

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+o")
        screen = await on_screen(pilot, SavedSearchesScreen)
        await until(pilot, lambda: "line 1" in shown(app, "#heading"))
        assert not screen.rows

    drive(index_dir, script, (160, 40))
