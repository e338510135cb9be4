"""The servers that tests start: they answer, can be killed and come back with what they held, and end."""

from __future__ import annotations

import os
import signal
import tempfile
from pathlib import Path

import psutil
import pytest

from tests.scale.servers import NotUpError, OpenSearchCluster, PostgresServer


def test_a_node_answers_scores_by_script_and_has_points_in_time(cluster: OpenSearchCluster) -> None:
    name = cluster.unused_name()
    assert cluster.ask("GET", "/")["version"]["number"] == "2.19.6"
    for weight in (3, 5):
        cluster.ask("POST", f"/{name}/_doc?refresh=true", {"weight": weight})
    moment = cluster.ask("POST", f"/{name}/_search/point_in_time?keep_alive=1m")["pit_id"]
    cluster.ask("POST", f"/{name}/_doc?refresh=true", {"weight": 7})
    twice = {"script_score": {"query": {"match_all": {}}, "script": {"source": "doc['weight'].value * 2"}}}
    hits = cluster.ask("POST", "/_search", {"pit": {"id": moment}, "query": twice})["hits"]["hits"]
    assert [hit["_score"] for hit in hits] == [10, 6]


def test_a_node_that_is_killed_comes_back_with_what_it_held(three_nodes: OpenSearchCluster) -> None:
    name = three_nodes.unused_name()
    three_nodes.ask("PUT", f"/{name}", {"settings": {"number_of_shards": 3, "number_of_replicas": 1}})
    three_nodes.ask("POST", f"/{name}/_doc?refresh=true", {"of": "Dunmere"})
    assert len(three_nodes.urls) == 3
    three_nodes.wait_for("green")  # its copies are there
    three_nodes.kill(0)
    assert len(three_nodes.urls) == 2
    three_nodes.wait_for("yellow")
    assert three_nodes.ask("GET", f"/{name}/_count")["count"] == 1
    three_nodes.start()
    assert len(three_nodes.ask("GET", "/_cat/nodes")) == 3


def test_postgresql_answers_and_comes_back_after_a_kill(postgres: PostgresServer) -> None:
    address = postgres.new_database()
    database = address.rpartition("/")[2]
    postgres.run("CREATE TABLE paper (name text); INSERT INTO paper VALUES ('minutes')", database)
    postgres.kill()
    with pytest.raises(OSError, match="psql"):
        postgres.run("SELECT 1")
    postgres.start()
    assert postgres.run("SELECT name FROM paper", database) == "minutes\n"


def test_text_sorts_there_by_the_rules_of_a_language(postgres: PostgresServer) -> None:
    """As on the machines of users: an order that must be by code point has to say so."""
    rows = "(VALUES ('b'), ('B'), ('a'), ('É')) AS words (word)"
    assert postgres.run(f"SELECT string_agg(word, ' ' ORDER BY word) FROM {rows}") == "a b B É\n"


@pytest.mark.usefixtures("cluster", "postgres")  # they can be started here
def test_servers_leave_nothing_when_stopped(tmp_path: Path) -> None:
    with OpenSearchCluster(tmp_path) as nodes, PostgresServer() as server:
        folder, pids = server.folder, list(nodes.processes.values())
        assert folder.is_dir()
        assert all(psutil.pid_exists(pid) for pid in pids)
    assert not folder.exists()
    assert not any(psutil.pid_exists(pid) for pid in pids)


@pytest.mark.usefixtures("cluster")
def test_what_a_node_said_is_told_where_it_does_not_start(tmp_path: Path) -> None:
    settings = {"no.such.setting": "1"}
    with pytest.raises(NotUpError, match=r"no\.such\.setting"), OpenSearchCluster(tmp_path, settings=settings):
        pass
    assert (tmp_path / "node0" / "log.txt").exists()  # kept, to be looked into


@pytest.mark.usefixtures("postgres")
def test_postgresql_keeps_its_own_where_it_is_told_and_is_restored_whatever_was_done_to_it() -> None:
    with tempfile.TemporaryDirectory() as made:  # pytest's own are closed to the server's user
        folder = Path(made)
        folder.chmod(0o711)
        with PostgresServer(folder=folder / "store") as server:
            assert (folder / "store" / "data").is_dir()
            for victim in (-1, 0):
                os.kill(server.processes[victim], signal.SIGKILL)
                server.restore()
                assert server.run("SELECT 1") == "1\n"
