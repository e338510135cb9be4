"""What is wrong when SQLite refuses? Whether its file is damaged, in use, closed, or asked too much; and what helps."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from panelsearch.errors import LibraryBusyError, LibraryDamagedError, LibraryError

_RESULT_BITS = 0xFF
"""Of an extended result code, the bits that say which kind of error it is."""
_IN_USE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT)
# SQLite has no result code of its own for these, and Python gives none for text that is not UTF-8
_TELLS_OF_DAMAGE = ("no such", "malformed", "could not decode")
_ASKS_TOO_MUCH = ("too large", "too many", "too big", "too long")


def ours(error: sqlite3.DatabaseError, path: Path, remedy: str) -> LibraryError:
    """SQLite's error over a file as one of ours; `remedy` is the hint where the file is damaged, and nowhere else."""
    code, said = _result_code(error), str(error).casefold()
    message = f"The library file {path} cannot be used: {error}."
    if "closed database" in said:
        return LibraryError("The library was closed.", "Open it again.")
    if code in _IN_USE:
        return LibraryBusyError(message, "Another program is at work on it: try again when it is done.")
    if code == sqlite3.SQLITE_FULL or "disk is full" in said:
        return LibraryDamagedError(message, "Make room on the disk and run panelsearch index again.")
    if code == sqlite3.SQLITE_TOOBIG or (code == sqlite3.SQLITE_ERROR and _tells(said, _ASKS_TOO_MUCH)):
        return LibraryError(f"The library cannot be asked so much at once: {error}.", "Ask with fewer words.")
    if code in _DAMAGE or (code in (None, sqlite3.SQLITE_ERROR) and _tells(said, _TELLS_OF_DAMAGE)):
        return LibraryDamagedError(message, remedy)
    return LibraryDamagedError(
        message, f"See whether {path.parent} can be read and written, and try again; the library may well be sound."
    )


def _result_code(error: sqlite3.DatabaseError) -> int | None:
    """The primary result code; None for an error that Python raised itself."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & _RESULT_BITS


def _tells(said: str, words: tuple[str, ...]) -> bool:
    return any(word in said for word in words)
