"""What must not bring the app down, blank it or make it lie: a library gone, hardly any room, a fault."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from driving import drive, on_screen, picture, search_for, shown, type_query, until
from rich.text import Text
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from panelsearch.errors import (
    Interrupted,
    LibraryBusyError,
    LibraryDamagedError,
    LibraryMissingError,
    LibraryMovedOnError,
    LibraryOutdatedError,
    QueryError,
)
from panelsearch.services.saved_searches import SavedSearch
from panelsearch.services.search_service import SearchService
from panelsearch.storage.place import Place
from panelsearch.tui import app as app_module
from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.last_resort import logged
from panelsearch.tui.library_access import Lane, LibraryAccess, Threads
from panelsearch.tui.messages import SavedSearchWanted, SearchWanted
from panelsearch.tui.palette import Palette
from panelsearch.tui.rendering.wording import told
from panelsearch.tui.requests import Chosen
from panelsearch.tui.screens.line import LineDialog
from panelsearch.tui.screens.reader import ReaderScreen
from panelsearch.tui.screens.register import RegisterScreen
from panelsearch.tui.screens.search import SearchScreen
from panelsearch.tui.session import SearchSession
from panelsearch.tui.widgets.lazy_list import LazyList


def test_a_library_deleted_under_the_app_is_told(library, tmp_path) -> None:
    shutil.copytree(library.index_dir, tmp_path / "index")

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await search_for(pilot, "footbridge")
        shutil.rmtree(tmp_path / "index")
        await type_query(pilot, "s")
        await until(pilot, lambda: "is gone" in shown(app, "#told"))
        await pilot.press("f3")
        await on_screen(pilot, RegisterScreen)
        await until(pilot, lambda: "is gone" in shown(app, "#heading"))

    drive(tmp_path / "index", script, (160, 24))


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is open cannot be cut short there")
def test_an_index_cut_short_under_the_app_is_told_in_a_line(library, tmp_path) -> None:
    shutil.copytree(library.index_dir, tmp_path / "index")

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await search_for(pilot, "footbridge")
        for path in (tmp_path / "index").glob("generation-*/*.arrays"):
            os.truncate(path, 0)
        await type_query(pilot, " OR devices")
        await until(pilot, lambda: "The index cannot be read." in shown(app, "#told"))
        assert "index --rebuild" in shown(app, "#told")

    drive(tmp_path / "index", script, (160, 24))


@pytest.mark.parametrize("size", [(80, 6), (40, 10), (30, 3), (200, 1)])
def test_every_list_is_paged_in_hardly_any_room(library, size) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await search_for(pilot, "footbridge")
        for key in ("down", "f3", "f5", "f6", "f7", "f8", "ctrl+o", "f1", "ctrl+p"):
            await pilot.press(key, "pagedown", "pageup", "end", "home", "enter", "escape")
        await pilot.press("escape", "escape", "ctrl+f", "end", "z")
        await until(pilot, lambda: app.session.text.endswith("z"))

    drive(library.index_dir, script, size)


def test_the_palette_may_be_paged_at_once(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+p", "pagedown", "pageup", "end", "down")
        assert isinstance(app.screen, Palette)
        await pilot.press("escape", "escape")
        await on_screen(pilot, SearchScreen)

    drive(library.index_dir, script)


def test_enter_twice_opens_one_page_and_q_at_once_leaves_it_alone(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press("f3")
        register = await on_screen(pilot, RegisterScreen)
        await until(pilot, lambda: register.loaded is not None)
        for keys in (("enter", "enter"), ("enter", "q"), ("enter", "q", "q")):
            await pilot.press(*keys)
            await until(pilot, lambda: any(c.isalnum() for c in picture(app)))
            assert len(app.screen_stack) > 1
            while app.screen is not register and not isinstance(app.screen, SearchScreen):
                before = app.screen
                await pilot.press("escape")
                await until(pilot, lambda left=before: app.screen is not left)
            if isinstance(app.screen, SearchScreen):
                await pilot.press("f3")
                register = await on_screen(pilot, RegisterScreen)
                await until(pilot, lambda now=register: now.loaded is not None)

    drive(library.index_dir, script)


def test_a_dialog_that_is_left_twice_takes_nothing_else_with_it(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        home = await search_for(pilot, "footbridge")
        await pilot.press("down", "e")
        dialog = await on_screen(pilot, LineDialog)
        dialog.dismiss(None)
        dialog.dismiss(None)
        await until(pilot, lambda: app.screen is home)
        await pilot.press("enter")
        reader = await on_screen(pilot, ReaderScreen)
        dialog.dismiss(None)
        home.dismiss(None)
        await pilot.pause()
        assert app.screen is reader

    drive(library.index_dir, script)


# lists


class Lists(App[None]):
    """A list alone, with some rows that the cursor passes over."""

    def compose(self) -> ComposeResult:
        yield LazyList(id="rows")


@pytest.mark.parametrize("height", [1, 2, 5, 30])
def test_a_lists_cursor_stays_in_sight_and_off_heads(height: int) -> None:
    async def script() -> None:
        app = Lists()
        async with app.run_test(size=(20, height)) as pilot:
            rows = app.query_one(LazyList)
            rows.focus()
            tall = [1 + row % 3 for row in range(40)]
            rows.show(
                40, lambda row, width: [Text(f"row {row}")] * tall[row], lambda width: tall, heads=frozenset({0, 7, 39})
            )
            await pilot.pause()
            assert rows.cursor == 1
            for key in ["down"] * 9 + ["pagedown"] * 3 + ["end", "up", "pageup", "home"]:
                await pilot.press(key)
                assert rows.cursor not in {0, 7, 39}
                drawn = [strip.text for strip in app.screen._compositor.render_strips()]
                assert any(f"row {rows.cursor}" in line for line in drawn), (key, rows.cursor, drawn)
            assert rows.cursor == 1

    asyncio.run(script())


def test_rows_take_the_room_of_a_scroll_bar_that_goes() -> None:
    async def script() -> None:
        app = Lists()
        async with app.run_test(size=(20, 10)) as pilot:
            rows = app.query_one(LazyList)

            def drawn() -> list[str]:
                return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]

            def wide(row: int, width: int) -> list[Text]:
                return [Text("x" * 30)]

            rows.show(40, wide, 1)
            await until(pilot, lambda: rows.show_vertical_scrollbar)
            rows.show(2, wide, 1)
            assert len(rows.render_line(0).text.rstrip()) < 20  # drawn while the scroll bar is still there
            await until(pilot, lambda: not rows.show_vertical_scrollbar)
            assert drawn()[:3] == ["x" * 19 + "…"] * 2 + [""]

    asyncio.run(script())


# threads


def test_a_slow_lane_holds_up_no_other_and_what_is_cancelled_before_its_turn_is_not_done() -> None:
    async def script() -> None:
        threads, gate, done = Threads(), threading.Event(), []
        slow = asyncio.create_task(threads.call(Lane.REGISTER, lambda: gate.wait(20)))
        waiting = asyncio.create_task(threads.call(Lane.REGISTER, lambda: done.append("waiting")))
        await asyncio.sleep(0)
        assert await threads.call(Lane.SEARCH, lambda: 7) == 7
        waiting.cancel()
        await asyncio.sleep(0)
        gate.set()
        assert await slow
        await threads.call(Lane.REGISTER, lambda: done.append("last"))
        assert done == ["last"]

    asyncio.run(script())


def test_a_new_library_takes_the_place_of_one_that_still_answers(library) -> None:
    async def script() -> None:
        access, gate, begun = LibraryAccess(Place.parse(library.index_dir)), threading.Event(), threading.Event()
        with pytest.raises(LibraryMissingError):
            await access.call(Lane.SEARCH, lambda one: one)
        await access.open()

        def slow(one: object) -> int:
            begun.set()
            gate.wait(20)
            return len(one.search("footbridge").hits)  # type: ignore[attr-defined]

        answer = asyncio.create_task(access.call(Lane.REGISTER, slow))
        while not begun.is_set():
            await asyncio.sleep(0.001)
        await access.open()
        assert await access.call(Lane.SEARCH, lambda one: one.document_count) == 2
        gate.set()
        assert await answer == 1

    asyncio.run(script())


def test_a_library_made_anew_by_others_is_opened_again_by_itself(library, tmp_path) -> None:
    run = library.copied_to(tmp_path / "index")

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        for _ in range(2):  # the index of the state before the last is kept, that of the one before it is not
            run.json("index", "--rebuild", expect=4)
        await search_for(pilot, "footbridge")
        assert app.session.shown is not None
        assert app.session.shown.total == 1

    drive(run.index_dir, script)


def test_a_library_that_moves_on_again_and_again_is_asked_once_more_only(library) -> None:
    asked: list[object] = []

    def ask(one: object) -> None:
        asked.append(one)
        raise LibraryMovedOnError("Brought up to date.", "Ask once more.")

    async def script() -> None:
        access = LibraryAccess(Place.parse(library.index_dir))
        await access.open()
        with pytest.raises(LibraryMovedOnError):
            await access.call(Lane.SEARCH, ask)
        first, second = asked
        assert first is not second
        assert await access.call(Lane.PAGE, lambda one: one.document_count) == 2

    asyncio.run(script())


# faults


@pytest.mark.parametrize("key", ["ctrl+f", "f3", "f12"])
def test_a_key_that_comes_while_all_is_taken_down_leads_nowhere(library, key: str) -> None:
    """The search screen's widgets go before it does."""

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        home = app.screen
        await home.remove_children()
        await pilot.press(key)
        await pilot.pause()
        assert app.fault is None
        assert app.screen is home

    drive(library.index_dir, script)


