"""Servers as fixtures for tests in any folder; `tests/scale/servers.py` says how they are used.

A test that asks for one is given the mark `scale`. Where a server cannot be started the test is skipped and says why;
with PANELSEARCH_TEST_SCALE=required, as in CI, it fails.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.scale.servers import NotHereError, OpenSearchCluster, PostgresServer, class_path, missing_for_postgres

SERVERS = {"cluster", "three_nodes", "postgres"}


@pytest.hookimpl(tryfirst=True)  # before the tests that `-m` does not mean are left out
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if SERVERS.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.scale)
        if item.get_closest_marker("scale") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(300))  # the first one has its servers started, and perhaps fetched


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenSearchCluster]:
    """OpenSearch, one node."""
    yield from _started(tmp_path_factory, 1)


@pytest.fixture(scope="session")
def _nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenSearchCluster]:
    yield from _started(tmp_path_factory, 3)


@pytest.fixture
def three_nodes(_nodes: OpenSearchCluster) -> OpenSearchCluster:
    """OpenSearch, three nodes, all of them up and empty, whatever the test before did."""
    _nodes.start()
    _nodes.clear()
    return _nodes


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """PostgreSQL."""
    if missing := missing_for_postgres():
        _not_here(missing)
    with PostgresServer() as server:
        yield server


def _started(factory: pytest.TempPathFactory, nodes: int) -> Iterator[OpenSearchCluster]:
    try:
        class_path()
    except NotHereError as error:
        _not_here(str(error))
    with OpenSearchCluster(factory.mktemp("opensearch"), nodes) as started:
        yield started


def _not_here(why: str) -> None:
    if os.environ.get("PANELSEARCH_TEST_SCALE") == "required":
        pytest.fail(why)
    pytest.skip(why)
