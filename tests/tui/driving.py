"""Driving the app in a test: a library, a script of keys, and waits on conditions, never on the clock."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from textual import app as textual_app
from textual import pilot as textual_pilot
from textual._context import active_app, visible_screen_stack
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from panelsearch.model.search_results import SearchResult
from panelsearch.services.library import Library
from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.requests import Terms
from panelsearch.tui.screens.indexing import IndexScreen
from panelsearch.tui.screens.search import SearchScreen

SIZES = [(80, 24), (120, 40)]
Script = Callable[[PanelsearchApp, Pilot[int]], Awaitable[None]]
S = TypeVar("S", bound=Screen[object])


async def wait_for_idle(_: float = 0, seconds: float = 1) -> None:
    """Wait until the app does nothing, not as long as Textual's own wait where no call of the library is under way."""

    def calls() -> bool:
        return any(not worker.is_finished for worker in active_app.get().workers)

    last = time.monotonic() + seconds
    while time.monotonic() < last:
        called, spent = calls(), time.process_time()
        nap = 1 / 50 if called else 1 / 250
        await asyncio.sleep(nap)
        if time.process_time() - spent < nap / 20 and called >= calls():
            return


# Textual waits so twice for each key, and once for each pause.
textual_app.wait_for_idle = textual_pilot.wait_for_idle = wait_for_idle  # type: ignore[attr-defined]


def drive(
    index_dir: Path, script: Script, size: tuple[int, int] = (80, 24), roots: list[Path] | None = None
) -> int | None:
    """Run the app on a library and a script of keys; what it exited with."""

    async def session() -> int | None:
        app = PanelsearchApp(index_dir, roots or [])
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: isinstance(app.screen, IndexScreen) or _is_home(app))
            await script(app, pilot)
        return app.return_value

    return asyncio.run(session())


def _is_home(app: PanelsearchApp) -> bool:
    """Whether the library is open, and what it holds is known."""
    return app.access.is_open and app._home._home is not None


async def until(pilot: Pilot[int], holds: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for something to hold."""
    last = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > last:
            raise AssertionError("it did not come to that:\n" + picture(pilot.app))
        await asyncio.sleep(0.005)
    await pilot.pause()


async def on_screen(pilot: Pilot[int], kind: type[S]) -> S:
    """Wait for a screen of a kind to be on top."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    screen = pilot.app.screen
    assert isinstance(screen, kind)
    return screen


async def type_query(pilot: Pilot[int], text: str) -> None:
    """Type into what has the focus."""
    for c in text:
        await pilot.press({" ": "space", "?": "question_mark", "-": "minus"}.get(c, c))


async def search_for(pilot: Pilot[int], query: str) -> SearchScreen:
    """Type a query and wait for its results."""
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    await type_query(pilot, query)
    await until(pilot, lambda: screen.session.shown_query == query)
    return screen


def searches_wait(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Let no search of the app end before the event that this gives is set."""
    gate, searched = threading.Event(), Terms.run

    def waits(self: Terms, library: Library, query: str, *, every: bool = False) -> SearchResult:
        gate.wait(20)
        return searched(self, library, query, every=every)

    monkeypatch.setattr(Terms, "run", waits)
    return gate


def shown(app: PanelsearchApp, selector: str) -> str:
    """The text of a widget."""
    return str(app.screen.query_one(selector, Static).render())


def picture(app: PanelsearchApp) -> str:
    """What stands on the terminal, as plain text."""
    visible_screen_stack.set(app._background_screens)  # else a dialog is drawn, and kept, on nothing
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())
