"""Exports for reading: md, docx, html. Each passage is a quotation with its citation below it."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from pathlib import Path

from panelsearch.exporting.records import ExportRecord

_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~])|^(\s*)([-+]|\d+[.)])(?=\s)")


def write_markdown(records: Sequence[ExportRecord], path: Path, heading: str) -> None:
    """Block quotes; signs that Markdown would obey are escaped, so that it shows the very words."""
    parts = [f"# {_escaped(heading)}\n"]
    for record in records:
        quoted = "\n".join(f"> {_escaped(line)}  " for line in record.quote.splitlines() if line.strip())
        parts.append(f"{quoted}\n\n— {_escaped(record.citation)}\n")
    parts.append(_sources(records, "- {}"))
    path.write_text("\n".join(parts), encoding="utf-8", newline="\n")


def _escaped(text: str) -> str:
    return _MARKDOWN_SIGNS.sub(lambda m: "\\" + m[1] if m[1] else f"{m[2]}\\{m[3]}", text)


def _sources(records: Sequence[ExportRecord], line: str) -> str:
    names = dict.fromkeys(record.document for record in records)
    return "Sources:\n\n" + "\n".join(line.format(_escaped(name)) for name in names) + "\n"


def write_html(records: Sequence[ExportRecord], path: Path, heading: str) -> None:
    """One page that needs nothing else; `data-` attributes carry document, page and offsets."""
    quotes = [
        f'<figure><blockquote data-document="{html.escape(r.document)}" data-page="{r.page}" data-start="{r.start}"'
        f' data-end="{r.end}">{html.escape(r.quote)}</blockquote>'
        f"<figcaption>{html.escape(r.citation)}</figcaption></figure>"
        for r in records
    ]
    names = dict.fromkeys(record.document for record in records)
    path.write_text(
        "<!doctype html>\n"
        f'<html lang="en"><meta charset="utf-8"><title>{html.escape(heading)}</title>\n'
        "<style>body{max-width:46em;margin:2em auto;padding:0 1em;font:1rem/1.5 serif}"
        "blockquote{white-space:pre-wrap;border-left:3px solid #888;margin:0;padding-left:1em}"
        "figcaption{color:#444;font-size:.9em}</style>\n"
        f"<h1>{html.escape(heading)}</h1>\n" + "\n".join(quotes) + "\n<h2>Sources</h2>\n<ul>"
        + "".join(f"<li>{html.escape(name)}</li>" for name in names)
        + "</ul></html>\n",
        encoding="utf-8",
        newline="\n",
    )  # fmt: skip


def write_docx(records: Sequence[ExportRecord], path: Path, heading: str) -> None:
    """A Word document with Word's own quotation style."""
    import docx

    document = docx.Document()
    document.add_heading(heading, level=1)
    for record in records:
        document.add_paragraph(record.quote, style="Quote")
        document.add_paragraph(f"— {record.citation}")
    document.add_heading("Sources", level=2)
    for name in dict.fromkeys(record.document for record in records):
        document.add_paragraph(name, style="List Bullet")
    document.save(str(path))
