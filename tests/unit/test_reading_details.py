"""When and where the meeting was, who was in the chair and who signed, whose report it is."""

from datetime import date

import pytest

from panelsearch.model.meetings import Attendance, Attendee, DocumentKind
from panelsearch.model.pages import Page
from panelsearch.model.spans import PageSpan
from panelsearch.structure.front_matter import find_details


def found(
    text: str,
    kind: DocumentKind = DocumentKind.MINUTES,
    attendance: Attendance | None = None,
    held: date | None = None,
) -> dict[str, str]:
    details = find_details((Page(1, text),), kind, attendance or Attendance(), held)
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


def test_the_place_ends_before_the_list_of_those_who_came() -> None:
    heading = "Minutes of the meeting held on 3 May 2022 at 7.30 pm in the Reading Room, Ash Lane\n"
    for follows in ("Present: Cllr A Ash", "MEMBERS PRESENT\nA Ash", "Apologies\nA Ash", "________\n"):
        assert found(heading + follows)["place"] == "the Reading Room, Ash Lane"
    assert found(heading[:-5] + "\nLane. Present: Cllr A Ash")["place"] == "the Reading Room, Ash Lane"


HELD = date(2023, 5, 9)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The meeting closed at 9 pm.\nDate of next meeting: Tuesday 11 July 2023 at 7.30 pm", "11 July 2023"),
        ("14. Date, Time and Place of Next Meeting. The next full meeting will be on Tuesday 11th July", "11th July"),
        ("Next Meeting\nThe next meeting will be held in the Hall on Tuesday 11 July.", "11 July"),
        ("Adjourned at 7:51 p.m. Next regular Council meeting to be held July 11, 2023. Carried.", "July 11, 2023"),
        ("Cyfarfod nesaf: 11 Gorffennaf 2023", "11 Gorffennaf 2023"),
        ("Dates of next meetings: 11 July; 5 September", "11 July"),
        (
            "Date of next meeting\nAnnual Meeting of the Council: Tuesday 11 July 2023. The fair is on 1 July.",
            "11 July 2023",
        ),
        ("12. DONM\nTuesday 11th July 2023 (no meeting in June).", "11th July 2023"),
        ("The choir was left for the next meeting on 6 June.\nNext meeting: 11 July", "11 July"),
    ],
)
def test_when_the_next_meeting_is(text: str, day: str) -> None:
    assert found(text, held=HELD)["next_meeting"] == day


@pytest.mark.parametrize(
    "text",
    [
        "The choir was left for the next meeting on 11 July 2023.",
        "Reports for the next meeting are to reach the Clerk by 4 July 2023.",
        "Date of next meeting: it was agreed that plans received by 4 July would be looked at then.",
        "Date of next meeting\n15. Closure\nThe fair is on 1 July 2023.",
        "Date of next meeting: to be told. The fair is on 1 July 2023.",
        "Date of next meeting: to be told. Annual Town Meeting: 1 July 2023.",
        "Date of next meeting\nAnnual Parish Meeting: 1 July 2023",  # the electors'
        "Date of next meeting: 4 April 2023",  # before this one
        "Date of next meeting: 28 April",  # a line left over from last year's paper
        "The next meeting of the Highways Working Party on parking: the last meeting was on 11 July 2023.",
        "NEXT MEETING TO BE HELD ON TUESDAY 9 MAY 2023",  # this one
    ],
)
def test_no_day_is_taken_for_the_next_meetings(text: str) -> None:
    assert "next_meeting" not in found(text, held=HELD)


def test_a_pack_holds_other_minutes_and_tells_no_next_meeting() -> None:
    text = "Date of next meeting: 11 July 2023"
    assert "next_meeting" not in found(text, DocumentKind.PACK, held=HELD)
    assert found(text, DocumentKind.AGENDA, held=HELD)["next_meeting"] == "11 July 2023"


MINUTES = """Fallowmere Parish Council
Minutes of the meeting of the Planning Committee on 9 May 2023
Present: District Cllr A Quill, and Cllr B Marsh for the Thornmere Trust

"""


@pytest.mark.parametrize(
    "text",
    [
        "14. Date, Time and Place of Next Meeting. The next full meeting will be on Tuesday 11 July 2023",
        "The next meeting of the Council will be held on Tuesday 11 July 2023",
        "The next meeting of Fallowmere Parish\nCouncil is on 11 July 2023",
        "Date of next meeting of the Planning Committee\n11 July 2023",
        "The next meeting of the Committee: 11 July 2023",
        "The next meeting of FPC will be held on 11 July 2023",
        "The next regular meeting of the Board of Education will be 11 July 2023",
        "Next meeting of the full Parish Council\nThe next one will be on 11 July 2023",
        "The next Parish Council meeting will be on 11 July 2023",
        "Parish Council: next meeting 11 July 2023",
        "12. Thornmere Trust\n13. Next meeting\n11 July 2023",
        "Thornmere Trust was thanked.\nDate of next meeting: 11 July 2023",
        "Planning Committee\nDate of next meeting: 11 July 2023",
    ],
)
def test_the_bodys_own_next_meeting(text: str) -> None:
    assert found(MINUTES + text, held=HELD)["next_meeting"] == "11 July 2023"


@pytest.mark.parametrize(
    "text",
    [
        "The next meeting of the group is on 4 July 2023.",
        "District Council: next meeting 4 July 2023",
        "District Council's next meeting is on 4 July 2023",
        "9. Highways Liaison Group - date of next meeting: 4 July 2023",
        "Highways Liaison Group\nDate of next meeting: 4 July 2023",
        "9. Highways Liaison Group\nNext meeting: 4 July 2023",
        "Highways Liaison Group. Next meeting 4 July 2023",
        "The group's next meeting is on 4 July 2023",
        "The next meeting of the Thornmere Trust is on 4 July 2023.",
        "The next meeting of Thornmere Parish Council is on 4 July 2023.",
        "The next group meeting is on 4 July 2023.",
        "The next meeting with the contractor is on 4 July 2023.",
        "Date of next meeting: this was to be 11 July 2023; it will now be on 18 July.",
        "Date of next meeting: changed from 11 July 2023 to 18 July 2023",
        "Date of next meeting: 11 July 2023, now on 18 July 2023",
        "Date of next meeting: 11 July 2023 (moved to 18 July 2023)",
        "Next meeting, brought forward, 11 July 2023",
        "Next meeting, instead of 11 July 2023: 18 July 2023",
    ],
)
def test_neither_anothers_next_meeting_nor_a_day_that_was_moved(text: str) -> None:
    assert "next_meeting" not in found(MINUTES + text, held=HELD)
