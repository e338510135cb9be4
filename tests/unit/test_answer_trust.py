"""Do the tables of trust count what they say, and are questions kept as places held to the words that stand there?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.answer_trust import by_sort, reliability, risk_and_coverage
from panelsearch.answering.answer_types import Wanted
from panelsearch.model.pages import Page
from scripts.answer_training import Judged
from scripts.questions import Asked, MovedError, ReadQuestion, checksum_of, read_questions

PLACE = frozenset({("a/minutes.pdf", 1)})
SUM = Asked("How much?", ("£5",), PLACE, Wanted.SUM)
NONE = Asked("Why not?", (), frozenset(), of="a")
JUDGED = (
    Judged(SUM, 0.9, given=True, right=True, astray=False),
    Judged(SUM, 0.6, given=True, right=False, astray=True),
    Judged(SUM, 0.2, given=False, right=True, astray=False),
    Judged(NONE, 0.1, given=False, right=False, astray=False),
)


def test_right_astray_and_silent_are_counted_by_sort() -> None:
    rows = {line[:34].strip(): line[34:].split() for line in by_sort(JUDGED)[1:]}
    assert rows["sum"] == ["1/3", "0.333", "1/3", "0.333", "1/3", "0.333"]
    assert rows["that no paper answers"] == ["1/1", "1.000"]


def test_a_higher_threshold_answers_less_and_is_wrong_less() -> None:
    rows = {line.split()[0]: [float(cell) for cell in line.split()[1:]] for line in risk_and_coverage(JUDGED)[1:]}
    assert rows["0.20"] == pytest.approx([0.667, 0.333, 1.0, 0.333])
    assert rows["0.70"] == pytest.approx([0.333, 0.0, 1.0, 0.0])


def test_each_tenth_of_trust_shows_how_many_are_right() -> None:
    rows = [line.split() for line in reliability(JUDGED)[1:]]
    assert [(row[0], row[3], row[5]) for row in rows] == [
        ("0.1", "1", "0.00"), ("0.2", "1", "1.00"), ("0.6", "1", "0.00"), ("0.9", "1", "1.00"),
    ]  # fmt: skip


class OnePage:
    def page(self, document: str, number: int) -> Page:
        return Page(1, "It was £5 in all.")


def test_a_question_points_at_the_words_that_answer() -> None:
    one = ReadQuestion("How much?", "a/minutes.pdf", 1, ((7, 9, checksum_of("£5")),), Wanted.SUM)
    assert one.asked(OnePage()) == SUM
    with pytest.raises(MovedError, match="other words stand"):
        replace(one, spans=((6, 8, checksum_of("£5")),)).asked(OnePage())


def test_the_questions_written_by_reading_are_places_of_many_bodies() -> None:
    questions = read_questions()
    assert len(questions) >= 200
    assert len({one.body for one in questions}) >= 15
    assert len({(one.question, one.document) for one in questions}) == len(questions)
    assert all(one.spans and one.page > 0 for one in questions if one.sort is not None)
    assert all(0 <= start < end for one in questions for start, end, _ in one.spans)
