"""Papers that are scans: recognised where an engine is, told where none is, never twice, never without a mark.

The engine here is a stand-in that reads the same lines in every picture and counts how often it is asked; the golden
tests use the real one.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

import pytest

from panelsearch.ocr.base import RecognisedPage
from panelsearch.ocr.cache import RecognitionCache

pytest.importorskip("pypdfium2")
pytest.importorskip("PIL")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")

LINES = ["Dunmere Parish Council", "The footbridge at Mill Lane had lost two boards and was closed."]
COLUMNS = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def table(lines: list[str]) -> str:
    rows = [COLUMNS]
    for number, line in enumerate(lines):
        left = 300
        for word in line.split():
            rows.append(f"5\t1\t1\t1\t{number}\t1\t{left}\t{300 + 60 * number}\t{20 * len(word)}\t40\t93.0\t{word}")
            left += 20 * len(word) + 15
    return "\n".join(rows) + "\n"


class Engine:
    """A program named tesseract and what it was asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        (folder / "table").write_text(table(LINES), encoding="utf-8")
        self.answers(f"cat > /dev/null; echo x >> {folder}/asked; cat {folder}/table")

    def answers(self, command: str, version: str = "9.9") -> None:
        program = self.folder / "tesseract"
        program.write_text(
            f'#!/bin/sh\ncase "$1" in --version) echo tesseract {version};; --list-langs) echo eng;;\n'
            f"*) {command};; esac\n"
        )
        program.chmod(0o755)

    @property
    def asked(self) -> int:
        calls = self.folder / "asked"
        return len(calls.read_text().split()) if calls.exists() else 0


@pytest.fixture
def engine(tmp_path, monkeypatch) -> Engine:
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}/usr/bin{os.pathsep}/bin")
    return Engine(tmp_path / "bin")


@pytest.fixture
def no_engine(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))


@pytest.fixture
def folder(tmp_path: Path, make_pdf) -> Path:
    """A printed paper and one whose only page is a picture of bars."""
    from PIL import Image, ImageDraw

    folder = tmp_path / "papers"
    make_pdf(folder / "printed.pdf", [["Severnmoor Police and Crime Panel", "The precept was discussed by all."]])
    picture = Image.new("L", (1240, 1754), 255)
    for row in range(20):
        ImageDraw.Draw(picture).rectangle((150, 150 + 60 * row, 1000, 175 + 60 * row), fill=0)
    picture.save(folder / "scan.pdf", resolution=150)
    return folder


def reports(told) -> dict[str, dict]:
    return {d["document"]: d for d in told["documents"]}


def test_scans_are_recognised_marked_and_verified(folder, fresh, engine, tmp_path) -> None:
    told = fresh.json("index", str(folder))
    assert reports(told)["scan.pdf"]["pages_without_text"] == []
    assert told["to_recognise_more"] is None
    hit = fresh.json("search", "footbridge")["hits"][0]
    assert (hit["document"], hit["page"], hit["text_source"]) == ("scan.pdf", 1, "ocr")
    assert (hit["ocr"], hit["ocr_confidence"]) == (True, 0.93)
    printed = fresh.json("search", "precept")["hits"][0]
    assert (printed["ocr"], printed["ocr_confidence"]) == (False, None)
    assert "read by OCR, 93% sure" in fresh("search", "footbridge").stdout
    assert fresh.json("show", "scan.pdf")["pages"][0]["ocr_confidence"] == 0.93
    assert fresh.json("status")["ocr_pages"] == 1
    fresh.json("export", "footbridge", "-o", str(tmp_path / "found.csv"))
    verified = fresh.json("verify", str(tmp_path / "found.csv"))
    assert (verified["confirmed"], verified["confirmed_by_ocr"]) == (1, 1)
    assert engine.asked == 1


def test_a_cluster_recognises_pages_and_this_machine_keeps_what_they_say(folder, fresh, engine, monkeypatch) -> None:
    pytest.importorskip("distributed")
    asked, pages = Counter[str](), RecognitionCache.pages

    def counted(cache: RecognitionCache, sha256: str, engine: str = "") -> dict[int, RecognisedPage]:
        asked[sha256] += 1
        return pages(cache, sha256, engine)

    monkeypatch.setattr(RecognitionCache, "pages", counted)
    told = fresh.json("index", str(folder), "--scheduler", "local")
    assert max(asked.values()) == 2, "what was recognised goes with a file, before and after, and not with each page"
    assert reports(told)["scan.pdf"]["pages_without_text"] == []
    assert fresh.json("search", "footbridge")["hits"][0]["ocr_confidence"] == 0.93
    (fresh.index_dir / "library.sqlite").unlink()
    fresh.json("index", str(folder), "--scheduler", "local")
    assert fresh.json("search", "footbridge")["hits"][0]["ocr"] is True
    assert engine.asked == 1


