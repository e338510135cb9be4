"""An export for corpus linguistics: a concordance (KWIC), one line for each match, its words in the middle.

The words left and right of it are on one line, for the eye; `quote` is what stands on the page, for `verify`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from panelsearch.exporting.base import ExportFormat, Setting
from panelsearch.exporting.records import ExportRecord
from panelsearch.exporting.tabular import read_table, write_table

_COLUMNS = ("left", "quote", "right", "document", "page", "page_label", "start", "end", "citation")
_CONTEXT = 60
"""Characters shown on either side."""


def _write(records: Iterable[ExportRecord], path: Path, setting: Setting) -> None:
    write_table(path, _COLUMNS, (line for record in records for line in _lines(record, setting)))


def _lines(record: ExportRecord, setting: Setting) -> Iterator[tuple[object, ...]]:
    """The lines of a passage; none where it was found for other words than those of the query."""
    text = setting.page_text(record.document, record.page)
    for span in record.highlights:
        start, end = record.start + span.start, record.start + span.end
        left, right = _one_line(text[:start])[-_CONTEXT:], _one_line(text[end:])[:_CONTEXT]
        yield left, text[start:end], right, record.document, record.page, record.page_label, start, end, record.citation


def _one_line(text: str) -> str:
    return " ".join(text.split())


FORMAT = ExportFormat("kwic", _write, read_table)
