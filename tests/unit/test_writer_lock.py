"""One process writes at a time; others wait or are told, and nothing under the lock's names is followed elsewhere."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from panelsearch.errors import Interrupted, LibraryBusyError, LibraryDamagedError, LibraryError
from panelsearch.ingestion import pipeline
from panelsearch.ingestion.writer_lock import writer_lock as held
from panelsearch.storage.drives import network_drive
from panelsearch.storage.sqlite import locking
from panelsearch.storage.sqlite.locking import HOLDER_NAME

unix_only = pytest.mark.skipif(sys.platform == "win32", reason="this is about what Unix does")
HOLD = "import sys, time; from pathlib import Path; from panelsearch.ingestion.writer_lock import writer_lock\n"
HOLD += "with writer_lock(Path(sys.argv[1])): print('held', flush=True); time.sleep(float(sys.argv[2]))"


def holding(index_dir: Path, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLD, str(index_dir), str(seconds)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_who_comes_second_is_told_who_is_at_work(tmp_path) -> None:
    process = holding(tmp_path, 60)
    try:
        with pytest.raises(LibraryBusyError, match=f"process {process.pid} on ") as told, held(tmp_path):
            pass
        assert "--wait" in told.value.hint
    finally:
        process.kill()
        process.wait()


def test_who_waits_comes_in_when_the_other_is_done(tmp_path) -> None:
    process = holding(tmp_path, 1.5)
    waited: list[str] = []
    with held(tmp_path, waited.append):
        assert process.wait(timeout=30) == 0
    assert waited
    assert f"process {process.pid}" in waited[0]


def test_who_waits_may_give_up(tmp_path) -> None:
    def enough(holder: str) -> None:
        raise Interrupted("Stopped.")

    process = holding(tmp_path, 60)
    try:
        with pytest.raises(Interrupted), held(tmp_path, enough):
            pass
    finally:
        process.kill()
        process.wait()


@unix_only
def test_the_lock_of_a_writer_that_died_blocks_nobody(tmp_path) -> None:
    process = holding(tmp_path, 60)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert (tmp_path / HOLDER_NAME).exists()
    with held(tmp_path):
        assert f"process {os.getpid()}" in (tmp_path / HOLDER_NAME).read_text("utf-8")
    assert not (tmp_path / HOLDER_NAME).exists()


@unix_only
def test_a_writer_that_is_stopped_keeps_its_lock_and_is_named(tmp_path) -> None:
    process = holding(tmp_path, 60)
    process.send_signal(signal.SIGSTOP)
    try:
        with pytest.raises(LibraryBusyError, match=str(process.pid)), held(tmp_path):
            pass
    finally:
        process.kill()
        process.wait()


@unix_only
@pytest.mark.parametrize("name", ["writer.txt", "writer.lock"])
def test_what_a_link_under_our_names_leads_to_is_left_alone(tmp_path, name: str) -> None:
    victim, index_dir = tmp_path / "victim.txt", tmp_path / "index"
    victim.write_text("mine")
    index_dir.mkdir()
    (index_dir / name).symlink_to(victim)
    with pytest.raises(LibraryDamagedError), held(index_dir):
        pass
    assert victim.read_text() == "mine"


@unix_only
def test_a_link_that_comes_while_we_hold_the_lock_is_not_followed(tmp_path, monkeypatch) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("mine")
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / HOLDER_NAME).symlink_to(victim)
    monkeypatch.setattr(locking, "refuse_links", lambda directory: None)
    with held(tmp_path / "index"):
        assert not (tmp_path / "index" / HOLDER_NAME).is_symlink()
    assert victim.read_text() == "mine"


@unix_only
@pytest.mark.parametrize("grants", [lambda file, how: None, "refuses"])
def test_a_drive_that_keeps_no_locks_is_named(tmp_path, monkeypatch, grants) -> None:
    import fcntl

    def refuses(file: object, how: int) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(locking, "network_drive", lambda folder: "cifs")
    real = fcntl.flock
    answers = refuses if grants == "refuses" else grants
    monkeypatch.setattr(
        fcntl, "flock", lambda file, how: real(file, how) if isinstance(file, int) else answers(file, how)
    )
    with pytest.raises(LibraryError, match=r"\(cifs\) that keeps no locks") as told, held(tmp_path):
        pass
    assert "--index" in told.value.hint


def test_a_note_that_cannot_be_written_stops_nobody(tmp_path) -> None:
    (tmp_path / HOLDER_NAME).mkdir()
    (tmp_path / HOLDER_NAME / "full").touch()
    with held(tmp_path):
        pass


@unix_only
@pytest.mark.timeout(20)
def test_a_note_that_is_a_pipe_says_nothing(tmp_path) -> None:
    os.mkfifo(tmp_path / HOLDER_NAME)
    assert locking._told(tmp_path / HOLDER_NAME) == ""


@unix_only
def test_a_note_from_somebody_else_is_only_words(tmp_path) -> None:
    process = holding(tmp_path, 60)
    (tmp_path / HOLDER_NAME).write_text("process 1\x1b[31m\u202e\n" + "x" * 10_000, encoding="utf-8")
    try:
        with pytest.raises(LibraryBusyError) as told, held(tmp_path):
            pass
    finally:
        process.kill()
        process.wait()
    assert told.value.message.isprintable()
    assert len(told.value.message) < 500


def test_a_drive_is_told_by_the_deepest_mount_above(tmp_path, monkeypatch) -> None:
    class Mount:
        def __init__(self, mountpoint: Path, fstype: str) -> None:
            self.mountpoint, self.fstype = str(mountpoint), fstype

    mounts = [Mount(Path("/"), "ext4"), Mount(tmp_path / "net", "NFS4"), Mount(tmp_path / "net" / "disk", "ext4")]
    monkeypatch.setattr("psutil.disk_partitions", lambda all: mounts)  # noqa: A006
    assert network_drive(tmp_path / "net" / "index") == "nfs4"
    assert network_drive(tmp_path / "net" / "disk" / "index") == ""
    assert network_drive(tmp_path) == ""


def test_an_index_on_a_network_drive_is_told(tmp_path, make_pdf, fresh, monkeypatch) -> None:
    make_pdf(tmp_path / "papers" / "a.pdf", [["The weir was discussed."]])
    monkeypatch.setattr(pipeline, "network_drive", lambda folder: "nfs4")
    assert "network drive (nfs4)" in str(fresh.json("index", str(tmp_path / "papers"))["notice"])


def test_index_waits_where_it_is_asked_to(tmp_path, make_pdf, fresh) -> None:
    make_pdf(tmp_path / "papers" / "a.pdf", [["The weir was discussed."]])
    process = holding(fresh.index_dir, 1.5)
    done = fresh("index", "--wait", str(tmp_path / "papers"))
    assert done.returncode == 0
    assert f"waiting for another run (process {process.pid}" in done.stderr
    process.wait()