def test_a_picture_is_recognised_once_whatever_becomes_of_its_file(folder, fresh, engine) -> None:
    fresh.json("index", str(folder))
    scan = folder / "scan.pdf"
    (folder / "renamed.pdf").write_bytes(scan.read_bytes() + b"\n% sent again\n")
    scan.unlink()
    (fresh.index_dir / "library.sqlite").unlink()
    fresh.json("index", str(folder))
    assert fresh.json("search", "footbridge")["hits"][0]["document"] == "renamed.pdf"
    assert engine.asked == 1
    engine.answers(f"cat > /dev/null; echo x >> {engine.folder}/asked; cat {engine.folder}/table", version="10.0")
    fresh.json("index")
    assert engine.asked == 2  # a new engine may read better


def test_without_an_engine_the_command_for_it_is_told_and_the_next_run_goes_on(
    folder, fresh, tmp_path, monkeypatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    done = fresh("index", str(folder))
    assert done.returncode == 0
    assert "tesseract" in done.stdout
    assert "scan.pdf: no text on page 1 (only a picture)" in done.stdout
    assert "tesseract" in fresh.json("status")["advice"]
    engine = Engine(tmp_path / "bin")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}/usr/bin{os.pathsep}/bin")
    told = reports(fresh.json("index"))
    assert told["printed.pdf"]["outcome"] == "unchanged"
    assert told["scan.pdf"]["outcome"] == "indexed"
    assert engine.asked == 1
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert {d["outcome"] for d in fresh.json("index")["documents"]} == {"unchanged"}
    assert fresh.json("search", "footbridge")["total"] == 1  # what was recognised is kept


def test_off_recognises_nothing_and_force_everything(folder, fresh, engine) -> None:
    told = fresh.json("index", str(folder), "--ocr", "off")
    assert reports(told)["scan.pdf"]["pages_without_text"] == [1]
    assert told["to_recognise_more"] is None
    assert engine.asked == 0
    fresh.json("index", "--ocr", "force")
    assert engine.asked == 2
    assert {h["document"] for h in fresh.json("search", "footbridge")["hits"]} == {"printed.pdf", "scan.pdf"}


def test_off_keeps_what_was_recognised_before(folder, fresh, engine) -> None:
    fresh.json("index", str(folder))
    assert engine.asked == 1
    assert reports(fresh.json("index", "--ocr", "off"))["scan.pdf"]["outcome"] == "unchanged"
    fresh.json("index", "--ocr", "off", "--rebuild", "--retry")
    assert fresh.json("search", "footbridge")["total"] == 1
    (folder / "copy.pdf").write_bytes((folder / "scan.pdf").read_bytes())
    assert reports(fresh.json("index", "--ocr", "off"))["copy.pdf"]["pages_without_text"] == []
    assert engine.asked == 1


def test_a_page_that_takes_too_long_is_told_and_tried_again_by_the_next_run(folder, fresh, engine) -> None:
    engine.answers("exec sleep 30")
    told = reports(fresh.json("index", str(folder), "--page-time-limit", "1"))
    assert "longer than 1 seconds" in told["scan.pdf"]["reason"]
    assert told["printed.pdf"]["pages_without_text"] == []
    engine.answers(f"cat > /dev/null; cat {engine.folder}/table")
    told = reports(fresh.json("index"))
    assert told["scan.pdf"]["pages_without_text"] == []
    assert told["printed.pdf"]["outcome"] == "unchanged"
    assert fresh.json("search", "footbridge")["total"] == 1


def test_a_page_that_the_engine_gives_up_on_is_told_and_tried_again_when_asked(folder, fresh, engine) -> None:
    engine.answers(f"cat > /dev/null; echo x >> {engine.folder}/asked; exit 1")
    assert "gave up" in reports(fresh.json("index", str(folder)))["scan.pdf"]["reason"]
    assert reports(fresh.json("index"))["scan.pdf"]["outcome"] == "unchanged"
    assert engine.asked == 1
    engine.answers(f"cat > /dev/null; cat {engine.folder}/table")
    assert reports(fresh.json("index", "--retry"))["scan.pdf"]["pages_without_text"] == []
