"""Items by their numbers, their margins and their layout; and nothing that only looks like one."""

from itertools import pairwise

import pytest
from made_pages import set_pages

from panelsearch.model.meetings import DocumentKind, Item
from panelsearch.model.pages import Page
from panelsearch.structure.agenda_items import find_items

MINUTES, AGENDA, PACK = DocumentKind.MINUTES, DocumentKind.AGENDA, DocumentKind.PACK


def headed(items: tuple[Item, ...]) -> list[tuple[str | None, str]]:
    return [(item.number, item.heading) for item in items]


def test_numbered_headings_and_their_places() -> None:
    pages = set_pages(["1. Apologies", "None.", "", "2. Footbridge", "It fell."], ["3. Hedges", "Cut."])
    items = find_items(pages, MINUTES, None)
    assert headed(items) == [("1", "Apologies"), ("2", "Footbridge"), ("3", "Hedges")]
    assert [item.at.span.of(pages[item.at.page - 1].text) for item in items] == [
        "1. Apologies",
        "2. Footbridge",
        "3. Hedges",
    ]
    assert [(item.end_page, item.end) for item in items] == [
        (1, items[1].at.start),
        (2, items[2].at.start),
        (2, len(pages[1].text)),
    ]


def test_three_plain_headings_that_stand_apart_number_a_short_paper() -> None:
    rows = ["1. Wharf dues", "Noted.", "", "2. Heron survey", "To June.", "", "3. Sluice", "It leaks.", "", "End."]
    items = find_items(set_pages(rows), MINUTES, None)
    assert headed(items) == [("1", "Wharf dues"), ("2", "Heron survey"), ("3", "Sluice")]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (
            ["1. Apologies: Cllr Fenn.", "2. Finance: the balance stood at £400.", "3. Date: 4 May"],
            [("1", "Apologies"), ("2", "Finance"), ("3", "Date")],
        ),
        (
            [
                "1 Minutes of last meeting:",
                "",
                "Agreed.",
                "",
                "2 Matters arising:",
                "",
                "None.",
                "",
                "3 Hedge:",
                "",
                "Cut.",
            ],
            [("1", "Minutes of last meeting"), ("2", "Matters arising"), ("3", "Hedge")],
        ),
        (
            [
                "*1.0 Rents",
                "1.1 KL thought 7% too high. It was 5%.",
                "1.2 The Board NOTED the report.",
                "",
                "*2.0 Accounts",
                "2.1 TC spoke to them.",
                "",
                "*3.0 Date of next meeting",
                "3.1 It is in May.",
            ],
            [("1.0", "Rents"), ("2.0", "Accounts"), ("3.0", "Date of next meeting")],
        ),
        (
            [
                "Friends of the Park",
                "Notes",
                "",
                "Came: Ann",
                "",
                "Last meeting",
                "",
                "Agreed.",
                "",
                "Pond",
                "",
                "It was full.",
                "",
                "Money",
                "",
                "£40.",
                "",
                "Next meeting",
                "",
                "May.",
            ],
            [(None, "Last meeting"), (None, "Pond"), (None, "Money"), (None, "Next meeting")],
        ),
        (
            [
                "Elm Institute",
                "Minutes",
                "",
                "Present: Ann Ash",
                "",
                "*Minutes",
                "Signed.",
                "",
                "*Matters arising",
                "None.",
                "",
                "*Supper",
                "In May.",
                "",
                "*Next meeting",
                "In June.",
            ],
            [(None, "Minutes"), (None, "Matters arising"), (None, "Supper"), (None, "Next meeting")],
        ),
        (
            ["23/001 Apologies for absence", "None.", "", "23/002 Planning", "No objection."],
            [("23/001", "Apologies for absence"), ("23/002", "Planning")],
        ),
        (
            ["*18.05.1 Election of Chair", "Cllr Fenn.", "", "*18.05.2 Finance", "None."],
            [("18.05.1", "Election of Chair"), ("18.05.2", "Finance")],
        ),
        (
            [
                "R2023-016 A. Fenn, B. Moss:",
                "That the report be received.",
                "",
                "R2023-017 B. Moss, A. Fenn:",
                "That we adjourn.",
            ],
            [("R2023-016", ""), ("R2023-017", "")],
        ),
        (
            [
                "|240 Welcome and",
                "|Introductions",
                "The Chair welcomed members.",
                "",
                "|241 Substitutes",
                "There were none.",
            ],
            [("240", "Welcome and Introductions"), ("241", "Substitutes")],
        ),
        (
            ["1. Apologies", "None.", "", "*2. Accounts for payment:-", "Hall hire £30", "", "3. Planning", "None."],
            [("1", "Apologies"), ("2", "Accounts for payment"), ("3", "Planning")],
        ),
        (
            ["*1. Finance", "   *Audit form", "Signed.", "", "*2. Planning", "None."],
            [("1", "Finance"), ("2", "Planning")],
        ),
        (
            [
                "MINUTES",
                "All were welcome.",
                "*Orran Hall",
                "",
                "*Police report",
                "Two incidents.",
                "",
                "*Treasurer’s report",
                "£400.",
            ],
            [(None, "Police report"), (None, "Treasurer’s report")],
        ),
    ],
)
def test_the_ways_minutes_head_their_items(rows: list[str], found: list[tuple[str | None, str]]) -> None:
    assert headed(find_items(set_pages(rows), MINUTES, None)) == found


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (
            [
                "I.   CALL TO ORDER",
                "The meeting was called to order at seven by the oldest member there.",
                "",
                "II.  NEW BUSINESS",
                "   A. Parking Code",
                "Read.",
                "   B. Tree Board",
                "None.",
                "",
                "III. ADJOURNMENT",
                "At 8.",
            ],
            [
                ("I", "CALL TO ORDER"),
                ("II", "NEW BUSINESS"),
                ("A", "Parking Code"),
                ("B", "Tree Board"),
                ("III", "ADJOURNMENT"),
            ],
        ),
        (
            [
                "Town of Larch",
                "Minutes",
                "May 2",
                "",
                "CALL TO ORDER",
                "The meeting was called to order at seven by the oldest member there.",
                "",
                "OLD BUSINESS",
                "1. Transfer Station",
                "The fees of the other towns were told, and were thought to be high.",
                "2. Bridge",
                "Shut.",
                "",
                "NEW BUSINESS",
                "1. Liquor License",
                "Granted.",
                "",
                "ADJOURNMENT",
                "At 8.",
            ],
            [
                (None, "CALL TO ORDER"),
                (None, "OLD BUSINESS"),
                ("1", "Transfer Station"),
                ("2", "Bridge"),
                (None, "NEW BUSINESS"),
                ("1", "Liquor License"),
                (None, "ADJOURNMENT"),
            ],
        ),
        (
            ["*1. PUBLIC HEARING: CASCADE VILLAGE", "Heard.", "", "*2. AUDIT", "None."],
            [("1", "PUBLIC HEARING: CASCADE VILLAGE"), ("2", "AUDIT")],
        ),
        (
            ["Agenda Item 1: Apologies", "None.", "", "Agenda Item 2: Precept", "It was set."],
            [("1", "Apologies"), ("2", "Precept")],
        ),
        (
            ["04(2).24.01 Apologies", "None.", "", "04(2).24.02 Playground update", "Mended."],
            [("04(2).24.01", "Apologies"), ("04(2).24.02", "Playground update")],
        ),
        (
            [
                "1) Apologies",
                "None.",
                "",
                "2) Election of officers",
                "Committee:",
                "1. A Bell",
                "2. C Dow",
                "3. E Fox",
                "were elected.",
                "",
                "3 ) Rents",
                "Paid.",
            ],
            [("1", "Apologies"), ("2", "Election of officers"), ("3", "Rents")],
        ),
        (
            [
                "Notes of the evening",
                "held at the hall",
                "with tea",
                "",
                "Minutes of last meeting",
                "Approved.",
                "",
                "Fire safety",
                "Vic will get quotes for a new alarm.",
                "",
                "Treasurer’s report",
                "The sum of £40.",
                "",
                "AOB",
                "None.",
                "",
                "Date of next meeting",
                "In May.",
            ],
            [
                (None, "Minutes of last meeting"),
                (None, "Fire safety"),
                (None, "Treasurer’s report"),
                (None, "AOB"),
                (None, "Date of next meeting"),
            ],
        ),
        (
            [
                "*1. Apologies",
                "None.",
                "",
                "*2. Ordinance 24-03: Parking Code of the town and",
                "*of the harbour",
                "Read.",
                "",
                "*3. Audit",
                "OX27 7LA is the address.",
                "OX28 7LB is another.",
            ],
            [("1", "Apologies"), ("2", "Ordinance 24-03: Parking Code of the town and of the harbour"), ("3", "Audit")],
        ),
        (
            [
                "31. Apologies",
                "None.",
                "32. Works",
                "1. Mr Ash said that the wall was built in 1880.",
                "2. The Clerk was thanked for her report.",
                "3. Members asked when it would be mended.",
                "33. Audit",
                "Noted.",
            ],
            [("31", "Apologies"), ("32", "Works"), ("33", "Audit")],
        ),
    ],
)
def test_manners_of_numbering(rows: list[str], found: list[tuple[str | None, str]]) -> None:
    assert headed(find_items(set_pages(rows), MINUTES, None)) == found


