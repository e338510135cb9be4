"""How is what two readers of a page need found once? Kept while a document is worked on, and given back after it.

Questions about a text are known by their arguments, those about a page by the page's identity, since to compare its
content takes as long as most questions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Concatenate, ParamSpec, TypeVar, cast

from panelsearch.model.pages import Page

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")

_MOST = 8192
"""How many answers a function keeps within one document: to learn from a page and to find in it share them."""
_forgetting: list[Callable[[], None]] = []


def remembered(function: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
    """The function, its answers kept until the document is done."""
    kept = lru_cache(_MOST)(function)
    _forgetting.append(kept.cache_clear)
    return cast("Callable[_Asked, _Answer]", kept)


def once_a_page(
    ask: Callable[Concatenate[Page, _Asked], _Answer],
) -> Callable[Concatenate[Page, _Asked], _Answer]:
    """The question, its answers kept until the document is done; what it is asked with beside the page is the same."""
    # The page is kept beside its answer, because an identity is only good while its object lives.
    known: dict[int, tuple[Page, _Answer]] = {}
    _forgetting.append(known.clear)

    def asked(page: Page, /, *args: _Asked.args, **kwargs: _Asked.kwargs) -> _Answer:
        if id(page) not in known:
            if len(known) >= _MOST:
                del known[next(iter(known))]
            known[id(page)] = page, ask(page, *args, **kwargs)
        return known[id(page)][1]

    asked.__doc__ = ask.__doc__
    return asked


_open: list[None] = []


@contextmanager
def of_one_document() -> Iterator[None]:
    """What is found inside is kept to the end and then given back, so that memory stays flat over thousands.

    One inside another is part of it: who reads a document and then tags it keeps what both need.
    """
    _open.append(None)
    try:
        yield
    finally:
        _open.pop()
        for forget in () if _open else _forgetting:
            forget()
