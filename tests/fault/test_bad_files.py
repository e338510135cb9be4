"""One bad file costs one line in the report, never the run."""

from __future__ import annotations

import multiprocessing
import os
import time
import zlib
from multiprocessing.connection import Connection
from pathlib import Path

import filelock
import psutil
import pytest

from panelsearch.ingestion import pipeline, worker, worker_pool
from panelsearch.ner.taggers import Tagging


def raw_pdf(path: Path, content: bytes, pages: int = 1) -> Path:
    """A PDF whose pages share one compressed content stream."""
    packed = zlib.compress(content, 1)
    kids = b" ".join(b"%d 0 R" % (4 + n) for n in range(pages))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        *[page] * pages,
    ]
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    xref = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, xref)
    path.write_bytes(out)
    return path


def outcomes(report) -> dict[str, str]:
    return {d["document"]: d["outcome"] for d in report["documents"]}


@pytest.fixture
def folder(tmp_path: Path, make_pdf) -> Path:
    folder = tmp_path / "papers"
    make_pdf(folder / "good.pdf", [["Dunmere Parish Council", "The footbridge was discussed at length by all."]])
    return folder


def test_each_bad_file_has_its_reason_and_the_good_one_is_read(folder, fresh, make_pdf) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    (folder / "empty.pdf").write_bytes(b"")
    (folder / "text.pdf").write_bytes(b"Dear Sir, this is a letter.\n" * 50)
    whole = (folder / "good.pdf").read_bytes()
    (folder / "cut.pdf").write_bytes(whole[: len(whole) // 3])
    (folder / "cut-late.pdf").write_bytes(whole[: len(whole) * 2 // 3])
    make_pdf(folder / "locked.pdf", [["secret"]], encrypt=StandardEncryption("open sesame", strength=128))
    report = fresh.json("index", str(folder), expect=4)
    told = {d["document"]: (d["outcome"], d["reason"], d["pages_without_text"]) for d in report["documents"]}
    assert told == {
        "good.pdf": ("indexed", None, []),
        "empty.pdf": ("failed", "is empty", []),
        "text.pdf": ("failed", "is not a PDF", []),
        "cut.pdf": ("failed", "is damaged: no pages can be found in it", []),
        "cut-late.pdf": ("indexed", "no text on page 1 (damaged)", [1]),
        "locked.pdf": (
            "failed", "asks for a password: give it with --password-file FILE, one password a line", [],
        ),
    }  # fmt: skip
    assert fresh.json("search", "footbridge")["total"] == 1


def test_a_file_that_takes_too_long_is_given_up(folder, fresh, monkeypatch) -> None:
    raw_pdf(folder / "slow.pdf", b"BT /F1 9 Tf " + b"1 0 0 1 9 9 Tm (ab) Tj " * 400_000 + b"ET", pages=60)
    report = fresh.json("index", str(folder), "--time-limit", "2", expect=4)
    assert outcomes(report) == {"good.pdf": "indexed", "slow.pdf": "failed"}
    (reason,) = (d["reason"] for d in report["documents"] if d["document"] == "slow.pdf")
    assert reason == "took longer than 2 seconds"
    tried = []  # another time it may be quicker: only what lies in the bytes themselves is remembered
    monkeypatch.setattr(pipeline, "read_all", lambda pending, *rest: tried.extend(one.file.name for one in pending))
    assert outcomes(fresh.json("index", str(folder), expect=4)) == {"good.pdf": "unchanged", "slow.pdf": "failed"}
    assert tried == ["slow.pdf"]


def test_what_the_bytes_themselves_cause_is_not_tried_again_unasked(folder, fresh, monkeypatch) -> None:
    (folder / "text.pdf").write_bytes(b"Dear Sir, this is a letter.\n" * 50)
    assert outcomes(fresh.json("index", str(folder), expect=4)) == {"good.pdf": "indexed", "text.pdf": "failed"}
    monkeypatch.setattr(worker_pool.pebble, "ProcessPool", None)
    assert outcomes(fresh.json("index", str(folder), expect=4)) == {"good.pdf": "unchanged", "text.pdf": "failed"}


def test_what_cannot_be_extracted_is_not_tried_again_because_it_would_be_tagged_otherwise(
    folder, fresh, monkeypatch
) -> None:
    (folder / "text.pdf").write_bytes(b"Dear Sir, this is a letter.\n" * 50)
    fresh.json("index", str(folder), expect=4)
    tried = []
    monkeypatch.setattr(pipeline, "read_all", lambda pending, *rest: tried.extend(one.file.name for one in pending))
    monkeypatch.setattr(worker, "READING_FINGERPRINT", "another")
    fresh.json("index", str(folder), expect=4)
    assert tried == ["good.pdf"]
    monkeypatch.setattr(worker, "EXTRACTION_FINGERPRINT", "another")
    fresh.json("index", str(folder), expect=4)
    assert tried == ["good.pdf", "good.pdf", "text.pdf"]


def test_a_file_that_eats_memory_is_given_up(folder, fresh) -> None:
    raw_pdf(folder / "bomb.pdf", b"BT " + b"\0" * 600_000_000 + b" ET")
    report = fresh.json("index", str(folder), "--memory-limit", "200", expect=4)
    assert outcomes(report) == {"good.pdf": "indexed", "bomb.pdf": "failed"}
    (reason,) = (d["reason"] for d in report["documents"] if d["document"] == "bomb.pdf")
    assert reason == "needs more memory than one file may take"


def test_a_second_indexer_is_told_who_is_at_work(folder, fresh) -> None:
    fresh.index_dir.mkdir(parents=True)
    with filelock.FileLock(fresh.index_dir / "writer.lock"):
        (fresh.index_dir / "writer.txt").write_text("process 4711, since 12:00", encoding="utf-8")
        error = fresh.json("index", str(folder), expect=3)["error"]
    assert error["code"] == "index_busy"
    assert "4711" in error["message"]
    fresh.json("index", str(folder))


def test_an_index_of_another_version_is_told_and_rebuilt(folder, fresh) -> None:
    import sqlite3

    fresh.json("index", str(folder))
    with sqlite3.connect(fresh.index_dir / "library.sqlite") as db:
        db.execute("PRAGMA user_version=999")
    error = fresh.json("search", "footbridge", expect=3)["error"]
    assert error["code"] == "index_outdated"
    fresh.json("index", str(folder))
    assert fresh.json("search", "footbridge")["total"] == 1


def test_a_damaged_index_directory_is_told_and_rebuilt(folder, fresh) -> None:
    fresh.json("index", str(folder))
    (generation,) = fresh.index_dir.glob("generation-*")
    for file in generation.iterdir():
        file.write_bytes(b"\x80\x04cposix\nsystem\n(S'echo'\ntR.")
    error = fresh.json("search", "footbridge", expect=3)["error"]
    assert error["code"] == "index_damaged"
    assert "--rebuild" in error["hint"]
    fresh.json("index", "--rebuild", str(folder))
    assert fresh.json("search", "footbridge")["total"] == 1


def test_changes_on_disk_reach_the_library(folder, fresh, make_pdf) -> None:
    fresh.json("index", str(folder))
    make_pdf(folder / "good.pdf", [["The weir was discussed instead, and nothing else."]])
    make_pdf(folder / "copy.pdf", [["The weir was discussed instead, and nothing else."]])
    assert fresh.json("status")["changed"] == ["good.pdf"]
    assert outcomes(fresh.json("index", str(folder))) == {"good.pdf": "indexed", "copy.pdf": "indexed"}
    assert fresh.json("search", "footbridge", expect=1)["total"] == 0
    (hit,) = fresh.json("search", "weir")["hits"]  # the same bytes under two names are one document
    assert hit["document"] == "copy.pdf"
    assert [other["document"] for other in hit["also_in"]] == ["good.pdf"]
    (folder / "copy.pdf").unlink()
    assert outcomes(fresh.json("index")) == {"good.pdf": "unchanged", "copy.pdf": "removed"}
    (hit,) = fresh.json("search", "weir")["hits"]
    assert (hit["document"], hit["also_in"]) == ("good.pdf", [])


def test_roots_add_up_and_can_be_forgotten(folder, fresh, tmp_path, make_pdf) -> None:
    other = tmp_path / "other"
    make_pdf(other / "good.pdf", [["The lido was discussed here."]])
    fresh.json("index", str(folder))
    fresh.json("index", str(other))
    assert fresh.json("search", "footbridge")["hits"][0]["document"] == "good.pdf"
    assert fresh.json("search", "lido")["hits"][0]["document"] == "other/good.pdf"
    fresh.json("index", "--forget", str(folder))
    assert fresh.json("search", "footbridge", expect=1)["total"] == 0
    assert fresh.json("search", "lido")["total"] == 1


def test_a_root_that_is_not_there_does_not_empty_the_library(folder, fresh, tmp_path) -> None:
    fresh.json("index", str(folder))
    folder.rename(tmp_path / "away")
    assert fresh.json("index", expect=2)["error"]["code"] == "usage"
    assert fresh.json("search", "footbridge")["total"] == 1


def test_an_index_that_cannot_be_made_is_told(folder, tmp_path, fresh) -> None:
    (tmp_path / "index").write_text("a file stands here", encoding="utf-8")
    error = fresh.json("index", str(folder), expect=3)["error"]
    assert "--index" in error["hint"]


def test_who_reads_a_file_ends_with_the_run_that_was_killed() -> None:
    told, tell = multiprocessing.Pipe(duplex=False)
    run = multiprocessing.get_context("spawn").Process(target=_run_with_a_reader, args=(tell,))
    run.start()
    assert told.poll(90)
    reader = psutil.Process(told.recv())
    run.kill()
    run.join()
    _, left = psutil.wait_procs([reader], timeout=20)
    assert not left


def _run_with_a_reader(tell: Connection) -> None:
    reader = multiprocessing.get_context("spawn").Process(target=_hanging_reader, args=(tell,))
    reader.start()
    reader.join()


def _hanging_reader(tell: Connection) -> None:
    worker.start_worker(1024**3, Tagging("rules"))
    tell.send(os.getpid())
    time.sleep(300)
