"""Which papers are in the library, and what became of each? A list to look through, like a register."""

from __future__ import annotations

from collections.abc import Sequence

from panelsearch.model.ingest_reports import Paper
from panelsearch.services.library import Library
from panelsearch.text.counts import counted
from panelsearch.tui.controllers.registers import Loaded, Register
from panelsearch.tui.rendering.register_rows import RegisterEntry
from panelsearch.tui.rendering.table import Column, cell


def _papers(library: Library, query: str) -> Loaded:
    name, told = query, f" with {query} in their names"
    count = library.count_papers(name)
    if not count and name:  # the words in the box are of a matter, not of a file's name
        name, told = "", f", none with {query} in its name"
        count = library.count_papers()

    def read(library: Library, first: int, limit: int) -> Sequence[RegisterEntry]:
        return [paper_entry(library, row) for row in library.list_papers(name, first=first, limit=limit)]

    return Loaded(f"{counted(count, 'paper')}{told if query else ''}", count, read)


def paper_entry(library: Library, row: Paper) -> RegisterEntry:
    """A paper: its name, what it is, and what could not be read of it; opens its first page, if any could be read."""
    source = library.source(row.name, 1) if row.pages else None
    told = (cell(row.name, "bold"), *([cell(row.remark)] if row.remark else []))
    when = row.day.isoformat() if row.day else ""
    pages = str(row.pages) if row.pages else "not read"
    return RegisterEntry((cell(when), cell(row.kind), cell(pages), cell(row.name), cell(row.remark)), told, source)


_COLUMNS = (
    Column("date", 10, rank=2), Column("kind", 8, rank=1), Column("pages", 8, right=True), Column("paper"),
    Column("remark", 24, rank=3),
)  # fmt: skip

PAPERS = Register(
    "papers", "Papers", "ctrl+y", "all papers, and what became of each", _papers, "There is no paper yet.",
    _COLUMNS, filters="filter: letters of their names", follows=False,
)  # fmt: skip
