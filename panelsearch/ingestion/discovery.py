"""Which PDFs are there, and which of them are new? Finds, names and hashes files; opens none as a PDF.

A root is a folder (or a single PDF, or an address where PDFs are) that the user asked to be indexed. A document is
named by its path below its root, with `/`. Roots never overlap: a folder inside a known root is a part of that root.
"""

from __future__ import annotations

import errno
import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from panelsearch.config.regular_files import what_else
from panelsearch.errors import UsageError
from panelsearch.storage import remote_papers
from panelsearch.storage.paper_addresses import absolute, is_remote, written

Refused = Callable[[str, str], None]
"""Told each path that cannot be looked into, and why."""

_NO_PART_OF_NAMES = ("Cc", "Cs", "Zl", "Zp")
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Marks of direction: a name with one shows in another order than it is written in ("exe.\u202efdp")."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A PDF: its name in the library, where it is, and what tells cheaply whether it changed.

    `mtime_ns` of one that is at an address is a number that is another when it changes.
    """

    name: str
    path: Path
    root: Path
    size_bytes: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of a root that a run looks at: `below` is the root itself, a folder or a file in it."""

    root: Path
    below: Path

    def covers(self, path: Path) -> bool:
        """Whether a file lies in the part looked at."""
        return path == self.below or self.below in path.parents


@dataclass(frozen=True, slots=True)
class Discovery:
    """The PDFs found, and the places that could not be looked into, files and folders, each with the reason."""

    files: tuple[FoundFile, ...]
    unreadable: tuple[tuple[Path, str], ...]


def scopes(known_roots: Sequence[Path], asked: Sequence[Path]) -> tuple[Scope, ...]:
    """What to look at for the paths asked: known roots are kept, a wider new root takes the place of those inside it.

    UsageError where a path does not exist or is no PDF.
    """
    found: list[Scope] = []
    for given in asked:
        path = absolute(given)
        if not is_remote(path) and not path.exists():
            raise UsageError(f"{given} does not exist.", "Give a folder of PDFs, or one PDF file.")
        if path.is_file() and path.suffix.lower() != ".pdf":
            raise UsageError(f"{given} is not a PDF.", "Give a folder of PDFs, or a file whose name ends in .pdf.")
        outer = next((root for root in known_roots if root == path or root in path.parents), None)
        scope = Scope(outer or path, path)
        if any(other.covers(path) for other in found):
            continue
        found = [other for other in found if not scope.covers(other.below)]
        found.append(scope)
    return tuple(found)


def discover(wanted: Iterable[Scope]) -> Discovery:
    """All PDFs in the scopes, in order of name. Hidden and lock files are passed over, links to folders not followed.

    What is called a PDF and is no file, such as a pipe, and links that lead to another folder are told as unreadable.
    """
    files: list[FoundFile] = []
    unreadable: list[tuple[Path, str]] = []
    for scope in wanted:
        if is_remote(scope.below):
            _list_remote(scope, files, unreadable)
            continue
        for found, stamps in _stamped(scope.below, lambda path, why: unreadable.append((Path(path), why))):
            files.append(_found(Path(found), scope.root, stamps))
    files.sort(key=lambda found: (found.name, found.path))
    return Discovery(tuple(files), tuple(unreadable))


def gone(wanted: Iterable[Scope], found: Sequence[FoundFile]) -> list[Path]:
    """The roots of which no file that was found is there any more, as when a drive was taken out meanwhile."""
    lost = []
    for scope in wanted:
        files = [file for file in found if file.root == scope.root and not is_remote(file.path)]
        if files and not any(os.path.lexists(file.path) for file in files):
            lost.append(scope.root)
    return lost


def stamps(root: Path) -> dict[str, tuple[int, int]]:
    """The PDFs under a root that `discover` would find, by path: size in bytes and time of change in nanoseconds."""
    found = _stamped(root, lambda path, why: None)
    return {path: (stat.st_size, stat.st_mtime_ns) for path, stat in found}


