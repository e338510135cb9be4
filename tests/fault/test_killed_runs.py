"""Killing the program at any moment leaves the last good library readable, and no work is done twice."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

N_PAPERS = 14


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, make_pdf) -> Path:
    folder = tmp_path_factory.mktemp("many")
    for n in range(1, N_PAPERS + 1):
        lines = [f"Dunmere Parish Council minutes of {n} March 2023"]
        lines += [f"{i}. Matter {i}: the council discussed case number {n * 100 + i} at length." for i in range(1, 30)]
        make_pdf(folder / f"minutes-{n:02}.pdf", [lines, lines])
    return folder


def start(index_dir: Path, folder: Path) -> subprocess.Popen[bytes]:
    argv = [sys.executable, "-m", "panelsearch", "--index", str(index_dir), "index", str(folder)]
    return subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def kill(process: subprocess.Popen[bytes]) -> None:
    import os

    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def everything(cli) -> list[object]:
    hits = cli.json("search", "case", "--limit", "0")["hits"]
    return sorted((h["document"], h["page"], h["start"], h["text"], h["score"]) for h in hits)


def cli_on(index_dir: Path, template):
    return type(template)(index_dir)


def test_killed_at_any_moment_and_run_again_gives_the_undisturbed_result(many, fresh, tmp_path) -> None:
    undisturbed = cli_on(tmp_path / "undisturbed", fresh)
    undisturbed.json("index", str(many))
    expected = everything(undisturbed)
    assert len(expected) >= N_PAPERS

    stored_after_kills = []
    for delay in (0.8, 2.2, 3.0, 3.8, 4.6):
        process = start(fresh.index_dir, many)
        time.sleep(delay)
        finished = process.poll() is not None
        kill(process) if not finished else None
        done = fresh("search", "case", "--json")
        assert done.returncode in (0, 3), done.stderr  # the whole library or none, never a half
        assert "Traceback" not in done.stderr
        stored_after_kills.append(stored(fresh.index_dir))
    assert stored_after_kills == sorted(stored_after_kills)  # nothing finished is lost again
    fresh.json("index", str(many))
    assert everything(fresh) == expected
    assert stored(fresh.index_dir) == N_PAPERS


def stored(index_dir: Path) -> int:
    import sqlite3

    file = index_dir / "library.sqlite"
    if not file.exists():
        return 0
    with sqlite3.connect(file) as db:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'documents'").fetchone():
            return 0
        return int(db.execute("SELECT count(*) FROM documents").fetchone()[0])


def test_a_killed_update_leaves_the_old_library_as_it_was(many, fresh, tmp_path, make_pdf) -> None:
    folder = tmp_path / "papers"
    shutil.copytree(many, folder)
    fresh.json("index", str(folder))
    before = everything(fresh)
    for n in range(6):
        make_pdf(folder / f"new-{n}.pdf", [[f"A new case number {n} came before the council."]] * 3)
    (folder / "minutes-01.pdf").unlink()
    for delay in (1.0, 2.5):
        process = start(fresh.index_dir, folder)
        time.sleep(delay)
        if process.poll() is None:
            kill(process)
            assert everything(fresh) == before
        else:
            break
    report = fresh.json("index", str(folder))
    assert "removed" in {d["outcome"] for d in report["documents"]} or everything(fresh) != before
    assert {hit[0] for hit in everything(fresh)} >= {"new-0.pdf", "minutes-02.pdf"}
    assert "minutes-01.pdf" not in {hit[0] for hit in everything(fresh)}


@pytest.mark.skipif(sys.platform == "win32", reason="ctrl-C cannot be sent to one process group on Windows")
def test_ctrl_c_stops_cleanly_and_keeps_what_is_finished(many, fresh) -> None:
    argv = [sys.executable, "-m", "panelsearch", "--index", str(fresh.index_dir), "index", str(many), "--workers", "1"]
    process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    deadline = time.monotonic() + 60
    while stored(fresh.index_dir) < 1 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130, told
    assert "kept" in told
    assert "Traceback" not in told
    assert stored(fresh.index_dir) >= 1
    assert {d["outcome"] for d in fresh.json("index", str(many))["documents"]} == {"indexed"}
