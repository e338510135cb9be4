"""What would a clerk note of a document? Kind, body, meeting, items, decisions, attendance, passages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from panelsearch.model.documents import Extracted
from panelsearch.model.meetings import Attendance, DocumentKind, Item, Part, Reading
from panelsearch.model.pages import Page
from panelsearch.structure.abbreviations import find_acronyms
from panelsearch.structure.action_items import find_actions
from panelsearch.structure.agenda_items import find_items
from panelsearch.structure.attendance import find_attendance, opens_minutes
from panelsearch.structure.cross_references import find_references
from panelsearch.structure.decisions import find_decisions
from panelsearch.structure.document_type import FoundKind, find_kind
from panelsearch.structure.front_matter import find_details
from panelsearch.structure.issuing_body import find_body
from panelsearch.structure.meeting_date import FoundDate, find_meeting_date
from panelsearch.structure.pack_segmentation import find_parts, of_the_meeting, within_parts
from panelsearch.structure.passage_segmentation import find_passages, whole_page
from panelsearch.text.date_grammar import find_dates
from panelsearch.text.document_cache import of_one_document
from panelsearch.text.rule_engine import DocumentFence, Fence

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


def read(extracted: Extracted, fence: Fence | None = None) -> Reading:
    """The reading of a document's pages. Facts that only the file's name gives are named in `inferred`.

    Each fact is a layer of its own: one that cannot be read is left out and told by the fence, and the rest stays.
    Where the passages cannot be cut, each page is one, so that its words are found.
    """
    with of_one_document():
        return _Reader(extracted, (fence or DocumentFence()).at(None)).read()


class _Reader:
    """Reads the layers of one document in the order in which they need one another."""

    def __init__(self, extracted: Extracted, fence: Fence) -> None:
        self._pages = extracted.pages
        self._extracted = extracted
        self._fence = fence

    def read(self) -> Reading:
        """All layers that can be read."""
        pages, facts, stage = self._pages, self._extracted.facts, self._fence.stage
        kind = stage("kind", FoundKind(DocumentKind.OTHER), lambda: find_kind(pages, facts, self._fence))
        body = stage("body", None, lambda: self._body(kind.kind))
        day = stage("meeting_date", FoundDate(None), lambda: find_meeting_date(pages, kind.kind, facts, self._fence))
        attendance = self._attendance(kind.kind)
        parts = stage("parts", (), lambda: find_parts(pages, kind.kind, body, self._fence))
        listed = attendance or Attendance()
        items = stage("items", (), lambda: self._items(kind.kind, parts, listed))
        minutes = kind.kind is DocumentKind.MINUTES
        whole = tuple(passage for page in pages for passage in whole_page(page))
        return Reading(
            kind=kind.kind,
            title=stage("title", "", lambda: _title(kind.kind, body, self._extracted, self._fence.uncounted())),
            body=body,
            meeting_date=day.day,
            draft=minutes and bool(_DRAFT.search(_head(pages)[:1500])),
            items=items,
            attendance=listed,
            decisions=()
            if attendance is None
            else stage("decisions", (), lambda: find_decisions(pages, items, listed, kind.kind, body, self._fence)),
            inferred=tuple(name for name, found in (("kind", kind.inferred), ("meeting_date", day.inferred)) if found),
            passages=stage("passages", whole, lambda: find_passages(pages, items, self._fence)),
            parts=parts,
            acronyms=stage("acronyms", (), lambda: find_acronyms(pages, self._fence)),
            actions=stage("actions", (), lambda: find_actions(pages, items, listed, kind.kind, parts, self._fence)),
            references=stage("references", (), lambda: find_references(pages, kind.kind, self._fence)),
            details=stage(
                "details",
                (),
                lambda: find_details(pages, kind.kind, listed if minutes else Attendance(), day.day, self._fence),
            ),
        )

    def _body(self, kind: DocumentKind) -> str | None:
        whole = kind is not DocumentKind.OTHER or _is_short(self._pages)
        return find_body(self._pages if whole else self._pages[:1], self._extracted.facts, self._fence, kind)

    def _attendance(self, kind: DocumentKind) -> Attendance | None:
        """Who came; None for papers of a kind that does not say."""
        if kind not in (DocumentKind.MINUTES, DocumentKind.PACK):
            return None
        return self._fence.stage("attendance", Attendance(), lambda: find_attendance(self._pages, self._fence))

    def _items(self, kind: DocumentKind, parts: Sequence[Part], listed: Attendance) -> tuple[Item, ...]:
        pages, minutes_from = self._pages, None
        if kind is DocumentKind.PACK:
            minutes_from = next((page.number for page in pages if opens_minutes(page, self._fence)), None)
        items = find_items(of_the_meeting(pages, parts), kind, minutes_from, self._fence, listed)
        if not items and minutes_from is not None:  # minutes without headings: then those of the agenda before them
            items = find_items([page for page in pages if page.number < minutes_from], kind, None, self._fence)
        return within_parts(items, parts, pages)


def _is_short(pages: Sequence[Page]) -> bool:
    return len(pages) <= 4


def _head(pages: Sequence[Page]) -> str:
    return next((page.text for page in pages if page.text.strip()), "")


def _title(kind: DocumentKind, body: str | None, extracted: Extracted, fence: Fence) -> str:
    """Minutes, agendas and packs are called after their body; other papers by their first heading."""
    names = {DocumentKind.MINUTES: "Minutes", DocumentKind.AGENDA: "Agenda", DocumentKind.PACK: "Agenda pack"}
    if kind in names:
        return f"{names[kind]}, {body}" if body else names[kind]
    for page in extracted.pages[:2]:
        if subject := _SUBJECT.search(page.text[:_SUBJECT_WITHIN]):
            return subject["title"].strip()[:_LONGEST_TITLE]
        lines = sorted(page.lines[:25], key=lambda line: -line.size_pt)
        largest = next((line for line in lines if _names_a_paper(line.span.of(page.text), body, fence)), None)
        if largest is None:
            continue
        for line in page.lines[:25]:
            if line.size_pt >= largest.size_pt - 0.5 and _names_a_paper(line.span.of(page.text), body, fence):
                return " ".join(line.span.of(page.text).split())[:_LONGEST_TITLE]
    return (extracted.facts.title or body or "")[:_LONGEST_TITLE]


def _names_a_paper(line: str, body: str | None, fence: Fence) -> bool:
    """Whether the words can be a title: some letters, and neither the body's name, a date nor a field of a form."""
    words = " ".join(line.split())
    return (
        len(re.findall(r"[^\W\d_]", words)) > 3
        and words.casefold() != (body or "").casefold()
        and not _FIELD.match(words)
        and not any(found.span.start == 0 for found in find_dates(words, fence=fence))
    )
