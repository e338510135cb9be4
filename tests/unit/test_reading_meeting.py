"""The meeting's own date, not another meeting's; the file's name only where the paper prints none."""

from datetime import date

import pytest
from made_pages import set_pages

from panelsearch.model.documents import FileFacts
from panelsearch.model.meetings import DocumentKind
from panelsearch.structure.meeting_date import find_meeting_date

MINUTES, AGENDA, REPORT, OTHER = (
    DocumentKind.MINUTES,
    DocumentKind.AGENDA,
    DocumentKind.REPORT,
    DocumentKind.OTHER,
)


@pytest.mark.parametrize(
    ("kind", "rows", "day"),
    [
        (MINUTES, ["Minutes of the meeting held on Tuesday 7th February 2023"], date(2023, 2, 7)),
        (MINUTES, ["Minutes of the Council", "held on 03/02/2023 at 7 pm"], date(2023, 2, 3)),
        (
            MINUTES,
            [
                "Weir Township Board",
                "July 11th, 2023",
                "Member’s Present: R Ash, M Elm",
                "A meeting was held on June 6, 2023.",
            ],
            date(2023, 7, 11),
        ),
        (MINUTES, ["MINUTES", "July 15, 2025", "Adoption of the minutes of June 24, 2025"], date(2025, 7, 15)),
        (
            AGENDA,
            ["Published 1 March 2023", "Meeting to be held on Monday 6 March 2023", "1. Minutes of 6 February 2023"],
            date(2023, 3, 6),
        ),
        (AGENDA, ["To approve the minutes of the last meeting held on 6 February 2023"], None),
        (
            AGENDA,
            [
                "Notice is hereby given that the next meeting of the Council will take place on 6 March 2023",
                "Date of issue: 1 March 2023",
            ],
            date(2023, 3, 6),
        ),
        (AGENDA, ["The next meeting will take place on 6 March 2023"], None),
        (REPORT, ["Severnmoor Police and Crime Panel", "14 July 2022", "Complaints"], date(2022, 7, 14)),
        (REPORT, ["Report to: Cabinet", "Date of meeting: 17 October 2023"], date(2023, 10, 17)),
        (REPORT, ["Dunmere Parish Council", "Accounts for the year ended 31 March 2023"], None),
        (OTHER, ["Dunmere News", "The fair was held on 3 June 2023"], None),
        (
            MINUTES,
            [
                "Dunmere Parish Council",
                "Minutes of Parish Council 22 November 2022",
                "THOSE ATTENDING: Cllr A Pryce",
                "C54/22 TO RECEIVE THE MINUTES OF THE ALLOTMENT COMMITTEE HELD ON 6TH SEPTEMBER 2022",
            ],
            date(2022, 11, 22),
        ),
        (
            MINUTES,
            [
                "Dunmere Parish Council",
                "Present: Cllr A Pryce",
                "The minutes of the meeting held on 3 May 2022 were read.",
            ],
            None,
        ),
        (MINUTES, ["Minutes of the meeting held on 3 May 2022 were approved.", "Present: Cllr A Pryce"], None),
    ],
)
def test_the_date_printed(kind: DocumentKind, rows: list[str], day: date | None) -> None:
    found = find_meeting_date(set_pages(rows), kind, FileFacts())
    assert (found.day, found.inferred) == (day, False)


def test_the_printed_date_outranks_the_name_of_the_file() -> None:
    pages = set_pages(["Minutes of the meeting held on 7 February 2023"])
    assert find_meeting_date(pages, MINUTES, FileFacts("minutes-2023-02-17.pdf")).day == date(2023, 2, 7)


@pytest.mark.parametrize(
    "name", ["minutes-2023-02-07.pdf", "20230207.pdf", "Minutes-7-February-2023.pdf", "07-02-2023.pdf"]
)
def test_a_paper_without_a_date_has_that_of_its_file(name: str) -> None:
    found = find_meeting_date(set_pages(["Minutes of the Council"]), MINUTES, FileFacts(name))
    assert (found.day, found.inferred) == (date(2023, 2, 7), True)


@pytest.mark.parametrize("name", ["minutes.pdf", "20239907.pdf", "99-99-2023.pdf"])
def test_a_name_without_a_date_gives_none(name: str) -> None:
    assert find_meeting_date(set_pages(["Minutes of the Council"]), MINUTES, FileFacts(name)).day is None


