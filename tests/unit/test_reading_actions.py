"""Actions of minutes and recommendations of reports, in the forms that clerks write them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_pages import set_page

from panelsearch.model.meetings import Action, ActionKind, Attendance, Attendee, DocumentKind, Part, PartKind
from panelsearch.model.pages import Page, Rect
from panelsearch.model.spans import PageSpan
from panelsearch.registers.action_register import own_words, standing_key, telling_words
from panelsearch.structure.action_items import find_actions

AT = PageSpan(1, 0, 1)
ROLL = Attendance(
    present=(
        Attendee("Alan Pryce", AT, initials="AP"), Attendee("Bethan Nnamdi", AT, initials="BN"),
        Attendee("Colm O'Rourke", AT),
    )
)  # fmt: skip


def found(page: Page, kind: DocumentKind = DocumentKind.MINUTES, parts: tuple[Part, ...] = ()) -> list[Action]:
    return list(find_actions((page,), (), ROLL, kind, parts))


def said(*rows: str, kind: DocumentKind = DocumentKind.MINUTES) -> list[tuple[str, str, tuple[str, ...]]]:
    page = set_page(1, *rows)
    return [(" ".join(a.at.span.of(page.text).split()), a.owner, a.people) for a in found(page, kind)]


def test_a_label_at_the_end_of_its_paragraph_is_beside_what_follows_it() -> None:
    text = "The gate was left open. Action -\n\nClerk to write to the owner of the field about it."
    page = replace(set_page(1, "x"), text=text, lines=(), boxes=())
    assert [" ".join(a.at.span.of(text).split()) for a in found(page)] == [
        "Clerk to write to the owner of the field about it."
    ]


@pytest.mark.parametrize(
    ("text", "owner", "people"),
    [
        ("The Clerk to write to the owner of the field.", "Clerk", ()),
        ("Cllr Pryce to speak to the school about parking.", "Cllr Pryce", ("Alan Pryce",)),
        ("Cllr A Pryce will report back next month.", "Cllr A Pryce", ("Alan Pryce",)),
        ("The Deputy Clerk was asked to obtain three quotations.", "Deputy Clerk", ()),
        ("The Commissioner undertook to answer within a fortnight.", "Commissioner", ()),
        ("It was agreed that the Clerk would write to the county council.", "Clerk", ()),
        ("RESOLVED: That the Head of Finance be instructed to report in May.", "Head of Finance", ()),
        ("Cllr Nnamdi agreed to inspect the well.", "Cllr Nnamdi", ("Bethan Nnamdi",)),
        ("Action: Clerk to order the salt.", "Clerk", ()),
        ("ACTION - Cllr O'Rourke to mend the gate.", "Cllr O'Rourke", ("Colm O'Rourke",)),
    ],
)
def test_somebody_is_to_do_something(text, owner, people) -> None:
    ((words, printed, named),) = said("Nothing else was said.", text, "The meeting closed.")
    assert text.endswith(words.removeprefix("Action: ").removeprefix("ACTION - "))
    assert (printed, named) == (owner, people)


@pytest.mark.parametrize("label", ["Action: Clerk", "ACTION – AP", "Action by: AP / BN", "[Action: BN]"])
def test_a_label_marks_the_sentence_before_it(label) -> None:
    ((words, owner, people),) = said("The gate is broken. A new hinge is to be bought.", label)
    assert words.startswith("A new hinge is to be bought.")
    assert owner in label
    assert set(people) == {
        name for letters, name in (("AP", "Alan Pryce"), ("BN", "Bethan Nnamdi")) if letters in label
    }


@pytest.mark.parametrize(
    "text",
    [
        "The Clerk reported that the salt had been ordered.",
        "The Clerk to the Council read the letter.",
        "Cllr Pryce wished to thank the volunteers.",
        "He asked whether the Clerk was asked to write last year.",
        "Councillors agreed to give £50.",
        "The Chairman will be seventy in May.",
        "There was no action by the county.",
        "Members of the public are asked to leave.",
    ],
)
def test_what_is_reported_wished_or_decided_is_no_action(text) -> None:
    assert said(text) == []


def test_an_action_column_of_initials_is_read_by_its_place() -> None:
    rows = (
        "Present: Cllr Alan Pryce (AP), Cllr Bethan Nnamdi (BN)",
        "Action",
        "The gate is broken and dogs run out.",
        "Agreed: that a new hinge be bought.",
        "AP, BN",
        "The well is dry.",
        "Clerk",
        "XQ",
    )
    page = set_page(1, *rows)
    right = {"Action", "AP, BN", "XQ"}
    lines = tuple(
        replace(line, rect=Rect(480, line.rect.y0_pt, 520, line.rect.y1_pt))
        if line.span.of(page.text) in right
        else line
        for line in page.lines
    )
    told = [(a.at.span.of(page.text), a.owner, a.people) for a in found(replace(page, lines=lines))]
    assert told == [("Agreed: that a new hinge be bought.\nAP, BN", "AP, BN", ("Alan Pryce", "Bethan Nnamdi"))]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (("The Panel is recommended to approve the plan.",), ["The Panel is recommended to approve the plan."]),
        (("Members are asked to note the report.",), ["Members are asked to note the report."]),
        (
            (
                "*Recommendations",
                "1. That the plan be approved.",
                "2. That a report come in May.",
                "*Background",
                "None.",
            ),
            ["1. That the plan be approved.", "2. That a report come in May."],
        ),
        (("It is recommended that the fee be paid.",), ["It is recommended that the fee be paid."]),
        (("Drivers are asked to slow down.", "Nothing was recommended."), []),
    ],
)
def test_what_a_report_recommends(rows, wanted) -> None:
    assert [words for words, _, _ in said(*rows, kind=DocumentKind.REPORT)] == wanted


def test_papers_of_other_kinds_lay_nothing_on_anybody() -> None:
    order = "The Clerk to write to the owner of the field."
    assert said(order, kind=DocumentKind.OTHER) == []
    assert said(order, kind=DocumentKind.AGENDA) == []
    parts = (Part(PartKind.REPORT, "", 1, 1),)
    assert found(set_page(1, order), DocumentKind.PACK, parts) == []
    (action,) = found(set_page(1, "Members are asked to note it."), DocumentKind.PACK, parts)
    assert action.kind is ActionKind.RECOMMENDATION


def test_the_rare_words_tell_an_action_from_others() -> None:
    shares = {"footbridge": 0.001, "boards": 0.002, "write": 0.2, "about": 0.4, "pryce": 0.001, "alan": 0.001}

    def words(text: str, owner: str = "Clerk") -> tuple[str, ...]:
        return telling_words(text, {word: shares.get(word, 0.0) for word in own_words(text, owner)})

    assert words("Clerk to write about the boards of the footbridge") == ("footbridge", "boards")
    assert words("Clerk to write about the footbridge") == ()
    assert words("Clerk to write to Alan Pryce") == ()
    assert words("Alan Pryce to mend the boards", "Alan Pryce") == ()


def test_only_longer_texts_of_the_same_words_can_be_a_rule() -> None:
    rule = "Clerk to record without note or comment all resolutions of the council"
    assert standing_key(rule) == standing_key(rule.upper().replace(" ", "\n")) != standing_key(rule + " tonight")
    assert standing_key("Clerk to chase.") is None
