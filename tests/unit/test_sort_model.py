"""Is the sort of answer that a question wants told from its words, however they are put?"""

from __future__ import annotations

import pytest

from panelsearch.answering.answer_types import Wanted
from panelsearch.answering.question_analysis import understood
from panelsearch.answering.sort_model import likely_sorts
from scripts.train_sorts import Worded, trained


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Harlow Green precept 2031?", Wanted.SUM),
        ("what is the joiner charging for the new gate", Wanted.SUM),
        ("bill for the lamp posts", Wanted.SUM),
        ("venue for the harvest supper", Wanted.PLACE),
        ("on what day was the weir inspected", Wanted.DATE),
        ("by what date must tenders be in", Wanted.DATE),
        ("how big was the crowd at the regatta", Wanted.NUMBER),
        ("votes against the zoning change", Wanted.NUMBER),
        ("new treasurer of the bowls club?", Wanted.PERSON),
        ("which adviser was hired for the pension fund", Wanted.ORGANISATION),
        ("what did they do about the loose slates", Wanted.DECISION),
        ("did they mend or replace the pump", Wanted.DECISION),
        ("what time was the meeting adjourned", Wanted.TIME),
        ("why is the ford closed", Wanted.STATEMENT),
    ],
)
def test_the_likeliest_sort(question: str, wanted: Wanted) -> None:
    assert next(iter(likely_sorts(question))) is wanted


def test_shares_are_ranked_and_make_one() -> None:
    shares = list(likely_sorts("who is paying for the ferry").values())
    assert sum(shares) == pytest.approx(1.0)
    assert shares == sorted(shares, reverse=True)
    assert len(shares) == len(Wanted)


def test_nothing_known_is_still_a_distribution() -> None:
    assert sum(likely_sorts("?").values()) == pytest.approx(1.0)


def test_a_question_keeps_the_sorts_that_are_likely_beside_the_first() -> None:
    asked = understood("who is paying for the ferry", [])
    sorts = dict(asked.sorts)
    assert {Wanted.PERSON, Wanted.ORGANISATION} <= set(sorts)
    assert asked.wanted is max(sorts, key=lambda sort: sorts[sort])


def test_what_was_done_at_a_meeting_was_done_by_people() -> None:
    assert [sort for sort, _ in understood("who seconded the ferry motion", []).sorts] == [Wanted.PERSON]


def test_what_only_the_questions_over_one_body_s_papers_show_is_not_learned() -> None:
    weights = trained([
        Worded("cost of the Elmbury pump", Wanted.SUM, "elmbury"),
        Worded("cost of the Elmbury pond", Wanted.SUM, "elmbury"),
        Worded("cost of a bench", Wanted.SUM, "ashford"),
    ])  # fmt: skip
    assert "cost" in weights
    assert not any("elmburi" in trait for trait in weights)
