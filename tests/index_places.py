"""Where does an index of each engine lie in a test? In a folder, or on a server of the tests' own."""

from __future__ import annotations

from pathlib import Path

import pytest

from panelsearch.indexing.base import IndexEngine
from panelsearch.indexing.engines import SERVER_ENGINE
from panelsearch.testing.index_engines import ENGINES, open_engine

ENGINE_PARAMETERS = [
    pytest.param(name, marks=pytest.mark.scale) if name == SERVER_ENGINE else pytest.param(name) for name in ENGINES
]
"""Every engine, for `parametrize`."""


def new_index(request: pytest.FixtureRequest, engine: str, folder: Path) -> IndexEngine:
    """An index that nothing was written to, as the engine of that name keeps it; in the folder, unless on a server."""
    if engine != SERVER_ENGINE:
        return open_engine(folder, engine)
    cluster = request.getfixturevalue("cluster")
    return open_engine(f"{cluster.url}/{cluster.unused_name()}", engine)
