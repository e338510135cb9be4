"""Ways of writing minutes met in papers of bodies that no rule was made for; each line is made for the purpose."""

import pytest
from made_pages import set_pages

from panelsearch.model.documents import Extracted
from panelsearch.model.meetings import Attendance, Decision, DocumentKind, Reading
from panelsearch.ner.council_names import KnownCouncils
from panelsearch.ner.councils import find_councils, learn_councils
from panelsearch.structure.parser import read

_TITLE = "Minutes of the meeting of Dunmere Parish Council held on 4 May 2023"


def reading_of(*rows: str) -> Reading:
    return read(Extracted(set_pages(rows)))


def came(*rows: str) -> Attendance:
    return reading_of(_TITLE, *rows).attendance


def names(of: Attendance) -> tuple[list[str], list[str], list[str]]:
    return (
        [one.name for one in of.present],
        [one.name for one in of.in_attendance],
        [one.name for one in of.apologies],
    )


def decided(*rows: str) -> list[Decision]:
    return list(reading_of(_TITLE, "Present: Cllrs Ash, Birch and Elm", "", *rows).decisions)


@pytest.mark.parametrize(
    ("rows", "listed"),
    [
        (["Present: Councillors:L Ash, J Birch"], (["L Ash", "J Birch"], [], [])),
        (["Roll Call: Trustee Ash, Clerk Birch, and Trustee Elm"], (["Ash", "Birch", "Elm"], [], [])),
        (
            ["Roll call showed Trustees Jo Ash, Bo Birch, and Fiscal Officer Dan Elm present."],
            (["Jo Ash", "Bo Birch"], ["Dan Elm"], []),
        ),
        (["Ash, Birch & Elm present."], (["Ash", "Birch", "Elm"], [], [])),
        (
            ["Present: Cllr Ash", "Staff present: City Manager Ollerby, Finance Director Fenn"],
            (["Ash"], ["Ollerby", "Fenn"], []),
        ),
        (
            ["Present: Mayor A Ash", "Staff Present:", "• Director of Place, J Birch", "• Curator, S Elm"],
            (["A Ash"], ["J Birch", "S Elm"], []),
        ),
        (
            ["Present: Ann Ash, Elizabeth (Betty) Birch, Jo Elm"],
            (["Ann Ash", "Elizabeth (Betty) Birch", "Jo Elm"], [], []),
        ),
        (["Present: Jo Ash, Kris Law-", "Birch and Dan Elm"], (["Jo Ash", "Kris Law-Birch", "Dan Elm"], [], [])),
        (
            [
                "Present: Cllr Ash",
                "",
                "Apologies",
                "Cllr Birch sent apologies.",
                "Cllr Elm (DDC) also sent his apologies.",
            ],
            (["Ash"], [], ["Birch", "Elm"]),
        ),
        (
            [
                "Present: Cllr Ash",
                "",
                "Apologies",
                "The Clerk stated that Cllr. J Elm had offered her apologies for not coming.",
            ],
            (["Ash"], [], ["J Elm"]),
        ),
        (
            ["Present: Cllr Ash", "County Cllrs D Birch and T Elm were in attendance."],
            (["Ash"], ["D Birch", "T Elm"], []),
        ),
        (["Present: Ann Ash", "Apologies: Jan Birch John Elm"], (["Ann Ash"], [], ["Jan Birch", "John Elm"])),
        (["Present:", "Chair: Ann Ash", "Visiting Members: Jo Birch"], (["Ann Ash", "Jo Birch"], [], [])),
        (["Present: Y Cynghorwyr C.Ll. Ash, R. Birch"], (["C.Ll. Ash", "R. Birch"], [], [])),
        (["PRESENT S. Ash, T. Birch, J. Elm", "", "1. Minutes"], (["S. Ash", "T. Birch", "J. Elm"], [], [])),
        (["The following officials were present:", "Mayor Ash", "Trustee Birch"], (["Ash", "Birch"], [], [])),
        (
            [
                "Calling of the Roll and Apologies for Absence",
                "Mr G Ash, Mrs J Birch (v/c), Mr A Elm",
            ],
            (
                [
                    "G Ash",
                    "J Birch",
                    "A Elm",
                ],
                [],
                [],
            ),
        ),
        (["Present:", "Robert Birch, Sign Enforcement Officer", "Jo Ash"], (["Jo Ash"], ["Robert Birch"], [])),
        (["Councillors S. Ash, T. Birch, J. Elm.", "There were 6 others."], (["S. Ash", "T. Birch", "J. Elm"], [], [])),
        (["SENATORS PRESENT: L. Ash, J. Birch", "SENATORS ABSENT: D. Elm"], (["L. Ash", "J. Birch"], [], ["D. Elm"])),
        (["Library Trustees Present: Jo Ash, Bo Birch, Dan Elm"], (["Jo Ash", "Bo Birch", "Dan Elm"], [], [])),
        (["Members Present: Jo Ash; Ben", "Birch; and Dan Elm"], (["Jo Ash", "Ben Birch", "Dan Elm"], [], [])),
        (
            ["Present: Cllr Jo Ash, Cllr Angela", "Birch (AB), and Cllr Dan Elm"],
            (["Jo Ash", "Angela Birch", "Dan Elm"], [], []),
        ),
        (
            ["Present", "Mr J Ash; Mr B Birch", "", "(CM) Co-opted Member", "", "In attendance", "Mr D Elm, Clerk"],
            (["J Ash", "B Birch"], ["D Elm"], []),
        ),
        (
            ["Present: Cllr Ash", "Apologies were received from CClrs Birch and Elm."],
            (["Ash"], [], ["Birch", "Elm"]),
        ),
        (
            [
                "Present: Councillors Ash and Birch",
                "",
                "Apologies",
                "Council resolution",
                "Councillors Ash / Birch",
                "That the apology from Councillors Elm and Fenn be accepted.",
                "Carried",
            ],
            (["Ash", "Birch"], [], ["Elm", "Fenn"]),
        ),
        (
            ["Present: Jo Ash", "", "2. Visitors", "Visitors included Bo Birch (Heath Trust) and Dan Elm (County)."],
            (["Jo Ash"], ["Bo Birch", "Dan Elm"], []),
        ),
        (
            ["Present: A. Ash, B. Birch", "Guests: C. Elm", "", "I. Memorials: None", "II. Reports", "None."],
            (["A. Ash", "B. Birch"], ["C. Elm"], []),
        ),
        (["Present, A Ash, B Birch", "Apologies for absence, Dan Elm."], (["A Ash", "B Birch"], [], ["Dan Elm"])),
        (["Present: A Ash", "Apologies/Absent: B Birch"], (["A Ash"], [], ["B Birch"])),
        (["The attendees were Ann Ash (Chair), Ben Birch and Dan Elm"], (["Ann Ash", "Ben Birch", "Dan Elm"], [], [])),
        (
            ["Present: Ann Ash, Ben Birch", "Invitee: Dan Elm (Heath Trust)"],
            (["Ann Ash", "Ben Birch"], ["Dan Elm"], []),
        ),
        (
            ["At seven. Present were members Ann Ash and Ben Birch. Eve Elm also attended the meeting."],
            (["Ann Ash", "Ben Birch"], ["Eve Elm"], []),
        ),
        (
            [
                "The board met in regular session on May 4, 2023 at 5:00 p.m. in the hall, with the",
                "following members present to-wit:",
                "",
                "Commissioner Ann Ash, Chair",
                "Commissioner Ben Birch",
            ],
            (["Ann Ash", "Ben Birch"], [], []),
        ),
        (
            ["Present:", "Mill Lane – Ann Ash (Chair), Ben Birch", "Moor Heath – Eve Elm", "Apologies: Dan Fenn"],
            (["Ann Ash", "Ben Birch", "Eve Elm"], [], ["Dan Fenn"]),
        ),
        (
            [
                "Present: Ann Ash, Ben Birch",
                "",
                "2. Officers",
                "The following were proposed and elected, for the year until the next general meeting.",
                "The appointments are:",
                "Secretary – Eve Elm",
            ],
            (["Ann Ash", "Ben Birch"], [], []),
        ),
        (["Present: Fr. Ash, D. Birch; Absent: C. Elm."], (["Ash", "D. Birch"], [], ["C. Elm"])),
        (
            ["Present: the rector, Ann Ash; vestry members Ben Birch and Eve Elm"],
            (["Ann Ash", "Ben Birch", "Eve Elm"], [], []),
        ),
        (
            ["Present voting:", "Ann Ash", "Ben Birch", "In attendance:", "Eve Elm"],
            (["Ann Ash", "Ben Birch"], ["Eve Elm"], []),
        ),
    ],
)
def test_who_came(rows: list[str], listed: tuple[list[str], list[str], list[str]]) -> None:
    assert names(came(*rows)) == listed


