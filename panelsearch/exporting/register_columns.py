"""What do the registers' rows say beside their passage? The columns of a decision, an action and a list of people."""

from __future__ import annotations

from panelsearch.exporting.records import Value
from panelsearch.model.meetings import Action, Decision

DECISION = ("outcome", "proposer", "seconder", "votes_for", "votes_against", "abstained")
ACTION = ("action", "owner", "people")
LISTED = "attendance"
LISTS = ("present", "in attendance", "apologies")
"""What that column may say."""
ATTENDANCE = ("person", "role", LISTED)


def of_decision(one: Decision) -> dict[str, Value]:
    """By column."""
    values = (one.outcome.value, one.proposer, one.seconder, one.votes_for, one.votes_against, one.abstained)
    return dict(zip(DECISION, values, strict=True))


def of_action(one: Action) -> dict[str, Value]:
    """By column."""
    return dict(zip(ACTION, (one.kind.value, one.owner, "; ".join(one.people)), strict=True))
