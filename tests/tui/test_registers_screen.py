"""The registers in the terminal UI: a key opens one, enter opens a row's page."""

from __future__ import annotations

import pytest
from test_terminal_ui import drive, type_query, until
from textual.pilot import Pilot
from textual.widgets import Static

from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.reader import ReaderScreen
from panelsearch.tui.registers import RegisterScreen


@pytest.mark.parametrize(("key", "told"), [("f5", "through the meetings"), ("f6", "1 meetings"), ("f7", "gap")])
def test_a_register_opens_its_pages(library, key, told) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await type_query(pilot, "footbridge")
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, RegisterScreen))
        screen = app.screen
        assert isinstance(screen, RegisterScreen)
        assert told in str(screen.query_one("#heading", Static).render())
        at = next((n for n, entry in enumerate(screen.entries) if entry.source is not None), None)
        if at is None:
            await pilot.press("escape")
            await until(pilot, lambda: not isinstance(app.screen, RegisterScreen))
            return
        for _ in range(at):
            await pilot.press("j")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))

    drive(library.index_dir, script)


def test_actions_are_shown_with_their_owner(make_pdf, fresh, tmp_path) -> None:
    make_pdf(
        tmp_path / "papers" / "minutes.pdf",
        [
            [
                "Dunmere Parish Council", "Minutes of the meeting held on Tuesday 7 February 2023",
                "Present: Cllr A Pryce (Chair)", "", "1. Apologies", "None.", "", "2. Stile",
                "Cllr Pryce to ask the owner to mend the stile.",
            ]
        ],
    )  # fmt: skip
    fresh.json("index", str(tmp_path / "papers"))

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, RegisterScreen))
        assert isinstance(app.screen, RegisterScreen)
        assert "[action: A Pryce]" in app.screen.entries[0].drawn.plain

    drive(fresh.index_dir, script)
