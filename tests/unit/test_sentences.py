from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panelsearch.text.sentences import sentences


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge was closed. The clerk wrote.", ["The bridge was closed.", "The clerk wrote."]),
        ("Mr. Nnamdi and Cllr. B. Pryce left. Noted.", ["Mr. Nnamdi and Cllr. B. Pryce left.", "Noted."]),
        ("Three voted, Mr.\nFane not. Carried.", ["Three voted, Mr.\nFane not.", "Carried."]),
        ("It cost £4.50 a day. Agreed.", ["It cost £4.50 a day.", "Agreed."]),
        ("Resolved:\n(a) to pay;\n(b) to write.", ["Resolved:", "(a) to pay;", "(b) to write."]),
        ("First part\n\nsecond part", ["First part", "second part"]),
        ("A line that\nruns on. Done", ["A line that\nruns on.", "Done"]),
        ("1. The minutes were signed.", ["1. The minutes were signed."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@given(st.text(alphabet="Ab.?! \n•1)£", max_size=60))
def test_every_word_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(split(text)).split()) == "".join(text.split())
