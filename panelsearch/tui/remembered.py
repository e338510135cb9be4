"""What is remembered of the last visit to a library? Where the user was, and what was looked for. One small file each.

It lies where the system keeps what a program remembers, not beside the index: two people may use one library.
"""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import msgspec

from panelsearch.config.whole_files import write_whole
from panelsearch.indexing.base import Sort

_MOST_QUERIES = 100


@dataclass(frozen=True, slots=True)
class Visit:
    """`queries` newest first; `built` is when the library was made that was seen; `text`, `sort`, `row`: the place."""

    queries: tuple[str, ...] = ()
    built: datetime | None = None
    text: str = ""
    sort: Sort = Sort.RELEVANCE
    row: int = 0


@dataclass
class Memory:
    """The last visit, and the one that is under way. Without a path nothing is remembered."""

    path: Path | None = None
    last: Visit = field(default_factory=Visit)
    now: Visit = field(default_factory=Visit)

    @classmethod
    def of(cls, home: Path) -> Memory:
        """What is remembered of the library of that home; nothing where that cannot be read."""
        from platformdirs import user_state_path

        name = hashlib.sha256(str(home.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        path = user_state_path("panelsearch", appauthor=False) / f"{name}.json"
        last = Visit()
        with contextlib.suppress(OSError, msgspec.DecodeError, UnicodeDecodeError):
            last = msgspec.json.decode(path.read_bytes(), type=Visit)
        return cls(path, last, last)

    def note_query(self, query: str) -> None:
        """A query was looked for."""
        if query := " ".join(query.split()):
            others = [one for one in self.now.queries if one != query]
            self.now = replace(self.now, queries=(query, *others)[:_MOST_QUERIES])

    def note_library(self, built: datetime) -> None:
        """A state of the library was seen."""
        self.now = replace(self.now, built=built)

    def note_place(self, text: str, sort: Sort, row: int) -> None:
        """Where the user is."""
        self.now = replace(self.now, text=text, sort=sort, row=row)

    def write(self) -> str:
        """Remember; where that cannot be, what is to be said, once: it is not tried again. Else ""."""
        if self.path is None:
            return ""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.path, msgspec.json.encode(self.now).decode())
        except OSError as error:
            unwritten, self.path = self.path, None
            return f"This visit will not be remembered: {unwritten} cannot be written ({error.strerror or error})."
        return ""
