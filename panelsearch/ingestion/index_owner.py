"""Whose is an index? Where it lies apart from the store, its generations bear an id that the library has for that.

The id stands in the names of the library's states, and, for who has none yet, among its own files: these outlive a
damaged store. An index in the store's own directory can be nobody else's, and needs none.
"""

from __future__ import annotations

from panelsearch.errors import LibraryError
from panelsearch.indexing.generation_names import is_owner, new_owner, owner_of
from panelsearch.storage.base import WritableStore
from panelsearch.storage.place import Place

FILE_NAME = "library-id"
_MOST_BYTES = 100


def index_owner(place: Place, store: WritableStore) -> str:
    """The id of the library at a place, made where it has none; "" for one that needs none. LibraryError."""
    if place.is_one_directory:
        return ""
    newest = store.generations.newest()
    if newest is not None and (owner := owner_of(newest.index_name)):
        return owner
    try:
        told = (store.files.read(FILE_NAME, _MOST_BYTES) or b"").decode("ascii", "replace")
        if is_owner(told):
            return told
        owner = new_owner()
        store.files.write(FILE_NAME, owner)
        return owner
    except OSError as error:
        raise LibraryError(
            f"{store.files.where(FILE_NAME)} cannot be used: {error.strerror or error}.",
            "Put that right, and try again.",
        ) from error
