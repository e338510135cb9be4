"""How is a place cited? Body, date, item, document, both page numbers: to be found on paper and on screen."""

from __future__ import annotations

from urllib.parse import quote

from panelsearch.documents import TextSource
from panelsearch.results import Source


def citation(source: Source) -> str:
    """Such as "Dunmere Parish Council, 7 February 2023, item 2 Footbridge, a/minutes.pdf, PDF p. 3 (printed 14)"."""
    parts = [source.body or "", day(source), item(source), source.document]
    remarks = [f"printed {source.page_label}"] if source.page_label else []
    if source.text_source is TextSource.OCR:
        remarks.append("read by OCR")
    if source.draft:
        remarks.append("draft")
    page = f"PDF p. {source.page}" + (f" ({', '.join(remarks)})" if remarks else "")
    return ", ".join(part for part in (*parts, page) if part)


def day(source: Source) -> str:
    """The meeting's date as people write it; empty where none is known."""
    when = source.meeting_date
    return f"{when.day} {when:%B %Y}" if when else ""


def item(source: Source) -> str:
    """Such as "item 5a Finance"; empty where the place lies in no item."""
    if source.item is None:
        return ""
    return " ".join(f"item {source.item.number or ''} {source.item.heading}".split())


def link(source: Source) -> str:
    """The document with the fragment that makes a viewer open that page, percent-encoded."""
    return f"{quote(source.document)}#page={source.page}"
