"""Counting the matches on screen, narrowing the query by a count, and putting hits together."""

from __future__ import annotations

from test_terminal_ui import drive, shown, type_query, until
from textual.pilot import Pilot
from textual.widgets import Input

from panelsearch.model.search_results import Grouping
from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.facets import FacetsScreen
from panelsearch.tui.search import SearchScreen


def test_a_count_narrows_the_query_or_is_left_out(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        await type_query(pilot, "footbridge")
        await until(pilot, lambda: screen.shown_query == "footbridge")
        await pilot.press("down", "f")
        await until(pilot, lambda: isinstance(app.screen, FacetsScreen))
        counts = app.screen
        assert isinstance(counts, FacetsScreen)
        chosen = next(one for one in counts.values if one is not None)
        await pilot.press("down", "up", "enter")
        await until(pilot, lambda: app.screen is screen and screen.shown_query != "footbridge")
        assert screen.query_one(Input).value == f"footbridge {chosen.narrowing}"
        assert f"{chosen.passages} passage" in shown(app, "#told")
        await pilot.press("f")
        await until(pilot, lambda: isinstance(app.screen, FacetsScreen))
        await pilot.press("x")
        await until(pilot, lambda: app.screen is screen)
        assert screen.query_one(Input).value.startswith(f"footbridge {chosen.narrowing} -")
        await pilot.press("f", "escape")

    drive(library.index_dir, script)


def test_hits_are_put_together_by_a_key(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        await type_query(pilot, "footbridge")
        await until(pilot, lambda: screen.shown_query == "footbridge")
        await pilot.press("down", "v")
        await until(pilot, lambda: "by item" in shown(app, "#told"))
        assert "Footbridge" in str(screen.entries[0].drawn).splitlines()[0]
        await pilot.press("v")
        await until(pilot, lambda: "by meeting" in shown(app, "#told"))
        assert "match" in str(screen.entries[0].drawn).splitlines()[0]
        await pilot.press("v")
        await until(pilot, lambda: screen.group is Grouping.PASSAGE and "by meeting" not in shown(app, "#told"))

    drive(library.index_dir, script)
