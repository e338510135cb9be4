"""Which files of a library do its users write, and is what they give understood?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from panelsearch.config.owned_tables import Written
from panelsearch.errors import LibraryError, UsageError
from panelsearch.linking import authority_file
from panelsearch.retrieval import synonyms
from panelsearch.services import basket, saved_searches
from panelsearch.storage.library_files import LibraryFiles, OwnFile

MOST_BYTES = 64 * 1024 * 1024
_CHECKS: Mapping[str, Callable[[Written], object]] = {
    authority_file.FILE_NAME: authority_file.read_corrections,
    synonyms.FILE_NAME: synonyms.read_synonyms,
    saved_searches.FILE_NAME: saved_searches.read_searches,
    basket.FILE_NAME: basket.kept_in,
}
NAMES = tuple(_CHECKS)


@dataclass(frozen=True, slots=True)
class Given:
    """What a user gives, under the name that it goes by in messages."""

    name: str
    told: bytes

    def read(self, most_bytes: int) -> bytes:
        """So many bytes of it at most."""
        return self.told[:most_bytes]

    def __str__(self) -> str:
        return self.name


def own_file(files: LibraryFiles, name: str) -> OwnFile:
    """The file of that name. UsageError where users write no such file."""
    if name not in _CHECKS:
        raise UsageError(f"A library has no file {name}.", f"Its users write {', '.join(NAMES)}.")
    return OwnFile(files, name)


def put(file: OwnFile, given: Given) -> None:
    """Let what is given be the file, once it is read as the file would be. LibraryError, as for reading that file."""
    _CHECKS[file.name](given)
    try:
        with file.changing():
            file.write(given.told.decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise LibraryError(f"{file} cannot be written: {error}.", "Is the library yours to write to?") from error
