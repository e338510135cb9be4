"""Further ways of minuting, met in papers of bodies that no rule was made for; each line is made for the purpose."""

import pytest
from made_pages import set_pages

from panelsearch.model.documents import Extracted
from panelsearch.model.meetings import Reading
from panelsearch.structure.parser import read

_TITLE = "Minutes of the meeting of Dunmere Parish Council held on 4 May 2023"


def reading_of(*rows: str) -> Reading:
    return read(Extracted(set_pages(rows)))


@pytest.mark.parametrize(
    ("rows", "listed"),
    [
        (["Apologies received from Cllrs Oak and Ash. Reasons for absence were noted."], ([], [], ["Oak", "Ash"])),
        (["Apologies for Absences – Lil Oak. The death of Rev. Jo Ash was noted."], ([], [], ["Lil Oak"])),
        (
            ["Present: Cllrs Oak and Ash. Also in attendance for part of the meeting was Mrs Jo Elm, Head Teacher."],
            (["Oak", "Ash"], ["Jo Elm"], []),
        ),
        (
            ["Present: Cllrs Oak and Ash", "Partners, guests and others in attendance:", "Ann Elm - Clerk"],
            (["Oak", "Ash"], ["Ann Elm"], []),
        ),
        (
            ["Nga Tangata kua Tae mai | Present", "", "Cr Ann Oak", "Cr Jo Ash"],
            (["Ann Oak", "Jo Ash"], [], []),
        ),
        (
            ["Present:", "Doreen (DB) - Chair", "Phil (PO)", "Mrs Ann Elm (AE)", "Sue (SF)"],
            (["Doreen", "Phil", "Ann Elm", "Sue"], [], []),
        ),
        (
            [
                "Present:",
                "Oldmere and Ferris: Ann Oak, Jo Ash",
                "Dunmere East: No working council",
                "Fenwick, Nether Moor & Coldharbour: Brewster Elm",
            ],
            (["Ann Oak", "Jo Ash", "Brewster Elm"], [], []),
        ),
        (["Present: Cllrs Oak and Ash, DCFO C Elm"], (["Oak", "Ash", "C Elm"], [], [])),
    ],
)
def test_lists_of_who_came(rows: list[str], listed: tuple[list[str], list[str], list[str]]) -> None:
    came = reading_of(_TITLE, *rows).attendance
    assert tuple([one.name for one in part] for part in (came.present, came.in_attendance, came.apologies)) == listed


@pytest.mark.parametrize(
    ("row", "outcome", "mover", "seconder"),
    [
        ("Minutes from May 2 were motioned for approval by Oak and seconded by Ash, motion carried.", "agreed",
         "Oak", "Ash"),
        ("It was motioned by Oak, seconded by Ash to pay the bills. Carried with 5 yes.", "agreed", "Oak", "Ash"),
        ("Oak made the motion to pay the claims. Ash made the second. Motion carried.", "agreed", "Oak", "Ash"),
        ("Oak made the motion to sell it. Second was made by Ash, all in favor, motion carried.", "agreed",
         "Oak", "Ash"),
        ("Motion (JO) & seconded (BA) that it be approved. Unanimously agree.", "approved", "Jo Oak", "Bo Ash"),
        ("The minutes were confirmed and signed by the Chairman as a correct record.", "approved", None, None),
        ("The Chief Executive declared Mr J M Oak duly elected as Chairperson.", "elected", None, None),
        ("The minutes were approved by Jo Oak and seconded by Bo Ash.", "approved", "Jo Oak", "Bo Ash"),
        ("Minutes of 2 May approved by Jo Oak, seconded by Bo Ash.", "approved", "Jo Oak", "Bo Ash"),
        ("Moved that the fees be raised: Jo Oak. Seconded: Bo Ash. Carried.", "agreed", "Jo Oak", "Bo Ash"),
        ("M/S/P Oak/Ash to pay the bills.", "agreed", "Oak", "Ash"),
        ("On the proposal of Cllr Oak, seconded by Cllr Ash, the minutes of the May meeting were confirmed.",
         "approved", "Oak", "Ash"),
        ("Oak moved to continue the public hearing to 4 June, seconded by Ash. Carried.", "deferred", "Oak", "Ash"),
        ("Elm & Co. were re-appointed.", "agreed", None, None),
        ("Taken as read and accepted. M: Oak S: Ash. Carried.", "approved", "Oak", "Ash"),
        ("Motion to pay the bills, Oak; second, Ash. Passed 4-0.", "approved", "Oak", "Ash"),
        ("The minutes having been circulated were taken as read and signed.", "approved", None, None),
        ("The cash flow was read. Cash flow approved.", "approved", None, None),
        ("Budget for 2023: approved subject to the county's grant.", "approved", None, None),
        ("Accounts of the mill: noted.", "noted", None, None),
        ("Approved: the regulations of May.", "approved", None, None),
        ("There being no other, Cllr Ash deemed Cllr Jo Oak elected as Chairperson.", "elected", None, None),
    ],
)  # fmt: skip
def test_decisions_by_other_words(row: str, outcome: str, mover: str | None, seconder: str | None) -> None:
    (one,) = reading_of(_TITLE, "Present: Jo Oak, Bo Ash and Ann Elm", "", row).decisions
    assert (one.outcome.value, one.proposer, one.seconder) == (outcome, mover, seconder)


