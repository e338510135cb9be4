"""Where may an export be written? Never over a paper or into the library, and over another file only where asked to."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from panelsearch.errors import UsageError
from panelsearch.storage.own_files import is_same_file

_PDF = b"%PDF-"
_PDF_WITHIN = 1024


def check_destination(
    path: Path, *, library: Sequence[Path], replace: bool, is_paper: Callable[[Path], bool] = lambda path: False
) -> None:
    """Refuse a place that holds something else. UsageError, which says what is there.

    `library` are the directories that the library lies in; `replace` allows an ordinary file to be written over.
    """
    if any(_is_inside(path.resolve(), folder.resolve()) for folder in library):
        raise UsageError(f"{path} lies inside the library; nothing was written.", "Choose a file outside it.")
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise UsageError(f"{path} is no ordinary file; nothing was written.", "Choose another file.")
    if is_paper(path):
        raise UsageError(f"{path} is a paper of the library, and is never written over.", "Choose another file.")
    if not path.exists():
        return
    if _is_pdf(path):
        raise UsageError(f"{path} is a PDF, and a paper is never written over.", "Choose another file.")
    if not replace:
        raise UsageError(f"{path} is there already; nothing was written.", "Choose another file, or add --force.")


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """A place beside a file to write it in, under a name that nobody could plant a link at; nothing is left there."""
    part = path.with_name(f".panelsearch-{secrets.token_hex(8)}.part")
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def put_in_place(part: Path, path: Path, *, replace: bool) -> None:
    """Let a finished file appear under its name, whole; where it may not replace one, not over one that came since."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    if not replace:
        try:
            os.link(part, path)
        except FileExistsError as error:
            raise UsageError(f"{path} is there already; nothing was written.", "Choose another file.") from error
        except OSError:  # a file system without links
            pass
        else:
            return
    os.replace(part, path)  # noqa: PTH105 - the same call under its clearer name


@contextmanager
def placed(part: Path, path: Path, *, replace: bool) -> Iterator[None]:
    """`put_in_place`, undone where what is done meanwhile fails: then what stood there before stands there again."""
    with unfinished(path) as before:
        stood = replace and path.exists()
        if stood:
            _keep(path, before)
        put_in_place(part, path, replace=replace)
        try:
            yield
        except BaseException:
            if stood:
                os.replace(before, path)  # noqa: PTH105 - the same call under its clearer name
            else:
                path.unlink(missing_ok=True)
            raise


def _keep(path: Path, under: Path) -> None:
    try:
        os.link(path, under)
    except OSError:  # a file system without links
        shutil.copy2(path, under)


def _is_inside(path: Path, folder: Path) -> bool:
    """Whether a file lies in a folder, by whatever name: some disks take capitals and small letters for the same."""
    return path.is_relative_to(folder) or any(is_same_file(one, folder) for one in path.parents)


def _is_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return _PDF in file.read(_PDF_WITHIN)
    except OSError:
        return False  # writing will say why
