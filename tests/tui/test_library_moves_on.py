"""Another run brings the library up to date while it is open: what is asked for next knows, what is read stays."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import Cli, CliProcess, write_pdf
from driving import drive, on_screen, picture, search_for, searches_wait, shown, type_query, until
from rich.text import Text
from textual.pilot import Pilot

from panelsearch.errors import LibraryError
from panelsearch.services.library import Library
from panelsearch.services.search_service import SearchService
from panelsearch.tui import app as app_module
from panelsearch.tui import library_access
from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.controllers.registers import Loaded, Register
from panelsearch.tui.rendering.register_rows import RegisterEntry
from panelsearch.tui.screens.reader import ReaderScreen
from panelsearch.tui.screens.register import RegisterScreen
from panelsearch.tui.screens.saved_searches import SavedSearchesScreen
from panelsearch.tui.screens.search import SearchScreen
from panelsearch.tui.widgets.lazy_list import LazyList

TOLD = "The library was brought up to date: 2 documents."


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_access, "_PATIENCE_SECONDS", 20.0)


@pytest.fixture
def run(tmp_path: Path) -> Cli:
    """The command line on a library of one paper."""
    write_pdf(tmp_path / "papers" / "one.pdf", [["Minutes about grass."], ["More of it."]])
    command = Cli(tmp_path / "index")
    assert command("index", "--ocr", "off", str(tmp_path / "papers")).returncode == 0
    return command


def another_paper(run: Cli) -> None:
    """Another run reads one more."""
    write_pdf(run.index_dir.parent / "papers" / "two.pdf", [["Minutes about grass and a zeppelin."]])
    assert run("index", "--ocr", "off").returncode == 0


def notified(app: PanelsearchApp) -> list[str]:
    return [one.message for one in app._notifications]


def test_the_next_search_finds_what_another_run_read_and_a_line_says_why(run: Cli) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await search_for(pilot, "grass")
        assert len(app.session.entries) == 1
        another_paper(CliProcess(run.index_dir))
        await pilot.press("down", "down", "up")
        assert (len(app.session.entries), notified(app)) == (1, [])  # nobody asked for anything yet
        await pilot.press("escape")
        await search_for(pilot, "zeppelin")
        assert len(app.session.entries) == 1
        await until(pilot, lambda: notified(app) == [TOLD])
        await until(pilot, lambda: app.session.documents == 2)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: "2 papers" in picture(app))

    drive(run.index_dir, script)


def test_a_front_page_that_nobody_leaves_follows_by_itself(run: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_module, "_LOOK_SECONDS", 0.05)

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        assert "1 paper," in picture(app)
        another_paper(run)
        await until(pilot, lambda: "2 papers" in picture(app) and "2 documents. Type to search" in picture(app))
        assert notified(app) == [TOLD]

    drive(run.index_dir, script)


def test_a_page_stays_while_it_is_read_and_what_led_to_it_is_searched_for_anew_behind_a_register(
    run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app_module, "_LOOK_SECONDS", 0.05)

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        home = await search_for(pilot, "grass")
        await pilot.press("enter", "enter")
        reader = await on_screen(pilot, ReaderScreen)
        await until(pilot, lambda: reader.page_number == 1)
        another_paper(run)
        await pilot.press("right")
        await until(pilot, lambda: reader.page_number == 2)
        await pilot.press("escape")
        await on_screen(pilot, SearchScreen)
        assert (len(app.session.entries), notified(app)) == (1, [])
        await pilot.press("ctrl+y")
        register = await on_screen(pilot, RegisterScreen)
        await until(pilot, lambda: register.loaded is not None)
        assert shown(app, "#heading").startswith("2 papers")
        assert notified(app) == [TOLD]
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is home and len(app.session.entries) == 2)

    drive(run.index_dir, script)


def test_saved_searches_tell_of_what_came_in_while_the_library_was_open(run: Cli) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await search_for(pilot, "grass")
        await pilot.press("ctrl+s", "enter")
        await until(pilot, lambda: (run.index_dir / "searches.toml").exists())
        another_paper(run)
        await pilot.press("ctrl+o")
        screen = await on_screen(pilot, SavedSearchesScreen)
        await until(pilot, lambda: bool(screen.rows))
        assert screen.rows[0].new == 1

    drive(run.index_dir, script)


def test_rows_of_two_states_of_the_library_never_stand_in_one_list(run: Cli) -> None:
    def load(library: Library, query: str) -> Loaded:
        def read(library: Library, first: int, limit: int) -> Sequence[RegisterEntry]:
            return [
                RegisterEntry((Text(f"row {row} of {library.document_count}"),)) for row in range(first, first + limit)
            ]

        return Loaded(f"all of {library.document_count}", 1000 * library.document_count, read)

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = RegisterScreen(app.access, Register("many", "Many", "", "", load, "nothing"), "")
        await app.push_screen(screen)
        await until(pilot, lambda: "row 0 of 1" in picture(app))
        another_paper(run)
        await app.access.follow()
        await pilot.press("down", "down")
        assert "all of 1" in picture(app)
        assert "of 2" not in picture(app).replace(TOLD, "")
        await pilot.press("G")
        await until(pilot, lambda: "row 999 of 2" in picture(app))
        assert (shown(app, "#heading"), screen.query_one(LazyList).cursor) == ("all of 2", 999)

    drive(run.index_dir, script)


# searches that take their time


def test_a_search_that_takes_long_is_said_to_be_under_way(run: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await search_for(pilot, "grass")
        gate: threading.Event = searches_wait(monkeypatch)
        try:
            await type_query(pilot, " more")
            await until(pilot, lambda: shown(app, "#told") == "searching ...")
            assert "Results of the search before" in picture(app)
        finally:
            gate.set()
        await until(pilot, lambda: "matches" in shown(app, "#told") or "passage" in shown(app, "#told"))
        assert "of the search before" not in picture(app)

    drive(run.index_dir, script)


def test_why_a_search_failed_is_told_to_the_end_and_only_until_the_next(
    run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise LibraryError(
            "The index at https://search.example:9200/county gave no answer in 30 seconds: connection refused.",
            "See whether the server runs and can be reached from here, and try again.",
        )

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        with monkeypatch.context() as down:
            down.setattr(SearchService, "search", fails)
            await type_query(pilot, "grass")
            await until(pilot, lambda: "and try again." in picture(app))
        await type_query(pilot, "y OR grass")
        await until(pilot, lambda: bool(app.session.entries))
        assert "try again" not in picture(app)
        assert app.screen.query_one("#told").size.height == 1

    drive(run.index_dir, script, size=(80, 24))
