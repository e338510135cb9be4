"""The kind of paper: from its words, and from the file's name only where they do not tell."""

import pytest
from made_pages import set_pages

from panelsearch.model.documents import FileFacts
from panelsearch.model.meetings import DocumentKind
from panelsearch.structure.document_type import find_kind
from panelsearch.structure.kind_witnesses import KIND_RULES

MINUTES = [
    "Dunmere Parish Council",
    "Minutes of the meeting held on 7 February 2023",
    "Present: Cllr A Pryce (Chair), Cllr B Nnamdi",
    "",
    "1. Apologies",
    "None.",
]
AGENDA = [
    "Dunmere Parish Council",
    "You are hereby summoned to the meeting to be held on 7 March 2023",
    "AGENDA",
    "1. Apologies",
    "2. Minutes of the meeting of 7 February 2023",
]
REPORT = ["Northmoor Police and Crime Panel", "Report of the Treasurer", "14 July 2022", "Reserves stand at £1.2m."]


WRAPPED = [
    "At a Meeting of the County Council held on 7 February 2023",
    "Councillor A Pryce in the Chair",
    "Councillors Nnamdi and Osei",
    "Urgent items would be taken at the end of the",
    "agenda. It was agreed.",
]
NOT_NAMED = ["Dunmere Council", "Planning Committee", "Present: Cllr A Pryce", "Apologies were recorded from B Nnamdi."]


@pytest.mark.parametrize(
    ("pages", "kind"),
    [
        ([WRAPPED], DocumentKind.MINUTES),
        ([NOT_NAMED], DocumentKind.MINUTES),
        ([MINUTES], DocumentKind.MINUTES),
        ([["Glen Orran Community Council", "Minute of Meeting held on 12 September 2022"]], DocumentKind.MINUTES),
        ([["Dunmere Parish Council", "March 2023 Minutes", "Monday 6 March 2023"]], DocumentKind.MINUTES),
        ([["Ferrisham District Council", "Council 20 February 2017 Minutes", "51 Reports"]], DocumentKind.MINUTES),
        (
            [["EXTRA ORDINARY MEETING", "26 April 2021 MINUTES", "Present: Cllr A Ash", "AGENDA ITEMS AND DISCUSSION"]],
            DocumentKind.MINUTES,
        ),
        ([AGENDA], DocumentKind.AGENDA),
        ([["*** SPECIAL MEETING AGENDA ***", "Thursday, 19 December 2024", "1. Vacancy"]], DocumentKind.AGENDA),
        (
            [["To: All Members", "Scrutiny Panel – 24th January 2023", "I enclose the agenda for the above meeting."]],
            DocumentKind.AGENDA,
        ),
        ([["THE COUNCIL INVITES YOU TO ATTEND THE", "ANNUAL MEETING on 4 May 2023"]], DocumentKind.AGENDA),
        ([AGENDA, ["Papers"], MINUTES, ["Budget"]], DocumentKind.PACK),
        ([AGENDA, *[["A report to consider."]] * 9], DocumentKind.PACK),
        ([REPORT], DocumentKind.REPORT),
        ([["Dunmere Parish Council", "Bank reconciliation as at 31 March 2023"]], DocumentKind.REPORT),
    ],
)
def test_the_words_tell_the_kind(pages: list[list[str]], kind: DocumentKind) -> None:
    found = find_kind(set_pages(*pages), FileFacts())
    assert (found.kind, found.inferred) == (kind, False)


@pytest.mark.parametrize(
    "page",
    [
        [],
        ["CHAPTER ONE", "In three minutes the cat would be upon the council of mice."],
        ["INVOICE", "To: Dunmere Parish Council", "Total £450.00"],
        ["Dear Councillor,", "Thank you for the minutes of the last meeting."],
        ["NOTICE IS HEREBY GIVEN that the road will be closed from 3 March."],
        [
            "Dunmere Parish Council",
            "NOTICE OF PUBLIC RIGHTS",
            "ACCOUNTS FOR THE YEAR ENDED 31 MARCH 2021",
            "1. Date: 4 June",
        ],
        ["Dunmere News", "The council meets on 4 July; the agenda is on the board."],
    ],
)
def test_other_papers_are_other(page: list[str]) -> None:
    assert find_kind(set_pages(page), FileFacts("paper.pdf")).kind is DocumentKind.OTHER


