"""Which engine keeps the index? One entry for each; an engine is imported when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from panelsearch.errors import UsageError
from panelsearch.indexing.base import IndexEngine

DEFAULT_ENGINE = "whoosh"


def _whoosh(place: str) -> IndexEngine:
    from panelsearch.indexing.whoosh_engine import WhooshEngine

    return WhooshEngine(Path(place))


ENGINES: Mapping[str, Callable[[str], IndexEngine]] = {DEFAULT_ENGINE: _whoosh}
"""By name, how to get the engine for a place: an address that is the engine's own to understand."""


def open_engine(place: str | Path, name: str = DEFAULT_ENGINE) -> IndexEngine:
    """The index at a place, as the engine of that name keeps it. UsageError for an engine that is not there."""
    if name not in ENGINES:
        raise UsageError(f"There is no index engine {name}.", f"There are: {', '.join(ENGINES)}.")
    return ENGINES[name](str(place))
