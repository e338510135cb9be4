"""What do the rules that find people look at, and what do they propose?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from panelsearch.ner.coreference import KnownPeople
from panelsearch.text.rule_engine import Rule

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A page as the rules read it: its levelled text, and whom the document is known to introduce, if asked yet."""

    level: str
    known: KnownPeople | None = None


PersonRule = Rule[[PersonPage], Iterable[Stretch]]
