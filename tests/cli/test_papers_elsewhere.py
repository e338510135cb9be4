"""Papers in a bucket or on a server: indexed by their address, fetched once, and there without the network later."""

from __future__ import annotations

import functools
import json
import shutil
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from conftest import Cli, MakePdf

from panelsearch.ingestion import repairing
from panelsearch.services.composition import open_library
from panelsearch.storage import remote_papers
from panelsearch.storage.remote_papers import CACHE_VARIABLE

fsspec = pytest.importorskip("fsspec")

BUCKET = "memory://county"


@pytest.fixture(autouse=True)
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where what is fetched is kept."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "copies"))
    return tmp_path / "copies"


@pytest.fixture
def papers(tmp_path: Path, make_pdf: MakePdf) -> Path:
    make_pdf(tmp_path / "made" / "2023" / "minutes.pdf", [["Dunmere Parish Council", "The footbridge was discussed."]])
    make_pdf(tmp_path / "made" / "report.pdf", [["Severnmoor Police and Crime Panel", "The precept was discussed."]])
    return tmp_path / "made"


@pytest.fixture
def bucket(papers: Path) -> Iterator[Any]:
    files = fsspec.filesystem("memory")
    files.store.clear()
    for path in papers.rglob("*.pdf"):
        files.pipe(f"/county/{path.relative_to(papers).as_posix()}", path.read_bytes())
    files.pipe("/county/notes.txt", b"no paper")
    files.pipe("/county/.hidden/minutes.pdf", b"no paper")
    yield files
    files.store.clear()


@pytest.fixture
def server(papers: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(papers))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def outcomes(report: dict[str, Any]) -> dict[str, str]:
    return {d["document"]: d["outcome"] for d in report["documents"]}


