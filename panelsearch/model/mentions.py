"""Who, which council, how much, when: one occurrence in a page's text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from panelsearch.model.spans import PageSpan


class MentionLabel(StrEnum):
    """What sort of thing a mention names."""

    PERSON = "PERSON"
    COUNCIL = "COUNCIL"
    ORG = "ORG"
    MONEY = "MONEY"
    DATE = "DATE"


@dataclass(frozen=True, slots=True)
class Mention:
    """An occurrence of a person, council, organisation, sum or date in a page's text, with its normalised value.

    PERSON, COUNCIL and ORG carry `canonical`; MONEY carries whole hundredths in `value_pence`, a `currency` and,
    where one is printed behind it, a `unit` ("per year", "each", "per person per day"); DATE carries `iso`:
    2018-02-06, 2018-02, 2018, or a span 2018-04/2019-03.

    `rule` names what found it and `score`, 0 to 1, how sure that is: where it comes from, not what it is, so that two
    mentions of the same are equal.
    """

    label: MentionLabel
    at: PageSpan
    canonical: str | None = None
    value_pence: int | None = None
    currency: str | None = None
    iso: str | None = None
    unit: str | None = None
    rule: str = field(default="", compare=False)
    score: float = field(default=1.0, compare=False)
