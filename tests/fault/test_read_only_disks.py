"""A disk that takes no writing is told by the place and with what to do; what it holds is searched as ever."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import socket
from urllib.error import URLError
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from conftest import Cli, Ran

from panelsearch.config.log import LOG_VARIABLE
from panelsearch.errors import LibraryError
from panelsearch.services.basket import Basket, Kept, turned
from panelsearch.storage.library_files import DirectoryFiles
from panelsearch.storage.sqlite.connection import STORE_NAME
from panelsearch.storage.sqlite_files import connected

_MOUNTED = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$@"'
_ASKED = """
import contextlib, io, json, sys
from panelsearch.cli.main import main
for argv in json.loads(sys.argv[1]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(argv)
    print(json.dumps([code, out.getvalue(), err.getvalue()]))
"""


def namespace() -> list[str]:
    """What begins a program whose mounts are its own."""
    return ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]


@functools.cache
def can_mount() -> bool:
    if shutil.which("unshare") is None:
        return False
    asked = [*namespace(), "sh", "-c", _MOUNTED, "sh", str(Path(__file__).parent), "true"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


needs_mounts = pytest.mark.skipif(sys.platform != "linux" or not can_mount(), reason="nothing can be mounted here")


def on_a_disk(disk: Path, asked: Sequence[Sequence[str]], **environment: str) -> list[Ran]:
    """What commands come to where a folder is on a disk that takes no writing."""
    done = subprocess.run(
        [*namespace(), "sh", "-c", _MOUNTED, "sh", str(disk), sys.executable, "-c", _ASKED, json.dumps(asked)],
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=True,
        env={**os.environ, **environment},
    )
    return [Ran(*json.loads(line)) for line in done.stdout.splitlines()]


def opened(address: str) -> int:
    """How a server answers that is about to listen."""
    browser = build_opener(HTTPCookieProcessor)  # the token leaves the address for a cookie
    for _ in range(300):
        with suppress(URLError), browser.open(address, timeout=30) as page:
            return int(page.status)
        time.sleep(0.1)
    return 0


@pytest.fixture
def disk(library: Cli, tmp_path: Path) -> Path:
    """A disk to be, with a library, a search that is kept, and a passage put aside."""
    copied = library.copied_to(tmp_path / "disk" / "index")
    copied.json("search", "footbridge", "--save", "bridges")
    Basket(DirectoryFiles(copied.index_dir)).change(turned(Kept("severnmoor/speed-report.pdf", 1, 0, 9, "Severnmoor")))
    return tmp_path / "disk"


@needs_mounts
def test_what_is_to_be_written_is_told_with_its_place_and_what_to_do(disk: Path, papers: Path) -> None:
    index, out = ["--index", str(disk / "index")], disk / "out"
    refused = {
        ("index", str(papers)): (3, disk / "index", "--index DIR"),
        ("index", "--rebuild"): (3, disk / "index", "--index DIR"),
        ("index", "--repair"): (3, disk / "index", "--index DIR"),
        ("search", "footbridge", "--save", "more"): (3, disk / "index" / "searches.toml", "write to"),
        ("searches", "--forget", "bridges"): (3, disk / "index" / "searches.toml", "write to"),
        **{
            ("export", "footbridge", "--format", form, "-o", str(out)): (2, out, "another file")
            for form in ("csv", "xlsx", "docx", "qdpx")
        },
        ("export", "--register", "decisions", "--format", "csv", "-o", str(out)): (2, out, "another file"),
    }  # fmt: skip
    before = sorted((path, path.stat().st_mtime_ns) for path in disk.rglob("*"))
    ran = on_a_disk(disk, [[*index, *asked, "--json"] for asked in refused])
    for asked, done, (code, place, hint) in zip(refused, ran, refused.values(), strict=True):
        assert done.returncode == code, (asked, done)
        error = json.loads(done.stdout)["error"]
        assert str(place) in error["message"], asked
        assert "Read-only file system" in error["message"], asked
        assert hint in error["hint"], asked
    (done,) = on_a_disk(disk, [["--index", str(disk / "new"), "index", str(papers), "--json"]])
    assert done.returncode == 3
    assert "new cannot be made: Read-only file system" in done.stdout
    assert sorted((path, path.stat().st_mtime_ns) for path in disk.rglob("*")) == before


@needs_mounts
def test_what_is_there_is_searched_and_exported_elsewhere(disk: Path, library: Cli, tmp_path: Path) -> None:
    asked = [
        ["search", "footbridge"], ["decisions"], ["people"], ["ask", "What was decided about the footbridge?"],
        ["show", "severnmoor/speed-report.pdf"], ["searches"], ["search", "--saved", "bridges"],
        ["status", "--check"], ["export", "footbridge", "--format", "csv", "-o", str(tmp_path / "out.csv")],
        ["export", "--basket", "--format", "csv", "-o", str(tmp_path / "basket.csv")],
    ]  # fmt: skip
    ran = on_a_disk(disk, [["--index", str(disk / "index"), *one, "--json"] for one in asked])
    assert [done.returncode for done in ran] == [0] * len(asked), ran
    assert json.loads(ran[0].stdout) == library.json("search", "footbridge")
    assert (tmp_path / "out.csv").stat().st_size


@needs_mounts
def test_it_is_served_to_browsers(disk: Path) -> None:
    pytest.importorskip("textual_serve", reason="what serves is not installed")
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serving = [sys.executable, "-m", "panelsearch", "--index", str(disk / "index"), "serve", "--port", str(port)]
    mounted = [*namespace(), "sh", "-c", _MOUNTED, "sh", str(disk), *serving]
    with subprocess.Popen(mounted, stderr=subprocess.PIPE, encoding="utf-8") as server:
        try:
            assert server.stderr is not None
            told = server.stderr.readline()
            assert f"http://localhost:{port}/?token=" in told
            assert opened(told.split()[3]) == 200
        finally:
            server.kill()


@needs_mounts
def test_a_run_left_half_done_on_it_is_not_answered_from_as_if_it_were_whole(disk: Path) -> None:
    store = disk / "index" / STORE_NAME
    writer = connected(store, "rwc", 1)
    writer.execute("PRAGMA journal_mode=WAL").fetchall()
    writer.execute("UPDATE documents SET title = 'The title that was written last'")
    shutil.copytree(disk / "index", disk / "killed")  # as it is while the writer is at work
    shutil.copytree(disk / "index", disk / "copied", ignore=shutil.ignore_patterns("*-shm"))
    writer.close()
    show = ["show", "severnmoor/speed-report.pdf", "--json"]
    killed, copied = on_a_disk(disk, [["--index", str(disk / name), *show] for name in ("killed", "copied")])
    assert json.loads(killed.stdout)["title"] == "The title that was written last"
    assert copied.returncode == 3, copied.stdout
    error = json.loads(copied.stdout)["error"]
    assert str(disk / "copied" / STORE_NAME) in error["message"]
    assert "read and written" in error["hint"]


@needs_mounts
def test_a_log_that_cannot_be_written_stops_nothing(disk: Path, library: Cli) -> None:
    asked = ["--index", str(library.index_dir), "search", "footbridge", "--json"]
    (found,) = on_a_disk(disk, [asked], **{LOG_VARIABLE: str(disk / "log" / "panelsearch.log")})
    assert json.loads(found.stdout) == library.json("search", "footbridge")


@pytest.mark.skipif(sys.platform == "win32", reason="who may write to a folder is told otherwise there")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_neither_is_written_what_is_somebody_elses(library: Cli, tmp_path: Path, papers: Path) -> None:
    copied = library.copied_to(tmp_path / "index")
    with nobodys(copied.index_dir):
        assert copied.json("index", str(papers), expect=3)["error"]["code"] == "index_unusable"
        assert copied.json("search", "footbridge")["total"] == 1
        with pytest.raises(LibraryError, match=str(copied.index_dir)):
            Basket(DirectoryFiles(copied.index_dir)).change(lambda kept: kept)


@contextmanager
def nobodys(folder: Path) -> Iterator[None]:
    folder.chmod(0o500)
    try:
        yield
    finally:
        folder.chmod(0o700)
