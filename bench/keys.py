"""How long is a key held up while somebody types? The terminal UI on a large library, without a terminal."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

from textual.widgets import Static

from bench.figures import OURS, Figure
from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.screens.search import SearchScreen

TYPED = "registration plate AB1"
_PACES = (0.03, 0.12, 0.3)
"""Seconds between keys: faster than anybody, as people type, and so slow that every letter is searched for."""
_BEAT = 0.002
_LONGEST_WAIT = 10.0


def measure(directory: Path, library: str) -> Iterator[Figure]:
    """Types a query letter by letter over the library in `directory`, at three paces."""
    for pace in _PACES:
        held_up, wait = asyncio.run(_typed(directory, pace))
        task = f"{library}: typing, a key each {pace * 1000:.0f} ms"
        yield Figure(f"{task}, longest hold-up", OURS, held_up * 1000, "ms")
        yield Figure(f"{task}, results after the last", OURS, wait * 1000, "ms")


async def _typed(directory: Path, pace: float) -> tuple[float, float]:
    """The longest time that the UI did not listen, and the wait for results after the last key.

    AssertionError where results of another query than the one typed are shown last.
    """
    app = PanelsearchApp(directory, [])
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.5)
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        hold_ups: list[float] = []
        listening = asyncio.create_task(_listen(hold_ups))
        for letter in TYPED:
            await pilot.press("space" if letter == " " else letter)
            await asyncio.sleep(pace)
        began = time.perf_counter()
        while screen.session.shown_query != TYPED and time.perf_counter() - began < _LONGEST_WAIT:
            await asyncio.sleep(_BEAT)
        wait = time.perf_counter() - began
        listening.cancel()
        assert screen.session.shown_query == TYPED, str(screen.query_one("#told", Static).render())
    return max(hold_ups), wait


async def _listen(hold_ups: list[float]) -> None:
    while True:
        began = time.perf_counter()
        await asyncio.sleep(_BEAT)
        hold_ups.append(time.perf_counter() - began - _BEAT)