def test_a_word_of_the_page_is_nobody() -> None:
    assert names(came("Present: Ann Ash (Chair) Jo Birch (Secretary), Dan Elm"))[0] == [
        "Ann Ash",
        "Jo Birch",
        "Dan Elm",
    ]
    listed = came("Members Present: Ann Ash", "Members Absent: Jo Birch", "Staff Members Present: Dan Elm")
    assert names(listed) == (["Ann Ash"], ["Dan Elm"], ["Jo Birch"])
    assert names(came("Present: Cllr Ash", "", "Apologies for Absence", "Decision:", "There were none."))[2] == []
    assert names(came("Present:", "- Jo Ash", "- Bo Birch", "Proxy:", "- Dan Elm"))[0] == ["Jo Ash", "Bo Birch"]


@pytest.mark.parametrize(
    ("rows", "outcome", "mover", "seconder"),
    [
        (["Moved that the minutes be accepted – Ash/Birch, carried."], "approved", "Ash", "Birch"),
        (["Moved: That the payments be approved.", "Ash/Birch, carried."], "approved", "Ash", "Birch"),
        (["MOTION raised by Jo Ash to accept the report, seconded by Birch. Passed."], "approved", "Jo Ash", "Birch"),
        (["Motion to pay the bills by Ash, seconded Birch, approved unanimously."], "approved", "Ash", "Birch"),
        (
            ["Cllr Elm was nominated by Cllr Ash, seconded by Cllr Birch for the office of Chairman. Vote: unanimous"],
            "elected",
            "Ash",
            "Birch",
        ),
        (["• Secretary – Jo Elm – proposed Jo Ash, seconded Bo Birch"], "agreed", "Jo Ash", "Bo Birch"),
        (
            ["Adoption of the accounts proposed Jo Ash, seconded Bo Birch. Agreed unanimously."],
            "agreed",
            "Jo Ash",
            "Bo Birch",
        ),
        (["DECISION", "APPROVED the Minute."], "approved", None, None),
        (["Ash and Birch proposed and seconded the report of the treasurer. Agreed."], "agreed", "Ash", "Birch"),
        (["The minutes of May were presented to the meeting and accepted as a true record."], "approved", None, None),
        (
            ["Mr Ash MOVED DENIAL of Variance 12. The sign is too large. Mr Birch seconded. Passed unanimously."],
            "refused",
            "Ash",
            "Birch",
        ),
        (
            [
                "Motion: To close the hearing",
                "Moved by Jo Ash, seconded by Bo Birch",
                "Action: Unanimously approved",
            ],
            "approved",
            "Jo Ash",
            "Bo Birch",
        ),
        (["Ann Ash was thus re-elected as Chairman."], "elected", None, None),
        (["The minutes of May, which had been circulated beforehand, were approved."], "approved", None, None),
        (["The minutes were signed as a true record."], "approved", None, None),
        (["It was agreed that resolution should be sought between those concerned."], "agreed", None, None),
        (["The minutes of the last meeting were read and approved."], "approved", None, None),
        (["The Council received and accepted a statement of accounts."], "approved", None, None),
        (["The chair should go on.", "P: JA S: BB, All in favour"], "agreed", "JA", "BB"),
        (["Minutes of the previous general meeting accepted."], "approved", None, None),
        (["Heath Lane was read out, moved to accept, seconded, and approved by all."], "approved", None, None),
        (["Approval of Minutes: Approved by A Birch. Seconded by J Elm"], "approved", None, "J Elm"),
        (
            ["Jo moves, and Leslie seconds a slate of Ann as Chair; motion carries unanimously."],
            "agreed",
            "Jo",
            "Leslie",
        ),
        (
            ["Grant to the hall", "", "RESULT: APPROVED [UNANIMOUS]", "MOVER: Jo Ash, Chair", "SECONDER: Bo Birch"],
            "approved",
            "Jo Ash",
            "Bo Birch",
        ),
        (["RESOLVED The Clerk to tell the council when the bin has come."], "resolved", None, None),
    ],
)
def test_what_was_decided(rows: list[str], outcome: str, mover: str | None, seconder: str | None) -> None:
    (one,) = decided(*rows)
    assert (one.outcome.value, one.proposer, one.seconder) == (outcome, mover, seconder)


