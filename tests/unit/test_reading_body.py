"""The body's name as the head of the paper prints it."""

import pytest
from made_pages import set_pages

from panelsearch.model.documents import FileFacts
from panelsearch.model.meetings import DocumentKind
from panelsearch.structure.issuing_body import find_body


@pytest.mark.parametrize(
    ("rows", "body"),
    [
        (["Dunmere Parish Council", "Minutes of the meeting"], "Dunmere Parish Council"),
        (["DUNMERE-ON-SEA TOWN COUNCIL", "AGENDA"], "Dunmere-on-Sea Town Council"),
        (["Minutes of the Severnmoor Police and Crime Panel"], "Severnmoor Police and Crime Panel"),
        (["Northmoor Police, Fire and Crime Panel", "14 July 2022"], "Northmoor Police, Fire and Crime Panel"),
        (["LONDON BOROUGH OF HARROW VALE", "MINUTES OF THE MEETING"], "London Borough of Harrow Vale"),
        (["The Corporation of the Township of Wabasso", "Regular Meeting"], "Township of Wabasso"),
        (["Township of Wabasso Council", "MINUTES"], "Township of Wabasso Council"),
        (["Shire of Wandana", "MINUTES"], "Shire of Wandana"),
        (["THE LOON CALL", "Newsletter of the Elm Lake Association – Summer 2015"], "Elm Lake Association"),
        (["Waihoe Local Board", "Open Agenda"], "Waihoe Local Board"),
        (["Minutes of the Annual Meeting of the Parish Council"], None),
        (
            ["Minutes from Extra-Ordinary Meeting of Dunmere Parish Council held on 1 May 2023"],
            "Dunmere Parish Council",
        ),
        (
            [
                "MINUTES OF THE MEETING OF DUNMERE PARISH COUNCIL",
                "APOLOGIES",
                "A Pryce (Ferrisham Council), B Nnamdi (Ferrisham Council)",
                "A letter to Ferrisham Council was read; Ferrisham Council had replied.",
            ],
            "Dunmere Parish Council",
        ),
        (
            [
                "Ferrisham County Council",
                "Minutes of the meeting of the Full Council held on Thursday 20 July 2023",
                "The Leader moved a report setting out the recommendations of the Cabinet, in respect of the budget.",
            ],
            "Ferrisham County Council",
        ),
        (
            ["Ferrisham City Council", "Minutes of the Council meeting held on 23 May 2023", "Cabinet - 16 May 2023"],
            "Ferrisham City Council",
        ),
        (
            ["Minutes of Dunmere Parish Council\u2019s Finance and Planning Committee, held on 4 May 2023"],
            "Dunmere Parish Council Finance and Planning Committee",
        ),
        (
            [
                "At a Meeting of the County Council held at the County Hall on 4 May 2023",
                "Councillor A Pryce in the Chair",
                "Apologies were received.",
                "She leaves to be Chief Executive of Ferrisham County Council; the Executive and Annual Council meet.",
            ],
            None,
        ),
        (["It was a dark night in the council of mice."], None),
    ],
)
def test_the_name_is_read_as_printed(rows: list[str], body: str | None) -> None:
    assert find_body(set_pages(rows), FileFacts()) == body


def test_capitals_are_set_as_the_text_sets_them_elsewhere() -> None:
    pages = set_pages(["DUNMERE LE MOOR PARISH COUNCIL", "The clerk of Dunmere Le Moor Parish Council writes."])
    assert find_body(pages, FileFacts()) == "Dunmere Le Moor Parish Council"


def test_a_neighbour_named_below_does_not_own_the_paper() -> None:
    rows = ["Dunmere Parish Council", "Minutes", "", "1. Ferrisham District Council", "Its letter was read."]
    assert find_body(set_pages(rows), FileFacts()) == "Dunmere Parish Council"


def test_a_name_printed_without_spaces_is_taken_from_the_title() -> None:
    pages = set_pages(["DUNMEREPARISHCOUNCIL", "AnnualMeeting"])
    assert find_body(pages, FileFacts(title="DUNMERE PARISH COUNCIL")) == "Dunmere Parish Council"
    assert find_body(pages, FileFacts(title="Ferrisham Parish Council")) is None


