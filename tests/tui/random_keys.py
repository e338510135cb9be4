"""Keys at random, by a seed: typed fast and slow, on terminals small and large, with clicks and resizing between.

Half of the batches come while a folder is read in which one paper is new, so that the library is another afterwards.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from driving import picture
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.screen_registry import all_actions
from panelsearch.tui.screens.help import HelpScreen

SIZES = ((40, 10), (60, 6), (80, 24), (120, 40), (200, 50), (100, 3))
_WORDS = ("footbridge", "grass", "who seconded it?", "foo:bar", "person:nnamdi", "quixotic", "the", "(", '"', "a OR")
_QUIT = ("ctrl+q", "q")
_BATCH = 25
_PACES = {"at once": 0.0, "as people type": 0.06, "slowly": None}
"""Seconds between two keys of a batch; None waits for what each began."""
_SETTLED_SECONDS = 20.0
_COMMAND_SECONDS = 0.4
"""How long the palette may take to do what enter chose in it."""
_DEEP = 20
"""On so many screens at most, another one is let in."""


@dataclass
class Campaign:
    """So many keys on a copy of a library and its papers; `pressed` is what it came to, for the report of a failure."""

    index_dir: Path
    papers: Path
    seed: int
    keys: int
    pressed: list[str] = field(default_factory=list)
    count: int = 0
    sessions: int = 0
    while_indexing: int = 0
    """How many of the keys came while a run was at work."""

    def run(self) -> None:
        """Press them all, with a new app whenever one was left. AssertionError, or the app's own fault."""
        chance = random.Random(self.seed)
        while self.count < self.keys:
            asyncio.run(self._session(chance))
            self.sessions += 1

    async def _session(self, chance: random.Random) -> None:
        app = PanelsearchApp(self.index_dir, [])
        async with app.run_test(size=chance.choice(SIZES)) as pilot:
            while self.count < self.keys and _goes_on(app):
                if chance.random() < 0.5:
                    self._read_again(app, chance)
                pace = chance.choice(list(_PACES))
                self.pressed.append(f"({pace}{', while indexing' if app.indexing.is_at_work else ''})")
                for key in self._batch(chance):
                    self.pressed.append(key)
                    self.count += 1
                    self.while_indexing += app.indexing.is_at_work
                    await _press(app, pilot, key, chance)
                    if not _goes_on(app):
                        break
                    await _wait(app, pilot, _PACES[pace])
                await _settle(app, pilot)
                await self._check(app)
                if _goes_on(app) and chance.random() < 0.2:
                    await self._still_helps(app, pilot)
            if _goes_on(app):
                await self._still_listens(app, pilot)
            app.indexing.stop()
            await self._until(app, lambda: not app.indexing.is_at_work, "the run does not stop")

    def _read_again(self, app: PanelsearchApp, chance: random.Random) -> None:
        """Have the folder read, with one paper that is new to the library."""
        if not app.indexing.is_at_work:
            with chance.choice(sorted(self.papers.rglob("*.pdf"))).open("ab") as paper:
                paper.write(b"%\n")
            app.indexing.start([self.papers])

    def _batch(self, chance: random.Random) -> Iterator[str]:
        known = [key for action in all_actions() for key in action.keys.split(",") if key and key not in _QUIT]
        others = ["enter"] * 6 + ["escape"] * 4 + ["down", "up", "tab", "ctrl+p", "backspace", "pagedown", "pageup"]
        for _ in range(_BATCH):
            kind = chance.random()
            if kind < 0.06:
                yield "ctrl+f"
                yield from _typed(chance.choice(_WORDS))
            elif kind < 0.09:
                yield f"resize {chance.randrange(len(SIZES))}"
            elif kind < 0.13:
                yield "click"
            elif kind < 0.14:
                yield chance.choice(_QUIT)
            else:
                yield chance.choice(known + others)

    async def _check(self, app: PanelsearchApp) -> None:
        """Nothing has failed, and something stands on the screen."""
        if app.fault is not None:
            raise app.fault
        if app._leaving:
            await self._until(app, lambda: False, "it is not left though a run was to be stopped for that")
        if _goes_on(app):
            assert len(app.screen_stack) > 1, self._report("no screen is left", picture(app))
            await self._until(app, lambda: any(c.isalnum() for c in picture(app)), "the screen is blank")

    async def _still_helps(self, app: PanelsearchApp, pilot: Pilot[int]) -> None:
        """On any screen but a dialog the help opens, and escape closes it."""

        def helps() -> bool:
            return any(isinstance(screen, HelpScreen) for screen in app.screen_stack)

        def helps_or_asks() -> bool:  # an earlier key may have led to a dialog, which has no help
            return helps() or app.screen.is_modal

        if not app.access.is_open or app.screen.is_modal or helps() or len(app.screen_stack) > _DEEP:
            return
        await _press(app, pilot, "f1", random.Random())
        await self._until(app, helps_or_asks, "f1 is dead")
        for _ in range(_DEEP):  # what an earlier key asked for may have come on top of the help
            if not helps() or not _goes_on(app):
                return
            await _press(app, pilot, "escape", random.Random())
            await _settle(app, pilot)
        await self._until(app, lambda: not helps(), "escape is dead")

    async def _still_listens(self, app: PanelsearchApp, pilot: Pilot[int]) -> None:
        """From wherever the keys led, escape and ctrl+f lead to a query box that takes letters."""
        await pilot.pause(_COMMAND_SECONDS)
        for key in ("escape", "escape", "ctrl+f"):
            await _press(app, pilot, key, random.Random())
        await _settle(app, pilot)
        if not app.access.is_open:
            return
        await self._until(app, lambda: app.screen is app._home, "ctrl+f did not lead to the query box")
        if _goes_on(app):  # one of the keys may have been to leave
            box = app.screen.query_one(Input)
            before = box.value
            await pilot.press("end", "z")
            assert box.value == f"{before}z", self._report("a key is dead", picture(app))

    async def _until(self, app: PanelsearchApp, holds: Callable[[], bool], else_told: str) -> None:
        """Wait for something to hold, or for the app's end."""
        last = time.monotonic() + _SETTLED_SECONDS
        while _goes_on(app) and not holds():
            assert time.monotonic() < last, self._report(else_told, f"{app.screen} {app.size}\n{picture(app)}")
            await asyncio.sleep(0.02)

    def _report(self, what: str, shown: str) -> str:
        return f"{what} after {self.count} keys of seed {self.seed}: {' '.join(self.pressed[-80:])}\n{shown}"


