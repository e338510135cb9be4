"""A noun agrees with its number."""

import pytest

from panelsearch.text.counts import counted


@pytest.mark.parametrize(
    ("told", "as_it_is"),
    [
        (counted(1, "meeting"), "1 meeting"), (counted(0, "meeting"), "0 meetings"),
        (counted(1204, "meeting"), "1,204 meetings"), (counted(1, "person", "people"), "1 person"),
        (counted(2, "person", "people"), "2 people"),
    ],
)  # fmt: skip
def test_a_noun_agrees_with_its_number(told: str, as_it_is: str) -> None:
    assert told == as_it_is
