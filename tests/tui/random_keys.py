"""Keys at random, by a seed: typed fast and slow, on terminals small and large, with clicks and resizing between."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from driving import picture
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.screen_registry import all_actions

SIZES = ((40, 10), (60, 6), (80, 24), (120, 40), (200, 50), (100, 3))
_WORDS = ("footbridge", "grass", "who seconded it?", "foo:bar", "person:nnamdi", "quixotic", "the", "(", '"', "a OR")
_QUIT = ("ctrl+q", "q")
_BATCH = 25
_SETTLED_SECONDS = 20.0
_DRAWN_SECONDS = 5.0
_COMMAND_SECONDS = 0.4
"""How long the palette may take to do what enter chose in it."""


@dataclass
class Campaign:
    """So many keys on a copy of a library; `pressed` is what it came to, for the report of a failure."""

    index_dir: Path
    seed: int
    keys: int
    pressed: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Press them all, with a new app whenever one was left. AssertionError, or the app's own fault."""
        chance = random.Random(self.seed)
        left = self.keys
        while left > 0:
            left -= asyncio.run(self._session(chance, left))

    async def _session(self, chance: random.Random, most: int) -> int:
        app = PanelsearchApp(self.index_dir, [])
        count = 0
        async with app.run_test(size=chance.choice(SIZES)) as pilot:
            while count < most and app.return_value is None and app._running:
                for key in self._batch(chance):
                    self.pressed.append(key)
                    count += 1
                    await _press(app, pilot, key, chance)
                    if app.return_value is not None:
                        break
                await self._check(app, pilot)
            if app.return_value is None:
                await self._still_listens(app, pilot)
        return count

    def _batch(self, chance: random.Random) -> Iterator[str]:
        known = [key for action in all_actions() for key in action.keys.split(",") if key and key not in _QUIT]
        others = ["enter"] * 6 + ["escape"] * 4 + ["down", "up", "tab", "ctrl+p", "backspace", "pagedown", "pageup"]
        pace = chance.choice(["at once", "at once", "settle"])
        yield pace
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
        yield "settle"

    async def _check(self, app: PanelsearchApp, pilot: Pilot[int]) -> None:
        """Nothing has failed, and something stands on the screen."""
        if app.fault is not None:
            raise app.fault
        if app.return_value is None and app._running:
            assert len(app.screen_stack) > 1, self._report("no screen is left", picture(app))
            last = time.monotonic() + _DRAWN_SECONDS
            while not any(c.isalnum() for c in picture(app)) and app.return_value is None:
                assert time.monotonic() < last, self._report("the screen is blank", f"{app.screen} {app.size}")
                await asyncio.sleep(0.02)

    async def _still_listens(self, app: PanelsearchApp, pilot: Pilot[int]) -> None:
        """From wherever the keys led, escape and ctrl+f lead to a query box that takes letters."""
        app.indexing.stop()
        await pilot.pause(_COMMAND_SECONDS)
        for key in ("escape", "escape", "ctrl+f"):
            await _press(app, pilot, key, random.Random())
        await _settle(app, pilot)
        if not app.access.is_open:
            return
        for _ in range(int(_SETTLED_SECONDS / 0.05)):
            if app.screen is app._home or app.return_value is not None:
                break
            await asyncio.sleep(0.05)
        if app.return_value is not None:  # one of the keys was to leave
            return
        assert app.screen is app._home, self._report("ctrl+f did not lead to the query box", picture(app))
        box = app.screen.query_one(Input)
        before = box.value
        await pilot.press("end", "z")
        assert box.value == f"{before}z", self._report("a key is dead", picture(app))

    def _report(self, what: str, shown: str) -> str:
        return f"{what} after {len(self.pressed)} keys of seed {self.seed}: {' '.join(self.pressed[-80:])}\n{shown}"


def _typed(words: str) -> Iterator[str]:
    names = {" ": "space", "?": "question_mark", ":": "colon", "(": "left_parenthesis", '"': "quotation_mark"}
    for letter in words:
        yield names.get(letter, letter)


async def _press(app: PanelsearchApp, pilot: Pilot[int], key: str, chance: random.Random) -> None:
    """One key as a terminal sends it, with no wait for what comes of it."""
    if key == "at once":
        return
    if key == "settle":
        await _settle(app, pilot)
    elif key.startswith("resize"):
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


async def _settle(app: PanelsearchApp, pilot: Pilot[int]) -> None:
    """Wait for what the keys began."""
    if app._running and app.return_value is None:
        await pilot.pause(0.01)
