"""Names without a word for it are organisations where the paper treats them so."""

from dataclasses import replace

import pytest

from panelsearch.ner.organisation_model import described, evidenced, trained_weights
from panelsearch.ner.organisation_names import KnownOrganisations
from panelsearch.ner.organisations import find_organisations, learn_organisations


def organisations(text: str, body: str | None = None, people: tuple[str, ...] = ()) -> list[str]:
    known = learn_organisations([text], body, people=people)
    return [one.span.of(text) for one in find_organisations(text, known)]


TOLD = [
    "Members: Anna Ash (Quillback), John Roe (Quillback)",
    "Name\tOrganisation\nA Ash\tQuillback\nJ Roe\tQuillback",
    "The clerk will contact Quillback. Quillback has quoted for the work.",
    "A letter from Quillback was read; the clerk is to write to Quillback.",
    "the new lamps by Quillback Lighting and a reply from Quillback Lighting",
    "QBK has met. A member of QBK came.",
]


@pytest.mark.parametrize("text", TOLD)
def test_witnesses_add_up(text: str) -> None:
    assert any(name.startswith(("Quillback", "QBK")) for name in evidenced([text]))


@pytest.mark.parametrize(
    "text",
    [
        "The clerk will contact Quillback.",
        "Anna Ash (AA) and Morag McKay (MMcK) spoke. MMcK has members.",
        "A reply from Anna was read; the clerk is to contact Anna.",
        "The treasurer will contact Treasurer. Treasurer has quoted.",
        "work on hedges: the clerk will contact Hedges; Hedges has replied",
        "They met in Oldmere. Write to Oldmere. In Oldmere all is well.",
        "Name\tRole\nA Ash\tQuillback",
        "Examined by Anna Ash (Chartered Secretary); the Public Forum has opened. The Public Forum has asked.",
    ],
)
def test_too_little_is_none(text: str) -> None:
    assert evidenced([text], "Oldmere Parish Council") == frozenset()


def test_weights_are_of_traits_that_candidates_show() -> None:
    shown = {
        trait
        for text in TOLD
        for _, told in described([text], "Oldmere Parish Council", ["Jane Roe"]).values()
        for trait in told
    }
    assert len(shown & trained_weights().keys()) > len(trained_weights()) // 3
    assert {"before: heard from", "put down", "letters: 3", "last: trade"} <= shown


def test_a_name_behind_nothing_but_blanks_has_nothing_before_it() -> None:
    assert "Quillback Paving" in described(["   Quillback Paving\n"], None, ())


def test_no_name_runs_over_two_cells() -> None:
    assert "Ash Quillback" not in described(["Anna Ash\tQuillback"], None, ())


def test_who_came_is_no_firm() -> None:
    text = "A letter from Quillback was read; the clerk is to write to Quillback."
    assert evidenced([text])
    assert not evidenced([text], people=["Jane Quillback"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the tender of Oldmere Paving Pty Ltd at $4", ["Oldmere Paving Pty Ltd"]),
        ("with Ash Services LLC for", ["Ash Services LLC"]),
        ("OLDMERE BEND INDEPENDENT SCHOOL DISTRICT", ["OLDMERE BEND INDEPENDENT SCHOOL DISTRICT"]),
        ("by Region 7 Education Service Center today", ["Region 7 Education Service Center"]),
        ("the Oldmere Primary School Parent Council met", ["Oldmere Primary School Parent Council"]),
        ("the UK Soft Power Council met", ["UK Soft Power Council"]),
        ("(c) Citizens Advice Oldmere, outreach", ["Citizens Advice Oldmere"]),
        ("from Oldmere Tidy Towns were read", ["Oldmere Tidy Towns"]),
        ("the Fire Department reported", ["Fire Department"]),
        ("the ODC-led Straits Committee", ["Straits Committee"]),
        ("Jo Roe\tExecutive\nA Ash\tPlanning Officer", []),
        ("LGA 1972 and the LGA", ["LGA"]),
        ("titled \u201dOldmere Lake Cottagers Association\n(OLCA), AGM; OLCA met",
         ["Oldmere Lake Cottagers Association", "OLCA", "OLCA"]),
        ("Unaccompanied Small Boats (USB) fell; the number of USB was low", []),
    ],
)  # fmt: skip
def test_forms_of_more_countries(text: str, found: list[str]) -> None:
    assert organisations(text) == found


def test_short_names_that_turn_out_to_be_people_are_not_looked_for() -> None:
    text = "The clerk is to write to Quillback Ltd (A Dale-Wick). A Dale-Wick and Quillback replied."
    short = {"A Dale-Wick": "A Dale-Wick", "Quillback": "Quillback Ltd"}
    known = replace(KnownOrganisations(short=short), short={"Quillback": "Quillback Ltd"})
    assert [one.span.of(text) for one in find_organisations(text, known)] == ["Quillback Ltd", "Quillback"]