@pytest.mark.parametrize(
    "rows",
    [
        ["Mr Oak was ill and get well cards were passed around the room."],
        ["Details were passed to the police."],
        ["Applications that others approved", "The mill."],
        ["Second, Mr Ash spoke of the motion, and Mr Oak; nothing came of it."],
        ["All agreed it was something to think about."],
        ["The accounts were approved by Mill County Council."],
        ["1. Apologies", "None.", "", "2. A new warden", "Proposed Jo Oak, seconded Ann Elm", "", "3. Hedges"],
        ["4. Resolution to agree the contract for the club’s use of the field", "The Clerk spoke of it."],
    ],
)
def test_decided_nothing(rows: list[str]) -> None:
    assert not reading_of(_TITLE, "Present: Jo Oak, Bo Ash and Ann Elm", "", *rows).decisions


def test_a_decision_within_a_list_takes_in_no_further_entry_of_it() -> None:
    rows = [
        "1. Finance",
        "",
        "a) Bills: the following were approved:",
        "",
        "Mill Ltd £40",
        "",
        "b) Accounts: these are late.",
    ]
    text = reading_of(_TITLE, "Present: Jo Oak, Bo Ash and Ann Elm", "", *rows)
    (one,) = text.decisions
    assert one.at.span.end == set_pages([_TITLE, "Present: Jo Oak, Bo Ash and Ann Elm", "", *rows])[0].text.index(
        "\n\nb)"
    )


def test_agreed_may_be_all_that_an_item_says() -> None:
    page = set_pages(
        [
            _TITLE, "*1 Apologies", "", "Agreed.", "", "*2 Minutes of the meeting in April", "", "Agreed.", "",
            "*3 Finance", "", "None.",
        ]
    )[0]  # fmt: skip
    (one,) = read(Extracted((page,))).decisions
    assert (one.outcome.value, one.at.span.of(page.text), one.item) == ("approved", "Agreed.", 1)


@pytest.mark.parametrize(
    ("rows", "items"),
    [
        (
            ["23-24/DFA/1  Election of Chair", "Cllr Oak was elected.", "", "23-24/DFA/2  Apologies", "None."],
            [("23-24/DFA/1", "Election of Chair"), ("23-24/DFA/2", "Apologies")],
        ),
        (
            [
                "41a/19 Apologies",
                "None.",
                "",
                "42a/19 Trees in the park",
                "They stand.",
                "",
                "43a/19 Finance",
                "Noted.",
            ],
            [("41a/19", "Apologies"), ("42a/19", "Trees in the park"), ("43a/19", "Finance")],
        ),
        (
            ["DP/27/20 Matters Arising", "None.", "", "DP/28/20 Swings", "They squeak.", "", "DP/29/20 Bins", "None."],
            [("DP/27/20", "Matters Arising"), ("DP/28/20", "Swings"), ("DP/29/20", "Bins")],
        ),
        (
            [
                "Cllr Oak opened the meeting.",
                "Agenda Approval: The agenda was read.",
                "Minutes: They were read and signed.",
                "Treasurer’s Report: The account holds £40.",
                "Old Business: The drive is mended.",
            ],
            [(None, "Agenda Approval"), (None, "Minutes"), (None, "Treasurer’s Report"), (None, "Old Business")],
        ),
    ],
)
def test_headings_of_other_manners(rows: list[str], items: list[tuple[str | None, str]]) -> None:
    found = reading_of(_TITLE, "Present: Cllrs Oak and Ash", "", *rows).items
    assert [(item.number, item.heading) for item in found] == items


