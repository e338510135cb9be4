"""Where do a library's own small files lie, which its users write? A seam: in its directory, or kept by a server.

They are `people.toml`, `synonyms.toml`, the saved searches, the basket, and what a run notes for the next. What is read
is what stands there now, also for who reads an older state of the library: a correction shows at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from panelsearch.config.regular_files import open_regular

OWN_NAMES = ("people.toml", "synonyms.toml", "searches.toml", "searches-run.json", "basket.json", "asked.json")
"""What there may be."""
PATIENCE_SECONDS = 5.0
"""So long does who wants to change a file wait for another who is at it."""


class LibraryFiles(Protocol):
    """The files of one library, by name. OSError where one cannot be read or written.

    LibraryError where whatever keeps them cannot be asked at all.
    """

    def where(self, name: str) -> str:
        """What a file is called in messages: its path, or its name and whose it is; never with a password."""
        ...

    def read(self, name: str, most_bytes: int) -> bytes | None:
        """So many bytes of a file at most; None where there is none."""
        ...

    def write(self, name: str, text: str) -> None:
        """Put a text (UTF-8) in the place of a file, whole or not at all."""
        ...

    def remove(self, name: str) -> None:
        """Drop a file, if it is there."""
        ...

    def changing(self, name: str) -> AbstractContextManager[object]:
        """Nobody else changes the file meanwhile who asks for this too. TimeoutError after `PATIENCE_SECONDS`."""
        ...


@dataclass(frozen=True, slots=True)
class OwnFile:
    """One file of a library; as text it is what it is called in messages."""

    files: LibraryFiles
    name: str

    @classmethod
    def at(cls, path: Path) -> OwnFile:
        """A file of this machine."""
        return cls(DirectoryFiles(path.parent), path.name)

    def __str__(self) -> str:
        return self.files.where(self.name)

    def read(self, most_bytes: int) -> bytes | None:
        """See `LibraryFiles.read`."""
        return self.files.read(self.name, most_bytes)

    def write(self, text: str) -> None:
        """See `LibraryFiles.write`."""
        self.files.write(self.name, text)

    def changing(self) -> AbstractContextManager[object]:
        """See `LibraryFiles.changing`."""
        return self.files.changing(self.name)


@dataclass(frozen=True, slots=True)
class DirectoryFiles:
    """The files in a directory of this machine: regular ones only, whatever lies there."""

    directory: Path

    def path(self, name: str) -> Path:
        """Where a file lies, or would."""
        return self.directory / name

    def where(self, name: str) -> str:
        """Its path."""
        return str(self.path(name))

    def read(self, name: str, most_bytes: int) -> bytes | None:
        """So many bytes of a file at most; None where there is none. OSError for what is no regular file, too."""
        try:
            with open_regular(self.path(name)) as file:
                return file.read(most_bytes)
        except FileNotFoundError:
            return None

    def write(self, name: str, text: str) -> None:
        """Put a text in the place of a file."""
        from panelsearch.config.whole_files import write_whole  # who only reads does not wait for it

        write_whole(self.path(name), text)

    def remove(self, name: str) -> None:
        """Delete a file, if it is there."""
        self.path(name).unlink(missing_ok=True)

    @contextmanager
    def changing(self, name: str) -> Iterator[None]:
        """Hold the lock beside a file: `basket.lock` for `basket.json`."""
        from filelock import FileLock

        with FileLock(self.path(name).with_suffix(".lock"), timeout=PATIENCE_SECONDS):
            yield
