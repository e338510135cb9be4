"""A cluster reads papers as this machine does; whatever becomes of its workers, nothing is lost and nothing hangs."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from lost_workers import cluster_of_two, kill
from test_bad_files import outcomes, raw_pdf
from test_killed_runs import stored

from panelsearch.errors import ClusterError, Interrupted
from panelsearch.ingestion import worker
from panelsearch.ingestion.cluster import dask_cluster
from panelsearch.ingestion.cluster.dask_cluster import LOCAL
from panelsearch.ingestion.pipeline import ingest
from panelsearch.model.ingest_reports import Progress
from tests.scale.servers import free_port

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.timeout(300)  # each has processes started that import all there is


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where it is said which workers are to be killed."""
    return tmp_path_factory.mktemp("plans")


@pytest.fixture(scope="module")
def workers(plans: Path) -> Iterator[Any]:
    with cluster_of_two(plans) as started:
        yield started


@pytest.fixture(params=[LOCAL, pytest.param("workers", marks=pytest.mark.scale)])
def scheduler(request: pytest.FixtureRequest) -> str:
    """A cluster inside this process, and one of two workers, which take many seconds to start and import."""
    return LOCAL if request.param == LOCAL else request.getfixturevalue("workers").scheduler_address


@pytest.fixture
def folder(tmp_path: Path, make_pdf) -> Path:
    folder = tmp_path / "papers"
    make_pdf(folder / "good.pdf", [["Dunmere Parish Council", "The footbridge was discussed at length by all."]])
    return folder


def slow(path: Path, pages: int = 60) -> Path:
    """A paper that takes a second a page or so."""
    return raw_pdf(path, b"BT /F1 9 Tf " + b"1 0 0 1 9 9 Tm (ab) Tj " * 400_000 + b"ET", pages=pages)


def pids(scheduler: str) -> dict[str, int]:
    """The processes of a cluster's workers, but for a worker inside this one."""
    if scheduler == LOCAL:
        return {}
    with distributed.Client(scheduler, set_as_default=False) as client:
        return dict(client.run(os.getpid, on_error="ignore"))


def readers_of(scheduler: str) -> list[psutil.Process]:
    """The processes that read files: forks of one that each worker has started."""
    workers = [psutil.Process(pid) for pid in pids(scheduler).values()]
    return [fork for one in workers for child in one.children() for fork in child.children()]


def until(what: Callable[[], Any], seconds: float = 30) -> Any:
    ends = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < ends
        time.sleep(0.05)
    return found


def test_what_hangs_or_eats_memory_costs_a_line_and_no_worker(folder, fresh, scheduler) -> None:
    raw_pdf(folder / "bomb.pdf", b"BT " + b"\0" * 150_000_000 + b" ET")
    before, on_cluster = pids(scheduler), ("index", str(folder), "--scheduler", scheduler)
    report = fresh.json(*on_cluster, "--memory-limit", "100", expect=4)
    assert {d["document"]: d["reason"] for d in report["documents"]} == {
        "bomb.pdf": "needs more memory than one file may take",
        "good.pdf": None,
    }
    slow(folder / "bomb.pdf")
    report = fresh.json(*on_cluster, "--time-limit", "2", expect=4)
    assert {d["document"]: d["reason"] for d in report["documents"]} == {
        "bomb.pdf": "took longer than 2 seconds",
        "good.pdf": None,
    }
    assert pids(scheduler) == before


@pytest.mark.scale
def test_a_file_whose_worker_is_killed_is_read_by_another_and_kept_once(
    folder, fresh, workers, plans, make_pdf
) -> None:
    for number in range(3):
        make_pdf(folder / f"{number}.pdf", [["Dunmere Parish Council", f"Item {number} was deferred."]])
    kill(plans, "reading")
    report = fresh.json("index", str(folder), "--scheduler", workers.scheduler_address)
    assert list(outcomes(report).values()) == ["indexed"] * 4
    assert not list(plans.iterdir())
    assert stored(fresh.index_dir) == fresh.json("status")["documents"] == 4
    until(lambda: len(pids(workers.scheduler_address)) == 2)


@pytest.mark.scale
def test_a_file_that_two_workers_are_lost_with_has_its_line_and_is_tried_again(folder, fresh, workers, plans) -> None:
    kill(plans, "before", 2)
    report = fresh.json("index", str(folder), "--scheduler", workers.scheduler_address, expect=4)
    assert [file["reason"] for file in report["documents"]] == ["the worker that read it was lost twice"]
    until(lambda: len(pids(workers.scheduler_address)) == 2)
    assert outcomes(fresh.json("index", "--scheduler", workers.scheduler_address)) == {"good.pdf": "indexed"}


def test_stopping_ends_what_is_under_way_and_keeps_what_is_read(folder, fresh, scheduler) -> None:
    slow(folder / "slow.pdf")
    read: list[str] = []

    def note(progress: Progress) -> None:
        if progress.report:
            read.append(progress.document)

    with pytest.raises(Interrupted):
        ingest(
            fresh.index_dir,
            [folder],
            scheduler=scheduler,
            on_progress=note,
            cancelled=lambda: bool(read),
        )
    asked = time.monotonic()
    assert read == ["good.pdf"]
    until(lambda: not readers_of(scheduler))
    assert time.monotonic() - asked < 5  # the file itself may take three minutes
    report = fresh.json("index", "--time-limit", "1", expect=4)
    assert outcomes(report) == {"good.pdf": "indexed", "slow.pdf": "failed"}