def fetched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is fetched from now on."""
    paths: list[str] = []
    original = remote_papers._fetched
    monkeypatch.setattr(remote_papers, "_fetched", lambda path: (paths.append(path.name), original(path))[1])
    return paths


def test_a_bucket_is_a_folder_that_adds_up_with_others(fresh: Cli, bucket: Any, make_pdf: MakePdf, tmp_path) -> None:
    here = make_pdf(tmp_path / "here" / "agenda.pdf", [["Dunmere Parish Council", "Agenda"]]).parent
    assert outcomes(fresh.json("index", BUCKET)) == {"2023/minutes.pdf": "indexed", "report.pdf": "indexed"}
    assert outcomes(fresh.json("index", str(here))) == {"agenda.pdf": "indexed"}
    assert fresh.json("status")["roots"] == [BUCKET, str(here)]
    assert [hit["document"] for hit in fresh.json("search", "footbridge")["hits"]] == ["2023/minutes.pdf"]
    bucket.rm("/county/report.pdf")
    assert outcomes(fresh.json("index")) == {
        "2023/minutes.pdf": "unchanged", "agenda.pdf": "unchanged", "report.pdf": "removed",
    }  # fmt: skip
    fresh.json("index", "--forget", BUCKET)
    assert fresh.json("status")["documents"] == 1


def test_what_is_unchanged_is_not_fetched_again_and_what_changed_is(
    fresh, bucket, papers, make_pdf, monkeypatch
) -> None:
    fresh.json("index", BUCKET)
    again = fetched(monkeypatch)
    fresh.json("index")
    assert again == []
    make_pdf(papers / "report.pdf", [["Severnmoor Police and Crime Panel", "The drone was discussed."]])
    bucket.pipe("/county/report.pdf", (papers / "report.pdf").read_bytes())
    assert outcomes(fresh.json("index")) == {"2023/minutes.pdf": "unchanged", "report.pdf": "indexed"}
    assert set(again) == {"report.pdf"}
    assert fresh.json("search", "drone")["total"] == 1


def test_without_the_network_the_library_stays_and_copies_are_shown(fresh, bucket, tmp_path) -> None:
    fresh.json("index", BUCKET)
    fresh.json("export", "footbridge", "-o", str(tmp_path / "found.csv"))
    bucket.store.clear()
    report = fresh.json("index", expect=4)
    assert {(d["document"], d["reason"]) for d in report["documents"]} >= {(BUCKET, "is not there")}
    assert fresh.json("search", "footbridge")["total"] == 1
    assert fresh.json("verify", str(tmp_path / "found.csv"))["confirmed"] == 1
    with open_library(fresh.index_dir) as library:
        assert library.pdf_path("2023/minutes.pdf").is_file()


def test_papers_that_nobody_here_has_named_are_not_fetched(fresh, bucket, copies, monkeypatch, tmp_path) -> None:
    fresh.json("index", BUCKET)
    fresh.json("export", "footbridge", "-o", str(tmp_path / "found.csv"))
    shutil.rmtree(copies)  # as on another machine
    asked = fetched(monkeypatch)
    report = fresh.json("index", expect=4)
    assert outcomes(report)[BUCKET] == "skipped"
    assert "panelsearch index memory://county" in next(d["reason"] for d in report["documents"] if d["reason"])
    assert fresh.json("verify", str(tmp_path / "found.csv"), expect=1)["confirmed"] == 0
    assert asked == []
    fresh.json("index", BUCKET)
    assert fresh.json("verify", str(tmp_path / "found.csv"))["confirmed"] == 1
    assert asked == ["minutes.pdf"]


@pytest.mark.parametrize(
    "address", ["memory:/county/panels/../../other/x.pdf", "memory:/county/../other", "memory:/other"]
)
def test_what_leads_out_of_an_address_is_not_below_it(fresh, bucket, address: str) -> None:
    fresh.json("index", BUCKET)
    assert remote_papers.is_named(Path("memory:/county/panels/x.pdf"))
    assert not remote_papers.is_named(Path(address))


@pytest.mark.parametrize("content", ["../../etc/passwd", "", "A" * 64, "a" * 63])
def test_a_library_names_copies_by_their_hash_and_nothing_else(copies: Path, content: str) -> None:
    for ask in (remote_papers.here, remote_papers.to_show):
        with pytest.raises(OSError, match="not known by a hash"):
            ask(Path("memory:/county/report.pdf"), content)


def test_an_address_in_a_library_that_papers_are_not_fetched_from_is_told_as_that() -> None:
    for ask in (remote_papers.look, remote_papers.hash_of):
        with pytest.raises(OSError, match="is no address") as told:
            ask(Path("dask:/papers/x.pdf"))
        assert told.value.strerror == "is no address that papers are fetched from"


def test_a_repair_reads_buckets_again_and_names_folders_that_are_gone(
    fresh: Cli, bucket: Any, make_pdf: MakePdf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = make_pdf(tmp_path / "here" / "agenda.pdf", [["Dunmere Parish Council", "Agenda"]]).parent
    fresh.json("index", BUCKET)
    fresh.json("index", str(here))
    shutil.rmtree(here)
    monkeypatch.setattr(repairing.registry, "faults", lambda store: iter(["a page is torn"]))
    report = fresh.json("index", "--repair")
    assert outcomes(report) == {"2023/minutes.pdf": "indexed", "report.pdf": "indexed"}
    assert f"It was made of {here} too, not there now" in report["notice"]
    assert fresh.json("status")["roots"] == [BUCKET]


def test_a_server_s_folder_is_read_and_a_cluster_reads_it_too(fresh, server, tmp_path) -> None:
    pytest.importorskip("aiohttp")
    assert outcomes(fresh.json("index", server)) == {"2023/minutes.pdf": "indexed", "report.pdf": "indexed"}
    assert set(outcomes(fresh.json("index")).values()) == {"unchanged"}
    spread = Cli(tmp_path / "spread")
    assert outcomes(spread.json("index", "--scheduler", "local", f"{server}/report.pdf")) == {"report.pdf": "indexed"}


def test_file_addresses_are_the_folders_that_they_name(fresh, papers) -> None:
    fresh.json("index", papers.as_uri())
    assert fresh.json("status")["roots"] == [str(papers)]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("s3://bucket/papers", "pip install fsspec s3fs"),
        ("memory://nowhere", "memory://nowhere: is not there"),
        ("dask://papers", "Papers are not fetched from dask://"),
        ("https://clerk:secret@council.example/papers", "may not hold a password"),
        ("https://council.example/papers?key=secret", "may not hold a password"),
    ],
)
def test_an_address_that_cannot_be_read_is_told_before_anything_is_done(fresh, monkeypatch, address, said) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    error = fresh.json("index", address, expect=2)["error"]
    assert said in json.dumps(error)
    assert "secret" not in json.dumps(error)
    assert not fresh.index_dir.exists()


def test_only_so_much_is_kept(fresh, bucket, copies, monkeypatch) -> None:
    monkeypatch.setattr(remote_papers, "_MOST_BYTES", 1)
    assert set(outcomes(fresh.json("index", BUCKET)).values()) == {"indexed"}
    assert len(list(copies.glob("*.pdf"))) == 1
