"""What is wrong when PostgreSQL refuses? Whom it can be said to, and what helps; never with a password in it."""

from __future__ import annotations

import psycopg

from panelsearch.errors import (
    TO_REPAIR,
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryMovedOnError,
    ServerError,
)
from panelsearch.storage.postgres.target import Target

_SERVER = "See whether the database runs and can be reached from here, and try again; nothing that was saved is lost."
_ODD_LETTERS = "No paper has such a letter; tell those who make panelsearch which file was read last."
_RIGHTS = "Ask whoever looks after the database for that right."
_HINTS = {
    "28": "Say who you are by PGUSER, and PGPASSWORD or ~/.pgpass.",
    "3D000": "Name one that is there, or make it: createdb NAME",
    "42501": _RIGHTS,
    "25006": "Name the server that is written to; this one only follows another, or was set to be read only.",
    "53100": "Make room on the disk of the database and run panelsearch index again; nothing that was saved is lost.",
    "53200": "Give the database more memory, or try again when less is asked of it.",
    "58": "See what the database's log says of its disk, and try again.",
}
"""By the state that PostgreSQL names, or what it begins with."""
_BUSY = {
    "53300": ("has no connection free", "Try again, or let it have more (max_connections)."),
    "55P03": (
        "is used by others, who must be done first: its tables are given another form only while nobody reads them",
        "Close it wherever it is open, or try again when the run that changes it is done.",
    ),
    "57014": ("gave no answer in time; the question was given up", "Try again when the database has less to do."),
    "40": ("was changed by others meanwhile", "Try again."),
}
_LOST = ("08", "57P01", "57P02", "57P03", "57P04", "57P05", "25P03")


def ours(error: psycopg.Error, target: Target, *, is_open: bool, is_snapshot: bool = False) -> LibraryError:
    """PostgreSQL's error over a library as one of ours.

    `is_open`: the connection is still there; `is_snapshot`: it was of a reader, who can be given another.
    """
    state = error.sqlstate or ""
    said = _sentence(error.diag.message_primary or str(error))
    message = f"The library in {target.shown} cannot be used: {said}"
    if not is_open or state.startswith(_LOST):
        return lost(target, said, is_snapshot=is_snapshot)
    for begin, (what, hint) in _BUSY.items():
        if state.startswith(begin):
            return LibraryBusyError(f"The library in {target.shown} {what}.", hint)
    for begin, hint in _HINTS.items():
        if state.startswith(begin):
            return ServerError(message, hint)
    if state.startswith("54"):
        return ServerError(
            f"The library in {target.shown} cannot take so much at once: {said}",
            "Ask with fewer words, or give files shorter names.",
        )
    if isinstance(error, psycopg.DataError) and not state:  # refused before it was sent
        return ServerError(f"PostgreSQL cannot keep what was to be written: {said}", _ODD_LETTERS)
    if state.startswith(("22", "23", "42", "XX")):
        return LibraryDamagedError(message, TO_REPAIR)
    return ServerError(message, _SERVER)


def unreachable(error: psycopg.Error | UnicodeError, target: Target) -> LibraryError:
    """Why no connection came to be."""
    said = _sentence(str(error))
    message = f"The library in {target.shown} cannot be reached: {said}"
    for begin, hint in _HINTS.items():
        if (getattr(error, "sqlstate", None) or _state_of(said)).startswith(begin):
            return ServerError(message, hint)
    if "too many" in said or "remaining connection slots" in said:
        return LibraryBusyError(message, _BUSY["53300"][1])
    return ServerError(message, _SERVER)


def lost(target: Target, said: str = "", *, is_snapshot: bool) -> LibraryError:
    """The connection is gone, and what was seen or changed through it."""
    why = f": {said}" if said else "."
    if is_snapshot:
        return LibraryMovedOnError(f"The connection to the library in {target.shown} was lost{why}", "Ask once more.")
    return ServerError(
        f"The connection to the library in {target.shown} was lost{why}",
        "Once the database can be reached, run panelsearch index again; nothing that was saved is lost.",
    )


def _sentence(said: str) -> str:
    """PostgreSQL's words in one line, which ends as a sentence does, be it a question."""
    told = " ".join(said.split())
    return told if told.endswith((".", "?")) else f"{told}."


def _state_of(said: str) -> str:
    """Which state a refused connection is of: libpq tells its words only, in English where `lc_messages` is."""
    if "authentication failed" in said or "no password supplied" in said or "no pg_hba.conf entry" in said:
        return "28"
    if said.count(" role ") and "does not exist" in said:
        return "28"
    return "3D000" if "database" in said and "does not exist" in said else ""
