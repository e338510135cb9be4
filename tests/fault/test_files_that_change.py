"""What is read of a file is what was hashed of it, whatever becomes of the file while a run is at work."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Cli, MakePdf

from panelsearch.ingestion import pipeline, worker
from panelsearch.ingestion.worker import OUTGREW_MEMORY, Missed, Source, read_document
from panelsearch.ocr.engine_selection import Ocr, OcrMode
from panelsearch.storage.content_hash import held, sha256

BEFORE = [["Dunmere Parish Council", "The originalword was discussed at length by all."]]
AFTER = [["Dunmere Parish Council", "The replacement was discussed at length by all."]]


def told(report: dict) -> dict[str, tuple[str, str | None]]:
    return {d["document"]: (d["outcome"], d["reason"]) for d in report["documents"]}


@pytest.fixture
def paper(tmp_path: Path, make_pdf: MakePdf) -> Path:
    make_pdf(tmp_path / "papers" / "other.pdf", [["Another paper about the weir."]])
    return make_pdf(tmp_path / "papers" / "paper.pdf", BEFORE)


def meanwhile(monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]) -> None:
    """Whenever the paper has been hashed, and before it is read, this happens to it."""

    def hashed(path: Path) -> str:
        digest = sha256(path)
        if path.name == "paper.pdf":
            change(path)
        return digest

    monkeypatch.setattr(pipeline, "hash_of", hashed)


def test_a_file_replaced_before_it_is_read_is_read_as_it_is_now(paper, fresh: Cli, make_pdf, monkeypatch) -> None:
    original = paper.read_bytes()
    meanwhile(monkeypatch, lambda path: make_pdf(path, AFTER))
    assert told(fresh.json("index", str(paper.parent)))["paper.pdf"] == ("indexed", None)
    monkeypatch.undo()
    assert fresh.json("search", "replacement")["total"] == 1
    paper.write_bytes(original)
    fresh.json("index")
    assert fresh.json("search", "originalword")["total"] == 1
    assert fresh.json("search", "replacement", expect=1)["total"] == 0


def test_a_file_that_changes_all_the_time_is_told_and_read_when_it_rests(paper, fresh: Cli, monkeypatch) -> None:
    meanwhile(monkeypatch, lambda path: path.write_bytes(path.read_bytes() + b"\n"))
    report = told(fresh.json("index", str(paper.parent), expect=4))
    assert report["other.pdf"] == ("indexed", None)
    assert report["paper.pdf"] == ("failed", "changes while it is read: index it when it is finished")
    monkeypatch.undo()
    assert told(fresh.json("index"))["paper.pdf"] == ("indexed", None)


def test_a_file_that_goes_before_it_is_read_stays_as_it_was(paper, fresh: Cli, make_pdf, monkeypatch) -> None:
    fresh.json("index", str(paper.parent))
    make_pdf(paper, AFTER)
    meanwhile(monkeypatch, lambda path: path.unlink())
    outcome, reason = told(fresh.json("index", expect=4))["paper.pdf"]
    assert outcome == "skipped"
    assert "stays" in (reason or "")
    monkeypatch.undo()
    assert fresh.json("search", "originalword")["total"] == 1
    assert told(fresh.json("index"))["paper.pdf"] == ("removed", None)


def test_a_new_file_that_goes_costs_its_line_and_its_twin_is_read(paper, fresh: Cli, make_pdf, monkeypatch) -> None:
    (paper.parent / "zwin.pdf").write_bytes(paper.read_bytes())
    meanwhile(monkeypatch, lambda path: path.unlink())
    report = told(fresh.json("index", str(paper.parent), expect=4))
    assert report["paper.pdf"] == ("failed", "No such file or directory")
    assert report["zwin.pdf"] == ("indexed", None)
    assert fresh.json("search", "originalword")["total"] == 1


def test_rebuilding_looks_into_files_whose_size_and_time_are_the_same(paper, fresh: Cli) -> None:
    fresh.json("index", str(paper.parent))
    stamps = paper.stat()
    paper.write_bytes(paper.read_bytes()[:-1] + b" ")
    os.utime(paper, ns=(stamps.st_atime_ns, stamps.st_mtime_ns))
    assert told(fresh.json("index"))["paper.pdf"][0] == "unchanged"
    assert told(fresh.json("index", "--rebuild"))["paper.pdf"][0] == "indexed"


def test_a_worker_reads_no_other_bytes_than_were_hashed(paper, tmp_path) -> None:
    ocr = Ocr(OcrMode.OFF, "", tmp_path)
    assert read_document(Source(paper, "0" * 64), ocr) == Missed()
    assert read_document(Source(tmp_path / "gone.pdf", "0" * 64), ocr) == Missed()


@pytest.mark.parametrize("in_memory", [0, 1_000_000])
def test_what_is_held_does_not_change_with_the_file(paper, make_pdf, monkeypatch, in_memory: int) -> None:
    monkeypatch.setattr("panelsearch.storage.content_hash._IN_MEMORY_BYTES", in_memory)
    before, digest = paper.read_bytes(), sha256(paper)
    with held(paper) as file:
        with paper.open("r+b") as same:
            same.write(b"overwritten in place")
        assert (file.sha256, file.content.read()) == (digest, before)


def test_a_file_that_grows_is_hashed_as_long_as_it_was(paper, monkeypatch) -> None:
    digest = sha256(paper)
    size = paper.stat().st_size
    with paper.open("ab") as file:
        file.write(b"and more, written after it was opened")
    real = os.fstat

    class Stat:
        def __init__(self, number: int) -> None:
            self.st_mode, self.st_size = real(number).st_mode, size

    monkeypatch.setattr(os, "fstat", Stat)
    assert sha256(paper) == digest


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_a_file_whose_worker_was_killed_is_tried_again_by_itself(paper, fresh: Cli, monkeypatch) -> None:
    monkeypatch.setattr(worker, "read_document", _dies)
    report = told(fresh.json("index", str(paper.parent), expect=4))
    assert set(report.values()) == {("failed", "its reader process ended unexpectedly")}
    monkeypatch.undo()
    assert {outcome for outcome, _ in told(fresh.json("index")).values()} == {"indexed"}


def test_a_file_that_outgrew_its_memory_is_tried_again_by_itself(paper, fresh: Cli, monkeypatch) -> None:
    monkeypatch.setattr(worker, "read_document", _outgrows)
    assert ("failed", OUTGREW_MEMORY.reason) in told(fresh.json("index", str(paper.parent), expect=4)).values()
    monkeypatch.undo()
    assert {outcome for outcome, _ in told(fresh.json("index")).values()} == {"indexed"}


def _dies(*args: object, **options: object) -> object:
    os.kill(os.getpid(), signal.SIGKILL)


def _outgrows(*args: object, **options: object) -> object:
    return OUTGREW_MEMORY
