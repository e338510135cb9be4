"""How is a PDF opened at a page? With a viewer that takes a page, else a browser, else the system's own choice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_AT_PAGE = (
    ("evince", ["--page-index={page}", "{path}"]),
    ("okular", ["--page", "{page}", "{path}"]),
    ("zathura", ["--page={page}", "{path}"]),
    ("mupdf", ["{path}", "{page}"]),
    ("xpdf", ["{path}", "{page}"]),
    ("firefox", ["{uri}#page={page}"]),
    ("chromium", ["{uri}#page={page}"]),
    ("google-chrome", ["{uri}#page={page}"]),
)

_FAILS_WITHIN_SECONDS = 0.5


def viewer_command(path: Path, page: int) -> list[str] | None:
    """The command that opens the page; None where only the system's own way is left."""
    words = {"page": str(page), "path": str(path), "uri": path.absolute().as_uri()}
    for program, arguments in _AT_PAGE:
        if found := shutil.which(program):
            return [found, *(argument.format(**words) for argument in arguments)]
    if sys.platform == "darwin":
        return ["open", str(path)]
    if opener := shutil.which("xdg-open"):
        return [opener, str(path)]
    return None


def open_pdf(path: Path, page: int) -> str:
    """Open the PDF and say what was done, or why it could not be done and what to do instead."""
    by_hand = f"The file is {path}, page {page}"
    try:
        if sys.platform == "win32":
            os.startfile(path)  # noqa: S606 - the system's own viewer
            return f"Opened {path.name}: go to page {page}"
        command = viewer_command(path, page)
        if command is None:
            return f"No PDF viewer was found. {by_hand}"
        viewer = subprocess.Popen(  # noqa: S603 - a viewer found on the path, no shell
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        failed = viewer.wait(_FAILS_WITHIN_SECONDS)
    except subprocess.TimeoutExpired:
        return f"Opening {path.name} at page {page}"
    except OSError as error:
        return f"{path.name} could not be opened: {error.strerror or error}"
    return f"{Path(command[0]).name} could not show it. {by_hand}" if failed else f"Opening {path.name} at page {page}"
