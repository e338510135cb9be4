"""What is said where an index cannot be read? That it is damaged, or that its drive gives errors; and what helps."""

from __future__ import annotations

from panelsearch.errors import LibraryDamagedError


def unreadable(what: str, error: BaseException) -> LibraryDamagedError:
    """The error that reading `what` ended with, as one of ours."""
    if isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
        return LibraryDamagedError(
            f"{what} cannot be read: {error.strerror or error}.",
            "See whether its drive is there and can be read, and try again; the index may well be sound.",
        )
    return LibraryDamagedError(
        f"{what} cannot be read.", "Make it anew from what was read before: panelsearch index --rebuild"
    )
