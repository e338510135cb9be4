"""What does a document define for itself? Learnt from all its pages before any of them is tagged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from panelsearch.model.meetings import Reading
from panelsearch.model.pages import Page
from panelsearch.ner.coreference import KnownPeople
from panelsearch.ner.council_names import KnownCouncils
from panelsearch.ner.councils import learn_councils
from panelsearch.ner.money import dollars_of
from panelsearch.ner.organisation_names import KnownOrganisations
from panelsearch.ner.organisations import learn_organisations
from panelsearch.ner.people import learn_people
from panelsearch.text.date_grammar import order_in_figures, order_in_words, year_of
from panelsearch.text.date_values import DateOrder
from panelsearch.text.rule_engine import OPEN, Fence


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """People, councils, organisations; the meeting, or else the year, that dates are read by; what "$" means.

    `words` and `figures` say whether the paper's dates begin with the day or the month.
    """

    people: KnownPeople = field(default_factory=KnownPeople)
    councils: KnownCouncils = field(default_factory=KnownCouncils)
    organisations: KnownOrganisations = field(default_factory=KnownOrganisations)
    meeting_date: date | None = None
    year: int | None = None
    dollars: str = "USD"
    words: DateOrder = DateOrder.UNKNOWN
    figures: DateOrder = DateOrder.DAY


def learn(pages: Sequence[Page], reading: Reading, fence: Fence = OPEN) -> DocumentContext:
    """The context of one document; depends on nothing outside it. What cannot be learnt is left empty."""
    texts = [page.text for page in pages if page.text]
    came = reading.attendance
    listed = (*came.present, *came.in_attendance, *came.apologies)
    roster = [person.name for person in listed]
    initials = [(re.sub(r"\W", "", person.initials), person.name) for person in listed if person.initials]
    fence = fence.at(None)
    dollars = fence.stage("money", "USD", lambda: dollars_of("\n".join(texts)))
    words = fence.stage("dates", DateOrder.UNKNOWN, lambda: order_in_words(texts))
    return DocumentContext(
        people=fence.stage("people", KnownPeople(), lambda: learn_people(texts, roster, initials, fence)),
        councils=fence.stage("councils", KnownCouncils(), lambda: learn_councils(texts, reading.body, fence)),
        organisations=fence.stage(
            "organisations",
            KnownOrganisations(),
            lambda: _but_people(learn_organisations(texts, reading.body, fence, roster), roster),
        ),
        meeting_date=reading.meeting_date,
        year=None if reading.meeting_date else fence.stage("dates", None, lambda: year_of(texts, fence)),
        dollars=dollars,
        words=words,
        figures=fence.stage("dates", DateOrder.DAY, lambda: _order_in_figures(texts, words, dollars)),
    )


def _order_in_figures(texts: Sequence[str], words: DateOrder, dollars: str) -> DateOrder:
    """Day first, unless the paper's figures cannot be, or it is American: month first in words, and paid in dollars."""
    order = order_in_figures(texts)
    if order is DateOrder.UNKNOWN and words is DateOrder.MONTH and dollars == "USD":
        pays = any("$" in text for text in texts) and not any("£" in text for text in texts)
        return DateOrder.MONTH if pays else DateOrder.DAY
    return DateOrder.MONTH if order is DateOrder.MONTH else DateOrder.DAY


def _but_people(known: KnownOrganisations, roster: Sequence[str]) -> KnownOrganisations:
    """The organisations without those who came: "Ola Brandt (OB)" defines a person's initials."""
    came = {name.casefold() for name in roster}
    return replace(
        known,
        acronyms={short: full for short, full in known.acronyms.items() if full.casefold() not in came},
        short={short: full for short, full in known.short.items() if full.casefold() not in came},
    )