def test_the_words_outrank_the_name_of_the_file() -> None:
    assert find_kind(set_pages(MINUTES), FileFacts("agenda-2023-02-07.pdf")).kind is DocumentKind.MINUTES


def test_a_scan_is_what_its_file_is_called() -> None:
    found = find_kind(set_pages([]), FileFacts("council-minutes-2023.pdf"))
    assert (found.kind, found.inferred) == (DocumentKind.MINUTES, True)


def test_a_pack_whose_first_page_is_a_picture_is_known_by_its_name() -> None:
    found = find_kind(set_pages([], ["Fees to be paid by members"]), FileFacts("agenda-package.pdf"))
    assert (found.kind, found.inferred) == (DocumentKind.PACK, True)


def test_no_pages_are_nothing() -> None:
    assert find_kind((), FileFacts()).kind is DocumentKind.OTHER


TAKEN = ["Present: Ann Ash (chair), Bob Birch", "", "Repairs", "It was agreed to mend the roof. Bob was thanked."]


@pytest.mark.parametrize(
    "page",
    [
        ["2020 ELCA Annual General Meeting Minutes", "Richard opened the meeting and welcomed everyone."],
        ["Elm Hackspace", "ANNUAL GENERAL MEETING 2023", "11:00 am, 15 July 2023", "AGENDA/ MINUTES", *TAKEN],
        ["Elm Residents", "Notes of the Executive Committee", "4th May 2023", *TAKEN],
        ["Programs Committee notes", "11th March 2023", *TAKEN],
        ["Friends of Elm Park", "Committee meeting, 4 May 2023", *TAKEN],
        ["ELM TOWNSHIP", "September 12, 2022", "The clerk called the meeting to order at 6:30 p.m.", *TAKEN],
        ["Elm Chess Club", "AGM REPORT", "Sunday 19 March 2017", *TAKEN],
        ["Elm Council", "Agenda Item 4", "Minutes of the meeting held on 4 May 2023", *TAKEN],
        ["Cyngor Llanelm", "Cofnodion y cyfarfod a gynhaliwyd 10 Hydref 2023", "Yn bresennol: A Prys (Cadeirydd)"],
    ],
)
def test_minutes_without_the_word_or_under_another(page: list[str]) -> None:
    assert find_kind(set_pages(page), FileFacts()).kind is DocumentKind.MINUTES


@pytest.mark.parametrize(
    ("pages", "kind"),
    [
        (
            [["Elm Hackspace", "AGENDA/ MINUTES", "1. Attendance", "2. Apologies", "3. Minutes of the last AGM"]],
            "agenda",
        ),
        ([["Elm Trust", "Agenda item 7", "Report of the Head of Planning", "1 Purpose of the report"]], "report"),
        ([AGENDA, ["Minutes of the meeting held on 7 February 2023", "Present: Cllr A Pryce, Cllr B Nnamdi"]], "pack"),
        (
            [["Dunmere News", "Newsletter, spring 2023", "The meeting was held. It was agreed to mow the green."]],
            "other",
        ),
    ],
)
def test_what_only_looks_like_minutes(pages: list[list[str]], kind: str) -> None:
    facts = FileFacts("agm-agenda.pdf" if kind == "agenda" else "")
    assert find_kind(set_pages(*pages), facts).kind.value == kind


def test_witnesses_have_their_weights_in_one_table() -> None:
    assert all(0 < of.score <= 3 and of.layer == "kind" and of.find.__doc__ for of in KIND_RULES)
