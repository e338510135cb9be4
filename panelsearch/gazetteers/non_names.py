"""Which capitalised words are no part of a person's name? Public vocabulary of places, bodies and papers."""

from __future__ import annotations

from panelsearch.gazetteers.loader import words

PLACES = words("names.place")
WEEKDAYS_MONTHS = words("names.weekday_or_month")
NEVER = words("names.never")
COMMON_SURNAMES = words("names.common_surname")
SURNAMES_IF_TITLED = COMMON_SURNAMES | words("names.surname_if_titled")
