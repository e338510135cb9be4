"""Papers that repeat one thing over and over: people and councils are still found in linear time."""

import gc
import time

import pytest

from panelsearch.ner.councils import find_councils, learn_councils
from panelsearch.ner.people import find_people, learn_people

WORDS = 8_000


@pytest.mark.parametrize(
    "unit",
    [
        "Cllr",
        "A.",
        "A",
        "Cllrs Ash,",
        "Cllrs",
        "Mr and Mrs",
        "Present: Ann Ash,",
        "Ann",
        "Ann Ash (Chair)",
        "A. Ash",
        "Ash, B\n",
        "and",
        "Council",
        "Parish Council",
        "of Ash",
        "Township of Ash and",
        "Ash\t",
        "O'",
        "-",
        "(ABC)",
        "WDC",
        "Ash DC",
        "St. St John",
        "ANN ASH",
        "Chairman:",
        "Cyngor Sir",
    ],
)
def test_repetition_costs_time_in_proportion(unit: str) -> None:
    def seconds(words: int) -> float:
        text = " ".join([unit] * (words // len(unit.split())))
        # What the rest of the suite left behind is not to be collected on this clock.
        gc.disable()
        try:
            started = time.process_time()
            find_people(text, learn_people([text]))
            find_councils(text, learn_councils([text]))
            return time.process_time() - started
        finally:
            gc.enable()

    small, large = seconds(WORDS // 4), seconds(WORDS)
    # four times the words: quadratic would be sixteen times the time
    assert large < 8 * small + 0.2
