"""Which capitalised words are no part of a person's name? Public vocabulary of places, bodies and papers."""

from __future__ import annotations

from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.gazetteers.loader import words

PLACES = words("names.place")
WEEKDAYS_MONTHS = words("names.weekday_or_month")
NEVER = words("names.never")
COMMON_SURNAMES = words("names.common_surname")
SURNAMES_IF_TITLED = COMMON_SURNAMES | words("names.surname_if_titled")
TRADES = (
    frozenset(one for one in words("organisations.trade") if one.endswith(("s", "ing"))) - COMMON_SURNAMES - GIVEN_NAMES
)
"""Trades that firms call themselves by, and hardly anybody: "Bradley Memorials"."""
