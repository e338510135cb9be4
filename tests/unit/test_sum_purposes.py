"""Do the words beside a sum say what it is for?"""

from __future__ import annotations

import pytest

from panelsearch.answering.sum_purposes import purpose_fits, purposes_asked
from panelsearch.model.spans import Span


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("question", "words", "fits"),
    [
        ("What was the refund?", "£86.40", 1.0),
        ("What was the refund?", "£640", 0.0),
        ("What was the estimate?", "£640", 1.0),
        ("How much is it?", "£640", 0.5),
    ],
)
def test_what_a_sum_is_for(question: str, words: str, fits: float) -> None:
    text = "The estimate was £640. After the claim a refund of £86.40 came in."
    assert purpose_fits(purposes_asked(question), text, span_of(text, words)) == fits
