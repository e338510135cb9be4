"""How are passages put aside? At once on screen, then in the basket's file, in the order of the keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from panelsearch.errors import PanelsearchError
from panelsearch.services.basket import Basket, Change, Kept
from panelsearch.storage.registry import files
from panelsearch.tui.library_access import Lane, LibraryAccess
from panelsearch.tui.session import SearchSession

_PATIENCE_SECONDS = 3.0


class BasketKeeper:
    """Changes what the session has put aside; `changed` is called after each change, `failed` with what went wrong.

    It belongs to the app, not to a screen: what a key began is written even where its screen is left at once.
    """

    def __init__(
        self, access: LibraryAccess, session: SearchSession, changed: Callable[[], None],
        failed: Callable[[PanelsearchError], None],
    ) -> None:  # fmt: skip
        self._access, self._session = access, session
        self._changed, self._failed = changed, failed
        self._basket = Basket(files(access.place.store))
        self._under_way: set[asyncio.Task[None]] = set()
        self._latest = 0

    def load(self) -> None:
        """Read what was put aside before."""
        self._begin(self._basket.all)

    def change(self, how: Change) -> None:
        """Change what is put aside."""
        self._session.kept = how(self._session.kept)
        self._changed()
        self._begin(lambda: self._basket.change(how))

    async def finish(self) -> None:
        """Wait for what is being written, but not for ever."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=_PATIENCE_SECONDS)

    def _begin(self, work: Callable[[], tuple[Kept, ...]]) -> None:
        self._latest += 1
        task = asyncio.get_running_loop().create_task(self._write(work, self._latest))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _write(self, work: Callable[[], tuple[Kept, ...]], number: int) -> None:
        try:
            kept = await self._access.run(Lane.BASKET, work)
            if number != self._latest:  # later changes are on screen already
                return
            self._session.kept = kept
        except PanelsearchError as error:
            self._failed(error)
        self._changed()
