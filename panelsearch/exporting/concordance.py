"""An export for corpus linguistics: a concordance (KWIC), one line for each match, its words in the middle.

The words left and right of it are on one line, for the eye; `quote` is what stands on the page, for `verify`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from msgspec.structs import replace

from panelsearch.exporting.base import ExportFormat, Setting
from panelsearch.exporting.characters import as_utf_8_holds
from panelsearch.exporting.records import ExportRecord, Row
from panelsearch.exporting.surroundings import words_around
from panelsearch.exporting.tabular import read_table, write_table

_COLUMNS = (
    "left", "quote", "right", "document", "page", "page_label", "start", "end", "citation", "document_sha256"
)  # fmt: skip


def _lines(rows: Iterable[Row], setting: Setting) -> Iterator[Row]:
    """The lines of each passage; none of one that was found for other words than those of the query."""
    for row in rows:
        assert isinstance(row, ExportRecord)
        text = setting.page_text(row.document, row.page) if row.highlights else ""
        for span in row.highlights:
            start, end = row.start + span.start, row.start + span.end
            left, right = words_around(text, start, end)
            yield replace(row, start=start, end=end, quote=text[start:end], more={"left": left, "right": right})


FORMAT = ExportFormat(
    "kwic", partial(write_table, delimiter=","), partial(read_table, delimiter=","), held=as_utf_8_holds,
    shows=_COLUMNS, made_of=_lines, marked=True, may_end=("csv",), headed=True, whole=True,
)  # fmt: skip