def test_what_the_committee_approved_in_its_own_minutes() -> None:
    rows = ["Minutes of the Mill Hall Management Committee held on 4 May 2023", "", "Present: Ann Ash", ""]
    found = reading_of(*rows, "The minutes of April were approved by the Committee and signed.").decisions
    assert [one.outcome.value for one in found] == ["approved"]


def test_what_all_agreed_is_told_behind_those_who_moved_it() -> None:
    rows = (
        "Proposed by Cllr M Ash",
        "Seconded by Cllr M Birch",
        "AND AGREED",
        "“To confirm the minutes of the budget meeting.”",
    )
    page = set_pages([_TITLE, *rows])[0]
    (one,) = read(Extracted((page,))).decisions
    assert one.at.span.of(page.text).endswith("budget meeting.”")


def test_what_was_noted_may_be_a_list() -> None:
    page = set_pages([_TITLE, "4 THE PLAY AREA", "", "NOTED", "1. The report of the clerk.", "2. Members' debate."])[0]
    (one,) = read(Extracted((page,))).decisions
    assert (one.outcome.value, one.at.span.of(page.text).splitlines()[-1]) == ("noted", "2. Members' debate.")


@pytest.mark.parametrize(
    "rows",
    [
        ["Decision:", "There were none."],
        ["The application was previously tabled for a survey."],
        ["Following an election with 8 Councillors being elected unopposed, this left 1 vacancy."],
    ],
)
def test_nothing_was_decided(rows: list[str]) -> None:
    assert decided(*rows) == []