def test_the_annual_meeting_and_the_ordinary_one_in_one_paper() -> None:
    first = ["*805 Apologies", "None.", "", "*806 Election of Chairman", "Cllr Fenn.", "", "*807 Accounts", "Signed."]
    second = ["*2691 Police report", "None.", "", "*2692 Public forum", "None.", "", "*2693 Correspondence", "None."]
    numbers = [number for number, _ in headed(find_items(set_pages(first, second), MINUTES, None))]
    assert numbers == ["805", "806", "807", "2691", "2692", "2693"]


def test_a_numbering_may_begin_again() -> None:
    rows = [
        "1. Apologies",
        "None.",
        "2. Minutes",
        "Agreed.",
        "3. Close",
        "At nine.",
        "1. Welcome",
        "All.",
        "2. Reports",
        "Read.",
    ]
    numbers = [number for number, _ in headed(find_items(set_pages(rows), MINUTES, None))]
    assert numbers == ["1", "2", "3", "1", "2"]


def test_a_list_behind_the_items_does_not_go_on_with_them() -> None:
    rows = ["1. Attendance", "", "2. Apologies", "", "3. Reports", "", "4. Close", "", "Action List", ""]
    todo = [
        "Sam - buys the posters",
        "Tom - talks to the school",
        "Ann - orders plates",
        "Ben - mends it",
        "Sam - calls",
    ]
    rows += [f"{number}. {words}" for number, words in enumerate([*todo, "Others - help him"], start=1)]
    numbers = [number for number, _ in headed(find_items(set_pages(rows), MINUTES, None))]
    assert numbers == ["1", "2", "3", "4"]


