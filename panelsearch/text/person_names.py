"""When can two printed names be one person's? The algebra of initials, short forms and surnames. Pure.

Whoever compares names asks here: rosters and tagging within a document (`may_be`), the resolution across documents
(`abbreviates`, `block_keys`). What else they know (lists, bodies, days) decides among those that may be.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from panelsearch.gazetteers.loader import sets

_PARTICLES = frozenset("van von der den de del des della di da du la le el al ap ab ferch bin ibn ter st mac".split())


def on_one_line(printed: str) -> str:
    """A name as printed, on one line: a hyphen at a line's end belongs to the name."""
    return " ".join(printed.replace("-\n", "-").split())


def out_of_capitals(name: str) -> str:
    """A name set in capitals as it is written elsewhere: "Ann O'Neill McKay"."""
    name = re.sub(r"[^\W\d_]{2,}", lambda match: match[0].capitalize(), name)
    return re.sub(r"\bMc([a-z])", lambda match: "Mc" + match[1].upper(), name)


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """A name without case, accents, punctuation and doubled spaces: what equal names share."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts, folded: given names or initials in order (none, perhaps), and the surname."""

    given: tuple[str, ...]
    surname: str

    @classmethod
    @lru_cache(maxsize=65536)
    def of(cls, printed: str) -> PersonName:
        """The parts of a name as printed without title. "AJ Prentice" has two initials, "Van der Meer" none given."""
        words: list[str] = []
        for word in re.sub(r"['’ʼ‐‑-]", "", printed).split():
            run_together = 2 <= len(word) <= 3 and word.isalpha() and word.isupper() and not printed.isupper()
            words += list(word.casefold()) if run_together and word != printed.split()[-1] else folded(word).split()
        if not words:
            return cls((), "")
        start = len(words) - 1
        while start and words[start - 1] in _PARTICLES:
            start -= 1
        return cls(tuple(words[:start]), " ".join(words[start:]))

    @property
    def is_written_out(self) -> bool:
        """Whether a given name stands before the surname, not initials alone."""
        return any(len(word) > 1 for word in self.given)

    @property
    def fullness(self) -> tuple[int, int]:
        """Sorts fuller forms after shorter ones: letters of given names, then how many there are."""
        return (sum(map(len, self.given)), len(self.given))

    def may_be(self, other: PersonName) -> bool:
        """Whether two forms can be one person's: of one surname, and no given name of one contradicts the other's.

        Initials and short forms stand for names on either side, later names may be left out; so may the small words
        before a surname ("van Dyke", "Dyke").
        """
        one, two = self.surname, other.surname
        if one != two and not one.endswith(f" {two}") and not two.endswith(f" {one}"):
            return False
        pairs = zip(self.given, other.given, strict=False)
        return all(stands_for(a, b) or stands_for(b, a) for a, b in pairs)

    def abbreviates(self, full: PersonName) -> bool:
        """Whether this is a shorter way to write `full`: `S Mackay` or `Mackay` for `Sue M Mackay`.

        Initials alone may be more than `full` gives: `S M Mackay` for `Sue Mackay`.
        """
        if self.surname != full.surname or self == full:
            return False
        if len(self.given) > len(full.given) and (self.is_written_out or not full.is_written_out):
            return False
        return all(stands_for(short, long) for short, long in zip(self.given, full.given, strict=False))


def block_keys(printed: str) -> tuple[str, str]:
    """Two keys, one at least of which any two names that may be joined share: the surname, and the last word folded.

    "Siân O'Rourke" and "Sian O Rourke" have unlike surnames and are equal folded.
    """
    return PersonName.of(printed).surname, folded(printed).rpartition(" ")[2]


def stands_for(short: str, full: str) -> bool:
    """Whether a folded given name may be written for another: itself, its initial, or a short form ("sue": "susan")."""
    if short == full or (len(short) == 1 and full.startswith(short)):
        return True
    return full in _short_forms().get(short, ())


@cache
def _short_forms() -> Mapping[str, frozenset[str]]:
    """Short forms in everyday use, each with the names it stands for."""
    return {short: frozenset(full) for short, *full in sets("names.short_form")}
