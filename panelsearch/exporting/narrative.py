"""Exports for reading: md, docx, html. Each passage is a quotation with its citation below it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from panelsearch.exporting.base import ExportFormat, Setting
from panelsearch.exporting.characters import as_xml_holds
from panelsearch.exporting.records import ExportRecord

_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~])|^(\s*)([-+]|\d+[.)])(?=\s)")


def _write_markdown(records: Iterable[ExportRecord], path: Path, setting: Setting) -> None:
    """Block quotes; signs that Markdown would obey are escaped, so that it shows the very words."""
    documents = _Documents()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"# {_escaped(setting.heading)}\n")
        for record in documents.noted(records):
            quoted = "\n".join(f"> {_escaped(line)}  " for line in record.quote.splitlines() if line.strip())
            file.write(f"\n{quoted}\n\n— {_escaped(record.citation)}\n")
        file.write("\nSources:\n\n" + "\n".join(f"- {_escaped(name)}" for name in documents.names) + "\n")


def _escaped(text: str) -> str:
    return _MARKDOWN_SIGNS.sub(lambda m: "\\" + m[1] if m[1] else f"{m[2]}\\{m[3]}", text)


_STYLE = (
    "body{max-width:46em;margin:2em auto;padding:0 1em;font:1rem/1.5 serif}"
    "blockquote{white-space:pre-wrap;border-left:3px solid #888;margin:0;padding-left:1em}"
    "figcaption{color:#444;font-size:.9em}"
)


def _write_html(records: Iterable[ExportRecord], path: Path, setting: Setting) -> None:
    """One page that needs nothing else; `data-` attributes carry document, page and offsets."""
    documents, heading = _Documents(), html.escape(setting.heading)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(
            f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{heading}</title>\n'
            f"<style>{_STYLE}</style>\n<h1>{heading}</h1>\n"
        )
        for r in documents.noted(records):
            file.write(
                f'<figure><blockquote data-document="{html.escape(r.document)}" data-page="{r.page}"'
                f' data-start="{r.start}" data-end="{r.end}">{html.escape(r.quote)}</blockquote>'
                f"<figcaption>{html.escape(r.citation)}</figcaption></figure>\n"
            )
        names = "".join(f"<li>{html.escape(name)}</li>" for name in documents.names)
        file.write(f"<h2>Sources</h2>\n<ul>{names}</ul></html>\n")


def _write_docx(records: Iterable[ExportRecord], path: Path, setting: Setting) -> None:
    """A Word document with Word's own quotation style."""
    import docx

    documents, document = _Documents(), docx.Document()
    document.add_heading(setting.heading, level=1)
    for record in documents.noted(records):
        document.add_paragraph(record.quote, style="Quote")
        document.add_paragraph(f"— {record.citation}")
    document.add_heading("Sources", level=2)
    for name in documents.names:
        document.add_paragraph(name, style="List Bullet")
    document.save(str(path))


class _Documents:
    """Notes the documents of the records that pass by, for the list of sources behind them."""

    def __init__(self) -> None:
        self.names: dict[str, None] = {}

    def noted(self, records: Iterable[ExportRecord]) -> Iterator[ExportRecord]:
        """The same records."""
        for record in records:
            self.names[record.document] = None
            yield record


FORMATS = (
    ExportFormat("md", _write_markdown, endings=("markdown",)),
    ExportFormat("docx", _write_docx, held=as_xml_holds),
    ExportFormat("html", _write_html, endings=("htm",)),
)
