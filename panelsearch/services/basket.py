"""Which passages has the user put aside? Reads and writes `basket.json` beside the index, in the user's order.

A passage is kept by its place and its words there. Indexing does not touch the file: where a paper was read again,
or is gone, `standings` says where the words stand now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta

from panelsearch.config.owned_tables import Written
from panelsearch.errors import DocumentNotFoundError, LibraryError
from panelsearch.model.sources import Citation
from panelsearch.model.spans import PageSpan
from panelsearch.storage.library_files import LibraryFiles, OwnFile

if TYPE_CHECKING:
    from panelsearch.services.library import Library

FILE_NAME = "basket.json"
_MOST_BYTES = 64 * 1024 * 1024

Place = tuple[str, int, int, int]
"""Document, page counted from 1, start and end in the page's text."""

Change = Callable[["tuple[Kept, ...]"], "tuple[Kept, ...]"]
"""What is put aside after a change of it."""


class BasketError(LibraryError):
    """`basket.json` cannot be read or changed."""

    code = "basket_file"


@dataclass(frozen=True, slots=True)
class Kept:
    """A passage put aside: `quote` stood at its place; it was found by `query`; `note` is the user's."""

    document: str
    page: Annotated[int, Meta(ge=1)]
    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=0)]
    quote: Annotated[str, Meta(min_length=1)]
    query: str = ""
    note: str = ""

    @property
    def place(self) -> Place:
        """What tells it from others."""
        return self.document, self.page, self.start, self.end


@dataclass(frozen=True, slots=True)
class Standing:
    """A passage put aside, with its citation as the library is now; None where its words are not there any more."""

    kept: Kept
    cited: Citation | None


class Basket:
    """The passages put aside from one library. Each method reads the file anew: another window may have changed it."""

    def __init__(self, files: LibraryFiles) -> None:
        self._file = OwnFile(files, FILE_NAME)

    def all(self) -> tuple[Kept, ...]:
        """In the user's order; none where there is no file. BasketError."""
        return kept_in(self._file)

    def change(self, how: Change) -> tuple[Kept, ...]:
        """Change what is put aside; what is there then. BasketError."""
        try:
            with self._file.changing():
                after = how(self.all())
                self._file.write(msgspec.json.format(msgspec.json.encode(after), indent=1).decode() + "\n")
        except OSError as error:
            raise BasketError(
                f"{self._file} cannot be written: {error}.", "Is the index's folder yours to write to?"
            ) from error
        return after


def kept_in(file: Written) -> tuple[Kept, ...]:
    """What a file says was put aside; nothing where there is none. BasketError."""
    try:
        told = file.read(_MOST_BYTES)
        return () if told is None else msgspec.json.decode(told, type=tuple[Kept, ...])
    except (OSError, RecursionError, msgspec.DecodeError) as error:
        raise BasketError(f"{file} cannot be read: {error}.", "Move it away to begin another.") from error


def turned(kept: Kept) -> Change:
    """Put a passage aside as the last, or take it out where it was there already."""
    return lambda before: dropped(kept.place)(before) if has(before, kept.place) else (*before, kept)


def dropped(place: Place) -> Change:
    """Take a passage out."""
    return lambda before: tuple(one for one in before if one.place != place)


def noted(place: Place, note: str) -> Change:
    """Write a note on a passage, in the place of the one before; "" for none."""
    return lambda before: tuple(replace(one, note=note) if one.place == place else one for one in before)


def moved(place: Place, by: int) -> Change:
    """Move a passage up (-1) or down (1) in the order, as far as there are others."""

    def move(before: tuple[Kept, ...]) -> tuple[Kept, ...]:
        at = next((number for number, one in enumerate(before) if one.place == place), None)
        if at is None:
            return before
        after = list(before)
        after.insert(max(0, at + by), after.pop(at))
        return tuple(after)

    return move


def has(some: Iterable[Kept], place: Place) -> bool:
    """Whether a passage is among those put aside."""
    return any(one.place == place for one in some)


def standings(library: Library, kept: Iterable[Kept]) -> tuple[Standing, ...]:
    """Where the words stand now: at their place, else where alone they stand on the same page."""
    return tuple(Standing(one, _cited(library, one)) for one in kept)


def _cited(library: Library, kept: Kept) -> Citation | None:
    try:
        text = library.page_text(kept.document, kept.page)
    except DocumentNotFoundError:
        return None
    start = kept.start
    if text[start : start + len(kept.quote)] != kept.quote:
        if text.count(kept.quote) != 1:
            return None
        start = text.index(kept.quote)
    at = PageSpan(kept.page, start, start + len(kept.quote))
    return Citation(library.source(kept.document, kept.page, start), at, kept.quote)
