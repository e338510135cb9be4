"""Killing the program at any step leaves the last good library readable, and no work is done twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Cli

from panelsearch.storage.sqlite.connection import STORE_NAME
from panelsearch.storage.sqlite_files import connected
from panelsearch.testing.killed_run import Step, run_killed

N_PAPERS = 5


def fill(folder: Path, make_pdf: Callable[..., Path]) -> Path:
    for n in range(1, N_PAPERS + 1):
        lines = [f"Dunmere Parish Council minutes of {n} March 2023"]
        lines += [f"{i}. Matter {i}: the council discussed case number {n * 100 + i} at length." for i in range(1, 9)]
        make_pdf(folder / f"minutes-{n:02}.pdf", [lines, lines])
    return folder


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, make_pdf) -> Path:
    return fill(tmp_path_factory.mktemp("many"), make_pdf)


def everything(cli: Cli) -> list[object]:
    hits = cli.json("search", "case", "--limit", "0")["hits"]
    return sorted((h["document"], h["page"], h["start"], h["text"], h["score"]) for h in hits)


def stored(index_dir: Path) -> int:
    """How many documents the store has ever written: it never gives a number again."""
    if not (index_dir / STORE_NAME).exists():
        return 0
    with closing(connected(index_dir / STORE_NAME, "ro", 10)) as db:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'documents'").fetchone():
            return 0
        (last,) = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'documents'").fetchone() or (0,)
        return int(last)


def was_killed(code: int | None) -> bool:
    return code not in (0, 1, None)


def test_killed_again_and_again_and_run_at_last_gives_the_undisturbed_result(many, fresh, tmp_path) -> None:
    undisturbed = Cli(tmp_path / "undisturbed")
    undisturbed.json("index", str(many))
    expected = everything(undisturbed)
    assert len(expected) >= N_PAPERS

    kept = []
    for step in Step:
        if step.is_after_the_switch:
            continue
        assert was_killed(run_killed(fresh.index_dir, many, step)), step
        kept.append(stored(fresh.index_dir))
        error = fresh.json("search", "case", expect=3)["error"]  # the whole library or none, never a half
        assert error["code"] == "index_missing"
    assert kept == [1, 3, 5, 5, 5, 5]  # nothing finished is lost again, nothing half stored is kept
    outcomes = {d["outcome"] for d in fresh.json("index", str(many))["documents"]}
    assert outcomes == {"indexed"}
    assert everything(fresh) == expected
    assert stored(fresh.index_dir) == N_PAPERS  # nothing was read twice


class Update:
    """A library, its papers as they are after they changed, and what it says before and after an undisturbed run."""

    def __init__(self, folder: Path, make_pdf: Callable[..., Path]) -> None:
        self.papers = fill(folder / "papers", make_pdf)
        self.library = Cli(folder / "index")
        self.library.json("index", str(self.papers))
        self.before = everything(self.library)
        for n in range(4):
            make_pdf(self.papers / f"new-{n}.pdf", [[f"A new case number {n} came before the council."]] * 2)
        (self.papers / "minutes-01.pdf").unlink()
        undisturbed = self.library.copied_to(folder / "undisturbed")
        report = undisturbed.json("index")
        assert {d["document"]: d["outcome"] for d in report["documents"]} == {
            **{f"minutes-{n:02}.pdf": "unchanged" for n in range(2, N_PAPERS + 1)},
            **{f"new-{n}.pdf": "indexed" for n in range(4)},
            "minutes-01.pdf": "removed",
        }
        self.after = everything(undisturbed)


@pytest.fixture(scope="module")
def update(tmp_path_factory: pytest.TempPathFactory, make_pdf) -> Iterator[Update]:
    return Update(tmp_path_factory.mktemp("update"), make_pdf)


@pytest.mark.parametrize("step", list(Step), ids=lambda step: step.name.lower())
def test_a_killed_update_leaves_the_old_library_or_the_new_one(update: Update, step: Step, tmp_path: Path) -> None:
    cli = update.library.copied_to(tmp_path / "index")
    assert was_killed(run_killed(cli.index_dir, update.papers, step))
    assert everything(cli) == (update.after if step.is_after_the_switch else update.before)
    done = {d["document"]: d["outcome"] for d in cli.json("index")["documents"]}
    assert ("minutes-01.pdf" in done) == (not step.is_after_the_switch)
    assert everything(cli) == update.after
    assert stored(cli.index_dir) == N_PAPERS + 4
    assert len(list(cli.index_dir.glob("generation-*"))) <= 2


def start(cli: Cli, folder: Path, *options: str) -> subprocess.Popen[str]:
    argv = [sys.executable, "-m", "panelsearch", "--index", str(cli.index_dir), "index", str(folder), *options]
    return subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def wait_for_the_first(process: subprocess.Popen[str], index_dir: Path) -> None:
    deadline = time.monotonic() + 60
    while stored(index_dir) < 1 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)


@pytest.mark.skipif(sys.platform == "win32", reason="a group of processes cannot be killed at once on Windows")
def test_the_real_program_killed_with_its_workers_goes_on_where_it_was(many, fresh) -> None:
    process = start(fresh, many, "--workers", "1")
    wait_for_the_first(process, fresh.index_dir)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=30)
    assert stored(fresh.index_dir) >= 1
    assert {d["outcome"] for d in fresh.json("index", str(many))["documents"]} == {"indexed"}
    assert stored(fresh.index_dir) == N_PAPERS


@pytest.mark.skipif(sys.platform == "win32", reason="ctrl-C cannot be sent to one process group on Windows")
def test_ctrl_c_stops_cleanly_and_keeps_what_is_finished(many, fresh) -> None:
    process = start(fresh, many, "--workers", "1")
    wait_for_the_first(process, fresh.index_dir)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130, told
    assert "kept" in told
    assert "Traceback" not in told
    assert stored(fresh.index_dir) >= 1
    assert {d["outcome"] for d in fresh.json("index", str(many))["documents"]} == {"indexed"}
