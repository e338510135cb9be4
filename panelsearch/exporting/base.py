"""What is an export format? Its names, how it is written from a stream of rows, and how it is read back.

A format is one value of `ExportFormat` in a module that writes it; `formats.py` lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from panelsearch.exporting.characters import as_it_is
from panelsearch.exporting.records import Row
from panelsearch.exporting.seals import Sealed


@dataclass(frozen=True, slots=True)
class Found:
    """A row as a file says it: what it says in the columns that its format shows, and its seal, "" without one.

    `wrong` is what stands in the file beside those columns, told from them when it was written, and does not say the
    same; "" for nothing. `aside`: no row, but something else of the file that is wrong. `page_text` is the text of the
    whole page, where the file has it.
    """

    values: Mapping[str, str]
    seal: str = ""
    aside: bool = False
    wrong: str = ""
    page_text: str | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What a file for readers says beside its passages: its heading, and the list of its sources if it has one."""

    heading: str
    sources: tuple[str, ...] | None = None


class NotAnExportError(ValueError):
    """A file is not what its format writes; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a format may tell beside its rows: how they were asked for, and the whole text of a page (from 1).

    `columns` are those of the rows, in order; `asked` is the query as typed, on one line.
    """

    asked: str
    export: str
    columns: tuple[str, ...]
    page_text: Callable[[str, int], str]
    heading: str = ""
    by: Literal["year", "month"] = "year"


class Order(StrEnum):
    """In what order a format wants its rows: as found, or by document, page and place."""

    AS_FOUND = "as found"
    BY_PLACE = "by place"


Rows = Iterable[Row]


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format. `name` is what --format takes, and a file's ending unless `endings` name others.

    `write(rows, path, setting)` writes a file whole; it is given the rows one by one, each already looked up on its
    page and sealed. `read(path)` gives such a file's rows back, NotAnExportError where it is none; None where the
    format carries no quotations, and `whole` where that is everything the file says. `shows` are the columns of which
    the seals are made, empty for all that there are, and `also` those that it shows where rows have them; `held(text)`
    is a text as the format can hold it.

    `beside(path)` is what a file says beside its passages that can be known from them and from its manifest.

    `made_of(rows, setting)` makes other rows of the passages: several of each, or counts of all. `marked` and
    `entities`: it wants to know what matched in a passage, and who is named there; `linked`: what opens its page, for
    which each PDF is looked for. `may_end`: with what else a file's name may end, which may stand for another format;
    `binary`: it is no text. `tabular`: it can hold any rows, those of a register too that quote nothing; `headed`: a
    file names its columns, and somebody may add others.
    """

    name: str
    write: Callable[[Iterable[Sealed], Path, Setting], None]
    read: Callable[[Path], Iterator[Found]] | None = None
    endings: tuple[str, ...] = ()
    held: Callable[[str], str] = as_it_is
    shows: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    beside: Callable[[Path], Beside] | None = None
    made_of: Callable[[Rows, Setting], Iterator[Row]] | None = None
    order: Order = Order.AS_FOUND
    marked: bool = False
    entities: bool = False
    linked: bool = False
    may_end: tuple[str, ...] = ()
    binary: bool = False
    tabular: bool = False
    headed: bool = False
    whole: bool = False

    def columns_of(self, asked: tuple[str, ...]) -> tuple[str, ...]:
        """Which columns a file has, where rows have those that are `asked` for."""
        return (*self.shows, *(name for name in self.also if name in asked)) if self.shows else asked

    @property
    def verifiable(self) -> bool:
        """Whether `verify` can look its quotations up again."""
        return self.read is not None
