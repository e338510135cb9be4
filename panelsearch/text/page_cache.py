"""How is a question about a page answered once, when several readers ask it?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from panelsearch.model.pages import Page

_Answer = TypeVar("_Answer")

_PAGES = 128


def once_a_page(ask: Callable[[Page], _Answer]) -> Callable[[Page], _Answer]:
    """The same question, its answers remembered for the pages asked about last.

    A page is known by its identity, since to compare its content takes as long as most questions; it is kept beside
    its answer because an identity is only good while its object lives.
    """
    known: dict[int, tuple[Page, _Answer]] = {}

    def asked(page: Page) -> _Answer:
        if id(page) not in known:
            if len(known) >= _PAGES:
                del known[next(iter(known))]
            known[id(page)] = page, ask(page)
        return known[id(page)][1]

    asked.__doc__ = ask.__doc__
    return asked