def test_numbered_sentences_within_an_item_are_not_items() -> None:
    rows = [
        "*1. Footbridge",
        "Members agreed on the following:",
        "   1. that the boards of the footbridge at the end of Mill Lane be taken up,",
        "   2. that the timber be bought from the yard at Ferrisham before the winter.",
        "",
        "*2. Hedges",
        "Cut.",
    ]
    assert headed(find_items(set_pages(rows), MINUTES, None)) == [("1", "Footbridge"), ("2", "Hedges")]


def test_the_pages_of_the_papers_are_no_part_of_an_agendas_headings() -> None:
    rows = ["1. Apologies", "2. Minutes (Pages 3 - 8)", "3. Budget report (Pages 9 - 30)"]
    found = headed(find_items(set_pages(rows), AGENDA, None))
    assert found == [("1", "Apologies"), ("2", "Minutes"), ("3", "Budget report")]


def test_a_packs_items_are_those_of_the_minutes_in_it() -> None:
    pages = set_pages(
        ["AGENDA", "1. Apologies", "2. Minutes", "3. Budget"],
        ["MINUTES", "", "*12. Apologies", "None.", "", "*13. Questions", "None. The meeting ended at noon."],
        ["1. Background", "2. Figures"],
    )
    items = find_items(pages, PACK, 2)
    assert headed(items) == [("12", "Apologies"), ("13", "Questions")]
    assert items[-1].end_page == 2


