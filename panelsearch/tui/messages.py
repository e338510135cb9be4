"""What do widgets and screens post upward? Values only: who posts does not know who acts."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from panelsearch.model.sources import Source
from panelsearch.model.spans import Span
from panelsearch.tui.entries import Entry
from panelsearch.tui.requests import Chosen


@dataclass
class QueryChanged(Message):
    """The text in the query box is another."""

    text: str


@dataclass
class QuerySettled(Message):
    """The typing has paused."""

    text: str


@dataclass
class QuerySubmitted(Message):
    """Enter was pressed in the query box."""

    text: str


@dataclass
class RowHighlighted(Message):
    """The cursor of a list stands on a row, counted from 0."""

    row: int


@dataclass
class RowChosen(Message):
    """A row of a list was chosen, counted from 0."""

    row: int


@dataclass
class RowsWanted(Message):
    """A list is to draw a row that is not there yet, counted from 0."""

    row: int


@dataclass
class HitHighlighted(Message):
    """The cursor stands on a result."""

    entry: Entry


@dataclass
class HitChosen(Message):
    """A result was chosen."""

    entry: Entry


@dataclass
class PreviewChosen(Message):
    """The page beside the results was chosen."""


@dataclass
class PageWanted(Message):
    """A page is to be read; the query's matches are marked on it, and `at` is where to begin."""

    source: Source
    query: str = ""
    at: Span | None = None


@dataclass
class RegisterWanted(Message):
    """Another register is to be shown, by its name."""

    name: str


@dataclass
class FilterChanged(Message):
    """A table is to show the rows that other words ask for."""

    words: str


@dataclass
class FilterLeft(Message):
    """The words that filter a table are typed: the rows take the keys."""


@dataclass
class PictureWanted(Message):
    """A region of the page shown, in shares of its width and height, is to be painted into so many pixels."""

    region: tuple[float, float, float, float]
    width_px: int
    height_px: int


@dataclass
class FindChanged(Message):
    """The words to look for in a paper are others."""

    words: str


@dataclass
class FindSubmitted(Message):
    """Enter was pressed after the words to look for in a paper."""

    words: str


@dataclass
class FindEnded(Message):
    """Nothing is to be looked for in the paper any more."""


@dataclass
class ReferencesWanted(Message):
    """What a page, counted from 1, refers to and is referred to by is to be shown."""

    document: str
    page: int


@dataclass
class FacetsWanted(Message):
    """What a query's matches count under is to be shown; or when they were, month by month."""

    query: str
    by_month: bool = False


@dataclass
class SearchWanted(Message):
    """A query is to be searched for."""

    query: str


@dataclass
class ScreenWanted(Message):
    """A screen is to be opened, by its name."""

    name: str


@dataclass
class SavedSearchWanted(Message):
    """A saved search is to be run."""

    chosen: Chosen


@dataclass
class BasketChanged(Message):
    """Something was put aside, taken out, moved or noted on."""


@dataclass
class LibraryMoved(Message):
    """A newer state of the library, which others published, is open now; so many documents are in it."""

    documents: int


@dataclass
class IndexProgressed(Message):
    """A run of indexing got further."""


@dataclass
class IndexFinished(Message):
    """A run of indexing ended."""


@dataclass
class FoldersChanged(Message):
    """Papers came, changed or went in a folder that is watched."""