def started(*command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


@pytest.mark.scale
def test_a_worker_that_is_stopped_is_told_in_time_and_ends_no_later_run(folder, fresh, workers, monkeypatch) -> None:
    monkeypatch.setattr(dask_cluster, "_START_SECONDS", 2)
    stopped = next(iter(pids(workers.scheduler_address).values()))
    os.kill(stopped, signal.SIGSTOP)
    try:
        error = fresh.json("index", str(folder), "--scheduler", workers.scheduler_address, expect=3)["error"]
    finally:
        os.kill(stopped, signal.SIGCONT)
    assert error["message"] == "Not all workers of the cluster answer."


@pytest.mark.scale
def test_a_scheduler_that_goes_away_is_told_and_what_was_read_is_kept(folder, fresh) -> None:
    slow(folder / "slow.pdf")
    address = f"tcp://127.0.0.1:{free_port()}"
    scheduler = started(
        "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", address.rsplit(":", 1)[1], "--no-dashboard"
    )
    reader = started(
        "distributed.cli.dask_worker", address, "--host", "127.0.0.1", "--nworkers", "1", "--nthreads", "2",
        "--memory-limit", "0", "--no-dashboard",
    )  # fmt: skip
    killed = []

    def note(progress: Progress) -> None:
        if progress.report and not killed:
            scheduler.kill()
            killed.append(time.monotonic())

    try:
        with pytest.raises(ClusterError, match="went away"):
            ingest(fresh.index_dir, [folder], scheduler=address, on_progress=note)
        assert time.monotonic() - killed[0] < 5
        report = fresh.json("index", str(folder), "--time-limit", "1", expect=4)
        assert outcomes(report) == {"good.pdf": "indexed", "slow.pdf": "failed"}
    finally:
        for process in (scheduler, reader):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def test_a_cluster_of_this_machine_alone_is_open_to_nobody_else(folder, fresh) -> None:
    heard: set[str] = set()

    def note(progress: Progress) -> None:
        heard.update(one.laddr.ip for one in psutil.Process().net_connections() if one.status == psutil.CONN_LISTEN)

    before = {one.laddr.ip for one in psutil.Process().net_connections() if one.status == psutil.CONN_LISTEN}
    ingest(fresh.index_dir, [folder], scheduler="local", on_progress=note)
    assert heard - before <= {"127.0.0.1"}


@pytest.mark.scale
def test_workers_of_another_pipeline_are_refused_before_anything_is_read(folder, fresh, workers, monkeypatch) -> None:
    monkeypatch.setattr(worker, "READING_FINGERPRINT", "another")
    error = fresh.json("index", str(folder), "--scheduler", workers.scheduler_address, expect=3)["error"]
    assert error["code"] == "cluster_unusable"
    assert "would read papers otherwise than this machine" in error["message"]
    assert "start them anew" in error["hint"]


def test_a_scheduler_that_is_not_there_is_told_in_time(folder, fresh, monkeypatch) -> None:
    monkeypatch.setattr(dask_cluster, "_CONNECT_SECONDS", 0.5)
    error = fresh.json("index", str(folder), "--scheduler", f"tcp://127.0.0.1:{free_port()}", expect=3)["error"]
    assert "does not answer" in error["message"]
    for nonsense in ("nonsense://somewhere", "tcp://host", "tcp://host:port", "host:8786", "tcp://a:b@host:8786"):
        error = fresh.json("index", str(folder), "--scheduler", nonsense, expect=2)["error"]
        assert "is not the address of a scheduler" in error["message"]


def test_an_encrypted_cluster_is_spoken_to_with_the_certificates_of_the_settings(folder, fresh, monkeypatch) -> None:
    error = fresh.json("index", str(folder), "--scheduler", "tls://127.0.0.1:8786", expect=2)["error"]
    assert "CLIENT__CERT" in error["hint"]


@pytest.mark.scale
def test_an_encrypted_cluster_reads(folder, fresh, monkeypatch, tmp_path) -> None:
    pytest.importorskip("cryptography")
    import dask

    security = distributed.Security.temporary()
    files = {}
    for name, content in (
        ("ca-file", security.tls_ca_file), ("client.cert", security.tls_client_cert),
        ("client.key", security.tls_client_key),
    ):  # fmt: skip
        (tmp_path / name).write_text(content, encoding="utf-8")
        files[f"distributed.comm.tls.{name}"] = str(tmp_path / name)
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, host="tls://127.0.0.1", security=security,
        dashboard_address="127.0.0.1:0", memory_limit=0, silence_logs=logging.CRITICAL,
    ) as workers, dask.config.set(files):  # fmt: skip
        assert workers.scheduler_address.startswith("tls://")
        report = fresh.json("index", str(folder), "--scheduler", workers.scheduler_address)
        assert outcomes(report) == {"good.pdf": "indexed"}


def test_without_dask_it_is_said_how_to_install_it(folder, fresh, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    for scheduler in ("local", "tcp://127.0.0.1:8786"):
        error = fresh.json("index", str(folder), "--scheduler", scheduler, expect=2)["error"]
        assert "pip install 'panelsearch[scale]'" in error["hint"]
