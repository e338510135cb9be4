"""Does a label beside a span say what it is?"""

from __future__ import annotations

import pytest

from panelsearch.answering.labels import labelled
from panelsearch.model.spans import Span
from panelsearch.text.analyzer import stemmed


@pytest.mark.parametrize(
    ("text", "words", "asked", "share"),
    [
        ("Hours: 7\nManager: Q Marlow\nGRANTED", "Q Marlow", "manager", 1.0),
        ("ii. Ned Farrow – Town Administrator\n", "Ned Farrow", "town administrator", 1.0),
        ("(b) Secretary - D Phelps\n", "D Phelps", "secretary", 1.0),
        ("K Drew (KD - Chair)", "K Drew", "chair", 1.0),
        ("Electricity\t£44", "£44", "electricity", 1.0),
        ("Location:\tMarket Hall", "Location:\tMarket Hall", "location", 1.0),
        ("Deputy Treasurer - L Ashe", "L Ashe", "treasurer", 0.5),
        ("Manager: Q Marlow\n", "Q Marlow", "attorney", 0.0),
        ("Q Marlow spoke.", "Q Marlow", "spoke", 0.0),
    ],
)
def test_a_label(text: str, words: str, asked: str, share: float) -> None:
    start = text.index(words)
    assert labelled({stemmed(word) for word in asked.split()}, text, Span(start, start + len(words))) == share
