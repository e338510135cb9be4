"""Which engine keeps the index? One entry for each; an engine is imported when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from panelsearch.errors import UsageError
from panelsearch.indexing.base import IndexEngine

DEFAULT_ENGINE, SERVER_ENGINE = "whoosh", "opensearch"


def _whoosh(place: str) -> IndexEngine:
    from panelsearch.indexing.whoosh_engine import WhooshEngine

    return WhooshEngine(Path(place))


def _opensearch(place: str) -> IndexEngine:
    try:
        from panelsearch.indexing.opensearch.engine import OpenSearchEngine
    except ModuleNotFoundError as error:
        raise UsageError(
            f"An index on a server needs {error.name}, which is not installed.",
            "Install it: pip install 'panelsearch[scale]'",
        ) from error
    return OpenSearchEngine(place)


ENGINES: Mapping[str, Callable[[str], IndexEngine]] = {DEFAULT_ENGINE: _whoosh, SERVER_ENGINE: _opensearch}
"""By name, how to get the engine for a place: an address that is the engine's own to understand."""

SERVERS: Mapping[str, str] = {"http": SERVER_ENGINE, "https": SERVER_ENGINE}
"""By the scheme of an index's address, the engine that knows it. What is no URL is a directory, of any other engine."""


def open_engine(place: str | Path, name: str = DEFAULT_ENGINE) -> IndexEngine:
    """The index at a place, as its server keeps it, or of a directory the engine of that name.

    UsageError for an engine that is not there.
    """
    scheme, served, _ = str(place).partition("://")
    name = SERVERS.get(scheme.lower(), name) if served else name
    if name not in ENGINES:
        raise UsageError(f"There is no index engine {name}.", f"There are: {', '.join(ENGINES)}.")
    return ENGINES[name](str(place))