@pytest.mark.parametrize(
    ("rows", "votes"),
    [
        (
            [
                "RESOLVED: That the budget be approved.",
                "",
                "Voting Record",
                "",
                "5 For, 0 Against, 1 Abstention",
            ],
            (5, 0, 1),
        ),
        (
            [
                "Mr Ash made a motion that was seconded to pay. The vote was 6 – in favor; 0 – opposed. Motion passed.",
            ],
            (6, 0, None),
        ),
    ],
)
def test_votes_under_a_heading_and_behind_a_dash(rows: list[str], votes: tuple[int, int, int | None]) -> None:
    (one,) = decided(*rows)
    assert (one.votes_for, one.votes_against, one.abstained) == votes


@pytest.mark.parametrize(
    ("words", "votes"),
    [
        ("The Council voted four to one in favour of the scheme.", (4, 1)),
        ("The motion to buy a roller was defeated 5-2.", (2, 5)),
        ("The motion to buy a roller was carried 7 to 2.", (7, 2)),
        ("It was agreed that a bus which carried 12 to 15 people be hired.", (None, None)),
        ("The motion to buy a roller was heavily defeated, 8 votes to 1.", (1, 8)),
        ("The motion to buy a roller was lost, 4 for and 3 against, for want of two thirds.", (4, 3)),
        ("AGREED on a show of hands, 7 in favour and 2 against, that the wall be rebuilt.", (7, 2)),
    ],
)
def test_votes_in_words(words: str, votes: tuple[int, int]) -> None:
    (one,) = decided(words)
    assert (one.votes_for, one.votes_against) == votes


