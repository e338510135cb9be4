"""Which PDF does an export mean? Looked for among a library's papers, or in a folder, by name and by checksum."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from panelsearch.errors import UnreadableDocumentError, UsageError
from panelsearch.exporting.reopening import Reopened, reopened
from panelsearch.storage.content_hash import sha256
from panelsearch.storage.paper_addresses import is_remote
from panelsearch.storage.place import Place

_OPEN_AT_ONCE = 24


class Held(Protocol):
    """The library as verifying sees it."""

    @property
    def place(self) -> Place:
        """Where the library is, and with it what was recognised before."""
        ...

    def papers(self) -> Mapping[str, Path]:
        """Where the papers lie, by name."""
        ...

    def pdf_path(self, document: str) -> Path | None:
        """Where a paper lies on this machine, fetched where it lies elsewhere; UnreadableDocumentError."""
        ...

    def recognised_throughout(self, document: str) -> bool:
        """Whether all of its pages were recognised, those with a text layer too."""
        ...


class Shelf:
    """PDFs by name, of which a few are kept open.

    `directory` is where recognised pages are kept; `throughout` says which papers were recognised wholly. `folder` is
    the one that was searched, as it was named; "" for the papers of a library. `fetched` gives a file of this machine
    for a paper that lies elsewhere; UnreadableDocumentError.
    """

    def __init__(
        self, papers: Mapping[str, Path] | Sequence[tuple[str, Path]], directory: Path, passwords: Sequence[str] = (),
        throughout: Callable[[str], bool] = lambda document: False, folder: str = "",
        fetched: Callable[[str], Path | None] = lambda document: None,
    ) -> None:  # fmt: skip
        self.folder = folder
        self._papers = tuple(papers.items() if isinstance(papers, Mapping) else papers)
        self._directory, self._passwords, self._throughout = directory, passwords, throughout
        self._fetched = lru_cache(1000)(fetched)
        self._open: dict[Path, Reopened | str] = {}
        self.checksum = lru_cache(10_000)(_checksum)
        self._named = lru_cache(4)(lambda held: _by_name(self._papers, held))

    @classmethod
    def of_library(cls, library: Held, passwords: Sequence[str] = ()) -> Shelf:
        """The papers of a library, wherever they lie."""
        return cls(
            library.papers(), library.place.home, passwords, library.recognised_throughout, fetched=library.pdf_path
        )

    @classmethod
    def of_folder(cls, folder: Path, directory: Path, passwords: Sequence[str] = ()) -> Shelf:
        """The PDFs below a folder, named as `index` would name them. UsageError where there is no such folder."""
        from panelsearch.ingestion.discovery import Scope, discover

        root = folder.absolute()
        if not root.exists():
            raise UsageError(f"{folder} does not exist.", "Give the folder of the PDFs.")
        found = discover([Scope(root, root)]).files  # of which several may go by one name, as names are shown
        return cls([(one.name, one.path) for one in found], directory, passwords, folder=str(folder))

    def find(self, document: str, checksum: str, held: Callable[[str], str]) -> tuple[str, Path] | None:
        """The PDF that goes by a name, as a format holds it, and its own name; of several the one with the checksum.

        Where none goes by the very name, one whose path ends so, or of whose path it is the end.
        """
        very = self._named(held)
        found = self._there(very.get(document, ()))
        if not found:
            last = document.rsplit("/", 1)[-1]
            found = [
                one
                for name, some in very.items()
                if name.rsplit("/", 1)[-1] == last and (name.endswith(f"/{document}") or document.endswith(f"/{name}"))
                for one in self._there(some)
            ]
        return next((one for one in found if self.checksum(one[1]) == checksum), found[0] if found else None)

    def _there(self, papers: Iterable[tuple[str, Path]]) -> list[tuple[str, Path]]:
        """Those that can be opened, each with its file on this machine."""
        there = []
        for name, path in papers:
            if not is_remote(path):
                there += [(name, path)] if path.is_file() else []
                continue
            with suppress(UnreadableDocumentError):
                there += [(name, copy)] if (copy := self._fetched(name)) else []
        return there

    def opened(self, name: str, path: Path) -> Reopened | str:
        """A PDF, read afresh; or why it cannot be."""
        if path not in self._open:
            if len(self._open) >= _OPEN_AT_ONCE:
                self._open.pop(next(iter(self._open)))
            everywhere = self._throughout(name)
            self._open[path] = reopened(path, name, self._directory, self._passwords, everywhere=everywhere)
        return self._open[path]

    def with_checksum(self, checksum: str) -> str | None:
        """The name of the paper that has these bytes."""
        if not checksum:
            return None
        return next((name for name, path in self._papers if self.checksum(path) == checksum), None)


def _by_name(
    papers: Iterable[tuple[str, Path]], held: Callable[[str], str]
) -> Mapping[str, list[tuple[str, Path]]]:  # fmt: skip
    found: dict[str, list[tuple[str, Path]]] = {}
    for name, path in papers:
        found.setdefault(held(name), []).append((name, path))
    return found


def _checksum(path: Path) -> str:
    try:
        return sha256(path)
    except OSError:
        return ""