def test_a_pack_with_a_picture_for_a_cover_is_not_dated_by_the_papers_behind() -> None:
    pages = set_pages([], ["Fees agreed on 1 January 2025"])
    found = find_meeting_date(pages, DocumentKind.PACK, FileFacts("2024-10-01-pack.pdf"))
    assert (found.day, found.inferred) == (date(2024, 10, 1), True)


@pytest.mark.parametrize(
    ("approved", "day"),
    [("3rd March 2020", date(2020, 4, 7)), ("3rd March 2021", None), ("3rd March 2020 and 1st April 2015", None)],
)
def test_a_year_left_out_is_the_one_its_weekday_fits(approved: str, day: date | None) -> None:
    rows = ["Minutes of the meeting held on Tuesday 7th April at 7pm", "Present: Cllr A Pryce"]
    pages = set_pages([*rows, f"1. The minutes of {approved} were approved."])
    found = find_meeting_date(pages, MINUTES, FileFacts())
    assert (found.day, found.inferred) == (day, day is not None)


@pytest.mark.parametrize(
    ("rows", "day"),
    [
        (
            ["Council 20 February 2017 Minutes", "", "She gave reports of that held on 4 January 2017"],
            date(2017, 2, 20),
        ),
        (["Minutes of the council meeting held at 7 pm. On December 5th. 2011 in the hall"], date(2011, 12, 5)),
        (["Approved minutes of the meeting: Monday 18th December 2023"], date(2023, 12, 18)),
        (["December Minutes", "It was agreed that the notes of the meeting held 22 May 2021 be approved"], None),
    ],
)
def test_the_date_of_a_title_in_other_wordings(rows: list[str], day: date | None) -> None:
    assert find_meeting_date(set_pages(rows), MINUTES, FileFacts()).day == day


@pytest.mark.parametrize(
    ("rows", "day"),
    [
        (["MINUTES OF THE REGULAR MEETING", "February 21, 2023", "", "A. Minutes of May 17, 2022"], date(2023, 2, 21)),
        (
            [
                "Notes of the meeting held on Thursday 8 June 2023 at 12.30pm",
                "Attending: Ann Ash",
                "The notes of 9 March were agreed. Next meeting: 14 September 2023.",
            ],
            date(2023, 6, 8),
        ),
        (
            [
                "2019",
                "MINUTES of MEETING held in the hall on TUESDAY, 28 MAY 2019",
                "Present: Ann Ash",
                "The Minute of the meeting held on 26 March 2019 was approved.",
            ],
            date(2019, 5, 28),
        ),
        (["Minutes, draft, to be approved on 4 July 2023", "Held on 6 June 2023"], date(2023, 6, 6)),
        (["45 Elm Street", "AGENDA", "Tuesday, June 10, 2025", "1. Minutes of May 27, 2025"], date(2025, 6, 10)),
        (["Agenda, 5-4-16", "Date: Tuesday 4 April, 2016", "Attendance: Ann Ash"], date(2016, 4, 5)),
        (["MEETING MINUTES", "Date: 6/13/2023", "Present: Ann Ash", "Next: 7/3/2023"], date(2023, 6, 13)),
        (["Cofnodion y cyfarfod a gynhaliwyd nos Fawrth, 10 Hydref 2023", "Yn bresennol: A Prys"], date(2023, 10, 10)),
    ],
)  # fmt: skip
def test_the_day_is_the_meetings_and_no_other(rows: list[str], day: date) -> None:
    assert find_meeting_date(set_pages(rows), MINUTES, FileFacts()).day == day


def test_the_next_meeting_tells_the_year_that_the_weekday_fits() -> None:
    rows = ["Minutes", "Tuesday 3rd September", "Present: A Ash", "", "Next meeting on Tuesday 1st October 2024"]
    found = find_meeting_date(set_pages(rows), MINUTES, FileFacts())
    assert (found.day, found.inferred) == (date(2024, 9, 3), True)


def test_a_year_of_the_files_name_serves_a_day_without_weekday() -> None:
    found = find_meeting_date(set_pages(["Minutes", "3 September"]), MINUTES, FileFacts("minutes-2024.pdf"))
    assert (found.day, found.inferred) == (date(2024, 9, 3), True)
