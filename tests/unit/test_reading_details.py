"""When and where the meeting was, who was in the chair and who signed, whose report it is."""

import pytest

from panelsearch.model.meetings import Attendance, Attendee, DocumentKind
from panelsearch.model.pages import Page
from panelsearch.model.spans import PageSpan
from panelsearch.structure.front_matter import find_details


def found(text: str, kind: DocumentKind = DocumentKind.MINUTES, attendance: Attendance | None = None) -> dict[str, str]:
    details = find_details((Page(1, text),), kind, attendance or Attendance())
    return {detail.what.value: " ".join(detail.at.span.of(text).split()) for detail in details}


@pytest.mark.parametrize(
    ("heading", "time", "place"),
    [
        (
            "Minutes of the meeting held on Tuesday 3 May 2022 at 7.30 pm in the Reading Room, Ash Lane.",
            "7.30 pm",
            "the Reading Room, Ash Lane",
        ),
        (
            "Minutes of a meeting held at the Civic Centre, Elmford on Monday 5 June 2023 at 2.00pm",
            "2.00pm",
            "the Civic Centre, Elmford",
        ),
        ("Date: 4 July 2023\nTime: 18:30\nVenue: School library\n", "18:30", "School library"),
        (
            "MINUTES of the meeting HELD IN THE COUNCIL CHAMBER, TOWN HALL ON 7 MAY 2024 COMMENCING AT 10 AM",
            "10 AM",
            "THE COUNCIL CHAMBER, TOWN HALL",
        ),
    ],
)
def test_time_and_place_as_printed(heading: str, time: str, place: str) -> None:
    assert (found(heading)["time"], found(heading)["place"]) == (time, place)


def test_nothing_is_made_up() -> None:
    assert found("Minutes of the meeting held on 3 May 2022.\nThe fee is 10.50 a year.") == {}
    assert found("Held at 7.30 pm in the Hall", DocumentKind.OTHER) == {}


def test_the_chair_is_who_took_it() -> None:
    text = "Ann Ash, Bo Birch, Cy Cole"
    people = (
        Attendee("Ann Ash", PageSpan(1, 0, 7), "Vice-Chair"),
        Attendee("Bo Birch", PageSpan(1, 9, 17), "Chairman"),
        Attendee("Cy Cole", PageSpan(1, 19, 26), "in the Chair"),
    )
    assert found(text, attendance=Attendance(present=people))["chair"] == "Cy Cole"
    assert found(text, attendance=Attendance(present=people[:2]))["chair"] == "Bo Birch"
    assert "chair" not in found(text, attendance=Attendance(present=people[:1]))


def test_signed_only_where_a_name_stands() -> None:
    assert found("Minutes\nSigned: Ann Birch\n")["signed_by"] == "Ann Birch"
    assert "signed_by" not in found("Minutes\nSigned ........................ Date ...........\n")


def test_a_report_names_its_author_and_item() -> None:
    text = "Planning Committee\nAgenda Item 5\nReport of the Head of Planning\nPurpose\n"
    assert found(text, DocumentKind.REPORT) == {"author": "Head of Planning", "for_item": "5"}
