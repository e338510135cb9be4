"""Which folders was a run asked to read that has not ended yet? Noted as it begins, so that the next goes on with them.

A library knows its folders only once it is published. What was asked last counts: who stops a run over the wrong
folder and names another is not made to read both.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from panelsearch.config.regular_files import open_regular
from panelsearch.config.whole_files import write_whole

ASKED_NAME = "asked.json"
_MOST_BYTES = 1024 * 1024


class AskedFolders:
    """The note in one index directory."""

    def __init__(self, index_dir: Path) -> None:
        self._path = index_dir / ASKED_NAME

    def unfinished(self) -> list[Path]:
        """The folders of a run that did not end; none where it cannot be read: they can be named again."""
        with suppress(OSError, ValueError, TypeError, RecursionError), open_regular(self._path) as file:
            return [path for path in map(Path, json.loads(file.read(_MOST_BYTES))) if path.is_absolute()]
        return []

    def note(self, folders: Sequence[Path]) -> None:
        """These are to be read; what was noted before is forgotten. With none, nothing is to be gone on with."""
        if folders:
            write_whole(self._path, json.dumps(list(map(str, folders))))
        else:
            self._path.unlink(missing_ok=True)
