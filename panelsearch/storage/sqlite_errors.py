"""What is wrong when SQLite refuses? Whether its file is damaged, in use, closed, or asked too much; and what helps."""

from __future__ import annotations

from pathlib import Path

import apsw

from panelsearch.errors import LibraryBusyError, LibraryDamagedError, LibraryError

_IN_USE = (apsw.BusyError, apsw.LockedError)
_DAMAGE = (apsw.CorruptError, apsw.NotADBError, apsw.FormatError, UnicodeDecodeError)
_DAMAGED_PAGE = (apsw.SQLITE_IOERR_DATA, apsw.SQLITE_IOERR_CORRUPTFS, apsw.SQLITE_IOERR_SHORT_READ)
# SQLite has no result code of its own for these
_TELLS_OF_DAMAGE = ("no such", "malformed", "may not be", "unsafe use", "access to view")
_ASKS_TOO_MUCH = ("too large", "too many", "too big", "too long")


def ours(error: apsw.Error | UnicodeDecodeError, path: Path, remedy: str) -> LibraryError:
    """SQLite's error over a file as one of ours; `remedy` is the hint where the file is damaged, and nowhere else."""
    said = str(error).casefold()
    message = f"The library file {path} cannot be used: {error}."
    if isinstance(error, apsw.ConnectionClosedError):
        return LibraryError("The library was closed.", "Open it again.")
    if isinstance(error, _IN_USE):
        return LibraryBusyError(message, "Another program is at work on it: try again when it is done.")
    if isinstance(error, apsw.FullError):
        return LibraryDamagedError(message, "Make room on the disk and run panelsearch index again.")
    if isinstance(error, apsw.TooBigError) or (isinstance(error, apsw.SQLError) and _tells(said, _ASKS_TOO_MUCH)):
        return LibraryError(f"The library cannot be asked so much at once: {error}.", "Ask with fewer words.")
    if isinstance(error, apsw.InterruptError):
        return LibraryDamagedError(f"The library file {path} gives no answer: a question was given up.", remedy)
    if getattr(error, "extendedresult", None) in _DAMAGED_PAGE:
        return LibraryDamagedError(f"The library file {path} is damaged: it is not as it was written.", remedy)
    if isinstance(error, _DAMAGE) or (isinstance(error, apsw.SQLError) and _tells(said, _TELLS_OF_DAMAGE)):
        return LibraryDamagedError(message, remedy)
    return LibraryDamagedError(
        message, f"See whether {path.parent} can be read and written, and try again; the library may well be sound."
    )


def _tells(said: str, words: tuple[str, ...]) -> bool:
    return any(word in said for word in words)