def document_name(path: Path, root: Path) -> str:
    """The file's path below its root, with `/`, in NFC, control and undecodable characters replaced."""
    relative = Path(path.name) if path == root else path.relative_to(root)
    return neutral(unicodedata.normalize("NFC", relative.as_posix()))


def neutral(name: str) -> str:
    """A name with what no name needs replaced: control and undecodable characters, and those that turn lines round."""
    return "".join("\ufffd" if unicodedata.category(c) in _NO_PART_OF_NAMES or c in _TURNING else c for c in name)


def why_shut(error: OSError) -> str:
    """Why a file or folder cannot be looked into, and what to do where that is its user's to do."""
    why = error.strerror or "cannot be read"
    return why + " (give yourself the right to read it, then index again)" * isinstance(error, PermissionError)


def found_again(file: FoundFile) -> FoundFile:
    """The file as it is now. OSError where it is gone, or is no file any more."""
    if is_remote(file.path):
        now = remote_papers.look(file.path)
        return replace(file, size_bytes=now.size_bytes, mtime_ns=now.stamp)
    stamps = os.stat(file.path)  # noqa: PTH116
    if said := what_else(stamps.st_mode):
        raise OSError(errno.EINVAL, f"is {said}, not a file", str(file.path))
    return replace(file, size_bytes=stamps.st_size, mtime_ns=stamps.st_mtime_ns)


def _list_remote(scope: Scope, files: list[FoundFile], unreadable: list[tuple[Path, str]]) -> None:
    """The papers below an address, which a user of this machine must have named: a library may be somebody else's."""
    if not remote_papers.is_named(scope.below):
        unreadable.append((scope.below, f"is read once it is named: panelsearch index {written(scope.below)}"))
        return
    try:
        for one in remote_papers.listed(scope.below):
            if isinstance(one, remote_papers.Listed):
                name = document_name(one.path, scope.root)
                files.append(FoundFile(name, one.path, scope.root, one.size_bytes, one.stamp))
            else:
                unreadable.append(one)
    except OSError as error:
        unreadable.append((scope.below, why_shut(error)))


def _found(path: Path, root: Path, stamps: os.stat_result) -> FoundFile:
    return FoundFile(document_name(path, root), path, root, stamps.st_size, stamps.st_mtime_ns)


def _stamped(below: Path, refused: Refused) -> Iterator[tuple[str, os.stat_result]]:
    for path in _pdfs_below(below, refused) if below.is_dir() else [str(below)]:
        try:
            stamps = os.stat(path)  # noqa: PTH116 - a Path for each of very many files costs more than the file
        except OSError as error:
            leads = "is a link that leads to no file" if os.path.islink(path) else why_shut(error)  # noqa: PTH114
            refused(path, leads)
            continue
        if said := what_else(stamps.st_mode):
            refused(path, f"is {said}, not a file")
        else:
            yield path, stamps


def _pdfs_below(folder: Path, refused: Refused) -> Iterator[str]:
    def shut(error: OSError) -> None:
        refused(str(error.filename or folder), f"folder: {why_shut(error)}")

    for parent, folders, names in os.walk(folder, onerror=shut):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            path = os.path.join(parent, name)  # noqa: PTH118
            if os.path.islink(path) and _leads_out(path, folder):  # noqa: PTH114
                refused(path, "folder: is a link, which is not followed; index the folder that it leads to")
        for name in sorted(names):
            if name.lower().endswith(".pdf") and not name.startswith((".", "~$")):
                yield os.path.join(parent, name)  # noqa: PTH118


def _leads_out(link: str, folder: Path) -> bool:
    """Whether what a link to a folder leads to is not looked at anyway."""
    there, looked_at = Path(os.path.realpath(link)), Path(os.path.realpath(folder))
    return there.is_dir() and looked_at not in (there, *there.parents)
