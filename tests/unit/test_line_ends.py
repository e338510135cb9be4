"""Lines that ended at the margin flow on; lists, tables and headings keep their lines."""

from __future__ import annotations

import pytest

from panelsearch.exporting.line_ends import wraps


def flowing(text: str) -> str:
    ends = wraps(text)
    return "".join(" " if at in ends else sign for at, sign in enumerate(text))


@pytest.mark.parametrize(
    "text",
    [
        "RESOLVED that the minutes of the meeting held on 19 November\n2024 be agreed, subject to one word put in\n"
        "its place.",
        "The clerk reported that the parish had voted for all of 5,000\ntowards it.",
        "That the council support the Township of Papineau-\nCameron in asking for more places at the college, "
        "and\nthe Minister be told.",
        "The resolution be sent to the Member, to the Minister, and to the City of North\nBay, that its council may "
        "give it the support which it deserves there.",
        "Cllr Shewell moved, and it was seconded by Cllr\nHayward.",
    ],
)
def test_a_sentence_goes_on(text: str) -> None:
    assert "\n" not in flowing(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "One line only.",
        "Present:\nCllr A Brown\nCllr C Dent\nThe clerk",
        "It was agreed that the surveyor be asked for a price.\n\nThe meeting closed at nine.",
        "1 Grass cutting of the lower field, two cuts       250.00\n"
        "2 Hedges along the lane to the mill, as agreed   1,100.00",
        "That the council write to the bus company and ask\n(b) that the shelter be mended",
        "The following were asked to report to the next meeting\na) the clerk",
        "Whereas the municipality is planning the construction of a new hall;\nAND WHEREAS the nearest is far away",
        "12\tDonation box\tthe lower field by the mill\tParish Council\n13\tHand bell\tthe hall\tthe Council",
        "payments made, and orders given to the treasurer; and\niv\tsubject to what is ordered above",
    ],
)
def test_what_has_lines_of_its_own_keeps_them(text: str) -> None:
    assert flowing(text) == text


def test_each_end_is_a_line_break() -> None:
    text = "a word and another " * 9 + "\nand more\n" + "x" * 60 + "\ny"
    assert all(text[at] == "\n" for at in wraps(text))