@pytest.mark.parametrize(
    ("rows", "items"),
    [
        (
            ["1. APOLOGIES FOR ABSENCE None received.", "2. FINANCE MATTERS Noted.", "3. HIGHWAYS AND PATHS None."],
            [("1", "APOLOGIES FOR ABSENCE"), ("2", "FINANCE MATTERS"), ("3", "HIGHWAYS AND PATHS")],
        ),
        (
            [
                "Dun/285/07-08 Present",
                "All.",
                "",
                "Dun/286/07-08 Apologies",
                "None.",
                "",
                "Dun/287/07-08 Finance",
                "Noted.",
            ],
            [("Dun/285/07-08", "Present"), ("Dun/286/07-08", "Apologies"), ("Dun/287/07-08", "Finance")],
        ),
        (
            ["C48/23  1. APOLOGIES", "None.", "", "C49/23  2. FINANCE", "Noted.", "", "C50/23  3. HIGHWAYS", "None."],
            [("C48/23", "APOLOGIES"), ("C49/23", "FINANCE"), ("C50/23", "HIGHWAYS")],
        ),
        (
            [
                "1. Welcome.",
                "All came.",
                "",
                "2. Apologies.",
                "None.",
                "",
                "3    Election of Chair.",
                "Cllr Ash was elected.",
            ],
            [("1", "Welcome"), ("2", "Apologies"), ("3", "Election of Chair")],
        ),
        (
            [
                "50 Apologies",
                "",
                "None.",
                "",
                "51 Minutes of the previous Full Board Meeting, 7th January 2022.",
                "",
                "51.1 They were signed.",
                "",
                "52 Finance",
                "",
                "Noted.",
            ],
            [
                ("50", "Apologies"),
                ("51", "Minutes of the previous Full Board Meeting, 7th January 2022"),
                ("52", "Finance"),
            ],
        ),
        (
            [
                "1 APOLOGIES",
                "",
                "None.",
                "",
                "2 23/00123/FUL - SHOP WITH FLATS ABOVE, 17 MILL ROAD, DUNMERE, DU3 5JH",
                "",
                "The application was granted.",
            ],
            [("1", "APOLOGIES"), ("2", "23/00123/FUL - SHOP WITH FLATS ABOVE, 17 MILL ROAD, DUNMERE, DU3 5JH")],
        ),
        (
            ["1  Apologies", "None.", "", "2  Minutes – The minutes of May were signed.", "", "3  Finance", "Noted."],
            [("1", "Apologies"), ("2", "Minutes"), ("3", "Finance")],
        ),
        (
            ["1. Welcome", "", "2. Treasurer’s Report- Bo Birch read it out.", "", "3. Post- none", "", "4. Close"],
            [("1", "Welcome"), ("2", "Treasurer’s Report"), ("3", "Post"), ("4", "Close")],
        ),
        (
            [
                "20. Apologies.",
                "None.",
                "21. Declarations of interest in matters to be discussed.",
                "None.",
                "22. Hedge",
            ],
            [("20", "Apologies"), ("21", "Declarations of interest in matters to be discussed"), ("22", "Hedge")],
        ),
        (
            ["1. OPENING", "", "2. RECORD OF ATTENDANCE/APOLOGIES & APPROVED LEAVE OF ABSENCE", "", "3. QUESTIONS"],
            [
                ("1", "OPENING"),
                ("2", "RECORD OF ATTENDANCE/APOLOGIES & APPROVED LEAVE OF ABSENCE"),
                ("3", "QUESTIONS"),
            ],
        ),
        (
            ["1 Welcome", "", "All sat.", "", "1.1 Oath of office - Ann Ash", "", "She swore.", "", "2 Apologies", ""],
            [("1", "Welcome"), ("1.1", "Oath of office - Ann Ash"), ("2", "Apologies")],
        ),
        (
            ["Item 1 To settle the bounds of the heath", "They were.", "Item 2 To cut the hedge", "It was."],
            [("1", "To settle the bounds of the heath"), ("2", "To cut the hedge")],
        ),
        (
            [
                "A. Orchard Survey – Birch told of it and will go on.",
                "",
                "B. Village Fair – Elm had asked three bands to come to it.",
                "",
                "C. Planning for Winter – Ash will see to the salt.",
            ],
            [("A", "Orchard Survey"), ("B", "Village Fair"), ("C", "Planning for Winter")],
        ),
        (
            ["1. Apologies", "", "2. Matters arising The clerk had written to both.", "", "3. Finance", "", "Noted."],
            [("1", "Apologies"), ("2", "Matters arising"), ("3", "Finance")],
        ),
        (
            ["1. Members present (3): Ash, Birch", "", "2. Apologies", "", "None.", "", "3. Finance", "", "Noted."],
            [("1", "Members present (3)"), ("2", "Apologies"), ("3", "Finance")],
        ),
    ],
)
def test_items(rows: list[str], items: list[tuple[str, str]]) -> None:
    found = reading_of(_TITLE, "Present: Cllrs Ash and Birch", "", *rows).items
    assert [(item.number, item.heading) for item in found] == items


