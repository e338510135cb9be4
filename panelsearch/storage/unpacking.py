"""How do a store's rows become values again? The inverse of `packing`, one function a kind of value.

Each takes a row with the columns that it names, in that order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from panelsearch.model.documents import MissingLayer
from panelsearch.model.meetings import (
    Action,
    ActionKind,
    Attendance,
    Attendee,
    Decision,
    DecisionOutcome,
    Detail,
    DetailKind,
    DocumentKind,
    Part,
    PartKind,
    Reference,
    ReferenceKind,
)
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.pages import Marked, Marking, Page, PageProblem, TextSource
from panelsearch.model.spans import PageSpan, Span
from panelsearch.storage.packing import COLUMNS, Row
from panelsearch.storage.page_codec import unpack_boxes, unpack_lines
from panelsearch.storage.records import StoredDocument, StoredPassage

MENTION_COLUMNS = tuple(column for column in COLUMNS["mentions"] if column != "text")
"""What `mention` takes: all but the words, which the page has."""
PASSAGE_COLUMNS = ("id", "document_id", "page", "start", "finish", "item", "likeness")
"""What `passage` takes."""
_LABELS = {label.value: label for label in MentionLabel}  # a page has dozens, and the class takes long to ask
_NONE = "[]"


def document(row: Row) -> StoredDocument:
    """A front sheet, of its id and `packing.DOCUMENT_COLUMNS`."""
    key, kind, title, body, when, draft, inferred, count, without, reason, locked = row
    return StoredDocument(
        key, DocumentKind(kind), title, body, _day(when), bool(draft), _list(inferred), count,
        _list(without), reason, bool(locked),
    )  # fmt: skip


def page(row: Row) -> Page:
    """A whole page, of the columns of `pages`."""
    number, text, label, width, height, source, problem, lines, boxes, furniture, sure, marked = row
    return Page(
        number, text, label, width, height, TextSource(source), PageProblem(problem) if problem else None,
        unpack_lines(lines), unpack_boxes(boxes), _list(furniture), sure,
        markings(marked),
    )  # fmt: skip


def markings(written: str) -> tuple[Marking, ...]:
    """The markings of a page, as its column `markings` writes them."""
    if written == _NONE:
        return ()
    return tuple(Marking(Span(start, end), Marked(kind)) for start, end, kind in json.loads(written))


def part(row: Row) -> Part:
    """A paper inside a document, of the columns of `parts`."""
    kind, title, first, last, day, item, inferred = row
    return Part(PartKind(kind), title, first, last, _day(day), item, bool(inferred))


def decision(row: Row) -> Decision:
    """A decision, of the columns of `decisions`."""
    page_number, start, end, outcome, *rest = row
    return Decision(PageSpan(page_number, start, end), DecisionOutcome(outcome), *rest)


def action(row: Row) -> Action:
    """An action, of the columns of `actions`."""
    kind, page_number, start, end, item, owner, people, rule, score = row
    at = PageSpan(page_number, start, end)
    return Action(at, ActionKind(kind), item, owner, _list(people), rule, score)


def reference(row: Row) -> Reference:
    """A reference, of the columns of `refs`."""
    kind, page_number, start, end, number, day = row
    return Reference(PageSpan(page_number, start, end), ReferenceKind(kind), number, _day(day))


def detail(row: Row) -> Detail:
    """A fact of the front sheet, of the columns of `details`."""
    what, page_number, start, end = row
    return Detail(DetailKind(what), PageSpan(page_number, start, end))


def attendance(rows: Iterable[Row]) -> Attendance:
    """Who came, of rows with the columns of `attendees`."""
    lists: dict[str, list[Attendee]] = {"present": [], "in_attendance": [], "apologies": []}
    for which, name, page_number, start, end, role, initials, rule, score in rows:
        lists[which].append(Attendee(name, PageSpan(page_number, start, end), role, initials, rule, score))
    return Attendance(tuple(lists["present"]), tuple(lists["in_attendance"]), tuple(lists["apologies"]))


def mention(row: Row) -> Mention:
    """A mention, of `MENTION_COLUMNS`."""
    label, page_number, start, end, *rest = row
    return Mention(_LABELS[label], PageSpan(page_number, start, end), *rest)


def passage(row: Row) -> StoredPassage:
    """A passage, of `PASSAGE_COLUMNS`."""
    key, document_id, page_number, start, end, item, like = row
    return StoredPassage(key, document_id, PageSpan(page_number, start, end), item, like)


def missing(row: Row) -> MissingLayer:
    """What a document lacks, of the columns of `missing`."""
    return MissingLayer(*row)


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def _list(written: str) -> tuple[Any, ...]:
    """A list as JSON; TypeError for anything else."""
    read = json.loads(written)
    if not isinstance(read, list):
        raise TypeError("what is to be a list is none")
    return tuple(read)
