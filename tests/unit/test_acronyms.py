"""What capitals stand for, where papers say so, and that search knows it."""

from __future__ import annotations

import pytest
from made_pages import set_page

from panelsearch.retrieval.abbreviation_expansion import Acronyms
from panelsearch.structure.abbreviations import find_acronyms


def found(*rows: str) -> list[tuple[str, str]]:
    page = set_page(1, *rows)
    return [(a.letters, " ".join(a.at.span.of(page.text).split())) for a in find_acronyms((page,))]


@pytest.mark.parametrize(
    ("text", "acronym"),
    [
        ("The Medium Term Financial Plan (MTFP) was noted.", ("MTFP", "Medium Term Financial Plan")),
        ("the Office of the Lake Warden (OLW) is open", ("OLW", "Office of the Lake Warden")),
        ("our police community support officers (PCSOs) came", ("PCSO", "police community support officers")),
        ("reports of anti-social behaviour (ASB) fell", ("ASB", "anti-social behaviour")),
        ("MASH (Multi Agency Safeguarding Hub) met twice", ("MASH", "Multi Agency Safeguarding Hub")),
        ('a Traffic Regulation Order ("TRO") was made', ("TRO", "Traffic Regulation Order")),
    ],
)
def test_capitals_beside_their_words_are_learnt(text: str, acronym: tuple[str, str]) -> None:
    assert found(text) == [acronym]


@pytest.mark.parametrize(
    "text",
    [
        "Councillor Anna Pryce (AP) spoke of the weir (see map).",  # learnt by attendance as initials: see below
        "The clerk (JT) reported.",
        "the meeting was closed (NB: early)",
        "Medium Term Plan (MTFP)",
        "The plan was agreed (MTFP).",
        "weir (W)",
    ],
)
def test_what_does_not_spell_the_letters_is_not(text: str) -> None:
    assert [letters for letters, _ in found(text) if letters != "AP"] == []


def test_words_of_another_paragraph_do_not_count() -> None:
    assert found("Traffic Regulation", "", "Order (TRO)") == []


MEANINGS = {"cdc": {"coast defence committee": 5, "child development centre": 2}, "ndp": {"neighbourhood plans": 1}}


def acronyms() -> Acronyms:
    def acronyms_of(stems: str) -> dict[str, int]:
        return {"cdc": 1} if stems in ("coast defenc committe", "child develop centr") else {}

    return Acronyms(lambda letters: MEANINGS.get(letters, {}), acronyms_of)


def test_an_acronym_is_searched_by_its_meanings_the_commonest_first() -> None:
    assert acronyms().others(("CDC",)) == ("coast defence committee", "child development centre")
    assert acronyms().others(("nothing",)) == ()


def test_words_are_searched_by_an_acronym_that_mostly_means_them() -> None:
    assert acronyms().others(("Coast", "Defence", "Committees")) == ("cdc",)
    assert acronyms().others(("child", "development", "centre")) == ()