def test_the_first_item_right_below_the_title() -> None:
    rows = ["HEATH SENATE MINUTES", "4 May 2023", "", "CALL TO ORDER", "", "At 7.", "", "OLD BUSINESS", "", "None."]
    assert [one.heading for one in reading_of(*rows).items] == ["CALL TO ORDER", "OLD BUSINESS"]


def test_headings_in_capitals_that_no_agenda_has() -> None:
    rows = [
        "Ash and Birch came.",
        "",
        "They began at seven.",
        "",
        "MILL LEASE",
        "",
        "The lease was read.",
        "",
        "HERON COUNT",
        "",
        "Nine.",
        "",
        "SLUICE GATES",
        "",
        "They leak.",
    ]
    assert [one.heading for one in reading_of(_TITLE, "", *rows).items] == ["MILL LEASE", "HERON COUNT", "SLUICE GATES"]


def test_a_bold_heading_right_below_a_sentence_under_the_title() -> None:
    rows = ["Minutes of the Heath PTO meeting", "On 4 May 2023 it was called to order by Ann Ash at four.", ""]
    rows += ["*Approval of Minutes", "", "They were read.", "", "*Correspondence", "", "None."]
    assert [one.heading for one in reading_of(*rows).items] == ["Approval of Minutes", "Correspondence"]


def test_headings_before_a_typed_dash() -> None:
    rows = [
        "Old Business-- Birch spoke of the hedge.",
        "",
        "New Business—Elm asked for paint.",
        "",
        "Next meeting: June",
    ]
    assert [one.heading for one in reading_of(_TITLE, "", "All came.", "", "They sat.", "", *rows).items] == [
        "Old Business",
        "New Business",
        "Next meeting",
    ]


def test_headings_before_a_stop_among_those_before_a_colon() -> None:
    rows = ["Call to Order. Ash opened the meeting.", "", "Old Business: None", "", "Correspondence: None"]
    assert [one.heading for one in reading_of(_TITLE, "", *rows).items] == [
        "Call to Order",
        "Old Business",
        "Correspondence",
    ]


