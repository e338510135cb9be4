"""What does a file say that names a library? Where its store and its index are, and perhaps its home on this machine.

    store = "postgresql://host/database?schema=county"
    index = "https://host:9200/county"
    home = "county"                       # for recognised pages; may be left out

Directories stand as paths from the file's own folder. Users and passwords are better kept out of it: see docs/scale.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from panelsearch.config.owned_tables import Kind, one_table, text_of
from panelsearch.errors import LibraryError
from panelsearch.storage.address import LOCAL, Address
from panelsearch.storage.library_files import OwnFile
from panelsearch.storage.place import Place

MANUAL = "docs/scale.md"


class PlaceError(LibraryError):
    """The file that names a library says something that cannot be followed; the message names the line."""

    code = "place_file"


_NEEDED = 'a library needs "{}", in quotes'
Said = Annotated[str, Meta(pattern=r"\S", description=_NEEDED)]
Index = Annotated[
    str,
    Meta(
        pattern=r"^(https?://.|(?!\w+://)\s*\S)", description='"{}" is a folder, or https://host:9200/name, in quotes'
    ),
]


@dataclass(frozen=True, slots=True)
class _Named:
    store: Said
    index: Index
    home: Said = ""


_LIBRARY = Kind("library", _Named, _NEEDED, 'there is no "{}" in it; there are {}')


def place_in(path: Path) -> Place:
    """The place that a file names. PlaceError where there is no such file, or it is not understood."""
    if not path.exists():
        raise PlaceError(
            f"There is no file {path}, which would name a library.", f"See {MANUAL} for how it is written."
        )
    file, folder = OwnFile.at(path), path.absolute().parent
    named = one_table(str(file), text_of(file, PlaceError), _LIBRARY, PlaceError, MANUAL)
    store = Address.parse(named.store)
    if store.scheme == LOCAL:
        store = Address(LOCAL, str(folder / store.location))
    index = named.index if "://" in named.index else str(folder / named.index)
    return Place(store, index, folder / (named.home or path.stem), str(path))
