"""Wide letters, letters from the right, marks over letters and pictures keep the layout, and order nothing."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from driving import drive, on_screen, picture, until
from textual.pilot import Pilot
from textual.widgets import Input

from panelsearch.model.documents import DocumentRecord, Extracted
from panelsearch.model.meetings import Decision, DecisionOutcome, DocumentKind, Item, Passage, Reading
from panelsearch.model.spans import PageSpan
from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.screens.facets import FacetsScreen
from panelsearch.tui.screens.reader import ReaderScreen
from panelsearch.tui.screens.register import RegisterScreen
from tests.unit.made_library import publish
from tests.unit.made_pages import set_pages

ODD = {
    "wide": "横浜市会の歩道橋",
    "from the right": "מועצת העיר דנה בגשר",
    "joined from the right": "ناقش المجلس الجسر",
    "pictures": "👩\u200d👩\u200d👧 🏗 ✔\ufe0f ☎ 👍🏽 🇬🇧",
    "marks": "Sia\u0302n E\u0301 o\u0336l\u0336d\u0336 Z\u0351\u0352\u0353",
    "orders": "\u202eegdirb\u202c \u2067a\u2069 \u200fb\u061c",
    "none": "\u00adso\u00adft \u200bnot\u2060hing\ufeff",
}
_SIZES = [(80, 24), (120, 40), (40, 10)]
_OBEYED = {"Cc", "Cf", "Cs"}


@pytest.fixture(scope="module")
def odd_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("odd")
    papers = {}
    for number, (name, words) in enumerate(ODD.items(), 1):
        said = f"RESOLVED: That the footbridge {words} be mended."
        (page,) = set_pages((f"Minutes {words}", f"1. {words}", f"{words} the footbridge. " * 4, said))
        start = page.text.index("RESOLVED")
        whole = PageSpan(1, 0, len(page.text))
        reading = Reading(
            DocumentKind.MINUTES, f"Minutes {words}", f"Body {words}", date(2023, number, 7),
            items=(Item("1", words, PageSpan(1, 0, 4), 1, len(page.text)),), passages=(Passage(whole, 0),),
            decisions=(Decision(PageSpan(1, start, start + len(said)), DecisionOutcome.AGREED, 0),),
        )  # fmt: skip
        papers[f"{name}.pdf"] = DocumentRecord(Extracted((page,)), reading, ())
    publish(directory, papers)
    return directory


def cells(text: str) -> int:
    """How many cells a terminal gives to a text, by Unicode's own tables."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def assert_whole(app: PanelsearchApp) -> None:
    """Every line of the screen is as long as the screen is wide, and asks nothing of the terminal."""
    drawn = [strip.text for strip in app.screen._compositor.render_strips()]
    assert len(drawn) == app.size.height
    for line in drawn:
        assert not {c for c in line if unicodedata.category(c) in _OBEYED or c in "\ufe0e\ufe0f🏽"}, repr(line)
        assert cells(line) == app.size.width, repr(line)


@pytest.mark.parametrize("size", _SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", ODD)
def test_odd_letters_keep_the_layout(odd_library: Path, name: str, size: tuple[int, int]) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        app.screen.query_one(Input).value = f"footbridge date:2023-{list(ODD).index(name) + 1:02}"
        await until(pilot, lambda: "Results 1 of 1" in picture(app) and "footbridge" in app.session.shown_query)
        assert_whole(app)
        await pilot.press("enter", "f")
        await on_screen(pilot, FacetsScreen)
        await until(pilot, lambda: "By body" in picture(app))
        assert_whole(app)
        await pilot.press("escape", "enter")
        await on_screen(pilot, ReaderScreen)
        await until(pilot, lambda: "match 1 of" in picture(app))
        for _ in range(4):
            assert_whole(app)
            await pilot.press("down", "down")
        await pilot.press("escape", "f3")
        await on_screen(pilot, RegisterScreen)
        await until(pilot, lambda: "1 decision for" in picture(app))
        assert_whole(app)

    drive(odd_library, script, size)
