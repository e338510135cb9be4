"""How do results look to a script? One JSON object a command; fields are only ever added.

Each command's own object is made beside the command; what several tell alike is made here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from panelsearch.model.meetings import Part
from panelsearch.model.pages import Marking, TextSource
from panelsearch.model.register_rows import DecisionRow
from panelsearch.model.search_results import Hit
from panelsearch.model.sources import Citation, ItemRef, Source

Json = dict[str, Any]  # the outermost edge: what `written` takes


def written(shown: Mapping[str, object]) -> str:
    """The object in one line. Dates are written as ISO 8601 has them, enumerations as their value, tuples as lists."""
    return json.dumps(shown, ensure_ascii=False, default=_as_iso)


def _as_iso(value: object) -> str:
    if isinstance(value, date):  # or a datetime, which is one
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def hit(found: Hit) -> Json:
    """One passage with its place."""
    return {
        "rank": found.rank, "score": round(found.score, 4), **place(found.source),
        "text": found.text, "start": found.at.start, "end": found.at.end,
        "marked": marked(found.source.marked(found.at)),
        "highlights": [[span.start, span.end] for span in found.highlights],
        "also_in": list(map(page_of, found.also_in)), "near_in": list(map(page_of, found.near_in)),
        "same_as": found.same_as, "holds": found.holds,
    }  # fmt: skip


def marked(markings: Iterable[Marking]) -> list[Json]:
    """Spans of a page whose words are no plain print: typed into a form, a note, covered or struck out."""
    return [{"kind": one.kind, "start": one.span.start, "end": one.span.end} for one in markings]


def page_of(source: Source) -> Json:
    """A page of a document, in brief."""
    return {"document": source.document, "page": source.page, "page_label": source.page_label, "draft": source.draft}


def place(source: Source) -> Json:
    """Where something stands, as every command tells it."""
    return {
        "document": source.document, "title": source.title, "kind": source.kind, "body": source.body,
        "meeting_date": source.meeting_date, "page": source.page, "page_label": source.page_label,
        "item": item(source.item), "text_source": source.text_source,
        **ocr(source.text_source, source.ocr_confidence),
        "draft": source.draft, "part": part(source.part), "inferred": source.inferred,
    }  # fmt: skip


def ocr(source: TextSource, confidence: float | None) -> Json:
    """Whether a page's words were recognised in its picture, and how sure the engine was, 0..1."""
    return {
        "ocr": source is TextSource.OCR, "ocr_confidence": None if confidence is None else round(confidence, 3)
    }  # fmt: skip


def part(given: Part | None) -> Json | None:
    """A paper inside a pack."""
    if given is None:
        return None
    return {
        "kind": given.kind, "title": given.title or None, "first_page": given.first_page,
        "last_page": given.last_page, "meeting_date": given.meeting_date, "item": given.item_number,
        "inferred": given.inferred,
    }  # fmt: skip


def item(given: ItemRef | None) -> Json | None:
    """An item of the agenda."""
    return {"number": given.number, "heading": given.heading} if given else None


def quotation(given: Citation) -> Json:
    """A quotation and its place."""
    return {
        **place(given.source), "quote": given.quote, "start": given.at.start, "end": given.at.end,
        "marked": marked(given.source.marked(given.at)),
    }  # fmt: skip


def decision(row: DecisionRow) -> Json:
    """What was decided, by whom and with which votes."""
    one = row.decision
    return {
        "text": row.text, "page": one.at.page, "item": row.source.item.number if row.source.item else None,
        "outcome": one.outcome, "proposer": one.proposer, "seconder": one.seconder,
        "for": one.votes_for, "against": one.votes_against, "abstained": one.abstained,
        "start": one.at.start, "end": one.at.end, "marked": marked(row.source.marked(one.at)),
    }  # fmt: skip