@pytest.mark.parametrize(
    ("rows", "body", "day"),
    [
        (
            ["Minutes of the Forty-fifth Annual Meeting of the Dunmere Parish Council held on 4 May 2023"],
            "Dunmere Parish Council",
            "2023-05-04",
        ),
        (
            [
                "Minutes of Dunmere Township Regular Meeting",
                "The Dunmere Township Board of Trustees met on Tuesday, May 2, 2023 in the hall.",
            ],
            "Dunmere Township Board of Trustees",
            "2023-05-02",
        ),
        (
            ["Dunmere Town Council", "Finance Committee", "4.00pm 4 May 2023", "MINUTES"],
            "Dunmere Town Council Finance Committee",
            "2023-05-04",
        ),
        (
            [
                "Dunmere Parish Council Extra Ordinary meeting.",
                "Held at Dunmere Memorial Hall at 19:45 on 4th May 2023",
            ],
            "Dunmere Parish Council",
            "2023-05-04",
        ),
        (
            ["Minutes of Dunmere Parish Council", "Friday 13th June at 2.00pm", "for the year 2014/2015"],
            "Dunmere Parish Council",
            "2014-06-13",
        ),
    ],
)
def test_whose_meeting_and_when(rows: list[str], body: str, day: str) -> None:
    found = reading_of(
        *rows, "Present: Cllrs Ash, Birch and Elm", "", "The minutes were approved. It was resolved to mend it."
    )
    assert (found.kind, found.body, str(found.meeting_date)) == (DocumentKind.MINUTES, body, day)


def test_councils() -> None:
    known = KnownCouncils("Dunmere Parish Council")
    assert not find_councils("Sgt Ball and PC French came from Oldmere PC and Ferrisham PC"[:22], known)
    welsh = find_councils("CYNGOR SIR YNYS MÔN")
    assert [one.canonical for one in welsh] == ["CYNGOR SIR YNYS MÔN"]
    assert learn_councils(("The PCC met.",), "Parochial Church Council").body is None


@pytest.mark.parametrize(
    "row",
    [
        "It was PROPOSED by MR COWLING and SECONDED by MRS BARKER and RESOLVED that the accounts be adopted.",
        "Proposed by CLLR COWLING, seconded by CLLR BARKER and RESOLVED to adopt the accounts.",
    ],
)
def test_a_title_in_capitals_is_nobodys_initials(row: str) -> None:
    (one,) = decided(row)
    assert (one.proposer, one.seconder) == ("COWLING", "BARKER")


@pytest.mark.parametrize("clerk", ["R Kent – Town Clerk", "R Kent (Town Clerk)"])
def test_the_clerk_behind_a_number_of_people(clerk: str) -> None:
    listed = came("Present: Cllrs Ash and Birch", f"In attendance: 6 members of the public, 2 of the press, {clerk}")
    assert [(one.name, one.role) for one in listed.in_attendance] == [("R Kent", "Town Clerk")]


def test_movers_in_brackets_and_at_the_end_of_a_line() -> None:
    (one,) = decided("It was proposed (Cllr Ash), seconded (Cllr Birch) and resolved that the hall be mended.")
    assert (one.proposer, one.seconder) == ("Ash", "Birch")
    rows = (
        "Hall – Cllr Ash proposed Cllr Elm, seconded by Cllr Birch",
        "Allotment Overseer – Cllr Elm proposed Cllr Ash",
    )
    assert decided(*rows)[0].seconder == "Birch"


def test_names_that_lines_break() -> None:
    listed = came(
        "Present: Cllrs Ash and Birch and Dist Cllr Ann Elm",
        "Apologies were received and accepted from Nancy",
        "Gibson, Spencer Oak and Mary Beech.",
    )
    assert names(listed) == (["Ash", "Birch", "Ann Elm"], [], ["Nancy Gibson", "Spencer Oak", "Mary Beech"])
    (one,) = decided("It was resolved that Mr D.", "Jobson be co-opted.")
    assert one.outcome.value == "elected"


def test_slashes_between_names_and_a_title_cut_short() -> None:
    listed = came("Present: Ann Ash / Ben Oak/ Carl Elm", "", "Apologies: Cllr Birch", "Dist. Cllr. Guest, the Clerk.")
    assert names(listed) == (["Ann Ash", "Ben Oak", "Carl Elm"], [], ["Birch", "Guest"])