@pytest.mark.parametrize(
    ("rows", "body"),
    [
        (
            ["MEETING OF SEVERNMOOR POLICE AND CRIME PANEL", "4 May 2021", "Ferrisham District Council, Mill Road"],
            "Severnmoor Police and Crime Panel",
        ),
        (
            [
                "At a MEETING of the DUNMERE HEALTH AND SOCIAL CARE INTEGRATION JOINT BOARD held on 4 May 2021.",
                "Present:-",
                "Ann Ash, Dunmere City Council",
                "Bob Birch, Dunmere City Council",
            ],
            "Dunmere Health and Social Care Integration Joint Board",
        ),
        (["Ferrisham Neighbourhood Plan Steering Group Minutes"], "Ferrisham Neighbourhood Plan Steering Group"),
        (
            ["Minutes of Ferrisham Parish Neighbourhood Plan Steering Group", "Date: 4 May 2021"],
            "Ferrisham Parish Neighbourhood Plan Steering Group",
        ),
    ],
)
def test_a_body_of_its_own_is_not_under_the_council_named_beside_it(rows: list[str], body: str) -> None:
    assert find_body(set_pages(rows), FileFacts()) == body


@pytest.mark.parametrize(
    ("rows", "body"),
    [
        (
            ["Minutes taken at the Annual Meeting of Dunmere, Ferrisham and New Elm Parish Council, held in the hall"],
            "Dunmere, Ferrisham and New Elm Parish Council",
        ),
        (["Bishop Dunmere, Shaw Mills and Elm Parish Council"], "Bishop Dunmere, Shaw Mills and Elm Parish Council"),
        (["DUNMERE (SEVERNSHIRE) PARISH COUNCIL", "Minutes"], "Dunmere (Severnshire) Parish Council"),
        (["DUNMERE with FERRISHAM PARISH COUNCIL", "Minutes"], "Dunmere with Ferrisham Parish Council"),
    ],
)
def test_names_of_several_places(rows: list[str], body: str) -> None:
    assert find_body(set_pages(rows), FileFacts()) == body


@pytest.mark.parametrize(
    ("rows", "body"),
    [
        (
            ["*LOWER ELM ALLOTMENT ASSOCIATION", "Minutes of the AGM held on 4 May 2023"],
            "Lower Elm Allotment Association",
        ),
        (["Minutes of the Committee Meeting of the Elm & District Gardening Club"], "Elm & District Gardening Club"),
        (["*2023 AGM", "Elm Bowling Club Inc.", "Minutes of the Annual General Meeting"], "Elm Bowling Club Inc"),
        (["*Elm Linux User Group", "Meeting Minutes 2023-05-04"], "Elm Linux User Group"),
        (["Elm PTA Meeting Minutes", "September 4, 2023"], "Elm PTA"),
        (["*Elm Hackspace", "*ANNUAL GENERAL MEETING 2023"], "Elm Hackspace"),
        (["2020 ELCA Annual General Meeting Minutes"], "ELCA"),
        (["Minutes of the Annual General Meeting of the Lower", "Elm Chess Club"], "Lower Elm Chess Club"),
        (["Rotary Club of Elm", "*Club Council Meeting Minutes", "4 May 2023"], "Rotary Club of Elm"),
        (["Minutes of the Annual Parish Meeting of Elm held in the hall on 4 May 2023"], "Elm Annual Parish Meeting"),
        (["PLUM TOWNSHIP ANNUAL TOWN MEETING", "APRIL 9, 2024"], "Plum Township"),
        (
            ["Notice is hereby given that the", "*DISTRICT COUNCIL 001", "*will hold a closed meeting"],
            "District Council 001",
        ),
    ],
)
def test_a_name_needs_no_council_in_it(rows: list[str], body: str) -> None:
    assert find_body(set_pages(rows), FileFacts()) == body