@pytest.mark.parametrize("message", [SearchWanted("grass"), SavedSearchWanted(Chosen(SavedSearch("grass", "grass")))])
def test_what_was_asked_for_while_all_is_taken_down_is_for_nobody(library, message: Message) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await app.screen.remove_children()
        app.post_message(message)
        await pilot.pause()
        assert app.fault is None
        assert app.session.text == ""

    drive(library.index_dir, script)


@pytest.mark.parametrize("in_worker", [False, True])
def test_a_fault_is_one_line_for_the_user_and_a_traceback_for_the_log(
    library, tmp_path, monkeypatch, capsys, in_worker: bool
) -> None:
    log = tmp_path / "panelsearch.log"
    sessions: list[SearchSession] = []
    monkeypatch.setenv("PANELSEARCH_LOG", str(log))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(app_module, "_FAULTS_APART_SECONDS", 0.0)

    class Faulty(PanelsearchApp):
        def __init__(self, index_dir: Path, roots: list[Path], *more: Any) -> None:
            super().__init__(index_dir, roots, *more)
            sessions.append(self.session)

        def run(self, **_: object) -> int | None:
            async def once() -> None:
                async with self.run_test() as pilot:
                    await until(pilot, lambda: "opening" not in picture(self))
                    if len(sessions) == 1:
                        await type_query(pilot, "grass")
                        if in_worker:
                            self.run_worker(self._boom_at_work())
                        else:
                            self.call_later(self._boom)
                        await until(pilot, lambda: self.fault is not None)
                    else:
                        await until(pilot, lambda: self.session.shown_query == "grass")
                        await pilot.press("ctrl+q")

            try:
                asyncio.run(once())
            except ZeroDivisionError:
                assert len(sessions) == 1
            return self.return_value

        def _boom(self) -> None:
            raise ZeroDivisionError("invented")

        async def _boom_at_work(self) -> None:
            self._boom()

    monkeypatch.setattr(app_module, "PanelsearchApp", Faulty)
    assert app_module.run(library.index_dir, []) == 0
    assert len(sessions) == 2
    told_user = capsys.readouterr().err
    assert told_user.count("\n") == 1
    assert str(log) in told_user
    assert "Traceback" not in told_user
    assert '"error": "ZeroDivisionError"' in log.read_text()
    assert " _boom" in log.read_text()  # where it was


