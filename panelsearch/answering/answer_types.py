"""What sort of answer does a question want? Told by the way it is put, in the first shape that fits."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TypeVar


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
    return tuple((sort, re.compile(pattern, re.IGNORECASE)) for sort, pattern in rows)


_FIRMS = (
    "firm|company|contractors?|solicitors?|engineers?|organisations?|charity|charities|suppliers?|bank|school|prison"
    "|force|agency|software|auditors?|consultants?|insurers?|builders?|business|club"
)
_SHAPES = _table(
    (
        Wanted.TIME,
        r"\bwhat time\b|^when (?:did|was) .*\b(?:meeting|agm)\b.*"
        r"\b(?:end|closed?|start|begin|open(?:ed)?|finish|adjourn(?:ed)?)\b",
    ),
    (Wanted.SUM, r"\bhow much\b(?! (?:time|longer|land))"),
    (
        Wanted.SUM,
        r"\b(?:what|which) (?:\S+ ){0,3}?(?:sum|amount|price|costs?|fees?|rent|precept|budget|grant|figure|salary|rate"
        r"|donation|levy|balances?|reserves?|quote|quotation|value|charge|total (?:cost|bill|sum))\b(?! of return)",
    ),
    (Wanted.SUM, r"^what (?:did|does|do|will|would)\b.*\b(?:cost|pay|charge|spend|give|donate|contribute)\b"),
    (Wanted.SUM, r"^what (?:was|is|were|has been) (?:granted|paid|charged|spent|raised|collected|owed|awarded)\b"),
    (Wanted.NUMBER, r"\bhow (?:many|long|old|far|often|big|large|tall|high|wide|deep)\b"),
    (Wanted.NUMBER, r"\b(?:what|which) (?:\S+ )?(?:share|percentage|proportion|number)\b"),
    (Wanted.NUMBER, r"\bwhat (?:was|is) the (?:highest|lowest|average|maximum|minimum|fastest|biggest)\b"),
    (Wanted.PERSON, r"^(?:by |to |from |for |with |and )?who(?:m|se)?\b(?! (?:software|\w+ (?:software|system)))"),
    (
        Wanted.PERSON,
        r"\b(?:which|what) (?:\S+ )?(?:councillors?|members?|person|people|officers?|clerk|chair\w*|mayor|commissioner"
        r"|inspector|constable|resident)\b",
    ),
    (Wanted.DATE, r"^(?:and )?when\b|^(?:from|by|on|since|until) when\b"),
    (Wanted.DATE, r"\b(?:what|which) (?:\S+ )?(?:date|day|month|year|deadline)\b"),
    (Wanted.ORGANISATION, rf"\b(?:which|whose) (?:\S+ ){{0,2}}?(?:{_FIRMS}|group|council|authority)\b"),
    (Wanted.ORGANISATION, rf"\bwhat (?:\S+ )?(?:{_FIRMS})\b"),
    (Wanted.PLACE, r"^(?:and )?where\b|\b(?:what|which) (?:place|venue|location|room|hall)\b"),
    (Wanted.DECISION, r"^what (?:happened|became)\b|^how did .*\bvote\b|^what did .*\b(?:ask|say|do)\b"),
    (Wanted.DECISION, r"^(?:did|was|were|has|have|does|do|is|are|can|could|should|may|will|would)\b"),
    (
        Wanted.DECISION,
        r"\b(?:decide|decided|decision|resolve|resolved|resolution|agree|agreed|approve|approved|view|opinion|stance"
        r"|go for|went for|chose|choose|outcome|vote on)\b",
    ),
)
_ROLES = _table(
    (Role.ABSTAINED, r"^(?:and )?(?:who|which \w+)\b.*\babstain(?:ed|s|ing)?\b"),
    (
        Role.AGAINST,
        r"^(?:and )?(?:who|which \w+)\b.*\b(?:(?:vote[ds]?|voting) (?:against|(?:no|nay)\b)|opposed|dissented)",
    ),
    (Role.SECONDER, r"^(?:and )?(?:by )?(?:who|which \w+)\b.*\b(?:second(?:ed|er|ing)|seconds)\b"),
    (Role.PROPOSER, r"^(?:and )?(?:by )?(?:who|which \w+)\b.*\b(?:propos(?:ed|er|es)|moved|mover|put forward)\b"),
    (Role.APOLOGIES, r"\bapologi(?:es|s(?:ed|ing)|zed)\b|^who (?:was|were) (?:absent|missing)\b"),
    (Role.CHAIR, r"^who (?:chairs|chaired|presided|was in the chair|took the chair)\b"),
    (
        Role.PRESENT,
        r"^(?:who|which (?:councillors|members))\b.*\b(?:present|attend(?:ed|ing)|came|there|at the meeting)\b"
        r"(?!.*\bfrom\b)",
    ),
)


_OF_THE_BODY = re.compile(
    r"\b(?:decid|decision|resol[uv]|agree|approv|vote|view|opinion|stance|outcome|happened|became)", re.IGNORECASE
)


def asks_what_was_decided(question: str) -> bool:
    """Whether a question is after the body's decision in so many words, not just after whether a thing is so."""
    return bool(_OF_THE_BODY.search(question))


_OF_A_MEETING = re.compile(
    r"\b(?:meetings?|agm|egm|session|sitting|chair\w*|minutes|adjourn\w*|clos\w*|open\w*|start\w*|held|meet|meets|met"
    r"|present)\b",
    re.IGNORECASE,
)


def asks_of_a_meeting(question: str) -> bool:
    """Whether a question may be about a meeting itself: where and when it was held, who was there."""
    return bool(_OF_A_MEETING.search(question))


def sort_wanted(question: str) -> Wanted:
    """The sort of the first shape that fits; a statement where none does."""
    return next((wanted for wanted, shape in _SHAPES if shape.search(question)), Wanted.STATEMENT)


def role_wanted(question: str) -> Role | None:
    """What the person asked for did at a meeting, where the question says so."""
    return next((role for role, shape in _ROLES if shape.search(question)), None)