@pytest.mark.parametrize(
    ("rows", "body"),
    [
        (["*Regular Meeting of the Board of Trustees", "*Elm District"], "Elm District Board of Trustees"),
        (["City of Elm\tCommissioners:", "Licensing Board\tAnn Ash", "*Voting Agenda"], "City of Elm Licensing Board"),
        (["*ELM COUNTY COUNCIL", "*CABINET", "MINUTES of a meeting of the Cabinet"], "Elm County Council Cabinet"),
        (["Elm Public Library", "Board of Trustees Meeting Minutes"], "Elm Public Library Board of Trustees"),
        (["Board of Education of the Elm District", "Minutes"], "Elm District Board of Education"),
        (["*District of Elm", "*Electoral Area Committee"], "District of Elm Electoral Area Committee"),
        (["*Elm Trust", "*Minutes of the Finance, Audit and Risk Group"], "Elm Trust Finance, Audit and Risk Group"),
        (["*NORTH OF ELM LPC COMMITTEE", "Date:\tWednesday 3rd May 2017"], "North of Elm LPC Committee"),
        (["*NORTH KELM PARISH COUNCIL\t1877", "MINUTES of the PARISH COUNCIL MEETING"], "North Kelm Parish Council"),
        (["STRATHELM COUNCIL", "MINUTES of MEETING of BRAES AREA COMMITTEE"], "Strathelm Council Braes Area Committee"),
        (["Minutes of Meeting (no.435) of Elm Council held on", "9 May 2024", "Elm Library"], "Elm Council"),
        (["COMMITTEE MEETING", "BODY CORPORATE FOR ELM QUAY CTS 40412"], "Body Corporate for Elm Quay CTS 40412"),
        (["*GLENELM", "*COMMUNITY COUNCIL MINUTES"], "Glenelm Community Council"),
        (["*Elm", "*Parish Council", "Minutes of the meeting"], "Elm Parish Council"),
        (["Elm Lake Owners Association", "ELOA Board Meeting"], "Elm Lake Owners Association Board"),
        (["Minutes", "The Elm Water Association board met at the hall."], "Elm Water Association"),
        (["Minutes of Elm Parish Council's Open Green Working Party"], "Elm Parish Council Open Green Working Party"),
        (["*Elm Cricket Club (Est. 1888)", "Minutes of AGM"], "Elm Cricket Club"),
        (["ELM RESIDENTS WELFARE ASSOCIATION (REGD.)", "Plot 12", "Minutes"], "Elm Residents Welfare Association"),
        (["ELM LOCAL MUNICIPALITY", "MINUTES OF THE ORDINARY COUNCIL MEETING"], "Elm Local Municipality"),
        (["ASSEMBLY OF ELM", "MINUTES OF THE COMMITTEE ON HEALTH"], "Assembly of Elm Committee on Health"),
        (["Elm in Bloom", "Minutes of meeting 4 May 2023"], "Elm in Bloom"),
        (["Elm Players", "Minutes of Committee meeting"], "Elm Players"),
        (["*1st Elm Scout Group", "*Group Executive – Minutes"], "1st Elm Scout Group Executive"),
        (["*COMHAIRLE CHONTAE LEAMHAIN", "*ELM COUNTY COUNCIL", "Minutes of the Meeting"], "Elm County Council"),
        (["*KELM PARISH COUNCIL A.G.M.", "Minutes"], "Kelm Parish Council"),
    ],
)  # fmt: skip
def test_a_part_stands_behind_its_body_and_no_neighbour_is_glued_on(rows: list[str], body: str) -> None:
    assert find_body(set_pages(rows), FileFacts()) == body


@pytest.mark.parametrize(
    ("rows", "body"),
    [
        (["Cyngor Tref Llanelm", "Cofnodion cyfarfod a gynhaliwyd ar 4 Mai 2023"], "Cyngor Tref Llanelm"),
        (["Cofnodion Cyfarfod o Gyngor Cymuned Llanelm a gynhaliwyd ar 4 Mai 2023"], "Cyngor Cymuned Llanelm"),
    ],
)
def test_names_in_welsh(rows: list[str], body: str) -> None:
    assert find_body(set_pages(rows), FileFacts()) == body


@pytest.mark.parametrize(
    "rows",
    [
        ["*From:", "Ann Ash, Deputy Leader and Cabinet Member for Finance", "*Budget report"],
        ["*APPENDIX A - CAPITAL INVESTMENT", "Arts Council England\t350\t250", "Elm Theatre Trust\t20\t30"],
        ["*Agenda", "1. Election of Officers and Committee"],
    ],
)
def test_who_is_merely_mentioned_owns_nothing(rows: list[str]) -> None:
    assert find_body(set_pages(rows), FileFacts(), kind=DocumentKind.REPORT) is None


def test_an_abbreviation_is_written_out_where_the_paper_does() -> None:
    rows = ["2020 ELCA Annual General Meeting Minutes", "", "The Elm Lake Cottagers Association (ELCA) met by Zoom."]
    assert find_body(set_pages(rows), FileFacts()) == "Elm Lake Cottagers Association"


@pytest.mark.parametrize(
    ("other", "body"),
    [
        ("", "Elm Parish Council"),
        ("The Clerk of Ash Parish Council sat. Ash Parish Council paid. Ash Parish Council left.", None),
    ],
)
def test_a_paper_without_a_heading_is_of_the_one_body_that_it_names_again_and_again(other: str, body: str) -> None:
    named = "The Chairman of Elm Parish Council opened. Elm Parish Council agreed. Elm Parish Council paid. "
    pages = set_pages(["Minutes", "Present: A Ash", "", named + other])
    assert find_body(pages, FileFacts()) == body
