"""What was read in some documents that linking works on? Names as they are used, lists of who came, minutes within."""

from __future__ import annotations

from collections.abc import Sequence

from panelsearch.model.meetings import PartKind
from panelsearch.model.mentions import MentionLabel
from panelsearch.storage.derived_tables import TableReader, marks


def names_used(
    tables: TableReader, label: MentionLabel, documents: Sequence[int]
) -> Sequence[tuple[int, str, str, int]]:
    """The document, the name settled on, the name as printed, and how often that is mentioned there."""
    return tables.rows(
        "SELECT document_id, canonical, text, count(*) FROM mentions"  # noqa: S608
        f" WHERE label = ? AND canonical IS NOT NULL AND document_id IN ({marks(documents)})"
        " GROUP BY document_id, canonical, text",
        (label.value, *documents),
    )


def names_on_lists(tables: TableReader, documents: Sequence[int]) -> Sequence[tuple[int, str, str]]:
    """The document, the name meant and the name as printed of each entry of a list of who came."""
    return tables.rows(
        "SELECT document_id, canonical, name FROM attendee_names JOIN attendees USING (document_id, idx)"  # noqa: S608
        f" WHERE document_id IN ({marks(documents)}) ORDER BY document_id, idx",
        documents,
    )


def people_mentioned(tables: TableReader, documents: Sequence[int]) -> Sequence[tuple[int, int, int, int, str]]:
    """The document, the page, the span's start and end on it, and the name settled on, in order of place."""
    return tables.rows(
        "SELECT document_id, page, start, finish, canonical FROM mentions"  # noqa: S608
        f" WHERE label = ? AND document_id IN ({marks(documents)}) AND canonical IS NOT NULL ORDER BY document_id, idx",
        (MentionLabel.PERSON.value, *documents),
    )


def attendees(tables: TableReader, documents: Sequence[int]) -> Sequence[tuple[int, int, int, int, int, str]]:
    """The document, the number, the page, the span's start and end on it, and the name of each entry of a list."""
    return tables.rows(
        "SELECT document_id, idx, page, start, finish, name FROM attendees"  # noqa: S608
        f" WHERE document_id IN ({marks(documents)})",
        documents,
    )


def dated_minutes_within(tables: TableReader, documents: Sequence[int]) -> Sequence[tuple[int, str, int, int]]:
    """The document, the meeting's day, the first and the last page of minutes that are a part of a paper, in order."""
    return tables.rows(
        "SELECT document_id, meeting_date, first_page, last_page FROM parts"  # noqa: S608
        f" WHERE document_id IN ({marks(documents)}) AND kind = ? AND meeting_date IS NOT NULL"
        " ORDER BY document_id, idx",
        (*documents, PartKind.MINUTES.value),
    )


def papers(tables: TableReader, documents: Sequence[int]) -> Sequence[tuple[int, str, int, int]]:
    """The document, its kind, whether it is a draft, and how many pages it has, in order of document."""
    return tables.rows(
        f"SELECT id, kind, draft, page_count FROM documents WHERE id IN ({marks(documents)}) ORDER BY id",  # noqa: S608
        documents,
    )
