"""The mouse: a click selects what lies under it, a double click opens it, a click on a hint presses its key."""

from __future__ import annotations

import pytest
from driving import drive, on_screen, search_for, until
from textual.pilot import Pilot
from textual.widget import Widget

from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.screens.facets import FacetsScreen
from panelsearch.tui.screens.help import HelpScreen
from panelsearch.tui.screens.reader import ReaderScreen
from panelsearch.tui.screens.register import RegisterScreen
from panelsearch.tui.widgets.home_list import HomeList
from panelsearch.tui.widgets.key_hints import KeyHints
from panelsearch.tui.widgets.lazy_list import LazyList
from panelsearch.tui.widgets.page_preview import PagePreview, PageText
from panelsearch.tui.widgets.result_list import ResultList

SIZES = [(80, 24), (120, 40)]


def line_with(widget: Widget, words: str) -> tuple[int, int]:
    """Where words stand in a widget, from its corner."""
    region = widget.region
    for y in range(region.height):
        strip = widget.screen._compositor.render_strips()[region.y + y]
        text = strip.text[region.x : region.x + region.width]
        if words in text:
            return text.index(words), y
    raise AssertionError(f"{words!r} is not on screen")


def row_top(results: LazyList, row: int) -> int:
    """The first line of a row, below the border; the line before it is the row before."""
    return results._tops[row] + results.gutter.top


@pytest.mark.parametrize("size", SIZES)
def test_results_are_selected_by_a_click_and_opened_by_two(library, size) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await search_for(pilot, "footbridge OR the OR grass")
        results = app.screen.query_one(ResultList)
        assert len(results.entries) > 1
        await pilot.click(ResultList, offset=(5, row_top(results, 1)))
        assert results.cursor == 1
        assert app.focused is results
        await pilot.click(ResultList, offset=(5, row_top(results, 0)), times=2)
        reader = await on_screen(pilot, ReaderScreen)
        await until(pilot, lambda: reader.view is not None and len(reader.view.matches) > 1)
        assert reader.view is not None
        assert reader.view.document == results.entries[0].source.document
        page = reader.query_one(PageText)
        await pilot.click(PageText, offset=line_with(page, "footbridge"))
        first = reader.view.current
        await pilot.press("n")
        assert reader.view.current != first
        await pilot.click(PageText, offset=line_with(page, "footbridge"))
        assert reader.view.current == first

    drive(library.index_dir, script, size=size)


def test_a_double_click_on_the_preview_opens_its_page(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await search_for(pilot, "footbridge")
        await pilot.click(PagePreview, offset=(5, 3), times=2)
        await on_screen(pilot, ReaderScreen)

    drive(library.index_dir, script, size=(120, 40))


def test_the_home_opens_what_is_clicked_twice_and_not_its_neighbour(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        home = app.screen.query_one(HomeList)
        await pilot.click(HomeList, offset=line_with(home, "Dunmere Parish Council"), times=2)
        await until(pilot, lambda: app.session.shown_query == 'body:"Dunmere Parish Council"')

    drive(library.index_dir, script)


def test_a_register_and_its_facets_take_clicks(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pilot.press("f6")
        screen = await on_screen(pilot, RegisterScreen)
        await until(pilot, lambda: screen.loaded is not None)
        rows = screen.query_one(LazyList)
        await pilot.click("#rows", offset=line_with(rows, "B Nnamdi"))
        entry = screen.entry(rows.cursor or 0)
        assert entry is not None
        assert entry.cells[0].plain == "B Nnamdi"
        await pilot.click("#rows", offset=line_with(rows, "D Fraser"), times=2)
        await on_screen(pilot, ReaderScreen)
        await pilot.press("escape", "escape")
        await search_for(pilot, "council")
        await pilot.press("down", "f")
        facets = await on_screen(pilot, FacetsScreen)
        await until(pilot, lambda: bool(facets.values))
        await pilot.click("#rows", offset=line_with(facets.query_one(LazyList), "minutes"), times=2)
        await until(pilot, lambda: app.session.shown_query == "council kind:minutes")

    drive(library.index_dir, script, size=(120, 40))


def test_a_click_on_a_hint_presses_its_key(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        hints = app.screen.query_one(KeyHints)
        await pilot.click(KeyHints, offset=line_with(hints, "f1"))
        await on_screen(pilot, HelpScreen)

    drive(library.index_dir, script)
