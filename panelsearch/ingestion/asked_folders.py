"""Which folders was a run asked to read that has not ended yet? Noted as it begins, so that the next goes on with them.

A library knows its folders only once it is published. What was asked last counts: who stops a run over the wrong
folder and names another is not made to read both.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from panelsearch.storage.library_files import LibraryFiles
from panelsearch.storage.paper_addresses import is_remote, written

ASKED_NAME = "asked.json"
_MOST_BYTES = 1024 * 1024


class AskedFolders:
    """The note beside one library."""

    def __init__(self, files: LibraryFiles) -> None:
        self._files = files

    def unfinished(self) -> list[Path]:
        """The folders of a run that did not end; none where it cannot be read: they can be named again."""
        with suppress(OSError, ValueError, TypeError, RecursionError):
            told = self._files.read(ASKED_NAME, _MOST_BYTES)
            return [path for path in map(Path, json.loads(told or b"[]")) if path.is_absolute() or is_remote(path)]
        return []

    def note(self, folders: Sequence[Path]) -> None:
        """These are to be read; what was noted before is forgotten. With none, nothing is to be gone on with."""
        if folders:
            self._files.write(ASKED_NAME, json.dumps(list(map(written, folders))))
        else:
            self._files.remove(ASKED_NAME)
