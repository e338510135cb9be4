"""The page reader: finding words, going to pages and items, and what is said where there is nothing further."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from driving import drive, on_screen, picture, search_for, shown, type_query, until
from textual.pilot import Pilot

from panelsearch.errors import DocumentNotFoundError
from panelsearch.services.library import Library
from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.controllers.reading import page_called
from panelsearch.tui.screens.outline import OutlineScreen
from panelsearch.tui.screens.reader import ReaderScreen
from panelsearch.tui.widgets.find_bar import FindBar


async def opened(pilot: Pilot[int], query: str = "footbridge") -> ReaderScreen:
    await search_for(pilot, query)
    await pilot.press("enter", "enter")
    reader = await on_screen(pilot, ReaderScreen)
    await until(pilot, lambda: reader.view is not None)
    return reader


def told(app: PanelsearchApp) -> str:
    return " ".join(str(one.message) for one in app._notifications)


def test_the_heading_tells_pages_and_item(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await opened(pilot)
        assert "PDF p. 1 of 2 (printed 1)" in shown(app, "#place")
        assert "item 2 Footbridge · Dunmere Parish Council · 7 February 2023" in shown(app, "#item")
        assert "people" in shown(app, "#legend")
        assert "sums" in shown(app, "#legend")

    drive(library.index_dir, script)


def test_words_are_found_on_the_page_and_in_the_paper(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        reader = await opened(pilot)
        await pilot.press("slash")
        await type_query(pilot, "next meeting")
        assert reader.view is not None
        assert reader.view.matches == ()  # on this page
        await pilot.press("enter")
        await until(pilot, lambda: reader.page_number == 2)
        assert "match 1 of 2 in the paper" in shown(app, "#place")
        await pilot.press("n")
        assert "match 2 of 2 in the paper" in shown(app, "#place")
        await pilot.press("n")
        await until(pilot, lambda: "No further match" in told(app))
        await pilot.press("escape")  # the words are let go first
        await until(pilot, lambda: "in the paper" not in shown(app, "#place"))
        assert app.screen is reader
        assert not reader.query_one(FindBar).has_class("open")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is not reader)

    drive(library.index_dir, script)


def test_words_that_are_nowhere_are_told_and_can_be_typed_again(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        reader = await opened(pilot)
        await pilot.press("slash")
        await type_query(pilot, "quixotic")
        await pilot.press("enter")
        await until(pilot, lambda: "“quixotic” stands nowhere in this paper." in told(app))
        assert isinstance(app.focused, FindBar)
        await type_query(pilot, "grass")  # in the place of what was typed
        await pilot.press("enter")
        await until(pilot, lambda: reader.page_number == 2)

    drive(library.index_dir, script)


def test_a_page_is_gone_to_by_either_number(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        reader = await opened(pilot)
        await pilot.press("p", "2", "enter")
        await until(pilot, lambda: reader.page_number == 2)
        await pilot.press("p", "9", "enter")
        await until(pilot, lambda: "There is no page 9: the paper has 2, printed 1 to 2." in told(app))
        assert app.screen is reader

    drive(library.index_dir, script)


class Labelled:
    """A library of one paper, of which only the page numbers are known."""

    def __init__(self, *labels: str | None) -> None:
        self._labels = labels

    def labels(self, document: str) -> tuple[str | None, ...]:
        return self._labels


@pytest.mark.parametrize(
    ("words", "page"), [("14", 3), ("#2", 2), (" IV ", 1), ("5", 5), ("# 4", 4), ("15", 4)]
)  # fmt: skip
def test_the_printed_number_comes_first(words, page) -> None:
    library = cast("Library", Labelled("iv", None, "14", "15", ""))
    assert page_called(library, "a.pdf", words) == page


@pytest.mark.parametrize("words", ["6", "#14", "x", "0"])
def test_a_page_there_is_not(words) -> None:
    with pytest.raises(DocumentNotFoundError, match="printed iv to 15"):
        page_called(cast("Library", Labelled("iv", None, "14", "15", "")), "a.pdf", words)


def test_items_follow_one_another(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        reader = await opened(pilot)
        for item, page in (("item 3 Grass cutting", 2), ("item 4 Date of next meeting", 2)):
            await pilot.press("right_curly_bracket")
            await until(pilot, lambda item=item: item in shown(app, "#item"))
            assert reader.page_number == page
        await pilot.press("right_curly_bracket")
        await until(pilot, lambda: "There is no item after this one." in told(app))
        for item in ("item 3", "item 2", "item 1"):
            await pilot.press("left_curly_bracket")
            await until(pilot, lambda item=item: item in shown(app, "#item"))
        await pilot.press("left_curly_bracket")
        await until(pilot, lambda: "There is no item before this one." in told(app))
        await pilot.press("n")  # from the item's heading on
        assert "match 1 of" in shown(app, "#place")

    drive(library.index_dir, script)


def test_the_contents_lead_to_an_item(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        reader = await opened(pilot)
        await pilot.press("t")
        contents = await on_screen(pilot, OutlineScreen)
        await until(pilot, lambda: len(contents.entries) == 4)
        assert "3 Grass cutting" in picture(app)
        await pilot.press("G", "enter")
        await until(pilot, lambda: app.screen is reader and "item 4" in shown(app, "#item"))
        await pilot.press("t")
        contents = await on_screen(pilot, OutlineScreen)
        await until(pilot, lambda: bool(contents.entries))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is reader)

    drive(library.index_dir, script)


def test_the_ends_are_told(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        reader = await opened(pilot)
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: "This is the first page." in told(app))
        await pilot.press(*"N" * (len(reader.view.matches) + 1))
        await until(pilot, lambda: "No match before this one" in told(app))
        await pilot.press("G")
        await until(pilot, lambda: reader.page_number == 2)
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: "This is the last page." in told(app))

    drive(library.index_dir, script)


def test_what_is_named_is_tinted_by_its_kind(library) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        reader = await opened(pilot)
        assert reader.view is not None
        kinds = {str(one.label): one.at.span.of(reader.view.page.text) for one in reader.view.named}
        assert kinds["MONEY"] == "£4,500"
        assert date(2023, 2, 7).isoformat() in {one.iso for one in reader.view.named}

    drive(library.index_dir, script)
