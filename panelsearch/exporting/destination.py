"""Where may an export be written? Never over a paper or into the library, and over another file only where asked to."""

from __future__ import annotations

from pathlib import Path

from panelsearch.errors import UsageError

_PDF = b"%PDF-"
_PDF_WITHIN = 1024


def check_destination(path: Path, *, library: Path, replace: bool) -> None:
    """Refuse a place that holds something else. UsageError, which says what is there.

    `library` is the directory that the library lies in; `replace` allows an ordinary file to be written over.
    """
    if path.resolve().is_relative_to(library.resolve()):
        raise UsageError(f"{path} lies inside the library; nothing was written.", "Choose a file outside it.")
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise UsageError(f"{path} is no ordinary file; nothing was written.", "Choose another file.")
    if not path.exists():
        return
    if _is_pdf(path):
        raise UsageError(f"{path} is a PDF, and a paper is never written over.", "Choose another file.")
    if not replace:
        raise UsageError(f"{path} is there already; nothing was written.", "Choose another file, or add --force.")


def _is_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return _PDF in file.read(_PDF_WITHIN)
    except OSError:
        return False  # writing will say why
