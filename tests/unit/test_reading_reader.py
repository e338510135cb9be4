"""The front sheet as a whole."""

from datetime import date

from made_pages import set_pages

from panelsearch.model.documents import Extracted, FileFacts
from panelsearch.model.meetings import DocumentKind, Reading
from panelsearch.structure.parser import read

MINUTES = [
    "Dunmere Parish Council",
    "DRAFT Minutes of the meeting held on Tuesday 7 February 2023",
    "",
    "Present: Cllr A Pryce (Chair), Cllr B Nnamdi, Cllr C O’Rourke",
    "",
    "1. Apologies",
    "None.",
    "",
    "2. Footbridge",
    "RESOLVED: That the footbridge be mended.",
]


def test_minutes() -> None:
    pages = set_pages(MINUTES)
    reading = read(Extracted(pages))
    assert (reading.kind, reading.body, reading.meeting_date) == (
        DocumentKind.MINUTES,
        "Dunmere Parish Council",
        date(2023, 2, 7),
    )
    assert reading.title == "Minutes, Dunmere Parish Council"
    assert reading.draft
    assert reading.inferred == ()
    assert [attendee.name for attendee in reading.attendance.present] == ["A Pryce", "B Nnamdi", "C O’Rourke"]
    assert [item.heading for item in reading.items] == ["Apologies", "Footbridge"]
    (decision,) = reading.decisions
    assert decision.item == 1
    about = [p for p in reading.passages if "footbridge be mended" in p.at.span.of(pages[0].text)]
    assert [p.item for p in about] == [1]
    assert about[0].at.span.of(pages[0].text).startswith("2. Footbridge")


def test_minutes_that_mention_a_draft_are_no_draft() -> None:
    rows = [row.removeprefix("DRAFT ") for row in MINUTES] + ["The draft budget was read."]
    assert not read(Extracted(set_pages(rows))).draft


def test_a_report_is_called_after_its_subject() -> None:
    rows = ["Severnmoor Police and Crime Panel", "14 July 2022", "Progress on complaints", "Report of the Treasurer"]
    reading = read(Extracted(set_pages(rows)))
    assert (reading.kind, reading.title) == (DocumentKind.REPORT, "Progress on complaints")
    rows = ["Arlenshire District Council", "Report to: Cabinet", "Subject: Leisure contract", "Purpose of report"]
    assert read(Extracted(set_pages(rows))).title == "Leisure contract"


def test_what_only_the_files_name_says_is_marked() -> None:
    reading = read(Extracted(set_pages([], []), FileFacts("minutes-2023-02-07.pdf")))
    assert (reading.kind, reading.meeting_date) == (DocumentKind.MINUTES, date(2023, 2, 7))
    assert reading.inferred == ("kind", "meeting_date")
    assert reading.passages == ()


def test_an_empty_file() -> None:
    assert read(Extracted(())) == Reading(DocumentKind.OTHER)
