"""What sort of answer does a question want? Told by the way it is put, in the first shape that fits."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TypeVar

from panelsearch.gazetteers.loader import filled, pattern


class Wanted(StrEnum):
    """The sort of answer a question wants."""

    PERSON = "person"
    SUM = "sum"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    ORGANISATION = "organisation"
    PLACE = "place"
    DECISION = "decision"
    STATEMENT = "statement"


class Role(StrEnum):
    """What a person asked for did at a meeting: facts that the register and the attendance lists hold."""

    PROPOSER = "proposer"
    SECONDER = "seconder"
    CHAIR = "chair"
    APOLOGIES = "apologies"
    PRESENT = "present"
    AGAINST = "opponent"
    ABSTAINED = "abstainer"


_Sort = TypeVar("_Sort", Wanted, Role)


def _table(*rows: tuple[_Sort, str]) -> tuple[tuple[_Sort, re.Pattern[str]], ...]:
    """Shapes of questions in order; `<name>` in one stands for words of that group of `gazetteers/questions.toml`."""
    return tuple((sort, re.compile(filled(shape, "questions"), re.IGNORECASE)) for sort, shape in rows)


_SHAPES = _table(
    (
        Wanted.TIME,
        r"\bwhat time\b|^when (?:did|was) .*\b(?:meeting|agm)\b.*\b<begins_or_ends>\b",
    ),
    (Wanted.SUM, r"\bhow much\b(?! (?:time|longer|land))"),
    (
        Wanted.SUM,
        r"\b(?:what|which) (?:\S+ ){0,3}?<sum>\b(?! of return)",
    ),
    (Wanted.SUM, r"^what (?:did|does|do|will|would)\b.*\b<pays>\b"),
    (Wanted.SUM, r"^what (?:was|is|were|has been) <paid>\b"),
    (Wanted.NUMBER, r"\bhow <how>\b"),
    (Wanted.NUMBER, r"\b(?:what|which) (?:\S+ )?<number>\b"),
    (Wanted.NUMBER, r"\bwhat (?:was|is) the <extreme>\b"),
    (Wanted.PERSON, r"^(?:by |to |from |for |with |and )?who(?:m|se)?\b(?! (?:software|\w+ (?:software|system)))"),
    (Wanted.PERSON, r"\b(?:which|what) (?:\S+ )?<person>\b"),
    (Wanted.DATE, r"^(?:and )?when\b|^(?:from|by|on|since|until) when\b"),
    (Wanted.DATE, r"\b(?:what|which) (?:\S+ )?<day>\b"),
    (Wanted.ORGANISATION, r"\b(?:which|whose) (?:\S+ ){0,2}?<firm_or_body>\b"),
    (Wanted.ORGANISATION, r"\bwhat (?:\S+ )?<firm>\b"),
    (Wanted.PLACE, r"^(?:and )?where\b|\b(?:what|which) <place>\b"),
    (Wanted.DECISION, r"^what (?:happened|became)\b|^how did .*\bvote\b|^what did .*\b(?:ask|say|do)\b"),
    (Wanted.DECISION, r"^(?:did|was|were|has|have|does|do|is|are|can|could|should|may|will|would)\b"),
    (Wanted.DECISION, r"\b<decision>\b"),
)
_ROLES = _table(
    (Role.ABSTAINED, r"^(?:and )?(?:who|which \w+)\b.*\b<abstained>\b"),
    (
        Role.AGAINST,
        r"^(?:and )?(?:who|which \w+)\b.*\b<voted_against>",
    ),
    (Role.SECONDER, r"^(?:and )?(?:by )?(?:who|which \w+)\b.*\b<seconded>\b"),
    (Role.PROPOSER, r"^(?:and )?(?:by )?(?:who|which \w+)\b.*\b<proposed>\b"),
    (Role.APOLOGIES, r"\bapologi(?:es|s(?:ed|ing)|zed)\b|^who (?:was|were) (?:absent|missing)\b"),
    (Role.CHAIR, r"^who <chaired>\b"),
    (
        Role.PRESENT,
        r"^(?:who|which (?:councillors|members))\b.*\b<came>\b"
        r"(?!.*\bfrom\b)",
    ),
)


_OF_THE_BODY = re.compile(rf"\b{pattern('questions.decision_of_the_body')}", re.IGNORECASE)


def asks_what_was_decided(question: str) -> bool:
    """Whether a question is after the body's decision in so many words, not just after whether a thing is so."""
    return bool(_OF_THE_BODY.search(question))


_OF_A_MEETING = re.compile(rf"\b{pattern('questions.of_a_meeting')}\b", re.IGNORECASE)


def asks_of_a_meeting(question: str) -> bool:
    """Whether a question may be about a meeting itself: where and when it was held, who was there."""
    return bool(_OF_A_MEETING.search(question))


def sort_wanted(question: str) -> Wanted:
    """The sort of the first shape that fits; a statement where none does."""
    return next((wanted for wanted, shape in _SHAPES if shape.search(question)), Wanted.STATEMENT)


def role_wanted(question: str) -> Role | None:
    """What the person asked for did at a meeting, where the question says so."""
    return next((role for role, shape in _ROLES if shape.search(question)), None)
