"""What does a document define for itself? Learnt from all its pages before any of them is tagged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from panelsearch.model.meetings import Reading
from panelsearch.model.pages import Page
from panelsearch.ner.coreference import KnownPeople
from panelsearch.ner.councils import KnownCouncils, learn_councils
from panelsearch.ner.money import dollars_of
from panelsearch.ner.organisations import KnownOrganisations, learn_organisations
from panelsearch.ner.people import learn_people
from panelsearch.text.date_grammar import year_of


@dataclass(frozen=True, slots=True)
class Lexicon:
    """People, councils, organisations; the meeting, or else the year, that dates are read by; what "$" means."""

    people: KnownPeople = field(default_factory=KnownPeople)
    councils: KnownCouncils = field(default_factory=KnownCouncils)
    organisations: KnownOrganisations = field(default_factory=KnownOrganisations)
    meeting_date: date | None = None
    year: int | None = None
    dollars: str = "USD"


def learn(pages: Sequence[Page], reading: Reading) -> Lexicon:
    """The lexicon of one document; depends on nothing outside it."""
    texts = [page.text for page in pages if page.text]
    came = reading.attendance
    listed = (*came.present, *came.in_attendance, *came.apologies)
    roster = [person.name for person in listed]
    initials = [(re.sub(r"\W", "", person.initials), person.name) for person in listed if person.initials]
    return Lexicon(
        people=learn_people(texts, roster, initials),
        councils=learn_councils(texts, reading.body),
        organisations=_but_people(learn_organisations(texts, reading.body), roster),
        meeting_date=reading.meeting_date,
        year=None if reading.meeting_date else year_of(texts),
        dollars=dollars_of("\n".join(texts)),
    )


def _but_people(known: KnownOrganisations, roster: Sequence[str]) -> KnownOrganisations:
    """The organisations without those who came: "Ola Brandt (OB)" defines a person's initials."""
    came = {name.casefold() for name in roster}
    return replace(
        known,
        acronyms={short: full for short, full in known.acronyms.items() if full.casefold() not in came},
        short={short: full for short, full in known.short.items() if full.casefold() not in came},
    )