@pytest.mark.parametrize(
    ("rows", "listed"),
    [
        (["Present: Jo- chair, Paul, Sue, Ann, Andrew"], (["Jo", "Paul", "Sue", "Ann", "Andrew"], [], [])),
        (["Present: Ann Oak-Chairman, Jo Ash, Bo Elm-Clerk"], (["Ann Oak", "Jo Ash"], ["Bo Elm"], [])),
        (
            ["Apologies Ann Oak, Jo Ash, John Elm.", "Present: Bo Fir, Sue Fern"],
            (["Bo Fir", "Sue Fern"], [], ["Ann Oak", "Jo Ash", "John Elm"]),
        ),
        (
            ["Present: Cllrs Oak and Ash", "*Apologies Received", "Amy Elm, Neil Fir"],
            (["Oak", "Ash"], [], ["Amy Elm", "Neil Fir"]),
        ),
        (
            ["Present: Sue Oak SO (Chair), Jo Ash JA", "", "1.1 Approved apologies: Ann Thorpe AT (Parent Governor)."],
            (["Sue Oak", "Jo Ash"], [], ["Ann Thorpe"]),
        ),
        (
            [
                "The Cathaoirleach, Cllr. H. Oak, was in the Chair.",
                "",
                "The other Councillors present were:-",
                "",
                "Cllrs. M. Ash and J. Elm.",
                "",
                "The Council Staff in attendance were:-",
                "",
                "Mr. D. Fir, Manager.",
                "",
                "At the outset, it was -",
                "",
                "Proposed by Cllr. J. Fern",
            ],
            (["M. Ash", "J. Elm", "H. Oak"], ["D. Fir"], []),
        ),
        (["Present: Councillors JS Oak, RN Ash and M Elm"], (["JS Oak", "RN Ash", "M Elm"], [], [])),
    ],
)
def test_lists_set_close(rows: list[str], listed: tuple[list[str], list[str], list[str]]) -> None:
    came = reading_of(_TITLE, *rows).attendance
    assert tuple([one.name for one in part] for part in (came.present, came.in_attendance, came.apologies)) == listed


@pytest.mark.parametrize(
    ("rows", "outcome", "mover", "seconder"),
    [
        (
            ["Proposed by Cllr. H. Oak", "Seconded by Cllr. T. Elm", "Resolved:-", "", "“That rules be suspended”."],
            "resolved", "H. Oak", "T. Elm",
        ),
        (
            ["Oak proposed Bo Ash as the new Chairman, and this was seconded by Elm. Bo Ash was duly elected."],
            "elected", "Oak", "Elm",
        ),
        (["MOVED BY COUNCILLOR B. DE RUYCK that the agenda be adopted.", "MOTION CARRIED"], "approved",
         "B. DE RUYCK", None),
        (["Motion 84-09 (Agenda) Ann Oak – that the agenda be accepted with one addition. Carried"], "approved",
         "Ann Oak", None),
        (["Those of May should have read Ash for Asch, otherwise approved."], "approved", None, None),
        (["They should stand on the notice board, he thought. All agreed – action JB."], "agreed", None, None),
        (["1. Apologies", "None.", "", "2. Minutes", "Proposed Cllr Oak, seconded Cllr Elm", "", "3. Hedges"],
         "agreed", "Oak", "Elm"),
        (["3. To approve the Minutes of 3 March, previously circulated, were approved and duly signed"], "approved",
         None, None),
    ],
)  # fmt: skip
def test_who_moved_it_in_other_words(rows: list[str], outcome: str, mover: str | None, seconder: str | None) -> None:
    (one,) = reading_of(_TITLE, "Present: Cllrs Oak, Ash and Elm", "", *rows).decisions
    assert (one.outcome.value, one.proposer, one.seconder) == (outcome, mover, seconder)


@pytest.mark.parametrize(
    ("rows", "items"),
    [
        (
            ["*Call to Order.", "At nine.", "", "*Officers’ Report.", "None came.", "", "*Correspondence.", "None."],
            [(None, "Call to Order"), (None, "Officers’ Report"), (None, "Correspondence")],
        ),
        (
            ["1. MINUTES The minutes of May were signed.", "2. PLANNING None.", "3. HEDGES AND DITCHES They were cut."],
            [("1", "MINUTES"), ("2", "PLANNING"), ("3", "HEDGES AND DITCHES")],
        ),
        (
            [
                "1. Apologies",
                "None.",
                "",
                "2. To approve the Minutes of May were approved and signed",
                "",
                "3. Finance",
            ],
            [("1", "Apologies"), ("2", "To approve the Minutes of May"), ("3", "Finance")],
        ),
    ],
)
def test_headings_with_a_stop_or_none(rows: list[str], items: list[tuple[str | None, str]]) -> None:
    found = reading_of(_TITLE, "Present: Cllrs Oak and Ash", "The chair spoke.", "", *rows).items
    assert [(item.number, item.heading) for item in found] == items


