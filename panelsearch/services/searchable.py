"""Can a library be searched now? Its index may be on other servers than its store, and those may be away."""

from __future__ import annotations

from panelsearch.errors import LibraryDamagedError, PanelsearchError
from panelsearch.services.library import Library

_ANY_WORD = "minutes"


def why_not_searchable(library: Library) -> str:
    """What is in the way, in words; "" where the index finds, or does not find, a word. LibraryDamagedError."""
    try:
        library.search(_ANY_WORD, limit=1)
    except LibraryDamagedError:
        raise
    except PanelsearchError as error:
        return f"{error.message} {error.hint}".rstrip()
    return ""
