"""No key waits for a service: whatever is asked of the library, the loop that draws is never held up for long."""

from __future__ import annotations

import asyncio
import time
from asyncio import events

import pytest
from driving import drive, on_screen, picture, search_for, until
from textual.pilot import Pilot

from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.screens.basket import BasketScreen
from panelsearch.tui.screens.facets import FacetsScreen
from panelsearch.tui.screens.indexing import IndexScreen
from panelsearch.tui.screens.reader import ReaderScreen
from panelsearch.tui.screens.register import RegisterScreen

_LONGEST_SECONDS = 0.2
"""Of processor time, so that other work on the machine does not count: drawing a screen anew costs about a quarter."""


@pytest.fixture
def blocks(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, str]]:
    """The processor time of each callback that the loop runs, and what it was."""
    taken: list[tuple[float, str]] = []
    run = events.Handle._run

    def timed(handle: asyncio.Handle) -> None:
        began = time.thread_time()
        run(handle)
        taken.append((time.thread_time() - began, repr(handle)))

    monkeypatch.setattr(events.Handle, "_run", timed)
    return taken


def test_the_loop_is_never_held_up(library, blocks: list[tuple[float, str]]) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        blocks.clear()  # starting is measured elsewhere
        await search_for(pilot, "footbridge")
        await pilot.press("down", "f")
        await on_screen(pilot, FacetsScreen)
        await until(pilot, lambda: "enter narrows" in picture(app))
        await pilot.press("escape", "enter")
        await on_screen(pilot, ReaderScreen)
        await pilot.press("escape")
        for key in ("f3", "f6", "f10", "f7", "ctrl+y"):
            await pilot.press(key)
            screen = await on_screen(pilot, RegisterScreen)
            await until(pilot, lambda screen=screen: screen.loaded is not None)
        await pilot.press("f12")
        await on_screen(pilot, BasketScreen)
        await pilot.press("f4")
        screen = await on_screen(pilot, IndexScreen)
        await until(pilot, lambda: "Folders" in picture(app))
        longest, what = max(blocks)
        assert longest < _LONGEST_SECONDS, f"{longest:.3f} s of processor time in {what}"

    drive(library.index_dir, script, size=(120, 40))
