"""What is a rule that finds organisations given, and which words begin, end and join their names?"""

from __future__ import annotations

from dataclasses import dataclass

from panelsearch.gazetteers.loader import words
from panelsearch.ner.organisation_names import KnownOrganisations

Stretch = tuple[int, int]
Meant = tuple[int, int, str | None]
"""Where an organisation stands, and its full name where the document gives one."""


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """A page as the rules read it: its levelled text, what the document says of organisations, and where cells end."""

    level: str
    known: KnownOrganisations
    text: str = ""


# A name may end here, or go on after "of" or "for" ("Association of ...").
ENDINGS = words("organisations.ending")
# What begins no name, and what alone before an ending makes none.
STOP_WORDS = words("organisations.stop")
GENERAL = words("organisations.general")
JOINS = frozenset("of for and & the".split())
CAP = r"[A-Z][\w']*+(?:[.-][\w']++)*+"
"""A capitalised word, as a pattern."""


def bare_word(word: str) -> str:
    """A word in small letters without the marks round it."""
    return word.strip(".,'").lower()
