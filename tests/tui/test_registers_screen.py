"""The registers in the terminal UI: a key opens one, enter opens a row's page."""

from __future__ import annotations

import pytest
from test_terminal_ui import drive, type_query, until
from textual.pilot import Pilot
from textual.widgets import Static

from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.reader import ReaderScreen
from panelsearch.tui.registers import RegisterScreen
from panelsearch.tui.search import SearchScreen


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


def test_a_reference_is_followed_to_the_paper_it_means(make_pdf, fresh, tmp_path) -> None:
    for day, before in (("7 February 2023", "10 January 2023"), ("10 January 2023", "6 December 2022")):
        make_pdf(
            tmp_path / "papers" / f"{day}.pdf",
            [
                [
                    "Dunmere Parish Council", f"Minutes of the meeting held on Tuesday {day}",
                    "Present: Cllr A Pryce (Chair)", "", "1. Apologies", "None.", "", "2. Minutes",
                    f"The minutes of the meeting held on {before} were signed as a true record.",
                ]
            ],
        )  # fmt: skip
    fresh.json("index", str(tmp_path / "papers"))

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await type_query(pilot, "date:2023-02 signed")
        search = app.screen
        assert isinstance(search, SearchScreen)
        await until(pilot, lambda: len(search.entries) == 1)
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen) and app.screen.page_number == 1)
        await pilot.press("f")
        await until(pilot, lambda: isinstance(app.screen, RegisterScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))
        await until(pilot, lambda: "10 January 2023.pdf" in str(app.screen.query_one("#place", Static).render()))

    drive(fresh.index_dir, script)
