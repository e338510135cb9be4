"""Keys and colours are the user's; what cannot be followed of them is told, and hinders nobody."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from driving import on_screen, picture, type_query, until
from textual.pilot import Pilot
from textual.widgets import Input

from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.rendering.themes import THEMES
from panelsearch.tui.screen_registry import all_actions
from panelsearch.tui.screens.help import HelpScreen, help_text
from panelsearch.tui.settings import Preferences, Settings


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "config" / "panelsearch").mkdir(parents=True)
    return tmp_path / "config" / "panelsearch" / "settings.toml"


def drive(library, preferences: Preferences, script) -> PanelsearchApp:
    async def session() -> PanelsearchApp:
        app = PanelsearchApp(library.index_dir, [], preferences=preferences)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "opening" not in picture(app))
            await script(app, pilot)
        return app

    return asyncio.run(session())


def test_a_theme_that_was_chosen_is_there_at_the_next_start(library, home: Path) -> None:
    home.write_text('theme = "light"')

    async def choose(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        assert app.theme == "light"
        app.theme = "monochrome"
        await pilot.pause()

    drive(library, Preferences.of_user(), choose)
    assert Preferences.of_user().theme == "monochrome"


def test_a_theme_that_cannot_be_noted_is_told_once(library, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder")

    async def choose(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        for theme in ("monochrome", "light", "dark"):
            app.theme = theme
            await pilot.pause()
        await until(pilot, lambda: bool(app._notifications))
        (told,) = [one.message for one in app._notifications]
        assert "will not be remembered" in told
        assert str(tmp_path / "state") in told
        assert app.theme == "dark"

    drive(library, Preferences(chosen=tmp_path / "state" / "theme"), choose)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_theme_draws_the_screen(library, theme) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        assert "Recent queries" in picture(app)
        colours = {
            segment.style.color.get_truecolor()
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.color and segment.text.strip()
        }
        assert colours

    drive(library, Preferences(Settings(theme=theme.name)), script)


def test_an_action_is_done_by_the_key_the_user_gave_it_and_help_says_so(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press("f11")
        await on_screen(pilot, HelpScreen)
        await type_query(pilot, "all keys")
        await until(pilot, lambda: "f11" in picture(app))

    drive(library, Preferences(Settings(keys={"everywhere.open_help": "f11"})), script)


@pytest.mark.parametrize(
    ("text", "told"),
    [("theme = 3", "cannot be followed"), ("[keys", "cannot be followed"), ('colour = "red"', "cannot be followed"),
     ('theme = "mauve"', "There is no theme mauve"), ('[keys]\n"results.fly" = "x"', "there is no action results.fly")],
)  # fmt: skip
def test_what_cannot_be_followed_is_told(library, home: Path, text: str, told: str) -> None:
    home.write_text(text)

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await until(pilot, lambda: any(told in one.message for one in app._notifications))

    assert drive(library, Preferences.of_user(), script).theme == "dark"


@pytest.mark.parametrize("text", ["theme = " + "1" * 5000, "a = " + "[" * 5000, "\ufefftheme = 3", "x" * 2_000_000])
def test_a_file_of_any_contents_is_told_and_stops_nobody(home: Path, text: str) -> None:
    home.write_text(text, encoding="utf-8")
    preferences = Preferences.of_user()
    assert str(home) in preferences.complaint
    assert preferences.settings == Settings()


def test_help_finds_what_is_typed() -> None:
    told = help_text(all_actions(), {}, "basket note")
    assert "write a note on a passage" in told
    assert "the decisions register" not in told
    assert help_text(all_actions(), {}, "zeppelin") == "Nothing here is about zeppelin."


def test_the_help_takes_letters_and_escape_leaves_it(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press("f1")
        await on_screen(pilot, HelpScreen)
        await type_query(pilot, "q")
        assert app.screen.query_one(Input).value == "q"
        await pilot.press("escape")
        assert not isinstance(app.screen, HelpScreen)

    drive(library, Preferences(), script)