def _typed(words: str) -> Iterator[str]:
    names = {" ": "space", "?": "question_mark", ":": "colon", "(": "left_parenthesis", '"': "quotation_mark"}
    for letter in words:
        yield names.get(letter, letter)


async def _press(app: PanelsearchApp, pilot: Pilot[int], key: str, chance: random.Random) -> None:
    """One key as a terminal sends it, with no wait for what comes of it."""
    if key.startswith("resize"):
        await pilot.resize_terminal(*SIZES[int(key.split()[1])])
    elif key == "click":
        width, height = app.size
        at = {"x": chance.randrange(width), "y": chance.randrange(height)}
        at |= {"screen_x": at["x"], "screen_y": at["y"]}
        for _ in range(chance.choice((1, 2))):
            for kind in (events.MouseDown, events.MouseUp):
                app._driver.process_message(
                    kind(None, delta_x=0, delta_y=0, button=1, shift=False, meta=False, ctrl=False, **at)
                )
    else:
        names = {"space": " ", "question_mark": "?", "colon": ":", "left_parenthesis": "(", "quotation_mark": '"',
                 "slash": "/", "left_square_bracket": "[", "right_square_bracket": "]", "minus": "-"}  # fmt: skip
        letter = names.get(key, key if len(key) == 1 else None)
        if app._driver is not None:
            app._driver.send_message(events.Key(key, letter))
        if chance.random() < 0.3:
            await asyncio.sleep(0)


async def _wait(app: PanelsearchApp, pilot: Pilot[int], seconds: float | None) -> None:
    """Let time pass between two keys."""
    if seconds is None:
        await _settle(app, pilot)
    elif seconds:
        await asyncio.sleep(seconds)


async def _settle(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    """Wait for what the keys began."""
    while _goes_on(app):
        await pilot.pause(0.01)
        if app._keys.is_idle:
            break


def _goes_on(app: PanelsearchApp) -> bool:
    return app._running and app.return_value is None