def test_the_annual_meeting_is_the_councils() -> None:
    rows = ("MINUTES", "DUNMERE ON SEA ANNUAL PARISH COUNCIL MEETING", "held on 4th May 2023", "Present: Cllr Ash")
    assert reading_of(*rows).body == "Dunmere on Sea Parish Council"


def test_of_two_nominations_neither_is_agreed() -> None:
    (one,) = decided(
        "Cllr Ash nominated Cllr Elm, seconded by Cllr Birch. Cllr Elm nominated Cllr Ash, seconded by Cllr Birch. "
        "Following a ballot, Cllr Elm was elected Deputy Mayor by four votes to two."
    )
    assert (one.outcome.value, one.proposer, one.votes_for, one.votes_against) == ("elected", None, 4, 2)


@pytest.mark.parametrize(
    ("rows", "listed"),
    [
        (["Roll Call: Trustees Smith, Jones and Pryce present."], (["Smith", "Jones", "Pryce"], [], [])),
        (
            ["Roll Call: Trustee Smith, Trustee Jones, Attorney Wrona."],
            (["Smith", "Jones", "Wrona"], [], []),
        ),
        (
            [
                "Present: Cllr Ann Elm",
                "",
                "Mr Pryce of the Trust spoke of the work done. Cllr Fenwick sent her apologies.",
            ],
            (["Ann Elm"], [], ["Fenwick"]),
        ),
    ],
)
def test_who_is_only_spoken_of_is_on_no_list(rows: list[str], listed: tuple[list[str], list[str], list[str]]) -> None:
    assert names(came(*rows)) == listed


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        ("It was proposed by Cllr Ash to appeal the refusal of planning permission. Carried.", "agreed"),
        ("It was moved to reverse the denial of the grant. Approved.", "approved"),
        ("A grant of £50 was approved for the charity nominated by the Mayor.", "approved"),
        ("Cllr Birch was nominated to write to the Chair of the Trust. Agreed.", "agreed"),
        ("RESOLVED that Appendix 5 – for publication be approved.", "resolved"),
        ("It was resolved that the lease of Unit 4 - against officer advice - be renewed.", "resolved"),
    ],
)
def test_what_is_only_spoken_of_is_no_outcome_and_no_vote(row: str, outcome: str) -> None:
    (one,) = decided(row)
    assert (one.outcome.value, one.votes_for, one.votes_against) == (outcome, None, None)


def test_a_motion_is_whose_name_stands_behind_the_word() -> None:
    found = decided(
        "Motion Ash to adopt the amended agenda. Second Birch. Motion carried.",
        "",
        "Motion Birch to not replace the roof. Second",
        "Elm. Motion carried.",
    )
    assert [(one.proposer, one.seconder) for one in found] == [("Ash", "Birch"), ("Birch", "Elm")]


def test_who_was_also_present_is_not_away() -> None:
    listed = came(
        "Present: Mr. Ash, Mr. Birch. Library Director: Maria Dent.",
        "Absent: Mrs. Mull",
        "Also present were the following: Nancy Hilyard, Director; Tara Caldon, Coordinator.",
    )
    assert names(listed) == (["Ash", "Birch", "Maria Dent"], ["Nancy Hilyard", "Tara Caldon"], ["Mull"])


def test_an_hour_is_no_vote() -> None:
    (one,) = decided("It was resolved that there be a quiz on 2 June at 7 pm for 7.30pm.")
    assert (one.votes_for, one.votes_against) == (None, None)


def test_the_meeting_after_an_election() -> None:
    title = (
        "Minutes of the First Meeting of the Dunmere Community Board following the triennial general election held in"
    )
    assert str(reading_of(title, "the Hall on Wednesday 3 November, 2004 at 11.00am.").meeting_date) == "2004-11-03"
