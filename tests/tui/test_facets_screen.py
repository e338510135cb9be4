"""Counting the matches on screen, narrowing the query by a count, and putting hits together."""

from __future__ import annotations

from collections import Counter

import pytest
from driving import drive, on_screen, picture, search_for, shown, until
from textual.pilot import Pilot
from textual.widgets import Input

from panelsearch.indexing.segment_reader import SegmentReader
from panelsearch.model.search_results import Grouping
from panelsearch.services.library import Library
from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.screens.facets import FacetsScreen
from panelsearch.tui.screens.months import MonthsScreen
from panelsearch.tui.widgets.lazy_list import LazyList


def test_a_count_narrows_the_query_or_is_left_out(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = await search_for(pilot, "footbridge")
        await pilot.press("down", "f")
        counts = await on_screen(pilot, FacetsScreen)
        await until(pilot, lambda: bool(counts.values))
        chosen = next(one for one in counts.values if one is not None)
        await pilot.press("down", "up", "enter")
        await until(pilot, lambda: app.screen is screen and screen.session.shown_query != "footbridge")
        assert screen.query_one(Input).value == f"footbridge {chosen.narrowing}"
        assert f"{chosen.passages} passage" in shown(app, "#told")
        await pilot.press("f")
        counts = await on_screen(pilot, FacetsScreen)
        await until(pilot, lambda: bool(counts.values))
        await pilot.press("x", "enter")
        await until(pilot, lambda: app.screen is screen)
        assert screen.query_one(Input).value.startswith(f"footbridge {chosen.narrowing} -")
        await until(pilot, lambda: screen.session.result is None or not screen.session.entries)

    drive(library.index_dir, script)


def test_several_values_narrow_together(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        app.screen.query_one(Input).value = "the"
        await until(pilot, lambda: app.session.shown_query == "the")
        await pilot.press("down", "f")
        counts = await on_screen(pilot, FacetsScreen)
        await until(pilot, lambda: bool(counts.values))
        await pilot.press("space", "space")
        minutes = next(row for row, one in enumerate(counts.values) if one and one.value == "minutes")
        counts.query_one(LazyList).move_to(minutes)
        await pilot.press("x", "enter")
        bodies = 'body:"Dunmere Parish Council" OR body:"Severnmoor Police and Crime Panel"'
        await until(pilot, lambda: app.session.text.endswith("-kind:minutes"))
        assert set(app.session.text.split("(")[1].split(")")[0].split(" OR ")) == set(bodies.split(" OR "))
        await until(pilot, lambda: bool(app.session.entries))
        assert {one.source.kind for one in app.session.entries} == {"report"}

    drive(library.index_dir, script)


def test_counts_are_left_without_a_choice(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = await search_for(pilot, "footbridge")
        await pilot.press("down", "f", "escape")
        await until(pilot, lambda: app.screen is screen)
        assert screen.query_one(Input).value == "footbridge"

    drive(library.index_dir, script)


def test_hits_are_put_together_by_a_key(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        screen = await search_for(pilot, "footbridge")
        await pilot.press("down", "v")
        await until(pilot, lambda: "by item" in shown(app, "#told"))
        assert "Footbridge" in screen.session.entries[0].head
        await pilot.press("v")
        await until(pilot, lambda: "by meeting" in shown(app, "#told"))
        assert "match" in screen.session.entries[0].head
        await pilot.press("v")
        await until(pilot, lambda: "by meeting" not in shown(app, "#told"))
        assert screen.session.terms.group is Grouping.PASSAGE

    drive(library.index_dir, script)


def test_months_are_counted_in_one_pass_with_what_has_no_day(library, monkeypatch) -> None:
    with Library.open(library.index_dir) as papers:
        everything = papers.search("the", strict=True, fold=False, limit=None)
        monkeypatch.setattr(SegmentReader, "search", lambda *_, **__: pytest.fail("the index is searched once more"))
        counted = papers.by_month("the")
    held = Counter(hit.source.held for hit in everything.hits)
    assert counted.undated == held[None]
    assert counted.dated + counted.undated == everything.total
    for year, months in counted.years.items():
        assert [*months] == [sum(n for day, n in held.items() if day and (day.year, day.month) == (year, month))
                             for month in range(1, 13)]  # fmt: skip


def test_matches_are_drawn_by_month_and_a_year_narrows_the_query(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await search_for(pilot, "footbridge")
        await pilot.press("down", "m")
        screen = await on_screen(pilot, MonthsScreen)
        await until(pilot, lambda: bool(screen.counts))
        with Library.open(library.index_dir) as papers:
            counted = papers.search("footbridge date:2023-02", strict=True, fold=False).total
        assert screen.counts == {2023: (0, counted, *[0] * 10)}
        await until(pilot, lambda: f"2023  {' ' * 6}█{counted}" in picture(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.session.shown_query == "footbridge date:2023")

    drive(library.index_dir, script)
