"""Where do keys go that come faster than they are followed? Each to what those before it led to.

Textual gives a key at once to what has the focus. Words typed right after `/` or `e` would so be commands of the list
where that was pressed, and an enter after it would be for nobody.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from itertools import chain

from textual.app import App
from textual.events import Event, Key, Paste
from textual.message_pump import MessagePump
from textual.widgets import Input

_LONGEST_SECONDS = 2.0
"""What takes longer, or was closed on the way, holds up the next key no more."""


class KeysInTurn:
    """Holds keys back while one is under way: those that it goes through, and what they post on, are done first.

    `give` is what the app does with a key.
    """

    def __init__(self, app: App[int], give: Callable[[Event], Awaitable[None]]) -> None:
        self._app, self._give = app, give
        self._waiting: deque[Key | Paste] = deque()
        self._again: deque[Key] = deque()
        self._turn, self._is_under_way = 0, False

    @property
    def is_idle(self) -> bool:
        """Whether all keys so far have been followed."""
        return not (self._is_under_way or self._again or self._waiting)

    async def take(self, event: Key | Paste) -> None:
        """Give a key on, now or in its turn."""
        self._waiting.append(event)
        await self._go_on()

    def give_again(self, key: Key) -> None:
        """Give a key that somebody had and that is for what has the focus now, before those that came after it."""
        self._again.append(Key(key.key, key.character))  # another: what was stopped goes nowhere
        self._app.call_later(self._go_on)

    async def _go_on(self) -> None:
        while (waiting := self._again or self._waiting) and not self._is_under_way and self._app.screen_stack:
            event, screen, taker = waiting.popleft(), self._app.screen, self._app.focused
            if isinstance(event, Key) and event.is_printable and isinstance(taker, Input):
                await self._give(event)  # a letter leads nowhere
                continue
            self._turn, self._is_under_way = self._turn + 1, True
            asyncio.get_running_loop().call_later(_LONGEST_SECONDS, self._wait_no_more, self._turn)
            way = [*(taker or screen).ancestors_with_self]
            await self._give(event)
            # once for the key, once for what is posted because of it
            self._follow(self._turn, chain(way, way), screen)

    def _follow(self, turn: int, way: Iterator[MessagePump], on: object) -> None:
        """Go the key's way after it: each on it does this once it has done what came before."""
        for one in way:
            if one.call_later(self._follow, turn, way, on):
                return
        if turn == self._turn and self._is_under_way and self._app.screen_stack:
            if (screen := self._app.screen) is not on:  # another lies there now, which takes keys once it is whole
                self._follow(turn, iter([screen, self._app]), screen)
            else:
                self._app.call_later(self._end, turn)

    def _wait_no_more(self, turn: int) -> None:
        self._app.call_later(self._end, turn)

    async def _end(self, turn: int) -> None:
        if turn == self._turn and self._is_under_way:
            self._is_under_way = False
            await self._go_on()
