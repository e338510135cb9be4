"""One registry of actions and screens: every key does something where it says, and the manual prints it."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import drive
from textual.pilot import Pilot

from panelsearch.tui.actions import ACTIONS, Place, key_table
from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.screen_registry import SCREENS, all_actions
from panelsearch.tui.screens.basket import BasketScreen
from panelsearch.tui.screens.facets import FacetsScreen
from panelsearch.tui.screens.help import HelpScreen
from panelsearch.tui.screens.indexing import IndexScreen
from panelsearch.tui.screens.months import MonthsScreen
from panelsearch.tui.screens.outline import OutlineScreen
from panelsearch.tui.screens.reader import ReaderScreen
from panelsearch.tui.screens.register import RegisterScreen
from panelsearch.tui.screens.saved_searches import SavedSearchesScreen
from panelsearch.tui.screens.search import SearchScreen
from panelsearch.tui.widgets.lazy_list import LazyList
from panelsearch.tui.widgets.page_picture import PagePicture
from panelsearch.tui.widgets.query_input import QueryInput

BOUND_ON = {
    Place.EVERYWHERE: PanelsearchApp,
    Place.SEARCH: SearchScreen,
    Place.BOX: QueryInput,
    Place.LISTS: LazyList,
    Place.RESULTS: SearchScreen,
    Place.READER: ReaderScreen,
    Place.PICTURE: PagePicture,
    Place.OUTLINE: OutlineScreen,
    Place.REGISTERS: RegisterScreen,
    Place.SAVED: SavedSearchesScreen,
    Place.BASKET: BasketScreen,
    Place.FACETS: FacetsScreen,
    Place.MONTHS: MonthsScreen,
    Place.INDEXING: IndexScreen,
    Place.LIBRARY: IndexScreen,
    Place.HELP: HelpScreen,
}


@pytest.mark.parametrize("action", all_actions(), ids=lambda action: f"{action.name}")
def test_every_action_is_done_by_somebody(action) -> None:
    namespace, _, call = action.does.rpartition(".")
    method = f"action_{call.partition('(')[0]}"
    for place in action.places:
        owner = PanelsearchApp if namespace == "app" else BOUND_ON[place]
        assert callable(getattr(owner, method, None)), (owner, method)


def test_no_key_is_bound_twice_where_it_is_pressed() -> None:
    seen: dict[tuple[Place, str], str] = {}
    for action in all_actions():
        for place in action.places:
            for key in filter(None, action.keys.split(",")):
                assert (place, key) not in seen, (place, key, action.name, seen[place, key])
                seen[place, key] = action.name


def test_the_manual_prints_every_key() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "terminal.md").read_text(encoding="utf-8")
    assert key_table(all_actions()) in manual


def test_help_names_every_action_and_place() -> None:
    assert {place for action in all_actions() for place in action.places} == set(Place)
    assert {screen.action.name for screen in SCREENS} <= {action.name for action in all_actions()}


@pytest.mark.parametrize("spec", SCREENS, ids=lambda spec: spec.name)
def test_every_screen_opens_by_its_key_or_name_and_leaves_by_escape(library, spec) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        home = app.screen
        if spec.keys:
            await pilot.press(spec.keys.split(",")[0])
        else:  # the palette opens it
            await app.action_visit(spec.name)
        assert app.screen.has_class(spec.name)
        await pilot.press("escape")
        assert app.screen is home

    drive(library.index_dir, script)


def test_the_palette_offers_what_acts_on_the_screen(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        offered = {command.title for command in app.get_system_commands(app.screen)}
        wanted = {a.label for a in all_actions() if {Place.EVERYWHERE, Place.SEARCH, Place.RESULTS} & set(a.places)}
        assert wanted <= offered
        assert not {a.label for a in ACTIONS if a.places == (Place.SAVED,)} & offered

    drive(library.index_dir, script)
