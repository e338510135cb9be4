"""Passages are put aside under any query, outlive it and the session, are ordered, noted and written from one place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from driving import drive, on_screen, picture, search_for, shown, type_query, until
from textual.pilot import Pilot
from textual.widgets import Input

from panelsearch.ingestion.copying import copy
from panelsearch.services.basket import Basket, Kept, turned
from panelsearch.storage.library_files import DirectoryFiles
from panelsearch.storage.place import Place
from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.controllers.keeping import BasketKeeper
from panelsearch.tui.library_access import Lane
from panelsearch.tui.screens.basket import BasketScreen
from panelsearch.tui.screens.line import LineDialog
from panelsearch.tui.screens.reader import ReaderScreen
from panelsearch.tui.session import SearchSession


@pytest.fixture
def index_dir(library, tmp_path: Path) -> Path:
    return library.copied_to(tmp_path / "index").index_dir


async def filled(pilot: Pilot[int]) -> None:
    """Two passages of two queries."""
    await search_for(pilot, "footbridge")
    await pilot.press("down", "space")
    await pilot.press("ctrl+f")
    pilot.app.screen.query_one(Input).value = "speed"
    await until(pilot, lambda: pilot.app.session.shown_query == "speed")
    await pilot.press("down", "space")


async def basket(pilot: Pilot[int]) -> BasketScreen:
    await pilot.press("f12")
    return await on_screen(pilot, BasketScreen)


def test_a_library_whose_parts_lie_apart_is_opened_and_keeps_what_is_put_aside_with_its_store(
    index_dir: Path, tmp_path: Path
) -> None:
    file = tmp_path / "county.toml"
    file.write_text('store = "papers"\nindex = "words"\n', "utf-8")
    copy(Place.parse(index_dir), Place.parse(file))

    async def visit(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await filled(pilot)
        await until(pilot, lambda: "basket 2" in picture(app))
        await pilot.press("ctrl+q")

    drive(file, visit)
    assert len(Basket(DirectoryFiles(tmp_path / "papers")).all()) == 2


def test_what_is_put_aside_is_there_at_the_next_visit_in_the_users_order(index_dir: Path) -> None:
    async def first(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await filled(pilot)
        await until(pilot, lambda: "basket 2" in picture(app))
        await pilot.press("ctrl+q")

    async def second(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await until(pilot, lambda: len(app.session.kept) == 2)
        screen = await basket(pilot)
        await until(pilot, lambda: "found by: footbridge" in picture(app))
        await pilot.press("J")
        assert [one.query for one in screen.rows] == ["speed", "footbridge"]
        await pilot.press("ctrl+q")

    drive(index_dir, first)
    assert [one.query for one in Basket(DirectoryFiles(index_dir)).all()] == ["footbridge", "speed"]
    drive(index_dir, second)
    assert [one.query for one in Basket(DirectoryFiles(index_dir)).all()] == ["speed", "footbridge"]


def test_a_note_is_written_and_seen_and_exported_with_its_passage(index_dir: Path, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await filled(pilot)
        screen = await basket(pilot)
        await until(pilot, lambda: len(screen.rows) == 2)
        await pilot.press("n")
        await on_screen(pilot, LineDialog)
        await type_query(pilot, "ask the clerk")
        await pilot.press("enter")
        await until(pilot, lambda: "note: ask the clerk" in picture(app))
        await pilot.press("e")
        await on_screen(pilot, LineDialog)
        assert "2 marked passages" in shown(app, "#question")
        await pilot.press("enter")
        await until(pilot, lambda: "2 passages written" in shown(app, "#heading"))

    drive(index_dir, script)
    assert "ask the clerk" in (tmp_path / "passages.csv").read_text(encoding="utf-8-sig")


def test_one_is_opened_and_dropped_and_the_last_leaves_word_of_how_to_begin(index_dir: Path) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await filled(pilot)
        screen = await basket(pilot)
        await until(pilot, lambda: "Dunmere Parish Council" in picture(app))
        await pilot.press("enter")
        await on_screen(pilot, ReaderScreen)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("d", "d")
        await until(pilot, lambda: "Nothing is put aside yet" in shown(app, "#heading"))

    drive(index_dir, script)
    assert Basket(DirectoryFiles(index_dir)).all() == ()


def test_an_answers_quotation_is_put_aside_under_its_question(index_dir: Path) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        app.screen.query_one(Input).value = "How much was Ferris Timber paid to repair the footbridge?"
        await pilot.press("enter")
        await until(pilot, lambda: app.session.answer is not None)
        await pilot.press("space")
        assert [one.query for one in app.session.kept] == [app.session.question]
        assert app.session.kept[0].quote == app.session.entries[0].quote
        await app.keeper.finish()

    drive(index_dir, script)
    assert len(Basket(DirectoryFiles(index_dir)).all()) == 1


def test_words_that_are_gone_are_told_and_not_opened(index_dir: Path) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await until(pilot, lambda: len(app.session.kept) == 1)
        screen = await basket(pilot)
        await until(pilot, lambda: "the words are not there any more" in picture(app))
        await pilot.press("enter")
        assert app.screen is screen

    (index_dir / "basket.json").write_text(
        '[{"document": "gone.pdf", "page": 1, "start": 0, "end": 5, "quote": "words"}]', encoding="utf-8"
    )
    drive(index_dir, script)


def test_a_spoilt_file_is_told_and_left_as_it_is(index_dir: Path) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await until(pilot, lambda: "basket.json cannot be read" in "".join(one.message for one in app._notifications))

    (index_dir / "basket.json").write_text("{", encoding="utf-8")
    drive(index_dir, script)
    assert (index_dir / "basket.json").read_text(encoding="utf-8") == "{"


def test_a_mark_made_while_an_earlier_one_is_written_stays(tmp_path: Path) -> None:
    class Slow:
        place = Place.parse(tmp_path)
        asked: list[asyncio.Event]

        async def run(self, lane: Lane, work: Callable[[], object]) -> object:
            """Do it at once, and give what came of it when that is let through."""
            done = work()
            self.asked.append(asyncio.Event())
            await self.asked[-1].wait()
            return done

    async def script() -> None:
        access, session = Slow(), SearchSession()
        access.asked = []
        keeper = BasketKeeper(access, session, lambda: None, pytest.fail)  # type: ignore[arg-type]
        one, other = (Kept("a.pdf", page, 0, 5, "words") for page in (1, 2))
        keeper.change(turned(one))
        await asyncio.sleep(0)
        access.asked.pop(0).set()
        await asyncio.sleep(0.01)  # whatever is asked for after a change is under way
        keeper.change(turned(other))
        await asyncio.sleep(0.01)
        for waiting in reversed(access.asked):
            waiting.set()
        await keeper.finish()
        assert session.kept == (one, other)

    asyncio.run(script())
