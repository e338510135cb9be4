"""Which PDFs are there, and which of them are new? Finds, names and hashes files; opens none as a PDF.

A root is a folder (or a single PDF) that the user asked to be indexed. A document is named by its path below its
root, with `/`. Roots never overlap: a folder inside a known root is looked at as a part of that root.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from panelsearch.errors import UsageError


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A PDF on disk: its name in the library, where it is, and what tells cheaply whether it changed."""

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
    """The PDFs found, and the folders that could not be looked into, each with the reason."""

    files: tuple[FoundFile, ...]
    unreadable: tuple[tuple[Path, str], ...]


def scopes(known_roots: Sequence[Path], asked: Sequence[Path]) -> tuple[Scope, ...]:
    """What to look at for the paths asked: known roots are kept, a wider new root takes the place of those inside it.

    UsageError where a path does not exist or is no PDF.
    """
    found: list[Scope] = []
    for given in asked:
        path = Path(os.path.abspath(given))  # noqa: PTH100 - resolve() would follow links and change names
        if not path.exists():
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
    """All PDFs in the scopes, in order of name. Hidden and lock files are passed over, folder links not followed."""
    files: list[FoundFile] = []
    unreadable: list[tuple[Path, str]] = []

    def refused(error: OSError) -> None:
        unreadable.append((Path(error.filename or ""), error.strerror or "cannot be read"))

    for scope in wanted:
        for found, stat in _stamped(scope.below, refused):
            path = Path(found)
            files.append(FoundFile(document_name(path, scope.root), path, scope.root, stat.st_size, stat.st_mtime_ns))
    files.sort(key=lambda found: (found.name, found.path))
    return Discovery(tuple(files), tuple(unreadable))


def stamps(root: Path) -> dict[str, tuple[int, int]]:
    """The PDFs under a root that `discover` would find, by path: size in bytes and time of change in nanoseconds."""
    found = _stamped(root, lambda error: None)
    return {path: (stat.st_size, stat.st_mtime_ns) for path, stat in found}


def document_name(path: Path, root: Path) -> str:
    """The file's path below its root, with `/`, in NFC, control and undecodable characters replaced."""
    relative = Path(path.name) if path == root else path.relative_to(root)
    text = unicodedata.normalize("NFC", relative.as_posix())
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cs") else c for c in text)


def _stamped(below: Path, refused: Callable[[OSError], None]) -> Iterator[tuple[str, os.stat_result]]:
    paths = [str(below)] if below.is_file() else _pdfs_below(below, refused)
    for path in paths:
        try:
            yield path, os.stat(path)  # noqa: PTH116 - a Path for each of very many files costs more than the file
        except OSError as error:
            refused(error)


def _pdfs_below(folder: Path, refused: Callable[[OSError], None]) -> Iterator[str]:
    for parent, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(".pdf") and not name.startswith((".", "~$")):
                yield os.path.join(parent, name)  # noqa: PTH118