def test_what_is_logged_anywhere_goes_to_the_file(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setenv("PANELSEARCH_LOG", str(tmp_path / "log"))
    with logged():
        logging.getLogger("panelsearch.ingestion.worker").warning("a.pdf: %s", "ValueError")
    assert "a.pdf: ValueError" in (tmp_path / "log").read_text()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (QueryError("There is no field colour.", "Fields are person, body."), "There is no field colour. Fields are"),
        (LibraryOutdatedError("Made by another version.", "Bring it up to date with: panelsearch index"), "f4 brings"),
        (Interrupted("Stopped.", "Run the same command again."), "Stopped. f4 goes on"),
        (LibraryBusyError("Another run is at work.", "See panelsearch status."), "Another run is at work."),
    ],
)
def test_hints_speak_of_keys_not_of_commands(error, words) -> None:
    assert words in told(error)
    assert "panelsearch " not in told(error)


def test_what_heals_a_damaged_library_is_told_as_the_command_it_is() -> None:
    error = LibraryDamagedError("The index cannot be read.", "Make it anew: panelsearch index --rebuild")
    assert told(error) == "The index cannot be read. Make it anew: panelsearch index --rebuild"


def test_typing_is_not_held_up_by_a_slow_search(library, monkeypatch) -> None:
    gate, begun, search = threading.Event(), threading.Event(), SearchService.search

    def slow(self: SearchService, *arguments: object, **options: object) -> object:
        begun.set()
        gate.wait(20)
        return search(self, *arguments, **options)

    monkeypatch.setattr(SearchService, "search", slow)

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await type_query(pilot, "gras")
        await until(pilot, begun.is_set)
        await pilot.press("s")
        assert app.session.text == "grass"
        assert app.session.shown is None
        gate.set()
        await until(pilot, lambda: app.session.shown_query == "grass")

    drive(library.index_dir, script)
