"""What would a clerk note of a document? Kind, body, meeting, items, decisions, attendance, passages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from panelsearch.model.documents import Extracted
from panelsearch.model.meetings import Attendance, DocumentKind, Reading
from panelsearch.model.pages import Page
from panelsearch.structure.abbreviations import find_acronyms
from panelsearch.structure.action_items import find_actions
from panelsearch.structure.agenda_items import find_items
from panelsearch.structure.attendance import find_attendance, opens_minutes
from panelsearch.structure.cross_references import find_references
from panelsearch.structure.decisions import find_decisions
from panelsearch.structure.document_type import find_kind
from panelsearch.structure.front_matter import find_details
from panelsearch.structure.issuing_body import find_body
from panelsearch.structure.meeting_date import find_meeting_date
from panelsearch.structure.pack_segmentation import find_parts, of_the_meeting, within_parts
from panelsearch.structure.passage_segmentation import find_passages
from panelsearch.text.date_grammar import find_dates

FINGERPRINT = "reading 32"
"""Changes with what the readers make of a page, so that papers read before are read again."""

_DRAFT = re.compile(
    r"^\W*draft\b|\bdraft\s+minutes\b|\b(?:unconfirmed|unapproved)\b|\bsubject\s+to\s+(?:confirmation|approval)\b",
    re.I | re.M,
)
_SUBJECT = re.compile(
    r"^\W*(?:subject|title|report\s+title|title\s+of\s+report)\s*:[^\S\n]*(?P<title>\S[^\n]+)", re.I | re.M
)
_FIELD = re.compile(r"(?:date|time|venue|to|from|for|report\s+(?:to|of|by|from)|meeting|agenda\s+item)\b", re.I)
_SUBJECT_WITHIN = 1200
_LONGEST_TITLE = 120


def read(extracted: Extracted) -> Reading:
    """The reading of a document's pages. Facts that only the file's name gives are named in `inferred`."""
    pages = extracted.pages
    kind = find_kind(pages, extracted.facts)
    body = find_body(pages if kind.kind is not DocumentKind.OTHER or _is_short(pages) else pages[:1], extracted.facts)
    day = find_meeting_date(pages, kind.kind, extracted.facts)
    attendance = find_attendance(pages) if kind.kind in (DocumentKind.MINUTES, DocumentKind.PACK) else None
    minutes_from = None
    if kind.kind is DocumentKind.PACK:
        minutes_from = next((page.number for page in pages if opens_minutes(page)), None)
    parts = find_parts(pages, kind.kind, body)
    items = within_parts(find_items(of_the_meeting(pages, parts), kind.kind, minutes_from), parts, pages)
    inferred = [name for name, found in (("kind", kind.inferred), ("meeting_date", day.inferred)) if found]
    reading = Reading(
        kind=kind.kind,
        title=_title(kind.kind, body, extracted),
        body=body,
        meeting_date=day.day,
        draft=kind.kind is DocumentKind.MINUTES and bool(_DRAFT.search(_head(pages)[:1500])),
        items=items,
        inferred=tuple(inferred),
        passages=find_passages(pages, items),
        parts=parts,
        acronyms=find_acronyms(pages),
    )
    actions = find_actions(pages, items, attendance or Attendance(), kind.kind, parts)
    reading = replace(reading, actions=actions, references=find_references(pages, kind.kind))
    sat = attendance if attendance is not None and kind.kind is DocumentKind.MINUTES else Attendance()
    reading = replace(reading, details=find_details(pages, kind.kind, sat))
    if attendance is None:
        return reading
    decisions = find_decisions(pages, items, attendance, kind.kind, body)
    return replace(reading, attendance=attendance, decisions=decisions)


def _is_short(pages: Sequence[Page]) -> bool:
    return len(pages) <= 4


def _head(pages: Sequence[Page]) -> str:
    return next((page.text for page in pages if page.text.strip()), "")


def _title(kind: DocumentKind, body: str | None, extracted: Extracted) -> str:
    """Minutes, agendas and packs are called after their body; other papers by their first heading."""
    names = {DocumentKind.MINUTES: "Minutes", DocumentKind.AGENDA: "Agenda", DocumentKind.PACK: "Agenda pack"}
    if kind in names:
        return f"{names[kind]}, {body}" if body else names[kind]
    for page in extracted.pages[:2]:
        if subject := _SUBJECT.search(page.text[:_SUBJECT_WITHIN]):
            return subject["title"].strip()[:_LONGEST_TITLE]
        lines = sorted(page.lines[:25], key=lambda line: -line.size_pt)
        largest = next((line for line in lines if _names_a_paper(line.span.of(page.text), body)), None)
        if largest is None:
            continue
        for line in page.lines[:25]:
            if line.size_pt >= largest.size_pt - 0.5 and _names_a_paper(line.span.of(page.text), body):
                return " ".join(line.span.of(page.text).split())[:_LONGEST_TITLE]
    return (extracted.facts.title or body or "")[:_LONGEST_TITLE]


def _names_a_paper(line: str, body: str | None) -> bool:
    """Whether the words can be a title: some letters, and neither the body's name, a date nor a field of a form."""
    words = " ".join(line.split())
    return (
        len(re.findall(r"[^\W\d_]", words)) > 3
        and words.casefold() != (body or "").casefold()
        and not _FIELD.match(words)
        and not any(found.span.start == 0 for found in find_dates(words))
    )
