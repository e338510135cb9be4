"""What is typed faster than it is followed goes where the keys before it lead."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from driving import drive, on_screen, search_for, searches_wait, until
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from panelsearch.services.basket import Basket
from panelsearch.storage.library_files import DirectoryFiles
from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.screens.reader import ReaderScreen
from panelsearch.tui.screens.register import RegisterScreen
from panelsearch.tui.widgets.filter_box import FilterBox
from panelsearch.tui.widgets.find_bar import FindBar

_LETTERS = {"space": " ", "slash": "/", "full_stop": "."}


def at_once(app: PanelsearchApp, keys: Iterable[str]) -> None:
    """All keys in one go, as from a paste or a slow line."""
    assert app._driver is not None
    for key in keys:
        app._driver.send_message(events.Key(key, _LETTERS.get(key, key if len(key) == 1 else None)))


def test_words_after_the_key_that_leads_to_a_filter_are_its_words(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        at_once(app, ["f3", "slash", *"grass4"])
        screen = await on_screen(pilot, RegisterScreen)
        await until(pilot, lambda: screen.query_one(FilterBox).value == "grass4")
        at_once(app, ["backspace", "enter", "slash", "end", "s"])  # from there to the rows, and back again
        await until(pilot, lambda: screen.query_one(FilterBox).value == "grasss")
        assert app.screen is screen
        assert screen.register.name == "decisions"

    drive(library.index_dir, script)


def test_a_note_and_a_file_may_be_named_at_once(library, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    copied = library.copied_to(tmp_path / "index")

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await search_for(pilot, "footbridge")
        at_once(app, ["enter", "space", "k", "n", *"ask", "enter", "e", "ctrl+u", *"kept", "full_stop", *"md", "enter"])
        await until(pilot, (tmp_path / "kept.md").is_file)

    drive(copied.index_dir, script)
    (kept,) = Basket(DirectoryFiles(copied.index_dir)).all()
    assert kept.note == "ask"


def test_a_page_is_opened_and_words_are_found_in_it_at_once(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await search_for(pilot, "footbridge")
        at_once(app, ["down", "enter", "slash", *"nnamdi", "enter"])
        screen = await on_screen(pilot, ReaderScreen)
        await until(pilot, lambda: screen.query_one(FindBar).value == "nnamdi")

    drive(library.index_dir, script)


def test_a_key_that_is_lost_on_its_way_holds_up_the_next_for_a_moment_only(library, monkeypatch) -> None:
    monkeypatch.setattr("panelsearch.tui.keys_in_turn._LONGEST_SECONDS", 0.1)

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = await search_for(pilot, "foot")
        box = screen.query_one(Input)
        call_later = box.call_later

        def loses_it(callback: Callable[..., object], *arguments: object) -> bool:  # as one that is just closed
            return callback.__name__ == "_follow" or call_later(callback, *arguments)

        monkeypatch.setattr(box, "call_later", loses_it)
        at_once(app, ["end", "s"])
        await until(pilot, lambda: box.value == "foots")

    drive(library.index_dir, script)


def test_what_is_typed_before_results_come_goes_where_the_keys_lead_once_they_are_there(
    library, tmp_path: Path, monkeypatch
) -> None:
    gate = searches_wait(monkeypatch)
    copied = library.copied_to(tmp_path / "index")

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        at_once(app, [*"footbridge", "enter", "n", *"sea", "space", *"sons", "enter"])
        await until(pilot, lambda: app.screen.query_one(Input).value == "footbridge")
        gate.set()
        await until(pilot, lambda: bool(app.session.kept))
        await until(pilot, lambda: app.session.kept[0].note == "sea sons")

    drive(copied.index_dir, script)