def test_where_somebody_is_listed_no_item_begins() -> None:
    rows = (
        "COUNCILLORS:",
        "C. Oak",
        "I. Ash",
        "V. Elm",
        "",
        "*II. MINUTES",
        "",
        "Read.",
        "",
        "*III. AGENDA",
        "",
        "Read.",
    )
    found = reading_of(_TITLE, "Members Present: M. Fir, Reeve", *rows).items
    assert [(item.number, item.heading) for item in found] == [("II", "MINUTES"), ("III", "AGENDA")]


def test_what_two_moved_is_told_below() -> None:
    rows = (
        "Moved Cr Oak / Cr Ash",
        "",
        "That winter opening be kept at a cost of $64,000.",
        "",
        "CARRIED  2023/067",
        "",
        "Moved Cr Ash / Cr Elm",
        "",
        "That Council:",
        "1. receives the report; and",
        "2. asks the Chief Executive to write.",
        "",
        "CARRIED  2023/068",
    )
    page = set_pages([_TITLE, "Present: Crs Oak, Ash and Elm", "", *rows])[0]
    found = read(Extracted((page,))).decisions
    assert [(one.proposer, one.seconder) for one in found] == [("Oak", "Ash"), ("Ash", "Elm")]
    assert "winter opening" in found[0].at.span.of(page.text)
    assert "Chief Executive" in found[1].at.span.of(page.text)


def test_a_stamp_on_the_paper_is_no_decision() -> None:
    assert not reading_of("*APPROVED", _TITLE, "Present: Cllrs Oak and Ash", "", "They spoke.").decisions


def test_who_was_excused_is_told_in_a_sentence_behind_the_list() -> None:
    came = reading_of(
        _TITLE,
        "The following members were present: Dwyer, Koll, Betlej, Tilsen. Commissioners Oak and Ash were",
        "excused. Also present were Engineer Marc Elm and Planner John Fir.",
    ).attendance
    assert [one.name for one in came.present] == ["Dwyer", "Koll", "Betlej", "Tilsen"]
    assert [one.name for one in came.apologies] == ["Oak", "Ash"]


def test_chief_officers_have_a_seat_where_those_in_attendance_are_listed_apart() -> None:
    rows = (
        "Present:",
        "Dr Ann Oak, Chair",
        "Jo Ash, Chief Finance Officer",
        "",
        "In attendance:",
        "Bo Elm, Minute Taker",
    )
    came = reading_of("Minutes of the Dunmere Health Board held on 4 May 2023", *rows).attendance
    assert ([one.name for one in came.present], [one.name for one in came.in_attendance]) == (
        ["Ann Oak", "Jo Ash"],
        ["Bo Elm"],
    )


def test_headings_before_a_colon_on_the_first_lines_and_on_lines_of_their_own() -> None:
    rows = (
        "Hall Committee meeting: 4 May 2023",
        "Present: A. Oak, B. Ash, C. Elm",
        "",
        "Welcome & Apologies: The chair welcomed everyone.",
        "",
        "Election of Officers: The officers were elected en bloc.",
        "",
        "Minutes: They were signed.",
        "",
        "Matters Arising:",
        "",
        "The gate is mended.",
    )
    found = [item.heading for item in reading_of(*rows).items]
    assert found == ["Welcome & Apologies", "Election of Officers", "Minutes", "Matters Arising"]


def test_apologies_spelled_as_the_verb() -> None:
    rows = ("2. Apologises for absence:", "", "There were two apologises for absence namely from Ann Oak and Jo Ash.")
    assert [one.name for one in reading_of(_TITLE, *rows).attendance.apologies] == ["Ann Oak", "Jo Ash"]


@pytest.mark.parametrize(
    ("row", "outcome", "mover"),
    [
        ("As no nominations had been received the meeting voted unanimously to re-elect all.", None, None),
        ("The minutes were confirmed on the proposal of Cllr Jo Oak and seconded by Elm.", "approved", "Jo Oak"),
    ],
)
def test_who_decides_begins_a_clause(row: str, outcome: str | None, mover: str | None) -> None:
    (one,) = reading_of(_TITLE, "Present: Cllrs Jo Oak, Ash and Elm", "", row).decisions
    assert (one.outcome.value if outcome else None, one.proposer) == (outcome, mover)
