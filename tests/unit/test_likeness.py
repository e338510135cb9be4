"""Equal and nearly equal words, and where a library says they stand."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from panelsearch.text.near_duplicates import (
    NEARLY_SAME,
    SKETCH_SHARED,
    SKETCH_SIZE,
    likeness,
    pattern,
    resemblance,
    sketch,
)


def test_equal_words_are_alike_whatever_their_dress() -> None:
    words = "The Panel thanked the officers for a clear report on rural crime and its causes"
    assert likeness(words) == likeness(words.upper().replace(" ", "\n") + ".")
    assert likeness(words) != likeness(words + " again")
    assert likeness("Apologies were received.") is None


def test_resemblance_is_the_share_of_runs_of_words() -> None:
    words = "the clerk will write to the owner of the field beside the footbridge about the broken stile"
    assert resemblance(words, words.upper() + "!") == 1
    assert resemblance(words, "nothing of this kind was said by anybody at any time") == 0
    assert 0 < resemblance(words, words + " and about the gate") < 1
    assert resemblance("", "") == 1


@given(st.text(), st.text())
def test_resemblance_goes_both_ways(one: str, other: str) -> None:
    assert resemblance(one, other) == resemblance(other, one)
    assert 0 <= resemblance(one, other) <= 1
    assert len(sketch(one)) <= SKETCH_SIZE


def test_sketches_find_nearly_all_that_are_nearly_the_same() -> None:
    chance = random.Random(7)
    near = missed = strangers = 0
    for _ in range(300):
        words = [f"word{chance.randrange(900)}" for _ in range(90)]
        changed = list(words)
        for at in chance.sample(range(90), 2):
            changed[at] = "altered"
        one, other = " ".join(words), " ".join(changed)
        if resemblance(one, other) >= NEARLY_SAME:
            near += 1
            missed += len(set(sketch(one)) & set(sketch(other))) < SKETCH_SHARED
        strangers += len(set(sketch(one)) & set(sketch(" ".join(sorted(words))))) >= SKETCH_SHARED
    assert near > 250
    assert missed <= 0.05 * near
    assert strangers == 0


def test_a_short_text_has_no_sketch() -> None:
    assert sketch("Apologies were received.") == ()


def test_what_differs_in_names_figures_and_days_only_is_of_one_pattern() -> None:
    said = "The minutes of the meeting held on {} were proposed as a correct record by Cllr {} and were so signed."
    assert pattern(said.format("4 March 2019", "Pryce")) == pattern(said.format("2 April 2023", "Anna Nnamdi"))
    assert pattern(said.format("4 March 2019", "Pryce")) != pattern(said.replace("correct", "false"))
    assert pattern("RESOLVED: That Ferris Timber Ltd be paid £4,500.") is None
