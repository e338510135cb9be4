"""What a folder may hold besides good papers: nothing of it stops a run, or is passed over in silence."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest
from conftest import Cli, MakePdf

from panelsearch.config.regular_files import open_regular
from panelsearch.ingestion.discovery import document_name, neutral

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither such files nor such names")


@pytest.fixture
def folder(tmp_path: Path, make_pdf: MakePdf) -> Path:
    make_pdf(tmp_path / "papers" / "good.pdf", [["Dunmere Parish Council", "The footbridge was discussed at length."]])
    return tmp_path / "papers"


def outcomes(report: dict) -> dict[str, tuple[str, str | None]]:
    return {Path(d["document"]).name: (d["outcome"], d["reason"]) for d in report["documents"]}


def test_what_is_no_file_is_told_and_waited_for_by_nobody(folder, fresh: Cli, tmp_path) -> None:
    os.mkfifo(folder / "pipe.pdf")
    with socket.socket(socket.AF_UNIX) as listening:
        before = Path.cwd()
        os.chdir(folder)  # the name of a socket has no room for a long path
        listening.bind("socket.pdf")
        os.chdir(before)
    (folder / "device.pdf").symlink_to("/dev/zero")
    (folder / "dangling.pdf").symlink_to("nowhere.pdf")
    (folder / "self.pdf").symlink_to("self.pdf")
    (folder / "folder.pdf").mkdir()
    assert outcomes(fresh.json("index", str(folder), expect=4)) == {
        "good.pdf": ("indexed", None),
        "pipe.pdf": ("skipped", "is a named pipe, not a file"),
        "socket.pdf": ("skipped", "is a socket, not a file"),
        "device.pdf": ("skipped", "is a device, not a file"),
        "dangling.pdf": ("skipped", "is a link that leads to no file"),
        "self.pdf": ("skipped", "is a link that leads to no file"),
    }
    assert fresh.json("search", "footbridge")["total"] == 1
    assert fresh.json("status")["added"] == []


def test_a_paper_that_became_a_pipe_while_nobody_looked_is_not_waited_for(folder) -> None:
    os.mkfifo(folder / "pipe.pdf")
    with pytest.raises(OSError, match="named pipe"):
        open_regular(folder / "pipe.pdf")


def test_links_that_lead_round_are_silent_and_those_that_lead_out_are_told(
    folder, fresh: Cli, tmp_path, make_pdf
) -> None:
    make_pdf(tmp_path / "elsewhere" / "other.pdf", [["The lido was discussed here."]])
    (folder / "in").mkdir()
    (folder / "in" / "round").symlink_to("..")
    (folder / "out").symlink_to(tmp_path / "elsewhere")
    report = outcomes(fresh.json("index", str(folder), expect=4))
    assert set(report) == {"good.pdf", "out"}
    assert "index the folder that it leads to" in (report["out"][1] or "")


def test_names_that_are_no_text_are_indexed_under_a_name_that_is(folder, fresh: Cli) -> None:
    good = (folder / "good.pdf").read_bytes()
    odd = Path(os.fsdecode(os.fsencode(folder) + b"/fold\xff/bad\xfename.pdf"))
    odd.parent.mkdir()
    odd.write_bytes(good + b"\n")
    report = fresh.json("index", str(folder))
    assert {d["document"] for d in report["documents"]} == {"good.pdf", "fold\ufffd/bad\ufffdname.pdf"}
    assert {d["outcome"] for d in fresh.json("index")["documents"]} == {"unchanged"}
    assert fresh.json("status")["changed"] == []
    odd.unlink()
    report = fresh.json("index")
    assert {d["document"]: d["outcome"] for d in report["documents"]}["fold\ufffd/bad\ufffdname.pdf"] == "removed"


def test_a_folder_whose_own_name_is_no_text_is_a_root_like_others(folder, fresh: Cli) -> None:
    root = Path(os.fsdecode(os.fsencode(folder.parent) + b"/ro\xffot"))
    folder.rename(root)
    fresh.json("index", str(root))
    assert {d["outcome"] for d in fresh.json("index")["documents"]} == {"unchanged"}


def test_names_as_long_as_names_may_be(folder, fresh: Cli) -> None:
    name = "a" * 251 + ".pdf"
    (folder / "good.pdf").rename(folder / name)
    assert outcomes(fresh.json("index", str(folder))) == {name: ("indexed", None)}
    assert fresh.json("search", "footbridge")["hits"][0]["document"] == name


def test_two_names_that_become_one_are_two_papers(folder, fresh: Cli, make_pdf) -> None:
    make_pdf(folder / "a\x01.pdf", [["The lido was discussed here."]])
    make_pdf(folder / "a\x02.pdf", [["The weir was discussed here."]])
    fresh.json("index", str(folder))
    assert fresh.json("search", "lido")["total"] == fresh.json("search", "weir")["total"] == 1


@pytest.mark.parametrize("name", ["exe.\u202efdp.pdf", "a\x1b[31mb.pdf", "a\nb.pdf", "a\u2028b.pdf", "a\u2066b.pdf"])
def test_names_that_a_screen_would_obey_are_neutral_wherever_they_go(folder, fresh: Cli, name: str) -> None:
    (folder / "good.pdf").rename(folder / name)
    fresh.json("index", str(folder))
    (hit,) = fresh.json("search", "footbridge")["hits"]
    assert hit["document"] == neutral(name) == document_name(folder / name, folder)
    assert all(c.isprintable() for c in hit["document"])


def test_a_right_to_left_name_keeps_its_letters() -> None:
    assert neutral("פרוטוקול ישיבה.pdf") == "פרוטוקול ישיבה.pdf"
    assert neutral("نیم‌فاصله.pdf") == "نیم‌فاصله.pdf"


@pytest.mark.parametrize("name", ["people.toml", "searches.toml", "synonyms.toml"])
def test_a_users_file_that_is_a_pipe_is_told(folder, fresh: Cli, name: str) -> None:
    fresh.json("index", str(folder))
    os.mkfifo(fresh.index_dir / name)
    commands = {"people.toml": ["people"], "searches.toml": ["searches"], "synonyms.toml": ["search", "footbridge"]}
    error = fresh.json(*commands[name], expect=3)["error"]
    assert name in error["message"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may look into any folder")
def test_a_folder_that_may_not_be_looked_into_keeps_its_papers(folder, fresh: Cli, make_pdf) -> None:
    make_pdf(folder / "shut" / "paper.pdf", [["The lido was discussed here."]])
    fresh.json("index", str(folder))
    (folder / "shut").chmod(0)
    try:
        report = outcomes(fresh.json("index", expect=4))
    finally:
        (folder / "shut").chmod(0o700)
    assert report["shut"][0] == "skipped"
    assert report["shut"][1].startswith("folder: Permission denied (give yourself the right")
    assert fresh.json("search", "lido")["total"] == 1
