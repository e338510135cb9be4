"""Ways in which strangers' papers word things: attendance by roll call, terse decisions, counties, slanted letters."""

import pytest

from panelsearch.extraction.pdf.text_canvas import Canvas, Frame, Style
from panelsearch.model.meetings import Attendance, Attendee, DocumentKind
from panelsearch.model.pages import Page
from panelsearch.model.spans import PageSpan
from panelsearch.ner.councils import find_councils
from panelsearch.ner.organisations import find_organisations
from panelsearch.ner.people import find_people
from panelsearch.structure.action_items import find_actions
from panelsearch.structure.attendance import find_attendance
from panelsearch.structure.roster import Roster
from panelsearch.structure.speech_acts import Act, Formulas
from panelsearch.structure.votes import mover_in
from panelsearch.text.normalization import plain
from panelsearch.text.rule_engine import OPEN


@pytest.mark.parametrize(
    "sentence",
    [
        "Payments 101 to 103 were approved (RSH/GT).",
        "Agreed with one change (a surname).",
        "Decision on rents put off till the general meeting.",
    ],
)
def test_terse_decisions(sentence: str) -> None:
    assert Formulas("Oldmere Parish Council").act_of(sentence)[0] is Act.DECIDES


def test_who_moves_stands_in_capitals_before_that() -> None:
    assert OPEN.ask(mover_in, None, "QUILL: That the agenda be adopted. CARRIED", Roster(Attendance())) == "Quill"


@pytest.mark.parametrize(
    ("words", "mover"),
    [
        ("CEMETERY: That the fees rise. CARRIED", None),
        ("WHEREAS: That the road is closed", None),
        ("ASH: That the lease be ended", "Ash"),
        ("GARRITY: That the lease be ended", "Garrity"),
        ("MCKAY: That the lease be ended", "McKay"),
        ("Trustee MACAULEY: That the lease be ended", "MacAuley"),
    ],
)
def test_a_word_in_capitals_before_that_is_somebody_only_where_the_paper_lists_them(
    words: str, mover: str | None
) -> None:
    listed = tuple(Attendee(name, PageSpan(1, 0, 5)) for name in ("Cllr N Ash", "Trustee D MacAuley"))
    assert OPEN.ask(mover_in, None, words, Roster(Attendance(present=listed))) == mover


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Harlan County has pledged the same.", ["Harlan County"]),
        ("a letter from Harlan County was read", ["Harlan County"]),
        ("roads in Harlan County are wet", []),
        ("Cllr S Roe (Sound of Oldmere Council) spoke", ["Sound of Oldmere Council"]),
        ("the date is TBC", []),
    ],
)
def test_councils(text: str, found: list[str]) -> None:
    assert [one.span.of(text) for one in find_councils(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at Oldmere Church of England Primary School.", ["Oldmere Church of England Primary School"]),
        ("The Colorado Department of Public Health said", ["Colorado Department of Public Health"]),
        ("The City of Elmore and Metro Transit District met", ["Metro Transit District"]),
        ("from Rural Water District No. 4 and others", ["Rural Water District No. 4"]),
    ],
)
def test_organisations(text: str, found: list[str]) -> None:
    assert [one.span.of(text) for one in find_organisations(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cr Noll Garrity\tShire President", ["Noll Garrity"]),
        ("lights at Block B. Quote accepted.", []),
        ("the U.S. Census", []),
    ],
)
def test_people(text: str, found: list[str]) -> None:
    assert [one.span.of(text) for one in find_people(text)] == found


def test_a_narrow_column_runs_on_where_the_next_word_had_no_room() -> None:
    text = (
        "A fete will be held on Saturday 6 July\n"
        "2019 at the Rectory by kind leave of\nCanon Ruth Aldous. Stalls cost £5\neach.\n"
    )
    assert "6 July 2019" in plain(text)
    assert plain("Ann Ash, Chair\nBo Birch\nCy Elm, Oak\nDi Fir\n").count("\n") == 4


def test_slanted_letters_leave_the_gap_between_words() -> None:
    canvas = Canvas(Frame(600, 800, (1, 0, 0, 1, 0, 0)))
    slanted = Style("F", False, True, 12, 0, (1, 0), (-0.8, -2.4), (3.2, 9.6))
    canvas.write("standing", slanted, 100, 700, 145, 700)
    canvas.write("item", slanted, 149, 700, 170, 700)
    first, second = canvas.printed
    assert second.x0 - first.x1 == 4


def test_who_is_to_act_stands_behind_the_label() -> None:
    text = "ACTION HP: Talk to the hall about dates.\n\nAction SK/HP: buy paint for the sign before June.\n"
    page = Page(1, text, width_pt=595, height_pt=842)
    found = find_actions((page,), (), Attendance(), DocumentKind.MINUTES, ())
    assert [one.owner for one in found] == ["HP", "SK/HP"]


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("The hedge is to be cut.\n\nACTION BY: Clerk\n", ["Clerk"]),
        ("ACTION PLAN: the plan was looked at and nothing was changed.\n", []),
        ("ACTION LOG: the log was looked at and nothing was changed.\n", []),
    ],
)
def test_what_a_label_is_called_is_nobody(text: str, owners: list[str]) -> None:
    page = Page(1, text, width_pt=595, height_pt=842)
    assert [one.owner for one in find_actions((page,), (), Attendance(), DocumentKind.MINUTES, ())] == owners


@pytest.mark.parametrize(("mark", "printed_below"), [("†", "†"), ("*", "*"), ("*", "•")])
def test_of_two_marks_each_means_what_is_said_of_it(mark: str, printed_below: str) -> None:
    other = "*" if mark == "†" else "†"
    text = (
        f"MINUTES OF THE FEN DRAINAGE BOARD\n12th November 2019\n{mark} W R Gotobed (Chairman)\n{mark} J Papworth\n"
        f"{other} G Hempsall\n{mark} Mrs D Leeder\n{other} denotes not able to come\n{printed_below} denotes present\n"
        "1. Drains\nThe pumps were looked at.\n"
    )
    found = find_attendance((Page(1, text, width_pt=595, height_pt=842),))
    assert [one.name for one in found.present] == ["W R Gotobed", "J Papworth", "D Leeder"]
