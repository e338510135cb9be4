"""What do rows say beside their passage? The columns of a decision, an action, a list of people, an answer, a note.

Formats for readers say them in lines of their own, "Outcome: resolved"; a file has the columns of one group at most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from panelsearch.exporting.records import Value
from panelsearch.model.meetings import Action, Decision

DECISION = ("outcome", "proposer", "seconder", "votes_for", "votes_against", "abstained")
ACTION = ("action", "owner", "people")
LISTED = "attendance"
LISTS = ("present", "in attendance", "apologies")
"""What that column may say."""
ATTENDANCE = ("person", "role", LISTED)
ANSWER = ("answer", "role", "confidence")
NOTE = ("note",)
GROUPS = {"Decision": DECISION, "Action": ACTION, "Attendance": ATTENDANCE, "Answer": ANSWER, "Note": NOTE}
"""Each by what stands over it."""
OF_REGISTERS = tuple(dict.fromkeys((*DECISION, *ACTION, *ATTENDANCE, *ANSWER)))
BESIDE_PASSAGES = (*OF_REGISTERS, *NOTE)
"""All of them: what a passage may say beside its words and its place."""


def of_decision(one: Decision) -> dict[str, Value]:
    """By column."""
    values = (one.outcome.value, one.proposer, one.seconder, one.votes_for, one.votes_against, one.abstained)
    return dict(zip(DECISION, values, strict=True))


def of_action(one: Action) -> dict[str, Value]:
    """By column."""
    return dict(zip(ACTION, (one.kind.value, one.owner, "; ".join(one.people)), strict=True))


def label_of(column: str) -> str:
    """What a column is called before what it says: "Votes for"."""
    return column.replace("_", " ").capitalize()


def column_of(label: str) -> str:
    """The column that is called so."""
    return label.replace(" ", "_").lower()


def labelled(text: Callable[[str], str]) -> Iterator[tuple[str, str, str]]:
    """Column, label and words of each that says something, where `text` gives what a row says in a column."""
    return ((name, label_of(name), said) for name in BESIDE_PASSAGES if (said := text(name)))
