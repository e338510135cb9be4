"""What does one document say of organisations: its body, the names met, abbreviations and short forms?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from panelsearch.gazetteers.loader import words
from panelsearch.ner.council_names import titled
from panelsearch.ner.gazetteer_matcher import NameBook

# Where the ending itself says which body of this council is meant, one word before it is name enough.
OWN_BODIES = words("organisations.own_body")


@dataclass(frozen=True, slots=True)
class KnownOrganisations:
    """What one document says of organisations: its body if no council, names met, abbreviations, short forms.

    `others` are abbreviations that it defines for something else.
    """

    body: str | None = None
    names: tuple[str, ...] = ()
    acronyms: Mapping[str, str] = field(default_factory=dict)
    short: Mapping[str, str] = field(default_factory=dict)
    others: frozenset[str] = frozenset()
    evidenced: NameBook = field(default_factory=lambda: NameBook(()), compare=False)
    """Names that only what the document does with them makes organisations."""
    book: NameBook = field(init=False, repr=False, compare=False)
    """The short forms, to be looked for: always those of `short`."""
    full: Mapping[str, str] = field(init=False, repr=False, compare=False)
    """The body and the names, the first of each spelling, by their folded form."""
    longer: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    """Names of the body's own committees by each shorter form of them."""

    def __post_init__(self) -> None:
        full: dict[str, str] = {}
        longer: dict[str, frozenset[str]] = {}
        for name in filter(None, (self.body, *self.names)):
            full.setdefault(folded_name(name), name)
        for name in self.names:
            words = folded_name(name).split()
            for n in range(1, len(words)) if words[-1] in OWN_BODIES else ():
                shorter = " ".join(words[n:])
                longer[shorter] = longer.get(shorter, frozenset()) | {name}
        object.__setattr__(self, "book", NameBook(self.short))
        object.__setattr__(self, "full", full)
        object.__setattr__(self, "longer", longer)


@lru_cache(8192)
def folded_name(name: str) -> str:
    """A name as names are compared: small letters, "and" for "&", no marks and no article."""
    name = re.sub(r"\bdept\b", "department", name.lower().replace("&", " and "))
    return re.sub(r"[^\w]+", " ", name.replace("'", "")).strip().removeprefix("the ")


def fullest(name: str, known: KnownOrganisations) -> str:
    """The full name that the document gives for one as printed; itself where it gives none."""
    name = " ".join(name.split())
    folded = folded_name(name)
    if known.body and re.fullmatch(r"police (?:fire )?and crime panel", folded) and folded in folded_name(known.body):
        return known.body
    if folded in known.full:
        return known.full[folded]
    if len(name.split()) > 1 and len(longer := known.longer.get(folded, ())) == 1:
        return next(iter(longer))
    return titled(name) if " " in name else name
