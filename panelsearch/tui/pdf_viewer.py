"""How is a PDF opened at a page? With a viewer that takes a page, else a browser, else the system's own choice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_AT_PAGE = (
    ("evince", ["--page-index={page}", "{path}"]),
    ("okular", ["--page", "{page}", "{path}"]),
    ("zathura", ["--page={page}", "{path}"]),
    ("mupdf", ["{path}", "{page}"]),
    ("firefox", ["{uri}#page={page}"]),
    ("chromium", ["{uri}#page={page}"]),
    ("google-chrome", ["{uri}#page={page}"]),
)
"""Viewers that count a PDF's pages from 1, as we do; with evince, an index is that and a label the printed number."""

_FAILS_WITHIN_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Viewer:
    """A command that opens a PDF; `turns` is whether it goes to the page by itself."""

    command: tuple[str, ...]
    turns: bool


def viewer_of(path: Path, page: int) -> Viewer | None:
    """What opens the page (counted from 1) here; None where nothing does, or there is no screen to open it on."""
    if sys.platform == "darwin":
        return Viewer(("open", str(path)), turns=False)
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return None
    words = {"page": str(page), "path": str(path), "uri": path.absolute().as_uri()}
    for program, arguments in _AT_PAGE:
        if found := shutil.which(program):
            return Viewer((found, *(argument.format(**words) for argument in arguments)), turns=True)
    opener = shutil.which("xdg-open")
    return Viewer((opener, str(path)), turns=False) if opener else None


def open_pdf(path: Path, page: int) -> str:
    """Open the PDF and say what was done, or why it could not be done and what to do instead."""
    by_hand = f"The file is {path}, page {page}."
    try:
        if sys.platform == "win32":
            os.startfile(path)  # noqa: S606 - the system's own viewer
            return f"Opening {path.name}: go to page {page} there."
        viewer = viewer_of(path, page)
        if viewer is None:
            return f"There is no PDF viewer here to open it. {by_hand}"
        if not _opens(viewer):
            return f"{Path(viewer.command[0]).name} could not show it. {by_hand}"
    except OSError as error:
        return f"It could not be opened: {error.strerror or error}. {by_hand}"
    return f"Opening {path.name} at page {page}." if viewer.turns else f"Opening {path.name}: go to page {page} there."


def _opens(viewer: Viewer) -> bool:
    """Start it; whether it still runs after a moment, or has handed the file to another that does."""
    running = subprocess.Popen(  # noqa: S603 - a viewer found on the path, no shell
        viewer.command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        return running.wait(_FAILS_WITHIN_SECONDS) == 0
    except subprocess.TimeoutExpired:
        return True
