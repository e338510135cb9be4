"""Which page is a viewer told, and what is said of it? "Opening" only where something opened."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from panelsearch.tui import pdf_viewer
from panelsearch.tui.pdf_viewer import open_pdf, viewer_of

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these have one way of their own")


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    """A folder of programs that is all there is, and a screen."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":0")
    return tmp_path


def program(desk: Path, name: str, does: str = "exit 0") -> None:
    (desk / name).write_text(f'#!/bin/sh\necho "$@" > {desk}/told\n{does}\n')
    (desk / name).chmod(0o755)


@pytest.mark.parametrize(
    ("name", "told"),
    [("evince", "--page-index=14 {path}"), ("okular", "--page 14 {path}"), ("zathura", "--page=14 {path}"),
     ("mupdf", "{path} 14"), ("firefox", "file://{path}#page=14")],
)  # fmt: skip
def test_viewers_are_told_the_pdfs_page(desk, name, told) -> None:
    program(desk, name)
    assert open_pdf(Path("/papers/a.pdf"), 14) == "Opening a.pdf at page 14."
    assert (desk / "told").read_text().strip() == told.format(path="/papers/a.pdf")


def test_an_opener_that_knows_no_pages_leaves_the_page_to_the_user(desk) -> None:
    program(desk, "xdg-open")
    assert open_pdf(Path("/papers/a.pdf"), 14) == "Opening a.pdf: go to page 14 there."


def test_a_viewer_that_stays_open_has_opened_it(desk, monkeypatch) -> None:
    monkeypatch.setattr(pdf_viewer, "_FAILS_WITHIN_SECONDS", 0.2)
    program(desk, "evince", "exec /bin/sleep 2")
    assert open_pdf(Path("/papers/a.pdf"), 2) == "Opening a.pdf at page 2."


def test_what_did_not_open_is_not_opening(desk, monkeypatch) -> None:
    program(desk, "evince", "exit 1")
    assert open_pdf(Path("/papers/a.pdf"), 2) == "evince could not show it. The file is /papers/a.pdf, page 2."
    (desk / "evince").unlink()
    assert open_pdf(Path("/papers/a.pdf"), 2).startswith("There is no PDF viewer here")
    program(desk, "evince")
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert viewer_of(Path("/papers/a.pdf"), 2) is None