@pytest.mark.parametrize("kind", [DocumentKind.REPORT, DocumentKind.OTHER])
def test_reports_and_other_papers_have_no_items(kind: DocumentKind) -> None:
    assert find_items(set_pages(["1. Background", "Long ago.", "2. Figures", "None."]), kind, None) == ()


@pytest.mark.parametrize(
    "pages", [(), set_pages([]), set_pages(["Nothing was numbered on this page at all, nor was it bold."])]
)
def test_papers_without_headings(pages: tuple[Page, ...]) -> None:
    assert find_items(pages, MINUTES, None) == ()


def test_items_follow_one_another() -> None:
    pages = set_pages(["1. Apologies", "None.", "2. Minutes", "Agreed."], ["3. Hedges", "Cut.", "4. Close", "At nine."])
    items = find_items(pages, MINUTES, None)
    assert len(items) == 4
    for item, following in pairwise(items):
        assert (item.end_page, item.end) == (following.at.page, following.at.start)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        pytest.param(
            ["Present: A Fenn", "", *(f"{n}. It was agreed that gate {n} be closed at night." for n in (1, 2, 3, 4))],
            [],
            id="numbered paragraphs alone are no items",
        ),
        pytest.param(
            [
                "1. The chairman opened the meeting and welcomed all who had come.",
                "2. Apologies for absence",
                "3. Matters arising",
                "4. The trophies were handed out to the winners of the year.",
                "5. Election of officers",
                "6. There being no other business the meeting was closed.",
            ],
            [
                ("1", ""),
                ("2", "Apologies for absence"),
                ("3", "Matters arising"),
                ("4", ""),
                ("5", "Election of officers"),
                ("6", ""),
            ],
            id="paragraphs between, before and behind headings",
        ),
        pytest.param(
            [
                "1. Apologies",
                "None.",
                "2. Minutes",
                "Agreed.",
                "3. Other business",
                "1. The boat was sold to a member.",
                "2. The oars were kept for another year.",
                "3. The mast was given away.",
                "4. The sail was cut up for bags.",
            ],
            [("1", "Apologies"), ("2", "Minutes"), ("3", "Other business")],
            id="a list under the last item counts from one",
        ),
    ],
)
def test_paragraphs_that_a_numbering_counts(rows: list[str], found: list[tuple[str | None, str]]) -> None:
    assert headed(find_items(set_pages(rows), MINUTES, None)) == found


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        pytest.param(
            ["*14365 POLICE MATTERS", "None.", "", "*14366 MINUTES", "Signed.", "", "*14367 PLANNING", "None."],
            [("14365", "POLICE MATTERS"), ("14366", "MINUTES"), ("14367", "PLANNING")],
            id="numbers counted on for a hundred years",
        ),
        pytest.param(
            [
                "I. Call to Order Ash called the meeting to order at 10:02 AM",
                "II. Roll Call",
                "III. Adjournment at 11:15 AM",
            ],
            [("I", "Call to Order"), ("II", "Roll Call"), ("III", "Adjournment")],
            id="no stop behind a formula",
        ),
        pytest.param(
            [
                "1. APOLOGIES FOR ABSENCE received from A. Fenn.",
                "2. MINUTES OF THE MEETING held on 4 May were signed.",
                "3. PLANNING MATTERS were left.",
            ],
            [("1", "APOLOGIES FOR ABSENCE"), ("2", "MINUTES OF THE MEETING"), ("3", "PLANNING MATTERS")],
            id="capitals that a small word ends",
        ),
        pytest.param(
            ["I. Reports", "A. Financial report: approved.", "B. Friends of the mill: no report.", "II. Adjournment"],
            [("I", "Reports"), ("A", "Financial report"), ("B", "Friends of the mill"), ("II", "Adjournment")],
            id="letters before a colon under Roman numerals",
        ),
        pytest.param(
            [
                "Notes of the wardens' meeting",
                "at the mill",
                "on Friday",
                "PRESENT: A Fenn",
                "OTHERS: B Lyle, C Moss",
                "",
                "LIAISON REPORTS: The weir was seen to.",
                "",
                "SALT SHED: It is full.",
                "",
                "MINUTES: Signed.",
                "",
            ],
            [(None, "LIAISON REPORTS"), (None, "SALT SHED"), (None, "MINUTES")],
            id="capitals before a colon",
        ),
    ],
)
def test_headings_of_small_boards(rows: list[str], found: list[tuple[str | None, str]]) -> None:
    assert headed(find_items(set_pages(rows), MINUTES, None)) == found


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        pytest.param(
            [
                "1. Apologies were received from the warden of the mill and from two others.",
                "2. The accounts were put before the meeting by the treasurer and were agreed.",
                "3. The chairman read out what had been done in the twelve months before.",
                "",
                "4. Election of trustees",
                "",
                "5. Any other business",
            ],
            [("1", ""), ("2", ""), ("3", ""), ("4", "Election of trustees"), ("5", "Any other business")],
            id="two headings alone on their lines end what counts from one",
        ),
        pytest.param(
            [
                "*1.0 Apologies",
                "1.1 None.",
                "*2.0 Minutes",
                "2.1 Signed.",
                "*3.0 Matters arising",
                "3.1 (2.4) Bramble on the weir - it was cut.",
                "3.2 (2.6) The sluice - it leaks.",
                "*4.0 Close",
            ],
            [("1.0", "Apologies"), ("2.0", "Minutes"), ("3.0", "Matters arising"), ("4.0", "Close")],
            id="sections and their paragraphs",
        ),
        pytest.param(
            [
                "*1. Welcome",
                "Done.",
                "*2. Minutes",
                "Signed.",
                "*3. Matters arising",
                "*Item 3 - Matters arising - Hedges",
                "Cut.",
                "*4. Close",
                "Nine.",
            ],
            [("1", "Welcome"), ("2", "Minutes"), ("3", "Matters arising"), ("4", "Close")],
            id="what was an item of the last meeting",
        ),
    ],
)
def test_numberings_that_strangers_print(rows: list[str], found: list[tuple[str | None, str]]) -> None:
    assert headed(find_items(set_pages(rows), MINUTES, None)) == found


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        pytest.param(
            ["II Minutes of the July meeting", "Signed.", "III Reports", "None.", "IV Old business", "None."],
            [("II", "Minutes of the July meeting"), ("III", "Reports"), ("IV", "Old business")],
            id="Roman numerals without a stop",
        ),
        pytest.param(
            [
                "1 Minutes: they were signed by the warden of the mill, who asked",
                "for a copy of them.",
                "",
                "2 Treasurer's report. The balance stood at four pounds and was",
                "noted.",
                "",
                "3 Hedges",
            ],
            [("1", "Minutes"), ("2", "Treasurer's report"), ("3", "Hedges")],
            id="bare numbers before the usual business",
        ),
        pytest.param(
            [
                "1 Apologies",
                "None.",
                "",
                "2 To hear from all who have an interest in the vacancy of a warden of the",
                "mill and to choose one",
                "Heard.",
                "",
                "3 Hedges",
                "Cut.",
            ],
            [
                ("1", "Apologies"),
                ("2", "To hear from all who have an interest in the vacancy of a warden of the mill and to choose one"),
                ("3", "Hedges"),
            ],
            id="bare numbers before an agenda's words",
        ),
        pytest.param(
            [
                "Notes of the wardens",
                "of the mill",
                "in May",
                "",
                "· Fund-raising",
                "A fair.",
                "",
                "· Events",
                "None.",
                "",
                "· Treasurer's report",
                "Read.",
                "",
                "· AOCB",
                "None.",
            ],
            [(None, "Fund-raising"), (None, "Events"), (None, "Treasurer's report"), (None, "AOCB")],
            id="bullets before what items are called",
        ),
    ],
)
def test_headings_that_are_set_plainly(rows: list[str], found: list[tuple[str | None, str]]) -> None:
    assert headed(find_items(set_pages(rows), MINUTES, None)) == found


def test_a_heading_runs_over_the_lines_of_its_narrow_cell() -> None:
    rows = ["1\tApologies", "", "None were sent to the clerk, who asked that this be noted in the minutes.", ""]
    rows += ["2\tTo confirm the minutes of", "the mill's last meeting", "", "They were signed by the chair.", ""]
    found = headed(find_items(set_pages([*rows, "3\tHedges"]), MINUTES, None))
    assert found == [("1", "Apologies"), ("2", "To confirm the minutes of the mill's last meeting"), ("3", "Hedges")]
