"""What is asked for: the sort of answer, the constraints, the words that matter, what follows on what."""

from __future__ import annotations

from datetime import date

import pytest

from panelsearch.answering.answer_types import Role, Wanted, role_wanted, sort_wanted
from panelsearch.answering.body_linking import named_bodies
from panelsearch.answering.question_analysis import understood
from panelsearch.answering.temporal_expressions import Period, days_of, times_named

BODIES = [
    "Fallowby Town Council",
    "Thornmere Police and Crime Panel",
    "West Ostrel Parish Council",
    "Corvale-cum-Hythe PC",
]


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How much was the bench?", Wanted.SUM),
        ("What precept was set for 2021/22?", Wanted.SUM),
        ("What did the lights cost?", Wanted.SUM),
        ("What was paid for the mower?", Wanted.SUM),
        ("How much of a grant did the scouts get?", Wanted.SUM),
        ("How many herons were seen?", Wanted.NUMBER),
        ("How long is the lease?", Wanted.NUMBER),
        ("What percentage of residents agreed?", Wanted.NUMBER),
        ("Who seconded the motion?", Wanted.PERSON),
        ("Which councillor spoke first?", Wanted.PERSON),
        ("By whom was it moved?", Wanted.PERSON),
        ("When was the pump mended?", Wanted.DATE),
        ("From what date do the charges apply?", Wanted.DATE),
        ("What time did the meeting end?", Wanted.TIME),
        ("When did the Panel's meeting in June close?", Wanted.TIME),
        ("Which firm was appointed?", Wanted.ORGANISATION),
        ("Whose software is used?", Wanted.ORGANISATION),
        ("Where will the bench stand?", Wanted.PLACE),
        ("Was the bandstand painted?", Wanted.DECISION),
        ("What did the council decide about the pond?", Wanted.DECISION),
        ("What happened to the amendment?", Wanted.DECISION),
        ("What colour is the bandstand?", Wanted.STATEMENT),
    ],
)
def test_the_sort_of_answer(question: str, wanted: Wanted) -> None:
    assert sort_wanted(question) is wanted


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("Who proposed the precept?", Role.PROPOSER),
        ("Who put forward the amendment?", Role.PROPOSER),
        ("Who seconded it?", Role.SECONDER),
        ("Who sent apologies?", Role.APOLOGIES),
        ("Who was absent on 3 May 2022?", Role.APOLOGIES),
        ("Who was present in May 2022?", Role.PRESENT),
        ("Which councillors attended?", Role.PRESENT),
        ("Who chaired the meeting?", Role.CHAIR),
        ("Who came from Thornmere?", None),
        ("What did the proposer say?", None),
    ],
)
def test_what_the_person_did(question: str, role: Role | None) -> None:
    assert role_wanted(question) is role


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What did Fallowby decide?", {BODIES[0]}),
        ("What is Fallowby's precept?", {BODIES[0]}),
        ("What did the Thornmere panel say?", {BODIES[1]}),
        ("What did FTC pay?", {BODIES[0]}),
        ("What did West Ostrel agree?", {BODIES[2]}),
        ("What is Corvale-cum-Hythe's rent?", {BODIES[3]}),
        ("Who lives west of the river?", set()),
        ("What did East Ostrel agree?", set()),
    ],
)
def test_the_bodies_named(question: str, named: set[str]) -> None:
    assert named_bodies(question, BODIES)[0] == named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 2021", (date(2021, 1, 1), date(2021, 12, 31))),
        ("for 2021/22", (date(2021, 4, 1), date(2022, 3, 31))),
        ("in February 2024", (date(2024, 2, 1), date(2024, 2, 29))),
        ("on 6 February 2018", (date(2018, 2, 6), date(2018, 2, 6))),
        ("on the 6th of February 2018", (date(2018, 2, 6), date(2018, 2, 6))),
        ("on June 4, 2024", (date(2024, 6, 4), date(2024, 6, 4))),
    ],
)
def test_the_days_meant(text: str, expected: tuple[date, date]) -> None:
    assert [period for _, period in times_named(text)] == [Period(*expected)]


@pytest.mark.parametrize("text", ["on 31 February 2018", "2021/29", "minute 1234", ""])
def test_what_is_no_day(text: str) -> None:
    assert times_named(text) == ()


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2018-02-06", date(2018, 2, 6), date(2018, 2, 6)),
        ("2018-02", date(2018, 2, 1), date(2018, 2, 28)),
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2018-04/2019-03", date(2018, 4, 1), date(2019, 3, 31)),
    ],
)
def test_the_days_a_mention_spans(iso: str, first: date, last: date) -> None:
    assert days_of(iso) == Period(first, last)


@pytest.mark.parametrize("iso", ["", "soon", "2018-13", "2019/2018"])
def test_a_mention_of_no_days(iso: str) -> None:
    assert days_of(iso) is None


def test_a_question_that_follows_keeps_the_matter() -> None:
    before = "What precept did Fallowby set for 2022/23?"
    asked = understood("and the year before?", BODIES, before)
    assert (asked.wanted, asked.bodies) == (Wanted.SUM, frozenset({BODIES[0]}))
    assert asked.periods == (Period(date(2021, 4, 1), date(2022, 3, 31)),)
    assert "precept" in [term.stem for term in asked.terms]


def test_a_question_that_follows_may_ask_for_another_thing() -> None:
    asked = understood("and who seconded it?", BODIES, "What precept did Fallowby set for 2022/23?")
    assert (asked.wanted, asked.role) == (Wanted.PERSON, Role.SECONDER)
    assert asked.periods == (Period(date(2022, 4, 1), date(2023, 3, 31)),)


def test_a_question_of_its_own_follows_nothing() -> None:
    asked = understood("When did Thornmere meet?", BODIES, "What precept did Fallowby set for 2022/23?")
    assert asked.bodies == frozenset({BODIES[1]})
    assert asked.periods == ()


def test_the_29th_of_february_has_a_day_in_other_years() -> None:
    assert Period(date(2024, 2, 29), date(2024, 2, 29)).years_away(1) == Period(date(2025, 2, 28), date(2025, 2, 28))
