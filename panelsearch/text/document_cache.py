"""How is what two readers of a page need found once? Kept while a document is tagged, and given back after it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

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


def forget_pages() -> None:
    """Give back what was kept: called once a document is tagged, so that memory stays flat over thousands."""
    for forget in _forgetting:
        forget()
