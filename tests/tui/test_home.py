"""The home says what there is, what is new and what was looked for; the next visit begins where this one ended."""

from __future__ import annotations

import asyncio
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from driving import drive, on_screen, picture, search_for, searches_wait, until
from textual.pilot import Pilot
from textual.widgets import Input

from panelsearch.indexing.base import Sort
from panelsearch.services.library import Library
from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.controllers.completion import completed
from panelsearch.tui.remembered import Memory, Visit
from panelsearch.tui.rendering.plots import bars, years_plot
from panelsearch.tui.requests import Terms
from panelsearch.tui.screens.reader import ReaderScreen
from panelsearch.tui.screens.search import SearchScreen
from panelsearch.tui.session import SearchSession
from panelsearch.tui.widgets.home_list import HomeList
from panelsearch.tui.widgets.result_list import ResultList


def test_what_the_library_holds_is_told_and_a_figure_opens_it(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await until(pilot, lambda: "2 papers, 2 pages" in picture(app) or "2 papers" in picture(app))
        assert "Dunmere Parish Council  1" in picture(app)
        assert "1 not read at all" in picture(app)
        assert "none yet" in picture(app)
        await pilot.press("down", "1")
        await until(pilot, lambda: app.session.shown_query.startswith("body:"))

    drive(library.index_dir, script)


def test_escape_leads_home_and_up_brings_the_query_back(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = await search_for(pilot, "footbridge")
        assert not screen.query_one(HomeList).display
        await pilot.press("down", "escape", "escape")
        await until(pilot, lambda: "Recent queries" in picture(app))
        await pilot.press("up")
        assert screen.query_one(Input).value == "footbridge"
        await pilot.press("down")
        assert screen.query_one(Input).value == ""

    drive(library.index_dir, script)


def test_papers_that_came_in_since_are_new_and_opened(library, tmp_path: Path) -> None:
    async def visit() -> None:
        seen = Visit(built=datetime(2000, 1, 1, tzinfo=UTC))
        app = PanelsearchApp(library.index_dir, [], memory=Memory(tmp_path / "state.json", seen, seen))
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "2 papers came in since you were last here" in picture(app))
            await pilot.press("down", "3")
            await on_screen(pilot, ReaderScreen)
            await pilot.press("ctrl+q")
        again = Memory.of(library.index_dir) if not app.memory.path else app.memory
        with Library.open(library.index_dir) as opened:
            assert again.now.built == opened.built

    asyncio.run(visit())


def test_the_next_visit_begins_where_the_last_one_ended(library, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    shutil.copytree(library.index_dir, tmp_path / "index")

    async def visit(script) -> None:
        memory = Memory.of(tmp_path / "index")
        session = SearchSession(memory.last.text, Terms(sort=memory.last.sort))
        app = PanelsearchApp(tmp_path / "index", [], session, memory)
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: "opening" not in picture(app))
            await script(app, pilot)

    async def first(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        app.screen.query_one(Input).value = "kind:minutes OR devices"
        await until(pilot, lambda: len(app.session.entries) > 2)
        await pilot.press("enter")
        await pilot.press("s")
        await until(pilot, lambda: "oldest first" in picture(app))
        await pilot.press("j")
        await pilot.press("ctrl+q")

    async def second(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await until(pilot, lambda: "oldest first" in picture(app))
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        await until(pilot, lambda: screen.row == 1)
        await pilot.press("g", "r", "a", "s", "s")  # the box has the focus, and typing takes the place of what is there
        assert screen.query_one(Input).value == "grass"

    asyncio.run(visit(first))
    assert Memory.of(tmp_path / "index").last.queries == ("kind:minutes OR devices",)
    assert Memory.of(tmp_path / "index").last.sort is Sort.OLDEST
    asyncio.run(visit(second))


def test_a_visit_that_cannot_be_remembered_is_told_on_leaving(library, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder")

    async def visit() -> PanelsearchApp:
        app = PanelsearchApp(library.index_dir, [], memory=Memory(tmp_path / "state" / "visit.json"))
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "opening" not in picture(app))
            await pilot.press("ctrl+q")
        return app

    app = asyncio.run(visit())
    assert app.fault is None
    assert "will not be remembered" in str(app.farewell)


def test_a_query_that_cannot_be_remembered_is_told_once_and_asked(library, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder")

    async def visit() -> PanelsearchApp:
        app = PanelsearchApp(library.index_dir, [], memory=Memory(tmp_path / "state" / "visit.json"))
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "opening" not in picture(app))
            for query in ("footbridge", "devices"):
                app.screen.query_one(Input).value = query
                await pilot.press("enter")
                await until(pilot, lambda: bool(app.session.entries))
            await until(pilot, lambda: bool(app._notifications))
            (told,) = [one.message for one in app._notifications]
            assert "will not be remembered" in told
            await pilot.press("ctrl+q")
        return app

    app = asyncio.run(visit())
    assert app.fault is None
    assert not app.farewell


def test_what_is_remembered_wrongly_is_forgotten(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    memory = Memory.of(tmp_path / "index")
    memory.note_query("  grass   cutting ")
    memory.write()
    assert memory.path is not None
    assert Memory.of(tmp_path / "index").last.queries == ("grass cutting",)
    memory.path.write_text('{"queries": 3}')
    assert Memory.of(tmp_path / "index").last == Visit()


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("gras", "grass cutting"),
        ("bo", "body:"),
        ("footbridge -bo", "footbridge -body:"),
        ("kind:min", "kind:minutes"),
        ("a body:dun", "a body:dunmere"),
        ('a body:"dun', 'a body:"dunmere Parish Council"'),
        ("outcome:ref", "outcome:refused"),
        ("body:dunmere ", None),
        ("nofield:x", None),
        ('"a phrase', None),
        ("zzz", None),
    ],
)
def test_what_is_typed_is_completed_with_what_is_known(text: str, whole: str | None) -> None:
    values = {"body": ["Dunmere Parish Council"], "kind": ["minutes"]}
    assert completed(text, values, ["grass cutting"]) == whole


def test_tab_takes_the_completion_and_goes_on_where_there_is_none(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        box = app.screen.query_one(Input)
        await pilot.press("b", "o", "d")
        await until(pilot, lambda: box._suggestion == "body:")
        await pilot.press("tab")
        assert box.value == "body:"
        assert box.has_focus
        box.value = "zzz"
        await until(pilot, lambda: not box._suggestion)
        await pilot.press("tab")
        assert not box.has_focus

    drive(library.index_dir, script)


def test_results_take_the_keys_of_the_home_that_they_take_the_place_of(library, monkeypatch) -> None:
    gate = searches_wait(monkeypatch)

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press(*"footbridge", "down")
        assert isinstance(app.focused, HomeList)
        gate.set()
        await until(pilot, lambda: app.session.shown_query == "footbridge")
        assert isinstance(app.focused, ResultList)

    drive(library.index_dir, script)


def test_keys_typed_before_results_come_act_on_them(library, monkeypatch, tmp_path) -> None:
    gate = searches_wait(monkeypatch)

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press(*"the", "enter", "j", "space", "enter")
        box = app.screen.query_one(Input)
        assert (box.value, app.session.kept) == ("the", ())
        gate.set()
        reader = await on_screen(pilot, ReaderScreen)
        assert (box.value, len(app.session.kept)) == ("the", 1)
        await until(pilot, lambda: reader.view is not None)
        assert reader.view is not None
        assert app.session.entries[2].source.document == reader.view.document

    drive(library.copied_to(tmp_path / "index").index_dir, script)


def test_keys_typed_before_nothing_comes_are_words(library, monkeypatch) -> None:
    gate = searches_wait(monkeypatch)

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press(*"quixo", "enter", *"tic")
        box = app.screen.query_one(Input)
        assert box.value == "quixo"
        gate.set()
        await until(pilot, lambda: app.session.shown_query == "quixotic")
        assert box.has_focus

    drive(library.index_dir, script)


@pytest.mark.parametrize("away", ["ctrl+f", "escape"])
def test_who_goes_back_to_the_box_types_there(library, monkeypatch, away: str) -> None:
    gate = searches_wait(monkeypatch)

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press(*"the", "enter", "space", away, *"foot")
        gate.set()
        await until(pilot, lambda: app.session.shown_query in ("thefoot", "foot"))
        assert app.screen.query_one(Input).has_focus
        assert not app.session.kept

    drive(library.index_dir, script)


def test_a_mistyped_word_is_named_and_corrected_by_a_key(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await search_for(pilot, "footbrige")
        await until(pilot, lambda: "in no paper: footbrige" in picture(app))
        await pilot.press("ctrl+g")
        await until(pilot, lambda: app.session.shown_query == "footbridge")
        assert app.screen.query_one(Input).value == "footbridge"

    drive(library.index_dir, script)


def test_a_year_without_papers_is_a_gap_in_the_plot() -> None:
    assert bars([1, 0, 8]) == "▁ █"
    assert "2019 ▁▁  ██ 2021" in years_plot([(2019, 1), (2021, 8)]).plain
    assert len(years_plot([(1900, 1), (2021, 8)]).plain) < 80
