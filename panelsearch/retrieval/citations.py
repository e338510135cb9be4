"""How is a place cited? Body, date, item, document, both page numbers: to be found on paper and on screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from panelsearch.model.meetings import Part, PartKind
from panelsearch.model.pages import Marked, TextSource
from panelsearch.model.search_results import Grouping, HitGroup
from panelsearch.model.sources import ItemRef, Source
from panelsearch.model.spans import PageSpan
from panelsearch.text.counts import counted


def citation(source: Source, at: PageSpan | None = None) -> str:
    """Such as "Dunmere Parish Council, 7 February 2023, item 2 Footbridge, a/minutes.pdf, PDF p. 3 (printed 14)".

    Of words at a place of the page it says, too, where they are no plain print.
    """
    return PageCited(source).at(source.item, at)


class PageCited:
    """Cites the places of one page: what is the same for all of them is put together once."""

    def __init__(self, page: Source) -> None:
        self._page = page
        when = day(page)
        if when and "meeting_date" in page.inferred:
            when += " (date from the file's name)"
        self._meeting = "".join(f"{one}, " for one in (page.body, when, part(page.part)) if one)
        self._remarks = [f"printed {page.page_label}"] if page.page_label else []
        if page.text_source is TextSource.OCR:
            self._remarks.append(ocr_mark(page.ocr_confidence))
        if page.draft:
            self._remarks.append("draft")
        self._plain = self._where(self._remarks)

    def at(self, within: ItemRef | None, place: PageSpan | None = None) -> str:
        """The citation of a place of the page, in an item."""
        where = self._plain
        if place is not None and self._page.markings and (marked := markings(self._page, place)):
            where = self._where([*self._remarks, marked])
        return f"{self._meeting}{item_named(within)}, {where}" if within else self._meeting + where

    def _where(self, remarks: Sequence[str]) -> str:
        return f"{self._page.document}, PDF p. {self._page.page}" + (f" ({', '.join(remarks)})" if remarks else "")


def group_head(group: HitGroup) -> str:
    """Such as "Dunmere Parish Council, 7 February 2023: 12 passages match", with item and document for an item."""
    source = group.source
    when = source.held
    named = [source.body or source.title or source.document, f"{when.day} {when:%B %Y}" if when else ""]
    if group.by is Grouping.ITEM:
        named += [item(source) or "no item", source.document]
    told = ", ".join(part for part in named if part)
    return f"{told}: {counted(group.matching, 'passage matches', 'passages match')}"


def ocr_mark(confidence: float | None) -> str:
    """Such as "read by OCR, 93% sure": recognised words are not as good as printed ones."""
    return "read by OCR" + (f", {confidence:.0%} sure" if confidence is not None else "")


def markings(source: Source, at: PageSpan) -> str:
    """Such as "with words covered, struck out": what of the words at a place is no plain print; empty for all print."""
    return marked_words(one.kind for one in source.marked(at))


def marked_words(kinds: Iterable[Marked]) -> str:
    """Such as "with words covered, struck out"; empty for none."""
    told = sorted(set(kinds), key=list(Marked).index)
    named = {Marked.FORM: "typed into a form", Marked.NOTE: "of a note laid on the page"}
    return f"with words {', '.join(named.get(kind, kind.value) for kind in told)}" if told else ""


def day(source: Source) -> str:
    """The meeting's date as people write it; empty where none is known."""
    return written(source.meeting_date) if source.meeting_date else ""


@lru_cache(4_096)
def written(when: date) -> str:
    """Such as "7 February 2023"."""
    return f"{when.day} {when:%B %Y}"


def item(source: Source) -> str:
    """Such as "item 5a Finance"; empty where the place lies in no item."""
    return item_named(source.item)


def item_named(item: ItemRef | None) -> str:
    """Such as "item 5a Finance"; empty for none."""
    return " ".join(f"item {item.number or ''} {item.heading}".split()) if item else ""


def part(within: Part | None) -> str:
    """Such as "minutes of 6 February 2018" or "report Draft annual report (item 7)"; empty outside a pack's papers."""
    if within is None or within.kind is PartKind.AGENDA:
        return ""
    if within.kind is PartKind.MINUTES:
        when = within.meeting_date
        return f"minutes of {when.day} {when:%B %Y}" if when else "minutes"
    named = within.title if within.kind is PartKind.APPENDIX else f"{within.kind} {within.title}".strip()
    return f"{named} (item {within.item_number})" if within.item_number else named


def link(source: Source) -> str:
    """The document with the fragment that makes a viewer open that page, percent-encoded."""
    return f"{quote(source.document)}#page={source.page}"


def address_of(document: str, path: Path | None) -> str:
    """What opens a PDF, percent-encoded: by where the file lies, or by its name where it is not there."""
    return path.absolute().as_uri() if path else quote(document, errors="surrogateescape")
