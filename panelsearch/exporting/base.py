"""What is an export format? Its names, how it is written from a stream of records, and how it is read back.

A format is one value of `ExportFormat` in a module that writes it; `formats.py` lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from panelsearch.exporting.characters import as_it_is
from panelsearch.exporting.records import ExportRecord


@dataclass(frozen=True, slots=True)
class Quotation:
    """What an export claims: these words stand on that page of that document, counted from 1."""

    document: str
    page: int
    quote: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What a format may tell beside its records: the `query` they were found for, and the whole text of a page.

    `page_text(document, page)` counts pages from 1.
    """

    query: str
    page_text: Callable[[str, int], str]

    @property
    def heading(self) -> str:
        """What stands over the passages."""
        return f"Passages found for: {self.query}"


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format of passages. `name` is what --format takes, and a file's ending unless `endings` name others.

    `write(records, path, setting)` writes a file whole; it is given the records one by one, each already looked up on
    its page. `read(path)` gives the quotations of such a file back, ValueError, KeyError or TypeError where it is no
    such file; None where the words cannot be told apart from what stands around them. `held(text)` is a text as the
    format can hold it, character for character: what is written is put so, and what is read back is compared with it.
    """

    name: str
    write: Callable[[Iterable[ExportRecord], Path, Setting], None]
    read: Callable[[Path], Iterator[Quotation]] | None = None
    endings: tuple[str, ...] = ()
    held: Callable[[str], str] = as_it_is

    @property
    def verifiable(self) -> bool:
        """Whether `verify` can look its quotations up again."""
        return self.read is not None
